"""Telling is open to everybody; this slows down programs that tell without end, and never stops a person.

Four signs, none of which asks a third party or keeps anything: a field that people do not see was filled in, the three
steps took less time than reading them, the same words came again and again, or very many came from one range of
addresses. With a sign the last step asks for a small proof of work, which the page's own worker does in a second. Without
JavaScript one waits a little and presses once more; then the case is taken in and marked for a look.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.cases import actions as cases
from sangsuk.cases.models import Case
from sangsuk.common import limits, throttle
from sangsuk.common.errors import Refused
from sangsuk.common.faces import range_of
from sangsuk.offices.actor import Actor

TRAP = "website"
BITS = 15
WAIT_SECONDS = 5
HOLDS = timedelta(hours=2)
SALT = "tell.proof"
SAME_WORDS = 3
HOUR = timedelta(hours=1)
PROVED, WAITED = "proved", "waited"


def signs(request: HttpRequest, telling: Any, *, now: datetime) -> tuple[str, ...]:
    """What is odd about this telling; empty for nearly everybody."""
    words = thai.normalise(telling.fields.get("description", ""))
    same = throttle.Limit(throttle.name_of("tell-words", words), SAME_WORDS, HOUR)
    took = now - telling.started_at
    odd = {
        "trap": bool(request.POST.get(TRAP, "").strip()),
        "haste": took.total_seconds() < settings.TELL_LEAST_SECONDS,
        "same_words": throttle.take([same], now=now) is not None,
        "crowd": limits.used_up("tell", now=now, range=range_of(request)) is not None,
    }
    return tuple(name for name, is_so in odd.items() if is_so)


def challenge(token: UUID, found: tuple[str, ...], *, now: datetime) -> str:
    """What the page has to work on: bound to this draft, this time and these signs."""
    return signing.dumps({"t": str(token), "at": int(now.timestamp()), "signs": found}, salt=SALT)


def answered(given: Mapping[str, str], token: UUID, *, now: datetime) -> tuple[str, tuple[str, ...]]:
    """How the challenge was met (PROVED, WAITED or "") and which signs it was for."""
    text = given.get("challenge", "")
    try:
        told = signing.loads(text, salt=SALT, max_age=HOLDS)
    except signing.BadSignature:
        return "", ()
    if told["t"] != str(token):
        return "", ()
    found = tuple(str(sign) for sign in told["signs"])
    if is_proof(text, given.get("solution", "")):
        return PROVED, found
    return (WAITED if now.timestamp() - told["at"] >= WAIT_SECONDS else ""), found


def is_proof(text: str, solution: str) -> bool:
    """Whether SHA-256 over challenge, a colon and the number begins with BITS zeros."""
    if not (solution.isascii() and solution.isdigit() and len(solution) < 12):
        return False
    digest = hashlib.sha256(f"{text}:{solution}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - BITS) == 0


def mark(case: Case, found: tuple[str, ...]) -> None:
    """A note inside the office: look at this one first whether it is a person's."""
    said = {
        "trap": _("ช่องที่คนมองไม่เห็นถูกกรอก"), "haste": _("ทั้งสามขั้นเสร็จเร็วผิดปกติ"),
        "same_words": _("ข้อความเดียวกันเข้ามาหลายครั้งในชั่วโมงนี้"), "crowd": _("มีเรื่องเข้ามามากจากเครือข่ายเดียวกัน"),
    }  # fmt: skip
    why = " · ".join(said[sign] for sign in found if sign in said)
    text = _("ระบบขอให้ดูเรื่องนี้ก่อนว่าเป็นเรื่องจริงหรือเครื่องส่งมา: %(why)s") % {"why": why}
    try:
        cases.move(case, "note", by=Actor.system(), data={"text": text})
    except Refused:
        return  # somebody has it in hand already: then it has been looked at
