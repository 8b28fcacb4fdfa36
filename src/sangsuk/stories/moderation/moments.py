"""When it was and how old somebody is, said as exactly as a story needs: "3 ธันวาคม" becomes "ต้นเดือนธันวาคม"."""

import re
from collections.abc import Iterator

from sangsuk.thai import arabic_digits
from sangsuk.thai.dates import DAYS, MONTHS, MONTHS_SHORT

from .found import REWORD, Proposal

_MONTHS = {name: number for names in (MONTHS, MONTHS_SHORT) for number, name in enumerate(names)}
_MONTH = "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:\s*(?:พ\s*\.\s*ศ\s*\.|ปี)?\s*(25\d\d|\d\d(?![\d.:])))?"
_THE_DAY = rf"(?:วัน(?:{'|'.join(DAYS)})?\s*ที่\s*)?(?:\d{{1,2}}\s*[-–]\s*)?"
_DATE = re.compile(rf"{_THE_DAY}(?<!\d)(\d{{1,2}})\s*(?:เดือน)?\s*({_MONTH}){_YEAR}")
_NUMERIC = re.compile(rf"{_THE_DAY}(?<![\d/])(\d{{1,2}})\s*/\s*(\d{{1,2}})\s*/\s*(25\d\d|\d\d)(?![\d/])")
_CLOCK = re.compile(r"(?:(?:ตอน|เวลา)(?:ประมาณ)?\s*)?(?<![\d.])([01]?\d|2[0-3])[.:]([0-5]\d)\s*(?:น\.|นาฬิกา)")
_SPOKEN = re.compile(
    r"(?:(?:ตอน|เวลา)(?:ประมาณ)?\s*)?(?:(บ่าย(?:หนึ่ง|สอง|สาม|สี่)?โมง|บ่ายโมง|บ่าย(?:สอง|สาม|สี่))|"
    r"((?:หก|เจ็ด|แปด)โมง(?:เช้า)?)|((?:เก้า|สิบเอ็ด|สิบ)โมง(?:เช้า)?)|((?:สี่|ห้า)โมงเย็น))(?:ครึ่ง|ตรง)?"
)
_AGE = re.compile(r"(อายุ|วัย)\s*(?:ได้|เพียง|แค่|ประมาณ)?\s*(\d{1,3})\s*(?:ปี|ขวบ)")
_SMALL = re.compile(r"(?<!\d)(\d)\s*ขวบ")


def moments(text: str) -> Iterator[Proposal]:
    """Exact days, hours and ages, each with a wider word."""
    plain = arabic_digits(text)
    for found in _DATE.finditer(plain):
        if 1 <= int(found[1]) <= 31:
            yield _date(found, int(found[1]), _MONTHS[found[2]], found[3])
    for found in _NUMERIC.finditer(plain):
        if 1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12:
            yield _date(found, int(found[1]), int(found[2]) - 1, found[3])
    for found in _CLOCK.finditer(plain):
        yield _reworded("time", found, part_of_day(int(found[1])), 1)
    for found in _SPOKEN.finditer(plain):
        yield _reworded("time", found, ("ช่วงบ่าย", "ช่วงเช้า", "ช่วงสาย", "ช่วงเย็น")[(found.lastindex or 1) - 1], 1)
    for found in _AGE.finditer(plain):
        age = int(found[2])
        yield _reworded("age", found, age_band(age), 2 if age >= 90 else 1)
    for found in _SMALL.finditer(plain):
        yield _reworded("age", found, "วัยเด็ก", 1)


def _date(found: re.Match[str], day: int, month: int, year: str | None) -> Proposal:
    part = "ต้น" if day <= 10 else "กลาง" if day <= 20 else "ปลาย"
    of_year = f" พ.ศ. {year if len(year) == 4 else '25' + year}" if year else ""
    return _reworded("date", found, f"{part}เดือน{MONTHS[month]}{of_year}", 2)


def _reworded(kind: str, found: re.Match[str], instead: str, points: int) -> Proposal:
    return Proposal(REWORD, kind, found.start(), found.end(), instead, kind, points)


def part_of_day(hour: int) -> str:
    """A clock's hour as people say roughly when it was."""
    if hour < 5:
        return "ช่วงกลางคืน"
    bands = ((9, "ช่วงเช้า"), (12, "ช่วงสาย"), (13, "ช่วงเที่ยง"), (16, "ช่วงบ่าย"), (19, "ช่วงเย็น"))
    return next((words for until, words in bands if hour < until), "ช่วงค่ำ")


def age_band(years: int) -> str:
    """An age by its ten years: 84 is "อายุ 80 กว่าปี"."""
    if years < 10:
        return "วัยเด็ก"
    if years < 20:
        return "วัยรุ่น"
    return "อายุมากกว่า 90 ปี" if years >= 90 else f"อายุ {years // 10 * 10} กว่าปี"
