"""The verbs of a case: take it in, move it, give it a file. The only writers of a case's state."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused, Stale
from sangsuk.offices.actor import Actor

from . import chain, custody, projections, reporters, telling, thinking, workflow
from . import duties as owed
from .daily import replies
from .effects import Doing, changes_of, second
from .files import StoredFile
from .intake import New, Person, Submitted, attachment, behalf, plain, submit
from .models import STATE, Attachment, Case, CaseEvent
from .standing import facts, standings
from .workflow import Move

__all__ = ["New", "Person", "Submitted", "attach", "move", "submit"]
logger = logging.getLogger(__name__)


def move(
    case: Case,
    name: str,
    *,
    by: Actor,
    version: int | None = None,
    data: Mapping[str, Any] | None = None,
    files: tuple[StoredFile, ...] = (),
    now: datetime | None = None,
    looked: bool = False,
) -> Case:
    """Make one move of the table: check, change, record, tell. Returns the case as it is now.

    `version` is the one the person had before her eyes. Raises: Stale when somebody was quicker, NotAllowed, Refused. A
    reply that only passes paper on is refused once (`data["anyway"]` insists), and counted outside the transaction; who
    holds one of her own calls `thinking.look_again` before it begins, and says so with `looked`.
    """
    now = now or timezone.now()
    given = _tidy(data or {})
    if not looked:
        thinking.look_again(case, name, given, by=by, now=now)
    return _move(case, name, by=by, version=version, given=given, files=files, now=now)


@transaction.atomic
def _move(
    case: Case,
    name: str,
    *,
    by: Actor,
    version: int | None,
    given: dict[str, Any],
    files: tuple[StoredFile, ...],
    now: datetime,
) -> Case:
    if version is not None and version != case.version:
        raise Stale("stale", _("เมื่อครู่มีผู้อื่นแก้ไขเรื่องนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"))
    if files and not given.get("text") and name in ("add", "answer"):
        given["text"] = str(_("ส่งไฟล์เพิ่ม"))
    row = workflow.check(name, facts(case, by, now), standings(case, by), given)
    if by.is_staff:
        replies.refuse_gaps(given)
    if "file" in row.needs and not files:
        raise Refused("needed", _("กรุณาเลือกไฟล์"), "file")
    kept = {field: given[field] for field in (*row.needs, *row.takes) if field in given}
    if second.needed(case, row, kept):
        row, kept = workflow.MOVES["propose"], {"of": row.name, **kept}
    held = second.held(case) if name == "approve" else None
    if held is not None:  # what was proposed happens now, and is told now
        kept = {**held[1]["data"], "of": held[1]["of"], **kept}
    sealed = {field: kept.pop(field) for field in [*kept] if field in workflow.FIELDS and workflow.FIELDS[field].sealed}
    before = {"office": case.office_id, "agency": case.agency_id or "", **about(case, row, by, kept)}
    case, event = _advance(case, row, by=by, data=kept | {"_before": before} | behalf(by), now=now)
    _keep(case, event, row, files, by=by)
    projections.write(case, event, by=by, sealed=sealed)
    told = workflow.MOVES[held[1]["of"]] if held else row
    if told.tells:
        telling.tell(
            case, told.tells, person=reporters.contact(case), now=now, text=_told(told, kept),
            agency=str(kept.get("body", "")),
        )  # fmt: skip
    logger.info("case moved", extra={"case": case.number, "move": name})
    return case


def attach(
    case: Case, files: tuple[StoredFile, ...], *, by: Actor, version: int | None = None, now: datetime | None = None
) -> Case:
    """Put files of an official or an agency into the case."""
    name = files[0].name if files else ""
    return move(case, "attach", by=by, version=version, data={"file": name}, files=files, now=now)


def _tidy(data: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.replace("\r\n", "\n").strip() if isinstance(v, str) else v for k, v in data.items()}


def _told(row: Move, data: Mapping[str, Any]) -> str:
    """The words of the move that the citizen may read."""
    words = [str(data[f]) for f in row.reads if f in data and workflow.FIELDS[f].kind == "text"]
    return "\n".join(words)


def about(case: Case, row: Move, by: Actor, data: Mapping[str, Any]) -> dict[str, str]:
    """Whom the event is about, for the story: the agency of the task, the body that was asked."""
    key = str(data.get("duty") or "")
    if by.kind == "outside":
        key = by.duty
    elif row.name in AGENCY_WORK and by.at_agency:
        return {"who": by.office_code}
    elif not key and row.name in AGENCY_WORK and len(tasks := owed.tasks(case.duties)) == 1:
        key = next(iter(tasks))
    elif not key and row.name in OF_KIND and len(found := owed.of_kind(case.duties, OF_KIND[row.name])) == 1:
        key = next(iter(found))
    duty = case.duties.get(key)
    return {"who": str(duty.get("name") or duty.get("who", ""))} if duty else {}


AGENCY_WORK = frozenset(
    {"recall", "agency_accept", "agency_return", "report", "send_back", "confirm_task", "chase", "remind"}
)
OF_KIND = {"other_answers": owed.QUESTION, "referral_answer": owed.REFERRAL}


def _advance(case: Case, row: Move, *, by: Actor, data: dict[str, Any], now: datetime) -> tuple[Case, CaseEvent]:
    """Compare-and-swap: nobody waits for a lock, and of two at once the second is told."""
    changes = changes_of(Doing(case, row, by, data, now)) | {"version": case.version + 1}
    said = {name: value for name, value in changes.items() if name in STATE}
    event = CaseEvent(
        case_id=case.pk, seq=case.version + 1, at=now, move=row.name, actor_kind=by.kind, user_id=by.user_id,
        actor_name=by.name, office_code=by.office_code, channel=by.channel, data=data, changes=plain(said),
    )  # fmt: skip
    changes["head"] = chain.link(event, client_id=case.client_id, head=case.head)
    changed = Case.objects.filter(pk=case.pk, version=case.version).update(**changes)
    if not changed:
        raise Stale("stale", _("เมื่อครู่มีผู้อื่นแก้ไขเรื่องนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"))
    event.save(force_insert=True)
    for field, value in changes.items():
        setattr(case, field, value)
    return case, event


def _keep(case: Case, event: CaseEvent, row: Move, files: tuple[StoredFile, ...], *, by: Actor) -> None:
    if files:
        seen = by.kind == "citizen" or bool(row.reads)
        kept = Attachment.objects.bulk_create(
            attachment(case, file, event_seq=event.seq, citizen_sees=seen, now=event.at) for file in files
        )
        custody.received(kept, by=by)
