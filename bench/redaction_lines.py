"""Our own marked sentences for `redaction`: those written by hand and those that frames give by a seeded generator.

A mark is {kind:text}. Names are put together from parts and mostly in no list; numbers are made up with right digits.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "redacting"
HAND = ("people", "numbers", "innocent")
EACH, SEED = 8, 41
_MARK = re.compile(r"\{([a-z]+):([^}]*)\}")
Line = tuple[str, list[tuple[str, int, int]]]

TITLES = ("นาย", "นาง", "นางสาว", "น.ส.", "ด.ช.", "ด.ญ.")
RANKS = ("ร.ต.ท.", "พ.ต.ต.", "จ.ส.ต.", "ส.ต.อ.", "พล.ต.", "ดาบตำรวจ", "ร้อยตรี", "พันโท")
BEGIN = (
    "ธน",
    "ปิย",
    "วร",
    "ศิริ",
    "จิร",
    "ณัฐ",
    "ภัทร",
    "กิตติ",
    "สุร",
    "อภิ",
    "พีร",
    "ชนา",
    "รัช",
    "ธีร",
    "มน",
    "นิธิ",
    "เบญจ",
    "กม",
    "ฤทัย",
    "บุณย",
)
END = ("ชัย", "พร", "วุฒิ", "พงษ์", "ศักดิ์", "กร", "พันธ์", "วรรณ", "ลักษณ์", "ภา", "รัตน์", "ดา", "นันท์", "เดช", "วัฒน์", "ธิดา")
FAMILY_BEGIN = (
    "ศรี",
    "ทอง",
    "แก้ว",
    "บุญ",
    "คำ",
    "แสง",
    "พรหม",
    "จันทร์",
    "สาย",
    "หอม",
    "เจริญ",
    "โพธิ์",
    "กลิ่น",
    "วิเศษ",
    "ไชย",
    "อุดม",
)
FAMILY_END = (
    "สุข",
    "ดี",
    "มา",
    "งาม",
    "ใส",
    "วงศ์",
    "เนตร",
    "ขาว",
    "ไพร",
    "บัว",
    "มณี",
    "ทรัพย์",
    "กุล",
    "รักษ์",
    "พานิช",
    "จันดา",
)
KIN = ("ลุง", "ป้า", "พี่", "น้อง", "น้า", "เจ๊", "เฮีย", "ไอ้", "ยาย", "กำนัน", "ผู้ใหญ่")
NICK = (
    "แดง",
    "เปิ้ล",
    "ต้อย",
    "จุ๋ม",
    "เก่ง",
    "บอย",
    "แจ๋ว",
    "ตุ๊ก",
    "หนึ่ง",
    "อ้วน",
    "เดี่ยว",
    "โก้",
    "ติ๋ม",
    "หวาน",
    "ก๊อต",
    "เหน่ง",
    "ปุ๊กกี้",
    "มิ้นท์",
)
ENGLISH = (
    "Mr. Paul Wright",
    "Somsak Jaidee",
    "Mrs. Kanya Suwan",
    "James Carter",
    "Khun Prasert",
    "Maria Lopez",
    "Wichai Thongdee",
    "Ms. Olga Petrova",
)
BAHT, ROAD = ("1,200", "35,000", "500", "2,450,000", "99"), ("กข", "ขย", "1กท", "4ขม", "ฆฬ", "2ฒง")


def lines() -> Iterator[Line]:
    """(text, marks) of every sentence; the same ones every time."""
    for name in HAND:
        for row in _rows(name):
            yield marked(row)
    chance = random.Random(SEED)
    for frame in _rows("frames"):
        for _ in range(EACH):
            yield marked(_filled(frame, chance))


def marked(row: str) -> Line:
    text, marks, at = "", [], 0
    for hit in _MARK.finditer(row):
        text += row[at : hit.start()]
        marks.append((hit[1], len(text), len(text) + len(hit[2])))
        text += hit[2]
        at = hit.end()
    return text + row[at:], marks


def _rows(name: str) -> list[str]:
    rows = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


def _filled(frame: str, chance: random.Random) -> str:
    return re.sub(r"<([A-Z])>", lambda hit: _gap(hit[1], chance), frame)


def _gap(sign: str, chance: random.Random) -> str:
    digits = lambda many: "".join(str(chance.randrange(10)) for _ in range(many))  # noqa: E731
    match sign:
        case "T" | "R" | "K" | "Q" | "E" | "B":
            return chance.choice({"T": TITLES, "R": RANKS, "K": KIN, "Q": NICK, "E": ENGLISH, "B": BAHT}[sign])
        case "N":
            return chance.choice(BEGIN) + chance.choice(END)
        case "F":
            return chance.choice(FAMILY_BEGIN) + chance.choice(FAMILY_END)
        case "P":
            return _spaced(chance.choice(("06", "08", "09")) + digits(8), chance)
        case "I":
            return _identity(str(chance.randint(1, 8)) + digits(11), chance)
        case "A":
            return f"{digits(3)}-{digits(1)}-{digits(5)}-{digits(1)}" if chance.random() < 0.5 else digits(10)
        case "L":
            return f"{chance.choice(ROAD)} {chance.randint(1, 9999)}"
        case "H":
            return f"{chance.randint(1, 300)}/{chance.randint(1, 40)}"
        case "M" | "U":
            return f"user{digits(3)}" + ("@example.com" if sign == "M" else "")
        case "D":
            return f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/25{chance.randint(60, 69)}"
        case _:  # "G": the number of a thing, "C": the end of a case's number
            return digits(10 if sign == "G" else 4)


def _spaced(number: str, chance: random.Random) -> str:
    a, b, c = number[:3], number[3:6], number[6:]
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    return chance.choice(
        (number, f"{a}-{b}-{c}", f"{a} {b} {c}", f"{a}.{b}.{c}", f"+66{number[1:]}", f"{a}-{b}{c}".translate(thai))
    )


def _identity(twelve: str, chance: random.Random) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(twelve, range(13, 1, -1), strict=True))
    full = twelve + str((11 - total % 11) % 10)
    sign = chance.choice(("", "-", " "))
    return sign.join((full[0], full[1:5], full[5:10], full[10:12], full[12]))
