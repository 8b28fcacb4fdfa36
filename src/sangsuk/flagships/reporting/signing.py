"""Who signs, passes, asks and accepts. Nobody signs alone what she typed alone, and nobody passes what she said herself."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import VillagePost
from sangsuk.thai import bangkok_date

from ..models import Entry, Sheet, Statement
from ..periods import Period
from ..questions import actions as questions
from ..words import ACCEPTED, DISTRICT, FILLING, HANDED_IN, PASSED, READY, RETURNED, SUBDISTRICT, VILLAGE
from . import checking, recording, standing, table, telling
from .asking import Key
from .checking import Problem
from .recording import Change
from .standing import standings

logger = logging.getLogger(__name__)
OWN_WORDS = ("typed", "copied", "looked", "late", "corrected", "explained", "handed_in")
"""Kinds of statements by which a number is somebody's own."""


class HeldUp(Refused):
    """What stops a sheet, number by number."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        many = len({(one.indicator, one.cell) for one in problems})
        super().__init__("held_up", ngettext(
            "ยังส่งไม่ได้ มี %(many)s ตัวชี้วัดที่ต้องดูก่อน", "ยังส่งไม่ได้ มี %(many)s ตัวชี้วัดที่ต้องดูก่อน", many) % {"many": many})  # fmt: skip
        self.problems = problems


@transaction.atomic
def ready(sheet: Sheet, *, by: Actor, version: int | None = None, now: datetime | None = None) -> Sheet:
    """Say that it is filled in, for somebody else of the office to sign."""
    now = now or timezone.now()
    sheet = recording.locked(sheet, version)
    table.check("ready", sheet.state, standings(sheet, by), {})
    recording.advance([sheet], "ready", {"state": READY, "ready_by_id": by.user_id}, by=by, data={}, now=now)
    telling.to_sign(sheet, by=by, now=now)
    return sheet


@transaction.atomic
def unready(sheet: Sheet, *, by: Actor, version: int | None = None, now: datetime | None = None) -> Sheet:
    sheet = recording.locked(sheet, version)
    table.check("unready", sheet.state, standings(sheet, by), {})
    changes = {"state": FILLING, "ready_by_id": None}
    recording.advance([sheet], "unready", changes, by=by, data={}, now=now or timezone.now())
    return sheet


@transaction.atomic
def hand_in(
    sheet: Sheet, *, by: Actor, version: int | None = None, why: str = "", now: datetime | None = None
) -> Sheet:
    """Sign at home. The same number of queries for a sheet of one entry and of sixty. Raises Stale, NotAllowed, HeldUp."""
    now = now or timezone.now()
    sheet = recording.locked(sheet, version)
    table.check("hand_in", sheet.state, standings(sheet, by), {"why": why})
    if sheet.returned:
        raise Refused("questions_open", _("ยังมีคำถามที่ยังไม่ได้ตอบ กรุณาแก้ไขหรืออธิบายก่อน แล้วจึงส่งอีกครั้ง"))
    stopping = [one for one in checking.of_sheet(sheet) if one.stops]
    if stopping:
        raise HeldUp(stopping)
    data = {"why": why.strip()} if why.strip() else {}
    data |= _second_person(sheet, by, why)
    recording.carry([sheet], [FILLING], HANDED_IN, "handed_in", by=by, now=now)
    changes = {"state": HANDED_IN, "handed_in_at": sheet.handed_in_at or now, "handed_in_by_id": by.user_id, "rung": ""}
    recording.advance([sheet], "hand_in", changes, by=by, data=data, now=now)
    questions.look_at(Entry.objects.filter(sheet=sheet), now=now)
    logger.info("sheet handed in", extra={"sheet": sheet.pk})
    return sheet


def _second_person(sheet: Sheet, by: Actor, why: str) -> dict[str, Any]:
    """What is put on record of who has looked. Raises NotAllowed when nobody but the signer has."""
    if standing.on_behalf(sheet, by):
        if not why.strip():
            raise Refused(
                "needed", _("ท่านส่งแทนหมู่บ้านหรือตำบล กรุณาบอกว่าได้ตัวเลขมาอย่างไร เช่น ทางโทรศัพท์ หรือแบบกระดาษ"), "why"
            )
        return {"on_behalf": True}
    if by.role in standing.POSTS.values():  # the next one up the ladder is the second person
        return {}
    typed = typists(sheet)
    if by.user_id not in typed or (sheet.ready_by_id is not None and sheet.ready_by_id != by.user_id):
        return {}
    if [one for one in offices.colleagues(by.office_code) if one.user_id != by.user_id]:
        raise NotAllowed("alone", _("ท่านกรอกตัวเลขเองบางส่วน กรุณาให้เพื่อนร่วมงานดูและกด “กรอกครบแล้ว” ก่อน แล้วท่านจึงลงนาม"))
    return {"alone": True}


def typists(sheet: Sheet) -> set[int]:
    """Who said the numbers that are to be signed now. One query."""
    said = Statement.objects.filter(entry__sheet=sheet, entry__state=FILLING, seq=F("entry__seq"))
    return set(said.exclude(user=None).values_list("user_id", flat=True))


def own_hand(sheets: Iterable[Sheet], by: Actor) -> set[int]:
    """The sheets in which this person has typed, said that it is filled, or signed. One query."""
    sheets = list(sheets)
    mine = {one.pk for one in sheets if by.user_id in (one.handed_in_by_id, one.ready_by_id)}
    said = Statement.objects.filter(entry__sheet__in=[one.pk for one in sheets], user=by.user_id, kind__in=OWN_WORDS)
    return mine | set(said.values_list("entry__sheet", flat=True))


def _not_own(sheets: Sequence[Sheet], by: Actor) -> None:
    if own_hand(sheets, by):
        raise NotAllowed("own_hand", _("ท่านเป็นผู้กรอกหรือลงนามในรายงานนี้เอง กรุณาให้ผู้อื่นในหน่วยงานของท่านเป็นผู้พิจารณา"))


@transaction.atomic
def endorse(sheets: Iterable[Sheet], *, by: Actor, now: datetime | None = None) -> int:
    """A kamnan puts her word under what her villages say."""
    now = now or timezone.now()
    rows = _locked(sheets)
    for one in rows:
        table.check("endorse", one.state, standings(one, by), {})
    _not_own(rows, by)
    rows = [one for one in rows if one.rung == "" and not one.returned]
    recording.advance(rows, "endorse", {"rung": SUBDISTRICT}, by=by, data={}, now=now)
    return len(rows)


@transaction.atomic
def take(sheets: Iterable[Sheet], *, by: Actor, why: str = "", now: datetime | None = None) -> int:
    """The district puts its word under what villages and sub-districts say; without the kamnan's only with a reason."""
    now = now or timezone.now()
    rows = [one for one in _locked(sheets) if one.rung != DISTRICT and not one.returned]
    for one in rows:
        table.check("take", one.state, standings(one, by), {"why": why})
    data: dict[str, Any] = {"why": why.strip()} if why.strip() else {}
    mine = own_hand(rows, by)
    if mine:
        if [one for one in offices.colleagues(by.office_code) if one.user_id != by.user_id]:
            raise NotAllowed("own_hand", _("ท่านเป็นผู้กรอกหรือส่งแทนเอง กรุณาให้เพื่อนร่วมงานเป็นผู้รับรอง"))
        data["alone"] = True
    without = [one for one in rows if one.level == VILLAGE and one.rung != SUBDISTRICT]
    if without and not why.strip() and _kamnan_of({one.area_code[:6] for one in without}, now):
        raise Refused("needed", _("กำนันยังไม่ได้รับรอง กรุณาบอกเหตุผลที่อำเภอรับรองไปก่อน"), "why")
    recording.advance(rows, "take", {"rung": DISTRICT}, by=by, data=data, now=now)
    return len(rows)


