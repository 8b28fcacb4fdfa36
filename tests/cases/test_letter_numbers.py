"""The numbers of letters: one after the other without a gap, under the code of the office."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from factories import MONDAY, case
from lettering import draft, issued
from people import actor
from sangsuk.cases import letters
from sangsuk.cases.letters import auditing
from sangsuk.cases.letters.heads import head_of, marks
from sangsuk.cases.models import Letter, LetterHead, LetterRegister
from sangsuk.papers import printing
from typefaces import needs_thai_font

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world"), needs_thai_font]


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


def test_the_database_refuses_a_number_twice_and_a_letter_without_its_digest() -> None:
    first, second = issued(n=1), draft(n=2)
    again = {"running": 1, "year_be": first.year_be, "number": "x/1", "issued_at": MONDAY, "issued_by": first.issued_by}
    with pytest.raises(IntegrityError, match="letter_number_is_given_once"), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(**again, sha256=first.sha256, saved_minutes=1)
    with pytest.raises(IntegrityError, match="issued_letter_has_its_number_and_digest"), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(issued_at=MONDAY)


def test_a_register_with_a_gap_is_found() -> None:
    issued(n=1)
    assert not list(auditing.gaps())
    LetterRegister.objects.update(last=2)
    assert [found.number for found in auditing.gaps()] == ["5001/2569"]


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
