"""Fills the gaps of a topic's sentences with villages, days and neighbours, and never tells two stories alike."""

import string
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sangsuk.thai import BANGKOK
from sangsuk.thai.dates import DAYS

from .topics.topic import Topic

_VILLAGE_FRONT = ("หนอง", "โนน", "ดอน", "ห้วย", "ท่า", "ทุ่ง", "โคก", "วัง", "บึง", "นา", "ปาก", "สัน", "บ่อ", "ไร่")
_VILLAGE_BACK = ("งาม", "แก้ว", "สว่าง", "ไผ่", "มะขาม", "ตาล", "บัว", "หวาย", "แดง", "ยาง", "ทอง", "ใหญ่", "มะม่วง", "กลาง")
_SPOTS = (
    "ทางเข้าหมู่ {moo} บ้าน{village}", "หน้าโรงเรียนบ้าน{village}", "ข้าง{temple}", "ปากซอยบ้าน{village}",
    "สามแยกบ้าน{village}", "ท้ายหมู่บ้าน{village}", "ตรงข้ามศาลากลางบ้านหมู่ {moo}", "หลังตลาดนัดบ้าน{village}",
)  # fmt: skip
_SINCE = (
    "มาสองวัน", "มาสามวัน", "ตั้งแต่เมื่อวานซืน", "ตั้งแต่ต้นเดือน", "มาเกือบเดือน", "ตั้งแต่อาทิตย์ก่อน", "มาตั้งแต่วัน{day}", "สองอาทิตย์กว่า",
    "มาเป็นเดือน", "ตั้งแต่ปลายเดือนก่อน",
)  # fmt: skip
_HOURS = ("ราวสี่ทุ่ม", "ตอนตีสอง", "ตั้งแต่หัวค่ำ", "ช่วงเที่ยงคืน", "ราวทุ่มครึ่ง", "ตอนเช้ามืด", "ประมาณหกโมงเย็น")
_WHO = ("ยายข้างบ้าน", "ตาบุญ", "น้าสาว", "ป้าปากซอย", "หลาน", "ลูกชาย", "แม่", "ลุงท้ายซอย", "พี่สาว")
_NAMES = (
    "สมชาย ใจซื่อ", "บุญมา นาคำ", "แสงดาว ทุ่งทอง", "คำปัน ดอยคำ", "สุรีย์ ปากน้ำ", "อารี ทะเลงาม", "ทองใบ ห้วยแก้ว", "ประนอม สวนผัก",
    "เพ็ญศรี ริมธาร", "สายัณห์ ไร่อ้อย", "นงนุช บ้านสวน", "มานพ ท่าเรือ", "จำปี โนนสูง", "อุดม ทรัพย์น้อย", "วาสนา บุญเหลือ",
)  # fmt: skip
_MEN = ("สมชาย", "คำปัน", "ทองใบ", "สายัณห์", "มานพ", "อุดม")
_CITY_SPOTS = (
    "ปากซอยประชาร่วมใจ {n}", "ใต้สะพานลอยหน้าตลาดสด", "ซอยข้าง{temple}", "หน้าชุมชนริมคลอง{village}", "ท้ายซอยร่มเย็น {moo}",
)  # fmt: skip
_TWICE = (("วัดวัด", "วัด"), ("ตรงตรง", "ตรง"), ("โรงเรียนโรงเรียน", "โรงเรียน"), ("ริมริม", "ริม"))


@dataclass(frozen=True)
class Told:
    """One person's story."""

    description: str
    wish: str
    name: str
    phone: str
    gaps: dict[str, str]

    def fill(self, sentence: str, **more: str) -> str:
        filled = " ".join(string.Formatter().vformat(sentence, (), {**self.gaps, **more}).split())
        for twice, once in _TWICE:
            filled = filled.replace(twice, once)
        return filled


class Teller:
    """Tells one story after the other, each with its own words."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._told: set[str] = set()
        self._used: dict[str, list[tuple[int, int, int]]] = {}

    def story(self, topic: Topic, at: datetime, *, city: bool = False) -> Told:
        name = self._chance.choice(_NAMES)
        gaps = self._gaps(at, city=city) | {"pol": self._end(name)}
        opening, detail, effect = self._words(topic)
        told = Told("", "", name, self._phone(), gaps)
        parts = [told.fill(opening), told.fill(detail), told.fill(effect)]
        if self._chance.random() < 0.25:
            parts.pop()
        glue = self._chance.choice((" ", "\n", " "))
        description = glue.join(part for part in parts if part)
        if description in self._told:
            return self.story(topic, at, city=city)
        self._told.add(description)
        wish = told.fill(self._chance.choice(topic.wishes)) if self._chance.random() < 0.8 else ""
        return Told(description, wish, told.name, told.phone, gaps)

    def _words(self, topic: Topic) -> tuple[str, str, str]:
        """Every combination once before any comes again."""
        left = self._used.setdefault(topic.openings[0], [])
        if not left:
            sizes = (range(len(topic.openings)), range(len(topic.details)), range(len(topic.effects)))
            left += [(o, d, e) for o in sizes[0] for d in sizes[1] for e in sizes[2]]
            self._chance.shuffle(left)
        o, d, e = left.pop()
        return topic.openings[o], topic.details[d], topic.effects[e]

    def _gaps(self, at: datetime, *, city: bool) -> dict[str, str]:
        pick = self._chance.choice
        day = DAYS[(at.astimezone(BANGKOK).weekday() - self._chance.randint(1, 4)) % 7]
        plain = {
            "village": pick(_VILLAGE_FRONT) + pick(_VILLAGE_BACK), "moo": str(self._chance.randint(1, 14)),
            "temple": "วัด" + pick(("ป่า", "บ้าน", "โพธิ์", "ท่า")) + pick(_VILLAGE_BACK), "day": day, "hour": pick(_HOURS),
            "n": str(self._chance.randint(3, 30)), "who": pick(_WHO),
        }  # fmt: skip
        plain["school"] = f"โรงเรียนบ้าน{plain['village']}"
        plain["spot"] = pick(_CITY_SPOTS if city else _SPOTS).format(**plain)
        plain["since"] = pick(_SINCE).format(**plain)
        plain["agency"] = "หน่วยงาน"
        return plain

    def _end(self, name: str) -> str:
        """How she or he ends a sentence; in writing many leave it out."""
        polite = "ครับ" if name.split()[0] in _MEN else "ค่ะ"
        return polite if self._chance.random() < 0.65 else ""

    def _phone(self) -> str:
        """Synthetic: 081-555-01xx is nobody's."""
        return f"08155501{self._chance.randint(0, 99):02d}"
