"""Looking for the cases of one who asks for her rights and does not know their numbers; every search stands in the deeds."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.cases import reading, told_by
from sangsuk.common import limits
from sangsuk.offices.actor import Actor

from .. import deeds
from ..models import Deed


def find(typed: str, *, by: Actor, reason: str, now: datetime | None = None) -> list[str]:
    """The numbers of the cases she told. Who searched, why and how many were found is written down; never what was typed.

    Raises: Refused (nothing to look for, no reason), TooMany.
    """
    now = now or timezone.now()
    reason = reading.reason_of(reason, _("กรุณาบอกว่าค้นเพราะอะไร เช่น ผู้ขอมาที่ศูนย์และแสดงบัตรแล้ว"))
    kind, value = told_by.kind_of(typed)
    limits.check("find", now=now, user=str(by.user_id))
    with transaction.atomic():
        found = told_by.numbers(kind, value, by=by, whole=by.role == "dpo")
        kept = {"by": kind, "reason": reason, "found": len(found)}
        deeds.record("search", by.user_id or 0, "find", by=by, now=now, data=kept)
    return found


def searches(most: int = 50) -> list[Deed]:
    """The latest, for the officer of data protection."""
    return list(Deed.objects.filter(thing="search").order_by("-id")[:most])
