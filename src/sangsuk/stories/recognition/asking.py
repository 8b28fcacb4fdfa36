"""What looks arranged, found in the rows once a day; a person decides, and says why.

Where the author is reached is opened by the machine for a comparison and kept nowhere; the flag holds stories and offices
only. Devices are not compared: we keep none.
"""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.accounts.models import User
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import likeness

from .. import authors
from ..models import RingFlag, Story
from ..models.stories import blind_to
from ..standing import PASSED, WORKING, organises
from ..words import POSITIVE
from . import rings

BACK = timedelta(days=366)
LEAST_REASON = 10
KINDS = {
    rings.SAME_CONTACT: _("ช่องทางติดต่อเดียวกันชื่นชมอำเภอเดียวกันหลายเรื่อง"),
    rings.OWN_STAFF: _("ผู้เล่าอาจเป็นเจ้าหน้าที่ของอำเภอที่ได้รับคำชม"),
    rings.RECIPROCAL: _("เจ้าหน้าที่ของอำเภอเหล่านี้ชื่นชมกันไปมา"),
    rings.SAME_WORDS: _("ถ้อยคำเกือบเหมือนกันหลายเรื่อง"),
}
STATES = {
    RingFlag.OPEN: _("รอผู้พิจารณา"), RingFlag.FINE: _("ไม่มีอะไรผิดปกติ"),
    RingFlag.LEFT_OUT: _("ไม่นับเรื่องเหล่านี้ในรายชื่อประจำปี"),
}  # fmt: skip


def look(now: datetime) -> int:
    """Find what is new; returns how many questions were added. May run twice."""
    told = list(_told(now))
    before = set(RingFlag.objects.values_list("key", flat=True))
    made = 0
    for flag in rings.find(told):
        if flag.key not in before:
            with transaction.atomic():
                row, new = RingFlag.objects.get_or_create(
                    key=flag.key, defaults={"kind": flag.kind, "offices": list(flag.offices), "found_at": now}
                )
                row.stories.set(flag.stories)
                made += new
    return made


def _told(now: datetime) -> Iterator[rings.Told]:
    works = _staff()
    rows = Story.objects.filter(tone=POSITIVE, status__in=PASSED, received_at__gte=now - BACK).order_by("id")
    for story in rows.select_related("author").iterator(chunk_size=500):
        person = authors.contact(story) if hasattr(story, "author") else None
        marks = [_mark(one) for one in (person.email, person.phone) if one] if person else []
        at = next((works[mark] for mark in marks if mark in works), "")
        sketch = tuple(likeness.sketch(story.text_shown))
        yield rings.Told(story.pk, story.office_id, marks[0] if marks else "", at, sketch)


def _staff() -> dict[str, str]:
    """Where somebody with this e-mail works, by its mark."""
    at = {one.user_id: one.office_code for one in offices.staff()}
    rows = User.objects.filter(pk__in=at).exclude(email="").values_list("pk", "email")
    return {_mark(email): at[pk] for pk, email in rows if email}


def _mark(contact: str) -> str:
    said = contact.strip().lower()
    return hmac.digest(settings.CASE_SECRET.encode(), b"praise:" + said.encode(), hashlib.sha256).hex()


def may_decide(actor: Actor) -> bool:
    """The province for its offices, the department for all; never an office about its own praise."""
    return organises(actor) or (actor.is_staff and actor.role in WORKING and actor.office_level == "province")


def listing(actor: Actor, *, state: str = RingFlag.OPEN) -> "list[RingFlag]":
    """The questions that this person decides. Raises NotAllowed. Two queries."""
    return list(_sight(actor).filter(state=state).prefetch_related("stories")[:200])


def _sight(actor: Actor) -> "QuerySet[RingFlag]":
    if not may_decide(actor):
        raise NotAllowed("not_your_role", _("ข้อสังเกตเรื่องคำชมพิจารณาโดยจังหวัดหรือกรมการปกครอง"))
    rows = RingFlag.objects.exclude(stories__in=blind_to(actor))
    if organises(actor):
        return rows
    under = [code for code, card in offices.known().items() if card.province_code == actor.province_code]
    return rows.filter(offices__contained_by=under)


@transaction.atomic
def decide(pk: int, *, state: str, why: str, by: Actor, now: datetime | None = None) -> RingFlag:
    """Nothing odd, or these stories do not count for appraisal; with a reason. Raises NotAllowed, Missing, Refused."""
    flag = _sight(by).filter(pk=pk).select_for_update().first()
    if flag is None:
        raise Missing("no_flag", _("ไม่พบข้อสังเกตนี้"))
    if state not in (RingFlag.FINE, RingFlag.LEFT_OUT):
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "state")
    if len(why.strip()) < LEAST_REASON:
        raise Refused("needed", _("กรุณาบอกเหตุผลของการพิจารณา"), "why")
    flag.state, flag.why, flag.decided_by_id, flag.decided_at = (
        state,
        why.strip()[:1000],
        by.user_id,
        now or timezone.now(),
    )
    flag.save(update_fields=["state", "why", "decided_by", "decided_at"])
    return flag


def left_out() -> Any:
    """The stories that do not count for appraisal, as a subquery."""
    return RingFlag.objects.filter(state=RingFlag.LEFT_OUT).values("stories")


def asked_about() -> Any:
    """The stories of open questions."""
    return RingFlag.objects.filter(state=RingFlag.OPEN).values("stories")
