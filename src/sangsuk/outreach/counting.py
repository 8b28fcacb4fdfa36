"""Who was reached and what was given: sheets of nine numbers, each counted exactly once; one that was wrong is taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from . import actions, table, words
from .models import CountSheet, Trip
from .words import CELLS, HELD, PEOPLE, RETURNED

MOST = 9999
"""In one cell of one sheet: more is a slip of the finger."""


@dataclass(frozen=True)
class Counted:
    """The sum of the sheets of one thing. `cells` in the order of `words.CELLS`."""

    what: str
    n: int
    cells: tuple[int, ...]

    def of(self, *, sex: str = "", band: str = "") -> int:
        return sum(n for n, (s, b) in zip(self.cells, CELLS, strict=True) if sex in ("", s) and band in ("", b))


def count(
    trip: Trip, client_id: UUID, what: str, cells: Sequence[int], *, by: Actor, now: datetime | None = None
) -> CountSheet:
    """Take a sheet in, once: the same id with the same numbers is the same sheet. On the day itself the first sheet says
    that the unit is out. Raises Refused, NotAllowed; Stale when this id came with other numbers before."""
    now = now or timezone.now()
    cells = list(cells)
    try:
        with transaction.atomic():
            trip = begun(trip, by=by, now=now)
            before = CountSheet.objects.filter(client_id=client_id).first()
            if before is not None:
                return _again(before, trip, what, cells, by)
            _check(trip, what, cells)
            made = CountSheet.objects.create(
                trip=trip, client_id=client_id, what=what, cells=cells, n=sum(cells), at=now, by_id=who(by), by_name=by.name,
            )  # fmt: skip
            _recount(trip)
            return made
    except IntegrityError:  # twice at the same moment
        before = CountSheet.objects.filter(client_id=client_id).first()
        if before is None:
            raise
        return _again(before, trip, what, cells, by)


def who(by: Actor) -> int:
    """The account of whoever writes down."""
    assert by.user_id is not None  # `begun` lets in officials, and they are people
    return by.user_id


def begun(trip: Trip, *, by: Actor, now: datetime) -> Trip:
    """The trip, locked, on which something is being written down: it is under way from then on. Raises Refused, NotAllowed."""
    trip = Trip.objects.select_for_update().get(pk=trip.pk)
    if table.OFFICE not in actions.standings(trip, by):
        raise NotAllowed("not_yours", _("บันทึกได้เฉพาะเจ้าหน้าที่ของอำเภอที่ออกหน่วย"))
    if trip.status in words.AHEAD:
        if trip.on > bangkok_date(now):
            raise Refused("too_early", _("ยังไม่ถึงวันออกหน่วย บันทึกได้ตั้งแต่วันนั้นเป็นต้นไป"))
        return actions.move(trip, "hold", by=by, now=now)
    if trip.status not in (HELD, RETURNED):
        raise Refused("over", _("ส่งรายงานของวันนี้ไปแล้ว หรือไม่ได้ออกหน่วย จึงบันทึกเพิ่มไม่ได้"))
    return trip


def take_back(sheet: CountSheet, why: str, *, by: Actor, now: datetime | None = None) -> CountSheet:
    """It was wrong: it stays, and counts no more. Raises Refused, NotAllowed."""
    now = now or timezone.now()
    if len(why.strip()) < 3:
        raise Refused("needed", _("กรุณาบอกเหตุผลสั้น ๆ ที่ไม่นับแผ่นนี้"), "why")
    with transaction.atomic():
        trip = begun(sheet.trip, by=by, now=now)
        CountSheet.objects.filter(pk=sheet.pk, taken_back_at=None).update(
            taken_back_at=now, taken_back_why=why.strip()[:300]
        )
        _recount(trip)
    sheet.refresh_from_db()
    return sheet


def one(trip: Trip, pk: int) -> CountSheet:
    """Raises Missing for a sheet of another trip."""
    found = CountSheet.objects.select_related("trip").filter(trip=trip, pk=pk).first()
    if found is None:
        raise Missing("no_sheet", _("ไม่พบแผ่นนับนี้"))
    return found


def sheets(trip: Trip) -> list[CountSheet]:
    """Newest first, with those taken back."""
    return list(CountSheet.objects.filter(trip=trip).order_by("-pk"))


def totals(sheets: Sequence[CountSheet], services: Sequence[str]) -> list[Counted]:
    """People first, then the services of the trip in their order; also those of which nobody was counted."""
    order = dict.fromkeys([PEOPLE, *services, *(sheet.what for sheet in reversed(sheets))])
    sums: dict[str, list[int]] = {what: [0] * len(CELLS) for what in order}
    for sheet in sheets:
        if sheet.taken_back_at is None:
            sums[sheet.what] = [a + b for a, b in zip(sums[sheet.what], sheet.cells, strict=True)]
    return [Counted(what, sum(cells), tuple(cells)) for what, cells in sums.items()]


def _check(trip: Trip, what: str, cells: Sequence[Any]) -> None:
    if what != PEOPLE and what not in trip.services:
        raise Refused("bad_choice", _("กรุณาเลือกว่านับอะไร"), "what")
    if len(cells) != len(CELLS) or any(
        not isinstance(n, int) or isinstance(n, bool) or not 0 <= n <= MOST for n in cells
    ):
        raise Refused(
            "not_a_number", _("จำนวนคนต้องเป็นเลขจำนวนเต็ม ไม่เกิน %(most)s ต่อช่อง") % {"most": f"{MOST:,}"}, "cells"
        )
    if not sum(cells):
        raise Refused("nothing", _("ยังไม่ได้ใส่จำนวนคน กรุณาใส่อย่างน้อยหนึ่งช่อง"), "cells")


def _again(before: CountSheet, trip: Trip, what: str, cells: Sequence[int], by: Actor) -> CountSheet:
    if (before.trip_id, before.what, before.cells, before.by_id) != (trip.pk, what, list(cells), by.user_id):
        raise Stale("other_numbers", _("แผ่นนี้ส่งมาแล้วครั้งหนึ่งด้วยตัวเลขอื่น เราจึงยังไม่ได้เปลี่ยนอะไร กรุณาเปิดหน้านี้ใหม่"))
    return before


def _recount(trip: Trip) -> None:
    sums: Mapping[str, int] = dict(
        CountSheet.objects.filter(trip=trip, taken_back_at=None).order_by().values_list("what").annotate(Sum("n"))
    )
    people = sums.get(PEOPLE, 0)
    Trip.objects.filter(pk=trip.pk).update(people=people, served=sum(sums.values()) - people)
