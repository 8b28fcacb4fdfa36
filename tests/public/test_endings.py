"""How a case ends for her: a result to agree to or not, a refusal with its law, a second look; and what she is asked."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factories import moved
from people import actor
from sangsuk.cases.models import Case

from .telling import address, sent, story, text
from .test_track import of, settled

EARLIER = timedelta(hours=9)
DANGER = "ลูกชายเมายาถือมีดไล่ฟันแม่ ตอนนี้ล็อกประตูอยู่ในห้อง"


def made(track: str, *steps: str) -> Case:
    return moved(of(track), *((name, actor("malee")) for name in steps), now=timezone.now() - EARLIER)


def say(client: Client, track: str, move: str, **data: Any) -> Any:
    version = of(track).version
    return client.post(f"{track}/{move}", {f"{move}-version": version, **{f"{move}-{k}": v for k, v in data.items()}})


def test_she_is_told_the_result_and_asked_whether_it_is_well(client: Client) -> None:
    track = address(client)
    made(track, "accept", "tell_result")
    page = text(client.get(track))
    assert "ล้างท่อแล้ว น้ำลดหมดเมื่อเช้านี้" in page
    assert "เรียบร้อยหรือยัง" in page
    assert "ถ้าท่านไม่ทักท้วงภายใน" in page


def test_one_press_says_that_it_is_well(client: Client) -> None:
    track = address(client)
    made(track, "accept", "tell_result")
    answer = say(client, track, "agree")
    assert answer["Location"] == f"{track}?done=agree"
    assert of(track).status == "settled"
    assert "ดีใจที่เรื่องของท่านเรียบร้อย" in text(client.get(answer["Location"]))


def test_what_is_not_well_goes_on_without_telling_it_all_again(client: Client) -> None:
    track = address(client)
    made(track, "accept", "tell_result")
    assert say(client, track, "object", text="").status_code == 422
    assert "กรุณาบอกสั้น ๆ ว่ายังมีอะไรไม่เรียบร้อย" in text(say(client, track, "object", text=""))
    assert say(client, track, "object", text="น้ำยังท่วมอยู่").status_code == 302
    page = text(client.get(track))
    assert of(track).status == "sent_back"
    assert "น้ำยังท่วมอยู่" in page
    assert "เรียบร้อยหรือยัง" not in page


def test_a_refusal_says_why_by_which_law_and_what_she_can_do(client: Client) -> None:
    track = address(client)
    made(track, "checklist", "refuse")
    page = text(client.get(track))
    assert "ไม่ใช่เรื่องร้องทุกข์" in page
    assert "ข้อกฎหมาย:" in page
    assert "ขอให้ระดับเหนือพิจารณาใหม่" in page
    answer = say(client, track, "appeal", text="ศาลไม่ได้รับฟ้องเรื่องนี้")
    assert answer.status_code == 302
    after = of(track)
    assert (after.status, after.office_id) == ("escalated", "5000")
    assert "ศูนย์ดำรงธรรมจังหวัดเชียงใหม่" in text(client.get(track))


def test_what_may_not_be_appealed_against_has_no_such_form(client: Client) -> None:
    track = address(client)
    made(track, "checklist", "refuse")
    Case.objects.update(refusal_code="royal")
    assert "ไม่เห็นด้วย ขอให้ระดับเหนือพิจารณาใหม่" not in text(client.get(track))
    assert say(client, track, "appeal", text="ไม่เห็นด้วย").status_code in (403, 422)


def test_a_case_put_aside_says_why_and_when_it_is_looked_at_again(client: Client) -> None:
    track = address(client)
    made(track, "accept", "suspend")
    page = text(client.get(track))
    assert "เรื่องอยู่ในศาล" in page
    assert "ศาลนัดไต่สวนเดือนหน้า" in page
    assert "จะทบทวนอีกครั้งภายใน" in page


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (("screen",), "กำลังตรวจรายละเอียด"),
        (("accept",), "มีผู้ดูแลเรื่องแล้ว"),
        (("accept", "to_mediation"), "อยู่ระหว่างไกล่เกลี่ย"),
        (("accept", "refer_out", "referral_answer"), "ส่งให้หน่วยงานอื่นดูแลแล้ว"),
    ],
)
def test_every_state_is_said_in_words(client: Client, steps: tuple[str, ...], state: str) -> None:
    track = address(client)
    made(track, *steps)
    assert state in text(client.get(track))


def test_what_waits_for_a_second_person_is_not_shown_to_her_before_it_is_agreed(client: Client) -> None:
    track = address(client)
    Case.objects.update(service_class="important")
    told = made(track, "accept", "close")
    page = text(client.get(track))
    assert "กำลังตรวจทานก่อนตอบท่าน" in page
    assert "เปลี่ยนหม้อแปลงแล้ว" not in page
    moved(told, ("approve", actor("suda")), now=timezone.now() - timedelta(hours=2))
    assert "เปลี่ยนหม้อแปลงแล้ว" in text(client.get(track))


def test_she_says_how_it_went_in_result_handling_wish_and_heart(client: Client) -> None:
    track = address(client, distress="8", wishes=["solve"])
    assert of(track).distress_before == 8
    settled(track)
    page = text(client.get(track))
    for name in ("rate-solved", "rate-rating", "rate-rating_result", "rate-wish_met", "rate-distress_after"):
        assert f'name="{name}"' in page
    answer = say(
        client, track, "rate", solved="yes", rating="5", rating_result="4", wish_met="partly", distress_after="2"
    )
    assert answer.status_code == 302
    after = of(track)
    assert (after.rating, after.rating_result, after.wish_met, after.distress_after) == (5, 4, "partly", 2)


def test_she_need_not_say_more_than_two_things(client: Client) -> None:
    track = address(client)
    settled(track)
    page = text(client.get(track))
    assert 'name="rate-distress_after"' not in page, "she did not say how hard it was before"
    assert say(client, track, "rate", solved="yes", rating="5", rating_result="", wish_met="").status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"rating": "6"}, {"rating_result": "9"}, {"wish_met": "perhaps"}, {"distress_after": "11"}]
)
def test_a_number_that_was_not_offered_is_refused(client: Client, wrong: dict[str, str]) -> None:
    track = address(client, distress="8")
    settled(track)
    assert say(client, track, "rate", **({"solved": "yes", "rating": "5"} | wrong)).status_code == 422
    assert of(track).rating is None


def test_what_she_wishes_and_how_hard_it_is_are_asked_in_a_part_that_may_be_skipped(client: Client) -> None:
    page = text(client.get("/tell"))
    part = page.split("บอกเพิ่มอีกนิด (ข้ามได้)")[1].split("</details>")[0]
    assert 'name="wishes"' in part
    assert "10 ทุกข์ใจมากจนทนไม่ไหว" in part
    assert "0 ไม่ทุกข์ใจเลย" in part
    number, _key = sent(client)
    told = Case.objects.get(number=number)
    assert (told.wishes, told.distress_before) == ([], None)


def test_nought_is_an_answer_and_not_the_same_as_none(client: Client) -> None:
    assert of(address(client, distress="0")).distress_before == 0


def test_a_wish_that_is_not_in_the_list_is_refused_and_the_part_stays_open(client: Client) -> None:
    answer = client.post("/tell", {"description": "ถนนพังทั้งซอย รถล้มทุกวัน", "wishes": ["gold"]})
    assert answer.status_code == 422
    assert "<details" in text(answer)


def test_words_of_danger_bring_the_numbers_to_call_on_every_step_that_follows(client: Client) -> None:
    draft = story(client, description=DANGER)
    for step in ("where",):
        assert 'href="tel:191"' in text(client.get(f"{draft}/{step}"))
    client.post(f"{draft}/where", {"place": "500107"})
    client.post(f"{draft}/place", {"subdistrict": "500107"})
    assert 'href="tel:1669"' in text(client.get(f"{draft}/who"))
    client.post(f"{draft}/who", {"identity": "none", "language": "th"})
    assert 'href="tel:191"' in text(client.get(f"{draft}/receipt"))
    assert 'href="tel:191"' not in text(client.get(f"{story(client)}/where"))
