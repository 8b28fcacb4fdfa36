"""Many small style sheets and scripts in the house, one of each on the wire.

A room lists what a page needs in `<room>/look/<name>.txt`, one static path a line; this finder joins those files into
the static file `look/<name>`. Nothing to build: `collectstatic` and the test server ask the finder like any other.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def lists() -> dict[str, list[str]]:
    """What can be joined: 'look/desk.js' -> its parts. Rooms may add to the same one, in the order of the rooms."""
    found: dict[str, list[str]] = {}
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path, "look").glob("*.txt")):
            found.setdefault(f"look/{path.stem}", []).extend(path.read_text().split())
    return found


def joined(name: str, parts: Sequence[str]) -> str:
    """The parts, in order; a style sheet loses its comments and spare blanks on the way."""
    texts = []
    for part in parts:
        source = finders.AppDirectoriesFinder().find(part)
        if not source:
            raise FileNotFoundError(f"{name} lists {part}, which is nowhere")
        texts.append(Path(str(source)).read_text())
    text = "\n".join(texts)
    return squeezed(text) if name.endswith(".css") else text


def squeezed(css: str) -> str:
    """Blanks matter around `+` and between values; around `{};,` and after `:` they do not."""
    css = re.sub(r"\s+", " ", _COMMENT.sub("", css))
    return re.sub(r"\s*([{};,])\s*", r"\1", css).replace(": ", ":").replace(";}", "}").strip()


class LookFinder(finders.BaseFinder):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=Path(settings.HOME) / "joined")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name, parts in lists().items():
            self._write(name, parts)
            yield name, self.storage

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        parts = lists().get(path)
        if parts is None:
            return []
        written = self._write(path, parts)
        return [written] if find_all or kwargs.get("all") else written

    def _write(self, name: str, parts: Sequence[str]) -> str:
        """Swapped in as a whole, since several processes may do it at once."""
        target = Path(self.storage.path(name))
        text = joined(name, parts)
        if not target.exists() or target.read_text() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_suffix(f".{os.getpid()}.part")
            beside.write_text(text)
            beside.replace(target)
        return str(target)
