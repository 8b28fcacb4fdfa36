"""Fingerprints for those who were told about before there were any, or came in from an older backup.

Each is worked out from the sealed value and written beside it, only if nobody has changed that value meanwhile. Said
again, it goes on where it was ended. The key of fingerprints is not exchanged by this: see docs/security.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from sangsuk.common.sealed import unseal_field
from sangsuk.common.sealing import Unreadable
from sangsuk.thai import national_id

from . import prints
from .checking import Person
from .models import Reporter

BATCH = 500
PAIRS = {"name": "name_print", "phone": "phone_print", "email": "email_print", "national_id": "id_print"}
"""What is sealed, and what finds it."""


@dataclass(frozen=True)
class Step:
    """After one batch: how many were given their fingerprints, and of how many a value does not open."""

    done: int
    unreadable: int


def missing() -> Q:
    """Reporters of whom something is kept that cannot be found."""
    found = Q()
    for field, mark in PAIRS.items():
        found |= ~Q(**{field: b""}) & Q(**{mark: b""})
    return found


def match(*, everybody: bool = False, batch: int = BATCH) -> Iterator[Step]:
    """`everybody`: also those who have theirs, when the way a value is made plain was changed."""
    last = 0
    while True:
        rows = Reporter.objects.filter(Q() if everybody else missing(), pk__gt=last).select_related("case")
        some = list(rows.order_by("pk")[:batch])
        if not some:
            return
        last = some[-1].pk
        done = [_matched(row) for row in some]
        yield Step(done.count(True), done.count(None))


def _matched(row: Reporter) -> bool | None:
    """Whether it was written; None when a value does not open, False when somebody was quicker."""
    try:
        person = Person(**{field: unseal_field(row, field) for field in PAIRS})
    except Unreadable:
        return None
    same = {field: getattr(row, field) for field in PAIRS}
    marks = prints.of_person(person)
    return bool(
        Reporter.objects.filter(pk=row.pk, **same).update(**marks, id_tail=national_id.tail(person.national_id))
    )
