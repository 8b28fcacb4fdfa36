"""Keys exchanged while everybody works: wrap data keys anew, seal values anew, and end what nothing uses any more.

What is done stands in the values themselves: each says which key sealed it. A killed run is taken up by saying the same
again; a value that somebody changes meanwhile is left to its new words, because only the value that was read is replaced.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import BinaryField, Count, F, Func
from django.utils import timezone

from . import keys
from .key_providers import KeyTrouble
from .models import DataKey
from .sealed import Column, columns, elsewhere, row_of
from .sealing import HEAD, VERSION, Unreadable, head, seal, unseal

BATCH = 500
_HEAD = {"function": "substring", "output_field": BinaryField()}


def rewrap() -> int:
    """Every data key under the provider's current key; returns how many were not. No value is touched."""
    keeper = keys.provider()
    current, done = keeper.current(), 0
    with transaction.atomic():
        for row in DataKey.objects.select_for_update().filter(ended_at=None).exclude(wrapped_by=current):
            about = keys.about(row.pk, row.purpose)
            plain = keeper.unwrap(bytes(row.wrapped), key_id=row.wrapped_by, about=about)
            wrapped = keeper.wrap(plain, key_id=current, about=about)
            if keeper.unwrap(wrapped, key_id=current, about=about) != plain:
                raise KeyTrouble(f"The provider does not give back what {current} has wrapped. Nothing was changed.")
            DataKey.objects.filter(pk=row.pk).update(wrapped=wrapped, wrapped_by=current)
            done += 1
    return done


def new_data_key() -> int:
    """The key that every value takes from now on; other processes follow within a minute."""
    keys.make(DataKey.SEAL)
    keys.forget()
    return keys.current_id()


@dataclass(frozen=True)
class Progress:
    """After one batch of one column: how many were sealed anew, and how many no key opens."""

    column: Column
    done: int
    unreadable: int


def reseal(*, batch: int = BATCH, pause: float = 0.0) -> Iterator[Progress]:
    """Every value of every column under the newest data key, a batch in a transaction."""
    newest = keys.current_id()
    for column in columns():
        yield from _reseal_column(column, newest, batch, pause)
    for place in elsewhere():
        place.reseal(newest)


def _reseal_column(column: Column, newest: int, batch: int, pause: float) -> Iterator[Progress]:
    last: Any = None
    while True:
        rows = _others(column, newest)
        if last is not None:
            rows = rows.filter(pk__gt=last)
        some = list(rows.order_by("pk").values_list("pk", column.field, *column.row)[:batch])
        if not some:
            return
        last = some[-1][0]
        anew, unreadable = _sealed_anew(column, some)
        yield Progress(column, _replace(column, anew), unreadable)
        time.sleep(pause)


def _others(column: Column, newest: int) -> Any:
    """Values that another key has sealed."""
    rows: models.QuerySet[Any] = column.model._default_manager.exclude(**{column.field: b""})
    return rows.annotate(sealed_head=Func(F(column.field), 1, HEAD, **_HEAD)).exclude(sealed_head=head(newest))


def _sealed_anew(column: Column, some: list[tuple[Any, ...]]) -> tuple[list[tuple[Any, bytes, bytes]], int]:
    anew, unreadable = [], 0
    for pk, old, *parts in some:
        row = row_of(*parts)
        try:
            text = unseal(old, label=column.label, row=row)
        except Unreadable:
            unreadable += 1  # left as it is, and told: `sangsuk keys check` names the column
            continue
        anew.append((pk, bytes(old), seal(text, label=column.label, row=row)))
    return anew, unreadable


