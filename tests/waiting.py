"""Waiting for other processes, fairly: a machine that has more to do than processors gets more time."""

import os
import time
from collections.abc import Callable


def soon(true: Callable[[], object], *, seconds: float = 20) -> bool:
    """Does it become true before long?"""
    deadline = time.monotonic() + unhurried(seconds)
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def unhurried(seconds: float) -> float:
    """The seconds a promise may take here: as promised on a machine that keeps up with its work."""
    return seconds * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
