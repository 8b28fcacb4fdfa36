"""What hangs on the walls: a poster for each district office, with the short address of its card."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sangsuk.offices import queries as offices
from sangsuk.offices.models import Office
from sangsuk.papers.posters import Poster
from sangsuk.places import queries as places

from ..models import CardPoint
from ..naming import office_called

PATH = "/c/{code}"
"""Short enough to be typed from a wall. The page behind it stands in the public face."""


@dataclass(frozen=True)
class Point:
    """Where a poster hangs: an office, or one of its counters with a code of its own and what it is called."""

    office_code: str
    code: str = ""
    name: str = ""


def offices_with_cards() -> list[str]:
    """The codes of all district offices in force. The khet of Bangkok belong to the city, not to the department."""
    return [code for code, card in offices.directory().items() if card.kind == Office.Kind.DISTRICT]


def poster(point: Point, *, site: str) -> Poster:
    card = offices.known()[point.office_code]
    return Poster(
        place=office_called(point.office_code, "th"),
        area=places.title(card.province_code),
        counter=point.name,
        address=site.rstrip("/") + PATH.format(code=point.code or point.office_code),
    )


def counters() -> list[Point]:
    """Every open counter of the country, by office and number."""
    rows = CardPoint.objects.filter(closed_at=None).order_by("office", "no")
    return [Point(row.office_id, row.code, row.name_th) for row in rows]


def with_counters(offices_: Iterable[Point], counters_: Iterable[Point]) -> list[Point]:
    """Each office followed by its counters."""
    found: dict[str, list[Point]] = defaultdict(list)
    for point in counters_:
        found[point.office_code].append(point)
    return [point for office in offices_ for point in (office, *found[office.office_code])]


def by_province(points: Iterable[Point]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        found[offices.known()[point.office_code].province_code].append(point)
    return dict(found)
