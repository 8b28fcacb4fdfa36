"""Takes out of a text what points to a person: phone, identity number, e-mail, account, plate, house number, name.

Rather one word too many than one person known; a court, a road and an office keep their names. Every detector runs
only when its cheap sign is there (a digit, an '@', a title), because this is called for every row of an import.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .dates import arabic_digits
from .lists import listed
from .names import found_names

TOKENS = {
    "phone": "[เบอร์โทร]",
    "id": "[เลขประจำตัว]",
    "email": "[อีเมล]",
    "account": "[เลขบัญชี]",
    "card": "[เลขบัตรธนาคาร]",
    "passport": "[เลขหนังสือเดินทาง]",
    "line": "[ไลน์]",
    "plate": "[ทะเบียนรถ]",
    "house": "[บ้านเลขที่]",
    "name": "[ชื่อบุคคล]",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Where something personal stood in the text given, and what kind; never the value itself."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text that may be indexed and shown widely, and what was taken out."""

    text: str
    found: tuple[Finding, ...]


def check_digit(id13: str) -> bool:
    """Whether 13 digits are a well-formed Thai identity number, those of stateless people (beginning 0) too."""
    if len(id13) != 13 or not id13.isascii() or not id13.isdigit() or id13[0] == "9":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(id13[:12], range(13, 1, -1), strict=True))
    return (11 - total % 11) % 10 == int(id13[12])


def redact(text: str) -> Redacted:
    """Replace what points to a person by tokens such as [เบอร์โทร]; the rest stays as it was written."""
    plain = text if text.isascii() else arabic_digits(text)  # one sign for one sign: places stay the same
    found: list[Finding] = []
    if "@" in plain:
        found += (Finding("email", *hit.span()) for hit in _EMAIL.finditer(plain))
    if _LINE_SIGN.search(plain):
        found += (Finding("line", *hit.span("id")) for hit in _LINE_ID.finditer(plain))
    if _DIGIT.search(plain):
        for detect in _WITH_DIGITS:
            found += detect(plain)
    found += (Finding("name", start, end) for start, end in found_names(plain))
    if not found:
        return Redacted(text, ())
    return _replaced(text, found)


def _replaced(text: str, found: list[Finding]) -> Redacted:
    # Where two findings touch the same signs, the one named first in TOKENS is the surer one.
    kept: list[Finding] = []
    for one in sorted(found, key=lambda f: _RANK[f.kind]):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    kept.sort(key=lambda f: f.start)
    parts: list[str] = []
    at = 0
    for one in kept:
        parts += (text[at : one.start], TOKENS[one.kind])
        at = one.end
    return Redacted("".join(parts) + text[at:], tuple(kept))


_RANK = {kind: rank for rank, kind in enumerate(TOKENS)}
_DIGIT = re.compile("[0-9]")

_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63})+")
_LINE_SIGN = re.compile("[Ll][Ii][Nn][Ee]|ไลน")
_LINE_ID = re.compile(
    r"(?:\bline\s*(?:id\s*[:：=]?|[:：=]|(?=@))|(?:id\s*line|ไลน์?\s*(?:ไอดี|id)|(?:ไอดี|id)\s*ไลน์?|ไลน์?)\s*[:：=]?)"
    r"\s*(?P<id>@?[a-z0-9][a-z0-9._-]{3,29})(?![a-z0-9._-]*@)",
    re.IGNORECASE | re.ASCII,
)

