"""Receipts in the wrong hands, at the wrong time, of another house: what they bring back, and what they never do."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from cases.test_restoring import LATER, facts, lose
from factories import MONDAY, STORY, case, moved
from people import actor
from sangsuk.cases import auditing, closing_days, proving, receipt_forms, receipts, replay
from sangsuk.cases.models import Case, CaseEvent, Register
from sangsuk.cases.receipts import Receipt
from sangsuk.cases.restoring import hand_in
from sangsuk.common import remember
from sangsuk.common.models import LimitRule
from sangsuk.ledger import log, log_checking, signing
from sangsuk.ledger.models import LogHead, LogLeaf, LogTile
from sangsuk.thai.dates import fiscal_year_be

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
NEW_KEY = "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleS0"
OTHER_KEY = "b3RoZXIgaG91c2Ugb3RoZXIgaG91c2Ugb3RoZXIgaC0"


def sound() -> bool:
    return [*proving.faults(), *replay.differences(), *auditing.register_gaps()] == []


def by_qr(receipt: Receipt, text: str) -> str:
    return hand_in(receipt_forms.read(receipt_forms.compact(receipt)), text=text, now=LATER).outcome


def test_a_sealed_case_told_anew_in_harmless_words_stays_sealed_and_the_register_does_not_jump() -> None:
    told = case(1, category="drugs.dealing")
    receipt = receipts.of(told)
    with connection.cursor() as cursor:
        for table in ("caseevent", "words", "reporter", "case", "register"):
            cursor.execute(f"delete from cases_{table}")
    assert by_qr(receipt, "ถนนหน้าบ้านเป็นหลุม รถล้มทุกวัน") == "restored"
    back = Case.objects.get()
    assert back.number == told.number and back.secrecy != "normal" and back.office_id == told.office_id
    assert not Case.objects.visible_to(actor("anan")).exists()
    assert case(2, now=LATER).number == "5001-70-000001"
    assert sound()


def test_an_ordinary_case_told_anew_as_an_accusation_keeps_its_number_and_its_register() -> None:
    told = case(1)
    receipt = receipts.of(told)
    lose(told)
    assert by_qr(receipt, "นายอำเภอเมืองเชียงใหม่เรียกรับเงินสินบนจากชาวบ้าน") == "restored"
    back = Case.objects.get()
    assert back.number == told.number and back.office_id not in back.accused
    assert Register.objects.get(office_code="5001").last == 1
    assert sound()


@pytest.mark.parametrize(
    "change",
    [
        {"number": "\ud800"}, {"key": "ก"}, {"finish_due_at": 1.5}, {"finish_due_at": [[]]}, {"case": "zz"}, {"v": True},
        {"submitted_at": "gestern"}, {"office": 5001}, {"number": "5001-70-000001\u0000"},
    ],
)  # fmt: skip
def test_what_cannot_be_signed_is_refused_and_nothing_breaks(change: dict[str, Any]) -> None:
    told = json.loads(receipts.of(case()).as_json())
    told["statement"] |= change
    try:
        receipt = receipt_forms.read(json.dumps(told))
    except receipt_forms.NoReceipt:
        return
    assert hand_in(receipt, now=LATER).outcome in ("forged", "foreign")


@pytest.mark.parametrize("signature", [b"", b"\0", bytes(63), bytes(65), b"\xff" * 64])
def test_a_signature_of_any_length_is_no_trouble(signature: bytes) -> None:
    receipt = receipts.of(case())
    assert hand_in(Receipt(receipt.statement, signature, receipt.sealed), now=LATER).outcome == "forged"


def test_a_receipt_of_another_house_is_foreign_also_when_it_names_our_key(settings: Any) -> None:
    ours = settings.LEDGER_KEYS
    settings.LEDGER_KEYS = (OTHER_KEY,)
    theirs = receipts.of(case())
    settings.LEDGER_KEYS = ours
    CaseEvent.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("delete from cases_words; delete from cases_reporter; delete from cases_case")
    assert hand_in(theirs, now=LATER).outcome == "foreign"
    named = theirs.statement | {"key": signing.current().id}
    assert hand_in(Receipt(named, theirs.signature, theirs.sealed), now=LATER).outcome == "forged"
    assert not Case.objects.exists()


def test_the_sealed_part_of_one_receipt_does_not_open_in_another() -> None:
    one, other = case(1), case(2)
    first, second = receipts.of(one), receipts.of(other)
    lose(one, other)
    mixed = Receipt(first.statement, first.signature, second.sealed)
    assert hand_in(mixed, now=LATER).outcome == "forged"
    assert not Case.objects.exists()


def test_a_receipt_from_before_the_key_was_exchanged_brings_its_case_back(settings: Any) -> None:
    told = moved(case(), ("accept", actor("malee")))
    before, receipt = facts(Case.objects.get()), receipts.of(told)
    settings.LEDGER_KEYS = (*settings.LEDGER_KEYS, NEW_KEY)
    lose(told)
    done = hand_in(receipt, now=LATER)
    assert done.outcome == "restored"
    back = Case.objects.get()
    same = ("number", "client_id", "key_digest", "submitted_at", "deemed_received_at", "office_id", "description")
    assert {name: getattr(back, name) for name in same} == {name: before[name] for name in same}
    assert sound()
    anew = receipts.of(back)
    assert anew.statement["key"] == signing.current().id != receipt.statement["key"]
    assert receipts.holds(anew) and receipts.holds(receipt)
    assert [hand_in(one, now=LATER).outcome for one in (anew, receipt)] == ["there", "there"]


LAST_MINUTE = datetime(2026, 9, 30, 16, 59, tzinfo=UTC)  # 23:59 in Bangkok, the last day of fiscal year 2569


def test_a_case_of_the_last_minute_of_a_fiscal_year_comes_back_into_that_year() -> None:
    told = case(1, now=LAST_MINUTE)
    next_year = case(2, now=LAST_MINUTE + timedelta(minutes=1))
    assert (told.number, next_year.number) == ("5001-69-000001", "5001-70-000001")
    receipt = receipts.of(told)
    with connection.cursor() as cursor:
        for table in ("caseevent", "words", "reporter"):
            cursor.execute(f"delete from cases_{table} where case_id = %s", [told.pk])
        cursor.execute("delete from cases_case where id = %s", [told.pk])
        cursor.execute("delete from cases_register where fiscal_year_be = 2569")
    assert fiscal_year_be((LAST_MINUTE + timedelta(hours=7)).date()) == 2569
    assert hand_in(receipt, now=LAST_MINUTE + timedelta(minutes=2)).number == "5001-69-000001"
    assert dict(Register.objects.values_list("fiscal_year_be", "last")) == {2569: 1, 2570: 1}
    assert sound()


def test_how_old_a_receipt_may_be_is_a_row_and_its_last_day_counts_in_bangkok() -> None:
    receipt = receipts.of(told := case(1, now=LAST_MINUTE))
    lose(told)
    LimitRule.objects.create(code="x", what="receipt_days", amount=30, valid_from="2026-01-01", source="order 1/2570")
    remember.forget_all()
    last = datetime(2026, 10, 30, 16, 59, tzinfo=UTC)  # 23:59 in Bangkok, thirty days on
    assert hand_in(receipt, now=last + timedelta(minutes=1)).outcome == "too_old"
    assert hand_in(receipt, now=last).outcome == "restored"


def test_forgotten_words_do_not_come_back_by_a_receipt() -> None:
    """Her case is still there, without words; the receipt that holds them leads to it and fills nothing in."""
    from sangsuk.cases import forgetting

    told = case()
    receipt = receipts.of(told)
    forgetting.stories([told.pk], by=actor("daranee"), reason="ครบเวลาเก็บ", now=LATER)
    assert hand_in(receipt, now=LATER).outcome == "there"
    assert Case.objects.get().description == "" and STORY not in str(
        list(CaseEvent.objects.values_list("data", flat=True))
    )


def test_after_a_lost_day_whoever_kept_its_head_sees_that_ours_is_another() -> None:
    """The database of the evening before; the day had been published. Nothing we can do makes that unseen."""
    case(1, now=MONDAY - timedelta(days=1))
    closing_days.close_days(MONDAY)
    kept_before = LogHead.objects.get()
    lost = case(2)
    receipt = receipts.of(lost)
    closing_days.close_days(MONDAY + timedelta(days=1))
    published = {head.day.isoformat(): log.signed_head(head) for head in log.heads()}
    proof = log.proof(lost.client_id)
    head = LogHead.objects.latest("day")
    assert proof is not None
    LogLeaf.objects.filter(place__gte=kept_before.size).delete()
    LogTile.objects.filter(level=0, index__gte=kept_before.size // 256).delete()
    head.delete()
    with connection.cursor() as cursor:
        cursor.execute("select level, index from ledger_logtile where level > 0")
        assert cursor.fetchall()
    lose(lost)
    assert len(list(log_checking.faults(published))) == 1  # a day that was published is not here
    assert hand_in(receipt, now=MONDAY + timedelta(days=1)).outcome == "restored"
    closing_days.close_days(MONDAY + timedelta(days=1))
    said = list(log_checking.faults(published))
    assert len(said) == 1 and head.day.isoformat() in said[0]
    assert sound()
    both = [published[head.day.isoformat()], log.signed_head(LogHead.objects.latest("day"))]
    assert both[0]["root"] != both[1]["root"] and both[0]["previous"] == both[1]["previous"]


def test_an_accusation_whose_number_another_has_by_now_gets_one_that_tells_nothing() -> None:
    told = case(1)
    receipt = receipts.of(told)
    lose(told)
    assert case(2, now=LATER).number == told.number
    assert by_qr(receipt, "นายอำเภอเมืองเชียงใหม่เรียกรับเงินสินบนจากชาวบ้าน") == "restored"
    back = Case.objects.get(client_id=told.client_id)
    assert back.number.startswith("5001-70-") and back.number != told.number
    assert sound()
