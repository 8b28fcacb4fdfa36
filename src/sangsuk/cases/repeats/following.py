"""What somebody sees who follows another's case: where it stands, what was done and by which office. No words of people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing

from .. import story, workflow
from ..effects.merging import root
from ..models import Case, CaseEvent, Supporter
from ..queries import wrong_key
from . import me_too


@dataclass(frozen=True)
class Followed:
    """A case as others than its owner may follow it. `state` is a word that speaks to nobody in particular,
    `total` how many suffer from it, the first to tell included."""

    case: Case
    state: str
    office: str
    lines: list[story.Line]
    total: int


@dataclass(frozen=True)
class Follower:
    """The page of somebody who pressed "mine too"."""

    supporter: Supporter
    number: str
    followed: Followed


def follow(number: str, key: str, *, caller: str, now: datetime | None = None) -> Follower:
    """Raises Missing for a wrong number and a wrong key alike, TooMany after too many of them."""
    now = now or timezone.now()
    try:
        row = me_too.opened(number, key)
    except Missing:
        wrong_key("me-too-key", number, caller=caller, now=now)
        raise
    if row.left_at is not None:
        raise Missing("left", _("ท่านไม่ได้อยู่ในรายชื่อของเรื่องนี้แล้ว ตามที่ขอไว้ และเราลบข้อมูลของท่านแล้ว"))
    return Follower(row, me_too.number_of(row), followed(row.case))


def followed(case: Case, *, since: datetime | None = None) -> Followed:
    """The case that stands for this one, from `since` on."""
    last = root(case)
    events = list(CaseEvent.objects.filter(case=last).order_by("seq"))
    lines = story.lines(events, audience=story.FOLLOWER)
    if since is not None:
        lines = [line for line in lines if line.at >= since - timedelta(seconds=1)]
    state = str(workflow.STATUSES[last.status][1])
    return Followed(last, state, story.office_name(last.office_id), lines, me_too.count(last) + 1)


def leading(case: Case) -> Followed | None:
    """For her whose own case was merged: the one that it is followed with now."""
    return followed(case) if case.merged_into_id is not None else None
