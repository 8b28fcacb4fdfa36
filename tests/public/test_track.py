"""Following a case: number and key together open it; then she may add, answer, withdraw, say how it went, ask again."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factories import given, moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases.models import Case
from sangsuk.ledger.models import Reading

from .telling import address, body, photo, sent, text

QUERIES = (
    6  # the case, its events, its files, who looked at her name, how many suffer too, and that she looked, counted
)


def of(track: str) -> Case:
    return Case.objects.get(number=track.split("/")[2])


def settled(track: str) -> Case:
    return moved(
        of(track), ("accept", actor("malee")), ("close", actor("malee")), now=timezone.now() - timedelta(hours=9)
    )


def test_the_page_says_where_it_is_who_has_it_and_what_comes_next(client: Client) -> None:
    page = text(client.get(address(client)))
    assert "เรื่องของท่านอยู่ที่ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่" in page
    assert "จะรับไว้ดำเนินการภายในวัน" in page


def test_the_key_may_be_typed_in_any_way(client: Client) -> None:
    number, key = sent(client)
    for typed in (key, key.lower(), key.replace("-", ""), key.replace("-", " "), f"  {key} "):
        answer = client.post("/track", {"number": f" {number} ", "key": typed})
        assert answer["Location"] == f"/track/{number}/{key}"


def test_thai_digits_in_the_number_are_read(client: Client) -> None:
    number, key = sent(client)
    thai = number.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert client.post("/track", {"number": thai, "key": key}).status_code == 302


def test_an_unknown_number_and_a_wrong_key_get_the_same_page(client: Client) -> None:
    number, _key = sent(client)
    wrong = "AAAA-BBBB-CCCC-DDDD"
    pages = [client.post("/track", {"number": n, "key": wrong}) for n in (number, "5001-70-999999")]
    assert [page.status_code for page in pages] == [404, 404]
    mine, other = (text(page).replace(n, "?") for page, n in zip(pages, (number, "5001-70-999999"), strict=True))
    assert _without_guard(mine) == _without_guard(other)


def _without_guard(page: str) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]+"', "", page)


def test_what_was_typed_stays_after_a_wrong_key(client: Client) -> None:
    answer = client.post("/track", {"number": "5001-70-000009", "key": "wrong"})
    assert 'value="5001-70-000009"' in text(answer)
    assert 'value="wrong"' in text(answer)


def test_wrong_keys_are_slowed_down(client: Client) -> None:
    number, _key = sent(client)
    answers = [client.get(f"/track/{number}/AAAA-BBBB-CCCC-DDD{n}") for n in range(7)]
    assert [a.status_code for a in answers][:5] == [404] * 5
    assert answers[-1].status_code == 429
    assert "ลองผิดหลายครั้งเกินไป" in text(answers[-1])


def test_she_adds_facts_and_a_photograph(client: Client) -> None:
    track = address(client)
    answer = client.post(f"{track}/add", {"add-text": "วันนี้น้ำสูงขึ้นอีก 😟", "add-photos": photo()}, follow=True)
    page = text(answer)
    assert "เราได้รับข้อมูลเพิ่มของท่านแล้ว" in page
    assert "วันนี้น้ำสูงขึ้นอีก 😟" in page
    file = answer.context["track"].files[0]
    shown = client.get(f"{track}/files/{file.id}")
    assert shown["Content-Type"] == "image/jpeg"
    assert body(shown)


def test_a_pdf_is_welcome_when_adding_and_comes_back_as_a_download(client: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    track = address(client)
    paper = SimpleUploadedFile("ใบเสร็จ.pdf", b"%PDF-1.7\ntrailer<<>>\n%%EOF\n")
    answer = client.post(f"{track}/add", {"add-text": "ใบเสร็จ", "add-photos": paper}, follow=True)
    shown = client.get(f"{track}/files/{answer.context['track'].files[0].id}", follow=True)
    assert shown.redirect_chain and shown["Content-Type"] == "application/pdf"
    assert shown["Content-Disposition"].startswith("attachment")
    assert "sandbox" in shown["Content-Security-Policy"]
    assert body(shown)


def test_a_file_of_another_case_cannot_be_opened_here(client: Client) -> None:
    mine, other = address(client), address(client, photos=photo())
    file = client.get(other).context["track"].files[0]
    assert client.get(f"{mine}/files/{file.id}").status_code == 404


def test_she_answers_the_officers_question(client: Client) -> None:
    track = address(client)
    moved(of(track), ("accept", actor("malee")), ("ask", actor("malee")))
    page = text(client.get(track))
    assert "ไฟดับตั้งแต่วันไหน" in page
    assert 'id="ask"' in page
    client.post(f"{track}/answer", {"answer-text": "ตั้งแต่วันจันทร์"})
    page = text(client.get(track))
    assert "ตั้งแต่วันจันทร์" in page
    assert 'id="ask"' not in page


def test_an_internal_note_is_not_hers_to_read(client: Client) -> None:
    track = address(client)
    moved(of(track), ("accept", actor("malee")), ("note", actor("malee")))
    assert "โทรถามผู้ใหญ่บ้านแล้ว" not in text(client.get(track))


def test_she_withdraws(client: Client) -> None:
    track = address(client)
    client.post(f"{track}/withdraw", {"withdraw-comment": "ตกลงกันได้แล้ว"})
    assert of(track).status == "withdrawn"
    assert "ท่านถอนเรื่องนี้แล้ว" in text(client.get(track))


def test_at_the_end_she_says_how_it_went_once(client: Client) -> None:
    track = address(client)
    settled(track)
    assert 'action="' + track + '/rate"' in text(client.get(track))
    client.post(f"{track}/rate", {"rate-solved": "partly", "rate-rating": "4", "rate-comment": "ขอบคุณ"})
    assert (of(track).solved, of(track).rating) == ("partly", 4)
    assert 'action="' + track + '/rate"' not in text(client.get(track))


def test_an_unfinished_answer_about_the_end_keeps_what_was_chosen(client: Client) -> None:
    track = address(client)
    settled(track)
    answer = client.post(f"{track}/rate", {"rate-solved": "no", "rate-comment": "ยังท่วมอยู่"})
    assert answer.status_code == 422
    assert "กรุณาให้คะแนน 1 ถึง 5" in text(answer)
    assert "ยังท่วมอยู่" in text(answer)
    assert answer.context["forms"]["rate"]["solved"].value() == "no"


def test_she_asks_for_it_to_be_opened_again_within_thirty_days(client: Client) -> None:
    track = address(client)
    settled(track)
    client.post(f"{track}/reopen", {"reopen-text": "น้ำท่วมอีกแล้ว"})
    assert of(track).status == "reopened"


def test_after_thirty_days_the_door_is_closed(client: Client) -> None:
    track = address(client)
    case = settled(track)
    longest_holidays = timedelta(days=14)  # a last day on a holiday is moved to the next working day
    Case.objects.filter(pk=case.pk).update(closed_at=timezone.now() - timedelta(days=31) - longest_holidays)
    assert "/reopen" not in text(client.get(track))
    assert client.post(f"{track}/reopen", {"reopen-text": "น้ำท่วมอีกแล้ว"}).status_code in (403, 422)
    assert of(track).status == "settled"


def test_somebody_was_quicker_her_words_stay_and_pressing_again_works(client: Client) -> None:
    track = address(client)
    moved(of(track), ("accept", actor("malee")))
    answer = client.post(f"{track}/add", {"add-text": "น้ำสูงขึ้นอีก", "add-version": "1"})
    assert answer.status_code == 409
    assert "น้ำสูงขึ้นอีก" in text(answer)
    version = answer.context["forms"]["add"]["version"].value()
    assert client.post(f"{track}/add", {"add-text": "น้ำสูงขึ้นอีก", "add-version": version}).status_code == 302


def test_a_move_of_an_official_is_not_hers(client: Client) -> None:
    track = address(client)
    assert client.post(f"{track}/close", {}).status_code == 404
    assert of(track).status == "received"


OPEN_AGAIN = '<details class="more" open><summary>ยังไม่เรียบร้อย ขอเปิดเรื่องอีกครั้ง'


@pytest.mark.parametrize(("solved", "opened"), [("yes", False), ("partly", True), ("no", True)])
def test_who_says_it_is_not_solved_finds_the_way_to_open_it_again(client: Client, solved: str, opened: bool) -> None:
    track = address(client)
    settled(track)
    assert OPEN_AGAIN not in text(client.get(track))
    client.post(f"{track}/rate", {"rate-solved": solved, "rate-rating": "2"})
    page = text(client.get(track))
    assert (OPEN_AGAIN in page) == opened


def test_her_own_page_calls_her_by_no_official_word(client: Client) -> None:
    track = address(client)
    settled(track)
    page = text(client.get(track))
    assert "คำตอบถึงท่าน" in page
    assert "ผู้ร้อง" not in page


def test_without_the_key_no_move_is_made(client: Client) -> None:
    track = address(client)
    forged = track.rsplit("/", 1)[0] + "/AAAA-BBBB-CCCC-DDDD"
    assert client.post(f"{forged}/withdraw", {}).status_code == 404
    assert of(track).status == "received"


def test_who_looked_at_her_name_is_hers_to_read(client: Client) -> None:
    from sangsuk.cases import reporters

    track = address(client)
    assert "ยังไม่มีใครเปิดดู" in text(client.get(track))
    case = moved(of(track), ("accept", actor("malee")))
    reporters.reveal(case, by=actor("malee"), reason="โทรนัดวันลงพื้นที่")
    page = text(client.get(track))
    assert "โทรนัดวันลงพื้นที่" in page
    assert "เจ้าหน้าที่ · ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่" in page and "ดู: ชื่อ · เบอร์โทรศัพท์ · อีเมล" in page
    assert "มาลี" not in page and Reading.objects.get().code in page


@pytest.mark.parametrize("status", ["accept", "ask", "close", "hand_to_agency", "pass_up"])
def test_the_page_opens_in_both_languages_at_every_stage(client: Client, status: str) -> None:
    track = address(client)
    case = moved(of(track), ("accept", actor("malee")))
    if status != "accept":
        cases.move(case, status, by=actor("malee"), data=given(status))
    for language in ("th", "en"):
        client.cookies["lang"] = language
        assert client.get(track).status_code == 200


def test_the_page_is_kept_and_found_by_nobody(client: Client) -> None:
    answer = client.get(address(client))
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_page_costs_the_same_however_long_the_story(
    client: Client, remembering: None, django_assert_num_queries: Any
) -> None:
    track = address(client)
    client.get(track)
    with django_assert_num_queries(QUERIES):
        client.get(track)
    for n in range(6):
        client.post(f"{track}/add", {"add-text": f"ข้อมูลเพิ่ม {n}", "add-photos": photo(size=(100 + n, 100))})
    with django_assert_num_queries(QUERIES):
        client.get(track)
