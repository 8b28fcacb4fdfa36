"""Somebody with SQL, and with what he reads in our code: one random change, and whether `sangsuk verify` finds it.

Each trial is undone afterwards. The marks of the day are written before (see cases/marking.py): what they do not cover yet,
a whole case taken away with its number within ten minutes, is named in docs/security.md.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import Error, connection, transaction

from sangsuk.cases import auditing, chain, marking, proving
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.ledger import log_checking
from sangsuk.ledger.models import LogHead, LogLeaf, LogTile

Deed = Callable[[random.Random, Case, CaseEvent], None]
_GONE = ("cases_caseevent", "cases_words", "cases_reporter", "cases_attachment", "cases_letter")


def sql(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def edit(chance: random.Random, case: Case, event: CaseEvent) -> None:
    """One field of one event."""
    field, value = chance.choice((
        ("data", '{"text": "ไม่มีอะไรเกิดขึ้น"}'), ("changes", '{"status": "settled"}'), ("move", "note"), ("actor_kind", "agency"),
        ("actor_name", "ใครอีกคน"), ("office_code", "9999"), ("channel", "fax"), ("adopted_on", "2026-01-01"),
        ("salt", "\\x" + chance.randbytes(16).hex()), ("body", "\\x" + chance.randbytes(32).hex()), ("hash", "\\x" + chance.randbytes(32).hex()),
    ))  # fmt: skip
    sql(f"update cases_caseevent set {field} = %s where id = %s", value, event.pk)
    if CaseEvent.objects.filter(pk=event.pk).values().get() == _AS_IT_WAS[event.pk]:
        raise Error("to write what stands there already is no change")


_AS_IT_WAS: dict[int, dict[str, Any]] = {}


def back_date(chance: random.Random, case: Case, event: CaseEvent) -> None:
    sql("update cases_caseevent set at = at - %s where id = %s", timedelta(minutes=chance.randint(1, 90_000)), event.pk)


def delete(chance: random.Random, case: Case, event: CaseEvent) -> None:
    sql("delete from cases_caseevent where id = %s", event.pk)
    if chance.random() < 0.5:  # and close the gap
        sql("update cases_caseevent set seq = seq - 1 where case_id = %s and seq > %s", case.pk, event.seq)
        sql("update cases_case set version = version - 1 where id = %s", case.pk)


def insert(chance: random.Random, case: Case, event: CaseEvent) -> None:
    sql("update cases_caseevent set seq = seq + 1000 where case_id = %s and seq > %s", case.pk, event.seq)
    sql(
        """insert into cases_caseevent (case_id, seq, at, move, actor_kind, actor_name, office_code, channel, data, changes,
           salt, body, hash) select case_id, seq + 1, at, 'note', actor_kind, actor_name, office_code, channel,
           '{"text": "x"}', changes, salt, body, hash from cases_caseevent where id = %s""",
        event.pk,
    )
    sql("update cases_caseevent set seq = seq - 999 where case_id = %s and seq > 1000", case.pk)
    sql("update cases_case set version = version + 1 where id = %s", case.pk)


def swap(chance: random.Random, case: Case, event: CaseEvent) -> None:
    """Two events change places, or an event goes to another case."""
    other = chance.choice(list(CaseEvent.objects.exclude(pk=event.pk).order_by("id")))
    sql("update cases_caseevent set seq = -1 where id = %s", event.pk)
    if other.case_id == case.pk or chance.random() < 0.5:
        sql("update cases_caseevent set seq = %s, case_id = %s where id = %s", event.seq, case.pk, other.pk)
    sql("update cases_caseevent set seq = %s, case_id = %s where id = %s", other.seq + 500, other.case_id, event.pk)


def reckon(chance: random.Random, case: Case, event: CaseEvent) -> None:
    """The clever one: edit, and work out every hash from there on and the head anew. Only the tag he cannot make."""
    events = list(CaseEvent.objects.filter(case=case).order_by("seq"))
    before = chain.FIRST
    for one in events:
        if one.pk == event.pk:
            one.at -= timedelta(days=1)
            one.data = one.data | {"text": "แก้แล้ว"}
            one.body = chain.body_of(bytes(one.salt), one.actor_name, one.data)
        one.hash = chain.hash_of(one, case.client_id, before)
        one.save()
        before = one.hash
    _head(chance, case, len(events), before)


def roll_back(chance: random.Random, case: Case, event: CaseEvent) -> None:
    """Take the last events away, and set version and head back to what they were."""
    last = CaseEvent.objects.filter(case=case).order_by("-seq").first()
    if last is None or last.seq == 1:
        return edit(chance, case, event)
    keep = chance.randint(1, last.seq - 1)
    sql("delete from cases_caseevent where case_id = %s and seq > %s", case.pk, keep)
    sql("update cases_case set version = %s where id = %s", keep, case.pk)
    return _head(chance, case, keep, bytes(CaseEvent.objects.get(case=case, seq=keep).hash))


def _head(chance: random.Random, case: Case, seq: int, last: bytes) -> None:
    """With the old tag, that of another case, or any."""
    other = bytes(chance.choice(list(Case.objects.order_by("id"))).head)[32:]
    tag = chance.choice((bytes(case.head)[32:], other, chance.randbytes(32)))
    sql("update cases_case set head = %s, version = %s where id = %s", last + tag, seq, case.pk)


def take_away(chance: random.Random, case: Case, event: CaseEvent) -> None:
    """A whole case with all that belongs to it; the register too when it was the last."""
    for table in _GONE:
        sql(f"delete from {table} where case_id = %s", case.pk)
    sql("delete from cases_case where id = %s", case.pk)
    sql("update cases_register set last = last - 1 where office_code = %s", case.office_id)


def the_row(chance: random.Random, case: Case, event: CaseEvent) -> None:
    """Always to something else than what stands there: who writes the same has changed nothing."""
    edits = (
        ("description", "เรื่องอื่น"), ("wish", "ไม่ต้องช่วย"), ("submitted_at", case.submitted_at - timedelta(days=3)),
        ("deemed_received_at", case.deemed_received_at + timedelta(days=3)), ("key_digest", chance.randbytes(32)),
        ("version", case.version + 1), ("head", chance.randbytes(64)), ("number", f"{case.number}9"),
        ("urgency", "life"), ("due_at", case.deemed_received_at + timedelta(days=900)), ("nature", "x"),
    )  # fmt: skip
    field, value = chance.choice([(field, value) for field, value in edits if getattr(case, field) != value])
    sql(f"update cases_case set {field} = %s where id = %s", value, case.pk)


def rename(chance: random.Random, case: Case, event: CaseEvent) -> None:
    """Another number of the same shape, or that of another case, which then bears hers."""
    other = chance.choice(list(Case.objects.exclude(pk=case.pk).order_by("id")))
    if chance.random() < 0.5:
        digits = "".join(chance.choices("123456789", k=len(case.number.rpartition("-")[2])))
        sql("update cases_case set number = %s where id = %s", f"{case.number.rpartition('-')[0]}-{digits}", case.pk)
        return
    for pk, number in ((case.pk, "-"), (other.pk, case.number), (case.pk, other.number)):
        sql("update cases_case set number = %s where id = %s", number, pk)


def the_log(chance: random.Random, case: Case, event: CaseEvent) -> None:
    leaf, tile = (
        chance.choice(list(LogLeaf.objects.order_by("pk"))),
        chance.choice(list(LogTile.objects.order_by("pk"))),
    )
    head = chance.choice(list(LogHead.objects.order_by("pk")))
    place = chance.randrange(len(bytes(tile.hashes)))
    chance.choice((
        lambda: sql("delete from ledger_logleaf where place = %s", leaf.place),
        lambda: sql("update ledger_logleaf set head = %s where place = %s", chance.randbytes(32), leaf.place),
        lambda: sql("update ledger_logleaf set seq = seq + 1 where place = %s", leaf.place),
        lambda: sql("update ledger_logtile set hashes = set_byte(hashes, %s, (get_byte(hashes, %s) + 1) %% 256) where id = %s", place, place, tile.pk),
        lambda: sql("update ledger_loghead set root = %s where id = %s", chance.randbytes(32), head.pk),
        lambda: sql("update ledger_loghead set size = size + 256 where id = %s", head.pk),
        lambda: sql("update ledger_loghead set signature = %s where id = %s", chance.randbytes(64), head.pk),
    ))()  # fmt: skip


DEEDS: dict[str, Deed] = {
    "edit": edit, "back_date": back_date, "delete": delete, "insert": insert, "swap": swap, "reckon": reckon,
    "roll_back": roll_back, "take_away": take_away, "the_row": the_row, "rename": rename, "the_log": the_log,
}  # fmt: skip


@dataclass(frozen=True)
class Trial:
    deed: str
    found: bool


def trials(many: int, *, seed: int) -> Iterator[Trial]:
    """Each upon a case and an event drawn by lot. What the database itself refuses has not happened."""
    chance = random.Random(seed)
    cases = list(Case.objects.order_by("id"))
    events: dict[int, list[CaseEvent]] = {case.pk: [] for case in cases}
    for one in CaseEvent.objects.order_by("id"):
        events[one.case_id].append(one)
    _AS_IT_WAS.update({row["id"]: dict(row) for row in CaseEvent.objects.values()})
    done = 0
    while done < many:
        case = chance.choice(cases)
        name = chance.choice(list(DEEDS))
        with transaction.atomic():
            try:
                with transaction.atomic():
                    DEEDS[name](chance, case, chance.choice(events[case.pk]))
                    sql("set constraints all immediate")
            except Error:
                continue
            found = any(True for _fault in _faults(case))
            transaction.set_rollback(True)
        done += 1
        yield Trial(name, found)


def _faults(first: Case | None = None) -> Iterator[object]:
    """What `sangsuk verify` finds. `first`: the case to begin with; one that is wrong there is wrong in all."""
    if first is not None:
        yield from proving.faults(only=first)
    yield from proving.faults()
    yield from proving.against_the_log()
    yield from auditing.register_gaps()
    yield from marking.faults()
    yield from log_checking.faults()
