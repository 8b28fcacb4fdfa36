"""The complainant's name in a letter: a mark until it is printed, for those who may know it."""

import re
from typing import Any

from sangsuk.papers import values
from sangsuk.papers.values import Paper

from ..checking import Person
from .matter import NAME

TITLES = (
    "นาย",
    "นาง",
    "เด็ก",
    "พล",
    "พัน",
    "ร้อย",
    "จ่า",
    "สิบ",
    "ว่าที่",
    "ดร.",
    "ศ.",
    "รศ.",
    "ผศ.",
    "พระ",
    "คุณ",
    "หม่อม",
    "Mr",
    "Ms",
    "Mrs",
)


def addressed(name: str) -> str:
    """As a letter calls her: with the title she gave, else "คุณ"."""
    name = " ".join(name.split())
    return name if not name or name.startswith(TITLES) else f"คุณ{name}"


def with_name(paper: Paper, name: str) -> Paper:
    """The paper as it is printed, the name in place of its mark."""
    return values.from_json(_put(values.to_json(paper), name)) if name else paper


def _put(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return value.replace(NAME, name)
    if isinstance(value, dict):
        return {key: _put(one, name) for key, one in value.items()}
    return [_put(one, name) for one in value] if isinstance(value, list | tuple) else value


def holds(value: Any, mark: str) -> bool:
    """Whether the mark stands anywhere in these values."""
    if isinstance(value, str):
        return mark in value
    if isinstance(value, dict):
        return any(holds(one, mark) for one in value.values())
    return isinstance(value, list | tuple) and any(holds(one, mark) for one in value)


def mentions(value: Any, person: Person) -> bool:
    """Whether somebody has typed who she is: her whole name, her telephone, her address of mail."""
    text = _text(value)
    name = "".join(person.name.split())
    digits = re.sub(r"\D", "", person.phone)
    return (
        (len(name) >= 5 and name in re.sub(r"\s", "", text))
        or (len(digits) >= 9 and digits[-8:] in re.sub(r"\D", "", text))
        or (len(person.email) >= 6 and person.email.lower() in text.lower())
    )


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(_text(one) for one in value.values())
    return "\n".join(_text(one) for one in value) if isinstance(value, list | tuple) else str(value)
