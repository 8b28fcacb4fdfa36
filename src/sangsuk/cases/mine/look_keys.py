"""A second key of one case, with which somebody may look and do nothing else. For who has no account."""

import secrets
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common import ids
from sangsuk.common.errors import Missing, Refused

from ..models import Case, LookKey
from ..queries import wrong_key

LASTS = timedelta(days=180)
MOST = 5


def make(case: Case, *, now: datetime | None = None) -> str:
    """The key, told this once. Raises Refused when there are many already."""
    now = now or timezone.now()
    if len(running(case, now=now)) >= MOST:
        raise Refused("too_many", _("มีรหัสสำหรับดูอย่างเดียวครบ 5 รหัสแล้ว กรุณายกเลิกรหัสที่ไม่ใช้ก่อน"))
    key = "".join(secrets.choice(ids.KEY_LETTERS) for _each in range(ids.KEY_LENGTH))
    until = thai.bangkok_date(now) + LASTS
    LookKey.objects.create(case=case, digest=ids.key_digest(key), made_at=now, until=until)
    return "-".join(key[at : at + 4] for at in range(0, ids.KEY_LENGTH, 4))


def running(case: Case, *, now: datetime | None = None) -> list[LookKey]:
    today = thai.bangkok_date(now or timezone.now())
    return list(LookKey.objects.filter(case=case, ended_at=None, until__gte=today).order_by("id"))


def end(case: Case, key_id: int, *, now: datetime | None = None) -> None:
    """From this moment it opens nothing."""
    LookKey.objects.filter(case=case, pk=key_id, ended_at=None).update(ended_at=now or timezone.now())


def opened(number: str, key: str, *, caller: str, now: datetime | None = None) -> Case:
    """The case that may be looked at with this key. Raises Missing, TooMany: as for the case's own key."""
    now = now or timezone.now()
    number = number.replace("\x00", "").strip().upper()
    related = ("district__province", "subdistrict", "category", "office", "agency")
    case = Case.objects.select_related(*related).filter(number=number).first()
    for row in running(case, now=now) if case else []:
        if ids.same_key(key, row.digest):
            LookKey.objects.filter(pk=row.pk).update(used_at=now)
            assert case is not None
            return case
    wrong_key("look-key", number, caller=caller, now=now)
    raise Missing("no_case", _("ไม่พบเรื่องที่ตรงกับเลขที่และรหัสนี้ รหัสอาจถูกยกเลิกแล้ว กรุณาถามเจ้าของเรื่อง"))
