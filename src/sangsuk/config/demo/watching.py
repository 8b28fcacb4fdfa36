"""Who looked at whom in the demo world: a week of looks, what was unusual in it, a look by two, a webhook, and a closed day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from sangsuk.cases import closing_days, overseeing, reporters, seconding
from sangsuk.cases.models import Case
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.ledger.models import ReadingAlarm
from sangsuk.notifications import hooks
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from .hours import last_open
from .staff import Staff

DISTRICT, AGENCY = "5001", "50-electricity"
ASKED = (
    "โทรนัดวันลงพื้นที่", "ถามจุดเกิดเหตุให้ชัดก่อนส่งหน่วยงาน", "แจ้งผลให้ทราบทางโทรศัพท์", "ผู้ร้องโทรมาถามความคืบหน้า ตรวจว่าเป็นเจ้าของเรื่อง",
    "ถามว่าไฟติดแล้วหรือยัง", "นัดมารับหนังสือที่เคาน์เตอร์",
)  # fmt: skip
FIRST = timedelta(days=len(ASKED) + 3)
"""What is older than this and open may have been looked at; first what was told by name on the web, as Bunma does."""
AFTERWARDS = ("โทรถามว่าหลังปิดเรื่องแล้วเรียบร้อยดีไหม", "ผู้ร้องขอสำเนาหนังสือแจ้งผล", "โทรถามว่าหลังปิดเรื่องแล้วเรียบร้อยดีไหม")


Deed = tuple[datetime, Callable[[], object]]


def make(staff: Staff, *, now: datetime) -> None:
    """After everything else: the day that is closed holds what happened in it."""
    malee, suda = staff.of(DISTRICT), staff.of(DISTRICT, "chief")
    rows = Case.objects.unsealed().filter(office=DISTRICT, identity__in=("named", "hidden")).exclude(reporter=None)
    waiting = rows.filter(closed_at=None, submitted_at__lt=now - FIRST).order_by("-channel", "-identity", "-id")
    over = rows.filter(closed_at__lt=now - timedelta(days=6)).order_by("-id")
    deeds = [
        *_every_day(list(waiting[: len(ASKED)]), malee, now),
        *_afterwards(list(over[: len(AFTERWARDS)]), malee, now), *_by_two(malee, suda, now),
    ]  # fmt: skip
    for at, deed in sorted(deeds, key=lambda one: one[0]):
        deed()
        overseeing.find_due(min(at + timedelta(hours=1), now))
    _found(suda, now)
    hooks.register(
        AGENCY, "https://hook.example.go.th/sangsuk", kinds=list(hooks.KINDS), label="ระบบแจ้งซ่อม (สมมติ)",
        by_id=suda.user_id or 0, by_name=staff.of(AGENCY).name, now=now - timedelta(days=9),
    )  # fmt: skip
    closing_days.close(bangkok_date(now) - timedelta(days=1), now)


def _every_day(told: Sequence[Case], malee: Actor, now: datetime) -> Iterator[Deed]:
    """One a day, with the reason that the citizen reads too."""
    for before, (case, why) in enumerate(zip(told, ASKED, strict=False)):
        at = _open(now - timedelta(days=len(ASKED) + 2 - before, minutes=before))
        yield at, partial(reporters.reveal, case, by=malee, reason=why, fields=("name", "phone"), now=at)


def _afterwards(told: Sequence[Case], malee: Actor, now: datetime) -> Iterator[Deed]:
    """Three closed matters on one day is unusual."""
    first = _open(_open(now - timedelta(days=2)) - timedelta(hours=1))
    for number, (case, why) in enumerate(zip(told, AFTERWARDS, strict=False)):
        at = first + timedelta(minutes=7 * number)
        yield at, partial(reporters.reveal, case, by=malee, reason=why, fields=("phone",), now=at)


def _by_two(malee: Actor, suda: Actor, now: datetime) -> Iterator[Deed]:
    """A sealed matter was entrusted to her: she asks, the chief agrees, she looks; then she asks for one thing more."""
    case = Case.objects.filter(office=DISTRICT, readers__contains=[malee.user_id]).exclude(reporter=None).first()
    given = case.events.filter(move="entrust").first() if case else None
    if case is None or given is None:
        return
    calendar = deadlines.calendar(DISTRICT[:2])
    asked, agreed, looked = (clock.add_working_minutes(given.at, n, calendar) for n in (2, 5, 6))
    why, fields = "นัดพยานมาให้ถ้อยคำอย่างลับ", ("name", "phone")
    yield asked, partial(seconding.ask, case, malee, fields=fields, reason=why, now=asked)
    yield agreed, partial(_agree, suda, agreed)
    yield looked, partial(reporters.reveal, case, by=malee, reason=why, fields=fields, now=looked)
    why, again = "ผู้ร้องขอให้ส่งสำเนาบันทึกทางอีเมล", max(looked, now - timedelta(hours=2))
    yield again, partial(seconding.ask, case, malee, fields=["email"], reason=why, now=again)


def _agree(suda: Actor, at: datetime) -> None:
    for look in seconding.waiting(suda, at):
        seconding.decide(look.pk, by=suda, yes=True, now=at)


def _found(suda: Actor, now: datetime) -> None:
    """The chief has asked about the closed matters, and it was in order; the look by two waits for the officer of data."""
    why = "ถามเจ้าหน้าที่และดูบันทึกการโทรแล้ว เป็นการโทรถามผลหลังปิดเรื่องตามแผนของศูนย์"
    for alarm in ReadingAlarm.objects.filter(rule="closed.case"):
        overseeing.decide(alarm.pk, by=suda, justified=True, why=why, now=min(alarm.at + timedelta(hours=3), now))


def _open(at: datetime) -> datetime:
    return last_open(at, deadlines.calendar(DISTRICT[:2]))
