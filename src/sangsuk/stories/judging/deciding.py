"""From the opened marks to exactly N: the order, the choice, an exchange by two people, the announcement, the record."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor

from ..films import stopping
from ..models import Assignment, Conflict, Entry, Override, Round, Selection, Story
from ..models.judging import ANNOUNCED, DECIDED, ENDED
from ..standing import PASSED
from . import overruling, record, rounds
from .evenness import evenness
from .mixed import Rating
from .overruling import Exchange
from .record import Given, Kept
from .standing import Result, place


def given(round_: Round) -> list[Given]:
    """The opened marks of all that is on the list. Nothing before the end. One query."""
    if round_.sealed:
        raise NotAllowed("sealed", _("คะแนนยังปิดผนึกอยู่จนกว่ารอบนี้จะจบ"))
    rows = Assignment.objects.filter(entry__round=round_, entry__off_at=None, taken_at=None, opened__isnull=False)
    found = rows.values_list("entry__packet", "juror__no", "opened").order_by("entry__packet", "juror__no")
    return [Given(packet, no, opened["marks"]) for packet, no, opened in found if opened]


def result(round_: Round) -> Result:
    """The order of the round. The same each time: marks, seed and constants are fixed. Raises NotAllowed, Refused."""
    marks = record.ratings(rounds.criteria_of(round_), given(round_))
    try:
        return _placed(tuple(marks), round_.winners, round_.seed_shown)
    except ValueError:
        raise Refused("too_few", _("เหลือเรื่องน้อยกว่าจำนวนที่จะเลือก จึงตัดสินไม่ได้")) from None


@lru_cache(maxsize=16)
def _placed(marks: tuple[Rating, ...], winners: int, seed: str) -> Result:
    """Remembered, because every look at an announced choice asks for it and the model takes a fifth of a second; treat it as
    read-only."""
    return place(marks, winners=winners, seed=seed)


@transaction.atomic
def decide(round_: Round, *, by: Actor, now: datetime | None = None) -> list[Selection]:
    """Choose by the order: exactly as many as the round chooses."""
    now = now or timezone.now()
    held = rounds.held(round_, by, ENDED)
    take_withdrawn_off(held, now)
    entries = {one.packet: one for one in held.entries.all()}
    chosen = result(held).chosen
    made = Selection.objects.bulk_create(
        Selection(round=held, of=held.winners, place=at, entry=entries[packet]) for at, packet in enumerate(chosen, 1)
    )
    Round.objects.filter(pk=held.pk).update(state=DECIDED)
    rounds.note(held, "decide", by=by, now=now, packets=chosen)
    return made


def take_withdrawn_off(round_: Round, now: datetime) -> None:
    """What its author has taken back is chosen no more. After the decision an exchange does that, in the open."""
    round_.entries.filter(off_at=None).exclude(story__status__in=PASSED).update(off_at=now)


def chosen(round_: Round) -> list[Selection]:
    return list(round_.selections.select_related("entry__story__office").order_by("place"))


@transaction.atomic
def propose(round_: Round, exchange: Exchange, *, by: Actor, now: datetime | None = None) -> Override:
    """One person asks to choose otherwise. Nothing changes until another confirms."""
    now = now or timezone.now()
    held = rounds.held(round_, by, DECIDED, ANNOUNCED)
    listed = {one.packet: one for one in held.entries.filter(off_at=None, story__status__in=PASSED)}
    now_chosen = {one.entry.packet: one.entry for one in chosen(held)}
    overruling.check_exchange(exchange, chosen=list(now_chosen), listed=set(listed))
    if held.overrides.filter(confirmed_at=None, dropped_at=None).exists():
        raise Refused("waits", _("มีข้อเสนอเปลี่ยนผลที่รออีกคนหนึ่งยืนยันอยู่แล้ว"))
    assert by.user_id is not None
    made = Override.objects.create(
        round=held, out=now_chosen[exchange.out], into=listed[exchange.into], reason=" ".join(exchange.reason.split()),
        proposed_by_id=by.user_id, proposed_at=now,
    )  # fmt: skip
    rounds.note(held, "propose", by=by, now=now, out=exchange.out, into=exchange.into)
    return made


@transaction.atomic
def confirm(round_: Round, override: Override, *, by: Actor, now: datetime | None = None) -> None:
    """Another person confirms, and the exchange is made at once: still exactly N."""
    now = now or timezone.now()
    held = rounds.held(round_, by, DECIDED, ANNOUNCED)
    waiting = _waiting(held, override)
    jury = set(held.jurors.values_list("user_id", flat=True))
    assert by.user_id is not None
    overruling.check_second(waiting.proposed_by_id, by.user_id, jury)
    Override.objects.filter(pk=waiting.pk).update(confirmed_by=by.user_id, confirmed_at=now)
    place = held.selections.get(entry=waiting.out_id)
    stopping.unchosen(place, now=now)
    Selection.objects.filter(pk=place.pk).update(entry=waiting.into_id)
    rounds.note(held, "confirm", by=by, now=now, out=waiting.out.packet, into=waiting.into.packet)


@transaction.atomic
def drop(round_: Round, override: Override, *, by: Actor, now: datetime | None = None) -> None:
    """The proposal is taken back, or not shared by the other."""
    now = now or timezone.now()
    held = rounds.held(round_, by, DECIDED, ANNOUNCED)
    waiting = _waiting(held, override)
    Override.objects.filter(pk=waiting.pk).update(dropped_at=now)
    rounds.note(held, "drop", by=by, now=now, out=waiting.out.packet, into=waiting.into.packet)


def _waiting(round_: Round, override: Override) -> Override:
    found = (
        round_.overrides.filter(pk=override.pk, confirmed_at=None, dropped_at=None)
        .select_related("out", "into")
        .first()
    )
    if found is None:
        raise Missing("no_override", _("ไม่พบข้อเสนอที่รอยืนยัน"))
    return found


@transaction.atomic
def announce(round_: Round, *, by: Actor, now: datetime | None = None) -> Round:
    """From now on everybody may read which stories were chosen, and compute it again; and all that were on the list are
    shown again. The campaign's other rounds are over: it announces one choice."""
    now = now or timezone.now()
    others = rounds.others_of(round_)
    held = rounds.held(round_, by, DECIDED)
    if held.overrides.filter(confirmed_at=None, dropped_at=None).exists():
        raise Refused("waits", _("มีข้อเสนอเปลี่ยนผลที่ยังไม่ได้ตัดสิน กรุณายืนยันหรือยกเลิกก่อน"))
    if gone := [one.entry.packet for one in chosen(held) if one.entry.story.status not in PASSED]:
        raise Refused("withdrawn", _("ผู้เล่าถอนเรื่องในซอง %(packet)s แล้ว กรุณาเปลี่ยนเป็นเรื่องอื่นก่อน") % {"packet": gone[0]})
    rounds.check_not_announced(held.campaign_id)
    Round.objects.filter(pk=held.pk).update(state=ANNOUNCED, announced_at=now)
    rounds.note(held, "announce", by=by, now=now, packets=[one.entry.packet for one in chosen(held)])
    for other in others:
        rounds.end_for_good(other, _("โครงการประกาศผลของอีกรอบหนึ่งแล้ว"), by=by, now=now)
    held.refresh_from_db()
    return held


