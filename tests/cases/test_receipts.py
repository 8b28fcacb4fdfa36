"""The receipt says what was promised, is the same each time, tells a finder nothing, and fits into a QR code."""

import json
import random

import pytest
import segno

from factories import STORY, case, moved
from people import SOMCHAI, actor
from sangsuk.cases import receipt_forms, receipts
from sangsuk.cases.receipt_forms import NoReceipt, read
from sangsuk.cases.receipts import Receipt
from sangsuk.common import ids
from sangsuk.ledger import signing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def test_it_says_number_times_office_and_dates_and_our_signature_holds() -> None:
    told = case()
    receipt = receipts.of(told)
    said = receipt.statement
    assert (said["number"], said["office"], said["district"]) == (told.number, "5001", "5001")
    assert said["submitted_at"] == "2026-11-16T03:00:00.000000+00:00"
    assert said["due_at"][:16] == told.due_at.isoformat()[:16]
    assert receipts.holds(receipt)


def test_it_is_the_same_each_time_also_when_the_case_has_moved_on() -> None:
    told = case()
    before = receipts.of(told)
    moved(told, ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    assert receipts.of(told) == before


def test_who_finds_it_reads_neither_the_key_nor_the_story_nor_the_name() -> None:
    told = case()
    written = receipts.of(told).as_json()
    hidden = [
        STORY,
        SOMCHAI.name,
        SOMCHAI.phone,
        ids.secret_key(told.client_id),
        told.client_id.hex,
        str(told.client_id),
    ]
    for secret in hidden:
        assert secret not in written and json.dumps(secret)[1:-1] not in written


def test_only_we_open_what_was_told() -> None:
    told = case()
    receipt = receipts.of(told)
    kept = receipts.told_in(receipt)
    assert kept is not None and kept["row"]["description"] == STORY
    assert kept["person"] == vars(SOMCHAI)
    assert receipts.client_id_in(receipt) == told.client_id.bytes
    other = Receipt(receipt.statement | {"number": "5001-70-000099"}, receipt.signature, receipt.sealed)
    assert receipts.told_in(other) is None and receipts.client_id_in(other) is None and not receipts.holds(other)


def test_every_form_of_it_comes_back_as_the_same_statement() -> None:
    receipt = receipts.of(case())
    assert read(receipt.as_json()) == read(receipt.as_json().encode()) == receipt
    words = receipt_forms.compact(receipt)
    for handed in (words, f"https://sangsuk.example/verify#r={words}", f" {words[:50]}\n{words[50:]} "):
        back = read(handed)
        assert back.statement == receipt.statement and receipts.holds(back) and not back.sealed


def test_its_qr_code_is_coarse_enough_for_an_old_telephone() -> None:
    address = f"https://damrongtham.example.go.th/verify#r={receipt_forms.compact(receipts.of(case()))}"
    code = segno.make(address, error="m", boost_error=False, micro=False)
    assert int(code.version) <= 15  # 77 modules: 0.6 mm each where the code is 4.6 cm wide


@pytest.mark.parametrize("part", ["statement", "signature", "sealed"])
def test_whatever_is_changed_in_it_is_noticed(part: str) -> None:
    receipt = receipts.of(case())
    chance, found = random.Random(7), 0
    for _try in range(200):
        written = json.loads(receipt.as_json())
        value = json.dumps(written[part])
        place = chance.randrange(1, len(value) - 1)
        changed = value[:place] + chance.choice("0123456789abcdef") + value[place + 1 :]
        try:
            written[part] = json.loads(changed)
            back = read(json.dumps(written))
        except (ValueError, NoReceipt):
            continue
        if back == receipt:
            continue
        found += 1
        assert not receipts.holds(back) or receipts.told_in(back) is None
    assert found > 20


@pytest.mark.parametrize(
    "handed",
    [b"", "", "{}", "[]", "สวัสดี", b"%PDF-1.7 nothing", "x" * 300_000, '{"statement": 1}', "AAAA", "[" * 5000, b"\xff\xfe",
     '{"statement": {"kind": "sangsuk-receipt", "v": 1}, "signature": ""}', "http://x/#r="],
)  # fmt: skip
def test_what_is_no_receipt_is_refused_and_nothing_breaks(handed: bytes | str) -> None:
    with pytest.raises(NoReceipt):
        read(handed)


def test_a_receipt_under_a_key_that_was_destroyed_holds_but_opens_no_more(settings: object) -> None:
    receipt = receipts.of(case())
    public = signing.of_line(settings.LEDGER_KEYS[-1]).public  # type: ignore[attr-defined]
    line = "public:" + receipt_forms.base64.urlsafe_b64encode(public).decode()
    settings.LEDGER_KEYS = (line, "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleS0")  # type: ignore[attr-defined]
    assert receipts.holds(receipt)
    assert receipts.client_id_in(receipt) is None and receipts.told_in(receipt) is None
