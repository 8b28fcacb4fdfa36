"""Short lists of words that a reader of Thai may mend without reading code: data/*.txt, '#' lines are notes."""

from pathlib import Path

_DATA = Path(__file__).parent / "data"


def listed(name: str) -> frozenset[str]:
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def grouped(name: str) -> dict[str, frozenset[str]]:
    """A list whose lines say "group: words"."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition(":") for line in lines if not line.startswith("#"))
    return {group.strip(): frozenset(words.split()) for group, _, words in parts}
