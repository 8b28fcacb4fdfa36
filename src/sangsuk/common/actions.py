"""Reference data of the cellar."""

from . import limits, seeds


def load(progress: seeds.Progress | None = None) -> None:
    """The limits of asking."""
    limits.load(progress)
