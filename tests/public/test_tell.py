"""Telling in three steps: what is typed is kept, what is wrong is said, and once sent it is one case."""

from django.test import Client

from sangsuk.cases.models import Attachment, Case, Draft, Reporter

from .telling import NAMED, STORY, body, keys, photo, placed, sent, story, text


def test_the_whole_way_makes_one_case_with_its_words_photo_and_place(client: Client) -> None:
    number, key = sent(client, photos=photo())
    case = Case.objects.get(number=number)
    assert case.description == STORY
    assert (case.subdistrict_id, case.place_note, case.channel) == ("500107", "ปากซอย 5", "web")
    assert Attachment.objects.get(case=case).name == "ถนน.jpg"
    assert len(key) == 19


def test_looking_at_the_form_writes_nothing(client: Client) -> None:
    client.get("/tell")
    assert not Draft.objects.exists()


def test_going_back_finds_the_words_and_the_photograph(client: Client) -> None:
    draft = story(client, photos=photo())
    page = text(client.get(draft))
    assert STORY in page
    assert "/photos/" in page


def test_a_photograph_is_kept_even_when_the_words_are_still_missing(client: Client) -> None:
    answer = client.post("/tell", {"description": "", "photos": photo()})
    assert answer.status_code == 422
    token = answer.context["token"]
    assert f'action="/tell/{token}"' in text(answer)
    assert len(answer.context["telling"].files) == 1


def test_a_photograph_can_be_looked_at_and_taken_out(client: Client) -> None:
    draft = story(client, photos=photo())
    file = client.get(draft).context["telling"].files[0]
    shown = client.get(f"{draft}/photos/{file.id}")
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert body(shown)
    client.post(f"{draft}/photos/{file.id}/remove")
    assert client.get(draft).context["telling"].files == ()


def test_a_photograph_of_another_draft_cannot_be_looked_at(client: Client) -> None:
    mine, other = story(client, photos=photo()), story(client)
    file = client.get(mine).context["telling"].files[0]
    assert client.get(f"{other}/photos/{file.id}").status_code == 404


def test_more_than_eight_photographs_are_refused_and_eight_kept(client: Client) -> None:
    many = [photo(f"{n}.jpg", size=(100 + n, 100)) for n in range(9)]
    answer = client.post("/tell", {"description": STORY, "photos": many})
    assert answer.status_code == 422
    assert "แนบรูปได้ไม่เกิน 8 รูป" in text(answer)
    assert len(answer.context["telling"].files) == 8


def test_the_steps_cannot_be_skipped(client: Client) -> None:
    draft = story(client)
    assert client.get(f"{draft}/who")["Location"] == f"{draft}/where"
    assert client.get(f"{draft}/place")["Location"] == f"{draft}/where"
    assert client.get(f"{draft}/receipt")["Location"] == f"{draft}/who"


def test_before_sending_she_sees_what_she_told(client: Client) -> None:
    page = text(client.get(f"{placed(client)}/who"))
    assert STORY in page
    assert "ตำบลศรีภูมิ" in page or "ตำบล" in page
    assert "ปากซอย 5" in page


def test_sending_twice_is_one_case_and_the_same_slip(client: Client) -> None:
    draft = placed(client)
    first, second = client.post(f"{draft}/who", NAMED), client.post(f"{draft}/who", NAMED)
    assert first["Location"] == second["Location"] == f"{draft}/receipt"
    assert keys(client, draft) == keys(client, draft)
    assert Case.objects.count() == 1


def test_after_sending_every_step_leads_to_the_slip_and_changes_nothing(client: Client) -> None:
    draft = placed(client)
    client.post(f"{draft}/who", NAMED)
    for step, data in [("", {"description": "เปลี่ยนเรื่องทีหลัง ยาวพอ"}), ("/where", {"place": "1001"}), ("/place", {})]:
        assert client.post(draft + step, data)["Location"] == f"{draft}/receipt"
    assert client.post(f"{draft}/who", NAMED | {"name": "คนอื่น"})["Location"] == f"{draft}/receipt"
    assert Case.objects.get().description == STORY


def test_without_a_name_nothing_typed_about_the_person_is_kept(client: Client) -> None:
    sent(client, NAMED | {"identity": "none"})
    assert not Reporter.objects.exists()


def test_a_name_is_asked_for_and_what_was_typed_stays(client: Client) -> None:
    answer = client.post(f"{placed(client)}/who", NAMED | {"name": "", "phone": "081 555 0101"})
    assert answer.status_code == 422
    assert "กรุณาบอกชื่อ หรือเลือก “ไม่บอกชื่อ”" in text(answer)
    assert 'value="081 555 0101"' in text(answer)


def test_a_choice_about_the_name_must_be_made(client: Client) -> None:
    answer = client.post(f"{placed(client)}/who", {"language": "th"})
    assert answer.status_code == 422
    assert "กรุณาเลือกว่าจะบอกชื่อหรือไม่" in text(answer)


def test_the_slip_says_who_does_what_by_when(client: Client) -> None:
    draft = placed(client)
    client.post(f"{draft}/who", NAMED)
    page = text(client.get(f"{draft}/receipt"))
    assert "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่ จะรับไว้ดำเนินการภายในวัน" in page
    assert '<svg viewBox="0 0 ' in page  # the QR code


def test_the_draft_of_somebody_else_does_not_exist(client: Client) -> None:
    answer = client.get("/tell/00000000-0000-4000-8000-000000000000/who")
    assert answer.status_code == 404
    assert "แบบฟอร์มนี้หมดเวลาแล้ว กรุณาเริ่มแจ้งเรื่องใหม่" in text(answer)


def test_the_client_id_of_a_case_from_elsewhere_opens_no_slip(client: Client) -> None:
    from factories import submitted

    case = submitted().case
    assert client.get(f"/tell/{case.client_id}/receipt").status_code == 404


def test_private_pages_are_kept_and_found_by_nobody(client: Client) -> None:
    draft = placed(client)
    for address in (draft, f"{draft}/where", f"{draft}/place", f"{draft}/who"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "same-origin"