def _kamnan_of(codes: set[str], now: datetime) -> bool:
    on = bangkok_date(now)
    held = VillagePost.objects.filter(offices.in_force(on), post=VillagePost.Post.KAMNAN, area_code__in=codes)
    return held.exclude(user=None).exists()


def _locked(sheets: Iterable[Sheet]) -> list[Sheet]:
    return list(Sheet.objects.select_for_update().filter(pk__in=[one.pk for one in sheets]).order_by("pk"))


def below(sheet: Sheet, *, rung: str | None = DISTRICT) -> QuerySet[Sheet]:
    """The sheets of villages and sub-districts of the same period in a district; those that the district has taken."""
    rows = Sheet.objects.filter(
        programme=sheet.programme_id, period=sheet.period, starts_on=sheet.starts_on,
        area_code__startswith=sheet.area_code, level__in=[VILLAGE, SUBDISTRICT],
    )  # fmt: skip
    return rows if rung is None else rows.filter(rung=rung)


@transaction.atomic
def pass_(sheet: Sheet, *, by: Actor, version: int | None = None, now: datetime | None = None) -> Sheet:
    """The level above lets it through: every number without a question counts from now on, and so do those of the
    villages that the district has taken. Raises Stale, NotAllowed."""
    now = now or timezone.now()
    sheet = recording.locked(sheet, version)
    held = standings(sheet, by)
    lower = (
        [] if sheet.level != DISTRICT else list(below(sheet).filter(state=HANDED_IN).select_for_update().order_by("pk"))
    )
    rows = [sheet, *lower] if sheet.state == HANDED_IN or not lower else lower
    for one in rows:
        table.check("pass", one.state, held if one is sheet else standings(one, by), {})
    mine = own_hand(rows, by)
    if sheet.pk in mine or (rows and mine >= {one.pk for one in rows}):
        _not_own(rows, by)
    rows = [one for one in rows if one.pk not in mine]
    recording.carry(rows, [HANDED_IN], PASSED, "passed", by=by, now=now)
    whole = [one for one in rows if not one.returned]
    rest = [one for one in rows if one.returned]
    passed = {"state": PASSED, "passed_at": now, "passed_by_id": by.user_id}
    recording.advance(whole, "pass", passed, by=by, data={}, now=now)
    recording.advance(rest, "pass_rest", {}, by=by, data={}, now=now)
    logger.info("sheets passed", extra={"many": len(rows)})
    return next((one for one in rows if one.pk == sheet.pk), sheet)


