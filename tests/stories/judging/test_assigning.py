"""Who reads what: even, without conflicts, in one net; and a plain refusal where that cannot be."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sangsuk.common.errors import Refused
from sangsuk.stories.judging.assigning import assign
from sangsuk.stories.judging.evenness import evenness

SEED = "5e" * 32
STORIES = [f"s{n:02}" for n in range(60)]
JUDGES = [f"j{n:02}" for n in range(15)]


@st.composite
def rounds(draw):
    stories = [f"s{n}" for n in range(draw(st.integers(2, 24)))]
    judges = [f"j{n}" for n in range(draw(st.integers(3, 10)))]
    each = draw(st.integers(3, min(5, len(judges))))
    may = st.sets(st.sampled_from(judges), max_size=max(0, len(judges) - each))
    conflicts = {story: draw(may) for story in stories if draw(st.booleans())}
    return stories, judges, each, conflicts


@given(rounds())
def test_what_is_assigned_keeps_every_promise(made):
    stories, judges, each, conflicts = made
    try:
        plan = assign(stories, judges, each=each, conflicts=conflicts, seed=SEED)
    except Refused as refusal:
        assert refusal.code in ("uneven_loads", "not_connected")  # never for a shortage that is not there
        assume(False)
    assert set(plan) == set(stories)
    assert all(len(set(readers)) == each for readers in plan.values())
    assert all(not set(readers) & conflicts.get(story, set()) for story, readers in plan.items())
    found = evenness(plan, judges)
    assert found.loads[1] - found.loads[0] <= 1
    assert found.parts == 1


@given(st.integers(2, 30), st.integers(3, 12), st.integers(3, 4))
def test_without_conflicts_it_is_refused_only_where_the_net_cannot_hold(stories, judges, each):
    assume(each <= judges)
    names, jury = [f"s{n}" for n in range(stories)], [f"j{n}" for n in range(judges)]
    if stories * each >= stories + judges - 1:
        assert evenness(assign(names, jury, each=each, conflicts={}, seed=SEED), jury).parts == 1
    else:
        with pytest.raises(Refused, match="กลุ่ม"):
            assign(names, jury, each=each, conflicts={}, seed=SEED)


def test_sixty_stories_and_fifteen_judges_meet_evenly_in_under_two_seconds():
    began = time.process_time()
    plan = assign(STORIES, JUDGES, each=3, conflicts={}, seed=SEED)
    assert time.process_time() - began < 2
    found = evenness(plan, JUDGES)
    assert found.loads == (12, 12)
    assert found.judge_pairs == (1, 2)  # 180 / 105 = 1.7: nothing more even exists
    assert found.story_pairs[1] <= 2


def test_with_a_fifth_of_all_readings_forbidden_it_is_nearly_as_even():
    conflicts = {story: {judge for m, judge in enumerate(JUDGES) if (n * 7 + m * 3) % 5 == 0} for n, story in enumerate(STORIES)}  # fmt: skip
    plan = assign(STORIES, JUDGES, each=3, conflicts=conflicts, seed=SEED)
    assert not any(set(plan[story]) & conflicts[story] for story in STORIES)
    found = evenness(plan, JUDGES)
    assert found.loads == (12, 12)
    assert found.judge_pairs[1] - found.judge_pairs[0] <= 2


def test_the_same_seed_gives_the_same_plan_whatever_the_order_and_another_seed_another():
    one = assign(STORIES, JUDGES, each=3, conflicts={}, seed=SEED)
    assert one == assign(STORIES[::-1], JUDGES[::-1], each=3, conflicts={}, seed=SEED)
    assert one != assign(STORIES, JUDGES, each=3, conflicts={}, seed="6f" * 32)


def test_two_judges_a_story_are_too_few():
    with pytest.raises(Refused) as refusal:
        assign(STORIES, JUDGES, each=2, conflicts={}, seed=SEED)
    assert refusal.value.code == "too_few_judges"


def test_a_story_that_too_many_judges_know_is_named():
    with pytest.raises(Refused) as refusal:
        assign(STORIES, JUDGES, each=3, conflicts={"s07": set(JUDGES[:13])}, seed=SEED)
    assert refusal.value.code == "no_judges_left"
    assert "s07" in str(refusal.value)


def test_a_judge_who_may_read_next_to_nothing_makes_loads_uneven_and_that_is_said():
    conflicts = {story: {"j00"} for story in STORIES[:50]}
    with pytest.raises(Refused) as refusal:
        assign(STORIES, JUDGES, each=3, conflicts=conflicts, seed=SEED)
    assert refusal.value.code == "uneven_loads"
