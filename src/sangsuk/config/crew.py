"""A few processes of ours for work that one core cannot do fast enough, each with Django and a connection of its own.

They are spawned, not forked: a fork would share our connection and our threads. What they do is named, not handed over,
because a spawned process must set up Django before it may import a room.
"""

import contextlib
import gc
import importlib
import multiprocessing
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

from .processes import end_with_parent


class Crew:
    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self.pool = pool

    def do(self, module: str, function: str, *args: Any) -> "Future[Any]":
        return self.pool.submit(_call, module, function, *args)


@contextlib.contextmanager
def hired(processes: int, database: Mapping[str, Any]) -> Iterator[Crew]:
    """`database`: what differs from the settings, as in tests."""
    spawn = multiprocessing.get_context("spawn")
    begin = (os.getpid(), dict(database))
    pool = ProcessPoolExecutor(processes, mp_context=spawn, initializer=_begin, initargs=begin)
    try:
        yield Crew(pool)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(parent: int, database: dict[str, Any]) -> None:
    end_with_parent(parent)
    import django
    from django.db import connections
    from django.utils import translation

    django.setup()
    translation.activate("en")  # the command line speaks English
    connections.databases["default"].update(database)
    gc.set_threshold(100_000, 50, 100)  # a chunk makes many values and no cycles


def _call(module: str, function: str, *args: Any) -> Any:
    return getattr(importlib.import_module(module), function)(*args)
