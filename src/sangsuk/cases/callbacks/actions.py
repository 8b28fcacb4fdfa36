"""The verbs of a call-back: draw the sample, look at the number to call, write down what was said."""

import logging
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sangsuk.common import seeds
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from .. import reporters, workflow
from ..checking import Person, told
from ..models import Callback, Case, SampleDrawn, SampleRule
from . import lot, queries

logger = logging.getLogger(__name__)
SAMPLES = Path(__file__).parent / "data" / "samples.csv"
AT_FIRST = timedelta(days=1)
AGAIN = timedelta(hours=1)
"""So far each draw looks back behind the last: who settled a case then may have been slow to finish writing."""
SOLVED = ("yes", "partly", "no")


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the rules of the sample up to date; returns the rows changed."""
    return seeds.write(SampleRule, seeds.rows(SAMPLES), key=("code",), progress=progress)


@transaction.atomic
def draw(now: datetime) -> int:
    """Draw among the cases settled since the last draw; how many are to be called. May run twice, and twice at once."""
    SampleDrawn.objects.get_or_create(id=1, defaults={"until": now - AT_FIRST})
    drawn = SampleDrawn.objects.select_for_update().get(id=1)
    settled = Case.objects.unsealed().filter(
        status=workflow.SETTLED, closed_at__gt=drawn.until - AGAIN, closed_at__lte=now
    )
    # only who said openly who she is: to the others we promised that no other office learns their name
    reached = settled.filter(identity="named", callback=None).exclude(reporter=None)
    reached = reached.exclude(reporter__phone=b"", reporter__email=b"").order_by("closed_at", "id")
    rules = queries.rules()
    busy = queries.waiting_by_office()
    made = [found for case in reached.only(*NEEDED).iterator() if (found := _called(case, rules, busy, now))]
    Callback.objects.bulk_create(made, ignore_conflicts=True)
    if now > drawn.until:
        SampleDrawn.objects.filter(id=1).update(until=now)
    return len(made)


NEEDED = ("client_id", "mission", "office", "holders", "province_code", "closed_at")


def _called(case: Case, rules: tuple[lot.Rule, ...], busy: Counter[str], now: datetime) -> Callback | None:
    office = offices.known()[case.office_id]
    assert case.closed_at is not None
    percent = lot.percent(case.mission, office.level, bangkok_date(case.closed_at), rules)
    if not lot.falls_on(case.client_id, percent, secret=settings.SECRET_KEY):
        return None
    caller = _caller_for(case, office, busy)
    if caller is None:
        logger.info("no other office to call back", extra={"case": case.pk})
        return None
    busy[caller] += 1
    due = deadlines.promise(
        "callback", at=case.closed_at, mission=case.mission, level=office.level, province_code=case.province_code
    )
    return Callback(case=case, office_code=caller, drawn_at=now, due_at=due.due_at)


def _caller_for(case: Case, office: offices.OfficeCard, busy: Counter[str]) -> str | None:
    """Another district of the same province, the one with the fewest calls to make; the ministry for all others. What the
    ministry had in hand itself is asked by a district. Never an office that has held the case."""
    fresh = [card.code for card in queries.districts_of(case.province_code) if card.code not in case.holders]
    if office.kind != "district" and offices.MINISTRY not in case.holders:
        return offices.MINISTRY
    if fresh:
        secret = settings.SECRET_KEY
        return min(fresh, key=lambda code: (busy[code], lot.ticket(case.client_id, secret=secret, about=code)))
    return None if offices.MINISTRY in case.holders else offices.MINISTRY


def reveal(callback: Callback, *, by: Actor, now: datetime | None = None) -> Person:
    """The name and number to call, after it was written down who looks. She reads the reason on her own page."""
    case = callback.case
    if not queries.may_call(case, by):
        raise _not_yours()
    with translation.override(case.language):
        reason = _("โทรถามท่านแทนสำนักงานที่ดูแลเรื่อง ว่าเรื่องเรียบร้อยจริงหรือไม่ เรื่องของท่านถูกสุ่มเลือก")
    return reporters.reveal(case, by=by, reason=reason, fields=("name", "phone"), now=now)


def _not_yours() -> NotAllowed:
    return NotAllowed("not_yours", _("การโทรถามนี้ไม่ใช่ของสำนักงานท่าน หรือบันทึกผลไปแล้ว"))


@transaction.atomic
def record(
    callback: Callback, *, by: Actor, reached: bool, solved: str = "", rating: int | None = None, said: str = "",
    now: datetime | None = None,
) -> Callback:  # fmt: skip
    """What she said, once. Raises: NotAllowed, Refused, Stale when a colleague was quicker."""
    now = now or timezone.now()
    if not queries.may_call(callback.case, by):
        raise _not_yours()
    said = told(said, "said", least=0, most=2000)
    if reached and solved not in SOLVED:
        raise Refused("bad_choice", _("กรุณาเลือกว่าผู้ร้องบอกว่าแก้ไขแล้วหรือยัง"), "solved")
    if reached and solved != "yes" and not said:
        raise Refused("needed", _("กรุณาบันทึกว่าผู้ร้องบอกว่ายังขาดอะไร สำนักงานที่ดูแลเรื่องจะได้อ่าน"), "said")
    if rating is not None and rating not in range(1, 6):
        raise Refused("bad_choice", _("กรุณาเลือกคะแนน 1 ถึง 5"), "rating")
    kept = {"solved": solved, "rating": rating} if reached else {"solved": "", "rating": None}
    changed = Callback.objects.filter(pk=callback.pk, done_at=None).update(
        done_at=now, by_id=by.user_id, reached=reached, said=said, **kept
    )
    if not changed:
        raise Stale("stale", _("เพื่อนร่วมงานของท่านบันทึกผลการโทรถามนี้ไปแล้ว"))
    callback.refresh_from_db()
    logger.info("citizen called back", extra={"case": callback.case.number, "reached": reached})
    return callback
