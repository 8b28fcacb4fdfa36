"""Which stories of a list were answered, and after which of them something changed."""

from collections.abc import Iterable

from ..models import Pledge, Story, StoryAnswer
from ..models.answers import CONFIRMED


def answered(stories: Iterable[Story]) -> frozenset[int]:
    return frozenset(
        StoryAnswer.objects.filter(story__in=[one.pk for one in stories]).values_list("story_id", flat=True)
    )


def changed(stories: Iterable[Story]) -> frozenset[int]:
    """Only what the writer has confirmed counts as a change."""
    done = Pledge.objects.filter(story__in=[one.pk for one in stories], status=CONFIRMED)
    return frozenset(done.values_list("story_id", flat=True))
