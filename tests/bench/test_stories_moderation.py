"""The measurement of moderation says what it must; the floors are below what was measured, so that a loss is seen."""

from bench import stories_moderation


def test_lanes_and_pieces_are_found_and_a_look_is_quick() -> None:
    figures = {figure.name.removeprefix("stories.moderation."): figure.value for figure in stories_moderation.measure()}
    assert figures["lanes.recall"] >= 0.8
    assert figures["lanes.precision"] >= 0.9
    assert figures["pieces.recall"] >= 0.8
    assert figures["pieces.precision"] >= 0.85
    assert figures["look"] < 50


def test_what_is_missed_is_told_and_never_trimmed_away() -> None:
    assert 0 < len(list(stories_moderation.missed())) < 15
