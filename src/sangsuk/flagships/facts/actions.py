"""The machine says what the product counted, in the same words as a person: statements of entries that count."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from sangsuk.common import garbage
from sangsuk.offices import queries as offices
from sangsuk.thai.dates import bangkok_date

from .. import periods, words
from ..folding import marking
from ..indicators import queries
from ..indicators.cards import IndicatorCard
from ..models import Entry, Programme, Statement
from ..periods import Period
from .registry import FACTS, Fact

logger = logging.getLogger(__name__)
MACHINE, COUNTED = "machine", "counted"
TOO_FEW = gettext_noop("ผู้ตอบน้อยเกินกว่าจะบอกได้โดยไม่รู้ว่าเป็นใคร")
LOCK = 0x66616374


@dataclass(frozen=True)
class Word:
    """What is to be said of one district. `none`: that there is nothing to tell."""

    number: Decimal | None
    base: Decimal | None
    none: bool = False
    note: str = ""


def count_recent(now: datetime | None = None, *, months: int = 2) -> int:
    """This month and those before it; what changed since is said anew. Returns how many statements were made."""
    now = now or timezone.now()
    period = periods.containing(bangkok_date(now), periods.MONTH)
    said = 0
    for _n in range(months):
        said += count(period, now=now)
        period = period.previous
    return said


def count(period: Period, *, now: datetime | None = None) -> int:
    """Every fact of that month, for every district. What is as it was is not said again, so it may run twice, or at once."""
    now = now or timezone.now()
    cards = [card for card in _cards(period) if card.fact in FACTS and card.frequency == period.kind]
    if not cards:
        return 0
    with transaction.atomic(), garbage.left_alone():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        districts = _districts()
        counted = {name: _words(FACTS[name], period, districts) for name in {card.fact for card in cards}}
        said = _say(cards, counted, period, now)
    if said:
        logger.info("facts counted", extra={"period": period.code, "statements": said})
    return said


def _cards(period: Period) -> list[IndicatorCard]:
    open_ones = Programme.objects.filter(state=words.OPEN).values_list("code", flat=True)
    return [card for code in open_ones for card in queries.in_force(code, period.starts_on) if card.kind == words.FACT]


def _districts() -> list[str]:
    """Every district that has an office of its own today."""
    cards = offices.directory().values()
    return sorted({card.district_code for card in cards if card.level == "district" and card.district_code})


def _words(fact: Fact, period: Period, districts: Iterable[str]) -> dict[str, Word]:
    found = fact.counts(period.starts_on, period.before)
    return {code: _word(fact, *found.get(code, (Decimal(0), None))) for code in {*districts, *found}}


def _word(fact: Fact, number: Decimal, base: Decimal | None) -> Word:
    """A share of nobody is nothing to tell; nor is one of a few who could be known by it."""
    if not fact.has_base:
        return Word(number, None)
    if not base:
        return Word(None, None, none=True)
    if base < fact.least:
        return Word(None, None, none=True, note=TOO_FEW)
    return Word(number, base)


def _say(cards: list[IndicatorCard], counted: Mapping[str, Mapping[str, Word]], period: Period, now: datetime) -> int:
    """Entries that are not there are made; those that say something else get another statement."""
    known = {
        (one.indicator_id, one.area_code): one
        for one in Entry.objects.select_for_update().filter(
            indicator__in=[card.code for card in cards], starts_on=period.starts_on, period=period.kind, cell=""
        )
    }
    new, changed = [], []
    for card in cards:
        for district, word in counted[card.fact].items():
            entry = known.get((card.code, district))
            if entry is None:
                new.append(_entry(card.code, district, period, word))
            elif (entry.number, entry.base, entry.none, entry.note) != (word.number, word.base, word.none, word.note):
                entry.number, entry.base, entry.none, entry.note = word.number, word.base, word.none, word.note
                entry.seq += 1
                changed.append(entry)
    Entry.objects.bulk_create(new, batch_size=2000)
    Entry.objects.bulk_update(changed, ["number", "base", "none", "note", "seq"], batch_size=1000)
    Statement.objects.bulk_create([_statement(one, now) for one in (*new, *changed)], batch_size=2000)
    marking.changed((*new, *changed), now=now)
    return len(new) + len(changed)


def _entry(indicator: str, district: str, period: Period, word: Word) -> Entry:
    return Entry(
        indicator_id=indicator, area_code=district, period=period.kind, starts_on=period.starts_on, number=word.number,
        base=word.base, none=word.none, note=word.note, state=words.ACCEPTED, seq=1,
    )  # fmt: skip


def _statement(entry: Entry, now: datetime) -> Statement:
    return Statement(
        entry=entry, seq=entry.seq, at=now, kind=COUNTED, state=entry.state, number=entry.number, base=entry.base,
        none=entry.none, note=entry.note, way=MACHINE, role="system",
    )  # fmt: skip
