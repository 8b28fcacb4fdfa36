"""One case on the desk: what is shown, to whom, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest

from factories import MONDAY, case, moved
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases.files import accept
from sangsuk.cases.models import Attachment

from .reading import body, coloured, paper, photo, steps, text

QUERIES = (
    9  # the session, the person, where she works; the case, its events, its files, names, messages; who else looks
)


def page(at: Any, who: str, number: str, query: str = "") -> Any:
    answer = at(who).get(f"/desk/cases/{number}{query}")
    assert answer.status_code == 200
    return answer


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_page_says_what_was_told_where_and_by_when(at: Any) -> None:
    told = case(place_note="หน้าประตูโรงเรียน", category="water.flood")
    words = text(page(at, "malee", told.number))
    for said in (
        told.number, "เด็กเดินไปเรียนไม่ได้", "ขอให้ระบายน้ำ", "ตำบลช้างเผือก อำเภอเมืองเชียงใหม่", "หน้าประตูโรงเรียน",
        "เหลือ 1 วันทำการ ถึงวันอังคารที่ 17 พ.ย. 2569", "ต้องรับเรื่อง", "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่", "น้ำท่วม",
    ):  # fmt: skip
        assert said in words


def test_a_duty_of_another_office_is_said_to_be_theirs(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")), ("pass_up", actor("malee")))
    assert "ศูนย์ดำรงธรรมจังหวัดเชียงใหม่: ต้องรับเรื่อง" in text(page(at, "malee", told.number))
    assert "เชียงใหม่: ต้องรับเรื่อง" not in text(page(at, "prasit", told.number))


def test_waiting_for_an_answer_is_said_once(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")), ("ask", actor("malee")))
    assert text(page(at, "malee", told.number)).count("รอคำตอบ") == 2  # the clock, and the step "without waiting"


def test_what_a_citizen_answered_is_not_asked_of_the_officer(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")), ("close", actor("malee")), ("rate", CITIZEN))
    words = text(page(at, "malee", told.number))
    assert "ปัญหาได้รับการแก้ไขหรือไม่" in words
    assert "ปัญหาของท่าน" not in words


def test_what_people_write_is_text_and_never_markup(at: Any) -> None:
    told = case(description="<script>alert(1)</script> ถนนพังทั้งเส้น", place_note="<b>ตรงนี้</b>")
    source = at("malee").get(f"/desk/cases/{told.number}").content.decode()
    assert "<script>alert" not in source
    assert "&lt;script&gt;alert" in source
    assert "<b>ตรงนี้" not in source


def test_the_story_is_told_in_order_and_what_is_inside_is_set_apart(at: Any) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee), ("note", malee), ("inform", malee))
    source = body(page(at, "malee", told.number))
    story = source.split("ความเป็นมา")[1]
    assert story.index("รับเรื่องไว้ดำเนินการแล้ว") < story.index("บันทึกภายใน") < story.index("แจ้งความคืบหน้า")
    assert story.count("ภายใน ผู้ร้องไม่เห็น") == 1
    assert story.count("timeline__item--inside") == 1


NEXT = [
    ((), "malee", ["รับเรื่อง"]),
    ((("accept", "malee"),), "malee", ["แจ้งความคืบหน้าให้ผู้ร้อง"]),
    ((("accept", "malee"), ("report", "malee")), "malee", ["ตอบผู้ร้องและยุติเรื่อง"]),
    ((("accept", "malee"), ("ask", "malee")), "malee", []),
    ((("hand_to_agency", "malee"),), "wichai", ["รับดำเนินการ"]),
    ((("hand_to_agency", "malee"), ("agency_accept", "wichai")), "wichai", ["รายงานผล"]),
    ((("accept", "malee"), ("pass_up", "malee")), "prasit", ["รับเรื่อง"]),
    ((("accept", "malee"), ("pass_up", "malee")), "malee", []),
    ((), "prasit", []),
    ((), "kanya", []),
    ((), "preecha", None),
    ((("accept", "malee"), ("classify", "malee")), "malee", ["แจ้งความคืบหน้าให้ผู้ร้อง"]),
    ((("screen", "malee"),), "malee", ["รับเรื่อง"]),
    ((("hand_to_agency", "malee"), ("report", "wichai"), ("send_back", "malee")), "wichai", ["รายงานผล"]),
    ((("accept", "malee"), ("tell_result", "malee")), "malee", []),
]


@pytest.mark.parametrize(("steps_", "who", "deeds"), NEXT)
def test_the_likely_next_step_is_the_one_coloured_button(
    at: Any, steps_: Any, who: str, deeds: list[str] | None
) -> None:
    told = moved(case(), *((name, actor(by)) for name, by in steps_))
    if deeds is None:
        assert at(who).get(f"/desk/cases/{told.number}").status_code == 404
    else:
        assert coloured(page(at, who, told.number)) == deeds


@pytest.mark.parametrize("who", ["malee", "suda", "prasit", "nok", "kanya"])
def test_the_buttons_are_the_moves_that_the_table_allows(at: Any, who: str) -> None:
    from sangsuk.cases.standing import allowed

    told = moved(case(), ("accept", actor("malee")))
    names = {move.name for move in allowed(told, actor(who), MONDAY)}
    assert steps(page(at, who, told.number)) == names


def test_the_level_above_reads_what_was_tried_and_what_is_asked(at: Any) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee), ("pass_up", malee))
    words = text(page(at, "prasit", told.number))
    assert "เสนอมาจากระดับล่าง" in words
    for said in ("ประชุมกับเทศบาลแล้ว", "งบไม่พอและข้ามเขต", "ขอให้จังหวัดสั่งการ"):
        assert said in words
    back = moved(told, ("accept", actor("prasit")), ("return_down", actor("prasit")), now=MONDAY + timedelta(days=1))
    assert "เสนอมาจากระดับล่าง" not in text(page(at, "malee", back.number))


def test_an_agency_reads_neither_the_notes_inside_nor_the_numbers_in_the_text(at: Any) -> None:
    malee = actor("malee")
    told = case(description="เสาไฟล้ม โทรหาผมได้ที่ 081-555-0199", place_note="โทร 081-555-0198 ก่อนมา")
    moved(told, ("accept", malee), ("note", malee), ("hand_to_agency", malee))
    words = text(page(at, "wichai", told.number))
    assert "โทรถามผู้ใหญ่บ้านแล้ว" not in words
    assert "0199" not in words
    assert "0198" not in words
    assert "ข้อความที่ส่งถึงผู้ร้อง" not in words


def test_messages_to_the_citizen_are_shown_with_a_masked_address(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")))
    words = text(page(at, "malee", told.number))
    assert "ข้อความที่ส่งถึงผู้ร้อง 2 ข้อความ" in words
    assert "s•••@example.com" in words
    assert "somchai@example.com" not in words


def test_photographs_are_seen_by_who_works_on_the_case_and_by_nobody_else(at: Any) -> None:
    told = case(files=(accept(photo()),))
    file = Attachment.objects.get()
    address = f"/desk/cases/{told.number}/files/{file.pk}"
    answer = at("malee").get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "no-store"
    assert bytes_of(answer).startswith(b"\xff\xd8")
    assert len(bytes_of(at("malee").get(f"{address}?small"))) < Attachment.objects.get().size
    assert at("anan").get(address).status_code == 404
    assert at("kanya").get(address).status_code == 404
    assert "<img" not in body(page(at, "kanya", told.number))
    assert at("malee").get(f"/desk/cases/{told.number}/files/{file.pk + 1}").status_code == 404


def test_a_file_of_another_case_is_not_given_out_by_a_case_one_may_see(at: Any) -> None:
    mine = case(1)
    case(2, district="5002", subdistrict=None, files=(accept(photo()),))
    assert at("malee").get(f"/desk/cases/{mine.number}/files/{Attachment.objects.get().pk}").status_code == 404


def test_an_agency_does_not_get_files_of_notes_inside(at: Any) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee))
    told = cases.move(told, "note", by=malee, data={"text": "แผนผังภายใน"}, files=(accept(photo()),), now=MONDAY)
    moved(told, ("hand_to_agency", malee))
    address = f"/desk/cases/{told.number}/files/{Attachment.objects.get().pk}"
    assert bytes_of(at("malee").get(address))
    assert at("wichai").get(address).status_code == 404


def test_a_paper_is_saved_and_never_opened_in_our_page(at: Any) -> None:
    told = case(files=(accept(paper(), papers=True),))
    answer = at("malee").get(f"/desk/cases/{told.number}/files/{Attachment.objects.get().pk}", follow=True)
    assert answer.redirect_chain  # by a short link, through a door without cookies
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert bytes_of(answer).startswith(b"%PDF")
    answer.close()


def test_htmx_gets_the_case_without_the_house_around_it(at: Any) -> None:
    piece = body(at("malee").get(f"/desk/cases/{case().number}", headers={"HX-Request": "true"}))
    assert piece.lstrip().startswith("<article")
    assert "<html" not in piece


def test_a_case_that_is_not_hers_is_not_there_in_the_pane_either(at: Any) -> None:
    other = case(1, district="5002", subdistrict=None)
    answer = at("malee").get(f"/desk/cases/{other.number}", headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert "ไม่พบเรื่องนี้" in text(answer)
    assert "<html" not in body(answer)


def test_the_page_asks_as_much_for_a_long_story_as_for_a_short_one(
    at: Any, remembering: None, django_assert_num_queries: Any
) -> None:
    malee = actor("malee")
    told = moved(case(files=(accept(photo()),)), ("accept", malee))
    client = at("malee")
    address = f"/desk/cases/{told.number}"
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    for n in range(50):
        told = cases.move(told, "add", by=CITIZEN, data={"text": f"น้ำขึ้นอีก {n}"}, now=MONDAY + timedelta(minutes=n),
                          files=(accept(photo(colour=f"#0000{n:02x}")),) if n < 5 else ())  # fmt: skip
    with django_assert_num_queries(QUERIES):
        client.get(address)


def test_the_case_speaks_english_too(at: Any) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee), ("note", malee))
    client = at("malee")
    client.cookies["lang"] = "en"
    words = text(client.get(f"/desk/cases/{told.number}"))
    assert "Inside, the citizen does not see this" in words
    assert "Tell the citizen" in words or "news" in words


def test_a_long_past_shows_its_beginning_and_its_newest_part_and_a_way_to_the_whole(at: Any) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee))
    for n in range(70):
        told = cases.move(told, "inform", by=malee, data={"text": f"ข่าวที่ {n} จากพื้นที่"}, now=MONDAY + timedelta(hours=2))
    short = page(at, "malee", told.number)
    words = text(short)
    assert "ข่าวที่ 69 จากพื้นที่" in words
    assert "ข่าวที่ 20 จากพื้นที่" not in words
    assert "อ่านความเป็นมาระหว่างนี้อีก 31 รายการ" in words
    assert f'href="/desk/cases/{told.number}?story=all#story"' in body(short)
    whole = text(page(at, "malee", told.number, "?story=all"))
    assert all(f"ข่าวที่ {n} จากพื้นที่" in whole for n in range(70))
    assert "ระหว่างนี้อีก" not in whole
