"""Slows down guessing: so many failures in a window, then wait. The same for things that exist and things that do not."""

import hashlib
from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext_lazy as _

from .errors import TooMany
from .models import Attempt

_FAILED = """
insert into common_attempt (name, count, until) values (%s, 1, %s)
on conflict (name) do update set
    count = case when common_attempt.until < %s then 1 else common_attempt.count + 1 end,
    until = case when common_attempt.until < %s then excluded.until
                 else greatest(common_attempt.until, excluded.until) end
"""


def name_of(*parts: str) -> str:
    """An opaque name, so that the table tells nobody which number or address was tried."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:32]


def check(name: str, *, most: int, now: datetime) -> None:
    """Raises TooMany while `most` failures stand in the running window."""
    row = Attempt.objects.filter(name=name, until__gt=now, count__gte=most).first()
    if row:
        wait = max(1, int((row.until - now).total_seconds()))
        raise TooMany("too_many", _("ลองผิดหลายครั้งเกินไป กรุณารอสักครู่แล้วลองใหม่ เพื่อความปลอดภัยของเจ้าของเรื่อง"), wait)


def failed(name: str, *, window: timedelta, now: datetime) -> None:
    """Count one failure; each one makes the wait start anew."""
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, [name, now + window, now, now])


def sweep(now: datetime) -> int:
    """Forget the windows that are over."""
    return Attempt.objects.filter(until__lt=now).delete()[0]
