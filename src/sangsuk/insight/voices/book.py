"""What one step of counting changes: sums of lines and of words, and which weights are to be summed anew."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

from . import hearing, scopes
from .hearing import DESK, PUBLIC, Bundled, Key, Voice, month_of
from .tables import Heard, VoiceBundle, VoiceTally, VoiceWeight, VoiceWord

_HEARD, _BUNDLE, _TALLY, _WEIGHT, _WORD = (
    m._meta.db_table for m in (Heard, VoiceBundle, VoiceTally, VoiceWeight, VoiceWord)
)
scopes_of = lru_cache(maxsize=2048)(scopes.of_office)


class Book:
    """Filled in memory, written at once."""

    def __init__(self) -> None:
        self.lines: Counter[Key] = Counter()
        self.said: Counter[tuple[str, str, int, str, bool]] = Counter()
        self.weights: set[tuple[str, str, int]] = set()

    def at_desk(self, voice: Voice, sign: int) -> None:
        where, month = scopes_of(voice.office), month_of(voice.on)
        self._add(hearing.at_desk(voice, where), sign)
        self._say(voice, DESK, where, month, sign)
        self.weights.add((voice.office, DESK, month))
        if voice.open:
            self.in_public(voice, hearing.opened(voice, where), sign)

    def in_public(self, voice: Voice, how: Bundled, sign: int) -> None:
        self._add(hearing.in_public(voice, how), sign)
        self._say(voice, PUBLIC, how.scopes, how.month, sign)
        self.weights.add((how.scopes[0], PUBLIC, how.month))

    def _add(self, keys: Iterable[Key], sign: int) -> None:
        lines = self.lines
        for key in keys:
            lines[key] += sign

    def _say(self, voice: Voice, reach: str, where: Sequence[str], month: int, sign: int) -> None:
        if not voice.expectation:
            return
        above, said = voice.expectation == "above", self.said
        for scope in where:
            for word in voice.words:
                said[scope, reach, month, word, above] += sign

    def write(self, day: int) -> None:
        _lines(self.lines)
        _words(self.said)
        _weights(sorted(self.weights), day)


def _lines(sums: Counter[Key]) -> None:
    put(
        sorted((*key, n) for key, n in sums.items() if n), "text[], text[], text[], int[], text[], text[], bigint[]",
        f"""insert into {_TALLY} as kept (scope, reach, axis, month, value, measure, n) select * from unnest({{}})
            on conflict (scope, reach, axis, month, value, measure) do update set n = kept.n + excluded.n""",
    )  # fmt: skip


def _words(sums: Counter[tuple[str, str, int, str, bool]]) -> None:
    both: dict[tuple[str, str, int, str], list[int]] = {}
    for (scope, reach, month, word, above), n in sums.items():
        both.setdefault((scope, reach, month, word), [0, 0])[0 if above else 1] += n
    put(
        sorted((*key, *pair) for key, pair in both.items() if any(pair)), "text[], text[], int[], text[], int[], int[]",
        f"""insert into {_WORD} as kept (scope, reach, month, word, above, others) select * from unnest({{}})
            on conflict (scope, reach, month, word)
            do update set above = kept.above + excluded.above, others = kept.others + excluded.others""",
    )  # fmt: skip


# Each day of an office is one cluster, of which no more than so many count; see `estimating`.
SUMMED = """
    select area, reach, month, sum(w * n), sum(w * positive), sum(w * negative), sum(w * mixed),
           sum(w * (below + met + above)), sum(w * below), sum(w * met), sum(w * above)
    from (select area, reach, month, office, "on", sum(weight) as n, least(sum(weight), %(day)s) / sum(weight) as w,
                 coalesce(sum(weight) filter (where tone = 'positive'), 0) as positive,
                 coalesce(sum(weight) filter (where tone = 'negative'), 0) as negative,
                 coalesce(sum(weight) filter (where tone = 'mixed'), 0) as mixed,
                 coalesce(sum(weight) filter (where expectation = 'below'), 0) as below,
                 coalesce(sum(weight) filter (where expectation = 'met'), 0) as met,
                 coalesce(sum(weight) filter (where expectation = 'above'), 0) as above
          from told group by area, reach, month, office, "on") as days
    group by area, reach, month"""
_MONTH = '"on" >= make_date(month / 100, month %% 100, 1) and "on" < make_date(month / 100, month %% 100, 1) + interval \'1 month\''
_WEIGH = f"""
with asked as (select * from unnest(%(areas)s::text[], %(reaches)s::text[], %(months)s::int[]) as u(area, reach, month)),
told as (
    select area, reach, month, office, "on", tone, expectation, weight from asked join {_HEARD} on office = area and {_MONTH}
    where reach = 'desk' or open
    union all
    select a.area, a.reach, a.month, h.office, h."on", h.tone, h.expectation, h.weight
    from asked a join {_BUNDLE} b on b.area = a.area and b.month = a.month join {_HEARD} h on h.bundle_id = b.id
    where a.reach = 'public'),
gone as (delete from {_WEIGHT} w using asked a where (w.area, w.reach, w.month) = (a.area, a.reach, a.month)
         and not exists (select from told t where (t.area, t.reach, t.month) = (a.area, a.reach, a.month)))
insert into {_WEIGHT} (area, reach, month, voices, positive, negative, mixed, expected, below, met, above)
{SUMMED}
on conflict (area, reach, month) do update set voices = excluded.voices, positive = excluded.positive,
    negative = excluded.negative, mixed = excluded.mixed, expected = excluded.expected, below = excluded.below,
    met = excluded.met, above = excluded.above"""


def _weights(touched: Sequence[tuple[str, str, int]], day: int) -> None:
    if not touched:
        return
    areas, reaches, months = zip(*touched, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            _WEIGH, {"areas": list(areas), "reaches": list(reaches), "months": list(months), "day": day}
        )  # fmt: skip


def put(rows: Sequence[tuple[Any, ...]], types: str, statement: str) -> None:
    """Many rows as one array for each column."""
    if not rows:
        return
    gaps = ", ".join(f"%s::{kind}" for kind in types.split(", "))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(gaps), [list(column) for column in zip(*rows, strict=True)])
