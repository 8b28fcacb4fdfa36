"""The database of yesterday, and the receipts of today: every case comes back as it was promised, forgeries never."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

import factories
from factories import MONDAY, STORY, case, moved, new
from people import CITIZEN, SOMCHAI, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import auditing, proving, queries, receipt_forms, receipts, replay, reporters, restoring
from sangsuk.cases.models import Case, CaseEvent, Register
from sangsuk.cases.receipts import Receipt
from sangsuk.cases.restoring import hand_in
from sangsuk.common import ids

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
LATER = MONDAY + timedelta(hours=20)
KEPT = (
    "number", "client_id", "key_digest", "submitted_at", "deemed_received_at", "due_at", "finish_due_at", "office_id",
    "description", "wish", "district_id", "subdistrict_id", "holders", "status", "gist", "due_rule", "tick_at",
)  # fmt: skip


def lose(*lost: Case) -> None:
    """What setting the database back to a copy from before them does."""
    keys = [c.pk for c in lost]
    with connection.cursor() as cursor:
        for table in ("caseevent", "words", "reporter"):
            cursor.execute(f"delete from cases_{table} where case_id = any(%s)", [keys])
        cursor.execute("delete from cases_case where id = any(%s)", [keys])
        cursor.execute("update cases_register set last = last - %s", [len(keys)])


def facts(told: Case) -> dict[str, Any]:
    return {name: getattr(told, name) for name in KEPT}


def test_a_lost_case_comes_back_as_it_was_and_her_key_opens_it() -> None:
    told = case()
    told.refresh_from_db()
    before, first, receipt = facts(told), CaseEvent.objects.get(), receipts.of(told)
    lose(told)
    done = hand_in(receipt, now=LATER)
    assert (done.outcome, done.number, done.was) == ("restored", told.number, "")
    back = Case.objects.get()
    assert facts(back) == before
    assert CaseEvent.objects.get(seq=1).hash == first.hash
    assert queries.opened(done.number, ids.secret_key(factories.client_id()), caller="x").pk == back.pk
    assert reporters.contact(back) == SOMCHAI
    assert [*proving.faults(), *replay.differences(), *auditing.register_gaps()] == []
    assert receipts.of(back).statement == receipt.statement
    moved(back, ("accept", actor("malee")), now=LATER)


def test_the_register_goes_on_behind_the_numbers_that_came_back() -> None:
    told = [case(n) for n in (1, 2, 3)]
    kept = [receipts.of(c) for c in told]
    lose(*told)
    assert hand_in(kept[2], now=LATER).number == "5001-70-000003"
    assert Register.objects.get(office_code="5001").last == 3
    assert case(4, now=LATER).number == "5001-70-000004"
    assert [hand_in(r, now=LATER).number for r in kept[:2]] == ["5001-70-000001", "5001-70-000002"]
    assert Register.objects.get(office_code="5001").last == 4
    assert [*proving.faults(), *auditing.register_gaps()] == []


def test_who_comes_when_the_number_was_given_to_another_gets_a_new_one_and_is_told() -> None:
    told = case(1)
    receipt = receipts.of(told)
    lose(told)
    other = case(2, now=LATER)
    assert other.number == told.number
    done = hand_in(receipt, now=LATER)
    assert (done.outcome, done.number, done.was) == ("restored", "5001-70-000002", "5001-70-000001")
    back = Case.objects.get(number=done.number)
    assert back.due_at == told.due_at and back.key_digest == told.key_digest
    assert hand_in(receipt, now=LATER) == restoring.Returned("there", done.number, done.was)
    assert [*proving.faults(), *auditing.register_gaps()] == []


def test_handing_it_in_twice_is_once_and_what_is_not_lost_is_left_alone() -> None:
    told = moved(case(), ("accept", actor("malee")))
    receipt = receipts.of(told)
    assert hand_in(receipt, now=LATER).outcome == "there"
    assert CaseEvent.objects.count() == 2
    lose(told)
    assert [hand_in(receipt, now=LATER).outcome for _twice in range(2)] == ["restored", "there"]
    assert Case.objects.count() == 1


def test_who_has_told_it_again_meanwhile_is_led_to_that() -> None:
    told = case(1)
    receipt = receipts.of(told)
    lose(told)
    case(2, now=LATER)
    again = cases.submit(new(1), by=CITIZEN, now=LATER).case
    done = hand_in(receipt, now=LATER)
    assert (done.outcome, done.number, done.was) == ("there", again.number, told.number)


def test_from_the_qr_code_alone_she_tells_it_once_more_and_everything_promised_is_kept() -> None:
    told = case()
    receipt = receipt_forms.read(receipt_forms.compact(receipts.of(told)))
    lose(told)
    assert hand_in(receipt, now=LATER).outcome == "needs_text"
    assert not Case.objects.exists()
    done = hand_in(receipt, text=f"  {STORY} ", now=LATER)
    assert (done.outcome, done.number, done.same_text) == ("restored", told.number, True)
    back = Case.objects.get()
    promised = ("number", "client_id", "key_digest", "submitted_at", "deemed_received_at", "due_at", "finish_due_at")
    assert [getattr(back, n) for n in promised] == [getattr(told, n) for n in promised]
    assert back.office_id == told.office_id and back.description == STORY
    assert [*proving.faults(), *replay.differences(), *auditing.register_gaps(), *auditing.forgotten()] == []


def test_other_words_than_the_first_time_are_taken_and_said_to_be_others() -> None:
    told = case()
    receipt = receipt_forms.read(receipt_forms.compact(receipts.of(told)))
    lose(told)
    done = hand_in(receipt, text="ถนนหน้าบ้านเป็นหลุมใหญ่ รถล้มทุกวัน", now=LATER)
    assert done.outcome == "restored" and not done.same_text
    assert CaseEvent.objects.get(seq=2).data["same_text"] is False


def test_forged_foreign_and_old_receipts_are_told_apart_and_bring_nothing_back(settings: Any) -> None:
    told = case()
    receipt = receipts.of(told)
    lose(told)
    said = receipt.statement

    def outcome(statement: dict[str, Any] = said, signature: bytes = receipt.signature, now: datetime = LATER) -> str:
        return hand_in(Receipt(statement, signature, receipt.sealed), now=now).outcome

    assert outcome(said | {"number": "5001-70-000009"}) == "forged"
    assert outcome(said | {"due_at": "2026-11-16T03:00:00.000000+00:00"}) == "forged"
    assert outcome(signature=bytes(64)) == "forged"
    assert outcome(said | {"key": "00000000"}) == "foreign"
    assert outcome(now=MONDAY + timedelta(days=500)) == "too_old"
    assert hand_in(Receipt(said, receipt.signature, b"\0" * 99), now=LATER).outcome == "forged"
    settings.LEDGER_KEYS = ("bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleS0",)
    assert outcome() == "foreign"
    assert not Case.objects.exists()


def test_a_secret_case_comes_back_as_secret_with_its_own_number() -> None:
    told = case(1, category="drugs.dealing")
    told.refresh_from_db()
    assert told.secrecy != "normal"
    receipt = receipts.of(told)
    before = facts(told)
    with connection.cursor() as cursor:
        for table in ("caseevent", "words", "reporter"):
            cursor.execute(f"delete from cases_{table}")
        cursor.execute("delete from cases_case")
        cursor.execute("delete from cases_register")
    assert hand_in(receipt, now=LATER).number == told.number
    assert facts(Case.objects.get()) == before
    assert list(auditing.register_gaps()) == []


def test_what_a_file_holds_is_enough() -> None:
    told = case()
    written = receipts.of(told).as_json()
    lose(told)
    assert json.loads(written)["statement"]["number"] == told.number
    assert hand_in(receipt_forms.read(written), now=LATER).outcome == "restored"
