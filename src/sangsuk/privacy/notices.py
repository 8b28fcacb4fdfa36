"""What people are told about their data when they give it; which words, which version, and that they were shown."""

from dataclasses import dataclass
from datetime import date, datetime

from sangsuk.common.remember import remembered
from sangsuk.thai.dates import bangkok_date

from .models import Notice


@dataclass(frozen=True)
class Told:
    """One version in one language."""

    audience: str
    version: str
    short: str
    said: str
    full: str
    valid_from: date
    valid_to: date | None
    approved_by: str
    source: str


@remembered
def _all() -> tuple[Notice, ...]:
    return tuple(Notice.objects.order_by("audience", "-valid_from", "-code"))


def current(audience: str, at: datetime, language: str) -> Told | None:
    """The version in force. Costs no query while it is remembered: it is asked on every page where somebody tells us."""
    on = bangkok_date(at)
    found = next((n for n in _all() if n.audience == audience and _holds(n, on)), None)
    return _in(found, language) if found else None


def version(audience: str, version: str, language: str) -> Told | None:
    """One version, also one that holds no more."""
    found = next((n for n in _all() if n.audience == audience and n.version == version), None)
    return _in(found, language) if found else None


def shown(audience: str, version: str, at: datetime) -> str:
    """The version that somebody had before her eyes, as the form says; when that is none of ours, the one in force."""
    known = [n.version for n in _all() if n.audience == audience]
    found = current(audience, at, "th")
    return version if version in known else (found.version if found else "")


def versions(audience: str, language: str) -> list[Told]:
    """Newest first."""
    return [_in(n, language) for n in _all() if n.audience == audience]


def _holds(notice: Notice, on: date) -> bool:
    return notice.valid_from <= on and (notice.valid_to is None or notice.valid_to > on)


def _in(n: Notice, language: str) -> Told:
    english = language == "en"
    short, said, full = (n.short_en, n.said_en, n.full_en) if english else (n.short_th, n.said_th, n.full_th)
    return Told(n.audience, n.version, short, said, full, n.valid_from, n.valid_to, n.approved_by, n.source)
