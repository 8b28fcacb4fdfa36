"""Telling the person at the terminal what is going on: nothing for the first two seconds, then one line that moves."""

import contextlib
import sys
import threading
import time
from collections.abc import Iterator
from typing import TextIO

QUIET_SECONDS = 2.0


class Progress:
    """Call it with (done, total) as often as you like; without calls it shows the seconds."""

    def __init__(self, what: str, out: TextIO) -> None:
        self.what, self.out = what, out
        self.started = time.monotonic()
        self.count = ""
        self.shown = False

    def __call__(self, done: int, total: int) -> None:
        self.count = f"{done:,} of {total:,}" if total else f"{done:,}"

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def show(self) -> None:
        line = f"  {self.what} … {self.count or f'{self.seconds:.0f} s'}"
        if self.out.isatty():
            self.out.write(f"\r\033[K{line}")
        elif not self.shown:
            self.out.write(f"{line}\n")
        self.out.flush()
        self.shown = True

    def finish(self) -> None:
        if self.shown:
            start = "\r\033[K" if self.out.isatty() else ""
            counted = f" {self.count}," if self.count else ""
            self.out.write(f"{start}  {self.what}:{counted} {self.seconds:.1f} s\n")
            self.out.flush()


@contextlib.contextmanager
def telling(what: str, *, out: TextIO | None = None) -> Iterator[Progress]:
    progress = Progress(what, out or sys.stderr)
    done = threading.Event()

    def watch() -> None:
        wait = QUIET_SECONDS
        while not done.wait(wait):
            progress.show()
            wait = 0.25

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield progress
    finally:
        done.set()
        watcher.join()
        progress.finish()
