"""Severity taken out, rogues bounded, ties drawn: on rounds whose truth is known."""

import random

import pytest

from sangsuk.stories.judging.assigning import assign
from sangsuk.stories.judging.mixed import Rating, cholesky, fit, solve
from sangsuk.stories.judging.robust import settle
from sangsuk.stories.judging.standing import place

SEED = "a1" * 32
STORIES = [f"s{n:02}" for n in range(20)]
JUDGES = [f"j{n}" for n in range(10)]
PLAN = assign(STORIES, JUDGES, each=3, conflicts={}, seed=SEED)
WORTH = {story: 40 + 2 * n for n, story in enumerate(STORIES)}


def ratings(harsh=None, noise=0.0, seed=1):
    chance, harsh = random.Random(seed), harsh or {}
    return [
        Rating(story, judge, WORTH[story] - harsh.get(judge, 0) + chance.gauss(0, noise))
        for story in STORIES
        for judge in PLAN[story]
    ]


def test_the_equations_are_solved():
    matrix = [[4.0, 2.0, 0.6], [2.0, 5.0, 1.5], [0.6, 1.5, 3.8]]
    found = solve(cholesky(matrix), [1.0, -2.0, 3.0])
    for row, right in zip(matrix, [1.0, -2.0, 3.0], strict=True):
        assert sum(a * x for a, x in zip(row, found, strict=True)) == pytest.approx(right)


def test_a_harsh_judge_is_found_out_and_costs_a_story_nothing():
    given = ratings({"j0": 25, "j5": -15}, noise=1)
    fitted = fit(given)
    mean = sum(fitted.severity.values()) / len(JUDGES)
    assert mean == pytest.approx(0, abs=1)
    assert fitted.severity["j0"] - fitted.severity["j1"] == pytest.approx(25, abs=3)
    assert fitted.severity["j1"] - fitted.severity["j5"] == pytest.approx(15, abs=3)
    order = sorted(STORIES, key=lambda story: fitted.stories[story])
    assert sum(abs(order.index(story) - n) for n, story in enumerate(STORIES)) <= 8


def test_the_plain_mean_would_have_put_them_in_another_order():
    settled = settle(ratings({"j0": 25, "j5": -15}, noise=1))
    by_raw = sorted(STORIES, key=lambda story: settled.raw[story])
    assert sum(abs(by_raw.index(story) - n) for n, story in enumerate(STORIES)) > 20


def test_adding_the_same_to_every_score_changes_no_order():
    one = place(ratings(noise=6), winners=3, seed=SEED)
    higher = [Rating(r.story, r.judge, r.score + 5) for r in ratings(noise=6)]
    assert {p.packet: p.raw_rank for p in place(higher, winners=3, seed=SEED).places} == {
        p.packet: p.raw_rank for p in one.places
    }
    assert [p.adjusted + 5 for p in one.places] == pytest.approx(
        [p.adjusted for p in place(higher, winners=3, seed=SEED).places], abs=0.02
    )


def test_a_judge_who_gives_one_story_all_and_the_others_nothing_does_not_place_it():
    rogue = next(judge for judge in PLAN["s08"])
    given = [
        Rating(r.story, r.judge, (100.0 if r.story == "s08" else 0.0) if r.judge == rogue else r.score)
        for r in ratings(noise=6)
    ]
    result = place(given, winners=3, seed=SEED)
    assert "s08" not in result.chosen
    assert rogue in result.settled.apart
    assert max(fit(given).stories, key=fit(given).stories.get) == "s08"  # without the weights he would have won with it


def test_a_story_that_one_judge_alone_has_lifted_is_not_chosen_even_if_its_score_is_high():
    result = place(ratings(noise=6), winners=3, seed=SEED)
    assert all(place.worst_without <= 9 for place in result.places if place.chosen)
    assert all(place.leans_on in PLAN[place.packet] for place in result.places)
    judge = PLAN["s15"][0]
    lifted = [
        Rating(r.story, r.judge, r.score + (25 if (r.story, r.judge) == ("s15", judge) else 0))
        for r in ratings(noise=6, seed=20)
    ]
    result = place(lifted, winners=1, seed=SEED)
    highest = max(result.places, key=lambda place: place.adjusted)
    assert (highest.packet, highest.leans_on, highest.carried) == ("s15", judge, False)
    assert result.chosen == ["s18"]


def test_stories_on_which_judges_differ_are_to_be_talked_about_and_others_not():
    given = [Rating(r.story, r.judge, r.score + (45 if (r.story, r.judge) == ("s10", PLAN["s10"][0]) else 0)) for r in ratings(noise=2)]  # fmt: skip
    assert settle(given).to_talk_about == ["s10"]


def test_exactly_so_many_are_chosen_also_when_all_are_equal_and_then_the_lot_decides():
    flat = [Rating(r.story, r.judge, 50.0) for r in ratings()]
    one, again = place(flat, winners=3, seed=SEED), place(flat[::-1], winners=3, seed=SEED)
    other = place(flat, winners=3, seed="b2" * 32)
    assert len(one.chosen) == 3 and one.chosen == again.chosen
    assert all(p.drawn for p in one.places)
    assert [p.packet for p in one.places] != [p.packet for p in other.places]


def test_the_lot_also_depends_on_the_scores_so_that_the_seed_alone_tells_nothing():
    flat = [Rating(r.story, r.judge, 50.0) for r in ratings()]
    less = [Rating(r.story, r.judge, 40.0) for r in ratings()]
    assert [p.packet for p in place(flat, winners=3, seed=SEED).places] != [
        p.packet for p in place(less, winners=3, seed=SEED).places
    ]


def test_fewer_stories_than_winners_is_an_error_and_no_shorter_list():
    with pytest.raises(ValueError, match="fewer"):
        place([Rating("s", judge, 50.0) for judge in JUDGES], winners=3, seed=SEED)
