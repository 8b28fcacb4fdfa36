"""Writing a calendar as RFC 5545 has it: lines of at most 75 octets, ended by CR LF, moments in UTC. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
PRODID = "-//Sangsuk//Outreach//TH"
OCTETS = 75


@dataclass(frozen=True)
class Event:
    """`uid` stays for good; `sequence` grows with every change; `stamp`: when it was changed last. Moments are aware."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    status: str
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()


def calendar(name: str, events: Iterable[Event], *, refresh: str = "PT6H") -> bytes:
    """The whole calendar. `refresh`: how often readers should come back, as an ISO 8601 duration."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}", "X-WR-TIMEZONE:Asia/Bangkok", f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}",
        f"X-PUBLISHED-TTL:{refresh}",
    ]  # fmt: skip
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line)).encode()


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.uid)}"
    yield f"DTSTAMP:{moment(event.stamp)}"
    yield f"LAST-MODIFIED:{moment(event.stamp)}"
    yield f"DTSTART:{moment(event.starts_at)}"
    yield f"DTEND:{moment(event.ends_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{event.status}"
    yield f"SUMMARY:{text(event.summary)}"
    if event.location:
        yield f"LOCATION:{text(event.location)}"
    if event.description:
        yield f"DESCRIPTION:{text(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    if event.categories:
        yield f"CATEGORIES:{','.join(text(one) for one in event.categories)}"
    yield f"TRANSP:{'TRANSPARENT' if event.status == CANCELLED else 'OPAQUE'}"
    yield "END:VEVENT"


def moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text(value: str) -> str:
    """RFC 5545, 3.3.11: backslash, semicolon, comma and line break are escaped; other control signs have no place."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = "".join(sign for sign in value if sign == "\n" or (sign >= " " and sign != "\x7f"))
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """RFC 5545, 3.1: no line longer than 75 octets; a longer one goes on after a space. No character is cut in two."""
    part, size, room = "", 0, OCTETS
    for sign in line:
        octets = len(sign.encode())
        if size + octets > room:
            yield part
            part, size, room = " ", 1, OCTETS
        part, size = part + sign, size + octets
    yield part
