"""Logs as one JSON object a line: ids and codes, never names, phones or story text."""

import json
import logging
from datetime import UTC, datetime

_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request", "response"}


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "room": record.name,
            "said": record.getMessage(),
        }
        line |= {k: v for k, v in vars(record).items() if k not in _PLAIN and isinstance(v, str | int | float | bool)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
