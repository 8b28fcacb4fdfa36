"""Second factors: what a person proves beside her password. Kept by django-allauth, used up by us.

A code of an app counts once, for whichever process it comes to: the step of time it stands for is kept with the factor
(allauth keeps it in a process's own memory). Source: RFC 6238, 5.2.
"""

from datetime import datetime
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

from . import deeds
from .models import User

Type = Authenticator.Type
STRONG = (Type.TOTP, Type.WEBAUTHN)
STEP_SECONDS = 30
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789", " -\u200b")


def has_one(user: User) -> bool:
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=STRONG).exists())


def plain(code: str) -> str:
    """What was typed, without the gaps we print and in Arabic digits."""
    return code.strip().translate(_DIGITS)


@transaction.atomic
def use_code(user: User, code: str, *, now: datetime) -> Authenticator | None:
    """The factor that this code is of; with that it is used up. None for a wrong or a used one."""
    typed = plain(code)
    kept = Authenticator.objects.select_for_update().filter(user_id=user.pk, type__in=[Type.TOTP, Type.RECOVERY_CODES])
    for factor in kept.order_by("pk"):
        if _use_step(factor, typed, now) if factor.type == Type.TOTP else _use_recovery(factor, typed):
            factor.last_used_at = now
            factor.save(update_fields=["data", "last_used_at"])
            return factor
    return None


def _use_step(factor: Authenticator, typed: str, now: datetime) -> bool:
    step = step_of(totp.decrypt(factor.data["secret"]), typed, now=now)
    if step is None or step <= factor.data.get("used_step", -1):
        return False
    factor.data["used_step"] = step
    return True


def step_of(secret: str, typed: str, *, now: datetime) -> int | None:
    """The step of time whose code this is: the present one, or a neighbour for a clock that is a little off."""
    present = int(now.timestamp()) // STEP_SECONDS
    for step in (present, present - 1, present + 1):
        if totp.compare_user_code(actual=typed, expected=totp.format_hotp_value(totp.hotp_value(secret, step))):
            return step
    return None


def _use_recovery(factor: Authenticator, typed: str) -> bool:
    codes = RecoveryCodes(factor)
    for index, code in enumerate(codes.generate_codes()):
        if not codes._is_code_used(index) and totp.compare_user_code(actual=typed, expected=code):
            factor.data["used_mask"] |= 1 << index
            return True
    return False


def of(user: User) -> list[Authenticator]:
    """Her apps and passkeys, the oldest first."""
    return list(Authenticator.objects.filter(user_id=user.pk, type__in=STRONG).order_by("created_at", "pk"))


def has_app(user: User) -> bool:
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Type.TOTP).exists())


def has_passkey(user: User) -> bool:
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Type.WEBAUTHN).exists())


def new_secret() -> str:
    return str(totp.generate_totp_secret())


def address_of(user: User, secret: str) -> str:
    """What an app reads from the QR code."""
    return str(get_adapter().build_totp_url(user, secret))


@transaction.atomic
def add_app(user: User, secret: str, code: str, *, now: datetime) -> Authenticator:
    """An app that has shown a right code; that code is used up. Raises Refused."""
    step = step_of(secret, plain(code), now=now)
    if step is None:
        raise Refused("wrong_code", _("รหัสนี้ไม่ถูกต้อง กรุณาดูรหัสล่าสุดในแอป และตรวจว่านาฬิกาของโทรศัพท์ตรง"), "code")
    data = {"secret": totp.encrypt(secret), "used_step": step}
    made = Authenticator.objects.create(user=user, type=Type.TOTP, data=data, created_at=now, last_used_at=now)
    deeds.record("factor_added", to=user, by=deeds.Herself.of(user), now=now, type=made.type)
    return made


@transaction.atomic
def add_passkey(user: User, name: str, credential: dict[str, Any], *, now: datetime) -> Authenticator:
    """A key whose making was checked already. The name is hers; it tells two of them apart."""
    number = Authenticator.objects.filter(user_id=user.pk, type=Type.WEBAUTHN).count() + 1
    name = name or _("พาสคีย์ที่ %(number)s") % {"number": number}
    data = {"name": name, "credential": credential}
    made = Authenticator.objects.create(user=user, type=Type.WEBAUTHN, data=data, created_at=now, last_used_at=now)
    deeds.record("factor_added", to=user, by=deeds.Herself.of(user), now=now, type=made.type)
    return made


@transaction.atomic
def new_recovery_codes(user: User, *, now: datetime) -> list[str]:
    """Ten codes, each good once, in place of those she had. They are shown to her now and never again."""
    Authenticator.objects.filter(user_id=user.pk, type=Type.RECOVERY_CODES).delete()
    made = RecoveryCodes.activate(user)
    deeds.record("codes_made", to=user, by=deeds.Herself.of(user), now=now)
    return list(made.generate_codes())


def recovery_left(user: User) -> int:
    kept = Authenticator.objects.filter(user_id=user.pk, type=Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(kept).get_unused_codes()) if kept else 0


@transaction.atomic
def remove(user: User, factor_id: int, *, keep_one: bool, now: datetime) -> bool:
    """False when she has no such factor. With the last one her recovery codes go. Raises Refused for the last one kept."""
    mine = list(Authenticator.objects.select_for_update().filter(user_id=user.pk, type__in=STRONG))
    found = next((one for one in mine if one.pk == factor_id), None)
    if found is None:
        return False
    if len(mine) == 1 and keep_one:
        raise Refused("last_factor", _("หน้าที่ของท่านต้องมีวิธียืนยันตัวตนอย่างน้อยหนึ่งวิธี กรุณาเพิ่มวิธีใหม่ก่อนเอาวิธีนี้ออก"))
    found.delete()
    if len(mine) == 1:
        Authenticator.objects.filter(user_id=user.pk).delete()
    deeds.record("factor_removed", to=user, by=deeds.Herself.of(user), now=now, type=found.type)
    return True
