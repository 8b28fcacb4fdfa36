"""A bar for work that lasts: how far, how fast, how long yet."""

import time
from typing import TextIO

WIDTH = 24
SECONDS = 0.2
PLAIN_SECONDS = 10.0  # between lines, where no terminal can draw over the last one


class Bar:
    """Call `show` as often as you like; it draws only now and then."""

    def __init__(self, what: str, out: TextIO) -> None:
        self.what, self.out = what, out
        self.moves = out.isatty()
        self.started = self.shown = time.monotonic()
        self.drawn = False

    def show(self, done: int, share: float) -> None:
        now = time.monotonic()
        if now - self.shown < (SECONDS if self.moves else PLAIN_SECONDS):
            return
        self.shown = now
        line = f"  {self.what} {line_of(done, share, now - self.started)}"
        self.out.write(f"\r\033[K{line}" if self.moves else f"{line}\n")
        self.out.flush()
        self.drawn = True

    def finish(self) -> float:
        """Clear the line; the seconds it took."""
        if self.moves and self.drawn:
            self.out.write("\r\033[K")
            self.out.flush()
        return time.monotonic() - self.started


def line_of(done: int, share: float, seconds: float) -> str:
    full = round(WIDTH * share)
    rate = done / seconds if seconds > 0 else 0.0
    left = seconds / share - seconds if share > 0 else 0.0
    bar = "█" * full + "░" * (WIDTH - full)
    return f"{bar} {share:4.0%}  {done:,} rows  {rate:,.0f}/s  {_clock(left)} left"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
