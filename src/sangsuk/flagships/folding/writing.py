"""Figures are written where they differ, and those that nothing supports any more are taken away."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

COLUMNS = "indicator_id, level, area_code, period, starts_on, cell, view, number, base, value, entries, accepted"
KEY = ("indicator_id", "level", "area_code", "period", "starts_on", "cell", "view")
SAID = ("number", "base", "value", "entries", "accepted")


class Made(NamedTuple):
    """A figure as it shall be."""

    indicator: str
    level: str
    area: str
    period: str
    starts_on: date
    cell: str
    view: str
    number: Decimal | None
    base: Decimal | None
    value: Decimal | None
    entries: int
    accepted: int


def write(made: Iterable[Made], scopes: Collection[tuple[str, str, date]], *, now: datetime) -> int:
    """`scopes`: (indicator, area, first day of the fiscal year) that were folded whole. Returns how many figures changed."""
    same = " and ".join(f"f.{name} = m.{name}" for name in KEY)
    with connection.cursor() as cursor:
        cursor.execute(f"create temporary table made on commit drop as select {COLUMNS} from flagships_figure limit 0")
        with cursor.copy(f"copy made ({COLUMNS}) from stdin") as out:
            for one in made:
                out.write_row(one)
        cursor.execute("analyze made")
        cursor.execute(
            f"""delete from flagships_figure as f
                using (select unnest(%s::text[]) as indicator, unnest(%s::text[]) as area, unnest(%s::date[]) as year_on) as s
                where f.indicator_id = s.indicator and f.area_code = s.area
                  and f.starts_on >= s.year_on and f.starts_on < s.year_on + interval '1 year'
                  and not exists (select from made as m where {same})""",
            [[scope[n] for scope in scopes] for n in range(3)],
        )
        changed: int = cursor.rowcount
        cursor.execute(
            f"""insert into flagships_figure ({COLUMNS}, folded_at) select {COLUMNS}, %s from made
                on conflict ({", ".join(KEY)}) do update set ({", ".join(SAID)}, folded_at) =
                  ({", ".join(f"excluded.{name}" for name in SAID)}, excluded.folded_at)
                where ({", ".join(f"flagships_figure.{name}" for name in SAID)}) is distinct from
                  ({", ".join(f"excluded.{name}" for name in SAID)})""",
            [now],
        )
        changed += cursor.rowcount
        cursor.execute("drop table made")
    return changed
