"""Several cases at one press: ticked in the queue, looked at, done, told; without JavaScript."""

import re
from typing import Any
from uuid import uuid4

import pytest

from factories import case, moved
from people import actor
from sangsuk.cases.models import Batch, Case, CaseEvent, ReplyUse

from .reading import body, text


def versions(*some: Case) -> str:
    return " ".join(f"{one.number}:{one.version}" for one in some)


def fields(answer: Any) -> dict[str, str]:
    """The hidden fields of the form that is pressed."""
    form = body(answer).split('class="bulk__form"')[1].split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def test_the_queue_has_a_tick_for_each_case_and_the_steps_that_fit(at: Any) -> None:
    told = case()
    page = body(at("malee").get("/desk/"))
    assert f'<input type="checkbox" name="case" value="{told.number}" form="bulk">' in page
    assert re.findall(r'<option value="(\w+)">', page.split('id="bulk_do"')[1].split("</select>")[0]) == [
        "accept", "take", "delegate", "inform", "categorise", "note",
    ]  # fmt: skip
    assert 'name="case"' not in body(at("kanya").get("/desk/"))  # who only looks has no ticks


def test_a_step_without_fields_is_looked_at_and_then_done_at_one_press(at: Any) -> None:
    new, taken = case(1), moved(case(2), ("accept", actor("malee")))
    client = at("malee")
    sent = {"do": "accept", "case": [new.number, taken.number], "tab": "open", "back": "/desk/?tab=open"}
    look = client.post("/desk/bulk", sent)
    words = text(look)
    assert "รับเรื่อง 1 เรื่อง" in words
    assert "1 เรื่องทำไม่ได้ และจะไม่ถูกแตะต้อง" in words
    assert "ตอนนี้เรื่องอยู่ในขั้น" in words
    assert Case.objects.get(pk=new.pk).version == 1
    done = client.post("/desk/bulk/do", fields(look), follow=True)
    assert "ทำแล้ว 1 เรื่อง" in text(done)
    assert "ไม่ได้ทำ 1 เรื่อง" in text(done)
    assert 'href="/desk/?tab=open"' in body(done)
    assert Case.objects.get(pk=new.pk).status == "accepted"


def test_a_text_is_read_once_more_with_each_cases_own_number_before_it_goes(at: Any) -> None:
    some = [moved(case(n), ("accept", actor("malee"))) for n in (1, 2)]
    client = at("malee")
    first = client.post("/desk/bulk", {"do": "inform", "case": [c.number for c in some]})
    assert 'name="inform-text"' in body(first)
    sent = {"do": "inform", "step": "look", "versions": versions(*some), "template": "inform.visit"}
    empty = client.post("/desk/bulk", sent | {"inform-text": ""})
    assert empty.status_code == 422
    look = client.post("/desk/bulk", sent | {"inform-text": "เรื่อง {เลขที่} พรุ่งนี้จะไปดู"})
    for one in some:
        assert f"เรื่อง {one.number} พรุ่งนี้จะไปดู" in text(look)
    assert not CaseEvent.objects.filter(move="inform").exists()
    form = fields(look)
    assert form["inform-text"] == "เรื่อง {เลขที่} พรุ่งนี้จะไปดู"
    for _press in range(2):  # a double press
        assert "ทำแล้ว 2 เรื่อง" in text(client.post("/desk/bulk/do", form, follow=True))
    assert CaseEvent.objects.filter(move="inform").count() == 2
    assert Batch.objects.count() == 1


