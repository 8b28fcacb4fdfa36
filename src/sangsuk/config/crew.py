"""A few processes of ours for work that one core cannot do fast enough, each with a connection of its own.

They are forked when we are the only thread, which takes no time and shares what is loaded; otherwise spawned anew, which
takes a second. What they do is named, not handed over, because a spawned process must set up Django before it may
import a room.
"""

import contextlib
import gc
import importlib
import multiprocessing
import os
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

from django.db import connections

from .processes import end_with_parent


class Crew:
    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self.pool = pool

    def do(self, module: str, function: str, *args: Any) -> "Future[Any]":
        return self.pool.submit(_call, module, function, *args)


@contextlib.contextmanager
def hired(processes: int, database: Mapping[str, Any]) -> Iterator[Crew]:
    """`database`: what differs from the settings, as in tests. Our own connections are closed."""
    connections.close_all()
    way = multiprocessing.get_context("fork" if threading.active_count() == 1 else "spawn")
    begin = (os.getpid(), dict(database))
    pool = ProcessPoolExecutor(processes, mp_context=way, initializer=_begin, initargs=begin)
    try:
        yield Crew(pool)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(parent: int, database: dict[str, Any]) -> None:
    end_with_parent(parent)
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en")  # the command line speaks English
    connections.databases["default"].update(database)
    gc.freeze()  # what was there before the fork stays, and stays shared
    gc.set_threshold(100_000, 50, 100)  # a chunk makes many values and no cycles


def _call(module: str, function: str, *args: Any) -> Any:
    return getattr(importlib.import_module(module), function)(*args)
