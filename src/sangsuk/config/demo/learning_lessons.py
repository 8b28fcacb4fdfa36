"""Lessons out of settled cases and a told story, who has read and passed what, and practices that others have tried."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from sangsuk.cases import workflow
from sangsuk.cases.models import Case
from sangsuk.common.errors import Refused
from sangsuk.learning.lessons import actions as lessons
from sangsuk.learning.lessons import quizzing, reading, table
from sangsuk.learning.models import Adoption, Lesson, Practice, Quiz
from sangsuk.learning.practices import actions as practices
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.stories.models import ImprovementItem, Story, StoryConsent
from sangsuk.stories.moderation import rows
from sangsuk.stories.moderation.review import reworded
from sangsuk.thai import bangkok_date

from .staff import Staff

OF_CASES, LOOKED_AT = 6, 120
MARK = "(ข้อมูลสาธิต)"
TITLES = {
    "road.surface": "ถนนเป็นหลุม: หาเจ้าของถนนก่อน แล้วบอกวันซ่อม", "road.bridge": "สะพานชำรุด: กันอันตรายไว้ก่อน แล้วตามจนซ่อมเสร็จ",
    "road.light": "ไฟทางดับ: แจ้งใคร และบอกผู้ร้องเมื่อไร", "road.obstruction": "ของวางกีดขวางทาง: คุยอย่างไรให้อยู่ด้วยกันได้",
    "environment.smoke": "ควันจากการเผา: หยุดวันนี้ และไม่ให้เกิดอีก", "environment.noise": "เสียงดังรบกวน: ฟังทั้งสองฝ่าย",
    "environment.waste": "ขยะค้าง: เก็บวันนี้ และแก้ที่รอบเก็บ", "debt.informal": "หนี้นอกระบบ: จากลูกหนี้ที่กลัว สู่โต๊ะเจรจา",
    "debt.fraud": "ถูกหลอกโอนเงิน: ชั่วโมงแรกทำอะไรได้บ้าง", "water.flood": "น้ำท่วมซ้ำที่เดิม: ช่วยวันนี้ และแก้ก่อนฝนหน้า",
    "water.drought": "น้ำไม่พอใช้: ส่งน้ำก่อน แล้วหาแหล่งน้ำ", "water.irrigation": "น้ำเข้านาไม่ทั่วถึง: แบ่งน้ำให้ตกลงกันได้",
    "drugs.use": "ยาเสพติดในหมู่บ้าน: ปกป้องคนแจ้ง แล้วพาคนใช้ยาไปรักษา", "safety.animal": "สัตว์ทำร้ายคน: ใครไปก่อน และใครดูแลต่อ",
    "utility.electricity": "เสาไฟและไฟดับ: ของใคร แก้เมื่อไร บอกอย่างไร", "utility.water_supply": "ประปาไม่ไหล: บอกเวลาที่น้ำจะมา",
    "land.encroachment": "ที่สาธารณะถูกบุกรุก: ดูหลักฐานก่อน และคุ้มครองคนแจ้ง", "welfare.care": "ผู้ป่วยและผู้สูงอายุ: ไปหา ไม่รอให้มา",
}  # fmt: skip
"""What an official would call a lesson out of a case of this category."""
REST_OF_A_NAME = "แห่งหนึ่ง(?:ไผ่|แก้ว)"
"""What the words instead of a place leave of names like หนองไผ่ and หนองแก้ว."""


def make(staff: Staff, *, now: datetime) -> int:
    """Returns how many lessons and practices. Of a small world as many as it gives."""
    made = _of_cases(staff, now) + _of_a_story(staff, now)
    _learn(staff, now)
    return made + _practices(staff, now)


# lessons


def _settled() -> list[Case]:
    """One of each kind of trouble, those that were rated first; of provinces that have somebody to propose."""
    found = Case.objects.unsealed().filter(status=workflow.SETTLED, restricted_at=None, category__isnull=False)
    found = found.exclude(description="").exclude(province_code="10").exclude(mission="service")
    chosen: dict[str, Case] = {}
    for case in found.select_related("district__province").order_by(F("rating").desc(nulls_last=True), "id")[
        :LOOKED_AT
    ]:
        chosen.setdefault((case.category_id or "").partition(".")[0], case)
    return list(chosen.values())[:OF_CASES]


def _of_cases(staff: Staff, now: datetime) -> int:
    """Four are learned from, one waits for a second person, one was sent back."""
    ends = ("publish", "publish", "publish", "publish", "wait", "give_back")
    made = 0
    for n, (case, end) in enumerate(zip(_settled(), ends, strict=False)):
        author = staff.of(f"{case.province_code}00")
        at = max(now - timedelta(days=40 - 6 * n), (case.closed_at or now) + timedelta(hours=1))
        if at < now:
            made += _lesson(
                lessons.propose_case(case.number, by=author, now=at), author, staff, end, at, now, public=n == 0
            )
    return made


def _of_a_story(staff: Staff, now: datetime) -> int:
    allows = [StoryConsent.objects.filter(use=use, withdrawn_at=None).values("story") for use in ("publish", "quote")]
    rows_ = Story.objects.published().filter(pk__in=allows[0]).filter(pk__in=allows[1], answers__isnull=False)
    author = staff.of(offices.MINISTRY)
    told = rows_.not_blind_to(author).not_blind_to(staff.of("DOPA")).order_by("id")
    story = told.filter(pledges__confirmed_at__isnull=False).first() or told.first()
    if story is None:
        return 0
    at = max(now - timedelta(days=12), (story.published_at or now) + timedelta(hours=1))
    if at >= now:
        return 0
    return _lesson(lessons.propose_story(story.code, by=author, now=at), author, staff, "publish", at, now, public=True)


def _lesson(lesson: Lesson, author: Actor, staff: Staff, end: str, at: datetime, now: datetime, *, public: bool) -> int:
    """Small places reworded, sent, and looked at by the department; whatever that finds, it stays a draft."""
    lexicon = rows.lexicon()
    words = {part: re.sub(REST_OF_A_NAME, "แห่งหนึ่ง", reworded(getattr(lesson, part), lexicon)) for part in table.PARTS}
    words["title"] = f"{TITLES.get(lesson.category, words['title'][:90])} {MARK}"
    given: dict[str, Any] = words | {
        "category": lesson.category,
        "flagship": lesson.flagship or "f2564_04",
        "roles": [],
    }
    later = [min(at + timedelta(hours=hours), now) for hours in (2, 3, 26)]
    try:
        lessons.move(lesson, "write", by=author, data=given, now=later[0])
        lessons.move(lesson, "send", by=author, now=later[1])
        if end == "publish":
            passed = {"anonymous": True, "public": public, "small": "อ่านแล้ว รายละเอียดที่เหลือไม่ชี้ถึงใครคนเดียว"}
            lessons.move(lesson, "publish", by=staff.of("DOPA"), data=passed, now=later[2])
        if end == "give_back":
            why = {"why": "ส่วนสิ่งที่ทำจริงยังไม่บอกว่าแจ้งผู้ร้องอย่างไร ขอให้เพิ่ม"}
            lessons.move(lesson, "give_back", by=staff.of("DOPA"), data=why, now=later[2])
    except Refused:
        return 0  # a person would go on from here
    return 1


# what people have read and answered

READERS = (("5001", ""), ("5001", "chief"), ("5002", ""), ("3001", ""), ("9001", ""), ("1901", ""), ("5000", ""))
"""Of each the office and the role; how far each is follows from the place in this list."""
COURSES = (("Q-START", ("L-TIME", "L-TELL", "L-THINK")), ("Q-CARE", ("L-SEALED", "L-MEDIATE", "L-PLEDGE")))


def _learn(staff: Staff, now: datetime) -> None:
    for n, (office, role) in enumerate(READERS):
        by = staff.of(office, role)
        at = now - timedelta(days=25 - 2 * n, hours=n)
        for quiz, codes in COURSES[: 1 + (n % 2 == 0)]:
            for code in codes[: 3 - (n % 3 == 2)]:
                _read(code, by, at)
            if n % 4 == 1:
                _answer(quiz, by, at + timedelta(minutes=30), wrong=3)
            if n < 5:
                _answer(quiz, by, at + timedelta(minutes=45), wrong=n % 2)


def _read(code: str, by: Actor, at: datetime) -> None:
    lesson = Lesson.objects.published().filter(code=code).first()
    if lesson is not None:
        reading.read(lesson, by=by, now=at)


def _answer(code: str, by: Actor, at: datetime, *, wrong: int) -> None:
    quiz = Quiz.objects.filter(code=code, state="open").first()
    if quiz is None:
        return
    given: dict[str, Any] = {}
    for one in quizzing.questions(quiz):
        right: Mapping[str, Any] = {
            "one": (one.right or [0])[0], "several": one.right, "order": list(range(len(one.choices))),
            "free": "จะโทรหาผู้ที่รู้เรื่องก่อน แล้วบอกผู้ร้องว่าใครทำอะไร ภายในวันไหน",
        }  # fmt: skip
        given[one.key] = right[one.kind]
        if one.kind == "one" and wrong:
            given[one.key], wrong = (given[one.key] + 1) % len(one.choices), wrong - 1
    quizzing.answer(quiz, given, by=by, now=at)


# practices


@dataclass(frozen=True)
class Tried:
    """How another office fared. `days` ago it took it over; `outcome` "" while it still tries, "stop" when it gave up."""

    office: str
    days: int
    outcome: str = ""
    note: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Deed:
    """`days` ago it was written; `end`: publish, wait, draft."""

    office: str
    days: int
    told: dict[str, Any]
    end: str = "publish"
    tried: tuple[Tried, ...] = field(default_factory=tuple)


DEEDS = (
    Deed("5001", 260, {
        "title": f"ช่องผู้สูงอายุที่โทรนัดได้ {MARK}", "problem": "ผู้สูงอายุมาถึงตั้งแต่หกโมงเช้า ยืนรอทำบัตรเกินหนึ่งชั่วโมงทุกวันจันทร์ บางคนกลับไปโดยไม่ได้ทำ",
        "tried": "1. เปิดช่องผู้สูงอายุหนึ่งช่องในเช้าวันจันทร์และพุธ\n2. รับนัดทางโทรศัพท์ล่วงหน้าสามวัน\n3. ให้ผู้ใหญ่บ้านบอกเบอร์นัดในที่ประชุมหมู่บ้าน",
        "result": "ผู้สูงอายุรอไม่เกินยี่สิบนาที ช่องอื่นไม่ช้าลง แต่ต้องมีคนรับโทรศัพท์ประจำ", "baht": "1200", "hours": "24",
        "measure": "นาทีที่ผู้สูงอายุรอโดยเฉลี่ย", "unit": "นาที", "better": "less", "before": "64.5", "after": "18", "flagship": "f2564_06",
    }, tried=(
        Tried("3001", 210, "success", "นัดทางโทรศัพท์วันละยี่สิบคน คนรอหน้าห้องลดลงครึ่งหนึ่ง", "55", "22"),
        Tried("9001", 200, "success", "ทำตามทุกข้อ และเพิ่มเก้าอี้ ผู้สูงอายุพอใจมาก", "48", "19.5"),
        Tried("1901", 190, "partly", "วันพุธไม่มีคนมาใช้ จึงเหลือวันจันทร์วันเดียว", "40", "31"),
        Tried("5002", 120), Tried("5003", 20),
    )),
    Deed("3001", 220, {
        "title": f"ป้ายบอกเอกสารแผ่นเดียวใช้ทั้งอำเภอ {MARK}", "problem": "ประชาชนต้องกลับไปเอาเอกสารเพิ่ม เพราะคำแนะนำทางโทรศัพท์กับหน้าเคาน์เตอร์ไม่ตรงกัน",
        "tried": "รวมคำแนะนำเป็นแผ่นเดียว ติดที่เคาน์เตอร์ และให้คนรับโทรศัพท์อ่านจากแผ่นเดียวกัน",
        "result": "คนที่ต้องกลับมาครั้งที่สองลดลงมาก ยังมีงานทะเบียนสัตว์พาหนะที่แผ่นนี้ไม่ครอบคลุม", "baht": "350", "hours": "9.5",
        "measure": "ร้อยละของผู้ที่ต้องมาซ้ำ", "unit": "ร้อยละ", "better": "less", "before": "31.25", "after": "12.5", "flagship": "f2564_06",
    }, tried=(
        Tried("5001", 170, "partly", "คนมาซ้ำลดลงในงานบัตร งานทะเบียนราษฎรยังเท่าเดิม", "28", "21"),
        Tried("9001", 160, "not", "ของเรามีสามเคาน์เตอร์คนละตึก แผ่นเดียวจึงไม่พอ", "26", "27.5"),
        Tried("1901", 60),
    )),
    Deed("9001", 200, {
        "title": f"ไลน์กลุ่มแจ้งถนนชำรุดกับผู้ใหญ่บ้าน {MARK}", "problem": "ถนนชำรุดแจ้งเข้ามาช้า กว่าศูนย์จะรู้ก็มีคนล้มแล้ว",
        "tried": "ตั้งกลุ่มไลน์ผู้ใหญ่บ้านทุกหมู่ ส่งรูปแล้วศูนย์เปิดเรื่องให้ในวันเดียวกัน", "result": "ที่อำเภอเราแจ้งเร็วขึ้นสามวัน แต่มีข้อความอื่นปนมาก ต้องมีคนคัด",
        "baht": "0", "hours": "60", "measure": "วันจากถนนชำรุดถึงวันที่ศูนย์รู้", "unit": "วัน", "better": "less", "before": "5.5", "after": "2.5",
        "category": "road", "flagship": "f2564_04",
    }, tried=(
        Tried("3001", 150, "not", "ข้อความอื่นมากจนหาเรื่องถนนไม่พบ เลิกใช้ในเดือนที่สอง", "4", "4.5"),
        Tried("1901", 140, "not", "ผู้ใหญ่บ้านครึ่งหนึ่งไม่ใช้ไลน์ เวลาแจ้งไม่เปลี่ยน", "6", "6"),
        Tried("5001", 130, "stop", "ตัวแทนหมู่บ้านขอใช้โทรศัพท์แทน จึงหยุดก่อนครบกำหนด"),
    )),
    Deed("1901", 6, {
        "title": f"โต๊ะรับเรื่องเคลื่อนที่ในวันตลาดนัด {MARK}", "problem": "คนทำงานโรงงานมาที่ว่าการอำเภอในเวลาราชการไม่ได้",
        "tried": "ตั้งโต๊ะรับเรื่องในตลาดนัดเย็นวันพฤหัสบดีเดือนละสองครั้ง มีเจ้าหน้าที่สองคนกับคอมพิวเตอร์หนึ่งเครื่อง",
        "result": "รับเรื่องได้คืนละแปดถึงสิบเรื่อง ส่วนใหญ่เป็นเรื่องที่ไม่เคยเข้ามาทางอื่น", "baht": "4800", "hours": "32", "flagship": "f2564_04",
    }, end="wait"),
    Deed("5001", 3, {
        "title": f"เก้าอี้และป้ายเรียกคิวในโถงใหญ่ {MARK}", "problem": "ผู้สูงอายุยืนรอหน้าห้องทะเบียน เพราะเก้าอี้มีแค่สองตัว",
        "tried": "ย้ายเก้าอี้จากห้องประชุมเก่ามาตั้งในโถง และทำป้ายเรียกคิวตัวใหญ่", "result": "ทุกคนได้นั่งรอ แถวหน้าเก็บไว้ให้ผู้สูงอายุ ยังไม่ได้วัดเวลา",
        "baht": "900", "hours": "12", "flagship": "f2564_06",
    }, end="draft"),
)  # fmt: skip


def _practices(staff: Staff, now: datetime) -> int:
    for deed in DEEDS:
        _practice(deed, staff, now)
    return len(DEEDS)


def _practice(deed: Deed, staff: Staff, now: datetime) -> None:
    at, by = now - timedelta(days=deed.days), staff.of(deed.office)
    item = None
    if deed.end == "draft":  # out of what the office's list says is done, where there is such a thing
        done = ImprovementItem.objects.visible_to(by).filter(status="done").order_by("pk").first()
        item = done.pk if done else None
    one = practices.begin(by=by, data=deed.told, item=item, now=at)
    if deed.end == "draft":
        return
    practices.move(one, "send", by=by, now=at + timedelta(days=1))
    if deed.end == "wait":
        return
    practices.move(one, "publish", by=staff.of(f"{one.province_code}00"), now=at + timedelta(days=3))
    for tried in deed.tried:
        _adopt(one, tried, staff.of(tried.office), now)


def _adopt(practice: Practice, tried: Tried, by: Actor, now: datetime) -> None:
    at = now - timedelta(days=tried.days)
    starts = {
        "starts_on": bangkok_date(at) + timedelta(days=7),
        "owner_role": "ฝ่ายทะเบียนและบัตร",
        "owner": str(by.user_id),
    }
    row: Adoption = practices.adopt(practice, by=by, data=starts, now=at)
    if tried.outcome == "stop":
        practices.move_adoption(row, "stop", by=by, data={"why": tried.note}, now=at + timedelta(days=45))
    elif tried.outcome:
        told = {"outcome": tried.outcome, "note": tried.note, "before": tried.before, "after": tried.after}
        practices.move_adoption(row, "report", by=by, data=told, now=at + timedelta(days=100))
