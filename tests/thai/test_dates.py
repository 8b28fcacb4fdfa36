from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.thai import (
    BANGKOK,
    NotADate,
    arabic_digits,
    bangkok_date,
    date_in,
    english_date,
    fiscal_year_be,
    fiscal_year_span,
    parse_be,
    thai_date,
    thai_digits,
    time_in,
)

PRESS_DAY = date(2020, 12, 9)


@pytest.mark.parametrize(
    ("style", "thai", "english"),
    [
        ("short", "พ. 9 ธ.ค. 2563", "Wed 9 Dec 2020"),
        ("medium", "วันพุธที่ 9 ธ.ค. 2563", "Wednesday 9 December 2020"),
        ("long", "9 ธันวาคม พ.ศ. 2563", "9 December 2020"),
        ("full", "วันพุธที่ 9 ธันวาคม 2563", "Wednesday 9 December 2020"),
        ("day", "9 ธ.ค. 2563", "9 Dec 2020"),
        ("month", "ธันวาคม 2563", "December 2020"),
        ("numeric", "09/12/2563", "09/12/2020"),
    ],
)
def test_a_date_in_words(style: str, thai: str, english: str) -> None:
    assert thai_date(PRESS_DAY, style) == thai  # type: ignore[arg-type]
    assert english_date(PRESS_DAY, style) == english  # type: ignore[arg-type]


def test_a_weekday_is_right_in_both_languages() -> None:
    assert thai_date(date(2026, 11, 13), "full") == "วันศุกร์ที่ 13 พฤศจิกายน 2569"
    assert date_in(date(2026, 11, 13), "en-gb") == "Fri 13 Nov 2026"
    assert date_in(date(2020, 12, 10), "th") == "พฤ. 10 ธ.ค. 2563"


def test_an_evening_in_utc_is_the_next_day_in_bangkok() -> None:
    late = datetime(2020, 12, 31, 17, 0, tzinfo=UTC)
    assert bangkok_date(late) == date(2021, 1, 1)
    assert bangkok_date(late - timedelta(microseconds=1)) == date(2020, 12, 31)
    assert thai_date(late, "day") == "1 ม.ค. 2564"
    assert (time_in(late, "th"), time_in(late, "en")) == ("00.00 น.", "00:00")


def test_a_naive_moment_has_no_date() -> None:
    with pytest.raises(ValueError, match="naive"):
        bangkok_date(datetime(2020, 12, 9))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 9, 30), 2569),
        (date(2026, 10, 1), 2570),
        (date(2027, 9, 30), 2570),
        (date(2020, 12, 9), 2564),
        (date(2023, 1, 1), 2566),
        (date(2023, 3, 31), 2566),
    ],
)
def test_the_fiscal_year_begins_in_october(day: date, year: int) -> None:
    assert fiscal_year_be(day) == year


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_lies_in_its_fiscal_year(moment: datetime) -> None:
    first, after = fiscal_year_span(fiscal_year_be(moment))
    assert first <= moment < after
    assert first.astimezone(BANGKOK).month == 10


@pytest.mark.parametrize(
    "typed",
    [
        "9/12/2563", "09-12-63", "9.12.2563", "๙/๑๒/๒๕๖๓", "9 ธ.ค. 63", "9ธค2563", "9 ธันวาคม 2563", "๙ ธันวาคม พ.ศ. ๒๕๖๓",
        "วันพุธที่ 9 ธันวาคม 2563", "พ. 9 ธ.ค. 2563", "9 ธันวา 63", "2563-12-09", " 9  ธ.ค.  2563 ",
    ],
)  # fmt: skip
def test_a_buddhist_date_is_read_however_typed(typed: str) -> None:
    assert parse_be(typed) == PRESS_DAY


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("9/12/2020", "not_buddhist_year"),
        ("2020-12-09", "not_buddhist_year"),
        ("9 ธ.ค. 3000", "not_buddhist_year"),
        ("31/2/2563", "no_such_day"),
        ("9 มะรืน 2563", "no_such_day"),
        ("พรุ่งนี้", "unreadable"),
        ("", "unreadable"),
    ],
)
def test_what_is_no_buddhist_date_is_refused_and_says_why(typed: str, reason: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse_be(typed)
    assert refused.value.reason == reason


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 1, 1)))
def test_what_we_write_we_read(day: date) -> None:
    for style in ("short", "medium", "long", "full", "day", "numeric"):
        assert parse_be(thai_date(day, style)) == day  # type: ignore[arg-type]
        assert parse_be(thai_digits(thai_date(day, style))) == day  # type: ignore[arg-type]


@given(st.text(max_size=30))
def test_digits_go_there_and_back_and_keep_their_places(text: str) -> None:
    assert len(thai_digits(text)) == len(text)
    assert arabic_digits(thai_digits(text)) == arabic_digits(text)
