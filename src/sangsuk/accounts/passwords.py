"""What a password must be: long, not one that everybody tries first, not made of her own name. Nothing about signs.

Source: NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2. Twelve signs, no rules of composition, no expiry.
"""

import re
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

LEAST, MOST = 12, 256


class NotAboutHerself:
    """Refuses a password that holds her name, or what stands before or after the @ of her address."""

    def validate(self, password: str, user: Any = None) -> None:
        given = password.casefold()
        if any(part in given for part in _parts(user)):
            raise ValidationError("about herself", code="password_about_herself")

    def get_help_text(self) -> str:
        return ""


def _parts(user: Any) -> list[str]:
    if user is None:
        return []
    words = re.split(r"[\s@._+()-]+", f"{getattr(user, 'name', '')} {getattr(user, 'email', '') or ''}".casefold())
    return [word for word in words if len(word) >= 4 and word != "example"]


def check(password: str, user: Any) -> None:
    """Raises Refused with one sentence of ours."""
    try:
        if len(password) > MOST:  # hashing much text is work that a stranger could ask for
            raise Refused("password_too_long", _("รหัสผ่านยาวเกินไป ขอไม่เกิน %(most)s ตัว") % {"most": MOST}, "password")
        validate_password(password, user)
    except ValidationError as trouble:
        code = str(trouble.error_list[0].code)
        raise Refused(code, _why(code), "password") from trouble


def _why(code: str) -> str:
    if code == "password_too_short":
        return _("รหัสผ่านสั้นเกินไป ขออย่างน้อย %(least)s ตัว จะเป็นประโยคที่จำง่ายก็ได้") % {"least": LEAST}
    if code == "password_too_common":
        return _("รหัสผ่านนี้มีคนใช้มากและถูกเดาได้ง่าย กรุณาตั้งใหม่")
    return _("รหัสผ่านนี้มีชื่อหรืออีเมลของท่านอยู่ จึงถูกเดาได้ง่าย กรุณาตั้งใหม่")
