"""How long we go on trying when a test makes up its cases.

`make test` makes up the same cases each time: a change is refused for what it did, not for the day's luck. With
SANGSUK_LONG=1 they are new ones at every run, and ten times as many; somebody runs it in the evening.
"""

import os

from hypothesis import settings

LONG = bool(os.environ.get("SANGSUK_LONG"))
TIMES = 10
EXAMPLES = 100


def examples(n: int) -> int:
    """So many, where one of them costs more than usual."""
    return n * TIMES if LONG else n


def load_profile() -> None:
    # a busy machine is no finding; how long things may take is said in the benchmarks
    settings.register_profile(
        "ours", deadline=None, max_examples=examples(EXAMPLES), derandomize=not LONG, database=None
    )
    settings.load_profile("ours")
