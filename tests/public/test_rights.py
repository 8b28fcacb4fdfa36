"""Her rights page: she asks with number and key, the officer answers, she reads everything that is held about her."""

import json
from typing import Any

from django.test import Client

from factories import submitted
from people import SOMCHAI, actor, user
from sangsuk.cases.intake import Submitted
from sangsuk.cases.models import Case, CaseEvent, Reporter
from sangsuk.privacy.models import RightsRequest


def address(told: Submitted, more: str = "") -> str:
    return f"/track/{told.case.number}/{told.key}/rights{more}"


def officer() -> Client:
    browser = Client()
    browser.force_login(user("daranee"))
    return browser


def page(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def test_she_asks_the_officer_answers_and_she_reads_her_copy(client: Client) -> None:
    told = submitted()
    assert address(told) in page(client, f"/track/{told.case.number}/{told.key}")
    assert client.get(address(told, "/copy")).status_code == 404
    answer = client.post(address(told), {"kind": "access", "text": ""}, follow=True)
    assert "เราได้รับคำขอของท่านแล้ว" in answer.content.decode()
    row = RightsRequest.objects.get()
    officer().post(f"/desk/privacy/requests/{row.pk}/grant", {"grant-answer": "นี่คือสำเนาของท่าน"})
    seen = page(client, address(told))
    assert "นี่คือสำเนาของท่าน" in seen and address(told, "/copy") in seen
    copy = page(client, address(told, "/copy"))
    assert SOMCHAI.name in copy and SOMCHAI.phone in copy and told.case.description in copy
    pack = json.loads(client.get(address(told, "/copy.json")).content)
    assert pack["you"]["email"] == SOMCHAI.email and pack["number"] == told.case.number


def test_the_officer_asks_and_she_replies_or_takes_it_back(client: Client) -> None:
    told = submitted()
    client.post(address(told), {"kind": "object", "text": "ไม่อยากให้ใช้เบอร์นี้"})
    row = RightsRequest.objects.get()
    officer().post(f"/desk/privacy/requests/{row.pk}/ask", {"ask-question": "ขอทราบเบอร์ที่ให้ใช้แทน"})
    assert "ขอทราบเบอร์ที่ให้ใช้แทน" in page(client, address(told))
    empty = client.post(address(told, f"/{row.pk}/reply"), {f"{row.pk}-text": ""})
    assert empty.status_code == 422
    client.post(address(told, f"/{row.pk}/reply"), {f"{row.pk}-text": "0815550199"})
    assert RightsRequest.objects.get().status == "working"
    client.post(address(told, f"/{row.pk}/withdraw"))
    assert RightsRequest.objects.get().status == "withdrawn"


def test_her_erasure_from_the_page_to_the_end(client: Client) -> None:
    told = submitted()
    client.post(address(told), {"kind": "erase", "text": ""})
    row = RightsRequest.objects.get()
    officer().post(
        f"/desk/privacy/requests/{row.pk}/grant", {"grant-answer": "ลบชื่อและเบอร์ให้แล้ว", "grant-scope": "contact"}
    )
    assert not Reporter.objects.exists()
    assert "ลบชื่อและเบอร์ให้แล้ว" in page(client, address(told))
    assert "ชื่อ เบอร์ และอีเมล" in page(client, address(told))
    assert client.get(f"/track/{told.case.number}/{told.key}").status_code == 200


def test_a_wrong_key_opens_nothing(client: Client) -> None:
    told = submitted()
    for more in ("", "/copy", "/copy.json"):
        assert client.get(f"/track/{told.case.number}/AAAA-AAAA-AAAA-AAAA/rights{more}").status_code == 404
    assert client.post(f"/track/{told.case.number}/AAAA-AAAA-AAAA-AAAA/rights", {"kind": "access"}).status_code == 404
    assert not RightsRequest.objects.exists()


def test_anothers_request_is_not_hers(client: Client) -> None:
    mine, other = submitted(1), submitted(2)
    client.post(address(other), {"kind": "access"})
    row = RightsRequest.objects.get()
    assert client.post(address(mine, f"/{row.pk}/withdraw")).status_code == 404
    assert RightsRequest.objects.get().status == "received"


def test_what_is_missing_is_said_and_what_was_typed_stays(client: Client) -> None:
    told = submitted()
    answer = client.post(address(told), {"kind": "correct", "field": "", "value": "0815550199", "text": "เบอร์เปลี่ยน"})
    assert answer.status_code == 422
    assert "0815550199" in answer.content.decode() and "เบอร์เปลี่ยน" in answer.content.decode()


def test_a_page_of_rights_is_kept_by_nobody(client: Client) -> None:
    told = submitted()
    answer: Any = client.get(address(told))
    assert answer["Cache-Control"] == "no-store" and "noindex" in answer["X-Robots-Tag"]


def test_the_notice_is_shown_where_she_tells_and_its_version_stays_with_the_case(client: Client) -> None:
    assert "ไม่ใช่เพราะท่านยินยอม" in page(client, "/tell")
    story = client.post("/tell", {"description": "น้ำท่วมถนนหน้าโรงเรียนบ้านสันทรายมาสามวันแล้ว"})
    token = story["Location"].split("/")[2]
    client.post(f"/tell/{token}/where", {"place_code": "5001", "place": ""})
    from sangsuk.cases import drafts

    drafts.save(token, district="5001")
    who = page(client, f"/tell/{token}/who")
    assert 'name="notice" value="1.0"' in who
    client.post(f"/tell/{token}/who", {"identity": "none", "language": "th", "notice": "1.0"})
    assert CaseEvent.objects.get(case=Case.objects.get(), seq=1).data["notice"] == "1.0"


def test_the_whole_notice_says_on_which_ground_and_whom_to_ask(client: Client) -> None:
    seen = page(client, "/privacy/notices/reporter")
    assert "24 (4)" in seen and "ไม่ใช่ความยินยอม" in seen and "dpo@" in seen
    assert client.get("/privacy/notices/nobody").status_code == 404
    assert client.get("/privacy/notices/reporter?version=9").status_code == 404
    assert "2 ปี นับจากวันที่เรื่องจบ" in page(client, "/privacy")


def test_what_was_given_by_law_stands_on_her_page(client: Client) -> None:
    from sangsuk.privacy import disclosures

    told = submitted()
    row = disclosures.ask(
        told.case, body="ศาลจังหวัด", ground="court", reference="คำสั่งที่ 1", what="ชื่อของผู้ร้อง", by=actor("malee")
    )
    disclosures.move(row, "approve", by=actor("daranee"))
    assert "ศาลจังหวัด" not in page(client, address(told))
    disclosures.move(row, "give", by=actor("malee"))
    assert "ศาลจังหวัด" in page(client, address(told))
