"""A district begins, fills, hands in and objects; and the moves that everybody makes by a button."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.files import StoredFile
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Office
from sangsuk.stories.standing import WORKING
from sangsuk.thai import bangkok_date, normalise

from . import marking, recording, rules, scoring, table, telling
from .marking import Line, Part
from .models import Answer, Assessment, Criterion, Evidence, Form
from .standing import standings
from .words import (
    CONFIRMED_,
    FILLING,
    FINAL,
    HANDED_IN,
    OBJECTED,
    OFFERED,
    OWN,
    PLANNED,
    REPORTED,
    TAKEN_UP,
    VISIT,
)

logger = logging.getLogger(__name__)
MOST_FILES, MOST_NOTE, MOST_DAYS = 6, 1000, 366


@dataclass(frozen=True)
class Said:
    """What somebody says of one criterion. `value` as in `scoring`."""

    value: list[int] | None
    note: str = ""
    files: Sequence[StoredFile] = ()


def may_begin(by: Actor) -> bool:
    card = offices.directory().get(by.office_code)
    return by.is_staff and by.role in WORKING and card is not None and card.kind == Office.Kind.DISTRICT


@transaction.atomic
def begin(form: Form, *, by: Actor, now: datetime | None = None) -> Assessment:
    """The district's own of this year. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    if not may_begin(by):
        raise NotAllowed("district_only", _("ผู้เริ่มประเมินได้คือเจ้าหน้าที่ของที่ว่าการอำเภอ"))
    if not Form.objects.open_on(bangkok_date(now)).filter(pk=form.pk).exists():
        raise Refused("not_open", _("แบบนี้ยังไม่เปิดหรือปิดแล้ว กรุณาเลือกแบบที่ใช้อยู่"), "form")
    one = Assessment(
        office_id=by.office_code, province_code=by.province_code, form=form, form_code=form.code, year_be=form.year_be,
        about=form.about, begun_at=now, due_on=form.hand_in_by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError:
        raise Refused("begun", _("ที่ว่าการอำเภอนี้เริ่มแบบนี้ของปีนี้แล้ว กรุณาเปิดจากรายการ"), "form") from None
    recording.begin(one, "begin", by=by, data={"form": str(form)}, now=now)
    return one


def locked(one: Assessment, version: int | None = None) -> Assessment:
    """The row as it is now, held until the end. Raises Stale."""
    row = Assessment.objects.select_for_update(of=("self",)).select_related("form").get(pk=one.pk)
    if version is not None and row.version != version:
        raise recording.stale()
    return row


@transaction.atomic
def fill(
    one: Assessment, section_no: int, said: Mapping[int, Said], *, by: Actor, mark: str = "", remove: int | None = None,
    now: datetime | None = None,
) -> Assessment:  # fmt: skip
    """Keep a section as it is typed, also half. `said` by criterion; `mark` what its reader saw (`marking.mark`);
    `remove`: a file of theirs that goes. Raises Stale, NotAllowed, Refused."""
    return _say(one, "fill", section_no, said, by=by, mark=mark, remove=remove, now=now or timezone.now())


@transaction.atomic
def see(
    one: Assessment, section_no: int, said: Mapping[int, Said], *, by: Actor, mark: str = "", remove: int | None = None,
    now: datetime | None = None,
) -> Assessment:  # fmt: skip
    """The same for what the visitors saw; the note is the reason where it differs."""
    return _say(one, "see", section_no, said, by=by, mark=mark, remove=remove, now=now or timezone.now())


def _say(
    one: Assessment, name: str, section_no: int, said: Mapping[int, Said], *, by: Actor, mark: str, remove: int | None,
    now: datetime,
) -> Assessment:  # fmt: skip
    row = locked(one)
    table.check(name, row.status, standings(row, by), {})
    part = part_of(row, section_no)
    if mark and mark != marking.mark(part):
        raise Stale("stale", _("มีผู้อื่นบันทึกหมวดนี้ไปก่อน กรุณาดูข้อมูลล่าสุด แล้วกรอกส่วนของท่านอีกครั้ง"))
    lines = [line for line in part.lines if line.criterion.pk in said]
    value, note = ("value", "note") if name == "fill" else ("seen", "seen_why")
    answers = [
        Answer(assessment=row, criterion=line.criterion, **{value: one.value, note: _checked(line, one)})
        for line, one in ((line, said[line.criterion.pk]) for line in lines)
    ]
    Answer.objects.bulk_create(
        answers, update_conflicts=True, unique_fields=["assessment", "criterion"], update_fields=[value, note]
    )
    files = {line.criterion: said[line.criterion.pk].files for line in lines}
    attach(row, files, OWN if name == "fill" else VISIT, by=by, now=now)
    kept = {line.criterion.code: said[line.criterion.pk].value for line in lines}
    if remove is not None:
        stage = OWN if name == "fill" else VISIT
        Evidence.objects.filter(pk=remove, assessment=row, stage=stage).delete()
    changes = {"fillers": sorted({*row.fillers, by.user_id or 0})} if name == "fill" else {}
    recording.advance(row, name, changes, by=by, data={"section": section_no, "answers": kept}, now=now)
    return row


def part_of(row: Assessment, section_no: int) -> Part:
    """Raises Missing."""
    found = next((part for part in marking.sheet(row).parts if part.section.no == section_no), None)
    if found is None:
        raise Missing("no_section", _("ไม่พบหมวดนี้ของแบบ"))
    return found


def _checked(line: Line, said: Said) -> str:
    """The note as it is kept. Raises Refused."""
    criterion, note = line.criterion, normalise(said.note).replace("\r\n", "\n").strip()
    if not scoring.is_answer(criterion.kind, len(criterion.parts), said.value):
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), criterion.code)
    if len(note) > MOST_NOTE:
        raise Refused("too_long", _("ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": MOST_NOTE}, criterion.code)
    return note


