"""The invented stories of the campaigns: one module a situation, each with its `STORIES`."""

from importlib import import_module

from .story import Story

FINISHED = (
    "cards", "births", "names", "nationality", "houses", "justice", "permits", "security", "water", "helping", "queues", "kindness",
    "hurts", "voices", "posts",
)  # fmt: skip
"""What was sent in December 2563."""


def stories() -> list[Story]:
    """All that were sent in the finished campaign, in the order of the modules."""
    return [story for name in FINISHED for story in import_module(f"{__name__}.{name}").STORIES]