ASKED_OF = {table.KAMNAN: (HANDED_IN,), table.DISTRICT: (HANDED_IN,), table.PROVINCE: (HANDED_IN, PASSED),
            table.DEPARTMENT: (PASSED, ACCEPTED)}  # fmt: skip


@transaction.atomic
def ask(
    sheet: Sheet,
    keys: Iterable[Key],
    *,
    by: Actor,
    question: str,
    version: int | None = None,
    now: datetime | None = None,
) -> Sheet:
    """Return single numbers with a question. What counted counts no more until it is answered and passed again."""
    now = now or timezone.now()
    sheet = recording.locked(sheet, version)
    held = standings(sheet, by)
    table.check("ask", sheet.state, held, {"question": question})
    states = {state for one in held for state in ASKED_OF.get(one, ())}
    if held == {table.PROVINCE} and sheet.level in (VILLAGE, SUBDISTRICT) and sheet.rung != DISTRICT:
        states = set()
    wanted = set(keys)
    found = [one for one in Entry.objects.filter(sheet=sheet) if (one.indicator_id, one.cell) in wanted]
    if not found or len(found) != len(wanted) or any(one.state not in states for one in found):
        raise NotAllowed("not_now", _("ส่งคืนค่านี้ไม่ได้ในตอนนี้ กรุณาเปิดดูรายงานอีกครั้ง"), "entry")
    question = question.replace("\r\n", "\n").strip()
    recording.write([Change(one, {"state": RETURNED}, "asked", question) for one in found], by=by, now=now)
    changes = {
        "state": HANDED_IN, "returned": sheet.returned + len(found), "rung": "", "passed_by_id": None, "passed_at": None,
        "accepted_at": None,
    }  # fmt: skip
    codes = sorted({code for code, _cell in wanted})
    recording.advance([sheet], "ask", changes, by=by, data={"question": question, "indicators": codes}, now=now)
    telling.asked(sheet, question, len(found), now=now)
    return sheet


@transaction.atomic
def accept(programme: str, period: Period, province: str, *, by: Actor, now: datetime | None = None) -> int:
    """The department takes everything that a province has passed and that asks nothing more. Returns how many sheets."""
    now = now or timezone.now()
    rows = _of_province(programme, period, province)
    for one in rows:
        table.check("accept", one.state, standings(one, by), {})
    mine = own_hand(rows, by) | {one.pk for one in rows if one.passed_by_id == by.user_id}
    open_ = [one for one in rows if one.pk not in mine]
    if not open_:
        _not_own(rows, by)
        raise NotAllowed("not_now", _("ยังไม่มีรายงานที่จังหวัดให้ผ่านแล้วและรอกรมรับ"), "move")
    recording.carry(open_, [PASSED], ACCEPTED, "accepted", by=by, now=now)
    recording.advance(open_, "accept", {"state": ACCEPTED, "accepted_at": now}, by=by, data={}, now=now)
    return len(open_)


@transaction.atomic
def send_back(
    programme: str, period: Period, province: str, *, by: Actor, why: str, now: datetime | None = None
) -> int:
    """The department asks a province to look again at everything that it has passed."""
    now = now or timezone.now()
    rows = _of_province(programme, period, province)
    if not rows:
        raise NotAllowed("not_now", _("ยังไม่มีรายงานที่จังหวัดให้ผ่านแล้วและรอกรมรับ"), "move")
    for one in rows:
        table.check("send_back", one.state, standings(one, by), {"why": why})
    recording.carry(rows, [PASSED], HANDED_IN, "sent_back", by=by, now=now, why=why.strip())
    changes = {"state": HANDED_IN, "passed_by_id": None, "passed_at": None}
    recording.advance(rows, "send_back", changes, by=by, data={"why": why.strip()}, now=now)
    telling.sent_back(province, period, why.strip(), now=now)
    return len(rows)


def _of_province(programme: str, period: Period, province: str) -> list[Sheet]:
    rows = Sheet.objects.select_for_update().filter(
        programme=programme,
        period=period.kind,
        starts_on=period.starts_on,
        area_code__startswith=province,
        state=PASSED,
    )
    return list(rows.order_by("pk"))


__all__ = ["HeldUp", "accept", "ask", "endorse", "hand_in", "pass_", "ready", "send_back", "take", "unready"]