def document(round_: Round) -> dict[str, Any]:
    """The record, see `record`: no names, no texts, no comments. Raises NotAllowed before the end."""
    found = result(round_)
    marks = given(round_)
    packets = sorted({one.packet for one in marks})
    rows = Assignment.objects.filter(entry__round=round_)
    plan: dict[str, list[str]] = {packet: [] for packet in packets}
    planned: dict[str, list[str]] = {}
    for packet, no, was_planned, taken_at in rows.values_list("entry__packet", "juror__no", "planned", "taken_at"):
        if taken_at is None and packet in plan:
            plan[packet].append(no)
        if was_planned:
            planned.setdefault(packet, []).append(no)
    judges = sorted({no for readers in (*plan.values(), *planned.values()) for no in readers})
    conflicts = Conflict.objects.filter(entry__round=round_, entry__packet__in=packets, juror__no__in=judges)
    kept = Kept(
        round_.code, round_.winners, round_.each, rounds.criteria_of(round_), packets, judges,
        list(conflicts.values_list("entry__packet", "juror__no")), plan, marks, round_.seed_shown, round_.commitment,
        [Exchange(one.out.packet, one.into.packet, one.reason) for one in exchanges(round_)],
    )  # fmt: skip
    return record.record(kept, found, evenness(planned, judges), planned=planned)


def exchanges(round_: Round) -> list[Override]:
    """Those that were made, in their order. One query."""
    return list(round_.overrides.exclude(confirmed_at=None).select_related("out", "into").order_by("confirmed_at"))


def winners_of(round_: Round) -> list[Entry]:
    """What of an announced choice everybody may read, in order. One query."""
    rows = Entry.objects.filter(selections__round=round_, story__in=Story.objects.published()).select_related("story")
    return list(rows.order_by("selections__place"))
