"""She who follows another's case, about what is kept of her: to read, to mend, to leave; never of the one who told it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from people import SOMCHAI, actor, user
from sangsuk.cases import repeats
from sangsuk.cases.models import Supporter
from sangsuk.cases.repeats.me_too import Receipt
from sangsuk.privacy.models import Correction, Hold, RightsRequest
from sangsuk.privacy.retention import holds
from sangsuk.privacy.retention.executors import EXECUTORS, Doing

from .test_me_too import placed, told

PHONE = "0815550177"


@pytest.fixture
def joined(client: Client) -> Receipt:
    first = told()
    _draft, leads = placed(client)
    receipt: Receipt = client.get(client.post(leads, {"case": first.pk})["Location"]).context["receipt"]
    repeats.reachable(receipt, phone=PHONE, email="")
    return receipt


def address(hers: Receipt, more: str = "") -> str:
    return f"/follow/{hers.number}/{hers.key}/rights{more}"


def granted(kind: str, **more: str) -> RightsRequest:
    officer = Client()
    officer.force_login(user("daranee"))
    row = RightsRequest.objects.get(kind=kind)
    shown = officer.get(f"/desk/privacy/requests/{row.pk}").content.decode()
    assert f"{row.supporter.case.number}-1" in shown  # type: ignore[union-attr]
    answer = officer.post(f"/desk/privacy/requests/{row.pk}/grant", {"grant-answer": "ทำให้แล้ว"} | more)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return row


def test_she_reads_what_is_kept_of_her_and_nothing_of_who_told_it(client: Client, joined: Receipt) -> None:
    assert address(joined) in client.get(f"/follow/{joined.number}/{joined.key}").content.decode()
    assert client.get(address(joined, "/copy")).status_code == 404
    assert client.post(address(joined), {"kind": "access"})["Location"].endswith("done=1")
    granted("access")
    page = client.get(address(joined, "/copy")).content.decode()
    pack = json.loads(client.get(address(joined, "/copy.json")).content)
    assert PHONE in page and (pack["phone"], pack["number"]) == (PHONE, joined.number)
    for secret in (SOMCHAI.name, SOMCHAI.phone, joined.supporter.case.description):
        assert secret not in page and secret not in json.dumps(pack, ensure_ascii=False)


def test_her_request_is_not_on_the_page_of_her_who_told_it(client: Client, joined: Receipt) -> None:
    client.post(address(joined), {"kind": "complain", "text": "ไม่อยากให้ใครโทรมา"})
    row = RightsRequest.objects.get()
    assert (row.case, row.supporter) == (None, joined.supporter)
    assert client.post(address(joined, f"/{row.pk}/withdraw")).status_code == 302
    assert RightsRequest.objects.get().status == "withdrawn"


def test_a_wrong_number_is_mended(client: Client, joined: Receipt) -> None:
    client.post(address(joined), {"kind": "correct", "field": "phone", "value": "081-555-0199"})
    granted("correct")
    assert repeats.contact(Supporter.objects.get()).phone == "0815550199"
    assert Correction.objects.get().case == joined.supporter.case


def test_forgetting_her_is_leaving(client: Client, joined: Receipt) -> None:
    client.post(address(joined), {"kind": "restrict", "text": "ขอให้เก็บไว้ก่อน"})
    granted("restrict")
    client.post(address(joined), {"kind": "erase"})
    granted("erase")
    row = Supporter.objects.get()
    assert row.left_at and row.forgotten_at and bytes(row.phone) == b""
    assert repeats.count(row.case) == 0
    assert Hold.objects.get().ended_at is not None
    gone = client.get(address(joined))
    assert gone.status_code == 404 and "ลบข้อมูลของท่านแล้ว" in gone.content.decode()


def test_after_an_old_backup_she_is_forgotten_again(joined: Receipt) -> None:
    later = timezone.now()
    keys = [repeats.name_of(joined.supporter)]
    before = Doing(later - timedelta(days=1), later, actor("daranee"), request=1)
    assert EXECUTORS["supporter"].apply(keys, before) == {"supporter": 0}, "who joined afterwards is somebody else"
    doing = Doing(later, later, actor("daranee"), request=1)
    assert EXECUTORS["supporter"].apply(keys, doing) == {"supporter": 1}
    assert EXECUTORS["supporter"].apply(keys, doing) == {"supporter": 0}


def test_she_is_kept_while_she_wants_to_be_and_the_case_is_not_held(client: Client, joined: Receipt) -> None:
    client.post(address(joined), {"kind": "restrict", "text": "จะใช้เป็นหลักฐาน"})
    granted("restrict")
    case = joined.supporter.case
    case.refresh_from_db()
    assert not list(holds.held_cases()) and case.restricted_at is None
    assert repeats.forget(case.pk, timezone.now(), keep=[*holds.held_supporters()]) == 0
    assert repeats.contact(Supporter.objects.get()).phone == PHONE


@pytest.mark.parametrize("more", ["", "/copy", "/copy.json"])
def test_a_wrong_key_opens_nothing(client: Client, joined: Receipt, more: str) -> None:
    assert client.get(f"/follow/{joined.number}/AAAA-AAAA-AAAA-AAAA/rights{more}").status_code == 404


def test_what_is_not_kept_of_her_cannot_be_corrected(client: Client, joined: Receipt) -> None:
    answer: Any = client.post(address(joined), {"kind": "correct", "field": "name", "value": "ก ข"})
    assert answer.status_code == 422 and not RightsRequest.objects.exists()
