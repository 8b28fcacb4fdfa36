"""Whose name may stand in praise that everybody reads: only of somebody who lets herself be named, on record."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef

from sangsuk import thai
from sangsuk.common.sealed import unseal_field
from sangsuk.offices import queries as offices

from ..models import NamingConsent, Praise, Praised, Story
from ..models.recognition import PERSON

TITLE = re.compile(r"^(?:นางสาว|น\.ส\.|นาง|นาย|ว่าที่|ดร\.|คุณ)\s*")


def mark_of(office: str, name: str) -> bytes:
    """The same for the same name of the same office, and to be read by nobody."""
    said = f"{office}:{thai.normalise(name).replace(' ', '').lower()}"
    return hmac.digest(settings.CASE_SECRET.encode(), b"praised:" + said.encode(), hashlib.sha256)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of an office whose name we know. `praised`: her row where she lets herself be named, else None."""

    name: str
    praised: int | None = None


def known(office_code: str) -> list[Known]:
    """Everybody of a district office whose name we know: who works there, and whom stories praise. One query.

    The names of those praised are opened for the machine, which compares them and keeps nothing.
    """
    found = {_joined(one.name): Known(_plain(one.name)) for one in offices.staff() if one.office_code == office_code}
    allowed = NamingConsent.objects.filter(praised=OuterRef("pk"), withdrawn_at=None)
    rows = Praised.objects.filter(office=office_code, kind=PERSON).annotate(allows=Exists(allowed))
    for row in rows:
        name = unseal_field(row, "name")
        found[_joined(name)] = Known(_plain(name), row.pk if row.allows else None)
    return list(found.values())


def bearers(name: str, people: Iterable[Known]) -> list[Known]:
    """Whose name this may be: the whole name, or the given name alone. Titles are not compared."""
    whole, parts = _joined(name), _plain(name).split()
    if not parts:
        return []
    return [one for one in people if _joined(one.name) == whole or (len(parts) == 1 and one.name.split()[:1] == parts)]


def may_be_named(name: str, people: Iterable[Known]) -> int | None:
    """The row of her who is called so and lets herself be named. None when nobody does, or when another of the office
    who does not may be meant."""
    found = bearers(name, people)
    rows = {one.praised for one in found}
    return rows.pop() if len(rows) == 1 else None


def praise(story: Story, praised: Iterable[int], *, now: datetime) -> None:
    """These are named in a story that has passed: when one of them takes back her word, her name leaves it."""
    for pk in praised:
        Praise.objects.get_or_create(story=story, praised_id=pk, undone_at=None, defaults={"matched_at": now})


def _plain(name: str) -> str:
    return " ".join(TITLE.sub("", thai.normalise(name)).split())


def _joined(name: str) -> str:
    return _plain(name).replace(" ", "").lower()
