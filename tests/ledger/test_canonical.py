"""What is hashed has one way of being written: that of RFC 8785, as another program writes it too."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.ledger import canonical
from sangsuk.ledger.canonical import NotCanonical, checked

SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0", max_codepoint=0xFFFF), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-canonical.MOST, canonical.MOST) | st.text(SIGNS),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)


@given(VALUES)
def test_ours_is_what_the_rfc_asks_for(value: object) -> None:
    assert canonical.text(checked(value)).encode() == rfc8785.dumps(value)


@given(VALUES)
def test_reading_it_back_gives_the_same_bytes(value: object) -> None:
    written = canonical.text(value)
    assert canonical.text(json.loads(written)) == written


@pytest.mark.parametrize(
    "value", [2**53, -(2**53), "\0", "\ud800", {"\U0001f600": 1}, {1: 2}, object(), b"x", [{"a": {1}}]]
)
def test_what_has_no_one_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        checked(value)


def test_fractions_become_words() -> None:
    assert checked({"longitude": 98.98, "more": [1.0]}) == {"longitude": "98.98", "more": ["1.0"]}
