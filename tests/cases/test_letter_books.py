"""The register books: every letter sent and every matter received, for the office and those above."""

from datetime import UTC, datetime

import pytest

from factories import MONDAY, case, moved
from lettering import draft, issued
from people import SOMCHAI, actor
from sangsuk.cases import letters
from sangsuk.cases.letters import books
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.papers import printing
from typefaces import needs_thai_font

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world"), needs_thai_font]


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
