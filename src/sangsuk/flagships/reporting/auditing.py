"""Whether every number is what was said of it last."""

from collections.abc import Iterator

from django.db import connection

_APART = """
select concat_ws(' ', e.indicator_id, e.area_code, e.starts_on, nullif(e.cell, '')), e.seq, e.number, s.number
from flagships_entry as e
left join flagships_statement as s on s.entry_id = e.id and s.seq = e.seq
where (e.seq > 0 or e.number is not null or e.none)
  and (e.state, e.number, e.base, e.keys, e.none, e.note) is distinct from (s.state, s.number, s.base, s.keys, s.none, s.note)
   or exists (select from flagships_statement as later where later.entry_id = e.id and later.seq > e.seq)
order by e.indicator_id, e.area_code, e.starts_on, e.cell"""


def faults() -> Iterator[str]:
    """A line for every entry that is not what its newest statement says."""
    with connection.cursor() as cursor:
        cursor.execute(_APART)
        for name, seq, number, said in cursor:
            yield f"{name}: statement {seq} says {said}, the entry {number}, or differs otherwise"
