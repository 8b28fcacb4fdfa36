"""What a test may remember of the reference data: what it has read, until somebody writes to one of their tables.

The running product reads its rules once in some seconds. A test reads them once too, or most of its time would go into
reading the same rules again. But one that changes a rule, an office or a holiday sees the change at once, and from then on
remembers nothing: what it wrote may be taken back at its end or in its middle. The fixture `remembering` remembers as the
product does, whoever writes.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from sangsuk.common import remember
from sangsuk.insight import queries as insight

ROOMS = ("places", "offices", "catalog", "routing", "deadlines")
OF_CASES = ("SampleRule", "SavedFilter", "Absence", "ReplyTemplate", "MediationRule")
OF_STORIES = ("ConsentText", "OfficeNetwork")
NOT_REMEMBERED = "offices_membership"
SECONDS = 60.0
_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?|COPY)\s+"?(\w+)', re.IGNORECASE)
_kept = {"seconds": 0.0}


@contextlib.contextmanager
def within_a_test() -> Iterator[None]:
    usual = remember.seconds
    remember.forget_all()
    _kept["seconds"] = SECONDS
    remember.seconds = lambda: usual() or _kept["seconds"]
    connection_created.connect(_watch)
    _watch(connection)
    try:
        yield
    finally:
        connection_created.disconnect(_watch)
        remember.seconds = usual
        remember.forget_all()


def _watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Each thread has a connection of its own."""
    if _look not in connection.execute_wrappers:
        connection.execute_wrappers.append(_look)


def _look(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    table = _written(sql)
    if table not in _tables():
        return execute(sql, params, many, context)
    if table == "cases_case":
        insight.open_by_district.forget()
        return execute(sql, params, many, context)
    _kept["seconds"] = 0.0
    try:
        return execute(sql, params, many, context)
    finally:
        if not remember.seconds():
            remember.forget_all()


def _written(sql: Any) -> str:
    found = _WRITES.match(sql) if isinstance(sql, str) else None
    return found[1] if found else ""


@cache
def _tables() -> frozenset[str]:
    rooms = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    rules = [apps.get_model("cases", name) for name in OF_CASES]
    rules += [apps.get_model("stories", name) for name in OF_STORIES]
    return frozenset(model._meta.db_table for model in (*rooms, *rules)) - {NOT_REMEMBERED} | {"cases_case"}
