"""Who was there, counted once; what was thought of it, without a name; the certificate, true or taken back."""

import threading
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import signing
from django.db import IntegrityError, connection, transaction
from hypothesis import example
from hypothesis import given as given_by
from hypothesis import settings as checked
from hypothesis import strategies as st

import training as made
from factories import MONDAY
from people import actor, user
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.learning.models import (
    TrainingAttendance,
    TrainingCertificate,
    TrainingEvent,
    TrainingOpinion,
    TrainingRule,
    TrainingSeat,
)
from sangsuk.learning.training import (
    actions,
    attending,
    certificates,
    forgetting,
    opinions,
    queries,
    seats,
    words,
)
from sangsuk.notifications.models import Message
from sangsuk.papers import certificates as papers
from typefaces import needs_thai_font

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
LATE = made.on_the_day(17)
MARKS = [5, 4, 4, 3]


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Signatures are as old as this says."""
    begun = signing.time.time()

    def older(seconds: float) -> None:
        monkeypatch.setattr(signing.time, "time", lambda: begun + seconds)

    return older


def trained(one: TrainingSeat) -> bool:
    return TrainingSeat.objects.get(pk=one.pk).trained


def test_the_code_of_a_session_opens_that_session_for_its_seconds_only(clock: Callable[[float], None]) -> None:
    event = made.invited()
    token = attending.session_token(made.session(event, 2))
    clock(119)
    assert attending.session_of(token, MONDAY) == made.session(event, 2)
    clock(122)
    with pytest.raises(attending.QrEnded):
        attending.session_of(token, MONDAY)


def test_how_long_it_lasts_is_a_row(clock: Callable[[float], None]) -> None:
    TrainingRule.objects.filter(what=words.QR_SECONDS).update(amount=20)
    token = attending.session_token(made.session(made.invited()))
    clock(25)
    with pytest.raises(attending.QrEnded):
        attending.session_of(token, MONDAY)


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: "1" + t, lambda t: "x" * 500, lambda t: ""]
)
def test_nobody_makes_up_a_code(change: Callable[[str], str]) -> None:
    token = attending.session_token(made.session(made.invited()))
    with pytest.raises(Missing):
        attending.session_of(change(token), MONDAY)


def test_the_code_of_a_seat_is_none_of_a_session() -> None:
    event = made.invited()
    one = made.seat(event)
    assert attending.seat_of(attending.seat_token(one)) == one
    with pytest.raises(Missing):
        attending.session_of(attending.seat_token(one), MONDAY)
    with pytest.raises(Missing):
        attending.seat_of(attending.session_token(made.session(event)))


def test_she_checks_in_once_on_the_day_and_with_a_seat() -> None:
    event = made.invited()
    made.seat(event)
    first = attending.check_in(made.session(event), by=actor("malee"), now=made.on_the_day())
    again = attending.check_in(made.session(event), by=actor("malee"), now=made.on_the_day(10))
    assert (first.new, again.new) == (True, False)
    assert TrainingAttendance.objects.get().at == made.on_the_day()
    with pytest.raises(Refused) as refused:
        attending.check_in(made.session(event), by=actor("anan"), now=made.on_the_day())
    assert refused.value.code == "no_seat"
    with pytest.raises(Refused) as refused:
        attending.check_in(made.session(event, 2), by=actor("malee"), now=MONDAY)
    assert refused.value.code == "other_day"


def test_who_waits_or_has_withdrawn_is_not_there() -> None:
    event = made.invited(quota=1)
    gone = made.seat(event)
    seats.withdraw(gone, by=actor("malee"), now=MONDAY)
    made.seat(event, "suda")
    made.seat(event, "anan")
    for who in ("malee", "anan"):
        with pytest.raises(Refused):
            attending.check_in(made.session(event), by=actor(who), now=made.on_the_day())


def test_only_the_organiser_scans_and_marks() -> None:
    event = made.invited()
    one = made.seat(event)
    for who in ("suda", "prasit", "dao"):
        with pytest.raises(NotAllowed):
            attending.scan(made.session(event), one, by=actor(who), now=made.on_the_day())
        with pytest.raises(NotAllowed):
            attending.mark(made.session(event), one, by=actor(who), why="มาสาย รถติด", now=LATE)


def test_late_and_corrected_attendance_keep_who_and_why() -> None:
    event = made.invited()
    one = made.seat(event)
    with pytest.raises(Refused):
        attending.mark(made.session(event), one, by=actor("nok"), why=" ", now=LATE)
    row = attending.mark(made.session(event), one, by=actor("nok"), why="โทรศัพท์แบตหมด ลงชื่อในกระดาษ", now=LATE).row
    assert (row.way, row.by_id, row.why) == (words.BY_HAND, user("nok").pk, "โทรศัพท์แบตหมด ลงชื่อในกระดาษ")
    attending.undo(row, by=actor("nok"), why="ลงชื่อผิดคน", now=LATE)
    with pytest.raises(Refused):
        attending.undo(row, by=actor("nok"), why="ลงชื่อผิดคน", now=LATE)
    assert attending.scan(made.session(event), one, by=actor("nok"), now=made.on_the_day()).new
    seat, kept, undone = queries.at_session(made.session(event)).items[0]
    assert (seat, kept.way, [m.undone_why for m in undone]) == (one, words.SCANNED, ["ลงชื่อผิดคน"])


def test_the_database_counts_nobody_twice_and_nothing_by_hand_without_a_reason() -> None:
    event = made.invited()
    one = made.seat(event)
    made.there(event, one, 1)
    for row in (
        TrainingAttendance(session=made.session(event), seat=one, at=LATE, way=words.BY_QR),
        TrainingAttendance(session=made.session(event, 2), seat=one, at=LATE, way=words.BY_HAND),
        TrainingAttendance(session=made.session(event, 2), seat=one, at=LATE, way="guessed"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


@checked(max_examples=60, deadline=None)
@given_by(st.integers(1, 6), st.sets(st.integers(1, 6)), st.integers(1, 100))
@example(many=2, was_in={1}, percent=50)
@example(many=3, was_in={1, 2, 3}, percent=100)
def test_the_certificate_asks_for_its_share_of_sessions_exactly(many: int, was_in: set[int], percent: int) -> None:
    with transaction.atomic():
        event = made.announced(sessions=many, attend_percent=percent)
        one = made.guest(event)
        mine = [no for no in was_in if no <= many]
        made.there(event, one, *mine)
        assert trained(one) == (len(mine) * 100 >= percent * many)
        transaction.set_rollback(True)


def test_what_the_share_is_of_may_change_until_it_is_over_and_is_counted_anew() -> None:
    event = made.announced(sessions=1)
    one = made.guest(event)
    made.there(event, one, 1)
    assert trained(one)
    actions.put_session(event, made.slot(2), by=actor("nok"), now=MONDAY)
    assert not trained(one)
    actions.change(made.fresh(event), made.given(attend_percent=50), by=actor("nok"), now=MONDAY)
    assert trained(one)
    made.held(event)
    with pytest.raises(NotAllowed):
        actions.put_session(event, made.slot(3), by=actor("nok"), now=LATE)
    said = actions.put_session(event, made.slot(1, says="โทรแจ้งผู้ร้องก่อนปิดเรื่อง"), no=1, by=actor("nok"), now=LATE)
    assert said.says == "โทรแจ้งผู้ร้องก่อนปิดเรื่อง"


@pytest.mark.django_db(transaction=True)
def test_eight_taps_at_once_are_one_attendance() -> None:
    event = made.invited()
    one, session = made.seat(event), made.session(event)
    start, new, by = threading.Barrier(8), [], actor("nok")

    def tap() -> None:
        try:
            start.wait()
            new.append(attending.scan(session, one, by=by, now=made.on_the_day()).new)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(new) == [False] * 7 + [True]
    assert TrainingAttendance.objects.filter(seat=one, session=session).count() == 1


def answered(event: TrainingEvent, who: str = "malee", marks: Any = MARKS, text: str = "") -> None:
    opinions.give(event, marks, text, by=actor(who), now=LATE)


def test_a_form_is_given_once_by_who_was_there_and_after_it() -> None:
    event = made.invited()
    one = made.seat(event)
    with pytest.raises(NotAllowed):
        answered(event)
    made.there(event, one, 1)
    with pytest.raises(NotAllowed):
        opinions.give(event, MARKS, by=actor("malee"), now=MONDAY)
    answered(event)
    with pytest.raises(NotAllowed):
        answered(event)
    made.held(event)
    actions.move(
        made.fresh(event), "evaluate", by=actor("nok"), data={"learnt": "จะโทรแจ้งผู้ร้องก่อนปิดเรื่องทุกครั้ง"}, now=LATE
    )
    assert not opinions.is_open(made.fresh(event), LATE)


def test_nothing_of_a_form_leads_to_who_gave_it_and_its_words_name_nobody() -> None:
    event = made.invited()
    made.there(event, made.seat(event), 1)
    answered(event, text="ขอเอกสารเพิ่ม โทร 081-555-0101")
    row = TrainingOpinion.objects.get()
    assert "0101" not in row.text and row.text.startswith("ขอเอกสารเพิ่ม")
    names = {field.name for field in TrainingOpinion._meta.get_fields()}
    assert names == {"id", "event", "marks", "text", "paper"}


@pytest.mark.parametrize("marks", [[5, 5, 5], [6, 1, 1, 1], [0, 1, 1, 1], [None, None, None, None]])
def test_a_form_that_is_none_is_refused(marks: list[int | None]) -> None:
    event = made.invited()
    made.there(event, made.seat(event), 1)
    with pytest.raises(Refused):
        answered(event, marks=marks)
    assert not TrainingOpinion.objects.exists() and not TrainingSeat.objects.filter(answered=True).exists()


def typed(event: TrainingEvent, *marks: list[int | None]) -> None:
    for n, one in enumerate(marks, start=1):
        made.there(event, made.guest(event, n), 1)
        opinions.type_in(event, one, f"ความเห็นที่ {n}", by=actor("nok"), now=LATE)


def test_results_wait_for_the_floor_and_are_exact() -> None:
    event = made.announced()
    typed(event, [5, 5, 5, None], [4, 5, 1, None], [5, 5, 2, 1], [4, 5, 2, 1])
    told = opinions.results(event, "th", LATE)
    assert (told.many, told.shown, told.items, told.texts) == (4, False, (), ())
    made.there(event, made.guest(event, 9), 1)
    opinions.type_in(event, [2, 5, 2, 1], "", by=actor("nok"), now=LATE)
    told = opinions.results(event, "th", LATE)
    assert (told.many, told.shown, told.attended, len(told.texts)) == (5, True, 5, 4)
    assert [item.mean for item in told.items] == [Decimal("4.00"), Decimal("5.00"), Decimal("2.40"), None]
    assert told.items[0].levels == (2, 2, 0, 1, 0)


def test_paper_forms_are_no_more_than_guests_who_were_there() -> None:
    event = made.announced()
    typed(event, MARKS)
    with pytest.raises(Refused):
        opinions.type_in(event, MARKS, by=actor("nok"), now=LATE)
    with pytest.raises(NotAllowed):
        opinions.type_in(event, MARKS, by=actor("malee"), now=LATE)


def test_questions_stay_once_somebody_has_answered() -> None:
    event = made.announced()
    typed(event, MARKS)
    with pytest.raises(Refused) as refused:
        actions.change(made.fresh(event), made.given(questions=({"th": "ใหม่", "en": ""},)), by=actor("nok"), now=MONDAY)
    assert refused.value.code == "answered"


def certified() -> tuple[TrainingEvent, TrainingSeat, TrainingCertificate]:
    event = made.invited()
    one = made.seat(event)
    made.there(event, one, 1, 2)
    made.there(event, made.seat(event, "anan"), 1)
    made.held(event)
    return made.fresh(event), one, certificates.issue(event, by=actor("nok"), now=LATE)[0]


def test_who_was_there_long_enough_has_a_certificate_and_hears_of_it() -> None:
    event, one, paper = certified()
    assert (paper.seat_id, paper.number, len(paper.code)) == (one.pk, "อบ 1/2569", 12)
    assert TrainingCertificate.objects.count() == 1
    assert Message.objects.filter(code="training-certificate").count() == 1
    with pytest.raises(Refused):
        certificates.issue(event, by=actor("nok"), now=LATE)


def test_nobody_signs_for_another_office_or_before_it_was_held() -> None:
    event = made.invited()
    made.there(event, made.seat(event), 1, 2)
    with pytest.raises(NotAllowed):
        certificates.issue(event, by=actor("nok"), now=LATE)
    made.held(event)
    for who in ("malee", "suda", "dao", "prasit"):
        with pytest.raises(NotAllowed):
            certificates.issue(event, by=actor(who), now=LATE)


def test_numbers_of_certificates_run_over_events_without_a_gap() -> None:
    certified()
    event = made.announced()
    for n in (1, 2):
        made.there(event, made.guest(event, n), 1, 2)
    made.held(event)
    made_now = certificates.issue(event, by=actor("nok"), now=LATE)
    assert [one.running for one in made_now] == [2, 3]
    assert len({one.code for one in TrainingCertificate.objects.all()}) == 3


def test_the_public_page_says_what_the_paper_says_and_nothing_else() -> None:
    event, _one, paper = certified()
    told = certificates.verified(f" {paper.code.lower()[:6]}-{paper.code.lower()[6:]} ")
    assert told.number == paper.number and told.name == user("malee").name and not told.revoked
    assert event.title in told.why and event.place in told.why
    for wrong in ("", "A" * 12, paper.code[:-1], paper.code + "A", "\x00", "x" * 5000):
        with pytest.raises(Missing):
            certificates.verified(wrong)


def test_taken_back_it_says_so_prints_no_more_and_a_new_one_may_be_given() -> None:
    event, one, paper = certified()
    row = one.attendance.filter(undone_at=None).first()
    with pytest.raises(Refused) as refused:
        attending.undo(row, by=actor("nok"), why="ลงชื่อผิดคน", now=LATE)
    assert refused.value.code == "certified"
    for who in ("malee", "suda"):
        with pytest.raises(NotAllowed):
            certificates.revoke(paper, why="ลงเวลาผิดคน", by=actor(who), now=LATE)
    with pytest.raises(Refused):
        certificates.revoke(paper, why="x", by=actor("nok"), now=LATE)
    certificates.revoke(paper, why="ลงเวลาผิดคน", by=actor("nok"), now=LATE)
    paper.refresh_from_db()
    assert certificates.verified(paper.code).revoked
    with pytest.raises(Refused):
        certificates.pdf(paper)
    with pytest.raises(Refused):
        certificates.revoke(paper, why="ลงเวลาผิดคน", by=actor("nok"), now=LATE)
    assert [new.seat_id for new in certificates.issue(event, by=actor("nok"), now=LATE)] == [one.pk]


@needs_thai_font
def test_the_paper_is_the_same_each_time_and_carries_its_address() -> None:
    _event, _one, paper = certified()
    first = certificates.pdf(paper)
    assert first[:5] == b"%PDF-" and first == certificates.pdf(TrainingCertificate.objects.get())
    assert paper.paper["check"].endswith(f"/trainings/certificates/{paper.code}")
    assert paper.paper["position"] == ["ปฏิบัติหน้าที่แทนหัวหน้าศูนย์ดำรงธรรมกระทรวงมหาดไทย"]  # it has no chief
    assert len(papers.pictures(papers.Certificate(**paper.paper), ppi=30)) == 1


@pytest.mark.parametrize(("who", "sees"), [
    ("malee", True), ("suda", True), ("prasit", True), ("nok", True), ("kanya", True), ("anan", False), ("orn", False), ("wichai", False),
])  # fmt: skip
def test_a_certificate_is_opened_by_whose_it_is_and_by_who_may_see_her(who: str, sees: bool) -> None:
    _event, _one, paper = certified()
    if sees:
        assert certificates.get(paper.code, actor(who)) == paper
    else:
        with pytest.raises(Missing):
            certificates.get(paper.code, actor(who))


def test_what_is_owed_is_counted_for_whom_it_is() -> None:
    event = made.invited()
    assert [queries.waiting(actor(who), MONDAY) for who in ("malee", "suda", "orn")] == [1, 1, 0]
    one = made.seat(event)
    assert queries.waiting(actor("malee"), MONDAY) == 0
    made.there(event, one, 1)
    assert queries.waiting(actor("malee"), LATE) == 1
    answered(event)
    assert queries.waiting(actor("malee"), LATE) == 0


def test_guests_without_a_certificate_are_forgotten_two_years_after() -> None:
    event = made.announced()
    kept, gone = made.guest(event, 1), made.guest(event, 2, affiliation="กรมตัวอย่าง")
    made.there(event, kept, 1, 2)
    made.held(event)
    certificates.issue(event, by=actor("nok"), now=LATE)
    assert not forgetting.guests_over(LATE).exists()
    due = forgetting.guests_over(LATE + timedelta(days=1))
    assert [one.pk for one in due] == [gone.pk]
    assert forgetting.forget_guests(due) == 1
    gone.refresh_from_db()
    assert (gone.guest, gone.affiliation) == (forgetting.GONE, "")
    assert not forgetting.guests_over(LATE + timedelta(days=1)).exists()
