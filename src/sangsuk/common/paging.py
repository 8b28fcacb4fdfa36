"""Paging by key: a cursor is the last row's sort key, so page 1,000 costs what page 1 costs."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from .errors import Refused

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    items: Sequence[T]
    next: str | None


def encode(*key: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def decode(cursor: str) -> list[Any]:
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError) as trouble:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from trouble
    if not isinstance(key, list):
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor")
    return key


def decode_id(cursor: str) -> int:
    """The key of a list that is ordered by id alone. Raises Refused."""
    key = decode(cursor)
    if len(key) != 1 or not isinstance(key[0], int) or isinstance(key[0], bool) or abs(key[0]) >= 2**63:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor")
    return key[0]


def page(rows: Sequence[T], size: int, key: Callable[[T], tuple[Any, ...]]) -> Page[T]:
    """Make a page of `size` out of rows fetched with LIMIT size + 1."""
    more = len(rows) > size
    items = rows[:size]
    return Page(items, encode(*key(items[-1])) if more else None)
