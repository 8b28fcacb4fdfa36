"""The verbs: the office answers, promises and proves; the writer says whether it happened; the machine watches the days."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.moves import Move
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date, redact

from ..improvements import linking
from ..models import Pledge, Story, StoryAnswer
from ..models.answers import BROKEN, CONFIRMED, DISPUTED, DONE, PROMISED
from ..standing import OFFICE, PASSED, standings
from . import checking, evidence, owing, recording, table, telling

logger = logging.getLogger(__name__)
MOST_PLEDGES = 5


@transaction.atomic
def answer(
    story: Story, text: str, *, signed_as: str, why: str = "", last: int = 0, by: Actor, now: datetime | None = None
) -> StoryAnswer:
    """The office's public answer, or with `last` the number of the one it corrects. Raises NotAllowed, Refused, Stale."""
    now = now or timezone.now()
    _check_office(story, by)
    text, signed_as = checking.answer(story, text, signed_as)
    _held(story)
    before = StoryAnswer.objects.filter(story=story).order_by("-no").first()
    if (before.no if before else 0) != last:
        raise recording.stale()
    if before is not None:
        why = checking.said(why, "why", story.office_id, least=5, most=500)
        if (before.text, before.signed_as) == (text, signed_as):
            raise Refused("nothing_new", _("ข้อความนี้เหมือนคำตอบเดิม ยังไม่ได้แก้อะไร"), "text")
    made = StoryAnswer.objects.create(
        story=story, no=last + 1, text=text, signed_as=signed_as, why=why if before else "", at=now, user_id=by.user_id,
        office_code=by.office_code,
    )  # fmt: skip
    if before is None:
        owing.answered(story, now=now)
        telling.writer(story, "story-answered", key="answered", text=text, now=now)
    logger.info("story answered", extra={"story": story.code, "no": made.no})
    return made


