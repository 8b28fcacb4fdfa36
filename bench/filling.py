"""A country of cases to measure with: many districts, of which some are busy; every stage of life; a year of dates.

The share of a district falls with its rank (to the power 0.7), so that the busiest of 878 has some 4 in a hundred. They
go in through `cases.bulk`, so they are what submissions and moves would have made, by officers who exist.
"""

import random
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from . import words

CHUNK = 1000
SEED = 2570
BUSIEST = "5001"
LIVES = [  # (share in a thousand, days ago at most, moves)
    (60, 4, ()),
    (95, 25, ("accept",)),
    (10, 20, ("accept", "inform")),
    (30, 20, ("accept", "ask")),
    (35, 20, ("accept", "hand_to_agency")),
    (40, 30, ("accept", "hand_to_agency", "agency_accept")),
    (15, 30, ("hand_to_agency", "agency_accept", "report")),
    (15, 30, ("accept", "note", "pass_up")),
    (400, 365, ("accept", "close")),
    (130, 365, ("accept", "inform", "close")),
    (70, 365, ("accept", "ask", "answer", "close")),
    (60, 365, ("accept", "close", "rate")),
    (20, 365, ("withdraw",)),
    (20, 365, ("accept", "hand_to_agency", "agency_accept", "report", "close", "rate")),
]
TEXTS: dict[str, dict[str, Any]] = {
    "ask": {"question": "เหตุเกิดตรงจุดไหน มีอะไรเป็นที่สังเกตได้บ้าง"},
    "inform": {"text": "ได้ประสานผู้ใหญ่บ้านให้ลงไปดูพื้นที่แล้ว จะแจ้งผลให้ทราบอีกครั้ง"},
    "note": {"text": "โทรสอบถามผู้ใหญ่บ้านแล้ว ยืนยันว่าเป็นเรื่องจริง"},
    "answer": {"text": "อยู่ตรงข้ามร้านขายของชำ มีเสาไฟต้นใหญ่"},
    "report": {"result": "ลงพื้นที่ซ่อมแซมเรียบร้อยแล้วเมื่อวานนี้ ใช้งานได้ตามปกติ"},
    "close": {"settlement": "solved", "answer": "ได้ดำเนินการแก้ไขเรียบร้อยแล้ว ขอบคุณที่แจ้งให้ทราบ หากยังมีปัญหาขอให้แจ้งอีกครั้ง"},
    "pass_up": {
        "tried": "ประชุมกับเทศบาลแล้วสองครั้ง",
        "obstacle": "งบประมาณไม่พอและข้ามเขต",
        "asked": "ขอให้จังหวัดพิจารณาสั่งการ",
    },
    "rate": {"solved": "yes", "rating": 4},
}


def fill(upto: int, *, processes: int = 2) -> None:
    """Cases until there are so many."""
    from django.db import connection

    from sangsuk.cases.models import Case
    from sangsuk.config.bar import Bar
    from sangsuk.config.crew import hired

    there = Case.objects.count()
    staff()
    connection.close()
    bar, waiting = Bar("Filling", sys.stderr), deque[Any]()
    with hired(processes, {}) as crew:
        for first in range(there, upto, CHUNK):
            waiting.append(crew.do("bench.filling", "chunk", first, min(CHUNK, upto - first)))
            if len(waiting) > processes * 2:
                waiting.popleft().result()
                bar.show(first - there, (first - there) / (upto - there))
        for future in waiting:
            future.result()
    bar.finish()


def staff() -> dict[str, int]:
    """One officer for every centre; the user's id by the office's code."""
    from django.utils import timezone

    from sangsuk.accounts.models import User
    from sangsuk.offices import queries as offices
    from sangsuk.offices.models import Membership

    centres = [card for card in offices.directory().values() if card.is_centre]
    if not User.objects.exists():
        users = [User(email=f"{card.code.lower()}@example.com", name=f"เจ้าหน้าที่ {card.name_th}") for card in centres]
        for user in users:
            user.set_unusable_password()
        made = User.objects.bulk_create(users)
        today = timezone.localdate()
        Membership.objects.bulk_create(
            Membership(user=user, office_id=card.code, role="officer", valid_from=today - timedelta(days=400))
            for user, card in zip(made, centres, strict=True)
        )
    found = Membership.objects.filter(role="officer").values_list("office_id", "user_id")
    return dict(found)


