"""A story in five steps without an account and without JavaScript: kept at every step, sent once, late ones welcome."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

import filming
from sangsuk.public import spam
from sangsuk.stories import consents, drafts, queries
from sangsuk.stories.models import Campaign, Story, StoryDraft, StoryFile
from storytelling import TEXT, campaign

from .telling import text as words_of
from .writing import YOU, begun, mine, ready, sent, told


def test_by_a_poster_the_office_stands_there_and_nothing_is_kept_before_the_first_press(client: Client) -> None:
    answer = client.get("/stories/write?office=5001")
    assert "ที่ว่าการอำเภอเมืองเชียงใหม่" in words_of(answer)
    assert not StoryDraft.objects.exists()


def test_all_five_steps_without_an_account_make_one_story(client: Client) -> None:
    about = {"role_spoken_of": "เจ้าหน้าที่ทะเบียน", "spoken_of": "พี่แอน", "visited_on": "2026-11-01", "service": "registration",
             "expectation": "above", "theme": "service", "flagship": "f2564_06"}  # fmt: skip
    code, key = sent(client, about=about, title="ยายได้บัตรใหม่")
    story = Story.objects.get(code=code)
    text = queries.told(story)
    assert (story.office_id, story.tone, story.service, story.expectation, story.theme, story.flagship) == (
        "5001", "positive", "registration", "above", "service", "f2564_06",
    )  # fmt: skip
    assert (text.title, text.text, text.spoken_of, text.pen_name) == ("ยายได้บัตรใหม่", TEXT, "พี่แอน", "ยายคำ")
    assert consents.allowed(story) == {"publish"}
    assert queries.mine(code, key, caller="") == story


def test_nothing_is_ticked_beforehand_and_each_use_stands_in_its_words_and_version(client: Client) -> None:
    draft = told(client)
    page = client.get(f"{draft}/you")
    form = page.context["form"]
    assert [field.value() for _version, field in form.consents()] == [None] * 6
    assert "checked" not in words_of(page).split("</fieldset>")[0]
    assert "ถ้อยคำรุ่น 1.0" in words_of(page)
    assert "ใคร ๆ ก็อ่านได้" in words_of(page)


def test_without_any_consent_the_story_goes_off_and_the_page_says_what_that_means(client: Client) -> None:
    draft = ready(client, you={})
    assert "เราจะไม่เผยแพร่เรื่องนี้" in words_of(client.get(f"{draft}/review"))
    assert client.post(f"{draft}/review").status_code == 302
    assert consents.allowed(Story.objects.get()) == frozenset()


def test_pressed_twice_it_is_one_story_with_the_same_key(client: Client) -> None:
    draft = ready(client)
    first, second = client.post(f"{draft}/review"), client.post(f"{draft}/review")
    assert first["Location"] == second["Location"]
    keys = {client.get(first["Location"]).context["key"] for _ in range(2)}
    assert len(keys) == 1 and Story.objects.count() == 1


def test_the_first_press_made_again_on_a_bad_line_begins_one_draft(client: Client) -> None:
    draft = begun(client)
    for _ in range(3):
        client.post(f"{draft}/text", {"office": "5001", "text": TEXT, "tone": "mixed"})
    assert StoryDraft.objects.count() == 1


def test_what_was_typed_is_kept_when_something_is_still_wrong(client: Client) -> None:
    draft = begun(client)
    answer = client.post(f"{draft}/text", {"office": "5001", "text": "สั้น", "title": "บัตร"})
    assert answer.status_code == 422
    assert {"text", "tone"} <= set(answer.context["form"].errors)
    assert client.get(f"{draft}/text").context["form"].initial["text"] == "สั้น"


def test_saved_while_typing_is_there_on_another_day_and_not_after_it_was_sent(client: Client) -> None:
    draft = begun(client)
    assert client.post(f"{draft}/save", {"text": "ยายเดินไม่", "office": "5001"}).status_code == 204
    assert "ยายเดินไม่" in words_of(client.get(f"{draft}/text"))
    draft = ready(client)
    client.post(f"{draft}/review")
    assert client.post(f"{draft}/save", {"text": "มาช้า"}).status_code == 204
    assert queries.told(Story.objects.get()).text == TEXT


def test_back_and_forth_keeps_everything(client: Client) -> None:
    draft = ready(client, about={"role_spoken_of": "ปลัดอำเภอ"})
    assert "ปลัดอำเภอ" in words_of(client.get(f"{draft}/about"))
    assert client.get(f"{draft}/you").context["form"].initial["use_publish"] is True
    client.post(f"{draft}/office", {"place": "500702"})
    review = words_of(client.get(f"{draft}/review"))
    assert "ที่ว่าการอำเภอแม่ริม" in review and TEXT in review and "ปลัดอำเภอ" in review


@pytest.mark.parametrize("step", ["about", "you", "review"])
def test_who_comes_too_early_is_led_to_the_step_that_is_open(client: Client, step: str) -> None:
    token = uuid4()
    drafts.save(token, office="5001")
    answer = client.get(f"/stories/write/{token}/{step}")
    assert answer["Location"].endswith("/text")


@pytest.mark.parametrize("step", ["text", "about", "you", "review", "office"])
def test_after_it_was_sent_every_step_leads_to_the_slip(client: Client, step: str) -> None:
    draft = ready(client)
    client.post(f"{draft}/review")
    assert client.get(f"{draft}/{step}", follow=True).redirect_chain[-1][0].endswith("/receipt")


@pytest.mark.parametrize("step", ["office", "text", "about", "you", "review", "receipt"])
def test_a_draft_that_nobody_began_is_not_there(client: Client, step: str) -> None:
    assert client.get(f"/stories/write/{uuid4()}/{step}").status_code == 404


def test_the_office_is_found_by_name_by_province_and_by_the_phones_position(client: Client) -> None:
    assert {"code": "5007"}.items() <= client.get("/stories/write?q=แม่ริม").context["results"][0].items()
    assert "5007" in {one["code"] for one in client.get("/stories/write?province=50").context["districts"]}
    assert client.get("/stories/write?q=ไม่มีที่นี่แน่ๆ").status_code == 422
    draft = f"/stories/write/{uuid4()}"
    client.post(f"{draft}/office", {"longitude": "98.9853", "latitude": "18.7883"})
    assert drafts.get(draft.split("/")[-1]).fields["office"] == "5001"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given", [{}, {"place": "9999"}, {"place": "1001"}, {"place": "MOI"}, {"longitude": "x", "latitude": "1"}]
)
def test_another_office_than_one_of_the_878_is_refused(client: Client, given: dict[str, str]) -> None:
    assert client.post(f"/stories/write/{uuid4()}/office", given).status_code == 422


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"use_name": "on"}, "name"), ({"use_contact": "on"}, "phone"), ({"phone": "12"}, "phone"),
        ({"email": "nobody"}, "email"), ({"pen_name": "ก" * 61}, "pen_name"),
    ],
)  # fmt: skip
def test_a_yes_that_cannot_be_kept_is_asked_about(client: Client, given: dict[str, str], field: str) -> None:
    draft = told(client)
    answer = client.post(f"{draft}/you", given)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}


def test_a_campaign_asks_its_own_questions_and_offers_its_own_themes(client: Client) -> None:
    asked = [{"code": "best", "th": "อะไรดีที่สุด", "en": "What was best?", "required": True}]
    campaign(questions=asked, themes=["volunteer"], closes_on="2030-12-31")
    draft = told(client, campaign="happy-2563")
    page = client.get(f"{draft}/about")
    assert [code for code, _ in page.context["form"].fields["theme"].choices] == ["", "volunteer"]
    assert client.post(f"{draft}/about", {}).status_code == 422
    assert client.post(f"{draft}/about", {"answer_best": "รอยยิ้ม"}).status_code == 302
    client.post(f"{draft}/you", YOU)
    client.post(f"{draft}/review")
    assert queries.told(Story.objects.get()).answers == {"best": "รอยยิ้ม"}


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2020, 11, 30, 16, 59, 59, tzinfo=UTC), True), (datetime(2020, 11, 30, 17, 0, tzinfo=UTC), False),
        (datetime(2020, 12, 31, 16, 59, 59, tzinfo=UTC), False), (datetime(2020, 12, 31, 17, 0, tzinfo=UTC), True),
    ],
)  # fmt: skip
def test_at_the_edges_of_the_window_the_page_says_what_will_be(
    client: Client, moment: datetime, late: bool, monkeypatch: Any
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    campaign()
    stands = client.get("/stories/campaigns/happy-2563").context["stands"]
    assert stands == (
        "before" if moment < datetime(2020, 12, 1, tzinfo=UTC) and late else "after" if late else "during"
    )
    code, _ = sent(client, campaign="happy-2563")
    assert Story.objects.get(code=code).outside_window is late


def test_a_campaign_that_is_no_more_than_a_draft_is_nobodys(client: Client) -> None:
    campaign(state=Campaign.DRAFT)
    assert client.get("/stories/campaigns/happy-2563").status_code == 404
    assert client.get("/stories/write?office=5001&campaign=happy-2563").context["campaign"] is None


def test_a_film_and_a_photograph_come_in_the_form_where_there_is_no_script(client: Client, tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    film = filming.film(tmp_path / "a.mp4").read_bytes()
    files = [SimpleUploadedFile("a.mp4", film), SimpleUploadedFile("b.jpg", out.getvalue())]
    draft = told(client, enclosed=files)
    page = client.get(f"{draft}/text")
    assert [file.kind for file in page.context["telling"].files] == ["video", "photo"]
    first = page.context["telling"].files[0]
    still = client.get(f"{draft}/files/{first.id}?still")
    assert still["Content-Type"] == "image/jpeg" and b"".join(still.streaming_content)[:2] == b"\xff\xd8"
    film_again = client.get(f"{draft}/files/{first.id}")
    assert film_again["Content-Type"] == "video/mp4" and b"SECRET" not in b"".join(film_again.streaming_content)
    client.post(f"{draft}/files/{first.id}/remove")
    assert [file.kind for file in client.get(f"{draft}/text").context["telling"].files] == ["photo"]


def test_a_file_that_cannot_be_taken_is_named_and_the_story_stays(client: Client) -> None:
    draft = begun(client)
    bad = SimpleUploadedFile("x.mp4", b"\0\0\0\x18ftypisom" + bytes(90))
    answer = client.post(f"{draft}/text", {"office": "5001", "text": TEXT, "tone": "positive", "enclosed": bad})
    assert answer.status_code == 422
    assert "x.mp4" in words_of(answer) and TEXT in words_of(answer)


def test_a_film_larger_than_photographs_may_be_comes_through_the_form(client: Client, monkeypatch: Any) -> None:
    big = SimpleUploadedFile("x.mp4", b"\0\0\0\x18ftypisom" + bytes(11_000_000))
    answer = client.post(f"{begun(client)}/text", {"office": "5001", "text": TEXT, "tone": "positive", "enclosed": big})
    assert "ใหญ่" not in str(answer.context["form"].errors)


def test_a_page_left_open_too_long_does_nothing_and_keeps_what_was_typed(guarded: Client) -> None:
    draft = f"/stories/write/{uuid4()}"
    answer = guarded.post(f"{draft}/text", {"office": "5001", "text": TEXT, "tone": "positive"})
    assert answer.status_code == 403
    assert TEXT in words_of(answer)
    assert not StoryDraft.objects.exists()


def test_with_an_odd_sign_one_waits_or_works_and_then_it_goes_off(client: Client) -> None:
    draft = ready(client)
    answer = client.post(f"{draft}/review", {"website": "http://spam.example"})
    assert answer.status_code == 429
    assert not Story.objects.exists()
    assert f"{draft}/proof" in words_of(answer)
    assert client.post(f"{draft}/proof", {"challenge": answer.context["challenge"]}).status_code == 429
    challenge = answer.context["challenge"]
    solution = next(str(n) for n in count() if spam.is_proof(challenge, str(n)))
    assert client.post(f"{draft}/proof", {"challenge": challenge, "solution": solution}).status_code == 302
    [story] = Story.objects.all()
    assert (story.status, story.events.get(seq=1).data["signs"]) == ("received", ["trap"])


def test_a_campaigns_page_tells_its_purpose_its_days_and_its_hashtags(client: Client) -> None:
    campaign().phases.create(kind="judging", from_on="2021-01-10", to_on="2021-01-20")
    page = words_of(client.get("/stories/campaigns/happy-2563"))
    for said in ("ฟังประชาชนเล่าถึงที่ว่าการอำเภอ", "ปิดรับแล้ว", "#สุขนี้ที่อำเภอ", "กรรมการให้คะแนน", "31 ธันวาคม 2563"):
        assert said in page


def test_files_of_a_story_are_opened_with_its_key_only(client: Client, tmp_path: Path) -> None:
    film = SimpleUploadedFile("a.mp4", filming.film(tmp_path / "a.mp4").read_bytes())
    at = mine(client, enclosed=film)
    file = StoryFile.objects.get()
    assert b"".join(client.get(f"{at}/files/{file.id}").streaming_content)[4:8] == b"ftyp"
    wrong = at.rsplit("/", 1)[0] + "/AAAA-AAAA-AAAA-AAAA"
    assert client.get(f"{wrong}/files/{file.id}").status_code == 404
    assert client.get(f"{at}/files/{file.id + 1}").status_code == 404
