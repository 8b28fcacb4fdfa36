"""The areas that have targets: the country, its provinces, their districts; Bangkok has none."""

from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing

from .. import words
from ..areas import districts, naming

COUNTRY = ""
ABOVE = {words.DISTRICT: words.PROVINCE, words.PROVINCE: words.COUNTRY}
BELOW = {above: below for below, above in ABOVE.items()}


def level_of(area: str) -> str:
    """Raises Missing for what is no area with a target."""
    for level in (words.COUNTRY, words.PROVINCE, words.DISTRICT):
        if len(area) == words.DIGITS[level]:
            districts.known(area)
            return level
    raise Missing("no_area", _("ไม่พบพื้นที่นี้"))


def above(area: str) -> str:
    """The area above a province or district."""
    return area[:2] if len(area) == words.DIGITS[words.DISTRICT] else COUNTRY


def children(area: str) -> list[str]:
    """Codes of the areas directly below, in their order; of a district none."""
    return [one.code for one in districts.inside(area)] if len(area) < words.DIGITS[words.DISTRICT] else []


def name(area: str, language: str) -> str:
    return naming.name(area, language) if area else _("ทั้งประเทศ")