def test_the_minutes_that_ready_words_saved_are_counted_for_each_case(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")))
    form = {
        "do": "inform", "step": "do", "versions": versions(told), "template": "inform.visit", "client_id": str(uuid4()),
        "inform-text": "เจ้าหน้าที่จะไปดู ท่านไม่ต้องเตรียมเอกสาร ถ้าวันนั้นไม่สะดวก ตอบกลับข้อความนี้ได้ เราจะนัดใหม่ให้",
    }  # fmt: skip
    at("malee").post("/desk/bulk/do", form)
    assert 0 < ReplyUse.objects.get().kept_percent < 100


def test_a_gap_is_seen_in_the_look_and_cannot_be_pressed(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")))
    sent = {"do": "inform", "step": "look", "versions": versions(told), "inform-text": "เราจะไปวันที่ {วันนัด}"}
    words = text(at("malee").post("/desk/bulk", sent))
    assert "ยังมีช่องว่าง {วันนัด}" in words
    assert "ขั้นตอนนี้ทำกับเรื่องที่เลือกไม่ได้เลยสักเรื่อง" in words


def test_all_of_a_list_reaches_beyond_the_page(at: Any) -> None:
    for n in range(1, 36):
        case(n)
    client = at("malee")
    assert 'name="all"' in body(client.get("/desk/"))
    look = client.post("/desk/bulk", {"do": "accept", "tab": "new", "all": "1"})
    assert "เรื่องที่เลือก 35 เรื่อง" in text(look)
    few = client.post("/desk/bulk", {"do": "accept", "tab": "new", "all": "1", "q": "5001-70-000007"})
    assert "เรื่องที่เลือก 1 เรื่อง" in text(few)


def test_work_is_given_to_a_colleague_for_several_at_once(at: Any) -> None:
    told, suda = case(), actor("suda")
    form = {"do": "delegate", "step": "look", "versions": versions(told), "delegate-assignee": str(suda.user_id)}
    look = at("malee").post("/desk/bulk", form)
    assert "สุดา นำทาง" in text(look)
    at("malee").post("/desk/bulk/do", fields(look))
    assert Case.objects.get().assignee_id == suda.user_id


@pytest.mark.parametrize(
    "sent",
    [{}, {"do": "accept"}, {"do": "close", "case": "5001-70-000001"}, {"do": "accept", "case": "5002-70-000001"}],
)
def test_without_a_step_or_a_case_nothing_happens_and_it_is_said(at: Any, sent: dict[str, str]) -> None:
    case()
    answer = at("malee").post("/desk/bulk", sent)
    assert answer.status_code == 422
    assert "กรุณา" in text(answer)


@pytest.mark.parametrize("form", [{"client_id": "x"}, {"client_id": str(uuid4()), "versions": "5001-70-000001:x"}])
def test_a_form_that_was_tampered_with_is_refused(at: Any, form: dict[str, str]) -> None:
    case()
    assert at("malee").post("/desk/bulk/do", {"do": "accept"} | form).status_code == 422
    assert Case.objects.get().version == 1


def test_a_case_of_another_office_is_left_out_and_never_named(at: Any) -> None:
    own, other = case(1), case(2, district="5002", subdistrict=None)
    look = at("malee").post("/desk/bulk", {"do": "accept", "case": [own.number, other.number]})
    assert other.number not in body(look)
    form = fields(look) | {"versions": versions(own, other)}
    assert "ทำแล้ว 1 เรื่อง" in text(at("malee").post("/desk/bulk/do", form, follow=True))
    assert Case.objects.get(pk=other.pk).version == 1


def test_the_result_is_the_pressers_own_and_says_when_it_was_cut_off(at: Any) -> None:
    from factories import client_id
    from sangsuk.cases.daily import batches

    told, malee = case(), actor("malee")
    batch = batches.prepare(client_id(900), "accept", {told.number: 1}, {}, by=malee)
    where = f"/desk/bulk/{batch.client_id}"
    assert "ยังทำไม่เสร็จ 1 เรื่อง" in text(at("malee").get(where))
    assert at("suda").get(where).status_code == 404
    assert at("suda").post(f"{where}/again").status_code == 404
    assert "ทำแล้ว 1 เรื่อง" in text(at("malee").post(f"{where}/again", follow=True))


def test_whoever_comes_back_to_the_address_after_signing_in_is_led_to_the_queue(at: Any) -> None:
    for where in ("/desk/bulk", "/desk/bulk/do"):
        assert at("malee").get(where)["Location"] == "/desk/"


def test_two_hundred_at_one_press(at: Any, remembering: None, django_assert_max_num_queries: Any) -> None:
    for n in range(1, 21):
        case(n)
    client = at("malee")
    look = client.post("/desk/bulk", {"do": "accept", "tab": "new", "all": "1"})
    with django_assert_max_num_queries(20 * 16 + 20):
        client.post("/desk/bulk/do", fields(look))
    assert Case.objects.filter(status="accepted").count() == 20
