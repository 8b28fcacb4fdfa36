"""How an official comes to her account: by a link that her office's administrator hands her, signed, once, for a while."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing

from . import actions, deeds, queries
from .deeds import Acting, Herself
from .models import Invitation, User

_signer = Signer(salt="sangsuk.accounts.invitation", sep=".")


@transaction.atomic
def invite(user: User, *, by: Acting, now: datetime, why: str = "") -> str:
    """The token of a new link, shown once. Links that she had before end now."""
    nonce = secrets.token_urlsafe(24)
    user.invitations.filter(used_at=None, ends_at__gt=now).update(ends_at=now)
    ends_at = now + timedelta(minutes=queries.minutes("invitation", now=now))
    Invitation.objects.create(user=user, digest=_digest(nonce), made_at=now, ends_at=ends_at)
    deeds.record("invited", to=user, by=by, now=now, why=why)
    return _signer.sign(nonce)


def find(token: str, *, now: datetime) -> Invitation:
    """The invitation behind a link. Raises Missing, in the same words for a forged, a used and an old one."""
    try:
        digest = _digest(_signer.unsign(token))
    except BadSignature as trouble:
        raise _over() from trouble
    found = Invitation.objects.select_related("user").filter(digest=digest, used_at=None, ends_at__gt=now).first()
    if found is None or not found.user.is_active:
        raise _over()
    return found


@transaction.atomic
def accept(token: str, *, password: str, now: datetime) -> User:
    """She sets her password; with that the link is used up. Raises Missing, Refused."""
    invitation = find(token, now=now)
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now):
        raise _over()  # somebody was quicker with the same link
    user = invitation.user
    actions.set_password(user, password, now=now)
    deeds.record("joined", to=user, by=Herself.of(user), now=now)
    return user


def _digest(nonce: str) -> bytes:
    return hashlib.sha256(nonce.encode()).digest()


def _over() -> Missing:
    return Missing("link_is_over", _("ลิงก์นี้ใช้ไปแล้วหรือหมดเวลาแล้ว กรุณาขอลิงก์ใหม่จากผู้ดูแลบัญชีของหน่วยงานท่าน"))
