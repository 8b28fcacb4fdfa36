"""What somebody owes, what waits for a second person, and what a governor is asked to look at."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from factories import MONDAY, case, given, moved
from people import actor, user
from sangsuk.cases import actions as cases
from sangsuk.cases.models import Case
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Office

from .reading import body, coloured, numbers, steps, text

EARLY = MONDAY - timedelta(hours=20)


def page(at: Any, who: str, told: Case, do: str = "") -> Any:
    answer = at(who).get(f"/desk/cases/{told.number}{f'?do={do}' if do else ''}")
    assert answer.status_code == 200
    return answer


def with_two_agencies() -> Case:
    malee = actor("malee")
    return moved(case(), ("accept", malee), ("hand_to_agency", malee), ("add_agency", malee))


def governor(at: Any) -> Client:
    return at("kanya")


def test_the_page_says_who_owes_what_by_when(at: Any) -> None:
    told = with_two_agencies()
    words = text(page(at, "malee", told))
    assert "งานที่ยังค้าง" in words
    assert "งานของการไฟฟ้า" in words
    assert "(หน่วยงานหลัก)" in words
    assert "ขอให้ตรวจหม้อแปลงหน้าโรงเรียน" in words
    assert "ขอให้ปิดถนนช่วงที่เสาไฟเอียง" in words


def test_an_agency_sees_its_own_work_and_not_the_notes_of_another(at: Any) -> None:
    told = with_two_agencies()
    roads = user_of("50-highways")
    told = cases.move(told, "note", by=roads, data={"text": "งบปีนี้หมดแล้ว"}, now=MONDAY)
    answer = page(at, "wichai", told)
    panel = body(answer).split('id="owed"')[1].split("</section>")[0]
    assert "งานของหน่วยงานท่าน" in panel
    assert "ขอให้ตรวจหม้อแปลงหน้าโรงเรียน" in panel
    assert "ปิดถนน" not in panel
    assert "งบปีนี้หมดแล้ว" not in text(answer)
    assert "งบปีนี้หมดแล้ว" in text(page(at, "malee", told))


def user_of(office: str) -> Any:
    """Somebody who works for this agency."""
    from sangsuk.accounts.models import User
    from sangsuk.offices import queries

    made = User(email=f"{office}@example.com", name="ช่างทางหลวง")
    made.set_password("correct horse 9")
    made.save()
    offices.appoint(made, Office.objects.get(code=office), "agency")
    found = queries.actor_for(made, "desk")
    assert found is not None
    return found


def test_which_work_is_meant_is_asked_only_when_there_is_more_than_one(at: Any) -> None:
    told = with_two_agencies()
    shown = body(page(at, "malee", told, "recall"))
    assert 'name="recall-duty"' in shown
    assert "งานของการไฟฟ้าส่วนภูมิภาค" in shown
    assert "ครบกำหนด" in shown
    one = moved(case(2), ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    assert 'name="recall-duty"' not in body(page(at, "malee", one, "recall"))


def test_with_two_at_work_the_chosen_one_is_recalled(at: Any) -> None:
    told = with_two_agencies()
    key = next(k for k, d in told.duties.items() if d["who"] == "50-highways")
    data = {"recall-version": told.version, "recall-reason": "ไม่ต้องแล้ว", "recall-duty": key}
    assert at("malee").post(f"/desk/cases/{told.number}/moves/recall", data).status_code == 302
    assert Case.objects.get(pk=told.pk).workers == ["50-electricity"]


def test_a_step_that_asks_nothing_is_one_press(at: Any) -> None:
    steps_ = (("accept", "malee"), ("hand_to_agency", "malee"), ("report", "wichai"))
    told = moved(case(), *((name, actor(by)) for name, by in steps_))
    assert f'action="/desk/cases/{told.number}/moves/confirm_task' in body(page(at, "malee", told))


def test_a_weighty_ending_waits_for_a_second_person_who_sees_it_whole(at: Any) -> None:
    told = moved(case(service_class="important"), ("accept", actor("malee")))
    client = at("malee")
    assert "ต้องมีผู้ตรวจทานอีกหนึ่งคน" in text(client.get(f"/desk/cases/{told.number}?do=close"))
    data = {f"close-{k}": v for k, v in (given("close") | {"version": told.version}).items()}
    answer = client.post(f"/desk/cases/{told.number}/moves/close", data)
    words = text(client.get(answer["Location"]))
    assert "รอให้อีกคนหนึ่งตรวจทานก่อนถึงผู้ร้อง" in words
    assert "ท่านเป็นผู้เสนอ ต้องให้อีกคนหนึ่งตรวจทาน" in words
    assert Case.objects.get(pk=told.pk).status == "review"
    second = page(at, "suda", told)
    assert coloured(second) == ["เห็นชอบ"]
    assert "เสนอให้ตรวจทาน: ตอบผู้ร้องและยุติเรื่อง" in text(second)
    assert "เปลี่ยนหม้อแปลงแล้ว ไฟใช้ได้ทุกหลัง" in text(second)
    assert {"approve", "disapprove"} <= steps(second)
    assert "approve" not in steps(page(at, "malee", told))


def test_what_waits_for_a_second_person_has_its_tab(at: Any) -> None:
    told = moved(case(service_class="important"), ("accept", actor("malee")), ("close", actor("malee")))
    assert "รอตรวจทาน 1" in text(at("suda").get("/desk/"))
    assert numbers(at("suda").get("/desk/?tab=review")) == [told.number]
    Case.objects.filter(pk=told.pk).update(status="in_progress")
    assert "tab=review" not in body(at("suda").get("/desk/"))


def test_the_governor_sees_what_nobody_moved_and_gives_an_order(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")))
    case(2)
    Case.objects.filter(pk=told.pk).update(attention="5000")
    client = governor(at)
    assert "ขอให้ท่านดูแล 1" in text(client.get("/desk/"))
    assert numbers(client.get("/desk/?tab=attention")) == [told.number]
    shown = page(at, "kanya", told)
    assert coloured(shown) == ["สั่งการ"]
    assert steps(shown) == {"direct", "watch"}
    data = {"direct-version": told.version, "direct-text": "ให้ลงพื้นที่วันนี้"}
    assert client.post(f"/desk/cases/{told.number}/moves/direct", data).status_code == 302
    assert numbers(client.get("/desk/?tab=attention")) == []
    assert "ให้ลงพื้นที่วันนี้" in text(page(at, "malee", told))


@pytest.mark.parametrize(("who", "status"), [("suda", 200), ("kanya", 200), ("malee", 404), ("wichai", 404)])
def test_the_list_of_what_one_is_asked_to_look_at_is_for_who_commands(at: Any, who: str, status: int) -> None:
    assert at(who).get("/desk/?tab=attention").status_code == status


def test_a_governor_of_another_province_is_not_asked(at: Any) -> None:
    told = case()
    Case.objects.filter(pk=told.pk).update(attention="3000")
    assert numbers(governor(at).get("/desk/?tab=attention")) == []


def test_marks_say_how_urgent_and_of_what_kind_it_is(at: Any) -> None:
    told = case(urgency="life", service_class="important", nature="accusation", accused_type="official")
    words = text(page(at, "malee", told))
    for mark in ("อันตรายถึงชีวิต", "สำคัญ", "กล่าวโทษ", "ผู้ถูกร้อง: เจ้าหน้าที่ของรัฐ"):
        assert mark in words
    assert "อันตรายถึงชีวิต" in text(at("malee").get("/desk/"))


def test_words_of_danger_ask_the_officer_how_urgent_it_is(at: Any) -> None:
    told = case(description="สามีเมาเหล้าถือมีดไล่ฟันลูก ตอนนี้หนีมาอยู่บ้านเพื่อน")
    assert "ถ้อยคำในเรื่องฟังดูเป็นอันตราย" in text(page(at, "malee", told))
    said = moved(told, ("classify", actor("malee")))
    assert "ถ้อยคำในเรื่องฟังดูเป็นอันตราย" not in text(page(at, "malee", said))
    assert "ถ้อยคำในเรื่องฟังดูเป็นอันตราย" not in text(page(at, "malee", case(2)))


def test_what_is_known_of_a_case_stands_in_the_form_already(at: Any) -> None:
    told = case(urgency="urgent", nature="justice")
    shown = body(page(at, "malee", told, "classify"))
    assert '<option value="urgent" selected>' in shown
    assert '<option value="justice" selected>' in shown


def test_each_question_of_admission_stands_with_its_law_and_the_answers_are_shown_later(at: Any) -> None:
    told = case()
    shown = text(page(at, "malee", told, "checklist"))
    assert "อยู่ในศาล หรือศาลตัดสินแล้วหรือไม่" in shown
    assert "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552" in shown
    moved(told, ("checklist", actor("malee")))
    assert "ผลตรวจรับคำร้อง: ตรวจแล้ว รับไว้พิจารณาได้" in text(page(at, "malee", told))


def test_a_reason_for_refusal_shows_its_law_and_brings_its_sentence(at: Any) -> None:
    told = moved(case(), ("checklist", actor("malee")))
    shown = body(page(at, "malee", told, "refuse"))
    assert "choice__more" in shown
    assert 'data-say="เรื่องนี้อยู่ในการพิจารณาของศาลแล้ว' in shown
    data = {"refuse-version": told.version, "refuse-refusal_reason": "in_court", "refuse-answer": ""}
    answer = at("malee").post(f"/desk/cases/{told.number}/moves/refuse", data)
    assert answer.status_code == 422
    assert "ใส่ข้อความที่เสนอให้แล้ว" in text(answer)
    area = body(answer).split('name="refuse-answer"')[1].split("</textarea>")[0]
    assert "เรื่องนี้อยู่ในการพิจารณาของศาลแล้ว" in area


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-11-25", "2026-11-25"),
        ("25/11/2569", "2026-11-25"),
        ("๒๕ พ.ย. ๒๕๖๙", "2026-11-25"),
        ("25/11/2026", None),
        ("เร็ว ๆ นี้", None),
    ],
)
def test_a_day_may_be_chosen_or_typed_in_the_buddhist_era(at: Any, typed: str, kept: str | None) -> None:
    told = moved(case(), ("accept", actor("malee")), now=EARLY)
    data = {f"meet-{k}": v for k, v in (given("meet") | {"version": told.version, "meets_on": typed}).items()}
    answer = at("malee").post(f"/desk/cases/{told.number}/moves/meet", data)
    assert answer.status_code == (302 if kept else 422), text(answer)
    if kept:
        assert Case.objects.get(pk=told.pk).events.get(move="meet").data["meets_on"] == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("1500", 1500), ("๑,๕๐๐", 1500), ("", None), ("พันห้า", False), ("-1", False)]
)
def test_money_may_be_typed_as_people_write_it(at: Any, typed: str, kept: Any) -> None:
    told = moved(case(), ("accept", actor("malee")), now=EARLY)
    data = {f"relieve-{k}": v for k, v in (given("relieve") | {"version": told.version, "baht": typed}).items()}
    answer = at("malee").post(f"/desk/cases/{told.number}/moves/relieve", data)
    assert answer.status_code == (422 if kept is False else 302), text(answer)
    if kept is not False:
        assert Case.objects.get(pk=told.pk).events.get(move="relieve").data.get("baht") == kept


def test_a_merged_case_names_the_one_that_stands_for_it(at: Any) -> None:
    other = case(2)
    told = moved(case(), ("accept", actor("malee")), ("merge", actor("malee")))
    assert f"เรื่องนี้รวมกับเรื่อง {other.number} แล้ว" in text(page(at, "malee", told))


def test_the_same_person_with_another_role_is_still_one_person(at: Any) -> None:
    """Who proposed cannot approve, whatever else she is."""
    told = moved(case(service_class="important"), ("accept", actor("suda")), ("close", actor("suda")))
    assert user("suda").pk == told.duties[next(iter(told.duties))]["by"]
    assert "approve" not in steps(page(at, "suda", told))
