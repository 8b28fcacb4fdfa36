"""The judging itself: packets are handed out, marks are sealed as they are given, a conflict moves a packet to another judge,
and at the end, and not before, all marks are opened at once."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.sealed import unseal_field
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor

from ..models import Assignment, Conflict, Juror, Round, RoundEvent
from ..models.judging import ENDED, JUDGING
from ..standing import PASSED
from . import jury, rounds, rubric
from .assigning import assign
from .listing import seed_of
from .lots import lot


@transaction.atomic
def begin(round_: Round, *, by: Actor, now: datetime | None = None) -> list[Assignment]:
    """Hand the packets out; from now on these stories rest from every public page.

    Raises: Refused where a packet is unread, or no fair assignment exists.
    """
    now = now or timezone.now()
    held = rounds.held(round_, by)
    rounds.check_not_announced(held.campaign_id)
    entries = list(held.entries.filter(off_at=None))
    if len(entries) <= held.winners:
        raise Refused("too_few", _("เรื่องในรายชื่อต้องมีมากกว่าจำนวนที่จะเลือก กรุณาเพิ่มเรื่องก่อน"))
    unread = [one.packet for one in entries if one.read_at is None]
    if unread:
        said = {"count": len(unread), "packet": unread[0]}
        raise Refused("unread", _("ยังมี %(count)s ซองที่ไม่มีคนอ่านตรวจ เช่น ซอง %(packet)s") % said)
    if gone := held.entries.filter(off_at=None).exclude(story__status__in=PASSED).first():
        raise Refused("withdrawn", _("ซอง %(packet)s ใช้ไม่ได้แล้ว กรุณานำออกจากรายชื่อ") % {"packet": gone.packet})
    jury.find_conflicts(held, now)
    jurors = {one.no: one for one in held.jurors.filter(left_at=None)}
    plan = assign(
        [one.packet for one in entries],
        sorted(jurors),
        each=held.each,
        conflicts=jury.forbidden(held),
        seed=seed_of(held),
    )
    made = Assignment.objects.bulk_create(
        Assignment(entry=one, juror=jurors[no], given_at=now) for one in entries for no in plan[one.packet]
    )
    Round.objects.filter(pk=held.pk).update(state=JUDGING)
    rounds.note(held, "begin", by=by, now=now, packets=len(entries), jurors=len(jurors))
    return made


def hers(packet: str, actor: Actor, round_code: str = "") -> Assignment:
    """One of her own packets. Raises Missing: what is not hers does not exist."""
    rows = Assignment.objects.visible_to(actor).filter(entry__packet=packet, entry__story__status__in=PASSED)
    rows = rows.filter(entry__round__code=round_code) if round_code else rows
    found = rows.select_related("entry__round", "juror").first()
    if found is None:
        raise Missing("no_packet", _("ไม่พบซองนี้ หรือไม่ใช่ซองที่ท่านได้รับ"))
    return found


@transaction.atomic
def score(
    assignment: Assignment, marks: Mapping[str, int], *, comment: str = "", by: Actor, now: datetime | None = None
) -> None:
    """Give or change one's marks. They are sealed at once, and opened to others when the round has ended."""
    now = now or timezone.now()
    mine = _mine(assignment, by)
    criteria = rounds.criteria_of(mine.entry.round)
    rubric.total(criteria, marks)  # refuses what is missing or off the scale
    if len(comment) > rubric.LONGEST_COMMENT:
        raise Refused(
            "too_long", _("ความเห็นยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": rubric.LONGEST_COMMENT}, "comment"
        )
    row = f"{mine.entry_id}/{mine.juror_id}"
    Assignment.objects.filter(pk=mine.pk).update(
        scored_at=now,
        marks=seal(json.dumps(dict(marks), sort_keys=True), label="judging_score.marks", row=row),
        comment=seal(comment.strip(), label="judging_score.comment", row=row),
    )


def own(assignment: Assignment, by: Actor) -> tuple[dict[str, int], str]:
    """What she has given herself, so that she may change it."""
    if assignment.juror.user_id != by.user_id:
        raise Missing("no_packet", _("ไม่พบซองนี้ หรือไม่ใช่ซองที่ท่านได้รับ"))
    if assignment.scored_at is None:
        return {}, ""
    return json.loads(unseal_field(assignment, "marks")), unseal_field(assignment, "comment")


