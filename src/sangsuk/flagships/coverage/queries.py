"""The matrix for a page: of the country by provinces, of a province by districts, of a district by projects."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from django.db.models import Count, Q
from django.db.models.functions import Left

from sangsuk.offices.actor import NATIONAL, Actor
from sangsuk.stories.standing import WORKING

from .. import periods, words
from ..areas import districts as areas
from ..models import Coverage, CoverageEvent, Entry, Programme, Project
from .words import MISSING


@dataclass
class Tally:
    """How many districts have said what of a project. `of`: how many there are."""

    of: int
    n: Counter[str] = field(default_factory=Counter)

    @property
    def said(self) -> int:
        return sum(self.n.values())

    @property
    def missing(self) -> int:
        return max(self.of - self.said, 0)

    @property
    def applies(self) -> int:
        return self.of - self.n[words.NOT_APPLICABLE]

    @property
    def going(self) -> int:
        """Started or done."""
        return self.n[words.STARTED] + self.n[words.DONE]

    @property
    def percent(self) -> int | None:
        """Started or done of those to whom it applies; who has not said counts as not begun. None where it applies to nobody."""
        if self.applies <= 0:
            return None
        return int((Decimal(100 * self.going) / self.applies).quantize(Decimal(1), ROUND_HALF_EVEN))


@dataclass(frozen=True)
class Row:
    """One area of a table, with a tally for each project, in their order; of all districts together `whole`."""

    code: str
    tallies: list[Tally]

    @property
    def whole(self) -> Tally:
        together = Tally(sum(tally.of for tally in self.tallies))
        for tally in self.tallies:
            together.n.update(tally.n)
        return together


def country(programme: Programme, projects: Sequence[Project]) -> tuple[list[Row], Row]:
    """Every province, and the sum. One query, grouped by the database."""
    rows = Coverage.objects.filter(project__in=[one.pk for one in projects]).annotate(area=Left("district_code", 2))
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for project, area, state, n in rows.values_list("project", "area", "state").annotate(n=Count("pk")).order_by():
        counted[area, project][state] += n
    found = [
        Row(code, [Tally(len(districts), counted[code, one.pk]) for one in projects])
        for code, districts in areas.by_province().items()
    ]
    total = Row("", [_sum([row.tallies[at] for row in found]) for at in range(len(projects))])
    return found, total


def _sum(tallies: Sequence[Tally]) -> Tally:
    whole = Tally(sum(one.of for one in tallies))
    for one in tallies:
        whole.n.update(one.n)
    return whole


def shares(projects: Sequence[Project]) -> dict[str, Tally]:
    """Of the whole country, by project. One query."""
    found = {one.pk: Tally(areas.many()) for one in projects}
    rows = Coverage.objects.filter(project__in=list(found)).values_list("project", "state")
    for project, state, n in rows.annotate(n=Count("pk")).order_by():
        found[project].n[state] += n
    return found


@dataclass
class Square:
    """One cell for a page. `hint`: entries with a number, where the district has not said that it has begun."""

    project: Project
    district: str
    cell: Coverage | None = None
    entries: int = 0

    @property
    def state(self) -> str:
        return self.cell.state if self.cell else MISSING

    @property
    def version(self) -> int:
        return self.cell.version if self.cell else 0

    @property
    def hint(self) -> bool:
        return self.entries > 0 and self.state in (MISSING, words.PLANNED, words.NOT_APPLICABLE)


def province(programme: Programme, projects: Sequence[Project], code: str) -> list[tuple[str, list[Square]]]:
    """Its districts, each with its squares in the order of the projects. Two queries."""
    cells = {
        (cell.district_code, cell.project_id): cell
        for cell in Coverage.objects.filter(project__in=[p.pk for p in projects], district_code__startswith=code)
    }
    entries = _entries(programme, Q(area_code__startswith=code))
    return [
        (place.code, [_square(one, place.code, cells, entries) for one in projects])
        for place in areas.by_province()[code]
    ]


def district(programme: Programme, projects: Sequence[Project], code: str) -> list[Square]:
    """Two queries."""
    rows = Coverage.objects.filter(project__in=[p.pk for p in projects], district_code=code)
    cells = {(code, cell.project_id): cell for cell in rows}
    entries = _entries(programme, Q(area_code__startswith=code))
    return [_square(one, code, cells, entries) for one in projects]


def _square(
    project: Project, district: str, cells: dict[tuple[str, str], Coverage], entries: Counter[tuple[str, str]]
) -> Square:
    return Square(project, district, cells.get((district, project.pk)), entries[district, project.pk])


def _entries(programme: Programme, where: Q) -> Counter[tuple[str, str]]:
    """How many numbers above 0 an area has reported of a project's indicators in the year, whatever became of them; not what the
    product has counted itself."""
    year = periods.year(programme.fiscal_year)
    rows = Entry.objects.filter(
        where, indicator__project__programme=programme, indicator__kind=words.REPORTED, starts_on__gte=year.starts_on,
        starts_on__lt=year.before, number__gt=0,
    )  # fmt: skip
    found: Counter[tuple[str, str]] = Counter()
    grouped = rows.annotate(district=Left("area_code", 4)).values_list("district", "indicator__project")
    for area, project, n in grouped.annotate(n=Count("pk")).order_by():
        found[area, project] += n
    return found


def events(cells: Sequence[Coverage]) -> dict[int, list[CoverageEvent]]:
    """What happened to each, the newest first. One query."""
    found: dict[int, list[CoverageEvent]] = defaultdict(list)
    for event in CoverageEvent.objects.filter(coverage__in=[cell.pk for cell in cells]).order_by("coverage", "-seq"):
        found[event.coverage_id].append(event)
    return found


@dataclass(frozen=True)
class Silent:
    """A district that has not said something: which projects, by number."""

    code: str
    numbers: tuple[int, ...]


def silent(projects: Sequence[Project], code: str = "") -> list[Silent]:
    """Who has not said, in the country or a province, those with most to say first. One query."""
    said: dict[str, set[str]] = defaultdict(set)
    rows = Coverage.objects.filter(project__in=[p.pk for p in projects], district_code__startswith=code)
    for district_code, project in rows.values_list("district_code", "project"):
        said[district_code].add(project)
    places = [place for below in areas.by_province().values() for place in below if place.code.startswith(code)]
    found = [Silent(place.code, tuple(p.number for p in projects if p.pk not in said[place.code])) for place in places]
    return sorted((one for one in found if one.numbers), key=lambda one: (-len(one.numbers), one.code))


def every(programme: Programme, code: str = "") -> Iterator[Coverage]:
    """Every cell that somebody has said something of, for a file."""
    rows = Coverage.objects.filter(project__programme=programme, district_code__startswith=code)
    yield from rows.order_by("district_code", "project__number").iterator(chunk_size=2000)


def sight(actor: Actor) -> str | None:
    """The beginning of the codes she sees: "" for the country, a province's, a district's; None for nothing."""
    if not actor.is_staff or actor.role not in (*WORKING, "executive", "operator") or actor.at_agency:
        return None
    if actor.office_code in NATIONAL:
        return ""
    if actor.province_code == areas.BANGKOK:
        return None
    if actor.office_level == "province":
        return actor.province_code
    return actor.office_code if actor.office_level == "district" else None


def waiting(actor: Actor) -> int:
    """What she owes: of a district what it has not said or is asked; of a province what it has not looked at."""
    if actor.role not in WORKING or not (code := sight(actor)):
        return 0
    programmes = list(Programme.objects.filter(state=words.OPEN))
    projects = list(Project.objects.filter(programme__in=programmes))
    rows = Coverage.objects.filter(project__in=[p.pk for p in projects], district_code__startswith=code)
    if len(code) == 2:
        return rows.filter(look=words.NEW).count()
    counted = rows.aggregate(said=Count("pk"), asked=Count("pk", filter=Q(look=words.ASKED)))
    return len(projects) - int(counted["said"]) + int(counted["asked"])