@transaction.atomic
def promise(story: Story, data: Mapping[str, Any], *, by: Actor, now: datetime | None = None) -> Pledge:
    """The office takes a change upon itself. Only beside an answer. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    _check_office(story, by)
    if not StoryAnswer.objects.filter(story=story).exists():
        raise Refused("answer_first", _("กรุณาตอบเรื่องเล่านี้ก่อน แล้วจึงรับว่าจะปรับปรุงอะไร"), "what")
    _held(story)
    last = Pledge.objects.filter(story=story).aggregate(last=Max("no"))["last"] or 0
    if last >= MOST_PLEDGES:
        raise Refused("too_many", _("รับได้ไม่เกิน %(most)s ข้อต่อหนึ่งเรื่อง") % {"most": MOST_PLEDGES}, "what")
    kept = _public(data, ("what", "owner_role"), story)
    due_on = table.check_day(data.get("due_on"), after=bangkok_date(now))
    pledge = Pledge(
        story=story, no=last + 1, made_at=now, first_due_on=due_on, due_on=due_on, owner_id=_owner(data, story), **kept
    )
    pledge.save(force_insert=True)
    recording.begin(pledge, "promise", by=by, data=kept | {"due_on": due_on}, now=now)
    telling.writer(story, "story-promised", key=f"pledge:{pledge.pk}", text=pledge.what, due_on=due_on, now=now)
    linking.follow(pledge, now=now)
    logger.info("change promised", extra={"story": story.code, "no": pledge.no})
    return pledge


@transaction.atomic
def move(
    pledge: Pledge, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Pledge:  # fmt: skip
    """Make one move of the table. Returns the promise as it is now. Raises: Stale, NotAllowed, Refused."""
    now, story, given = now or timezone.now(), pledge.story, dict(data or {})
    if version is not None and version != pledge.version:
        raise recording.stale()
    if story.status not in PASSED:
        raise NotAllowed("not_now", _("เรื่องเล่านี้ไม่ได้แสดงแล้ว จึงทำขั้นตอนนี้ไม่ได้"), "move")
    row = table.check(name, pledge.status, standings(story, by), given)
    kept = _public(given, [f for f in (*row.needs, *row.takes) if f in table.PUBLIC], story)
    changes = _changes(pledge, row, given, kept, now)
    told = kept | {f: changes[f] for f in ("due_on", "said") if f in changes}
    happened = recording.advance(pledge, name, changes, by=by, data=told, now=now)
    if "files" in row.needs:
        evidence.keep(
            pledge, given["files"], open_to_all=bool(given.get("open_to_all")), alt=kept.get("did", "")[:200], now=now
        )
    if row.tells:
        key = f"pledge:{pledge.pk}:{happened.seq}"
        text = kept.get("did") or kept.get("why") or ""
        telling.writer(story, row.tells, key=key, text=text, due_on=pledge.due_on, now=now)
    if name == "dispute":
        telling.office(
            story, "office-pledge-disputed", to_office=story.office_id, key=f"pledge:{pledge.pk}:{happened.seq}", now=now,
            pledge=pledge,
        )  # fmt: skip
    linking.follow(pledge, now=now)
    logger.info("pledge moved", extra={"story": story.code, "no": pledge.no, "move": name})
    return pledge


def _changes(
    pledge: Pledge, row: Move, given: Mapping[str, Any], kept: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """The state after the move, as far as it changes."""
    changes: dict[str, Any] = {"status": row.target} if row.target else {}
    match row.name:
        case "finish":
            changes |= {"did": kept["did"], "done_at": now}
        case "postpone":
            due_on = table.check_day(given["due_on"], after=max(pledge.due_on, bangkok_date(now)))
            changes |= {"due_on": due_on, "why": kept["why"], "moved": pledge.moved + 1}
            changes |= {"reminded_at": None, "escalate_at": None, "escalated_at": None}
        case "hand_over":
            changes |= {"owner_role": kept["owner_role"], "owner_id": _owner(given, pledge.story)}
        case "give_up":
            changes |= {"why": kept["why"]}
        case "confirm":
            changes |= {"confirmed_at": now}
        case "dispute":
            redo = deadlines.promise("pledge_redo", at=now, province_code=pledge.story.province_code)
            changes |= {"confirmed_at": None, "said": redact(str(given.get("said", "")).strip()[:1000]).text}
            changes |= {"due_on": max(pledge.due_on, bangkok_date(redo.due_at)), "reminded_at": None}
            changes |= {"escalate_at": None, "escalated_at": None}
        case "remind":
            changes |= {"reminded_at": now}
        case "lapse":
            later = deadlines.promise("pledge_escalate", at=now, province_code=pledge.story.province_code)
            changes |= {"was_broken": True, "escalate_at": later.due_at}
        case "escalate":
            changes |= {"escalated_at": now}
    return changes


def _public(data: Mapping[str, Any], fields: Any, story: Story) -> dict[str, str]:
    return {
        name: checking.said(
            str(data.get(name, "")), name, story.office_id, least=table.PUBLIC[name],
            most=120 if name == "owner_role" else 2000,
        )
        for name in fields
    }  # fmt: skip


def _owner(data: Mapping[str, Any], story: Story) -> int | None:
    """Somebody of the office itself, or nobody yet."""
    if not data.get("owner"):
        return None
    chosen = int(data["owner"])
    if chosen not in {one.user_id for one in offices.colleagues(story.office_id)}:
        raise Refused("bad_choice", _("ผู้รับผิดชอบต้องเป็นเจ้าหน้าที่ของที่ว่าการอำเภอนี้"), "owner")
    return chosen


def _held(story: Story) -> None:
    """Locked to the end of the transaction, so that what is numbered is numbered one after the other."""
    Story.objects.select_for_update().only("pk").get(pk=story.pk)


def _check_office(story: Story, by: Actor) -> None:
    if OFFICE not in standings(story, by):
        raise NotAllowed("not_your_office", _("เรื่องเล่าตอบได้เฉพาะที่ว่าการอำเภอที่ถูกกล่าวถึง"), "move")
    if story.status not in PASSED:
        raise NotAllowed("not_now", _("เรื่องเล่านี้ไม่ได้แสดงแล้ว จึงทำขั้นตอนนี้ไม่ได้"), "move")


__all__ = ["BROKEN", "CONFIRMED", "DISPUTED", "DONE", "PROMISED", "answer", "move", "promise"]
