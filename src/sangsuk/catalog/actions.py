"""Loading the reference rows of this room."""

from collections.abc import Callable


def load(progress: Callable[[str], None] | None = None) -> int:
    """Bring missions, categories, crosswalks, channels and settlement codes up to date; returns the rows."""
    return 0
