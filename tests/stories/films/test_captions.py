"""Captions are WebVTT when they are kept, whatever they came as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.common.errors import Refused
from sangsuk.stories.films import captions

SRT = "1\r\n00:00:01,000 --> 00:00:04,000\r\nสวัสดี\r\n\r\n2\r\n00:00:05,000 --> 00:00:06,500\r\nลาก่อน\r\n"


def test_subrip_becomes_webvtt() -> None:
    assert captions.tidy(SRT) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nสวัสดี\n\n00:00:05.000 --> 00:00:06.500\nลาก่อน\n"
    )


def test_what_is_right_stays() -> None:
    assert captions.tidy(captions.tidy(SRT)) == captions.tidy(SRT)
    assert captions.words_of(captions.tidy(SRT)) == "สวัสดี\nลาก่อน"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_cues"), ("WEBVTT\n\nสวัสดี", "no_cues"), ("00:04.000 --> 00:01.000\nก", "bad_time"),
        ("00:01.000 --> 00:02.000\n\n", "no_words"), ("00:05.000 --> 00:06.000\nก\n\n00:01.000 --> 00:02.000\nข", "bad_time"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        captions.tidy(text)
    assert refused.value.code == code


@given(
    st.lists(st.tuples(st.integers(0, 3_000_000), st.integers(1, 9_000), st.text("กขค abc->", min_size=1)), min_size=1)
)
def test_tidying_twice_is_tidying_once(found: list[tuple[int, int, str]]) -> None:
    cues = "\n\n".join(
        f"{captions._written(begin)} --> {captions._written(begin + lasts)}\nx{said}"
        for begin, lasts, said in sorted(found)
    )
    assert captions.tidy(captions.tidy(cues)) == captions.tidy(cues)
