"""The longest of many names that stands at one place of a text; looked up, as a pattern of thousands takes long to make."""

from collections.abc import Iterable


class Longest:
    def __init__(self, names: Iterable[str]) -> None:
        by_length: dict[int, set[str]] = {}
        for name in names:
            by_length.setdefault(len(name), set()).add(name)
        self._names = sorted(((n, frozenset(some)) for n, some in by_length.items()), reverse=True)

    def at(self, text: str, start: int) -> str:
        """The name that begins there, or ""."""
        return next((said for n, some in self._names if (said := text[start : start + n]) in some), "")
