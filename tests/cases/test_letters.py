"""Letters: drafted from what the case knows, changed by who answers, and the same for ever once issued."""

from datetime import timedelta

import pytest

from factories import MONDAY, case, given, moved
from lettering import draft, issued
from people import actor
from sangsuk.cases import letters, replay
from sangsuk.cases.letters.matter import GAP
from sangsuk.cases.models import Case, CaseEvent, Letter, LetterHead, LetterRegister
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.papers import values
from typefaces import needs_thai_font

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world"), needs_thai_font]


@pytest.mark.parametrize("kind", letters.KINDS)
def test_every_kind_is_drafted_and_issued(kind: str) -> None:
    made = issued(kind)
    assert made.number == f"ชม 0118 (ศดธ.)/{made.running}"
    assert made.saved_minutes is not None and made.saved_minutes > 0
    assert "inference" in made.saved_rule
    assert made.subject


def test_a_draft_says_what_the_case_knows() -> None:
    told = moved(case(), ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    made = letters.start(told, "request", by=actor("malee"), now=MONDAY)
    paper = values.from_json(made.paper)
    assert isinstance(paper, values.Letter)
    assert "การไฟฟ้า" in paper.addressee
    assert told.number in paper.body
    assert given("hand_to_agency")["instruction"] in paper.body
    assert "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่" in paper.office[0]
    assert paper.position == "นายอำเภอเมืองเชียงใหม่"
    assert paper.draft
    assert made.fields_filled >= 6


def test_a_reminder_refers_to_the_letter_before() -> None:
    told = moved(case(), ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    first = letters.start(told, "request", by=actor("malee"), now=MONDAY)
    letters.issue(first, by=actor("malee"), version=1, now=MONDAY)
    second = letters.start(told, "reminder_1", by=actor("malee"), now=MONDAY + timedelta(days=20))
    assert list(second.paper["references"]) == [
        "หนังสือศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่ ที่ ชม 0118 (ศดธ.)/1 ลงวันที่ 16 พฤศจิกายน 2569"
    ]
    assert letters.start(told, "reminder_3", by=actor("malee"), now=MONDAY).paper["speed"] == "ด่วนที่สุด"


def test_an_issued_letter_changes_no_more_and_is_not_thrown_away() -> None:
    made = issued()
    with pytest.raises(Stale):
        letters.change(made, {"subject": "อื่น"}, by=actor("malee"), version=made.version)
    with pytest.raises(Stale):
        letters.discard(made, by=actor("malee"))
    with pytest.raises(Stale):
        letters.issue(made, by=actor("malee"), version=made.version, now=MONDAY)


def test_the_officer_changes_words_and_a_second_one_on_the_old_page_is_told() -> None:
    made = draft()
    changed = letters.change(
        made, {"subject": "เรื่องใหม่", "number": "ปลอม/1", "body": "ก\r\nข"}, by=actor("malee"), version=1
    )
    assert changed.paper["subject"] == "เรื่องใหม่"
    assert changed.paper["body"] == "ก\nข"
    assert changed.paper["number"] == "ชม 0118 (ศดธ.)/………"
    with pytest.raises(Stale):
        letters.change(made, {"subject": "ช้าไป"}, by=actor("suda"), version=1)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("subject", "ก" * 301, "too_long"),
        ("speed", "เร็ว ๆ", "bad_choice"),
        ("secrecy", "?", "bad_choice"),
        ("body", "\x00", "bad_sign"),
    ],
)
def test_a_bad_word_in_a_draft_is_refused(field: str, value: str, code: str) -> None:
    with pytest.raises(Refused) as trouble:
        letters.change(draft(), {field: value}, by=actor("malee"), version=1)
    assert (trouble.value.code, trouble.value.field) == (code, field)


def test_no_letter_is_issued_over_a_gap() -> None:
    made = draft("escalation")
    assert GAP in made.paper["body"]
    with pytest.raises(Refused) as trouble:
        letters.issue(made, by=actor("malee"), version=1, now=MONDAY)
    assert trouble.value.code == "gap_left"
    assert not LetterRegister.objects.exists()


@pytest.mark.parametrize("who", ["anan", "prasit", "wichai", "kanya", "preecha"])
def test_only_the_office_that_answers_writes(who: str) -> None:
    with pytest.raises(NotAllowed):
        draft(who=who)


def test_who_has_handed_the_case_on_issues_no_more_letters() -> None:
    made = draft()
    moved(made.case, ("accept", actor("malee")), ("pass_up", actor("malee")))
    made.case.refresh_from_db()
    with pytest.raises(NotAllowed):
        letters.issue(made, by=actor("malee"), version=1, now=MONDAY)


def test_it_prints_the_same_years_later_even_when_the_office_has_changed() -> None:
    made = issued("request", now=MONDAY + timedelta(microseconds=123456))
    LetterHead.objects.create(office_id="5001", code="ชม 9999", valid_from="2026-01-01", source="ทดสอบ")
    again = letters.pdf(Letter.objects.get(pk=made.pk), by=actor("malee"), now=MONDAY + timedelta(days=900))
    assert again.same


def test_a_page_can_be_looked_at_before_a_number_is_taken() -> None:
    pages = letters.pages(draft(), by=actor("malee"))
    assert pages[0].startswith(b"\x89PNG")
    assert not LetterRegister.objects.exists()


def test_the_story_has_a_line_for_it_and_the_events_still_give_the_row() -> None:
    made = issued()
    event = CaseEvent.objects.filter(case=made.case_id).latest("seq")
    assert (event.move, event.data["letter"]) == ("letter", made.number)
    assert Case.objects.get(pk=made.case_id).version == event.seq
    assert not list(replay.differences())
