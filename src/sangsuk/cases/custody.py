"""The chain of custody of a file: who received it, who opened it, and the proof that its bytes are still the same."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sangsuk.offices.actor import Actor

from .files import path_of
from .models import Attachment, Custody
from .scanning import apart

RECEIVED, OPENED, VERIFIED, DAMAGED = "received", "opened", "verified", "damaged"


def received(files: Iterable[Attachment], *, by: Actor) -> None:
    """The first link of each file's chain, in the transaction that takes the file in."""
    Custody.objects.bulk_create(_link(file, RECEIVED, by, file.created_at) for file in files)


def opened(file: Attachment, *, by: Actor, now: datetime) -> None:
    Custody.objects.bulk_create([_link(file, OPENED, by, now)])


def verify(file: Attachment, *, by: Actor, now: datetime) -> bool:
    """Read the bytes and compare them with what was received; the answer becomes a link of the chain."""
    path = path_of(file.sha256, file.kind)
    good = file.sha256 in (digest(path), digest(apart(path)))
    Custody.objects.bulk_create([_link(file, VERIFIED if good else DAMAGED, by, now)])
    return good


def digest(path: Path) -> str:
    """SHA-256 of a file, "" when it is not there. Source: FIPS 180-4."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def chain(file: Attachment) -> list[Custody]:
    return list(Custody.objects.filter(attachment=file).order_by("id"))


def chains(files: Iterable[Attachment]) -> dict[int, list[Custody]]:
    """The chain of each of these files, oldest first. One query."""
    found: dict[int, list[Custody]] = {}
    for link in Custody.objects.filter(attachment__in=[file.pk for file in files]).order_by("id"):
        found.setdefault(link.attachment_id, []).append(link)
    return found


def _link(file: Attachment, deed: str, by: Actor, at: datetime) -> Custody:
    return Custody(
        attachment=file,
        at=at,
        deed=deed,
        user_id=by.user_id,
        who=by.name,
        office_code=by.office_code,
        sha256=file.sha256,
    )
