"""Reference data: every room loads its own, in the order in which they lean on each other."""

import hashlib
import importlib
import importlib.metadata
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from .progress import telling

ROOMS = {
    "common": "Limits of asking",
    "places": "Places of Thailand",
    "offices": "Offices",
    "catalog": "Categories",
    "deadlines": "Calendars and time limits",
    "ledger": "Rules about readings",
    "routing": "Routing rules",
    "cases.mediation": "Mediation rules",
    "cases.daily": "Ready words",
    "cases.letters": "Letters",
    "cases.callbacks": "Call-backs",
    "stories": "Stories: consents",
    "learning": "Learning: subjects, rules, first lessons",
    "flagships": "Flagships: programmes, aims, indicators",
    "standards": "Standards: forms and rules",
    "outreach": "Going out: services and rules",
    "insight.voices": "Voices: rules",
    "orders": "Orders: reminders",
    "privacy": "Privacy: notices, terms, keeping",
}
SOURCES = ("geothai", "holidays")
HOUSE = Path(__file__).resolve().parent.parent


def load() -> None:
    """Idempotent: what has not changed is not written again."""
    for room, title in ROOMS.items():
        actions = importlib.import_module(f"sangsuk.{room}.actions")
        with telling(title) as progress:
            actions.load(progress)


def load_if_changed() -> None:
    """Even looking for changes takes a second; so the database remembers which files it was loaded from."""
    seen = _digest()
    if _remembered() == seen:
        return
    with transaction.atomic():
        load()
        _remember(seen)


def _digest() -> str:
    """Of the files' names, sizes and times. The month is in it because calendars are loaded some years ahead."""
    digest = hashlib.sha256(timezone.localdate().strftime("%Y-%m").encode())
    for package in SOURCES:
        digest.update(importlib.metadata.version(package).encode())
    for room in ROOMS:
        for path in sorted(HOUSE.joinpath(*room.split(".")).rglob("*.*")):
            if path.suffix in (".py", ".csv"):
                seen = path.stat()
                digest.update(f"{path.relative_to(HOUSE)} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _remembered() -> str:
    """A comment on a table lives and dies with the database, and needs no table of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('django_migrations'::regclass, 'pg_class')")
        row = cursor.fetchone()
    return str(row[0] or "") if row else ""


def _remember(digest: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON TABLE django_migrations IS %s", [digest])
