"""Counting wrong tries at the door, so that guessing is slow and no stranger can lock anybody out.

A whole district may sit behind one address of a telephone company, and a stranger may try anybody's account from
anywhere. So tries are counted by account and place together; an account that is tried from everywhere leaves each new
place fewer of them, but never none; and a browser that somebody has come in with before counts by itself.
"""

import ipaddress
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sangsuk.accounts import known
from sangsuk.common import faces, throttle
from sangsuk.common.errors import TooMany

TRIES, WINDOW = 8, timedelta(minutes=15)
TRIES_OF_A_PLACE = 200
"""Far above what a whole government building mistypes behind one address; far below what guessing needs."""
TRIES_OF_AN_ACCOUNT, FEW = 50, 2
"""After so many from anywhere, each new place has this few for the account."""

security = logging.getLogger("sangsuk.security")

NEVER = 2**31


@dataclass(frozen=True)
class Counted:
    name: str
    most: int


def of_password(request: HttpRequest, email: str, *, now: datetime) -> list[Counted]:
    email = email.strip().lower()
    if browser := known.name_for(request, email):
        return [Counted(throttle.name_of("sign-in-browser", email, browser), TRIES)]
    place = place_of(request)
    account = throttle.name_of("sign-in-account", email)
    return [
        Counted(throttle.name_of("sign-in", email, place), FEW if _over(account, now) else TRIES),
        Counted(throttle.name_of("sign-in-place", place), TRIES_OF_A_PLACE),
        Counted(account, NEVER),
    ]


def of_second_factor(request: HttpRequest, user: Any) -> list[Counted]:
    """Only who knows the password comes here, so a bound for the account from everywhere harms nobody but her thief."""
    if browser := known.name_for(request, user.email or ""):
        return [Counted(throttle.name_of("second-browser", str(user.pk), browser), TRIES)]
    here = throttle.name_of("second-factor", str(user.pk), place_of(request))
    return [Counted(here, TRIES), Counted(throttle.name_of("second-account", str(user.pk)), TRIES_OF_AN_ACCOUNT)]


def place_of(request: HttpRequest) -> str:
    """An address; of an IPv6 its network, since one household has all the addresses in it."""
    address = faces.caller(request)
    return ":".join(ipaddress.ip_address(address).exploded.split(":")[:4]) if ":" in address else address


def _over(name: str, now: datetime) -> bool:
    try:
        throttle.check(name, most=TRIES_OF_AN_ACCOUNT, now=now)
    except TooMany:
        return True
    return False


def check(counted: list[Counted], *, now: datetime) -> None:
    """Raises TooMany."""
    try:
        for one in counted:
            throttle.check(one.name, most=one.most, now=now)
    except TooMany as trouble:
        security.info("too many tries at the door")
        minutes = {"minutes": -(-trouble.retry_after // 60)}
        sentence = _("ลองหลายครั้งแล้วยังไม่ถูก กรุณารอ %(minutes)s นาทีแล้วลองใหม่ หรือขอตั้งรหัสผ่านใหม่จากผู้ดูแลระบบ") % minutes
        raise TooMany(trouble.code, sentence, trouble.retry_after) from trouble


def failed(counted: list[Counted], *, now: datetime) -> None:
    """Written down too: which way of counting, by its opaque name, so that many at one account are seen as such."""
    security.info("wrong at the door", extra={"counted": counted[0].name})
    for one in counted:
        throttle.failed(one.name, window=WINDOW, now=now)
