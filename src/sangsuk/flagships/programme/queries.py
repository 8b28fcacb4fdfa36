"""What a programme is made of, as pages, papers and programs ask for it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing
from sangsuk.offices.actor import Actor

from .. import periods, words
from ..models import Aim, Alignment, Part, Programme, ProgrammeEvent, Project, ProjectText, Situation
from . import standing


def visible_to(actor: Actor | None) -> list[Programme]:
    """The newest year first. Drafts are the department's; None is everybody."""
    rows = Programme.objects.all()
    if actor is None or not standing.looks(actor):
        rows = rows.exclude(state=words.DRAFT)
    return list(rows)


def programme(actor: Actor | None, code: str) -> Programme:
    """Raises Missing."""
    found = next((one for one in visible_to(actor) if one.code == code), None)
    if found is None:
        raise _missing()
    return found


def current(actor: Actor | None = None) -> Programme:
    """The programme that pages open with: the newest that is open, else the newest that was. Raises Missing."""
    rows = [one for one in visible_to(actor) if one.state != words.DRAFT]
    found = next((one for one in rows if one.state == words.OPEN), None) or next(iter(rows), None)
    if found is None:
        raise _missing()
    return found


def _missing() -> Missing:
    return Missing("no_programme", _("ไม่พบโครงการประจำปีนี้"))


@dataclass(frozen=True)
class Serves:
    """One share of a project: `aim` and its place in the row of links."""

    row: Alignment

    @property
    def aim(self) -> Aim:
        return self.row.aim

    @property
    def percent(self) -> Decimal:
        return (self.row.weight * 100).normalize()


@dataclass
class Card:
    """A project with its words; `serves` by framework, in the order of the ministry's form."""

    project: Project
    text: ProjectText
    serves: dict[str, list[Serves]] = field(default_factory=dict)

    def name(self, language: str) -> str:
        return self.text.name(language)

    def about(self, language: str) -> str:
        return self.text.about_th if language.startswith("th") else self.text.about_en or self.text.about_th

    def owner(self, language: str) -> str:
        return self.text.owner_th if language.startswith("th") else self.text.owner_en or self.text.owner_th


def cards(programme: Programme, *, aligned: bool = False, on: date | None = None) -> list[Card]:
    """Its projects by number. Two queries, three with what they serve (`on`: as it was on a day; else as it is)."""
    projects = list(programme.projects.select_related("part"))
    texts = {
        text.project_id: text for text in ProjectText.objects.filter(project__programme=programme).order_by("version")
    }
    found = [Card(project, texts[project.code]) for project in projects if project.code in texts]
    if aligned:
        by_code = {card.project.code: card for card in found}
        for row in _alignments([card.project.code for card in found], on):
            by_code[row.project_id].serves.setdefault(row.aim.framework, []).append(Serves(row))
        for card in found:
            card.serves = {name: card.serves[name] for name in words.FRAMEWORKS if name in card.serves}
    return found


def card(actor: Actor | None, code: str) -> Card:
    """Raises Missing."""
    project = (
        Project.objects.filter(pk=code).select_related("programme", "part").prefetch_related("other_parts").first()
    )
    text = ProjectText.objects.filter(project=code).order_by("-version").first()
    hidden = (
        project is not None and project.programme.state == words.DRAFT and (actor is None or not standing.looks(actor))
    )
    if project is None or text is None or hidden:
        raise Missing("no_project", _("ไม่พบโครงการนี้"))
    made = Card(project, text)
    for row in _alignments([code], None):
        made.serves.setdefault(row.aim.framework, []).append(Serves(row))
    made.serves = {name: made.serves[name] for name in words.FRAMEWORKS if name in made.serves}
    return made


def _alignments(projects: Sequence[str], on: date | None) -> list[Alignment]:
    rows = Alignment.objects.filter(project__in=projects).select_related("aim", "aim__parent")
    rows = rows.filter(valid_to=None) if on is None else rows.filter(valid_from__lte=on).exclude(valid_to__lte=on)
    return list(rows.order_by("-weight", "aim"))


def parts(programme: Programme) -> list[Part]:
    return list(programme.parts.all())


def texts(project: Project) -> list[ProjectText]:
    """Every version, the newest first."""
    return list(ProjectText.objects.filter(project=project).select_related("made_by").order_by("-version"))


def history(programme: Programme, most: int = 100) -> list[ProgrammeEvent]:
    """What happened to it, the newest first."""
    return list(ProgrammeEvent.objects.filter(programme=programme).order_by("-seq")[:most])


@dataclass(frozen=True)
class Served:
    """An aim, and the cards that serve it with their shares; `below`: of a goal, its targets. `weight` is the sum of the shares."""

    aim: Aim
    by: list[tuple[Card, Serves]]
    below: list["Served"]

    @property
    def weight(self) -> Decimal:
        return sum((serves.row.weight for _card, serves in self.by), Decimal(0))


def by_aim(
    programme: Programme, framework: str, below: str = "", *, made: Sequence[Card] | None = None
) -> list[Served]:
    """Every aim of a framework in force in that year, also one that nobody serves. `below`: the framework of its targets; `made`:
    the cards with what they serve, where they are at hand."""
    made = cards(programme, aligned=True) if made is None else made
    targets = _served(programme, below, made) if below else []
    under: dict[int | None, list[Served]] = defaultdict(list)
    for one in targets:
        under[one.aim.parent_id].append(one)
    return [Served(one.aim, one.by, under[one.aim.pk]) for one in _served(programme, framework, made)]


def _served(programme: Programme, framework: str, made: Sequence[Card]) -> list[Served]:
    year = periods.year(programme.fiscal_year)
    aims = Aim.objects.filter(framework=framework, valid_from__lte=year.ends_on).exclude(valid_to__lte=year.starts_on)
    by: dict[int, list[tuple[Card, Serves]]] = defaultdict(list)
    for one in made:
        for serves in one.serves.get(framework, []):
            by[serves.aim.pk].append((one, serves))
    return [Served(aim, by[aim.pk], []) for aim in aims.order_by("id")]


def situations(programme: Programme) -> dict[str, list[Situation]]:
    """Of each project, the newest quarter first."""
    found: dict[str, list[Situation]] = defaultdict(list)
    for row in Situation.objects.filter(project__programme=programme).order_by("-quarter_starts_on", "pk"):
        found[row.project_id].append(row)
    return found


def quarter_of(programme: Programme, today: date) -> periods.Period:
    """The quarter of its year that today lies in; before the year its first, after it its last."""
    inside = periods.year(programme.fiscal_year).inside(periods.QUARTER)
    return next((one for one in reversed(inside) if one.starts_on <= today), inside[0])


def without_situation(programme: Programme, today: date) -> list[Project]:
    """Projects for which nobody has said what of the present they answer in the quarter. Nothing is owed of a year that is over."""
    year = periods.year(programme.fiscal_year)
    if programme.state != words.OPEN or not year.starts_on <= today < year.before:
        return []
    quarter = quarter_of(programme, today).starts_on
    said = Situation.objects.filter(quarter_starts_on=quarter, project__programme=programme).values("project")
    return list(programme.projects.exclude(pk__in=said))


def waiting(actor: Actor, today: date) -> int:
    """Drafts that she could open now, and projects without a word on the quarter."""
    if not standing.keeps(actor):
        return 0
    rows = Programme.objects.exclude(state=words.CLOSED)
    drafts = sum(1 for one in rows if one.state == words.DRAFT and "second" in standing.standings(one, actor))
    return drafts + sum(len(without_situation(one, today)) for one in rows if one.state == words.OPEN)
