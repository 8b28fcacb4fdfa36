"""Logs as one JSON object a line: ids and codes, never names, phones or story text."""

import json
import logging
import re
from datetime import UTC, datetime

_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request", "response"}

_SECRET = re.compile(r"(/track/[^/\s]+|/tell)/[^\s?]+")  # the key of a case and the token of a draft stand in addresses


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "room": record.name,
            "said": _SECRET.sub(r"\1/…", record.getMessage()),
        }
        line |= {k: v for k, v in vars(record).items() if k not in _PLAIN and isinstance(v, str | int | float | bool)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
