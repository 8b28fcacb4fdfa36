"""Telephone, identity, account and card numbers in a text whose digits are Arabic already.

A number is looked at together with the words before it; what a meter, a parcel or a case is counted by stays.
"""

import re
from collections.abc import Iterator

from .spoken import spoken_numbers

LEAST_DIGITS = 8
"""Fewer make no number of these kinds, unless it is said in words or has letters for digits."""
_RUN = re.compile(r"(?<![A-Za-z0-9])[oO](?=[689][0-9])|[+(]?[0-9](?:[ .()_-]{0,3}[0-9]){7,}")
_S = r"[ ._-]?"
_DATE = r"[0-3]?[0-9][ .-][01]?[0-9][ .-](?:2[05])?[0-9]{2}(?![0-9])"
_NUMBERS = re.compile(
    r"(?P<id>(?!0066[689])[0-8](?:[0-9]{12}|(?P<s>[ .-])[0-9]{4}(?P=s)[0-9]{5}(?P=s)[0-9]{2}(?P=s)[0-9]))(?![0-9])"
    rf"|(?P<card>[2-6][0-9]{{3}}(?:{_S}[0-9]{{4}}){{3}})(?![0-9])"
    r"|(?P<account>[0-9]{3}-[0-9]-[0-9]{5}-[0-9])(?![0-9])"
    r"|(?P<phone>(?:\+|00)?66[ ._-]{0,2}(?:\(0\)|0)?[ ._-]?[2-9](?:[ ._-]?[0-9]){7,8}"
    r"|\+[1-9](?:[ .()_-]{0,2}[0-9]){8,13}"
    rf"|(?!{_DATE})\(?0(?:[ .()_-]{{0,3}}[0-9]){{8,9}})(?:-[0-9]{{1,2}}(?![0-9]))?(?![0-9])"
    rf"|(?P<loose>[0-8](?:{_S}[0-9]){{12}})(?![0-9])"
    r"|(?P<other>[0-9](?:[ -]?[0-9]){9,15})(?![0-9])"
)
_ACCOUNT_WORD = re.compile(
    r"บัญชี|บ/ช|บช\.?(?![ก-๎])|ธนาคาร|แบงก์|แบงค์|ธ\.ก\.ส|ธกส|กสิกร|กรุงไทย|ไทยพาณิชย์|กรุงศรี|ออมสิน|ทหารไทย|โอนเงิน|โอนเข้า|โอนไป"
    r"|\baccount|\b(?:kbank|scb|ktb|bbl|ttb|tmb|uob|gsb|baac|cimb)\b",
    re.IGNORECASE,
)
_PHONE_WORD = re.compile(r"โทร|เบอร์|ติดต่อ|มือถือ|พร้อมเพย์|tel|phone|call|mobile|promptpay", re.IGNORECASE)
_ID_WORD = re.compile(r"บัตร|เลขประจำตัว|ปชช|ประชาชน|นิติบุคคล|ผู้เสียภาษี|id\b|tax", re.IGNORECASE)
# The number of a thing, told by what stands right before it; "เสาไฟล้ม 081..." is a telephone number.
_THING_WORD = re.compile(
    r"(?:มิเตอร์|มาตรวัด|เครื่องวัด|ผู้ใช้(?:ไฟ|น้ำ)|คำขอ|คำร้อง|ใบเสร็จ|พัสดุ|ใบสั่ง|ใบแจ้งหนี้|เรื่อง|โฉนด|ระวาง|ครุภัณฑ์|ซีเรียล|หม้อแปลง|คดี|หนังสือ"
    r"|serial|tracking|invoice|meter|receipt|\bref\.?)(?:น้ำ|ไฟฟ้า|ไฟ|ประปา)?(?:\s|เลขที่|หมายเลข|เลข|ที่|คือ|no\.?|number|[:#])*$",
    re.IGNORECASE,
)
_NINE = re.compile(r"[689](?:[ .-]?[0-9]){8}(?![0-9])")
_EXTENSION = re.compile(r"(?:\s?(?:ต่อ|ext\.?)\s?[0-9]{1,5}(?![0-9]))+", re.IGNORECASE)
_WITH_WORDS = re.compile(
    r"(?<![0-9])0[0-9]{1,2}(?:[ .-]{0,2}(?:แล้วก็|แล้ว|ก็|ต่อด้วย|ต่อ|ตามด้วย|ขีด|จุด|และ|กับ|dash|then|and)?[ .-]{0,2}[0-9]{2,4}){2,3}(?![0-9])",
    re.IGNORECASE,
)
_LETTER_O = re.compile(r"(?<![A-Za-z0-9])[oO][689][0-9oO](?:[ .-]?[0-9oO]){7}(?![0-9A-Za-z])")
_LETTER = re.compile("[ก-๎A-Za-z]")
Span = tuple[str, int, int]


