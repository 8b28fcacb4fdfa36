"""Rounds of judging that tests need: ten published stories of ten districts, four judges, a rubric of two criteria."""

from datetime import timedelta
from typing import Any

import storytelling as telling
from bench import words
from factories import MONDAY
from people import actor
from sangsuk.accounts.models import User
from sangsuk.cases.intake import Person
from sangsuk.offices import actions as offices
from sangsuk.offices import queries
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Office
from sangsuk.stories.judging import jury, listing, reading, rounds
from sangsuk.stories.judging.rubric import Criterion
from sangsuk.stories.models import Assignment, Entry, Round, Story

ANCHORS = {1: "ไม่เห็น", 3: "เห็นบ้าง", 5: "เห็นชัด"}
RUBRIC = (Criterion("beyond", "เหนือความคาดหมาย", 60, ANCHORS), Criterion("change", "ทำให้ชีวิตดีขึ้น", 40, ANCHORS))
DISTRICTS = ("5001", "5002", "5003", "3001", "3002", "1901", "9001", "2001", "7001", "4001")
AUTHOR = Person("กานดา ลับสุด (สมมติ)", "0815550177", "kanda@example.com")
SAID = "ฉันชื่อกานดา เรื่องที่ {n} นี้เกิดที่อำเภอเมืองเชียงใหม่ มาลีวิ่งออกมากางร่มให้ถึงรถ คนเชียงใหม่น่ารัก"
CLEAN = "ฝนตกหนัก เจ้าหน้าที่วิ่งออกมากางร่มให้ถึงรถ"
OWN = (
    "น้ำท่วมถึงเข่าแต่เขายังพายเรือมาส่งข้าวทุกเย็น", "แม่เดินไม่ไหวเขาจึงยกเครื่องถ่ายบัตรมาถึงเตียง", "รอไม่ถึงสิบนาทีก็ได้เอกสารครบทั้งครอบครัว",
    "ลูกชายอยากเป็นอาสาสมัครตั้งแต่วันนั้น", "หนี้นอกระบบที่ค้างมาสิบปีไกล่เกลี่ยจบในบ่ายเดียว", "เขาสอนพ่อใช้โทรศัพท์จนพ่อโทรหาหลานเองได้",
    "ใบเกิดที่หายไปสี่สิบปีตามจนพบในตู้เก่า", "คนพิการในซอยได้ทางลาดหลังจากบอกเพียงครั้งเดียว", "กลับบ้านพร้อมรอยยิ้มทั้งที่มาด้วยน้ำตา",
    "คืนนั้นเขานั่งเฝ้าศูนย์พักพิงกับพวกเราจนเช้า", "ที่ดินสองไร่ไม่ต้องขึ้นศาลเพราะเขาลงมาวัดด้วยกัน", "ตลาดเช้ามีโต๊ะทำบัตรให้แม่ค้าไม่ต้องปิดร้าน",
    "เด็กไร้สัญชาติสามคนได้ไปโรงเรียนเหมือนเพื่อน", "พระในวัดได้รับการแก้ชื่อโดยไม่ต้องเดินทาง",
)  # fmt: skip
SECRET = ("กานดา", "ลับสุด", "ยายคำลับ", "เชียงใหม่", "มาลี", "0815550177", "kanda@")
"""What no judge may ever read: of the story of 5001."""
REASON = "ผู้เล่าเรื่องนี้ขอไม่ให้ถ่ายทำแล้ว คณะทำงานจึงเสนอเรื่องถัดไปซึ่งได้คะแนนรองลงมา"


def stories(many: int = 10, **changes: Any) -> list[Story]:
    telling.campaign()
    made = []
    for n, office in enumerate(DISTRICTS[:many]):
        own = f"{OWN[n]} {words.STORIES[n][2].format(where='หน้าตลาด', since='เดือนก่อน', many=3)}"
        given = {"office": office, "campaign": "happy-2563", "text": f"{CLEAN} {own}", "title": f"ร่มคันที่ {n}",
                 "pen_name": "ยายคำลับ", "author": AUTHOR, "uses": ("publish", "film")} | changes  # fmt: skip
        passed = {"title_shown": given["title"], "text_shown": given["text"]}
        told = telling.published(n + 1, now=telling.OPENED + timedelta(days=3), passed=passed, **given)
        told.text_shown = f"{SAID.format(n=n)} {own}"  # what a moderator has overlooked
        told.save(update_fields=["text_shown"])
        made.append(told)
    return made


def judge(n: int) -> User:
    found = User.objects.filter(email=f"judge{n}@example.com").first()
    if found is not None:
        return found
    made = User(email=f"judge{n}@example.com", name=f"กรรมการที่ {n}")
    made.set_password("correct horse 9")
    made.save()
    offices.appoint(made, Office.objects.get(code="MOI"), "judge")
    return made


def judging(n: int) -> Actor:
    found = queries.actor_for(judge(n), "desk")
    assert found is not None
    return found


def new(**changes: Any) -> Round:
    given: dict[str, Any] = {
        "campaign": "happy-2563",
        "title": "รอบคัดเลือก 2563",
        "listed": 10,
        "criteria": RUBRIC,
    }
    return rounds.make(rounds.NewRound(**(given | changes)), by=actor("dao"), now=MONDAY)


def listed(**changes: Any) -> Round:
    """Filled, every packet read, four judges: the first comes from Mueang Chiang Mai."""
    made = new(**changes)
    listing.fill(made, by=actor("dao"), now=MONDAY)
    for entry in made.entries.filter(off_at=None):
        listing.read(made, entry, marked=[], fine=True, by=actor("dao"), now=MONDAY)
    for n in range(1, 6):
        jury.seat(made, judge(n), home="5001" if n == 1 else "", by=actor("dao"), now=MONDAY)
    return made


def begun(**changes: Any) -> Round:
    made = listed(**changes)
    reading.begin(made, by=actor("dao"), now=MONDAY)
    made.refresh_from_db()
    return made


def worth(entry: Entry) -> int:
    """1 to 5, the same for all judges: the better the higher the number in the title."""
    return 1 + int(entry.story.title_shown.split()[-1]) // 2


def scored(round_: Round) -> Round:
    rows = Assignment.objects.filter(
        entry__round=round_, taken_at=None, scored_at=None, entry__story__status="published"
    )
    for one in rows.select_related("entry__story", "juror"):
        by = queries.actor_for(one.juror.user, "desk")
        assert by is not None
        mark = worth(one.entry)
        reading.score(one, {"beyond": mark, "change": max(1, mark - 1)}, comment="อ่านแล้วเห็นภาพ", by=by, now=MONDAY)
    return round_


def ended(**changes: Any) -> Round:
    return reading.end(scored(begun(**changes)), by=actor("dao"), now=MONDAY)
