"""The word owed to those who support a case: the row says what, the tick tells it, and only once."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sangsuk.common.sealed import unseal_field
from sangsuk.notifications import actions as notifications

from ..checking import Person
from ..effects.merging import root
from ..models import Supporter
from ..models.repeats import OWED
from ..telling import office_name, recipient

BATCH = 500
CODES = {"settled": "me-too-settled", "merged": "me-too-merged", "apart": "me-too-apart"}


def tell_due(now: datetime | None = None) -> int:
    """Queue the messages that are owed; returns how many. May run twice at once, and after a kill again."""
    now = now or timezone.now()
    total = 0
    while done := _some(now):
        total += done
    return total


@transaction.atomic
def _some(now: datetime) -> int:
    rows = list(
        Supporter.objects.select_for_update(of=("self",), skip_locked=True).select_related("case").filter(OWED)
        .order_by("id")[:BATCH]
    )  # fmt: skip
    for row in rows:
        _queue(row, now)
    Supporter.objects.filter(pk__in=[row.pk for row in rows]).update(news="")
    return len(rows)


def _queue(row: Supporter, now: datetime) -> None:
    person = Person("", unseal_field(row, "phone"), unseal_field(row, "email"))
    to = recipient(person, row.language)
    if to is None:
        return
    case = root(row.case)
    gaps = {  # she knows her own number; the officer finds the message at the case that stands for it now
        "number": f"{row.case.number}-{row.no}" if row.token else row.case.number, "into": case.number,
        "office": office_name(case.office_id), "track": f"{settings.SITE_URL}/track",
    }  # fmt: skip
    stamp = int(row.news_at.timestamp()) if row.news_at else 0
    notifications.queue(
        CODES[row.news], to=to, about=case.number, office_code=case.office_id, gaps=gaps,
        key=f"supporter:{row.pk}:{row.news}:{stamp}", now=now,
    )  # fmt: skip
