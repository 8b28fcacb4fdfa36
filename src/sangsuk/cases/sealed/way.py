"""Where a case may go: never to an accused office, nor to one under it, nor to one that somebody accused commands."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from .intake import above, barred, is_barred, named, people_named

REFUSED = _("ส่งให้หน่วยงานนี้ไม่ได้ เพราะเป็นผู้ถูกร้อง อยู่ใต้ผู้ถูกร้อง หรือมีผู้ถูกร้องเป็นผู้บังคับบัญชา")


def closed_to(case: Any) -> frozenset[str]:
    """The offices that must not have this case."""
    return barred(case.accused, case.accused_people) if case.accused or case.accused_people else frozenset()


def is_closed_to(case: Any, office_code: str) -> bool:
    return is_barred(office_code, closed_to(case))


def is_kept_from(case: Any, actor: Actor) -> bool:
    """Whether this official, who may have written it down, must not learn its number or its key."""
    return actor.is_staff and (is_closed_to(case, actor.office_code) or actor.user_id in case.accused_people)


def upper(case: Any, now: datetime | None = None, *, closed: frozenset[str] | None = None) -> str:
    """The next office above the one that answers, past whoever is accused; "" when there is none."""
    closed = closed_to(case) if closed is None else closed
    if not closed:
        card = offices.parent_of(case.office_id)
        return card.code if card else ""
    try:
        found = above(case.office_id, closed, bangkok_date(now or timezone.now()))
    except Refused:
        return ""
    return "" if found == case.office_id else found


def check_office(case: Any, office_code: str, field: str) -> None:
    """Raises Refused when this office must not have the case."""
    if is_closed_to(case, office_code):
        raise Refused("accused", REFUSED, field)


def check_named(case: Any, words: object, field: str) -> None:
    """Raises Refused when these words, typed freely, name an office or somebody that must not hear of this case."""
    text = str(words or "")
    if not text.strip() or not (case.accused or case.accused_people):
        return
    closed = closed_to(case)
    if people_named(text, case.accused_people) or any(
        is_barred(code, closed) for code in named(text, case.district_id)
    ):
        raise Refused("accused", REFUSED, field)


def check_person(case: Any, user_id: int, field: str) -> None:
    """Raises Refused when this person is accused; the office of an accused commander cannot have the case at all."""
    if user_id in case.accused_people:
        raise Refused("accused", _("มอบหมายให้คนนี้ไม่ได้ เพราะเป็นผู้ถูกร้อง"), field)
