"""Marks become totals by weight; seeds are bound before and shown after."""

import hashlib

import pytest

from sangsuk.common.errors import Refused
from sangsuk.stories.judging.lots import commitment, digest_of_scores, drawn, keeps, lot
from sangsuk.stories.judging.rubric import Criterion, check_rubric, total

ANCHORS = {1: "ไม่เห็น", 3: "เห็นบ้าง", 5: "เห็นชัด"}
RUBRIC = [Criterion("beyond", "เหนือความคาดหมาย", 60, ANCHORS), Criterion("change", "ทำให้ชีวิตดีขึ้น", 40, ANCHORS)]
SEED = "0f" * 32


@pytest.mark.parametrize(
    ("beyond", "change", "points"), [(1, 1, 0.0), (5, 5, 100.0), (3, 3, 50.0), (5, 1, 60.0), (1, 5, 40.0), (4, 2, 55.0)]
)
def test_a_total_is_the_weighted_mean_from_0_to_100(beyond, change, points):
    assert total(RUBRIC, {"beyond": beyond, "change": change}) == points


@pytest.mark.parametrize("marks", [{"beyond": 3}, {"beyond": 3, "change": 6}, {"beyond": 3, "change": 0},
    {"beyond": 3, "change": True}, {"beyond": 3, "change": 3, "more": 3}])  # fmt: skip
def test_a_mark_that_is_missing_or_off_the_scale_is_refused(marks):
    with pytest.raises(Refused):
        total(RUBRIC, marks)


@pytest.mark.parametrize(("criteria", "code"), [
    (RUBRIC[:1], "bad_rubric"), ([RUBRIC[0], RUBRIC[0]], "bad_rubric"),
    ([RUBRIC[0], Criterion("x", "x", 30, ANCHORS)], "bad_weights"),
    ([Criterion("x", "x", 100, ANCHORS), Criterion("y", "y", 0, ANCHORS)], "bad_weights"),
    ([RUBRIC[0], Criterion("x", "x", 40, {1: "a", 3: " ", 5: "c"})], "no_anchors"),
])  # fmt: skip
def test_a_rubric_nobody_could_judge_by_is_refused(criteria, code):
    check_rubric(RUBRIC)
    with pytest.raises(Refused) as refusal:
        check_rubric(criteria)
    assert refusal.value.code == code


def test_the_commitment_is_the_plain_sha_256_that_anybody_can_make():
    assert commitment(SEED) == hashlib.sha256(b"\x0f" * 32).hexdigest()
    assert keeps(SEED, commitment(SEED))
    assert not keeps("0e" * 32, commitment(SEED))


def test_lots_of_one_purpose_tell_nothing_of_another():
    names = [f"s{n}" for n in range(8)]
    assert drawn(SEED, "ties", names) == drawn(SEED, "ties", names[::-1])
    assert drawn(SEED, "ties", names) != drawn(SEED, "long list", names)
    assert drawn(SEED, "ties", names, "x") != drawn(SEED, "ties", names, "y")
    assert lot(SEED, "ties", "a", "b") != lot(SEED, "ties", "ab", "")


def test_every_place_is_as_likely_in_the_drawing():
    first = [drawn(f"{n:064x}", "ties", "abcd")[0] for n in range(400)]
    assert all(70 < first.count(name) < 130 for name in "abcd")


def test_the_digest_of_the_scores_changes_with_any_of_them():
    totals = {("p", "j"): 50.0, ("q", "j"): 40.0}
    assert digest_of_scores(totals) == digest_of_scores(dict(reversed(totals.items())))
    assert digest_of_scores(totals) != digest_of_scores(totals | {("q", "j"): 40.01})
