"""Numbers in the words of DHIS2 come back as they were; what is not understood is said, one by one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.flagships.exchange import dhis2
from sangsuk.flagships.exchange.dhis2 import Names, Number
from sangsuk.flagships.periods import KINDS, parse, year

INDICATORS, AREAS, CELLS = ["f2564_01.volunteers", "f2564_09.villages"], ["5001", "5002", "500101"], ["sex:f", "sex:m"]
NAMES = Names(
    {
        ("indicator", INDICATORS[0]): "fbfJHSPpUQD", ("base", INDICATORS[1]): "cYeuwXTCPkU", ("area", "5001"): "DiszpKrYNg8",
        ("cell", "sex:f"): "HllvX50cXC0",
    }
)  # fmt: skip
PERIODS = [one for kind in KINDS for one in year(2021).inside(kind)]
amounts = st.decimals(-(10**9), 10**9, places=6)


@st.composite
def numbers(draw: st.DrawFn) -> list[Number]:
    keys = st.tuples(
        st.sampled_from(INDICATORS), st.sampled_from(AREAS), st.sampled_from(PERIODS), st.sampled_from(["", *CELLS])
    )
    found = []
    for key in draw(st.lists(keys, unique=True, max_size=8)):
        if draw(st.booleans()):
            found.append(Number(*key, none=True))
        else:
            found.append(Number(*key, number=draw(amounts), base=draw(st.none() | amounts)))
    return found


@given(numbers(), st.sampled_from([Names(), NAMES]))
def test_what_goes_out_comes_back(said: list[Number], names: Names) -> None:
    found = dhis2.read(dhis2.dumped(said, names), names, INDICATORS, AREAS, CELLS)
    assert list(found.numbers) == said and found.conflicts == []


@pytest.mark.parametrize(
    ("code", "theirs"), [("2021-01", "202101"), ("FY2021Q1", "2020Q4"), ("FY2021Q2", "2021Q1"), ("FY2021", "2020Oct")]
)
def test_periods_in_their_words(code: str, theirs: str) -> None:
    assert dhis2.period_out(parse(code)) == theirs and dhis2.period_in(theirs) == parse(code)


ROW = {"dataElement": "f2564_01.volunteers", "orgUnit": "5001", "period": "202101", "value": "7"}


@pytest.mark.parametrize(
    "wrong",
    [{"dataElement": "x"}, {"orgUnit": "9999"}, {"period": "2021W1"}, {"period": "202113"}, {"categoryOptionCombo": "x"}, {"value": "seven"},
     {"value": "NaN"}, {"value": "1e30"}, {"value": "0.0000001"}, {"value": ""}],
)  # fmt: skip
def test_what_is_not_understood_is_said_and_the_rest_is_taken(wrong: dict[str, str]) -> None:
    found = dhis2.read({"dataValues": [ROW | wrong, ROW]}, Names(), INDICATORS, AREAS, CELLS)
    assert len(found.conflicts) == 1 and [one.number for one in found.numbers] == [Decimal(7)]


simple = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
bodies = st.recursive(
    simple,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["dataValues", "value", "period", "x"]), inner, max_size=3)
    ),
)


@given(bodies)
def test_any_body_is_read_or_refused_in_words(body: object) -> None:
    dhis2.read(body if isinstance(body, dict) else {"dataValues": body}, Names(), INDICATORS, AREAS, CELLS)


def test_what_stands_above_holds_for_every_value() -> None:
    body = {"orgUnit": "5001", "period": "202101", "dataValues": [{"dataElement": "f2564_01.volunteers", "value": 7}]}
    assert [one.area for one in dhis2.read(body, Names(), INDICATORS, AREAS, CELLS).numbers] == ["5001"]
