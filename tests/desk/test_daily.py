"""Saved filters, who is away, the load, ready words, who else looks, the way to the next case."""

import re
from datetime import timedelta
from typing import Any

import pytest

from factories import MONDAY, case, moved
from people import actor, user
from sangsuk.cases.models import Absence, CaseEvent, Presence, ReplyTemplate, ReplyUse, SavedFilter

from .reading import body, numbers, text


def test_what_the_queue_is_narrowed_to_is_kept_and_comes_back_as_a_chip(at: Any) -> None:
    told = case(1, category="water.flood")
    case(2)
    client = at("malee")
    assert "เก็บตัวกรองนี้ไว้ใช้อีก" in text(client.get("/desk/?tab=open&category=water"))
    assert "เก็บตัวกรองนี้ไว้ใช้อีก" not in text(client.get("/desk/?tab=open"))
    saved = client.post("/desk/filters", {"name": "น้ำ", "tab": "open", "category": "water"}, follow=True)
    assert numbers(saved) == [told.number]
    page = body(client.get("/desk/"))
    door = re.findall(r'class="chip" href="([^"]+)"', page)[0]
    assert numbers(client.get(door)) == [told.number]
    assert 'class="chip" href="' in body(client.get(door))
    assert "ลบตัวกรอง “น้ำ”" in text(client.get(door))
    client.post(f"/desk/filters/{SavedFilter.objects.get().pk}/delete")
    assert "chip" not in body(client.get("/desk/"))


def test_her_own_change_is_seen_at_once_though_the_filters_are_remembered(at: Any, remembering: None) -> None:
    client = at("malee")
    client.get("/desk/")
    client.post("/desk/filters", {"name": "หนึ่ง", "tab": "late"})
    assert "หนึ่ง" in text(client.get("/desk/"))


def test_a_filter_without_a_name_is_refused_in_words(at: Any) -> None:
    answer = at("malee").post("/desk/filters", {"name": " ", "tab": "late"})
    assert answer.status_code == 422
    assert "กรุณาตั้งชื่อตัวกรอง" in text(answer)


def test_the_queue_of_one_colleague_and_of_nobody(at: Any) -> None:
    hers, nobodys = moved(case(1), ("accept", actor("malee"))), case(2)
    client = at("suda")
    assert numbers(client.get(f"/desk/?tab=open&who={user('malee').pk}")) == [hers.number]
    assert numbers(client.get("/desk/?tab=open&who=none")) == [nobodys.number]
    for wrong in ("x", "-1", "9" * 30):
        assert client.get(f"/desk/?tab=open&who={wrong}").status_code == 422


def test_a_chief_sees_the_load_and_opens_what_is_behind_it(at: Any) -> None:
    told = moved(case(1), ("accept", actor("malee")), now=MONDAY - timedelta(days=30))
    case(2)
    client = at("suda")
    page = client.get("/desk/load")
    assert "มาลี รักงาน" in text(page)
    door = re.search(r'<a href="([^"]*who=\d+)">มาลี', body(page))
    assert door
    assert numbers(client.get(door[1])) == [told.number]
    assert "ยังไม่มีผู้รับผิดชอบ" in text(page)


def test_being_away_is_arranged_seen_and_ended(at: Any) -> None:
    user("suda")
    client = at("malee")
    page = client.get("/desk/away")
    assert "ผู้ทำแทน" in text(page)
    sent = {"user": user("malee").pk, "deputy": user("suda").pk, "from_on": "2026-11-16", "to_on": "20 พ.ย. 2569"}
    done = client.post("/desk/away", sent, follow=True)
    assert "ไม่อยู่ วันจันทร์ที่ 16 พ.ย. 2569 ถึง วันศุกร์ที่ 20 พ.ย. 2569 ผู้ทำแทนคือ สุดา นำทาง" in text(done)
    row = Absence.objects.get()
    told = moved(case(), ("accept", actor("malee")))
    mine = at("suda").get("/desk/?tab=mine")
    assert numbers(mine) == [told.number]
    assert "ทำแทนมาลี รักงาน" in text(mine)
    client.post(f"/desk/away/{row.pk}/end")
    assert numbers(at("suda").get("/desk/?tab=mine")) == []
    assert Absence.objects.get().ended_by_id == user("malee").pk


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"deputy": ""}, "กรุณาเลือกผู้ทำแทน"),
        ({"to_on": "x"}, "อ่านวันที่นี้ไม่ออก"),
        ({"to_on": "2026-11-15"}, "วันสุดท้ายต้องไม่ก่อนวันแรก"),
    ],
)
def test_what_cannot_be_arranged_comes_back_with_the_reason(at: Any, change: dict[str, str], said: str) -> None:
    sent = {"user": user("malee").pk, "deputy": user("suda").pk, "from_on": "2026-11-16", "to_on": "2026-11-20"}
    answer = at("malee").post("/desk/away", sent | change)
    assert answer.status_code == 422
    assert said in text(answer)


