"""Which programme, project and period a page of indicators or targets is about: read from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing
from sangsuk.flagships import periods
from sangsuk.flagships.models import Programme, ProjectText
from sangsuk.flagships.periods import Period
from sangsuk.flagships.words import OPEN
from sangsuk.thai.dates import bangkok_date


@dataclass(frozen=True)
class Chosen:
    """`projects`: code, number, name, whether it is the one. `year`: of the programme; `on`: the day whose definitions are shown."""

    programme: str
    programme_name: str
    project: str
    project_name: str
    projects: list[tuple[str, int, str, bool]]
    year: Period
    on: date


def chosen(given: Mapping[str, str], language: str) -> Chosen:
    """Without a word: the newest programme that is open, and its first project. Raises Missing."""
    programmes = Programme.objects.order_by("-fiscal_year", "code")
    code = given.get("programme", "")
    found = (programmes.filter(pk=code) if code else programmes.filter(state=OPEN)).first() or (
        None if code else programmes.first()
    )
    if found is None:
        raise Missing("no_programme", _("ไม่พบโครงการประจำปีนี้"))
    texts = (
        ProjectText.objects.filter(project__programme=found)
        .select_related("project")
        .order_by("project_id", "-version")
        .distinct("project_id")
    )
    rows = sorted(texts, key=lambda one: one.project.number)
    project = given.get("project", "") or (rows[0].project_id if rows else "")
    named = {one.project_id: one.name(language) for one in rows}
    if project and project not in named:
        raise Missing("no_project", _("ไม่พบโครงการนี้"))
    year = periods.year(found.fiscal_year)
    links = [(one.project_id, one.project.number, named[one.project_id], one.project_id == project) for one in rows]
    return Chosen(found.pk, found.name(language), project, named.get(project, ""), links, year, _day(year))


def _day(year: Period) -> date:
    """Today, but never before the programme begins."""
    return max(bangkok_date(timezone.now()), year.starts_on)
