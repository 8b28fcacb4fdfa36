"""What is asked and answered on the spot: told, answered and closed in one transaction, and counted all the same."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from . import actions, thinking
from .checking import SHORT
from .intake import New, Submitted, submit


def record(
    new: New,
    answer: str,
    *,
    by: Actor,
    body: str = "",
    body_kind: str = "",
    anyway: bool = False,
    now: datetime | None = None,
    looked: bool = False,
) -> Submitted:
    """One entry of the register that is finished when it is made. The same client id again gives the same entry.

    It belongs to the office whose counter it was, wherever the citizen is from. `body`: to whom she was sent on
    (Service Link). A thin answer is refused once (`anyway` insists), and counted outside the transaction; who holds one of
    her own calls `look_again` before it begins, and says so with `looked`. Raises: Refused with the field at fault;
    NotAllowed for who does not work at a centre.
    """
    now = now or timezone.now()
    said = {"answer": answer, "body": body, "body_kind": body_kind, "anyway": anyway}
    if not looked:
        look_again(new, answer, by=by, anyway=anyway, now=now)
    with transaction.atomic():
        done = submit(new, by=by, now=now, served_at=by.office_code)
        if done.created:
            actions.move(done.case, "serve", by=by, data={k: v for k, v in said.items() if v}, now=now)
    return done


def look_again(new: New, answer: str, *, by: Actor, anyway: bool, now: datetime) -> None:
    """Whether this may be answered on the spot at all, and whether the answer says something. Raises Refused."""
    if new.mission not in SHORT:
        raise Refused("bad_choice", _("เรื่องแบบนี้ต้องรับไว้ดำเนินการ จบที่โต๊ะไม่ได้"), "mission")
    office = offices.directory().get(by.office_code)
    if office is None or not office.is_centre:
        raise Refused("bad_choice", _("บันทึกได้เฉพาะที่ศูนย์ดำรงธรรม"), "mission")
    thinking.look_again_at_counter({"answer": answer, "anyway": anyway}, description=new.description, by=by, now=now)
