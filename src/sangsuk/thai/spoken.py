"""Numbers written as they are said: 'ศูนย์แปดหนึ่ง สองสามสี่ ห้าหกเจ็ดแปด', 'zero eight one ...'. Only where they are certain."""

import re
from collections.abc import Iterator

_DIGITS = {
    "ศูนย์": "0", "หนึ่ง": "1", "เอ็ด": "1", "สอง": "2", "โท": "2", "สาม": "3", "สี่": "4", "ห้า": "5", "หก": "6", "เจ็ด": "7", "เจด": "7",
    "แปด": "8", "เก้า": "9",
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_SIGN = re.compile("ศูนย์|แปด|zero|Zero|ZERO")
_WORD = "|".join(sorted(_DIGITS, key=len, reverse=True))
_UNIT = re.compile(rf"{_WORD}|[0-9]", re.IGNORECASE)
_RUN = re.compile(rf"(?:(?:{_WORD}|[0-9])[ ,.\-]{{0,3}}){{8,}}(?:{_WORD}|[0-9])", re.IGNORECASE)
_LEAST_WORDS = 3


def spoken_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """Nine or ten digits that begin with nought are a telephone number, thirteen an identity number."""
    if not _SIGN.search(text):
        return
    for run in _RUN.finditer(text):
        units = [hit.group().lower() for hit in _UNIT.finditer(run.group())]
        digits = "".join(_DIGITS.get(unit, unit) for unit in units)
        if sum(not unit.isdigit() for unit in units) < _LEAST_WORDS:
            continue
        if digits[0] == "0" and 9 <= len(digits) <= 10:
            yield "phone", run.start(), run.end()
        elif len(digits) == 13 and digits[0] != "9":
            yield "id", run.start(), run.end()
