"""What each move changes beside the status."""

from .moves import Changes, Doing, changes_of

__all__ = ["Changes", "Doing", "changes_of"]
