"""Whom she complains of: asked only when one wonders, answered by her, and it decides who may see."""

from typing import Any

import pytest
from django.test import Client

from people import actor
from sangsuk.cases import drafts
from sangsuk.cases.models import Case

BRIBE = "ปลัดอำเภอเรียกเงินสองพันบาทตอนทำบัตรประชาชน ใครไม่จ่ายให้รอทั้งวัน"
WHO = {"identity": "none", "language": "th"}


def begun(description: str = BRIBE, **fields: Any) -> Any:
    told = {
        "description": description,
        "wish": "",
        "category": "",
        "district": "5001",
        "subdistrict": "500107",
        "place_note": "",
    }
    return drafts.start(**(told | fields)).token


def test_she_is_asked_before_the_last_step_when_her_words_accuse(client: Client) -> None:
    token = begun()
    answer = client.get(f"/tell/{token}/who")
    assert answer["Location"] == f"/tell/{token}/accused"
    page = client.get(answer["Location"]).content.decode()
    assert "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่ (ท่านเขียนว่า “ปลัดอำเภอ”)" in page
    assert 'value="5001" id="id_found_0" checked' in page or "checked" in page


def test_she_is_not_asked_about_a_flooded_road(client: Client) -> None:
    token = begun("น้ำท่วมถนนหน้าโรงเรียนบ้านสันทราย แจ้งนายอำเภอแล้ว")
    assert client.get(f"/tell/{token}/who").status_code == 200


def test_she_is_asked_when_she_says_that_it_is_about_officials(client: Client) -> None:
    token = begun("ไม่พอใจการให้บริการเลยเมื่อวันจันทร์", category="official")
    assert client.get(f"/tell/{token}/who").status_code == 302
    assert client.get(f"/tell/{token}/accused").status_code == 200


def test_what_she_confirms_is_kept_from_that_office_and_goes_above(client: Client) -> None:
    token = begun()
    assert client.post(f"/tell/{token}/accused", {"found": ["5001"], "other": ""})["Location"] == f"/tell/{token}/who"
    page = client.get(f"/tell/{token}/who").content.decode()
    assert "ศูนย์ดำรงธรรมจังหวัดเชียงใหม่" in page and "จะไม่เห็นเรื่องนี้" in page
    receipt = client.post(f"/tell/{token}/who", WHO, follow=True).content.decode()
    assert "ไม่เห็นชื่อของท่าน และไม่เห็นว่ามีเรื่องนี้" in receipt
    told = Case.objects.get()
    assert (told.office_id, told.accused, told.secrecy) == ("5000", ["5001"], "secret")
    assert not Case.objects.visible_to(actor("malee")).exists()


def test_she_may_name_another_office_instead(client: Client) -> None:
    token = begun()
    client.post(f"/tell/{token}/accused", {"other": "50-police"})
    client.post(f"/tell/{token}/who", WHO)
    assert Case.objects.get().accused == ["50-police"]
    assert Case.objects.get().office_id == "5001"


def test_she_may_say_that_it_is_nobody(client: Client) -> None:
    token = begun()
    client.post(f"/tell/{token}/accused", {"nobody": "on"})
    assert "ปิดผนึก" not in client.get(f"/tell/{token}/who").content.decode()
    client.post(f"/tell/{token}/who", WHO)
    assert (Case.objects.get().accused, Case.objects.get().secrecy) == ([], "normal")


@pytest.mark.parametrize("given", [{}, {"found": ["5001"], "nobody": "on"}, {"other": "5002", "nobody": "on"}])
def test_both_or_neither_is_asked_again(client: Client, given: dict[str, Any]) -> None:
    answer = client.post(f"/tell/{begun()}/accused", given)
    assert answer.status_code == 422
    assert "กรุณาเลือก" in answer.content.decode()


def test_an_office_that_was_not_offered_cannot_be_slipped_in(client: Client) -> None:
    assert client.post(f"/tell/{begun()}/accused", {"found": ["MOI"], "other": "XX"}).status_code == 422


def test_other_words_are_asked_about_anew(client: Client) -> None:
    token = begun()
    client.post(f"/tell/{token}/accused", {"nobody": "on"})
    drafts.save(token, description="ตำรวจรับส่วยจากบ่อนหลังตลาดทุกสัปดาห์")
    assert client.get(f"/tell/{token}/who")["Location"].endswith("/accused")


def test_going_back_she_finds_what_she_answered(client: Client) -> None:
    token = begun()
    client.post(f"/tell/{token}/accused", {"other": "50-police"})
    page = client.get(f"/tell/{token}/accused").content.decode()
    assert '<option value="50-police" selected>' in page
    assert "checked" not in page


def test_without_a_story_or_a_place_it_leads_there(client: Client) -> None:
    token = begun("")
    assert client.get(f"/tell/{token}/accused")["Location"].endswith(f"/tell/{token}")
    token = begun(district="")
    assert client.get(f"/tell/{token}/accused")["Location"].endswith("/where")


def test_her_page_says_from_whom_it_is_kept_and_who_sees_it(client: Client) -> None:
    token = begun()
    client.post(f"/tell/{token}/accused", {"found": ["5001"]})
    sent = drafts.save(token, **WHO)
    done = drafts.send(sent.token, channel="web")
    page = client.get(f"/track/{done.case.number}/{done.key}").content.decode()
    assert "เรื่องนี้ปิดผนึก" in page
    assert "หัวหน้าและผู้รับผิดชอบเรื่องนี้ที่ศูนย์ดำรงธรรมจังหวัดเชียงใหม่" in page