def check_digit(id13: str) -> bool:
    """Whether 13 digits are a well-formed Thai identity number, those of stateless people (beginning 0) too."""
    if len(id13) != 13 or not id13.isascii() or not id13.isdigit() or id13[0] == "9":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(id13[:12], range(13, 1, -1), strict=True))
    return (11 - total % 11) % 10 == int(id13[12])


def numbers(plain: str) -> Iterator[Span]:
    """(kind, start, end) of each; `plain` holds Arabic digits and plain dashes."""
    for run in _RUN.finditer(plain):
        before = plain[max(0, run.start() - 40) : run.start()]
        yield from _in_run(plain, run, before)
    for hit in _WITH_WORDS.finditer(plain):
        said, digits = _LETTER.search(hit.group()), sum(map(str.isdigit, hit.group()))
        if said and 9 <= digits <= 10 and not _thing(plain[max(0, hit.start() - 40) : hit.start()]):
            yield "phone", hit.start(), hit.end()
    if "o" in plain or "O" in plain:
        for hit in _LETTER_O.finditer(plain):
            yield "phone", *hit.span()
    yield from spoken_numbers(plain)


def _in_run(plain: str, run: re.Match[str], before: str) -> Iterator[Span]:
    at, found = run.start(), False
    while at < run.end():
        hit = _NUMBERS.match(plain, at, run.end())
        if hit is None or (at > run.start() and plain[at - 1].isdigit()):
            at += 1
            continue
        kind = _kind(hit, before + plain[run.start() : at])
        if kind:
            opened = hit.group().startswith("(") and ")" not in hit.group()
            more = _EXTENSION.match(plain, hit.end()) if kind == "phone" else None
            yield kind, hit.start() + opened, more.end() if more else hit.end()
            found = True
        at = hit.end() if kind or hit.lastgroup == "other" else at + 1
    short = None if found else _NINE.fullmatch(run.group())
    if short and _PHONE_WORD.search(before) and not _thing(before):  # without the leading 0
        yield "phone", run.start(), run.end()


def _kind(hit: re.Match[str], before: str) -> str:
    """What sort of number this is, from its shape, its check digit and the words before it; '' for none."""
    digits = re.sub(r"\D", "", hit.group())
    account, thing = _nearest(_ACCOUNT_WORD, before) > _nearest(_PHONE_WORD, before), _thing(before)
    match hit.lastgroup:
        case "id":
            # A mistyped number still leads to its owner, so a wrong check digit does not let it pass.
            if check_digit(digits):
                return "id"
            return "account" if account else "" if thing else "id"
        case "loose":
            said = _nearest(_ID_WORD, before) > max(_nearest(_PHONE_WORD, before), _nearest(_ACCOUNT_WORD, before))
            return "id" if said or (check_digit(digits) and not _phone_first(digits) and not thing) else ""
        case "card":
            return "card" if _luhn(digits) and not thing else "account" if account else ""
        case "account":
            return "account"
        case "phone":
            return "account" if account else "" if thing else "phone"
        case _:
            return "account" if account and not thing else ""


def _phone_first(digits: str) -> bool:
    return digits[:2] in ("06", "08", "09", "02")


def _thing(before: str) -> bool:
    return bool(_THING_WORD.search(before))


def _nearest(word: re.Pattern[str], before: str) -> int:
    return max((hit.start() for hit in word.finditer(before)), default=-1)


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0
