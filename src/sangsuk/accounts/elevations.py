"""National administrators switch on their power for a while, with a reason that auditors can read."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

from . import deeds, queries
from .deeds import Acting
from .models import Elevation, User

LEAST = 10


@transaction.atomic
def elevate(user: User, *, by: Acting, reason: str, now: datetime) -> Elevation:
    """For as many minutes as the rule says. Again means anew, with a reason of its own. Raises Refused."""
    reason = reason.strip()
    if len(reason) < LEAST:
        raise Refused(
            "needed", _("กรุณาบอกเหตุผลให้ผู้ตรวจสอบเข้าใจได้ อย่างน้อย %(least)s ตัวอักษร") % {"least": LEAST}, "reason"
        )
    end(user, by=by, now=now)
    ends_at = now + timedelta(minutes=queries.minutes("elevation", now=now))
    made = Elevation.objects.create(user=user, office_code=by.office_code, reason=reason, at=now, ends_at=ends_at)
    deeds.record("elevated", to=user, by=by, why=reason, now=now, until=ends_at.isoformat())
    return made


@transaction.atomic
def end(user: User, *, by: Acting, now: datetime) -> bool:
    """Switched off before its time. False when it was off."""
    ended = Elevation.objects.filter(user=user, ended_at=None, ends_at__gt=now).update(ended_at=now)
    if ended:
        deeds.record("elevation_ended", to=user, by=by, now=now)
    return bool(ended)
