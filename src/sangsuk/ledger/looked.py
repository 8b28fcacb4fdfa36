"""Who looked at personal data, as the log of a day holds it: one digest over the day's readings, so that none can go quietly.

The reason is not in it: its words are forgotten one day, by rule. Who, when, of which case and which fields stay.
"""

import hashlib
from datetime import UTC, datetime

from django.db.models import Max

from . import canonical
from .models import LogHead, LogLeaf, Reading

FIELDS = ("id", "about", "at", "user_id", "office_code", "fields")


def reached(before: int, end: datetime) -> int:
    """The last reading of the day that ends then."""
    found = Reading.objects.filter(id__gt=before, at__lt=end).aggregate(last=Max("id"))["last"]
    return int(found or before)


def digest(low: int, upto: int) -> tuple[int, bytes]:
    """How many readings, and one digest over them."""
    whole, many = hashlib.sha256(), 0
    rows = Reading.objects.filter(id__gt=low, id__lte=upto).order_by("id").values_list(*FIELDS)
    for key, about, at, user_id, office, fields in rows.iterator(chunk_size=2000):
        moment = at.astimezone(UTC).isoformat(timespec="microseconds")
        whole.update(canonical.text([key, about, moment, user_id, office, fields]).encode() + b"\n")
        many += 1
    return many, whole.digest()


def name(day: object) -> str:
    """What its leaf has for a number."""
    return f"readings {day}"


def same(head: LogHead, before: LogHead | None) -> bool:
    """Whether the readings of this day are those that its leaf says."""
    leaf = LogLeaf.objects.filter(number=name(head.day), place__lt=head.size).first()
    return leaf is not None and (leaf.seq, bytes(leaf.head)) == digest(
        before.readings_upto if before else 0, head.readings_upto
    )
