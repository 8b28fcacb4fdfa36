"""Every event stands in the chain of its case, and whoever changes one behind our back is found out."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import chain, machine, proving, replay
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.common.errors import Refused
from sangsuk.ledger import canonical

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def lived() -> Case:
    malee = actor("malee")
    return moved(case(), ("accept", malee), ("note", malee), ("hand_to_agency", malee))


def faults() -> list[tuple[int, str]]:
    return [(fault.seq, fault.what) for fault in proving.faults()]


def test_what_was_written_as_it_should_be_has_no_faults() -> None:
    lived()
    case(2)
    machine.sweep(MONDAY + timedelta(days=40), seconds=5)
    assert CaseEvent.objects.filter(actor_kind="system").exists()
    assert faults() == []


EDITS: dict[str, tuple[str, list[tuple[int, str]]]] = {
    "its words": ("update cases_caseevent set data = '{\"text\": \"ไม่มีอะไร\"}' where seq = 3", [(3, "words")]),
    "who said it": ("update cases_caseevent set actor_name = 'คนอื่น' where seq = 3", [(3, "words")]),
    "its day": ("update cases_caseevent set at = at - interval '2 days' where seq = 2", [(2, "link")]),
    "its office": ("update cases_caseevent set office_code = '5002' where seq = 2", [(2, "link")]),
    "what it set": ("update cases_caseevent set changes = changes || '{\"urgency\": \"high\"}' where seq = 2", [(2, "link"), (0, "state")]),
    "a move": ("update cases_caseevent set move = 'propose' where seq = 3", [(3, "link")]),
    "the channel": ("update cases_caseevent set channel = 'phone' where seq = 1", [(1, "link")]),
    "one in the middle gone": ("delete from cases_caseevent where seq = 2", [(2, "missing")]),
    "the last one gone": ("delete from cases_caseevent where seq = 4", [(4, "missing")]),
    "the story": ("update cases_case set description = 'เรื่องอื่น'", [(0, "told")]),
    "when it came": ("update cases_case set deemed_received_at = deemed_received_at + interval '1 day'", [(0, "told")]),
    "the key": ("update cases_case set key_digest = sha256('x')", [(0, "told")]),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_a_change_by_sql_is_found_and_named(name: str) -> None:
    lived()
    statement, found = EDITS[name]
    sql(statement)
    assert faults() == found


def test_two_events_that_changed_places_are_found() -> None:
    lived()
    sql("update cases_caseevent set seq = seq + 10 where seq in (2, 3)")
    sql("update cases_caseevent set seq = 15 - seq where seq > 10")
    assert faults() == [(2, "link"), (3, "link"), (4, "link")]


def test_who_takes_the_last_event_away_and_sets_the_row_back_is_found() -> None:
    told = lived()
    before = bytes(CaseEvent.objects.get(case=told, seq=3).hash)
    sql("delete from cases_caseevent where seq = 4")
    sql("update cases_case set version = 3, head = %s || substring(head from 33)", before)
    assert faults() == [(0, "head")]


def test_who_reckons_the_digest_of_the_last_event_anew_is_found() -> None:
    told = lived()
    event = CaseEvent.objects.get(case=told, seq=4)
    event.at += timedelta(days=1)
    before = bytes(CaseEvent.objects.get(case=told, seq=3).hash)
    event.hash = chain.hash_of(event, told.client_id, before)
    event.save()
    sql("update cases_case set head = %s || substring(head from 33)", event.hash)
    assert faults() == [(0, "head")]


def test_what_is_written_after_a_tampering_does_not_make_it_good() -> None:
    told = lived()
    sql("delete from cases_caseevent where seq = 4")
    before = bytes(CaseEvent.objects.get(case=told, seq=3).hash)
    sql("update cases_case set version = 3, head = %s || substring(head from 33)", before)
    cases.move(Case.objects.get(), "note", by=actor("malee"), data={"text": "โทรแล้ว"}, now=MONDAY)
    assert faults() == [(0, "head")]


@pytest.mark.parametrize("column", ["hash", "body", "salt"])
def test_the_database_refuses_an_event_outside_the_chain(column: str) -> None:
    lived()
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(f"update cases_caseevent set {column} = null where seq = 2")
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(f"update cases_caseevent set {column} = '\\x00' where seq = 2")


def forget(told: Case, *seqs: int) -> None:
    chain.forget(told, seqs, by=actor("daranee"), reason="ผู้ร้องขอให้ลบ", now=MONDAY)


def test_words_that_are_forgotten_on_purpose_are_no_tampering() -> None:
    told = lived()
    forget(told, 3)
    note = CaseEvent.objects.get(case=told, seq=3)
    assert "text" not in note.data and note.data["_before"]["office"] == "5001"
    assert faults() == [] and list(replay.differences()) == []
    told.refresh_from_db()
    cases.move(told, "note", by=actor("malee"), data={"text": "ต่อไปตามปกติ"}, now=MONDAY)
    assert faults() == []


def test_the_story_of_a_case_may_be_forgotten_with_its_first_event() -> None:
    told = lived()
    forget(told, 1)
    sql("update cases_case set description = ''")
    assert faults() == []


def test_forgetting_is_not_a_way_to_change_what_happened() -> None:
    told = lived()
    forget(told, 3)
    sql("update cases_caseevent set move = 'inform' where seq = 3")
    assert faults() == [(3, "link")]


def test_forgetting_without_a_reason_or_of_what_never_was_is_refused() -> None:
    told = lived()
    refusals: list[Callable[[], object]] = [
        lambda: chain.forget(told, [3], by=actor("daranee"), reason=""),
        lambda: chain.forget(told, [9], by=actor("daranee"), reason="ขอให้ลบ"),
        lambda: chain.forget(told, [], by=actor("daranee"), reason="ขอให้ลบ"),
    ]
    for refused in refusals:
        with pytest.raises(Refused):
            refused()
    assert CaseEvent.objects.count() == 4


def test_links_of_many_at_once_are_those_of_one() -> None:
    told = lived()
    links = chain.Many(move="remind", at=MONDAY, many=1)
    head, salt, body, last = links.link(told, '{"version":5}', '{"ไทย":"ก"}')
    event = CaseEvent(
        seq=5, at=MONDAY, move="remind", actor_kind="system", channel="system", changes={"version": 5}, salt=salt, body=body
    )  # fmt: skip
    assert chain.body_of(salt, "", {"ไทย": "ก"}) == body
    assert chain.hash_of(event, told.client_id, bytes(told.head)[:32]) == last
    assert head == chain.head_of(told.client_id, 5, last)
    told.head = bytes(told.head)[:32] + bytes(32)
    assert links.link(told, "{}", "{}")[0][32:] == chain.TORN


@pytest.mark.parametrize("adopted_on", [None, MONDAY.date()])
@pytest.mark.parametrize("user_id", [None, 7])
def test_the_digest_of_an_event_is_that_of_its_canonical_json(adopted_on: date | None, user_id: int | None) -> None:
    told = lived()
    event = CaseEvent(
        seq=5, at=MONDAY, move='a "move"', actor_kind="staff", user_id=user_id, office_code="5001\n", channel="เคาน์เตอร์",
        changes={"ข": [1, None], "a": "\u2028"}, body=b"\x01" * 32, adopted_on=adopted_on,
    )  # fmt: skip
    whole = {
        "actor": "staff", "adopted": adopted_on and adopted_on.isoformat(), "at": chain.moment(MONDAY), "before": "00" * 32,
        "body": "01" * 32, "case": told.client_id.hex, "changes": canonical.digest(event.changes).hex(),
        "channel": event.channel, "move": event.move, "office": event.office_code, "seq": 5, "user": user_id, "v": 1,
    }  # fmt: skip
    assert chain.hash_of(event, told.client_id, chain.FIRST) == canonical.digest(whole)
    words = canonical.digest({"actor_name": 'ก"', "data": {"ข": 1, "a": "x"}})
    assert chain.body_of(b"", 'ก"', {"ข": 1, "a": "x"}) == words


@pytest.mark.parametrize("change", ["urgency = 'life'", "due_at = due_at + interval '3 days'", "rating = 5", "told_at = null", "nature = 'x'"])  # fmt: skip
def test_the_row_says_what_its_events_say(change: str) -> None:
    lived()
    sql(f"update cases_case set {change}")
    assert faults() == [(0, "state")]
