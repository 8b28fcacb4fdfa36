"""Registers of personal data's room, a page by its key: what is open with the most urgent first, or everything, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from sangsuk.common import paging
from sangsuk.common.errors import Refused

SIZE = 50
OPEN, ALL = "open", "all"


@dataclass(frozen=True)
class Shown:
    """One page of a register. `older` is the address of the next, "" on the last."""

    rows: list[Any]
    show: str
    tabs: list[dict[str, Any]]
    older: str


def shown(
    request: HttpRequest, open_ones: "QuerySet[Any]", all_of_them: "QuerySet[Any]", *, by_due: bool = False
) -> Shown:
    """`by_due`: what is open stands by its last day; else the newest first, as everything does."""
    show = ALL if request.GET.get("show") == ALL else OPEN
    rows, cursor = all_of_them if show == ALL else open_ones, request.GET.get("cursor", "")
    page = _by_due(rows, cursor) if by_due and show == OPEN else _newest(rows, cursor)
    labels = [(OPEN, _("ที่ยังไม่จบ")), (ALL, _("ทั้งหมด"))]
    tabs = [{"label": label, "url": f"?show={name}", "current": name == show, "count": None} for name, label in labels]
    return Shown(list(page.items), show, tabs, f"?show={show}&cursor={page.next}" if page.next else "")


def _newest(rows: "QuerySet[Any]", cursor: str) -> paging.Page[Any]:
    if cursor:
        rows = rows.filter(pk__lt=paging.decode_id(cursor))
    return paging.page(list(rows.order_by("-pk")[: SIZE + 1]), SIZE, lambda row: (row.pk,))


def _by_due(rows: "QuerySet[Any]", cursor: str) -> paging.Page[Any]:
    if cursor:
        due_at, pk = _key(cursor)
        rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk))
    return paging.page(list(rows.order_by("due_at", "pk")[: SIZE + 1]), SIZE, lambda row: (row.due_at, row.pk))


def _key(cursor: str) -> tuple[datetime, int]:
    key = paging.decode(cursor)
    try:
        moment, pk = parse_datetime(str(key[0])), key[1]
    except (ValueError, IndexError):
        moment, pk = None, None
    if moment is None or moment.tzinfo is None or not isinstance(pk, int) or abs(pk) >= 2**63 or len(key) != 2:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor")
    return moment, pk
