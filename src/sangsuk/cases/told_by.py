"""Whose cases somebody has who stands at the counter without their numbers: found by what she says or shows, unopened.

What is typed becomes a keyed fingerprint, is compared, and is kept nowhere; of what is found only the numbers are said.
"""

from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from . import checking, prints, reporters
from .models import Case
from .sealed.rule import unaccused

MOST = 50


def kind_of(typed: str) -> tuple[str, str]:
    """ "phone" or "national_id", and the value as it is kept. Raises Refused, field "typed"."""
    digits = "".join(sign for sign in thai.arabic_digits(typed) if sign.isdigit())
    try:
        kind, value = ("national_id", checking.id13(typed)) if len(digits) == 13 else ("phone", checking.phone(typed))
    except Refused as refused:
        raise Refused(refused.code, refused.message, "typed") from refused
    if not value:
        raise Refused("needed", _("กรุณากรอกเบอร์โทรศัพท์หรือเลขประจำตัวประชาชนของผู้ขอ"), "typed")
    return kind, value


def numbers(kind: str, value: str, *, by: Actor, whole: bool) -> list[str]:
    """Newest first. `whole`: everywhere, for the officer of data protection; else only where this official could open who
    told it, for from anything more she would learn who told a matter that is not hers."""
    found = {"reporter__phone_print": prints.of_phone(value)}
    if kind == "national_id":
        found = {"reporter__id_print": prints.of_national_id(value)}
    seen = Case.objects.filter(unaccused(by)) if whole else Case.objects.visible_to(by)
    rows = list(seen.filter(**found).order_by("-submitted_at")[:MOST])
    return [case.number for case in rows if whole or reporters.may_reveal(case, by)]
