"""Training of the demo world: the seminar of 21 February 2562 with its more than 150 people, one that Chiang Mai held some
weeks ago, one that is open now, one that is being planned. All participants are invented."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from sangsuk.learning.models import TrainingEvent
from sangsuk.learning.training import actions, attending, certificates, inviting, opinions, seats
from sangsuk.learning.training.actions import Given, Slot, Speaker
from sangsuk.notifications import actions as notifications
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.places import regions
from sangsuk.thai import BANGKOK, bangkok_date

from .staff import FIRST, LAST, Staff

SEMINAR_ON = date(2019, 2, 21)
HERE, MINISTRY, DEPARTMENT = "5000", "MOI", "DOPA"
HEADS, REPRESENTATIVES = 76, 34
THOUGHTS = (
    "อยากให้มีตัวอย่างเรื่องจริงมากกว่านี้", "เข้าใจแล้วว่าต้องโทรแจ้งผู้ร้องก่อนปิดเรื่อง", "ห้องหนาวไปนิด", "ขอเอกสารเป็นไฟล์ด้วย",
    "ได้รู้จักเพื่อนศูนย์จังหวัดอื่น ประสานงานง่ายขึ้น", "ควรจัดทุกปี",
)  # fmt: skip


def make(staff: Staff, *, now: datetime, seed: int = 2562) -> None:
    chance = Random(seed)
    _seminar(staff.of(MINISTRY), chance)
    _held(staff, now, chance)
    _open(staff, now)
    _planned(staff.of(MINISTRY), now)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BANGKOK)


def _seminar(by: Actor, chance: Random) -> None:
    """D1 and D2: its name, its day, who was there; from the release 29/2562."""
    given = Given(
        title="โครงการสัมมนาเชิงปฏิบัติการเพื่อเพิ่มประสิทธิภาพศูนย์ดำรงธรรมในการขับเคลื่อนภารกิจตามนโยบายเร่งด่วนของรัฐบาล",
        programme="ข้อมูลสาธิต: ผู้เข้าร่วม การลงเวลา และผลประเมินเป็นเรื่องสมมติ", place="โรงแรมอเล็กซานเดอร์ กรุงเทพมหานคร",
        first_on=SEMINAR_ON, last_on=SEMINAR_ON, closes_on=SEMINAR_ON - timedelta(days=3), quota=180,
        targets={"ministry_head": 1, "department": 40, "province_head": None, "province_officer": None},
        regions=(regions.CENTRAL,), subjects=("grievance", "think_state"),
    )  # fmt: skip
    began = _at(SEMINAR_ON - timedelta(days=30), 10)
    event = actions.make(given, by=by, now=began)
    opening = Slot(
        SEMINAR_ON, time(9, 30), time(12, 0), "พิธีเปิดและบรรยายพิเศษ: ต้องคิดแบบราชการ พัฒนางานบริการเพื่อเพิ่มความสุขให้ประชาชน", "ห้องสัมมนาใหญ่",
        [Speaker("รองปลัดกระทรวงมหาดไทย", "ประธานเปิดและบรรยายพิเศษ", "กระทรวงมหาดไทย")],
        "ลดวิธีทำงานแบบธุรการ แล้วคิดแบบราชการ คือ คิดงาน พัฒนางาน ต่อยอดงาน\n"
        "ใส่ใจทุกเรื่องที่ประชาชนร้องทุกข์ บรรเทา เยียวยา ติดตาม และชี้แจงความก้าวหน้าให้ผู้ร้องทราบ\n"
        "เรื่องที่จังหวัดแก้ไม่ได้ ส่งต่อมายังส่วนกลางโดยเร็ว",
    )  # fmt: skip
    workshop = Slot(SEMINAR_ON, time(13, 0), time(16, 30), "ฝึกปฏิบัติ: จากรับเรื่องถึงแจ้งผล", "ห้องสัมมนาใหญ่")
    for slot in (opening, workshop):
        actions.put_session(event, slot, by=by, now=began)
    actions.move(_fresh(event), "announce", by=by, now=began)
    came = [
        seats.add_guest(
            event, f"{name} (สมมติ)", affiliation=where, group=group, office_code=office, by=by, now=began + timedelta(days=1)
        )
        for name, where, group, office in _seminar_people(chance)
    ]  # fmt: skip
    for session, hour in zip(event.sessions.all(), (9, 13), strict=True):
        for n, seat in enumerate(came):
            if chance.random() < 0.94:
                attending.scan(session, seat, by=by, now=_at(SEMINAR_ON, hour, 5 + n % 50))
    for n in range(60):
        marks = [chance.choices((5, 4, 3, 2), (45, 40, 12, 3))[0] for _question in event.questions]
        opinions.type_in(event, marks, THOUGHTS[n // 10] if n % 10 == 0 else "", by=by, now=_at(SEMINAR_ON, 17))
    actions.move(_fresh(event), "hold", by=by, now=_at(SEMINAR_ON, 17, 30))
    certificates.issue(_fresh(event), by=by, now=_at(SEMINAR_ON + timedelta(days=4), 10))
    learnt = "ทุกศูนย์จะโทรแจ้งความก้าวหน้าให้ผู้ร้องทราบ ก่อนส่งต่อต้องมีผลตรวจและข้อเสนอของศูนย์เอง และส่งเรื่องที่แก้ไม่ได้มายังส่วนกลางโดยเร็ว"
    late = _at(SEMINAR_ON + timedelta(days=20), 10)
    actions.move(_fresh(event), "evaluate", by=by, data={"learnt": learnt}, now=late)
    actions.move(_fresh(event), "archive", by=by, now=late + timedelta(days=90))


def _seminar_people(chance: Random) -> Iterator[tuple[str, str, str, str]]:
    """Name, whence, group, office: the director of the ministry's centre, heads of all provincial groups, officers of the
    central provinces, representatives of ministries and departments."""
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    chance.shuffle(names)
    take = iter(names)
    yield next(take), "ผู้อำนวยการศูนย์ดำรงธรรมกระทรวงมหาดไทย", "ministry_head", MINISTRY
    provinces = [p for p in places.provinces() if p.code != "10"]
    for province in provinces[:HEADS]:
        yield next(take), f"ผู้อำนวยการกลุ่มงานศูนย์ดำรงธรรมจังหวัด{province.name_th}", "province_head", f"{province.code}00"
    for province in provinces:
        if regions.region_of(province.code) == regions.CENTRAL:
            for _n in range(5):
                yield (
                    next(take),
                    f"ผู้ปฏิบัติงานศูนย์ดำรงธรรมจังหวัด{province.name_th}",
                    "province_officer",
                    f"{province.code}00",
                )
    for n in range(REPRESENTATIVES):
        yield next(take), f"ผู้แทนกระทรวง กรม ที่เกี่ยวข้อง คนที่ {n + 1}", "department", ""


def _held(staff: Staff, now: datetime, chance: Random) -> None:
    """Three weeks ago, for the districts of Chiang Mai; Malee was there and has her certificate."""
    by, day = staff.of(HERE), bangkok_date(now) - timedelta(days=23)
    for district in [d.code for d in places.inside(HERE[:2])][:8]:
        staff.of(district)
    offices.staff.forget()
    given = Given(
        title="แจ้งความคืบหน้าให้ประชาชนทราบอย่างไรให้ทันและเข้าใจง่าย", place="ศาลากลางจังหวัดเชียงใหม่ ห้องประชุม 1", first_on=day, last_on=day,
        closes_on=day - timedelta(days=3), quota=40, targets={"district_officer": None, "district_head": 10}, provinces=("50",),
        subjects=("grievance", "service"), flagship="f2564_04", programme="ข้อมูลสาธิต: ฝึกเขียนข้อความถึงประชาชนจากเรื่องสมมติ",
    )  # fmt: skip
    began = _at(day - timedelta(days=20), 10)
    event = actions.make(given, by=by, now=began)
    for hour, title in ((9, "ประชาชนอยากรู้อะไร และเมื่อไร"), (13, "ฝึกเขียน: สั้น สุภาพ และบอกวัน")):
        speaker = Speaker("วราภรณ์ เล่าให้ฟัง (สมมติ)", "วิทยากร", "สถาบันตัวอย่าง")
        actions.put_session(
            event, Slot(day, time(hour), time(hour + 3), title, "ห้องประชุม 1", [speaker]), by=by, now=began
        )
    actions.add_material(
        _fresh(event), label="บันทึกวิดีโอการบรรยาย (ตัวอย่าง)", url="https://example.go.th/training/1", by=by, now=began
    )
    actions.move(_fresh(event), "announce", by=by, now=began)
    matches = inviting.matching(_fresh(event), began)
    inviting.invite(_fresh(event), by=by, counted=len(matches), now=began)
    notifications.send_due(began)
    came = seats.register(event, [one.user_id for one in matches], by=by, now=began + timedelta(days=2))
    notifications.send_due(began + timedelta(days=2))
    malee = staff.of("5001").user_id
    for seat in came:
        actor = Actor("staff", seat.user_id, seat.name, "officer", seat.office_id or "", "district", "50", "desk")
        for session in event.sessions.all():
            if seat.user_id == malee or chance.random() < 0.85:
                attending.check_in(session, by=actor, now=_at(day, session.begins.hour, 3))
        if seat.attendance.exists() and (seat.user_id == malee or chance.random() < 0.8):
            marks = [chance.choices((5, 4, 3), (5, 4, 1))[0] for _question in event.questions]
            opinions.give(event, marks, chance.choice((*THOUGHTS, "", "")), by=actor, now=_at(day, 16, 30))
    actions.move(_fresh(event), "hold", by=by, now=_at(day, 17))
    certificates.issue(_fresh(event), by=_signer(by), now=_at(day + timedelta(days=2), 10))
    notifications.send_due(_at(day + timedelta(days=2), 10))


def _signer(by: Actor) -> Actor:
    """Who leads the office: its chief, or whoever works there while it has none."""
    chief = next((one for one in offices.staff() if one.office_code == by.office_code and one.role == "chief"), None)
    if chief is None:
        return by
    return Actor(
        "staff",
        chief.user_id,
        chief.name,
        "chief",
        by.office_code,
        by.office_level,
        by.province_code,
        "desk",
        leads=True,
    )


def _open(staff: Staff, now: datetime) -> None:
    """The officers of the tour are invited and have not answered yet; some others have."""
    by, day = staff.of(DEPARTMENT), bangkok_date(now) + timedelta(days=16)
    given = Given(
        title="คิดแบบราชการ: จากเรื่องร้องทุกข์ซ้ำสู่การแก้ที่ต้นเหตุ", place="ศูนย์ประชุมตัวอย่าง จังหวัดเชียงใหม่", first_on=day,
        last_on=day + timedelta(days=1), closes_on=day - timedelta(days=5), quota=60, regions=(regions.NORTH,),
        targets={"province_officer": 20, "district_head": None, "district_officer": None}, subjects=("grievance", "think_state"),
        flagship="f2564_05", programme="ข้อมูลสาธิต: อ่านเรื่องที่เกิดซ้ำ หาเหตุ ลองทางแก้ และวัดผล",
    )  # fmt: skip
    began = now - timedelta(days=4)
    event = actions.make(given, by=by, now=began)
    for n, title in enumerate(("เรื่องไหนเกิดซ้ำ และเพราะอะไร", "คิดทางแก้ร่วมกับประชาชน", "วัดผลอย่างไรว่าดีขึ้นจริง")):
        on = day + timedelta(days=n // 2)
        actions.put_session(
            event, Slot(on, time(9 + 4 * (n % 2)), time(12 + 4 * (n % 2)), title, "ห้องใหญ่"), by=by, now=began
        )
    actions.move(_fresh(event), "announce", by=by, now=began)
    matches = inviting.matching(_fresh(event), began)
    inviting.invite(_fresh(event), by=by, counted=len(matches), now=began)
    notifications.send_due(began)
    tour = {staff.of("5001").user_id, staff.of("5001", "chief").user_id, staff.of(HERE).user_id}
    others = [one.user_id for one in matches if one.user_id not in tour]
    seats.register(event, others[: len(others) // 2], by=by, now=began + timedelta(days=1))
    notifications.send_due(began + timedelta(days=1))


def _planned(by: Actor, now: datetime) -> None:
    day = bangkok_date(now) + timedelta(days=75)
    given = Given(
        title="การคุ้มครองข้อมูลส่วนบุคคลในงานรับเรื่องร้องทุกข์", place="อบรมทางไกล", first_on=day, last_on=day,
        closes_on=day - timedelta(days=7), quota=500, targets={"district_officer": None, "province_officer": None},
        subjects=("personal_data",), programme="ข้อมูลสาธิต: ยังอยู่ระหว่างเตรียม",
    )  # fmt: skip
    event = actions.make(given, by=by, now=now - timedelta(days=1))
    slot = Slot(day, time(9), time(12), "อ่านเท่าที่จำเป็น และบันทึกว่าอ่านทำไม")
    actions.put_session(event, slot, by=by, now=now - timedelta(days=1))


def _fresh(event: TrainingEvent) -> TrainingEvent:
    return TrainingEvent.objects.get(pk=event.pk)