def attach(
    row: Assessment, files: Mapping[Criterion, Sequence[StoredFile]], stage: str, *, by: Actor, now: datetime
) -> None:
    """Keep what shows it; the same file twice stands once. Where a photograph was taken is not kept. Raises Refused."""
    if not any(files.values()):
        return
    there = set(Evidence.objects.filter(assessment=row, stage=stage).values_list("criterion_id", "sha256"))
    new = []
    for criterion, some in files.items():
        fresh = {one.sha256: one for one in some if (criterion.pk, one.sha256) not in there}
        if fresh and len(fresh) + sum(pk == criterion.pk for pk, _sha256 in there) > MOST_FILES:
            raise Refused("too_many", _("แนบได้ไม่เกิน %(most)s ไฟล์ต่อข้อ") % {"most": MOST_FILES}, criterion.code)
        new += [
            Evidence(
                assessment=row, criterion=criterion, stage=stage, sha256=one.sha256, kind=one.kind, size=one.size,
                width=one.width, height=one.height, name=one.name, warns=one.warns, added_at=now, added_by_id=by.user_id or 0,
            ) for one in fresh.values()
        ]  # fmt: skip
    Evidence.objects.bulk_create(new)


@transaction.atomic
def move(
    one: Assessment, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Assessment:  # fmt: skip
    """Make a move that has a button. Raises Stale, NotAllowed, Refused."""
    now = now or timezone.now()
    row = locked(one, version)
    given = {k: v.replace("\r\n", "\n").strip() if isinstance(v, str) else v for k, v in (data or {}).items()}
    found = table.check(name, row.status, standings(row, by), given)
    if not found.button:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    kept = {field: given[field] for field in found.needs}
    return step(row, found, _changes(row, name, kept, by, now), by=by, data=kept, now=now)


def step(
    row: Assessment, found: table.Move, changes: Mapping[str, Any], *, by: Actor, data: Mapping[str, Any], now: datetime
) -> Assessment:
    """Record one move and what follows from it; the caller holds the row."""
    status = found.target or row.status
    day = bangkok_date(now)
    whole = {"status": status, "due_on": _due(row, status, day, changes)} | dict(changes)
    if status == FINAL and row.status != FINAL:
        whole |= finally_of(row, day)
    recording.advance(row, found.name, whole, by=by, data=data, now=now)
    if found.tells:
        telling.tell(row, found.tells, now=now)
    logger.info("assessment moved", extra={"assessment": row.pk, "move": found.name})
    return row


def _changes(row: Assessment, name: str, kept: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, Any]:
    """The state after the move, beside its status and its day."""
    match name:
        case "offer":
            whole = marking.sheet(row)
            if whole.lacking:
                raise Refused("lacking", _("ยังขาด %(n)s ข้อ กรุณากรอกให้ครบก่อนส่ง") % {"n": len(whole.lacking)}, "move")
            return {"offered_by_id": by.user_id, "claimed": whole.percent("claimed"), "why": ""}
        case "hand_in":
            return {"handed_in_at": now}
        case "plan" | "replan":
            return {
                "visit_on": check_day(kept["visit_on"], bangkok_date(now)), "visitors": check_visitors(row, kept["visitors"], now),
                "why": kept.get("why", ""),
            }  # fmt: skip
        case "report":
            return {"verified": check_report(row, now)}
        case "confirm":
            return {"confirmed_by_id": by.user_id, "confirmed_at": now, "why": ""}
    return {"why": kept["why"]} if "why" in kept else {}


def _due(row: Assessment, status: str, day: date, changes: Mapping[str, Any]) -> date | None:
    """Until when the next one owes something."""
    known = rules.on(day)
    if status in (FILLING, OFFERED):
        return row.form.hand_in_by
    if status == PLANNED:
        visit: date = changes.get("visit_on") or row.visit_on or day
        return visit + timedelta(days=known.report_days)
    days = {
        HANDED_IN: known.take_up_days, TAKEN_UP: known.plan_days, REPORTED: known.confirm_days,
        CONFIRMED_: known.objection_days, OBJECTED: known.decide_days,
    }  # fmt: skip
    return day + timedelta(days=days[status]) if status in days else None


def finally_of(row: Assessment, day: date) -> dict[str, Any]:
    """The score that stands, and its band that day."""
    final = marking.sheet(row).percent("stands")
    band = rules.band_of(row.about, final, day)
    return {"final": final, "band": band.code if band else "", "decided_on": day, "due_on": None}


def check_day(visit_on: Any, today: date) -> date:
    if not isinstance(visit_on, date) or visit_on < today:
        raise Refused("too_early", _("กรุณาเลือกวันตั้งแต่วันนี้เป็นต้นไป"), "visit_on")
    if (visit_on - today).days > MOST_DAYS:
        raise Refused("too_late", _("กรุณาเลือกวันภายในหนึ่งปี"), "visit_on")
    return visit_on


def candidates(row: Assessment) -> list[tuple[int, str, str]]:
    """Who may be sent: people of the province and of its other districts, none of the office itself, nobody who has
    filled: (account, name, office)."""
    known = offices.directory()
    centre = f"{row.province_code}00"
    found = [
        (one.user_id, one.name, one.office_code) for one in offices.staff()
        if one.role in WORKING and one.office_code != row.office_id and one.user_id not in row.fillers
        and one.office_code in known and known[one.office_code].province_code == row.province_code
        and known[one.office_code].kind in (Office.Kind.PROVINCE, Office.Kind.DISTRICT)
    ]  # fmt: skip
    of_it = {one.user_id for one in offices.staff() if one.office_code == row.office_id}
    return sorted({one for one in found if one[0] not in of_it}, key=lambda one: (one[2] != centre, one[2], one[1]))


def check_visitors(row: Assessment, chosen: Any, now: datetime) -> list[int]:
    wanted = sorted({int(one) for one in chosen})
    least = rules.on(bangkok_date(now)).visitors
    if len(wanted) < least:
        raise Refused("too_few", _("กรุณาเลือกผู้ไปตรวจเยี่ยมอย่างน้อย %(n)s คน") % {"n": least}, "visitors")
    if not set(wanted) <= {who for who, _name, _office in candidates(row)}:
        raise Refused("bad_choice", _("ผู้ไปตรวจเยี่ยมต้องเป็นคนของจังหวัดหรืออำเภออื่น และไม่ได้กรอกแบบนี้"), "visitors")
    return wanted


def check_report(row: Assessment, now: datetime) -> Any:
    """The verified percent. Raises Refused while something is missing."""
    whole = marking.sheet(row)
    if row.visit_on and row.visit_on > bangkok_date(now):
        raise Refused("too_early", _("ยังไม่ถึงวันตรวจเยี่ยม"), "move")
    if whole.unseen:
        raise Refused("lacking", _("ยังขาดผลหรือเหตุผล %(n)s ข้อ กรุณาบันทึกให้ครบก่อนส่ง") % {"n": len(whole.unseen)}, "move")
    if not whole.has_visit_photo:
        raise Refused("no_photo", _("กรุณาแนบรูปจากการตรวจเยี่ยมอย่างน้อยหนึ่งรูป"), "move")
    return whole.percent("seen")
