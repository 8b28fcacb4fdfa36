"""Reference data read once and kept for some seconds, so that a hot path asks the database nothing about rules.

Every process keeps its own copy for `settings.REMEMBER_SECONDS`; after that it reads again. `forget_all()` is for
loaders and tests.
"""

import functools
import threading
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from django.conf import settings

P = ParamSpec("P")
R = TypeVar("R")
_everything: list[Callable[[], None]] = []
MOST = 4096


def remembered(function: Callable[P, R] | None = None, *, forever: bool = False) -> Any:
    """Cache a function of hashable arguments; the result must be treated as read-only."""
    if function is None:
        return functools.partial(remembered, forever=forever)
    kept: dict[object, tuple[float, R]] = {}
    lock = threading.Lock()

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (args, tuple(sorted(kwargs.items()))) if kwargs else args
        now = time.monotonic()
        found = kept.get(key)
        if found is not None and now < found[0]:
            return found[1]
        value = function(*args, **kwargs)
        long = float("inf") if forever else seconds()
        if long > 0:
            with lock:
                if len(kept) >= MOST:
                    kept.clear()
                kept[key] = (now + long, value)
        return value

    def forget() -> None:
        with lock:
            kept.clear()

    wrapper.forget = forget  # type: ignore[attr-defined]
    _everything.append(forget)
    return cast(Any, wrapper)


def seconds() -> float:
    return float(settings.REMEMBER_SECONDS)


def forget_all() -> None:
    for forget in _everything:
        forget()
