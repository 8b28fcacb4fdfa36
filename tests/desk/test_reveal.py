"""The person behind a case: shown once, after the reason was written down."""

from datetime import timedelta
from typing import Any

import pytest

from factories import case, moved
from people import actor
from sangsuk.ledger import queries as ledger

from .conftest import NOW
from .reading import body, text

WHY = "โทรนัดตรวจที่เกิดเหตุวันพรุ่งนี้"


def test_the_name_is_shown_after_the_reason_and_the_look_is_written_down(at: Any) -> None:
    told, client = case(), at("malee")
    before = text(client.get(f"/desk/cases/{told.number}"))
    assert "สมชาย" not in before
    answer = client.post(f"/desk/cases/{told.number}/reveal", {"reason": WHY})
    assert answer.status_code == 200
    for said in ("สมชาย ใจดี (สมมติ)", "0815550101", "somchai@example.com"):
        assert said in text(answer)
    (reading,) = ledger.readings(told.number)
    assert (reading.who, reading.reason, reading.office_code) == ("มาลี รักงาน", WHY, "5001")
    assert "สมชาย" not in text(client.get(f"/desk/cases/{told.number}"))


@pytest.mark.parametrize("reason", ["", "  ", "ดู", "x" * 501])
def test_without_a_good_reason_nothing_is_shown_and_nothing_written(at: Any, reason: str) -> None:
    told = case()
    answer = at("malee").post(f"/desk/cases/{told.number}/reveal", {"reason": reason})
    assert answer.status_code == 422
    assert "สมชาย" not in text(answer)
    assert ledger.readings(told.number) == []


def test_looking_needs_a_press(at: Any) -> None:
    told = case()
    assert at("malee").get(f"/desk/cases/{told.number}/reveal").status_code == 405


@pytest.mark.parametrize(("identity", "may"), [("named", True), ("hidden", False)])
def test_an_agency_sees_a_name_only_when_it_was_given_openly(at: Any, identity: str, may: bool) -> None:
    told = moved(case(identity=identity), ("hand_to_agency", actor("malee")))
    client = at("wichai")
    assert ("ดูชื่อและเบอร์ติดต่อ" in text(client.get(f"/desk/cases/{told.number}"))) is may
    answer = client.post(f"/desk/cases/{told.number}/reveal", {"reason": WHY})
    assert answer.status_code == (200 if may else 403)
    assert ("สมชาย" in text(answer)) is may


def test_who_gave_no_name_has_none_to_show(at: Any) -> None:
    told = case(identity="none")
    client = at("malee")
    assert "ดูชื่อและเบอร์ติดต่อ" not in text(client.get(f"/desk/cases/{told.number}"))
    assert client.post(f"/desk/cases/{told.number}/reveal", {"reason": WHY}).status_code == 403


@pytest.mark.parametrize("who", ["prasit", "nok", "kanya"])
def test_who_does_not_answer_for_the_case_does_not_see_the_name(at: Any, who: str) -> None:
    told = case()
    client = at(who)
    assert "ดูชื่อและเบอร์ติดต่อ" not in text(client.get(f"/desk/cases/{told.number}"))
    assert client.post(f"/desk/cases/{told.number}/reveal", {"reason": WHY}).status_code == 403
    assert ledger.readings(told.number) == []


def test_a_form_that_opens_by_itself_takes_no_focus_and_waits_while_another_is_to_be_corrected(
    at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She heard nothing for long: the form to tell her stands open, and keys still belong to the page."""
    told, later = moved(case(), ("accept", actor("malee"))), NOW + timedelta(days=30)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    client, address = at("malee"), f"/desk/cases/{told.number}"
    assert 'id="id_inform-text"' in body(client.get(address)) and "autofocus" not in body(client.get(address))
    assert body(client.get(f"{address}?do=inform")).count("autofocus") == 1
    refused = client.post(f"{address}/reveal", {"choose": "1", "fields": ["name"], "reason": ""})
    assert refused.status_code == 422 and "data-focus" in body(refused) and "id_inform-text" not in body(refused)
