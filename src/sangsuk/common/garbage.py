"""Python looks for cycles whenever many things have been made; where thousands of plain values are, it looks in vain."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def left_alone() -> Iterator[None]:
    """Nothing is looked for meanwhile; a third of a batch's time otherwise. What nobody names any more goes at once anyway."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
