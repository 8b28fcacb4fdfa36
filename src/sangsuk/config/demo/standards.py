"""The standard of some offices, through the same verbs as real life: one half filled, one at each step, one certified; and a
survey at ten counters. Invented, and marked so where a person would be named."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from sangsuk.common import remember
from sangsuk.offices.actor import Actor
from sangsuk.papers import fonts
from sangsuk.standards import assessing, certificates, disputing, marking, surveying
from sangsuk.standards.assessing import Said
from sangsuk.standards.marking import Line
from sangsuk.standards.models import Assessment, Form
from sangsuk.standards.surveying import New
from sangsuk.standards.words import COUNT, ITEMS, YES_NO
from sangsuk.thai import bangkok_date

from .pictures import picture
from .staff import Staff

_SPACE = UUID("5a6e6773-756b-4000-8000-00000000de34")
DAY = timedelta(days=1)
STEPS = ("fill", "offer", "hand_in", "take_up", "plan", "see", "confirm", "object", "accept", "certify")


@dataclass(frozen=True)
class Life:
    """`upto`: the last step that has happened; `began` days ago; `good`: how likely each thing is there; `less`: criteria of
    which the visitors found less."""

    office: str
    upto: str
    began: int
    good: float = 0.9
    less: tuple[str, ...] = ()
    form: str = "service-office"


LIVES = (
    Life("5001", "fill", 3), Life("5001", "accept", 60, 0.75, ("handrail",), "access-office"),
    Life("5002", "offer", 12), Life("5003", "hand_in", 20, 0.8), Life("5004", "take_up", 18),
    Life("5005", "plan", 16, 0.85), Life("5007", "certify", 70, 0.97, ("queue",)), Life("5007", "accept", 66, 0.9, (), "access-office"),
    Life("5008", "confirm", 24, 0.8, ("public-zone", "old-notices")), Life("3001", "object", 30, 0.85, ("staff-zone", "hours")),
    Life("9001", "accept", 64, 0.55, ("lighting",)), Life("1901", "certify", 68, 0.9),
)  # fmt: skip
COUNTERS = {
    "5001": 0.62, "5002": 0.7, "5003": 0.55, "5007": 0.9, "5008": 0.66, "3001": 0.5, "3002": 0.72, "9001": 0.45, "9002": 0.6, "1901": 0.8,
}  # fmt: skip
"""How content people are at each, 0-1."""
WORDS = (
    "ขอเก้าอี้เพิ่มช่วงเช้าวันจันทร์", "เจ้าหน้าที่อธิบายดีมาก ขอบคุณ", "อยากให้เปิดช่วงพักเที่ยง", "ป้ายบอกช่องเล็กไป คนแก่อ่านไม่เห็น",
    "จอดรถยาก ถ้ามีที่จอดคนพิการจะดี", "รอนานแต่มีน้ำให้ดื่ม",
)  # fmt: skip
WHY, AGAINST = "ผู้ตรวจเยี่ยมไปดูแล้วไม่พบครบตามที่กรอก (สมมติ)", "วันที่ตรวจเยี่ยมกำลังซ่อม ขณะนี้ใช้ได้แล้ว (สมมติ)"


@dataclass
class Doing:
    """One life while it happens."""

    life: Life
    one: Assessment
    staff: Staff
    chance: Random
    at: datetime
    visitors: list[Actor] = field(default_factory=list)

    @property
    def province(self) -> str:
        return f"{self.life.office[:2]}00"


def make(staff: Staff, *, now: datetime, seed: int = 2564) -> int:
    """Returns how many assessments and answers."""
    chance = Random(seed)
    for office in sorted({life.office for life in LIVES}):
        centre = f"{office[:2]}00"
        for code, role in (
            (office, ""),
            (office, "chief"),
            (centre, ""),
            (centre, "chief"),
            (f"{office[:2]}02", ""),
            (f"{office[:2]}03", ""),
        ):
            staff.of(code, role)
    remember.forget_all()  # who works where is remembered for some seconds
    for life in LIVES:
        _live(life, staff, chance, now)
    answers = _survey(chance, now)
    return len(LIVES) + answers


def _live(life: Life, staff: Staff, chance: Random, now: datetime) -> None:
    at = now - life.began * DAY
    form = Form.objects.open_on(bangkok_date(at)).filter(code=life.form).order_by("-year_be").first()
    if form is None:
        return
    one = assessing.begin(form, by=staff.of(life.office), now=at)
    doing = Doing(life, one, staff, chance, at)
    for step in STEPS[: STEPS.index(life.upto) + 1]:
        if step == "object" and life.upto != "object":
            continue
        doing.at = min(doing.at + DAY * 2, now - timedelta(minutes=2))
        _STEPS[step](doing)


def _value(line: Line, chance: Random, good: float) -> list[int]:
    one = line.criterion
    if one.kind == COUNT:
        return [at for at in range(len(one.parts)) if chance.random() < good]
    if one.kind == YES_NO:
        return [int(chance.random() < good)]
    return [len(one.parts) - 1 if chance.random() < good else len(one.parts) - 2]


def _fill(doing: Doing) -> None:
    """Whose life ends here has filled half."""
    by, parts = doing.staff.of(doing.life.office), marking.sheet(doing.one).parts
    for part in parts[: len(parts) // 2] if doing.life.upto == "fill" else parts:
        said = {
            line.criterion.pk: Said(
                _value(line, doing.chance, doing.life.good), files=[picture("", 1)] if line.criterion.evidence else []
            )
            for line in part.lines
        }
        assessing.fill(doing.one, part.section.no, said, by=by, now=doing.at)


def _see(doing: Doing) -> None:
    by = doing.visitors[0]
    for part in marking.sheet(doing.one).parts:
        said = {}
        for at, line in enumerate(part.lines):
            value = line.answer.value
            less = line.criterion.code in doing.life.less and bool(line.claimed)
            seen = (value or [])[:-1] if less and line.criterion.kind == COUNT else [0] if less else value
            shown = [picture("", 2)] if at == 0 else []
            said[line.criterion.pk] = Said(seen, WHY if seen != value else "", shown)
        assessing.see(doing.one, part.section.no, said, by=by, now=doing.at)
    _move(doing, "report", doing.visitors[1])


def _plan(doing: Doing) -> None:
    """Somebody of the province and somebody of another district; of a visit to come, next week."""
    other = next(
        code for code in (f"{doing.life.office[:2]}02", f"{doing.life.office[:2]}03") if code != doing.life.office
    )
    doing.visitors = [doing.staff.of(doing.province), doing.staff.of(other)]
    day = bangkok_date(doing.at) + (7 * DAY if doing.life.upto == "plan" else 0 * DAY)
    people = [one.user_id for one in doing.visitors]
    _move(doing, "plan", doing.staff.of(doing.province), visit_on=day, visitors=people)


def _object(doing: Doing) -> None:
    found = {line.criterion.pk: AGAINST for line in marking.sheet(doing.one).lines if line.differs}
    disputing.object_to(doing.one, found, by=doing.staff.of(doing.life.office, "chief"), now=doing.at)


def _move(doing: Doing, name: str, by: Actor, **data: object) -> None:
    doing.one = assessing.move(doing.one, name, by=by, data=data, now=doing.at)


def _certify(doing: Doing) -> None:
    if fonts.chosen(fonts.fonts().families()) is not None:  # without a Thai typeface nothing is printed
        certificates.issue(doing.one, by=doing.staff.of(doing.province, "chief"), now=doing.at)


_STEPS: dict[str, Callable[[Doing], object]] = {
    "fill": _fill,
    "offer": lambda doing: _move(doing, "offer", doing.staff.of(doing.life.office)),
    "hand_in": lambda doing: _move(doing, "hand_in", doing.staff.of(doing.life.office, "chief")),
    "take_up": lambda doing: _move(doing, "take_up", doing.staff.of(doing.province)),
    "plan": _plan,
    "see": _see,
    "confirm": lambda doing: _move(doing, "confirm", doing.staff.of(doing.province, "chief")),
    "object": _object,
    "accept": lambda doing: _move(doing, "accept", doing.staff.of(doing.life.office, "chief")),
    "certify": _certify,
}


def _survey(chance: Random, now: datetime) -> int:
    """Of the last hundred and thirty days, in the order in which they came."""
    moments = sorted(
        (now - timedelta(days=chance.uniform(0.1, 130)), office)
        for office in COUNTERS
        for _n in range(chance.randint(22, 34))
    )
    for n, (at, office) in enumerate(moments):
        surveying.send(_answer(n, office, chance, at), now=at)
    return len(moments)


def _answer(n: int, office: str, chance: Random, at: datetime) -> New:
    content = min(1.0, max(0.0, chance.gauss(COUNTERS[office], 0.18)))
    items = {item: max(1, min(5, round(1 + 4 * content + chance.gauss(0, 0.5)))) for item in ITEMS}
    age = chance.choices(
        ("under_20", "from_20", "from_31", "from_41", "from_51", "over_60", ""), (3, 12, 18, 20, 18, 20, 9)
    )[0]
    condition = chance.choices(
        ("general", "disabled", "elderly", "clergy", "pregnant", "other", ""), (60, 5, 18, 2, 3, 4, 8)
    )[0]
    service = chance.choices(
        ("registration", "damrongdhama", "administration", "security", "office"), (55, 15, 15, 5, 10)
    )[0]
    return New(
        uuid5(_SPACE, f"{n}-{office}"), office, service, items, age, condition,
        f"{chance.choice(WORDS)} (สมมติ)" if chance.random() < 0.12 else "",
    )  # fmt: skip