# A run of signs that may hold a long number; the finer look is taken at such runs only.
_RUN = re.compile(r"[+(]?[0-9](?:[ .()-]{0,3}[0-9]){7,}")
_S = r"[ .-]?"
_DATE = r"[0-3]?[0-9][ .-][01]?[0-9][ .-](?:2[05])?[0-9]{2}(?![0-9])"
_NUMBERS = re.compile(
    r"(?P<id>(?!0066[689])[0-8](?:[0-9]{12}|(?P<s>[ .-])[0-9]{4}(?P=s)[0-9]{5}(?P=s)[0-9]{2}(?P=s)[0-9]))(?![0-9])"
    rf"|(?P<card>[2-6][0-9]{{3}}(?:{_S}[0-9]{{4}}){{3}})(?![0-9])"
    r"|(?P<account>[0-9]{3}-[0-9]-[0-9]{5}-[0-9])(?![0-9])"
    r"|(?P<phone>(?:\+|00)?66[ .-]{0,2}(?:\(0\)|0)?[ .-]?[2-9](?:[ .-]?[0-9]){7,8}"
    r"|\+[1-9](?:[ .()-]{0,2}[0-9]){8,13}"
    rf"|(?!{_DATE})\(?0(?:[ .()-]{{0,3}}[0-9]){{8,9}})(?:-[0-9]{{1,2}}(?![0-9]))?(?![0-9])"
    rf"|(?P<loose>[0-8]{_S}[0-9]{{4}}{_S}[0-9]{{5}}{_S}[0-9]{{2}}{_S}[0-9])(?![0-9])"
    r"|(?P<other>[0-9]{10,16})(?![0-9])"
)
_ACCOUNT_WORD = re.compile(r"บัญชี|บช\.|เลขที่บช|ธนาคาร|ธ\.ก\.ส|account", re.IGNORECASE)
_PHONE_WORD = re.compile(r"โทร|เบอร์|ติดต่อ|มือถือ|tel|phone|call", re.IGNORECASE)
_ID_WORD = re.compile(r"บัตร|เลขประจำตัว|ปชช|ประชาชน|id\b", re.IGNORECASE)
_NINE = re.compile(r"[689][0-9]{8}")


def _numbers(plain: str) -> Iterator[Finding]:
    for run in _RUN.finditer(plain):
        before = plain[max(0, run.start() - 40) : run.start()]
        at = run.start()
        while at < run.end():
            hit = _NUMBERS.match(plain, at, run.end())
            if hit is None or (at > run.start() and plain[at - 1].isdigit()):
                at += 1
                continue
            kind = _kind(hit, before + plain[run.start() : at])
            if kind:
                opened = hit.group().startswith("(") and ")" not in hit.group()
                yield Finding(kind, hit.start() + opened, hit.end())
            at = hit.end() if kind or hit.lastgroup == "other" else at + 1
        if run.end() - run.start() < 10:  # nine digits without the leading 0, after a word for telephone
            short = _NINE.fullmatch(run.group())
            if short and _PHONE_WORD.search(before):
                yield Finding("phone", run.start(), run.end())


def _kind(hit: re.Match[str], before: str) -> str:
    """What sort of number this is, from its shape, its check digit and the words before it; '' for none."""
    digits = re.sub(r"\D", "", hit.group())
    match hit.lastgroup:
        case "id":
            # A mistyped number still leads to its owner, so a wrong check digit does not let it pass.
            return "account" if _ACCOUNT_WORD.search(before) and not check_digit(digits) else "id"
        case "loose":
            return "id" if check_digit(digits) or _ID_WORD.search(before) else ""
        case "card":
            return "card" if _luhn(digits) else "account" if _ACCOUNT_WORD.search(before) else ""
        case "account":
            return "account"
        case "phone":
            return "account" if _nearest_is_account(before) else "phone"
        case _:
            return "account" if _ACCOUNT_WORD.search(before) else ""


def _nearest_is_account(before: str) -> bool:
    account = max((hit.start() for hit in _ACCOUNT_WORD.finditer(before)), default=-1)
    phone = max((hit.start() for hit in _PHONE_WORD.finditer(before)), default=-1)
    return account > phone


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


_PASSPORT = re.compile(
    r"(?:passport|พาสปอร์ต|หนังสือเดินทาง)[^0-9A-Za-z]{0,12}([A-Z]{1,2}[0-9]{6,7})(?![0-9])", re.IGNORECASE
)


