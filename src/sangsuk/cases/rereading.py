"""What is kept redacted, made anew: title, search index and sketch of every case, when the rules of redaction have changed."""

from collections.abc import Callable

from django.db import connection, transaction

from . import intake
from .models import Case, Likeness, Words

BATCH = 500


def read_again(
    *, after: int = 0, batch: int = BATCH, told: Callable[[int], object] | None = None
) -> tuple[int, int, int]:
    """(cases read, cases that came out differently, the last one). Each batch is a transaction of its own, in the order of
    the cases, so that what was ended goes on from `after`. Nothing but what was derived is written; no event is made."""
    read = changed = 0
    while True:
        with transaction.atomic():
            rows = _batch(after, batch)
            if not rows:
                return read, changed, after
            changed += _renewed(rows)
        read, after = read + len(rows), rows[-1][0]
        if told:
            told(read)


Row = tuple[int, str, str, str, str]


def _batch(after: int, batch: int) -> list[Row]:
    # Locked: what is being forgotten meanwhile must not come back into the index.
    rows = Case.objects.filter(pk__gt=after).order_by("pk").select_for_update(no_key=True, of=("self",))
    return list(rows.values_list("pk", "gist", "description", "wish", "place_note")[:batch])


def _renewed(rows: list[Row]) -> int:
    made = {pk: intake.read(description, wish, note) for pk, _gist, description, wish, note in rows}
    ids, gists, words = list(made), [gist for gist, _ in made.values()], [words for _, words in made.values()]
    with connection.cursor() as cursor:
        cursor.execute(_INDEX, [ids, words])
        indexed = {pk for (pk,) in cursor.fetchall()}
        cursor.execute(_TITLE, [ids, gists])
        indexed |= {pk for (pk,) in cursor.fetchall()}
    Likeness.objects.filter(case__in=indexed).delete()  # made when next asked for
    return len(indexed)


_INDEX = f"""
with told as (select * from unnest(%s::bigint[], %s::text[]) as t (id, words))
update {Words._meta.db_table} w set vector = to_tsvector('simple', told.words)
from told where w.case_id = told.id and w.vector is distinct from to_tsvector('simple', told.words)
returning w.case_id
"""
_TITLE = f"""
with told as (select * from unnest(%s::bigint[], %s::text[]) as t (id, gist))
update {Case._meta.db_table} c set gist = told.gist
from told where c.id = told.id and c.gist is distinct from told.gist
returning c.id
"""
