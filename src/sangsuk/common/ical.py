"""Calendars that a telephone takes in: a small writer of RFC 5545, for days and for hours. Pure.

Lines end in CRLF and are folded at 75 octets, never inside a letter; text is escaped; moments are UTC; a whole day ends on
the day after its last one, as the format wants it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MOST_OCTETS = 75
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """`uid` stays the same for ever. `begins` and `ends` are aware moments, or both days, the last one included."""

    uid: str
    title: str
    begins: date
    ends: date
    place: str = ""
    text: str = ""
    url: str = ""
    status: str = CONFIRMED
    sequence: int = 0
    changed_at: datetime | None = None


def calendar(entries: Iterable[Entry], *, name: str, now: datetime, refresh: str = "") -> str:
    """The whole file. `now`: when it was made, for entries that do not say when they were changed last. `refresh`: of a feed
    that is read again and again, after how long, as an ISO 8601 duration."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sangsuk//TH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    if refresh:
        lines += ["METHOD:PUBLISH", f"NAME:{escaped(name)}", "X-WR-TIMEZONE:Asia/Bangkok"]
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}", f"X-PUBLISHED-TTL:{refresh}"]
    for entry in entries:
        lines += _entry(entry, now)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line))


def _entry(entry: Entry, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{_moment(entry.changed_at or now)}"
    if entry.changed_at is not None:
        yield f"LAST-MODIFIED:{_moment(entry.changed_at)}"
    yield f"SEQUENCE:{entry.sequence}"
    if isinstance(entry.begins, datetime) and isinstance(entry.ends, datetime):
        yield f"DTSTART:{_moment(entry.begins)}"
        yield f"DTEND:{_moment(entry.ends)}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.begins:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.ends + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.title)}"
    for key, value in (("LOCATION", entry.place), ("DESCRIPTION", entry.text)):
        if value:
            yield f"{key}:{escaped(value)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield f"STATUS:{entry.status}"
    if entry.status == CANCELLED:
        yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    """Raises ValueError for a naive one: nobody could say when that is."""
    if at.tzinfo is None:
        raise ValueError("a naive moment")
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Section 3.3.11: backslash, semicolon, comma and the end of a line; other signs of control are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(sign for sign in text if sign >= " " and sign != "\x7f" or sign == "\t")


def folded(line: str) -> Iterator[str]:
    """Section 3.1: no line longer than 75 octets; what follows begins with a space."""
    part, octets = "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > MOST_OCTETS:
            yield part
            part, octets = " ", 1
        part, octets = part + sign, octets + size
    yield part