def test_ready_words_stand_beside_the_form_with_their_gaps_filled(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")))
    page = body(at("malee").get(f"/desk/cases/{told.number}?do=inform"))
    assert "นัดลงพื้นที่" in page
    offered = re.search(r'data-ready="inform.visit"[^>]*data-ready-text="([^"]*)"', page)
    assert offered
    assert told.number in offered[1]
    assert "{วันที่ลงพื้นที่}" in offered[1]


def test_without_javascript_ready_words_come_by_a_link_and_are_counted_when_sent(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")))
    client, where = at("malee"), f"/desk/cases/{told.number}"
    page = body(client.get(f"{where}?do=inform&template=inform.visit"))
    words = page.split('name="inform-text"')[1].split(">", 1)[1].split("</textarea>")[0].strip()
    assert 'name="inform-template" value="inform.visit"' in page
    sent = {"inform-version": told.version, "inform-template": "inform.visit", "inform-text": words}
    refused = client.post(f"{where}/moves/inform", sent)
    assert refused.status_code == 422
    assert "ยังมีช่องว่าง {วันที่ลงพื้นที่}" in text(refused)
    whole = words.replace("{วันที่ลงพื้นที่}", "18 พ.ย.").replace("{เวลา}", "10.00 น.")
    assert client.post(f"{where}/moves/inform", sent | {"inform-text": whole}).status_code == 302
    assert CaseEvent.objects.get(move="inform").data["text"] == whole
    use = ReplyUse.objects.get()
    assert (use.template.code, use.user_id) == ("inform.visit", actor("malee").user_id)
    assert use.kept_percent > 80


def test_an_office_writes_its_own_ready_words(at: Any) -> None:
    client = at("malee")
    sent = {"place": "inform/text", "name_th": "ขอบคุณ", "text_th": "ขอบคุณที่แจ้งเรื่อง {เลขที่} เข้ามา"}
    assert client.post("/desk/replies/new", sent | {"text_th": "ส"}).status_code == 422
    assert "ขอบคุณที่แจ้งเรื่อง" in text(client.post("/desk/replies/new", sent, follow=True))
    code = ReplyTemplate.objects.get(office_code="5001").code
    assert "ขอบคุณที่แจ้งเรื่อง" in text(client.get(f"/desk/replies/{code}"))
    client.post(f"/desk/replies/{code}", sent | {"name_th": "ขอบคุณมาก"})
    assert "ขอบคุณมาก" in text(client.get("/desk/replies?move=inform"))
    assert at("anan").get(f"/desk/replies/{code}").status_code == 404
    assert "เลิกใช้ “ขอบคุณมาก” แล้ว" in text(client.post(f"/desk/replies/{code}/retire", follow=True))
    assert "ขอบคุณมาก" not in text(client.get("/desk/replies?move=inform"))


def test_two_at_one_case_are_told_of_each_other(at: Any) -> None:
    told = case()
    where = f"/desk/cases/{told.number}"
    assert "กำลังเปิดเรื่องนี้อยู่" not in text(at("malee").get(where))
    assert "มาลี รักงาน กำลังเปิดเรื่องนี้อยู่" in text(at("suda").get(where))
    beat = at("malee").post(f"{where}/presence")
    assert "สุดา นำทาง กำลังเปิดเรื่องนี้อยู่" in text(beat)
    assert "<html" not in body(beat)
    assert at("anan").post(f"{where}/presence").status_code == 404
    assert Presence.objects.count() == 2
    assert "(ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่)" in text(at("prasit").get(where))


def test_the_next_case_of_the_same_tab_opens_also_after_a_step(at: Any) -> None:
    malee = actor("malee")
    one, two = (moved(case(n), ("accept", malee), now=MONDAY - timedelta(days=9 - n)) for n in (1, 2))
    client = at("malee")
    page = client.get(f"/desk/cases/{one.number}?tab=mine")
    sent = {"inform-version": one.version, "inform-text": "พรุ่งนี้ช่างจะเข้าไปดู"}
    assert f"/desk/cases/{one.number}/moves/inform?tab=mine" in body(
        client.get(f"/desk/cases/{one.number}?tab=mine&do=inform")
    )
    done = client.post(f"/desk/cases/{one.number}/moves/inform?tab=mine", sent, follow=True)
    assert "แจ้งผู้ร้องแล้ว" in text(done)
    door = re.search(r'href="([^"]+)" data-next', body(done))
    assert door
    assert client.get(door[1])["Location"] == f"/desk/cases/{two.number}?tab=mine"
    last = re.search(r'href="([^"]+)" data-next', body(client.get(f"/desk/cases/{two.number}?tab=mine")))
    assert last
    assert "ดูครบทุกเรื่องในรายการนี้แล้ว" in text(client.get("/desk/next?tab=late", follow=True))
    assert 'href="/desk/next?' in body(page)


@pytest.mark.parametrize("query", ["tab=x", "tab=mine&after=x", "tab=mine&after=W10"])
def test_a_bad_way_on_gets_a_kind_page(at: Any, query: str) -> None:
    assert at("malee").get(f"/desk/next?{query}").status_code == 422


def test_rows_of_a_tab_lead_to_the_case_with_the_way_back_to_it(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")))
    assert f'href="/desk/cases/{told.number}?tab=mine"' in body(at("malee").get("/desk/?tab=mine"))
