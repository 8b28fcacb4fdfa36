"""When an office of the demo world is at work."""

from datetime import datetime, timedelta

from sangsuk.deadlines import clock

DAY = 420
"""Minutes of an office's day."""


def last_open(at: datetime, calendar: clock.Calendar) -> datetime:
    """The last moment up to then at which the office was open."""
    while clock.deemed_received(at, calendar) != at:
        at -= timedelta(minutes=20)
    return at