def _mine(assignment: Assignment, by: Actor) -> Assignment:
    """Locked together with its round, so that no mark slips in while the round ends."""
    Round.objects.select_for_update().get(pk=assignment.entry.round_id)
    found = Assignment.objects.visible_to(by).filter(pk=assignment.pk).select_related("entry__round", "juror").first()
    if found is None:
        raise NotAllowed("not_now", _("รอบนี้ปิดรับคะแนนแล้ว หรือซองนี้ไม่ใช่ของท่าน"))
    return found


@transaction.atomic
def declare(assignment: Assignment, *, by: Actor, now: datetime | None = None) -> Assignment:
    """She knows the story, or somebody in it: another judge reads it. Returns the new assignment."""
    now = now or timezone.now()
    return _hand_on(_mine(assignment, by), "declared", now=now, by=by)


@transaction.atomic
def release(assignment: Assignment, *, by: Actor, now: datetime | None = None) -> Assignment:
    """An organiser takes a packet from a judge who cannot read it, before she has scored it."""
    now = now or timezone.now()
    rounds.held(assignment.entry.round, by, JUDGING)
    now_there = Assignment.objects.select_related("entry__round", "juror").get(pk=assignment.pk)
    if now_there.scored_at is not None or now_there.taken_at is not None:
        raise NotAllowed("not_now", _("กรรมการให้คะแนนซองนี้แล้ว จึงเปลี่ยนกรรมการไม่ได้"))
    return _hand_on(now_there, "absent", now=now, by=by)


def _hand_on(assignment: Assignment, kind: str, *, now: datetime, by: Actor) -> Assignment:
    entry, round_ = assignment.entry, assignment.entry.round
    Conflict.objects.get_or_create(entry=entry, juror=assignment.juror, defaults={"kind": kind, "at": now})
    Assignment.objects.filter(pk=assignment.pk).update(taken_at=now, scored_at=None, marks=b"", comment=b"")
    reads = {one.no: one.assignments.filter(taken_at=None).count() for one in round_.jurors.filter(left_at=None)}
    barred = jury.forbidden(round_).get(entry.packet, set())
    had = set(entry.assignments.values_list("juror__no", flat=True))
    able = sorted(
        set(reads) - barred - had, key=lambda no: (reads[no], lot(seed_of(round_), "assignment", entry.packet, no))
    )
    if not able:
        raise Refused("no_judges_left", _("ไม่มีกรรมการอื่นที่อ่านซองนี้ได้แล้ว กรุณาติดต่อผู้จัด"))
    juror = Juror.objects.get(round=round_, no=able[0])
    made = Assignment.objects.create(entry=entry, juror=juror, given_at=now, planned=False)
    RoundEvent.objects.create(
        round=round_, at=now, move=kind, user_id=by.user_id, data={"packet": entry.packet, "from": assignment.juror.no, "to": juror.no}
    )  # fmt: skip
    return made


@transaction.atomic
def end(round_: Round, *, by: Actor, now: datetime | None = None) -> Round:
    """Open all marks at once, and show the seed. Raises Refused while somebody still owes a score."""
    now = now or timezone.now()
    held = rounds.held(round_, by, JUDGING)
    live = list(Assignment.objects.filter(entry__round=held, taken_at=None).select_related("entry__story"))
    owed = [one for one in live if one.scored_at is None and one.entry.story.status in PASSED]
    if owed:
        raise Refused("owed", _("ยังมี %(count)s ซองที่กรรมการยังไม่ให้คะแนน") % {"count": len(owed)})
    for one in live:
        if one.scored_at is not None:
            one.opened = {"marks": json.loads(unseal_field(one, "marks")), "comment": unseal_field(one, "comment")}
    Assignment.objects.bulk_update([one for one in live if one.opened], ["opened"])
    seed = seed_of(held)
    held.entries.filter(off_at=None).exclude(story__status__in=PASSED).update(off_at=now)
    Round.objects.filter(pk=held.pk).update(state=ENDED, ended_at=now, seed_shown=seed)
    rounds.note(held, "end", by=by, now=now, scores=len(live), seed=seed)
    held.refresh_from_db()
    return held


def progress(round_: Round) -> list[dict[str, Any]]:
    """How far each judge is: how many packets, how many scored. No mark, no packet."""
    rows = Assignment.objects.filter(entry__round=round_, taken_at=None).values_list(
        "juror__no", "juror__user__name", "scored_at"
    )
    found: dict[str, dict[str, Any]] = {}
    for no, name, scored in rows.order_by("juror__no"):
        one = found.setdefault(no, {"no": no, "name": name, "given": 0, "done": 0})
        one["given"] += 1
        one["done"] += scored is not None
    return list(found.values())
