"""What a house says behind its own back: log lines, console, addresses asked and offered, its database server's log."""

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client

from sangsuk.common.logs import JsonFormatter

OFFERED = re.compile(r'(?:href|src|action|hx-get|hx-post|content)="((?:https?:/)?/[^"]*)"')


@contextmanager
def every_logger() -> Iterator[io.StringIO]:
    """Whatever any logger says when an operator asks for everything (SANGSUK_LOG=DEBUG), as the house's own log says it."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield said
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def addresses(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every address that any client asks from now on, and every one that a page or a redirect offers."""
    seen: set[str] = set()
    usual = Client.request

    def request(self: Client, **environ: Any) -> Any:
        seen.add(unquote(f"{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}"))
        answer = usual(self, **environ)
        seen.add(unquote(str(answer.headers.get("Location", ""))))
        if not answer.streaming and "html" in answer.headers.get("Content-Type", ""):
            seen.update(unquote(unescape(found)) for found in OFFERED.findall(answer.content.decode()))
        return answer

    monkeypatch.setattr(Client, "request", request)
    return seen


def database_log() -> str:
    """All that the embedded server has written; "" when the tests run on another one."""
    return "\n".join(path.read_text(errors="ignore") for path in Path(settings.HOME).rglob("log") if path.is_file())


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def words_of(answer: Any) -> str:
    """An export in words: text as it is, a workbook unpacked."""
    body = bytes_of(answer)
    if body[:2] != b"PK":
        return body.decode(errors="ignore")
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "\n".join(book.read(name).decode(errors="ignore") for name in book.namelist())
