"""The areas that have targets: the country, its provinces, their districts; those with a district office."""

from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places

from .. import words

COUNTRY = ""
ABOVE = {words.DISTRICT: words.PROVINCE, words.PROVINCE: words.COUNTRY}
BELOW = {above: below for below, above in ABOVE.items()}


def level_of(area: str) -> str:
    """Raises Missing for what is no area with a target."""
    for level in (words.COUNTRY, words.PROVINCE, words.DISTRICT):
        if len(area) == words.DIGITS[level]:
            if level != words.COUNTRY:
                places.title(area)
            return level
    raise Missing("no_area", _("ไม่พบพื้นที่นี้"))


def above(area: str) -> str:
    """The area above a province or district."""
    return area[:2] if len(area) == words.DIGITS[words.DISTRICT] else COUNTRY


def children(area: str) -> list[str]:
    """Codes of the areas directly below, in their order; of a district none."""
    codes = districts()
    if area == COUNTRY:
        return sorted({code[:2] for code in codes})
    return [code for code in codes if len(area) == words.DIGITS[words.PROVINCE] and code.startswith(area)]


def districts() -> list[str]:
    cards = offices.directory().values()
    return sorted({card.district_code for card in cards if card.level == "district" and card.district_code})


def name(area: str, language: str) -> str:
    return places.title(area, language) if area else _("ทั้งประเทศ")
