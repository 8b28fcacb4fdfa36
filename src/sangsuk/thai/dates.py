"""Thai dates: Buddhist era on the page, Common Era and UTC in code, Bangkok between them.

Bangkok has been UTC+7 without summer time since 1920, so a fixed offset is exact and faster than the zone database.
Sources: docs/law.md#fiscal-year, docs/law.md#buddhist-era.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
BE_OFFSET = 543
BE_FROM, BE_TO = 2400, 2700

DateStyle = Literal["short", "medium", "long", "full", "day", "month", "numeric"]
Language = str

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
DAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
DAYS_SHORT = ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_THAI_DIGIT = re.compile("[๐-๙]")


def thai_digits(text: str) -> str:
    """Arabic digits as Thai numerals, for official letters."""
    return text.translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """Thai numerals as Arabic digits, for machines and screens."""
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def bangkok_date(moment: date | datetime) -> date:
    """The date on a Bangkok wall calendar; a naive datetime is a mistake and raises ValueError."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("a naive datetime has no date in Bangkok")
    return moment.astimezone(BANGKOK).date()


def thai_date(moment: date | datetime, style: DateStyle = "short") -> str:
    """A date in Thai words, Buddhist era.

    short    'พฤ. 9 ธ.ค. 2563'               day     '9 ธ.ค. 2563'
    medium   'วันพฤหัสบดีที่ 9 ธ.ค. 2563'       month   'ธันวาคม 2563'
    long     '9 ธันวาคม พ.ศ. 2563'           numeric '09/12/2563'
    full     'วันพฤหัสบดีที่ 9 ธันวาคม 2563'
    """
    on = bangkok_date(moment)
    year = on.year + BE_OFFSET
    short = MONTHS_SHORT[on.month - 1]
    long = MONTHS[on.month - 1]
    match style:
        case "short":
            return f"{DAYS_SHORT[on.weekday()]} {on.day} {short} {year}"
        case "medium":
            return f"วัน{DAYS[on.weekday()]}ที่ {on.day} {short} {year}"
        case "long":
            return f"{on.day} {long} พ.ศ. {year}"
        case "full":
            return f"วัน{DAYS[on.weekday()]}ที่ {on.day} {long} {year}"
        case "day":
            return f"{on.day} {short} {year}"
        case "month":
            return f"{long} {year}"
        case "numeric":
            return f"{on.day:02d}/{on.month:02d}/{year}"
    raise ValueError(f"no such style of date: {style}")


def english_date(moment: date | datetime, style: DateStyle = "short") -> str:
    """The same styles for English pages, Common Era: 'Fri 13 Nov 2026', 'Friday 13 November 2026'."""
    on = bangkok_date(moment)
    day, month = DAYS_EN[on.weekday()], MONTHS_EN[on.month - 1]
    match style:
        case "short":
            return f"{day[:3]} {on.day} {month[:3]} {on.year}"
        case "medium" | "full":
            return f"{day} {on.day} {month} {on.year}"
        case "long":
            return f"{on.day} {month} {on.year}"
        case "day":
            return f"{on.day} {month[:3]} {on.year}"
        case "month":
            return f"{month} {on.year}"
        case "numeric":
            return f"{on.day:02d}/{on.month:02d}/{on.year}"
    raise ValueError(f"no such style of date: {style}")


def date_in(moment: date | datetime, language: Language, style: DateStyle = "short") -> str:
    return thai_date(moment, style) if language.startswith("th") else english_date(moment, style)


def time_in(moment: datetime, language: Language) -> str:
    """'16.30 น.' in Thai, '16:30' in English; Bangkok time."""
    local = moment.astimezone(BANGKOK)
    return f"{local:%H.%M} น." if language.startswith("th") else f"{local:%H:%M}"


def fiscal_year_be(on: date | datetime) -> int:
    """Government fiscal year in BE: FY 2570 runs from 1 October 2569 to 30 September 2570."""
    on = bangkok_date(on)
    return on.year + BE_OFFSET + (1 if on.month >= 10 else 0)


def fiscal_year_span(year_be: int) -> tuple[datetime, datetime]:
    """First moment of the fiscal year and of the next one, aware UTC."""
    first = year_be - BE_OFFSET - 1
    return (
        datetime(first, 10, 1, tzinfo=BANGKOK).astimezone(UTC),
        datetime(first + 1, 10, 1, tzinfo=BANGKOK).astimezone(UTC),
    )


_MONTH_NUMBERS = {
    re.sub(r"[.\s]", "", name): number for names in (MONTHS, MONTHS_SHORT) for number, name in enumerate(names, start=1)
} | {name[:-2]: number for number, name in enumerate(MONTHS, start=1) if name.endswith(("คม", "ยน"))}
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(
    r"(?:วัน\S*?ที่|ที่)?\s*(\d{1,2})\s*([ก-๙]+(?:\.\s*[ก-๙]+)*\.?)\s*(?:พ\s*\.\s*ศ\s*\.|ปี)?\s*(\d{4}|\d{2})"
)


_WEEKDAY = re.compile(f"^(?:วัน)?(?:{'|'.join((*DAYS, *map(re.escape, DAYS_SHORT)))})\\s*")


class NotADate(ValueError):
    """The text is not a date of the Buddhist era: 'unreadable', 'not_buddhist_year' or 'no_such_day'."""

    def __init__(self, reason: str, text: object) -> None:
        super().__init__(f"{reason}: {text}")
        self.reason = reason


def be_year(year: int) -> int:
    """A BE year of four or two digits as CE; refuses what looks like a CE year, so that the eras never mix.

    Raises: NotADate outside BE 2400-2700 (two digits mean 25xx).
    """
    if year < 100:
        year += 2500
    if not BE_FROM <= year <= BE_TO:
        raise NotADate("not_buddhist_year", year)
    return year - BE_OFFSET


def parse_be(text: str) -> date:
    """A date as a person types it, Buddhist era: '9/12/2563', '๙ ธ.ค. ๖๓', '9 ธันวาคม พ.ศ. 2563'.

    Raises: NotADate, also for a Common Era year (2020), so that nobody is 543 years late.
    """
    plain = arabic_digits(text).strip()
    if found := _NUMERIC.fullmatch(plain):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := _WORDS.fullmatch(_WEEKDAY.sub("", plain)):
        day, year = int(found[1]), int(found[3])
        month = _MONTH_NUMBERS.get(re.sub(r"[.\s]", "", re.sub(r"พ\s*\.?\s*ศ\s*\.?$|ปี$", "", found[2])), 0)
    else:
        raise NotADate("unreadable", text)
    try:
        return date(be_year(year), month, day)
    except NotADate:
        raise
    except ValueError as error:
        raise NotADate("no_such_day", text) from error
