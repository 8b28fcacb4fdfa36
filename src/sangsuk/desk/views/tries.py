"""Counting wrong tries at the door, so that guessing is slow and no stranger can lock anybody out.

A whole district may sit behind one address of a telephone company, and a stranger may try anybody's account from
anywhere. So tries are counted by account and place together, and with a high bound by place alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sangsuk.common import faces, throttle
from sangsuk.common.errors import TooMany

TRIES, WINDOW = 8, timedelta(minutes=15)
TRIES_OF_A_PLACE = 200
"""Far above what a whole government building mistypes behind one address; far below what guessing needs."""


@dataclass(frozen=True)
class Counted:
    name: str
    most: int


def of_password(request: HttpRequest, email: str) -> list[Counted]:
    place = faces.caller(request)
    return [
        Counted(throttle.name_of("sign-in", email.strip().lower(), place), TRIES),
        Counted(throttle.name_of("sign-in-place", place), TRIES_OF_A_PLACE),
    ]


def of_second_factor(request: HttpRequest, user: Any) -> list[Counted]:
    """Only who knows the password comes here."""
    return [Counted(throttle.name_of("second-factor", str(user.pk), faces.caller(request)), TRIES)]


def check(counted: list[Counted], *, now: datetime) -> None:
    """Raises TooMany."""
    try:
        for one in counted:
            throttle.check(one.name, most=one.most, now=now)
    except TooMany as trouble:
        minutes = {"minutes": -(-trouble.retry_after // 60)}
        sentence = _("ลองหลายครั้งแล้วยังไม่ถูก กรุณารอ %(minutes)s นาทีแล้วลองใหม่ หรือขอตั้งรหัสผ่านใหม่จากผู้ดูแลระบบ") % minutes
        raise TooMany(trouble.code, sentence, trouble.retry_after) from trouble


def failed(counted: list[Counted], *, now: datetime) -> None:
    for one in counted:
        throttle.failed(one.name, window=WINDOW, now=now)