_staff: dict[str, int] = {}
_districts: list[str] = []
_shares: list[float] = []


def _learn() -> None:
    from sangsuk.offices import queries as offices

    _staff.update(staff())
    codes = sorted(card.code for card in offices.directory().values() if card.kind == "district")
    random.Random(SEED).shuffle(codes)
    codes.remove(BUSIEST)
    _districts.extend([BUSIEST, *codes])
    _shares.extend((rank + 1) ** -0.7 for rank in range(len(_districts)))


def chunk(first: int, many: int) -> int:
    """Runs in a process of the crew."""
    from django.utils import timezone

    from sangsuk.cases import bulk

    if not _staff:
        _learn()
    chance = random.Random(SEED + first)
    now = timezone.now()
    # the very first is in the busiest district, so that its officer has something to see in the smallest world too
    taken = bulk.take_in([past(chance, now, BUSIEST if first + turn == 0 else "") for turn in range(many)])
    if taken.refused:
        raise RuntimeError(f"refused: {taken.refused[:3]}")
    return taken.taken


def district(chance: random.Random) -> str:
    if not _districts:
        _learn()
    return chance.choices(_districts, _shares)[0]


def past(chance: random.Random, now: datetime, where: str = "") -> Any:
    from sangsuk.cases.bulk import Past
    from sangsuk.cases.checking import Person, Whereabouts
    from sangsuk.cases.intake import New
    from sangsuk.offices.actor import Actor
    from sangsuk.places import queries as places

    category, text = words.story(chance)
    code = where or district(chance)
    inside = places.inside(code)
    identity = chance.choices(("named", "hidden", "none"), (55, 30, 15))[0]
    new = New(
        client_id=UUID(int=chance.getrandbits(128), version=4), description=text, identity=identity,
        wish=words.wish(chance), category=category, place_note=words.note(chance),
        reporter=Person(words.name(chance), words.phone(chance)) if identity != "none" else Person(),
        channel=chance.choices(("web", "phone_1567", "counter", "line", "app"), (40, 20, 20, 12, 8))[0],
    )  # fmt: skip
    _, days, moves = chance.choices(LIVES, [share for share, _, _ in LIVES])[0]
    at = now - timedelta(minutes=chance.randint(60, days * 1440))
    subdistrict = chance.choice(inside).code if inside else None
    place = Whereabouts(code[:2], code, subdistrict)

    def then(case: Any) -> Iterable[Any]:
        return steps(case, moves, chance.random(), at, now)

    return Past(new, at, Actor.citizen("web"), then, place)


def steps(case: Any, moves: Iterable[str], pace: float, at: datetime, now: datetime) -> Iterator[Any]:
    """The moves, each by whom it would be, spread over the time since."""
    from sangsuk.cases.bulk import Step
    from sangsuk.offices import queries as offices
    from sangsuk.offices.actor import Actor

    moves = list(moves)
    for turn, name in enumerate(moves, start=1):
        office = offices.directory()[case.office_id]
        agency = f"{case.province_code}-electricity"
        if name in ("answer", "withdraw", "rate"):
            by = Actor.citizen("web")
        elif name in ("agency_accept", "report") and case.agency_id:
            by = Actor("staff", None, "เจ้าหน้าที่หน่วยงาน", "agency", case.agency_id, "agency", case.province_code, "desk")
        else:
            user = _staff.get(office.code)
            by = Actor(
                "staff",
                user,
                f"เจ้าหน้าที่ {office.name_th}",
                "officer",
                office.code,
                office.level,
                office.province_code,
                "desk",
            )
        data = TEXTS.get(name, {})
        if name == "hand_to_agency":
            data = {"agency": agency, "instruction": "ขอให้ตรวจสอบและดำเนินการในส่วนที่เกี่ยวข้อง แล้วรายงานผลให้ทราบ"}
        share = turn / (len(moves) + 1) * (0.2 + 0.8 * pace)
        yield Step(name, at + (now - at) * share, by, data)
