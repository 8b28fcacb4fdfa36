"""Letters: drafted from the case, issued under numbers without a gap, and silent about who told us."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from factories import MONDAY, case, given, moved
from people import SOMCHAI, actor
from sangsuk.cases import letters, replay
from sangsuk.cases.letters import auditing, books
from sangsuk.cases.letters.heads import head_of, marks
from sangsuk.cases.letters.matter import GAP, NAME
from sangsuk.cases.models import Case, CaseEvent, Letter, LetterHead, LetterRegister
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.ledger.models import Reading
from sangsuk.papers import printing, values
from typefaces import needs_thai_font

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world"), needs_thai_font]


def draft(kind: str = "acknowledgement", n: int = 1, *, who: str = "malee", **told: Any) -> Letter:
    return letters.start(case(n, **told), kind, by=actor(who), now=MONDAY)


def issued(kind: str = "acknowledgement", n: int = 1, *, now: datetime = MONDAY, **told: Any) -> Letter:
    made = draft(kind, n, **told)
    return letters.issue(without_gaps(made), by=actor("malee"), version=made.version, now=now)


def without_gaps(letter: Letter) -> Letter:
    """As an officer fills in what only she knows."""
    import json

    letter.paper = json.loads(json.dumps(letter.paper, ensure_ascii=False).replace(GAP, "ตามที่นัดหมาย"))
    letter.save(update_fields=["paper"])
    return letter


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


def test_numbers_come_one_after_the_other_and_begin_anew_with_the_calendar_year() -> None:
    december, january = (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), datetime(2026, 12, 31, 17, 0, tzinfo=UTC))
    assert [issued(n=n, now=december).running for n in (1, 2)] == [1, 2]
    fresh = issued(n=3, now=january)
    assert (fresh.year_be, fresh.running) == (2570, 1)


def test_two_offices_count_apart() -> None:
    issued(n=1)
    other = case(2, district="5002", subdistrict=None)
    made = letters.start(other, "acknowledgement", by=actor("anan"), now=MONDAY)
    assert letters.issue(made, by=actor("anan"), version=1, now=MONDAY).running == 1


def test_a_failure_takes_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    issued(n=1)
    made = draft(n=2)

    def broken(*args: Any, **kwargs: Any) -> bytes:
        raise RuntimeError("no paper in the tray")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError), transaction.atomic():
        patch.setattr(printing, "pdf", broken)
        letters.issue(made, by=actor("malee"), version=1, now=MONDAY)
    assert letters.issue(made, by=actor("malee"), version=1, now=MONDAY).running == 2


def test_an_issued_letter_changes_no_more_and_is_not_thrown_away() -> None:
    made = issued()
    with pytest.raises(Stale):
        letters.change(made, {"subject": "อื่น"}, by=actor("malee"), version=made.version)
    with pytest.raises(Stale):
        letters.discard(made, by=actor("malee"))
    with pytest.raises(Stale):
        letters.issue(made, by=actor("malee"), version=made.version, now=MONDAY)


def test_the_database_refuses_a_number_twice_and_a_letter_without_its_digest() -> None:
    first, second = issued(n=1), draft(n=2)
    again = {"running": 1, "year_be": first.year_be, "number": "x/1", "issued_at": MONDAY, "issued_by": first.issued_by}
    with pytest.raises(IntegrityError, match="letter_number_is_given_once"), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(**again, sha256=first.sha256, saved_minutes=1)
    with pytest.raises(IntegrityError, match="issued_letter_has_its_number_and_digest"), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(issued_at=MONDAY)


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


# Who told us


def test_the_name_stands_in_a_letter_to_her_sealed_and_its_reading_is_written_down() -> None:
    made = issued("acknowledgement", identity="hidden")
    assert SOMCHAI.name not in str(made.paper)
    assert SOMCHAI.name not in made.addressee
    assert bytes(made.person) and SOMCHAI.name.encode() not in bytes(made.person)
    assert Reading.objects.filter(about=made.case.number).count() == 1
    shown = letters.pdf(made, by=actor("malee"), now=MONDAY)
    assert shown.same
    assert Reading.objects.filter(about=made.case.number).count() == 2


@pytest.mark.parametrize("identity", ["hidden", "none"])
@pytest.mark.parametrize("kind", [k.code for k in letters.KINDS.values() if k.to in ("agency", "office", "file")])
def test_no_draft_to_others_names_whoever_did_not_want_it(kind: str, identity: str) -> None:
    told = (
        {"reporter": SOMCHAI} if identity == "hidden" else {"reporter": replace(SOMCHAI, name="", phone="", email="")}
    )
    said = f"ดิฉันนาง{SOMCHAI.name} โทร {SOMCHAI.phone} น้ำท่วมถนนมาสามวันแล้ว"
    made = draft(kind, identity=identity, description=said, **told)
    assert NAME not in str(made.paper)
    assert SOMCHAI.phone not in str(made.paper)


@pytest.mark.parametrize("typed", [SOMCHAI.name, NAME, "โทร 081-555-0101", SOMCHAI.email.upper()])
def test_an_officer_who_types_the_hidden_name_into_a_letter_to_an_agency_is_stopped(typed: str) -> None:
    made = draft("request", identity="hidden")
    made = letters.change(made, {"body": f"ผู้ร้องคือ {typed}", "addressee": "หัวหน้า"}, by=actor("malee"), version=1)
    with pytest.raises(Refused) as trouble:
        letters.issue(made, by=actor("malee"), version=2, now=MONDAY)
    assert trouble.value.code == "identity_in_letter"


def test_whoever_gave_her_name_openly_is_named_to_the_agency() -> None:
    made = draft("request", identity="named")
    assert NAME in made.paper["body"]


def test_nobody_writes_to_somebody_who_gave_no_name() -> None:
    nobody = replace(SOMCHAI, name="", phone="", email="")
    with pytest.raises(Refused) as trouble:
        draft("acknowledgement", identity="none", reporter=nobody)
    assert trouble.value.code == "nobody_to_write_to"


def test_an_accusation_of_an_official_is_secret_from_the_first_word() -> None:
    told = case()
    Case.objects.filter(pk=told.pk).update(nature="tip_off")
    made = letters.start(Case.objects.get(pk=told.pk), "request", by=actor("malee"), now=MONDAY)
    assert made.paper["secrecy"] == "ลับ"


# For ever the same


def test_it_prints_the_same_years_later_even_when_the_office_has_changed() -> None:
    made = issued("request", now=MONDAY + timedelta(microseconds=123456))
    LetterHead.objects.create(office_id="5001", code="ชม 9999", valid_from="2026-01-01", source="ทดสอบ")
    again = letters.pdf(Letter.objects.get(pk=made.pk), by=actor("malee"), now=MONDAY + timedelta(days=900))
    assert again.same


def test_a_page_can_be_looked_at_before_a_number_is_taken() -> None:
    pages = letters.pages(draft())
    assert pages[0].startswith(b"\x89PNG")
    assert not LetterRegister.objects.exists()


# Who may open it


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("malee", True),
        ("suda", True),
        ("prasit", True),
        ("nok", True),
        ("anan", False),
        ("wichai", False),
        ("kanya", False),
        ("preecha", False),
    ],
)
def test_who_opens_an_issued_letter(who: str, opens: bool) -> None:
    made = issued()
    if opens:
        assert letters.letter(made.case.number, made.pk, actor(who)).pk == made.pk
    else:
        with pytest.raises(Missing):
            letters.letter(made.case.number, made.pk, actor(who))


def test_a_superior_opens_neither_a_draft_nor_a_secret_letter() -> None:
    first, secret = draft(n=1), draft(n=2)
    secret = letters.change(secret, {"secrecy": "ลับ"}, by=actor("malee"), version=1)
    secret = letters.issue(secret, by=actor("malee"), version=2, now=MONDAY)
    for made in (first, secret):
        with pytest.raises(Missing):
            letters.letter(made.case.number, made.pk, actor("prasit"))


def test_a_superior_prints_a_letter_without_the_hidden_name() -> None:
    made = issued("acknowledgement", identity="hidden")
    before = Reading.objects.count()
    shown = letters.pdf(letters.letter(made.case.number, made.pk, actor("prasit")), by=actor("prasit"), now=MONDAY)
    assert not shown.same
    assert Reading.objects.count() == before


def test_the_story_has_a_line_for_it_and_the_events_still_give_the_row() -> None:
    made = issued()
    event = CaseEvent.objects.filter(case=made.case_id).latest("seq")
    assert (event.move, event.data["letter"]) == ("letter", made.number)
    assert Case.objects.get(pk=made.case_id).version == event.seq
    assert not list(replay.differences())


def test_a_register_with_a_gap_is_found() -> None:
    issued(n=1)
    assert not list(auditing.gaps())
    LetterRegister.objects.update(last=2)
    assert [found.number for found in auditing.gaps()] == ["5001/2569"]


# Heads and codes


def test_an_office_without_a_row_has_a_sensible_code_and_says_that_nobody_confirmed_it() -> None:
    today = MONDAY.date()
    assert head_of("5000", today).code == "ชม 0017.1 (ศดธ.)"
    assert head_of("5002", today).code == "ชม 0218 (ศดธ.)"
    assert head_of("MOI", today).code.startswith("มท")
    assert not head_of("5000", today).confirmed


def test_a_row_of_the_office_counts_from_its_day_to_its_day() -> None:
    LetterHead.objects.create(
        office_id="5001",
        code="ชม 0118.5",
        address_th="อาคาร 2\nถนนทดสอบ",
        valid_from="2026-11-17",
        source="คำสั่ง 1/2569",
    )
    assert head_of("5001", datetime(2026, 11, 16, tzinfo=UTC).date()).code == "ชม 0118 (ศดธ.)"
    later = head_of("5001", datetime(2026, 11, 17, tzinfo=UTC).date())
    assert (later.code, later.office[1:], later.confirmed) == ("ชม 0118.5", ("อาคาร 2", "ถนนทดสอบ"), True)


def test_every_province_has_two_letters_of_its_own() -> None:
    from sangsuk.places import queries as places

    assert set(marks()) == {province.code for province in places.provinces()}
    assert len(set(marks().values())) == len(marks())


# Register books


def test_the_book_of_letters_sent_holds_the_month_without_a_gap_and_no_name() -> None:
    for n in (1, 2, 3):
        issued(n=n, identity="hidden")
    issued(n=4, now=datetime(2026, 12, 1, tzinfo=UTC))
    book = books.sent("5001", books.Month.parse("2026-11", today=MONDAY.date()), actor=actor("malee"))
    assert [row[0] for row in book.rows] == ["1", "2", "3"]
    assert SOMCHAI.name not in str(book.rows)
    assert printing.pdf(book).startswith(b"%PDF")


def test_the_book_of_matters_received_holds_what_got_its_number_here() -> None:
    mine = case(1)
    moved(mine, ("accept", actor("malee")), ("pass_up", actor("malee")))
    case(2, district="5002", subdistrict=None)
    book = books.received("5001", books.Month.parse("", today=MONDAY.date()), actor=actor("malee"))
    assert [row[1] for row in book.rows] == [mine.number]
    assert SOMCHAI.name not in str(book.rows)


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("malee", True),
        ("prasit", True),
        ("nok", True),
        ("anan", False),
        ("orn", False),
        ("wichai", False),
        ("kanya", False),
    ],
)
def test_a_book_is_for_its_office_and_those_above(who: str, opens: bool) -> None:
    month = books.Month.parse("2026-11", today=MONDAY.date())
    if opens:
        assert books.sent("5001", month, actor=actor(who)).rows == ()
    else:
        with pytest.raises(NotAllowed):
            books.sent("5001", month, actor=actor(who))


def test_a_superior_reads_no_subject_of_a_secret_letter_in_the_book() -> None:
    made = letters.change(draft(), {"secrecy": "ลับ", "subject": "ความลับ"}, by=actor("malee"), version=1)
    letters.issue(made, by=actor("malee"), version=2, now=MONDAY)
    month = books.Month.parse("2026-11", today=MONDAY.date())
    assert "ความลับ" in str(books.sent("5001", month, actor=actor("malee")).rows)
    assert "ความลับ" not in str(books.sent("5001", month, actor=actor("prasit")).rows)


@pytest.mark.parametrize("text", ["2026-13", "ก", "2026", "99999-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        books.Month.parse(text, today=MONDAY.date())


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_numbers_without_a_gap() -> None:
    made = [draft(n=n) for n in range(1, 9)]
    malee, got, lock = actor("malee"), [], threading.Lock()

    def go(letter: Letter) -> None:
        try:
            running = letters.issue(letter, by=malee, version=1, now=MONDAY).running
            with lock:
                got.append(running)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(letter,)) for letter in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == list(range(1, 9))
