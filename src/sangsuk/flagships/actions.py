"""The verbs of this room that others call by one name. Each part keeps its own beside itself."""

from sangsuk.common import seeds

from .indicators import loading as indicators
from .needs import loading as needs
from .programme import loading as programme
from .questions import loading as questions
from .reporting import loading as reporting


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the reference rows of the room up to date; returns the rows changed."""
    return programme.load(progress) + indicators.load(progress) + reporting.load() + questions.load() + needs.load()
