"""Logs as one JSON object a line: ids and codes, never names, phones or story text."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from django.views.debug import ExceptionReporter

_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request", "response"}

_SECRET = re.compile(
    r"(/(?:track|follow|look|stories/mine)/[^/\s]+|/(?:tell|answer|join|looked|stories/(?:write|claim)|trainings/in|learning/training/scan|f/[^/\s]+|outreach/mine))/[^\s?]+"
)
"""Keys of cases and stories, tokens of drafts, of links to other bodies, to new colleagues, to files and to calendars: they stand in addresses."""


def without_secrets(text: str) -> str:
    return _SECRET.sub(r"\1/…", text)


def trace(error: BaseException | None) -> str:
    """Where it broke and what kind of error it was; never its words, nor any variable: both may hold what people told."""
    lines: list[str] = []
    while error is not None and len(lines) < 200:
        kind = type(error)
        state = getattr(error, "sqlstate", None)
        lines.append(f"{kind.__module__}.{kind.__qualname__}" + (f" ({state})" if state else ""))
        lines += [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines)


class Report(ExceptionReporter):
    """Django's own report of an error, without variables and without the words of the error."""

    def get_traceback_data(self) -> dict[str, Any]:
        data = super().get_traceback_data()
        frames = [{**frame, "vars": []} for frame in data.get("frames", [])]
        hidden = {
            "exception_value": "",
            "filtered_POST_items": [],
            "request_GET_items": [],
            "request_COOKIES_items": [],
        }
        return {**data, **hidden, "frames": frames, "lastframe": frames[-1] if frames else None, "request": None}


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "room": record.name,
            "said": without_secrets(record.getMessage()),
        }
        more = {k: v for k, v in vars(record).items() if k not in _PLAIN and isinstance(v, str | int | float | bool)}
        line |= {k: without_secrets(v) if isinstance(v, str) else v for k, v in more.items()}
        if record.exc_info:
            line["trace"] = trace(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)
