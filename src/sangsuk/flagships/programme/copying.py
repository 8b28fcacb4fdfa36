"""A later year's programme out of an earlier one: parts, projects, words, alignments and indicators, as a draft to be changed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import BE_OFFSET

from .. import periods, words
from ..indicators import copying as indicators
from ..models import Aim, Alignment, Part, Programme, Project, ProjectText
from . import recording, standing, writing


@transaction.atomic
def copy(programme: Programme, *, by: Actor, fiscal_year: int | None = None, now: datetime | None = None) -> Programme:
    """Into the following year, or into `fiscal_year` (CE) where years were left out.

    What was official or confirmed of one year is nobody's word of another: it stands as our reading until somebody says so.

    Aims that are no longer in force then are left out, with all shares of that project in that framework, because the others
    would no longer add up to 1. Raises: NotAllowed, Refused when that year is not later or has its programme.
    """
    standing.need(by)
    now, year = now or timezone.now(), fiscal_year or programme.fiscal_year + 1
    if year <= programme.fiscal_year:
        raise Refused("bad_year", _("คัดลอกได้เฉพาะไปยังปีหลังจากนี้"), "fiscal_year")
    code = f"f{year + BE_OFFSET}"
    if Programme.objects.filter(pk=code).exists():
        raise Refused(
            "there_is_one", _("ปีงบประมาณ %(year)s มีโครงการประจำปีอยู่แล้ว") % {"year": year + BE_OFFSET}, "fiscal_year"
        )
    source = f"คัดลอกจากโครงการประจำปี {programme.code}"
    new = Programme.objects.create(
        code=code, fiscal_year=year, name_th=programme.name_th, name_en=programme.name_en, about_th=programme.about_th,
        about_en=programme.about_en, copied_from=programme, source=source,
    )  # fmt: skip
    parts = {
        part.pk: Part.objects.create(
            programme=new, number=part.number, name_th=part.name_th, name_en=part.name_en, source=source
        )
        for part in programme.parts.all()
    }
    left = []
    for project in programme.projects.prefetch_related("other_parts"):
        made = Project.objects.create(
            code=f"{code}_{project.number:02}", programme=new, number=project.number, part=parts[project.part_id],
            part_standing=words.INFERRED, follows=project,
        )  # fmt: skip
        made.other_parts.set([parts[part.pk] for part in project.other_parts.all()])
        _text(project, made, source, by, now)
        left += _shares(project, made, source, by, now)
    many = indicators.copy(programme, new, by=by, now=now)
    recording.begin(new, "copy", by=by, data={"from": programme.code, "left_out": left, "indicators": many}, now=now)
    return new


def _text(old: Project, new: Project, source: str, by: Actor, now: datetime) -> None:
    text = writing.newest(old)
    if text:
        ProjectText.objects.create(
            project=new, version=1, standing=words.INFERRED, source=source, made_by_id=by.user_id, made_at=now, budget_baht=None,
            **{name: getattr(text, name) for name in writing.FIELDS if name not in ("standing", "source", "budget_baht")},
        )  # fmt: skip


def _shares(old: Project, new: Project, source: str, by: Actor, now: datetime) -> list[str]:
    """Returns the frameworks left out."""
    year = periods.year(new.programme.fiscal_year)
    rows = list(Alignment.objects.filter(project=old, valid_to=None).select_related("aim").order_by("pk"))
    over = {row.aim.framework for row in rows if not _in_force(row.aim, year)}
    Alignment.objects.bulk_create(
        Alignment(
            project=new, aim=row.aim, weight=row.weight, why_th=row.why_th, why_en=row.why_en, standing=words.INFERRED, source=source,
            valid_from=year.starts_on, made_by_id=by.user_id, made_at=now,
        )
        for row in rows if row.aim.framework not in over
    )  # fmt: skip
    return [f"{new.code} {framework}" for framework in sorted(over)]


def _in_force(aim: Aim, year: periods.Period) -> bool:
    return aim.valid_from <= year.ends_on and (aim.valid_to is None or aim.valid_to > year.starts_on)
