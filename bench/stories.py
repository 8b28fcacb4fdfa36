"""Stories: who is chosen, what moderation finds, the load of ten thousand. The parts are modules of their own."""

from collections.abc import Iterator

from . import stories_judging, stories_load, stories_moderation
from .figures import Figure


def measure(number: int | None = None, seconds: float | None = None) -> Iterator[Figure]:
    """`number`: how many stories there are, and how many rounds are judged."""
    yield from stories_load.measure(number, seconds)
    yield from stories_judging.measure(min(number, stories_judging.ROUNDS) if number else None)
    yield from stories_moderation.measure()
