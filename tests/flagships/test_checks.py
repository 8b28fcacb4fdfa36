"""What is not taken as input, and what is asked about; and the rule of the lights."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.common.errors import Refused
from sangsuk.flagships import checks, lights
from sangsuk.flagships.lights import AMBER, GREEN, NONE, RED, Rule


@pytest.mark.parametrize(
    ("rules", "number", "base", "found"),
    [
        ({}, "-1", None, ["error:too_small:number"]),
        ({"least": -5}, "-1", None, []),
        ({}, "5", None, []),
        ({}, None, None, []),
        ({}, "5", "-1", ["error:too_small:base"]),
        ({"most": 100}, "100.5", None, ["error:too_large:number"]),
        ({"whole": True}, "1.5", None, ["error:not_whole:number"]),
        ({"whole": True}, "1.0", None, []),
        ({"part": True}, "6", "5", ["error:above_base:number"]),
        ({"part": True}, "5", "5", []),
        ({"part": True}, "6", None, []),
        ({"at_most": "a"}, "6", None, ["error:above_other:number"]),
        ({"at_most": "b"}, "6", None, []),
        ({"adds_up": ["a", "c"]}, "6", None, ["warning:does_not_add_up:number"]),
        ({"adds_up": ["a", "c"]}, "7", None, []),
        ({"adds_up": ["a", "b"]}, "70", None, []),
        ({"jump": 3}, "61", None, ["warning:jump:number"]),
        ({"jump": 3}, "60", None, []),
        ({"jump": 3}, "6", None, ["warning:jump:number"]),
        ({"jump": 3}, "7", None, []),
        ({"usual_most": 50}, "51", None, ["warning:unusually_large:number"]),
        ({"usual_least": 5}, "4", None, ["warning:unusually_small:number"]),
        ({}, "1e14", None, ["error:too_large:number"]),
        ({}, "NaN", None, ["error:too_large:number"]),
        ({}, "0.1234567", None, ["error:too_fine:number"]),
        ({"jump": 3, "most": 10}, "90", None, ["error:too_large:number", "warning:jump:number"]),
    ],
)
def test_rules_of_input(rules: dict[str, Any], number: str | None, base: str | None, found: list[str]) -> None:
    others = {"a": Decimal(5), "b": None, "c": Decimal(2)}
    before = Decimal(20) if "jump" in rules else None
    said = checks.problems(
        rules, Decimal(number) if number else None, Decimal(base) if base else None, before=before, others=others
    )
    assert [f"{one.level}:{one.code}:{one.field}" for one in said] == found
    assert all(one.sentence for one in said)


def test_small_numbers_may_jump() -> None:
    assert checks.problems({"jump": 3}, Decimal(8), None, before=Decimal(1)) == []


def test_rules_are_read_into_their_own_order_without_what_says_nothing() -> None:
    read = checks.read({"jump": "3.0", "least": 0, "whole": True, "at_most": "", "most": "99.50", "part": False})
    assert list(read.items()) == [("least", 0), ("most", "99.5"), ("jump", 3), ("whole", True)]


@pytest.mark.parametrize(
    "rules",
    [
        {"odd": 1},
        {"least": "x"},
        {"least": True},
        {"whole": 1},
        {"jump": 1},
        {"least": 5, "most": 4},
        {"adds_up": [1]},
        {"most": "NaN"},
    ],
)
def test_what_is_no_rule_is_refused(rules: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        checks.read(rules)


RULE = Rule("usual", Fraction(1), Fraction(4, 5))


@pytest.mark.parametrize(
    ("value", "target", "direction", "light"),
    [
        (100, 100, "up", GREEN), (99, 100, "up", AMBER), (80, 100, "up", AMBER), (79, 100, "up", RED),
        (10, 10, "down", GREEN), (5, 10, "down", GREEN), (12, 10, "down", AMBER), (13, 10, "down", RED),
        (0, 10, "down", GREEN), (0, 0, "down", GREEN), (1, 0, "down", RED),
        (0, 0, "up", GREEN), (-1, 0, "up", RED), (None, 10, "up", NONE), (10, None, "up", NONE), (5, 5, "neutral", NONE),
    ],
)  # fmt: skip
def test_lights(value: int | None, target: int | None, direction: str, light: str) -> None:
    one = Fraction(value) if value is not None else None
    assert lights.light(one, None if target is None else Fraction(target), direction, RULE) == light


@given(st.fractions(0, 1000), st.fractions(0, 1000), st.fractions(0, 1000), st.sampled_from(("up", "down")))
def test_better_is_never_a_worse_light(one: Fraction, other: Fraction, target: Fraction, direction: str) -> None:
    better, worse = (max(one, other), min(one, other)) if direction == "up" else (min(one, other), max(one, other))
    order = [GREEN, AMBER, RED]
    assert order.index(lights.light(better, target, direction, RULE)) <= order.index(
        lights.light(worse, target, direction, RULE)
    )


def test_the_rule_is_said_in_words() -> None:
    said = lights.in_words(Rule("x", Fraction(1), Fraction("0.825")), "up")
    assert said == "เขียวตั้งแต่ 100 % ของเป้าหมาย เหลืองตั้งแต่ 82.5 % ต่ำกว่านั้นเป็นสีแดง"
    assert "ยิ่งน้อยยิ่งดี" in lights.in_words(RULE, "down")
