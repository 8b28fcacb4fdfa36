"""What is measured of judging is what it says: rounds whose truth is known, and a rogue who is one."""

import random

from bench import stories_judging as judging
from sangsuk.stories.judging.assigning import assign

PLAN = assign(judging.STORIES, judging.JUDGES, each=3, conflicts={}, seed="ab" * 32)


def rounds():
    chance = random.Random(4)
    worth = {story: chance.gauss(58, 10) for story in judging.STORIES}
    return worth, list(judging._judged(worth, PLAN, chance)), judging._rogue(worth, PLAN, chance)


def test_scores_are_steps_of_a_scale_and_of_the_plan():
    _worth, given, _rogue = rounds()
    assert len(given) == 180
    assert all(0 <= one.score <= 100 and one.score % 2.5 == 0 and one.judge in PLAN[one.story] for one in given)


def test_the_rogue_favours_a_middling_story_of_his_own_and_bends_only_his_own_scores():
    worth, given, (judge, favourite) = rounds()
    rank = sorted(worth, key=lambda story: -worth[story]).index(favourite)
    assert judge in PLAN[favourite] and 10 <= rank < 50
    for kind in judging.KINDS:
        bent = [judging._bent(one, judge, favourite, kind) for one in given]
        changed = [(one, other) for one, other in zip(given, bent, strict=True) if one != other]
        assert all(one.judge == judge for one, _ in changed)
        assert next(one.score for one in bent if (one.judge, one.story) == (judge, favourite)) == 100


def test_both_ways_choose_exactly_three_and_the_figures_are_all_there():
    _worth, given, _rogue = rounds()
    assert {way: len(chosen) for way, chosen in judging._both(given, 0).items()} == {"ours": 3, "raw": 3}
    figures = {figure.name: figure for figure in judging._selection(12)}
    assert set(figures) == {"stories.top3", *(f"stories.rogue.{kind}" for kind in judging.KINDS)}
    assert figures["stories.rogue.blunt"].value <= 1 / 12 < figures["stories.top3"].value


def test_the_assignment_is_measured_and_its_promises_checked():
    (figure,) = judging._assignment(times=2)
    assert figure.value < 2 and figure.cases == 60
