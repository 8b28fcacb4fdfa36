"""What an area is called: as the register of places says, or as the change that made it said."""

from sangsuk.common.errors import Missing
from sangsuk.common.remember import remembered
from sangsuk.places import queries as places

from ..models import AreaChange

COUNTRY_TH, COUNTRY_EN = "ประเทศไทย", "Thailand"


def name(code: str, language: str) -> str:
    """With its word: "อำเภอแม่ริม", "จังหวัดเชียงใหม่", "ประเทศไทย". A code that nobody knows is its own name."""
    if not code:
        return COUNTRY_TH if language.startswith("th") else COUNTRY_EN
    try:
        return places.title(code, language)
    except Missing:
        given: dict[str, str] = _given()
        return given.get(code, code)


@remembered
def _given() -> dict[str, str]:
    """Areas younger than the register of places. Read only."""
    rows = AreaChange.objects.filter(known_to=None).exclude(new_name_th="").order_by("on")
    return dict(rows.values_list("to_code", "new_name_th"))


def districts() -> list[str]:
    """The codes of the 878 districts outside Bangkok, as they are today."""
    return [
        one.code for province in places.provinces() if province.code != BANGKOK for one in places.inside(province.code)
    ]


def districts_in(code: str) -> list[str]:
    """The districts of an area: of the country all, of a district itself."""
    if len(code) >= 4:
        return [code[:4]]
    return [one.code for one in places.inside(code)] if code else districts()


BANGKOK = "10"
"""Bangkok's khet are not districts of the department; see docs/places.md."""
