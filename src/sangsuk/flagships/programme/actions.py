"""The verbs of a programme: make it, copy last year's, say what a project is and what it serves, open and close it."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import BE_OFFSET, bangkok_date

from .. import periods, words
from ..models import Part, Programme, Project, ProjectText, Situation
from . import given as giving
from . import recording, standing, table, writing
from .copying import copy
from .given import Share, Text

__all__ = [
    "Share",
    "Text",
    "add_project",
    "align",
    "copy",
    "make",
    "move",
    "place",
    "remove_project",
    "rename",
    "set_part",
    "tag",
    "text",
]
logger = logging.getLogger(__name__)
YEARS = range(2003, 2101)


@transaction.atomic
def make(given: Mapping[str, Any], *, fiscal_year: int, by: Actor, now: datetime | None = None) -> Programme:
    """An empty draft of a fiscal year (CE). Raises: NotAllowed, Refused."""
    standing.need(by)
    code = free_code(fiscal_year)
    programme = Programme.objects.create(code=code, fiscal_year=fiscal_year, **_names(given))
    recording.begin(programme, "make", by=by, data={}, now=now or timezone.now())
    return programme


def free_code(fiscal_year: int) -> str:
    """f2565. Raises Refused when that year has its programme."""
    if fiscal_year not in YEARS:
        raise Refused("bad_year", _("กรุณาใส่ปีงบประมาณเป็น พ.ศ. เช่น 2565"), "fiscal_year")
    code = f"f{fiscal_year + BE_OFFSET}"
    if Programme.objects.filter(pk=code).exists():
        raise Refused(
            "there_is_one",
            _("ปีงบประมาณ %(year)s มีโครงการประจำปีอยู่แล้ว") % {"year": fiscal_year + BE_OFFSET},
            "fiscal_year",
        )
    return code


def _names(given: Mapping[str, Any]) -> dict[str, str]:
    names = {name: giving.line(given, name, most=200) for name in ("name_th", "name_en")}
    names |= {name: giving.line(given, name, most=giving.LONG, needed=False) for name in ("about_th", "about_en")}
    return names | {"source": giving.line(given, "source", most=giving.SOURCE)}


@transaction.atomic
def move(
    programme: Programme, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Programme:  # fmt: skip
    """Open, close or reopen it. Raises: Stale, NotAllowed, Refused."""
    given = data or {}
    fresh(programme, version)
    row = table.check(name, programme.state, standing.standings(programme, by), given)
    if row.target == words.OPEN:
        _ready(programme)
    why = str(given.get("why") or "").strip()
    _said(programme, name, {"why": why} if why else {}, by, now, {"state": row.target})
    logger.info("programme moved", extra={"programme": programme.pk, "move": name})
    return programme


def _ready(programme: Programme) -> None:
    """Raises Refused for a programme that nobody could work with."""
    if not programme.projects.exists():
        raise Refused("no_project", _("ยังไม่มีโครงการในร่างนี้ กรุณาเพิ่มอย่างน้อยหนึ่งโครงการก่อนเปิดใช้"))
    other = (
        Programme.objects.filter(fiscal_year=programme.fiscal_year, state=words.OPEN).exclude(pk=programme.pk).first()
    )
    if other:
        raise Refused("there_is_one", _("“%(name)s” ของปีเดียวกันเปิดใช้อยู่ กรุณาปิดก่อน") % {"name": other.name_th})


def fresh(programme: Programme, version: int | None) -> None:
    """Raises Stale when the page was made from an older state."""
    if version is not None and version != programme.version:
        raise recording.stale()


def _said(
    programme: Programme, name: str, data: Mapping[str, Any], by: Actor, now: datetime | None, changes: Mapping[str, Any] | None = None
) -> None:  # fmt: skip
    recording.advance(programme, name, changes or {}, by=by, data=data, now=now or timezone.now())


@transaction.atomic
def rename(
    programme: Programme,
    given: Mapping[str, Any],
    *,
    by: Actor,
    version: int | None = None,
    now: datetime | None = None,
) -> Programme:
    """Its name and what it is about; the old words stay in its history."""
    standing.need_changeable(programme, by)
    fresh(programme, version)
    new = _names(given)
    was = {name: getattr(programme, name) for name, value in new.items() if getattr(programme, name) != value}
    if was:
        Programme.objects.filter(pk=programme.pk).update(**new)
        _said(programme, "name", {"was": was, "is": {name: new[name] for name in was}}, by, now)
        for name, value in new.items():
            setattr(programme, name, value)
    return programme


@transaction.atomic
def set_part(
    programme: Programme, number: int, given: Mapping[str, Any], *, by: Actor, version: int | None = None, now: datetime | None = None
) -> Part:  # fmt: skip
    """A part's words; a number that is not there yet is a new part."""
    standing.need_changeable(programme, by)
    fresh(programme, version)
    if not 1 <= number <= 99:
        raise Refused("bad_number", _("เลขที่ส่วนต้องเป็น 1 ถึง 99"), "number")
    new = {name: giving.line(given, name, most=giving.LONG) for name in ("name_th", "name_en")}
    new["source"] = giving.line(given, "source", most=giving.SOURCE)
    part = Part.objects.filter(programme=programme, number=number).first()
    was = {name: getattr(part, name) for name in new} if part else {}
    if was != new:
        part, _made = Part.objects.update_or_create(programme=programme, number=number, defaults=new)
        _said(programme, "part", {"number": number, "was": was, "is": new}, by, now)
    assert part is not None
    return part


