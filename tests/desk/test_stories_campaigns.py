"""Campaigns made at the desk by the department, without code: a second one as easily as the first."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

import judging
import people
from people import actor
from sangsuk.stories import consents
from sangsuk.stories.judging import rounds
from sangsuk.stories.models import Campaign, ConsentText
from storytelling import campaign, story

MAKERS = {"dao", "nok"}
GIVEN = {
    "code": "happy-2569", "title_th": "อำเภอสร้างสุข 2569", "title_en": "Happy District 2026", "purpose_th": "ฟังเรื่องดี ๆ",
    "purpose_en": "To hear good stories", "opens_on": "2026-12-01", "closes_on": "2026-12-31",
    "hashtags": "#สุขนี้ที่อำเภอ, ทุกข์น้อยลงสุขมากขึ้น", "themes": ["service", "volunteer"], "winners_count": "3", "source": "คำสั่ง 1/2569",
    "state": "ready", "question_1_th": "อะไรทำให้ยิ้ม", "question_1_en": "What made you smile?", "question_1_required": "on",
    "judging_from": "2027-01-10", "judging_to": "2027-01-20",
}  # fmt: skip
WORDS = {
    "consent-use": "film", "consent-short_th": "ให้ทำหนังสั้น", "consent-short_en": "Make a short film", "consent-full_th": "เราจะถามอีกครั้ง",
    "consent-full_en": "We ask again", "consent-source": "PDPA s.19",
}  # fmt: skip


def edited(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in GIVEN.items() if name != "code"} | {"seen": "1"} | changes


@pytest.mark.parametrize("who", people.STAFF)
def test_who_makes_campaigns(who: str, at: Any) -> None:
    campaign()
    client, allowed = at(who), who in MAKERS
    for way in ("", "/new", "/happy-2563"):
        assert client.get(f"/desk/stories/campaigns{way}").status_code == (200 if allowed else 403), way
    assert client.post("/desk/stories/campaigns/new", GIVEN).status_code == (302 if allowed else 403)
    for way, given in (("copy", {"copy-code": "x", "copy-opens_on": "2027-12-01"}), ("consent", WORDS)):
        assert client.post(f"/desk/stories/campaigns/happy-2563/{way}", given).status_code == (302 if allowed else 403)
    assert Campaign.objects.count() == (3 if allowed else 1)


def test_a_campaign_made_at_the_desk_is_one_that_citizens_see(at: Any, client: Client) -> None:
    at("dao").post("/desk/stories/campaigns/new", GIVEN)
    made = Campaign.objects.get()
    assert (made.opens_on, made.hashtags, made.themes) == (
        date(2026, 12, 1),
        ["สุขนี้ที่อำเภอ", "ทุกข์น้อยลงสุขมากขึ้น"],
        ["service", "volunteer"],
    )
    assert made.questions == [{"code": "q1", "th": "อะไรทำให้ยิ้ม", "en": "What made you smile?", "required": True}]
    page = client.get("/stories/campaigns/happy-2569").content.decode()
    for said in ("อำเภอสร้างสุข 2569", "อะไรทำให้ยิ้ม", "กรรมการให้คะแนน", "ยังไม่เปิดรับ"):
        assert said in page


def test_the_second_campaign_is_a_copy_with_its_days_moved(at: Any, client: Client) -> None:
    dao = at("dao")
    dao.post("/desk/stories/campaigns/new", GIVEN)
    dao.post("/desk/stories/campaigns/happy-2569/consent", WORDS)
    dao.post("/desk/stories/campaigns/happy-2569/copy", {"copy-code": "happy-2570", "copy-opens_on": "2027-12-01"})
    second = Campaign.objects.get(code="happy-2570")
    assert (second.state, second.opens_on, second.closes_on) == ("draft", date(2027, 12, 1), date(2027, 12, 31))
    assert second.copied_from_id == "happy-2569" and second.questions[0]["code"] == "q1"
    assert [(p.kind, p.from_on) for p in second.phases.all()] == [("judging", date(2028, 1, 10))]
    assert consents.in_force(second, date(2027, 12, 1))["film"].short_th == "ให้ทำหนังสั้น"
    assert client.get("/stories/campaigns/happy-2570").status_code == 404


def test_it_is_changed_and_who_was_slower_is_told(at: Any) -> None:
    dao = at("dao")
    dao.post("/desk/stories/campaigns/new", GIVEN)
    way = "/desk/stories/campaigns/happy-2569"
    assert dao.post(way, edited(title_th="ชื่อใหม่ของโครงการ", judging_from="", judging_to="")).status_code == 302
    made = Campaign.objects.get()
    assert (made.title_th, made.version, made.phases.count()) == ("ชื่อใหม่ของโครงการ", 2, 0)
    assert dao.post(way, edited(title_th="มาช้า")).status_code == 409
    assert Campaign.objects.get().title_th == "ชื่อใหม่ของโครงการ"


def test_a_question_keeps_the_code_by_which_its_answers_are_known(at: Any) -> None:
    happy = {"code": "happy", "th": "อะไรทำให้มีความสุข", "en": "What made you happy?", "required": False}
    better = {"code": "better", "th": "อยากให้เปลี่ยนอะไร", "en": "What should change?", "required": True}
    campaign(questions=[happy, better])
    way, dao = "/desk/stories/campaigns/happy-2563", at("dao")
    page = dao.get(way).content.decode()
    assert 'name="question_2_code" value="better"' in page
    none = {"question_1_th": "", "question_1_en": "", "question_1_required": ""}
    kept = {
        "question_2_th": "อยากให้อำเภอเปลี่ยนอะไร",
        "question_2_en": "What should change?",
        "question_2_required": "on",
    }
    new = {"question_3_th": "อะไรทำให้ยิ้ม", "question_3_en": "What made you smile?"}
    codes = {"question_1_code": "happy", "question_2_code": "better"}
    assert dao.post(way, edited(**none, **kept, **new, **codes)).status_code == 302
    asked = [(one["code"], one["en"]) for one in Campaign.objects.get().questions]
    assert asked == [("better", "What should change?"), ("q1", "What made you smile?")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"closes_on": "2026-11-30"}, "closes_on"), ({"closes_on": "2028-11-30"}, "closes_on"), ({"code": "มี ช่องว่าง"}, "code"),
        ({"winners_count": "0"}, "winners_count"), ({"question_2_th": "ไม่มีอังกฤษ"}, "question_2_en"),
        ({"judging_to": ""}, "judging_to"), ({"judging_to": "2027-01-01"}, "judging_to"), ({"themes": ["x"]}, "themes"),
        ({"source": ""}, "source"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_at_its_field(changes: dict[str, Any], field: str, at: Any) -> None:
    answer = at("dao").post("/desk/stories/campaigns/new", GIVEN | changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Campaign.objects.exists()


def test_the_same_code_twice_is_refused(at: Any) -> None:
    dao = at("dao")
    assert [dao.post("/desk/stories/campaigns/new", GIVEN).status_code for _ in range(2)] == [302, 422]


def test_with_stories_it_does_not_become_a_draft_again(at: Any) -> None:
    dao = at("dao")
    dao.post("/desk/stories/campaigns/new", GIVEN | {"question_1_required": ""})
    story(campaign="happy-2569")
    answer = dao.post("/desk/stories/campaigns/happy-2569", edited(state="draft"))
    assert "state" in answer.context["form"].errors
    assert dao.post("/desk/stories/campaigns/happy-2569", edited(state="archived")).status_code == 302


def test_how_many_are_chosen_stays_as_it_was_told_while_a_round_is_held(at: Any) -> None:
    dao, way = at("dao"), "/desk/stories/campaigns/happy-2569"
    dao.post("/desk/stories/campaigns/new", GIVEN)
    made = judging.new(campaign="happy-2569")
    answer = dao.post(way, edited(winners_count="5"))
    assert answer.status_code == 422 and "winners_count" in answer.context["form"].errors
    assert dao.post(way, edited(title_th="ชื่อใหม่ของโครงการ")).status_code == 302
    rounds.give_up(made, reason="กรรมการไม่ครบองค์ประชุม", by=actor("dao"))
    assert dao.post(way, edited(winners_count="5", seen="2")).status_code == 302
    assert Campaign.objects.get().winners_count == 5


def test_new_words_hold_from_today_and_who_said_yes_before_said_it_to_the_old_ones(at: Any) -> None:
    dao = at("dao")
    dao.post("/desk/stories/campaigns/new", GIVEN | {"question_1_required": ""})
    told = story(campaign="happy-2569", uses=("film",))
    before = told.consents.get().text
    assert dao.post("/desk/stories/campaigns/happy-2569/consent", WORDS).status_code == 302
    assert told.consents.get().text == before
    text = ConsentText.objects.get(campaign="happy-2569")
    assert (text.version, text.use) == ("1.0", "film")
    assert dao.post("/desk/stories/campaigns/happy-2569/consent", WORDS).status_code == 422, "one a day"
    assert consents.in_force(told.campaign, text.valid_from)["film"] == text


def test_the_list_costs_the_same_for_two_as_for_many(at: Any, django_assert_max_num_queries: Any) -> None:
    for n in range(12):
        campaign(f"c-{n}")
    dao = at("dao")
    dao.get("/desk/stories/campaigns")
    with django_assert_max_num_queries(12):
        dao.get("/desk/stories/campaigns")
