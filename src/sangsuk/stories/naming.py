"""What a district office is called when somebody tells of it: the building she went to, not the centre in it."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsuk.offices import queries as offices
from sangsuk.places import queries as places


def office_called(code: str, language: str) -> str:
    """'ที่ว่าการอำเภอแม่ริม', 'Mae Rim District Office'. The code itself for what is no district office."""
    card = offices.known().get(code)
    if card is None or not card.district_code:
        return code
    with override(language):
        return _("ที่ว่าการ%(district)s") % {"district": places.title(card.district_code, language)}


def in_language(code: str) -> Callable[[str], str]:
    """The same for a message, which asks in the language of its reader."""
    return lambda language: office_called(code, language)


def area(code: str, language: str) -> str:
    """The province of an office, which tells apart the districts of the same name."""
    card = offices.known().get(code)
    return places.title(card.province_code, language) if card else ""