@transaction.atomic
def add_project(
    programme: Programme, number: int, part: Part, given: Mapping[str, Any], *, by: Actor, version: int | None = None,
    now: datetime | None = None,
) -> Project:  # fmt: skip
    """Into a draft, with its first text."""
    standing.need_draft(programme, by)
    fresh(programme, version)
    if not 1 <= number <= 99 or Project.objects.filter(programme=programme, number=number).exists():
        raise Refused("bad_number", _("เลขที่โครงการต้องเป็น 1 ถึง 99 และยังไม่มีโครงการอื่นใช้"), "number")
    _of_programme(programme, [part])
    text = giving.text(given)
    project = Project.objects.create(code=f"{programme.pk}_{number:02}", programme=programme, number=number, part=part)
    writing.add_text(project, text, why="", by=by, now=now or timezone.now(), old=None)
    _said(programme, "project", {"project": project.pk, "name": text.name_th}, by, now)
    return project


@transaction.atomic
def remove_project(project: Project, *, by: Actor, version: int | None = None, now: datetime | None = None) -> None:
    """Out of a draft, with the indicators it was copied with; its words stay in the history."""
    programme = project.programme
    standing.need_draft(programme, by)
    fresh(programme, version)
    newest = writing.newest(project)
    told = {"project": project.pk, "name": newest.name_th if newest else ""}
    try:
        project.indicators.all().delete()
        project.delete()
    except ProtectedError:
        raise NotAllowed("in_use", _("โครงการนี้มีตัวเลขที่รายงานแล้ว จึงเอาออกไม่ได้")) from None
    _said(programme, "remove", told, by, now)


@transaction.atomic
def place(
    project: Project, part: Part, others: Sequence[Part], *, said_by: str, by: Actor, version: int | None = None,
    now: datetime | None = None,
) -> Project:  # fmt: skip
    """In which part it mainly lies, in which others too, and on whose word."""
    programme = project.programme
    standing.need_changeable(programme, by)
    fresh(programme, version)
    word = giving.standing({"standing": said_by})
    _of_programme(programme, [part, *others])
    others = [one for one in others if one != part]
    was = _placed(project)
    Project.objects.filter(pk=project.pk).update(part=part, part_standing=word)
    project.part, project.part_standing = part, word
    project.other_parts.set(others)
    if (now_so := _placed(project)) != was:
        _said(programme, "place", {"project": project.pk, "was": was, "is": now_so}, by, now)
    return project


def _placed(project: Project) -> dict[str, Any]:
    others = project.other_parts.order_by("number").values_list("number", flat=True)
    return {"part": project.part.number, "others": list(others), "standing": project.part_standing}


def _of_programme(programme: Programme, parts: Sequence[Part]) -> None:
    if any(part.programme_id != programme.pk for part in parts):
        raise Refused("bad_choice", _("กรุณาเลือกส่วนของโครงการประจำปีนี้"), "part")


@transaction.atomic
def text(
    project: Project, given: Mapping[str, Any], *, why: str, by: Actor, version: int | None = None, now: datetime | None = None
) -> ProjectText | None:  # fmt: skip
    """Another version of its words, with the reason; None when nothing is different."""
    programme = project.programme
    standing.need_changeable(programme, by)
    fresh(programme, version)
    new = giving.text(given)
    reason = giving.line({"why": why}, "why", most=500)
    made = writing.add_text(project, new, why=reason, by=by, now=now or timezone.now(), old=writing.newest(project))
    if made:
        _said(programme, "text", {"project": project.pk, "version": made.version, "why": reason}, by, now)
    return made


@transaction.atomic
def align(
    project: Project, framework: str, shares: Sequence[Share], *, by: Actor, version: int | None = None, now: datetime | None = None
) -> bool:  # fmt: skip
    """What it serves in one framework: all shares at once, because they are shares of 1; none ends them all."""
    programme = project.programme
    standing.need_changeable(programme, by)
    fresh(programme, version)
    if framework not in words.FRAMEWORKS:
        raise Refused("bad_choice", _("ไม่รู้จักกรอบนี้"), "framework")
    changed = writing.set_shares(
        project, framework, giving.whole(shares), fiscal_year=programme.fiscal_year, by=by, now=now or timezone.now()
    )
    if changed:
        _said(programme, "align", changed, by, now)
    return bool(changed)


@transaction.atomic
def tag(
    project: Project, given: Mapping[str, Any], *, quarter: date, by: Actor, now: datetime | None = None
) -> Situation:
    """What of the present a project answers in a quarter, and why. `quarter`: any of its days."""
    now = now or timezone.now()
    standing.need_changeable(project.programme, by)
    first = periods.containing(quarter, periods.QUARTER).starts_on
    if first > bangkok_date(now):
        raise Refused("too_early", _("ไตรมาสนี้ยังไม่เริ่ม"), "quarter")
    thai = giving.line(given, "tag_th", most=120)
    english = giving.line(given, "tag_en", most=120, needed=False)
    why = giving.line(given, "why", most=giving.LONG)
    if Situation.objects.filter(project=project, quarter_starts_on=first, tag_th=thai).exists():
        raise Refused("twice", _("สถานการณ์นี้บันทึกไว้ในไตรมาสนี้แล้ว"), "tag_th")
    made = Situation.objects.create(
        project=project,
        quarter_starts_on=first,
        tag_th=thai,
        tag_en=english,
        why=why,
        made_by_id=by.user_id,
        made_at=now,
    )
    _said(project.programme, "situation", {"project": project.pk, "quarter": first, "tag": thai}, by, now)
    return made
