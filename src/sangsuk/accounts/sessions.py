"""Where sessions are kept: a row knows whose it is, since when, and from what kind of place, so it can be shown and ended."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Rows
from django.utils import timezone

BEGAN, SEEN, DEVICE, PLACE = "began", "seen", "device", "place"


class SessionStore(Rows):
    """Django's own, with more columns. Every change of the key begins a session anew; that is when somebody signs in."""

    @classmethod
    def get_model_class(cls) -> Any:
        from .models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.user_id = data.get("_auth_user_id")
        row.began_at, row.seen_at = _moment(data.get(BEGAN)), _moment(data.get(SEEN))
        row.device, row.place = data.get(DEVICE, ""), data.get(PLACE, "")
        return row

    def cycle_key(self) -> None:
        super().cycle_key()
        self[BEGAN] = self[SEEN] = int(timezone.now().timestamp())


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def device_of(agent: str) -> str:
    """A browser and a system, as a person knows them; not the whole line, which is nearly a fingerprint."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return " · ".join(filter(None, (browser, system)))


_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Line/", "LINE"), ("Firefox", "Firefox"),
    ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def place_of(address: str) -> str:
    """The network, not the address: half of an IPv4, the first three groups of an IPv6."""
    if ":" in address:
        return ":".join(address.split(":")[:3]) + ":…"
    parts = address.split(".")
    return f"{parts[0]}.{parts[1]}.…" if len(parts) == 4 else ""