def _passports(plain: str) -> Iterator[Finding]:
    return (Finding("passport", *hit.span(1)) for hit in _PASSPORT.finditer(plain))


_HOUSE_SIGN = re.compile(r"บ้าน|ห้อง|เลขที่|[0-9]/[0-9]")
_ROAD = r"(?:หมู่|ม\.|ม\s?[0-9]|ซอย|ซ\.|ถนน|ถ\.|แขวง|ต\.|ตำบล)"
_HOUSE = re.compile(
    r"(?:(?:บ้าน|ห้อง)\s?เลขที่|เลขที่(?:บ้าน|ห้อง)|ที่อยู่(?:เลขที่)?|หลังเลขที่)\s?[:.]?\s?"
    r"[0-9]{1,5}(?:[/-][0-9]{1,5})*(?:\s?[ก-ฮ](?![ก-๎.]))?(?![0-9])"
    r"|(?<![ก-ฮ])(?:บ้าน|ห้อง)(?:เลข)?\s?[0-9]{1,5}/[0-9]{1,5}(?![0-9/])"
    rf"|(?<!ที่ดิน)(?<!โฉนด)เลขที่\s?[0-9]{{1,5}}(?:/[0-9]{{1,5}})*(?=\s?{_ROAD})"
    rf"|(?P<bare>(?<![0-9/ก-๎])[0-9]{{1,5}}(?:/[0-9]{{1,5}}){{1,2}}(?=\s?{_ROAD}))"
)
# "ซอยอ่อนนุช 38/1 แขวง" is the number of a lane, not of a house.
_LANE_BEFORE = re.compile(r"(?:ซอย|ซ\.|ถนน|ถ\.|สุขุมวิท|ซ\s)[^0-9]{0,20}$")


def _houses(plain: str) -> Iterator[Finding]:
    if not _HOUSE_SIGN.search(plain):
        return
    for hit in _HOUSE.finditer(plain):
        if hit["bare"] is None or not _LANE_BEFORE.search(plain, max(0, hit.start() - 26), hit.start()):
            yield Finding("house", *hit.span())


# Two letters and digits are also "กม 12": without the leading digit, a word for a vehicle must be near.
_PLATE = re.compile(
    r"(?<![ก-๎0-9])(?:[0-9] ?[ก-ฮ]{2}|[ก-ฮ]{1,3})[ -]{0,2}[0-9]{1,4}(?![0-9])(?!\s?(?:ม\.|เมตร|กม|ชม|น\.|บาท|/|-[0-9]))"
)
_VEHICLE = re.compile(r"ทะเบียน|ป้ายแดง|รถ|เก๋ง|กระบะ|แท็?กซี่|มอไซ|มอเตอร์ไซ|สิบล้อ")
_REGISTERED = re.compile(r"ทะเบียน")
_UNIT_PLATE = re.compile("[0-9][ก-ฮ]{2}[ -]?[0-9]{3,4}")  # 1กก 1234 is a plate, 1 กก 200 is a weight
_NOT_PLATE = listed("not_plates")


def _plates(plain: str) -> Iterator[Finding]:
    for hit in _PLATE.finditer(plain):
        plate, begin = hit.group(), max(0, hit.start() - 30)
        letters = re.sub("[^ก-ฮ]", "", plain[hit.start() : hit.end()])
        if len(letters) != 2 or letters in _NOT_PLATE:
            sure = bool(_REGISTERED.search(plain, begin, hit.start()))
        else:
            sure = plate[0].isdigit() or bool(_VEHICLE.search(plain, begin, hit.start()))
        if sure or (_UNIT_PLATE.fullmatch(plate) and _VEHICLE.search(plain, begin, hit.start())):
            yield Finding("plate", hit.start(), hit.end())


_WITH_DIGITS: tuple[Callable[[str], Iterator[Finding]], ...] = (_numbers, _passports, _houses, _plates)