def _replace(column: Column, anew: list[tuple[Any, bytes, bytes]]) -> int:
    """Compare and swap, all of a batch in one statement."""
    if not anew:
        return 0
    table = column.model._meta.db_table
    field = connection.ops.quote_name(column.field)  # one is called "case"
    key = column.model._meta.pk
    assert key is not None
    kind = key.rel_db_type(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""update {table} as held set {field} = fresh.new
            from unnest(%s::{kind}[], %s::bytea[], %s::bytea[]) as fresh (id, old, new)
            where held.{key.column} = fresh.id and held.{field} = fresh.old""",
            [[one[0] for one in anew], [one[1] for one in anew], [one[2] for one in anew]],
        )
        return int(cursor.rowcount)


def uses() -> dict[int, dict[str, int]]:
    """By data key, how many values of which column it holds; 0 stands for the way of version 1."""
    found: dict[int, dict[str, int]] = {}
    for column in columns():
        rows = column.model._default_manager.exclude(**{column.field: b""})
        heads = rows.order_by().values(sealed_head=Func(F(column.field), 1, HEAD, **_HEAD))
        for start, count in heads.annotate(n=Count("pk")).values_list("sealed_head", "n"):
            key_id = key_of(bytes(start))
            place = found.setdefault(key_id, {})
            place[str(column)] = place.get(str(column), 0) + count
    for other in elsewhere():
        for key_id, count in other.uses().items():
            found.setdefault(key_id, {})[str(other)] = count
    return found


def key_of(value: bytes) -> int:
    return int.from_bytes(value[1:HEAD]) if value[:1] == VERSION else 0


def check(*, tell: Callable[[str], None]) -> int:
    """Whether every data key unwraps and every value opens; returns how many do not."""
    keys.forget()
    keys.current_id()
    wrong = 0
    for column in columns():
        bad = total = 0
        rows = column.model._default_manager.exclude(**{column.field: b""})
        for old, *parts in rows.values_list(column.field, *column.row).iterator(2000):
            total += 1
            try:
                unseal(old, label=column.label, row=row_of(*parts))
            except Unreadable:
                bad += 1
        tell(f"{column}: {total:,} values" + (f", {bad:,} DO NOT OPEN" if bad else ""))
        wrong += bad
    for place in elsewhere():
        bad = place.unreadable()
        tell(f"{place}: {bad:,} DO NOT OPEN" if bad else f"{place}: all open")
        wrong += bad
    return wrong


def retire_data_key(key_id: int, *, now: datetime | None = None) -> None:
    """End one data key for good. Refuses while it is the newest, has only just been followed, or holds any value."""
    now = now or timezone.now()
    with transaction.atomic():
        row = DataKey.objects.select_for_update().filter(pk=key_id, ended_at=None).first()
        if row is None:
            raise KeyTrouble(f"There is no data key {key_id} in use.")
        later = DataKey.objects.filter(purpose=row.purpose, ended_at=None, pk__gt=key_id).order_by("pk").first()
        if row.purpose != DataKey.SEAL or later is None:
            raise KeyTrouble(f"Data key {key_id} is the one in use.")
        waits = 2 * settings.KEYS_LOOK_AGAIN_SECONDS - (now - later.made_at).total_seconds()
        if 0 < waits < float("inf"):
            raise KeyTrouble(f"A process may still seal with data key {key_id}. Say it again in {waits:.0f} seconds.")
        held = uses().get(key_id, {})
        if held:
            told = ", ".join(f"{name} {count:,}" for name, count in held.items())
            raise KeyTrouble(f"Data key {key_id} still holds values: {told}. Say `sangsuk keys rotate --reseal` first.")
        DataKey.objects.filter(pk=key_id).update(ended_at=now, wrapped=b"")
    keys.forget()


def retire_wrapping_key(name: str) -> None:
    """End one key-encryption key. Refuses while any data key is wrapped by it; backups made before still need it."""
    held = DataKey.objects.filter(ended_at=None, wrapped_by=name).count()
    if held:
        raise KeyTrouble(f"{held} data keys are wrapped by {name}. Say `sangsuk keys rotate` first.")
    keys.provider().drop(name)
