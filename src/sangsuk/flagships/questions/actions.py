"""Asking about the numbers of a sheet, and answering. The number stands as it is; only its owner changes it."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from ..folding.book import Book, book
from ..models import Entry, EntryFlag
from ..periods import LENGTH, shift
from ..words import COUNTS, HANDED_IN, SUM
from . import rules
from .loading import limits

logger = logging.getLogger(__name__)
RIGHT, TO_CORRECT = "right", "to_correct"
SETTLED = (RIGHT, TO_CORRECT)
MONTHS_BACK = 12
LEAST = 10
"""Characters of an answer."""
Numbers = Mapping[tuple[str, str], list[Entry]]
"""By indicator and area, the oldest first."""


def look_at(entries: Iterable[Entry], *, now: datetime | None = None) -> int:
    """Ask what is to be asked of these numbers, of one area and period as a rule. The same is asked once. Returns how many."""
    now = now or timezone.now()
    here = [one for one in entries if one.number is not None and not one.cell]
    if not here:
        return 0
    known, rule = book({one.indicator_id for one in here}), limits(bangkok_date(now))
    history, beside = _history(here), _beside(here)
    found = [
        EntryFlag(entry=one, rule=question.rule, seq=one.seq, facts=dict(question.facts), raised_at=now)
        for one in here if one.indicator_id in known
        for question in rules.ask(_known(one, known, history, beside), rule)
    ]  # fmt: skip
    asked_before = set(EntryFlag.objects.filter(entry__in=here).values_list("entry", "rule", "seq"))
    fresh = [one for one in found if (one.entry_id, one.rule, one.seq) not in asked_before]
    EntryFlag.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        logger.info("numbers asked about", extra={"area": here[0].area_code, "questions": len(fresh)})
    return len(fresh)


def _known(one: Entry, known: Book, history: Numbers, beside: Mapping[tuple[str, str], list[Fraction]]) -> rules.Known:
    assert one.number is not None
    before = [e for e in history.get((one.indicator_id, one.area_code), []) if e.starts_on < one.starts_on]
    said = [e for e in before if e.number is not None]
    return rules.Known(
        one.number, one.base, known[one.indicator_id].over_time == SUM, [e.number for e in said if e.number is not None],
        [e.base or Decimal(0) for e in said], beside.get((one.indicator_id, one.area_code), []),
    )  # fmt: skip


def _history(here: Collection[Entry]) -> Numbers:
    """What the same areas said of the same indicators in the year before."""
    first = min(one.starts_on for one in here)
    rows = Entry.objects.filter(
        indicator__in={one.indicator_id for one in here}, area_code__in={one.area_code for one in here}, cell="",
        starts_on__gte=shift(first, -MONTHS_BACK * max(1, max(LENGTH[one.period] for one in here) // 3)),
        starts_on__lt=max(one.starts_on for one in here), state__in=[*COUNTS, HANDED_IN],
    ).order_by("starts_on")  # fmt: skip
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for row in rows:
        found[row.indicator_id, row.area_code].append(row)
    return found


def _beside(here: Collection[Entry]) -> dict[tuple[str, str], list[Fraction]]:
    """What the other areas of the province said for the same period."""
    said: dict[tuple[str, date, str], list[tuple[str, Fraction]]] = defaultdict(list)
    for province in {one.area_code[:2] for one in here}:
        rows = Entry.objects.filter(
            indicator__in={one.indicator_id for one in here}, area_code__startswith=province, cell="",
            starts_on__in={one.starts_on for one in here}, state__in=[*COUNTS, HANDED_IN], number__isnull=False,
        ).values_list("indicator", "starts_on", "area_code", "number", "base")  # fmt: skip
        for code, on, area, number, base in rows:
            if number is not None and (base is None or base):
                said[code, on, province].append((area, Fraction(number) / Fraction(base) if base else Fraction(number)))
    return {
        (one.indicator_id, one.area_code): [
            value for area, value in said[one.indicator_id, one.starts_on, one.area_code[:2]] if area != one.area_code
        ]
        for one in here
    }


@transaction.atomic
def answer(flag: EntryFlag, *, by: Actor, said: str, settled: str, now: datetime | None = None) -> EntryFlag:
    """The district says what is behind the number. Raises NotAllowed, Refused, Stale (somebody was quicker)."""
    if not (by.is_staff and by.role in ("officer", "chief") and flag.entry.area_code.startswith(by.office_code)):
        raise NotAllowed("not_yours", _("คำถามนี้ให้อำเภอเจ้าของตัวเลขเป็นผู้ตอบ"))
    if settled not in SETTLED:
        raise Refused("settled_how", _("กรุณาเลือกว่าตัวเลขถูกต้อง หรือจะแก้ไข"), "settled")
    if len(said.strip()) < LEAST:
        raise Refused("too_short", _("กรุณาเล่าสั้น ๆ ว่าตัวเลขมาจากอะไร อย่างน้อย 10 ตัวอักษร"), "answer")
    if len(said) > 2000:
        raise Refused("too_long", _("ข้อความยาวเกินไป ขอไม่เกิน 2,000 ตัวอักษร"), "answer")
    changes = {
        "answer": said.strip(),
        "settled": settled,
        "answered_at": now or timezone.now(),
        "answered_by_id": by.user_id,
    }
    if not EntryFlag.objects.filter(pk=flag.pk, settled="").update(**changes):
        raise Stale("stale", _("มีผู้ตอบคำถามนี้ไปก่อนแล้ว"))
    for name, value in changes.items():
        setattr(flag, name, value)
    return flag
