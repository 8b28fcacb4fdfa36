"""Shares and bands, key words, bundles: by tables, and by Hypothesis that nothing small can be subtracted out."""

from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from sangsuk.insight import shares
from sangsuk.insight.voices import bundling, keyness, phrases
from sangsuk.insight.voices.estimating import Estimate, weighed, wilson
from sangsuk.insight.voices.hearing import TOGETHER


@for_all(st.integers(1, 3000), st.data())
def test_the_weighed_interval_is_the_usual_one_for_whole_numbers(of: int, data: Any) -> None:
    hits = data.draw(st.integers(0, of))
    one, other = wilson(hits / of, of), shares.wilson(hits, of)
    assert (one.low, one.high) == (pytest.approx(other.low, abs=1e-9), pytest.approx(other.high, abs=1e-9))


@pytest.mark.parametrize(
    ("hits", "of", "near", "band", "drawn"),
    [
        (9, 9.9, 0.5, "few", None), (10, 10, 0.5, "alike", 2 / 3), (40, 40, 0.5, "above", 50 / 60), (50, 100, 0.5, "alike", 0.5),
        (20, 100, 0.8, "below", 0.3), (100, 100, 0.97, "alike", (100 + 19.4) / 120), (10, 10, None, "", 1.0),
    ],
)  # fmt: skip
def test_a_band_is_said_only_when_the_whole_interval_lies_there(
    hits: float, of: float, near: float | None, band: str, drawn: float | None
) -> None:
    found = Estimate(hits, of, near)
    assert found.band == band
    assert found.drawn == (None if drawn is None else pytest.approx(drawn))


def test_five_hundred_cards_of_one_afternoon_move_little() -> None:
    honest = Estimate(60, 100, 0.6)
    stuffed = Estimate(60 + 500 * weighed(500, 5), 100 + 500 * weighed(500, 5), 0.6)
    assert stuffed.share is not None and honest.share is not None and stuffed.share - honest.share < 0.02
    assert (honest.band, stuffed.band) == ("alike", "alike")
    naive = Estimate(560, 600, 0.6)
    assert naive.band == "above"


@pytest.mark.parametrize(
    ("above", "others", "all_above", "all_others", "g2"),
    [(10, 10, 100, 100, 0.0), (20, 5, 100, 100, 11.0), (0, 10, 100, 100, 14.0), (30, 30, 60, 600, 80.7)],
)
def test_surprise_is_that_of_the_books(above: int, others: int, all_above: int, all_others: int, g2: float) -> None:
    assert keyness.surprise(above, others, all_above, all_others) == pytest.approx(g2, abs=0.6)


def test_the_words_that_go_with_happiness_and_no_others() -> None:
    counted = [("รอยยิ้ม", 30, 2), ("รวดเร็ว", 25, 3), ("บัตร", 40, 41), ("รอนาน", 1, 30), ("หายาก", 4, 0)]
    assert [key.word for key in keyness.keys(counted, 100, 100, least=5)] == ["รอยยิ้ม", "รวดเร็ว"]
    assert keyness.keys(counted, 0, 100, least=5) == []


def test_a_phrase_stands_for_the_word_it_holds() -> None:
    counted = [("ยิ้ม", 30, 2), ("ยิ้มแย้ม", 28, 2), ("แย้ม", 28, 2)]
    assert len(keyness.keys(counted, 100, 100, least=5)) == 1


def test_words_are_each_told_once_and_no_name_is_among_them() -> None:
    said = phrases.of_text("เจ้าหน้าที่ยิ้มแย้ม ยิ้มแย้มมาก คุณกฤตภาสพิพัฒน์ดูแลดี 0812345678 https://x.test")
    assert list(said) == sorted(set(said))
    assert "ยิ้มแย้ม" in said
    assert not any("กฤตภาสพิพัฒน์" in word or "0812345678" in word for word in said)


VALUES = st.lists(st.sampled_from(["", "a", "b", "c", "d"]), min_size=20, max_size=60)


@for_all(VALUES)
def test_every_group_that_is_told_is_large_enough(values: list[str]) -> None:
    told = bundling.groups(values, 5)
    counted = Counter(told[value] for value in values)
    assert all(n >= 5 for n in counted.values())
    assert all(told[value] in (value, TOGETHER) for value in values)


@for_all(st.lists(st.lists(st.integers(0, 2), max_size=70), min_size=1, max_size=4), st.data())
def test_no_subtraction_of_what_is_told_leaves_fewer_than_a_bundle(offices: list[list[int]], data: Any) -> None:
    """Every figure is a sum of whole bundles; so are sums and differences of any two: of an office and its province, of a
    month and a year, of today and tomorrow. Here: what differs between any two moments and between any two levels."""
    least = 20
    moments = []
    for share in (0.5, 1.0):
        told = []
        for voices in offices:
            seen = voices[: int(len(voices) * share)]
            told.append([len(bundle) for bundle in bundling.bundles(seen, least)])
        moments.append(told)
    levels = [sum(map(sum, told)) for told in moments] + [sum(office) for told in moments for office in told]
    for one, other in combinations(levels, 2):
        assert abs(one - other) == 0 or abs(one - other) >= least
    first, second = moments
    assert all(later[: len(earlier)] == earlier for earlier, later in zip(first, second, strict=True))


@for_all(st.lists(st.integers(), max_size=100), st.integers(1, 30))
def test_a_bundle_keeps_the_order_and_leaves_the_last_waiting(waiting: list[int], least: int) -> None:
    made = list(bundling.bundles(waiting, least))
    assert [one for some in made for one in some] == waiting[: len(waiting) // least * least]
    assert all(len(some) == least for some in made)
