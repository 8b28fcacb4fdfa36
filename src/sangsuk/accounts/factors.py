"""Second factors: what a person proves beside her password. Kept by django-allauth, used up by us.

A code of an app counts once, for whichever process it comes to: the step of time it stands for is kept with the factor
(allauth keeps it in a process's own memory). Source: RFC 6238, 5.2.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction

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
