"""Keys to the programmers' door: how they look, what each may do, how one is found and ended. Only digests are kept.

A key looks like `sangsuk_` + 43 signs + 8 signs of a CRC-32 over what stands before: programs that look for leaked
keys (in a repository, in a log) know it by its beginning and, without asking us, by its end.
"""

import hashlib
import re
import secrets
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sangsuk.common import limits
from sangsuk.common.errors import Refused

from .models import Token, User

PREFIX = "sangsuk_"
LOOKS = re.compile(r"sangsuk_[A-Za-z0-9_-]{43}[0-9a-f]{8}")
SEEN_EVERY = timedelta(hours=1)
LONGEST_DAYS = 366
"""When no rule says otherwise."""

SCOPES = {
    "cases:read": _("อ่านเรื่องที่เจ้าของกุญแจเห็นได้"),
    "cases:write": _("แจ้งเรื่องและดำเนินการกับเรื่อง"),
    "identity:read": _("เปิดดูชื่อและช่องทางติดต่อของผู้แจ้ง ทุกครั้งมีบันทึก"),
    "reports:read": _("อ่านรายงานและผลลัพธ์"),
    "figures:write": _("ส่งตัวเลขของโครงการสำคัญเข้าแบบรายงานของหน่วยงานตนเอง"),
}
"""What a key may be made for. None of them gives more than its owner may do herself."""


@dataclass(frozen=True)
class Known:
    """Who stands behind a key, and what the key is for."""

    user: User
    token_id: int
    scopes: frozenset[str]


def made() -> str:
    bare = PREFIX + secrets.token_urlsafe(32)
    return f"{bare}{zlib.crc32(bare.encode()):08x}"


def looks_right(token: str) -> bool:
    """Whether it can be one of ours; without asking anybody."""
    return bool(LOOKS.fullmatch(token)) and f"{zlib.crc32(token[:-8].encode()):08x}" == token[-8:]


def checked(scopes: Collection[str] | None, lasts_days: int, *, now: datetime) -> list[str]:
    """The scopes in one order. Raises Refused for one that is none, and for a key that would last too long."""
    longest = limits.amount("token_days", now=now) or LONGEST_DAYS
    if not 1 <= lasts_days <= longest:
        sentence = _("กุญแจมีอายุได้ไม่เกิน %(days)s วัน") % {"days": longest}
        raise Refused("token_lasts_too_long", sentence, "lasts_days")
    wanted = set(SCOPES if scopes is None else scopes)
    if not wanted or wanted - set(SCOPES):
        raise Refused("bad_scope", _("กรุณาเลือกว่ากุญแจนี้ใช้ทำอะไรได้บ้าง"), "scopes")
    return [scope for scope in SCOPES if scope in wanted]


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def known(token: str, *, now: datetime) -> Known | None:
    """Who holds this key; None for a wrong, old or revoked one. That it was used is noted once an hour."""
    row = (
        Token.objects.filter(
            digest=digest(token), expires_at__gt=now, revoked_at=None, user__is_active=True, user__kind=User.Kind.STAFF
        )
        .select_related("user")
        .first()
    )
    if row is None:
        return None
    if row.last_used_at is None or row.last_used_at < now - SEEN_EVERY:
        Token.objects.filter(Q(last_used_at=None) | Q(last_used_at__lt=now - SEEN_EVERY), pk=row.pk).update(
            last_used_at=now
        )
    return Known(row.user, row.pk, frozenset(row.scopes))


def of(user: User) -> "QuerySet[Token]":
    """A person's keys, newest first, ended ones too."""
    return Token.objects.filter(user=user).order_by("-created_at", "-pk")


def revoke(token_id: int, *, user: User, now: datetime) -> bool:
    """End a key of this person; False when there is none that still holds."""
    return bool(Token.objects.filter(pk=token_id, user=user, revoked_at=None).update(revoked_at=now))
