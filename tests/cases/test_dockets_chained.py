"""A docket stands in the chain of its case: whatever somebody changes of it by SQL is found, and nothing that is right."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction

from factories import MONDAY, case, moved
from mediating import DAY, TO_PANEL, docketed, settled
from mediating import moved as mediated
from people import CITIZEN, actor
from sangsuk.cases import forgetting, proving, replay, story, verifying
from sangsuk.cases.mediation import imprints
from sangsuk.cases.mediation import proving as dockets
from sangsuk.cases.models import Case, CaseEvent, Mediation, MediationEvent, Party, Session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
TABLES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "docket": (Mediation, (*imprints.DOCKET, "case_id")),
    "event": (MediationEvent, (
        "seq", "at", "move", "actor_kind", "user_id", "actor_name", "office_code", "data", "changes", "sealed", "salt",
        "body", "hash", "mediation_id",
    )),
    "party": (Party, (*imprints.PARTY, *imprints.NAMES, "mediation_id")),
    "session": (Session, (*imprints.SESSION, "mediation_id")),
}  # fmt: skip


def sql(statement: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def faults() -> list[tuple[int, str]]:
    return [(fault.seq, fault.what) for fault in dockets.faults()]


def test_what_was_written_as_it_should_be_has_no_faults() -> None:
    told = case(4)
    mediated(docketed(told=told), *TO_PANEL, "appoint")
    settled(2)
    mediated(docketed(3), "ask_consent", "refuse")
    assert faults() == [] and list(proving.faults()) == [] and list(replay.differences()) == []
    assert verifying.verify().said == []


def test_the_imprints_stand_in_nobodys_story() -> None:
    mediation = docketed()
    events = list(CaseEvent.objects.filter(case=mediation.case_id).order_by("seq"))
    assert imprints.MOVE in [event.move for event in events]
    for audience in (story.CITIZEN, story.CENTRE, story.AGENCY, story.FOLLOWER):
        assert imprints.MOVE not in [line.move for line in story.lines(events, audience=audience, office_code="5001")]


OTHER = {
    "timestamp with time zone": "{0} - interval '3 days'", "date": "{0} - 3", "boolean": "not {0}", "integer": "{0} + 1",
    "smallint": "{0} + 1", "bigint": "{0} + 1", "text": "{0} || 'x'", "character varying": "'5002'", "jsonb": "{0} || '{{\"text\": \"x\"}}'",
    "bytea": "sha256({0})", "ARRAY": "{0} || 9::bigint",
}  # fmt: skip
FILLED = {"timestamp with time zone": "now()", "date": "current_date", "text": "'x'", "bytea": "sha256('x')"}


def kinds(table: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select column_name, data_type from information_schema.columns where table_name = %s", [table])
        return dict(cursor.fetchall())


COLUMNS = [(name, column) for name, (_model, columns) in TABLES.items() for column in columns]


@pytest.mark.parametrize("name", TABLES)
def test_any_column_of_any_row_that_is_changed_is_found(name: str) -> None:
    """What the database itself refuses has not happened."""
    settled(1)
    mediated(docketed(2), *TO_PANEL, "appoint", "adjourn")
    model, columns = TABLES[name]
    known, tried = kinds(model._meta.db_table), 0
    for column in columns:
        for key, value in model.objects.values_list("pk", column):
            to = FILLED.get(known[column], "1") if value is None else OTHER[known[column]].format(column)
            if column == "salt":
                to = "substring(sha256(salt) from 1 for 16)"
            with transaction.atomic():
                try:
                    with transaction.atomic():
                        sql(f"update {model._meta.db_table} set {column} = {to} where id = %s", key)
                        sql("set constraints all immediate")
                except Error:
                    continue
                tried += 1
                assert faults(), f"{name}.{column} of row {key}"
                transaction.set_rollback(True)
    assert faults() == [] and tried >= len(columns)


@pytest.mark.parametrize("model", [MediationEvent, Party, Session])
def test_any_row_that_is_taken_away_or_put_in_is_found(model: Any) -> None:
    settled(1)
    table = model._meta.db_table
    columns = ", ".join(f.column for f in model._meta.concrete_fields if f.name not in ("id", "no", "seq"))
    place = "seq" if model is MediationEvent else "no"
    for key in list(model.objects.values_list("pk", flat=True)):
        for statement in (
            f"delete from {table} where id = %s",
            f"insert into {table} ({columns}, {place}) select {columns}, {place} + 100 from {table} where id = %s",
        ):
            with transaction.atomic():
                assert sql(statement, key) == 1
                assert faults(), statement
                transaction.set_rollback(True)


def test_a_whole_docket_that_is_taken_away_is_found_also_with_its_number() -> None:
    mediation = settled(1)
    for table in ("mediationevent", "party", "session"):
        sql(f"delete from cases_{table} where mediation_id = %s", mediation.pk)
    sql("delete from cases_mediation")
    sql("update cases_docketregister set last = 0")
    assert faults() == [(0, "docket")]


def test_a_docket_that_was_put_in_beside_the_case_is_found() -> None:
    mediation = settled(1)
    columns = ", ".join(f.column for f in Mediation._meta.concrete_fields if f.name not in ("id", "number", "running"))
    sql(
        f"insert into cases_mediation ({columns}, number, running) select {columns}, '5001-M69-00002', 2 from cases_mediation"
        " where id = %s",
        mediation.pk,
    )
    sql("update cases_docketregister set last = 2")
    assert faults() == [(0, "rows")]


def test_parties_of_two_dockets_that_changed_places_are_found() -> None:
    one, other = docketed(1), docketed(2)
    sql("update cases_party set no = no + 100")
    sql(
        "update cases_party set mediation_id = %s - mediation_id, no = no - 100",
        one.pk + other.pk,
    )
    assert faults() == [(0, "rows"), (0, "rows")]


def test_the_case_that_says_what_a_docket_was_cannot_be_changed_either() -> None:
    docketed(1)
    sql("update cases_caseevent set data = data || '{\"rows\": \"00\"}' where move = 'docket'")
    assert (0, "rows") in faults()
    assert [fault.what for fault in proving.faults()] == ["words"]


def test_words_forgotten_by_rule_are_no_tampering_and_what_stays_is_still_protected() -> None:
    mediation = settled(1)
    told = forgetting.mediations([mediation.pk], by=actor("daranee"), reason="ครบเวลาเก็บ", now=MONDAY + 9 * DAY)
    assert told["mediation"] == 1 and faults() == [] and list(proving.faults()) == []
    many = CaseEvent.objects.count()
    forgetting.mediations([mediation.pk], by=actor("daranee"), reason="ครบเวลาเก็บ", now=MONDAY + 10 * DAY)
    assert CaseEvent.objects.count() == many
    assert {bytes(event.salt) for event in MediationEvent.objects.all()} == {imprints.GONE}
    for case_ in Case.objects.all():
        forgetting.stories([case_.pk], by=actor("daranee"), reason="ครบเวลาเก็บ", now=MONDAY + 11 * DAY)
    assert faults() == [] and list(proving.faults()) == []
    for statement in (
        "update cases_mediationevent set at = at - interval '1 day' where move = 'sign'",
        "update cases_mediation set signed_on = signed_on - 1",
        "delete from cases_session",
    ):
        with transaction.atomic():
            sql(statement)
            assert faults(), statement
            transaction.set_rollback(True)


def test_who_withdraws_her_case_ends_the_docket_in_the_same_chain() -> None:
    told = case(1)
    docketed(told=told)
    moved(Case.objects.get(pk=told.pk), ("withdraw", CITIZEN), now=MONDAY + timedelta(hours=2))
    assert Mediation.objects.get().status == "dismissed"
    assert faults() == [] and list(proving.faults()) == [] and list(replay.differences()) == []


def test_two_hundred_changes_drawn_by_lot_are_all_found() -> None:
    """Any column of any of these tables, to what another row has there."""
    settled(1)
    mediated(docketed(2), *TO_PANEL, "appoint", "postpone")
    mediated(docketed(3), "ask_consent", "refuse")
    chance, done = random.Random(2570), 0
    while done < 200:
        name, column = chance.choice(COLUMNS)
        model = TABLES[name][0]
        rows = list(model.objects.order_by("pk").values("pk", column))
        one, other = chance.choice(rows), chance.choice(rows)
        if one[column] == other[column]:
            continue
        table = model._meta.db_table
        with transaction.atomic():
            try:
                with transaction.atomic():
                    sql(
                        f"update {table} set {column} = (select {column} from {table} where id = %s) where id = %s",
                        other["pk"], one["pk"],
                    )  # fmt: skip
                    sql("set constraints all immediate")
            except Error:
                done += 1
                continue
            assert faults(), f"{name}.{column}: {one} as {other}"
            transaction.set_rollback(True)
        done += 1
