"""What an office is called as the sender and the addressee of orders: the authority, not the centre in its house."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsuk.catalog import queries as catalog
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places


def called(code: str, language: str) -> str:
    """'กรมการปกครอง', 'จังหวัดเชียงใหม่', 'อำเภอแม่ริม'. The code itself for what there is not."""
    card = offices.known().get(code)
    if card is None:
        return code
    if card.kind == "district" and card.district_code:
        return places.title(card.district_code, language)
    if card.kind == "province":
        return places.title(card.province_code, language)
    with override(language):
        return {"dopa": _("กรมการปกครอง"), "ministry": _("กระทรวงมหาดไทย")}.get(card.kind) or card.name(language)


def in_language(code: str) -> Callable[[str], str]:
    """The same for a message, which asks in the language of its reader."""
    return lambda language: called(code, language)


def tag(word: str, language: str) -> str:
    """A project's code by its name; other words as they are."""
    card = catalog.all_terms("flagship").get(word)
    return card.name(language) if card else (f"#{word}" if word else "")
