"""Loading hours, holidays and promises, and setting a holiday by hand; what a person has set, a load leaves alone."""

from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common import remember, seeds
from sangsuk.common.errors import Refused

from . import seeding
from .models import Holiday, PromiseRule, WorkingHours

DATA = Path(__file__).parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    """Bring hours, holidays and promise rules up to date; returns the rows changed."""
    national = list(seeding.national())
    days = {(row["on"], row["province_code"]): row for row in national}
    for row in seeding.southern({row["on"] for row in national}):
        days.setdefault((row["on"], row["province_code"]), row)
    changed = seeds.write(WorkingHours, seeds.rows(DATA / "hours.csv"), key=("province_code", "weekday", "valid_from"))
    changed += seeds.write(Holiday, days.values(), key=("on", "province_code"))
    changed += seeds.write(PromiseRule, seeds.rows(DATA / "promises.csv"), key=("code",))
    if progress:
        progress(1, 1)
    return changed


@transaction.atomic
def set_holiday(
    on: date,
    *,
    name_th: str,
    name_en: str,
    source: str,
    province_code: str = "",
    kind: str = "special",
    announced_on: date | None = None,
    cancelled: bool = False,
    now: datetime | None = None,
) -> Holiday:
    """Announce a day off, or with `cancelled` take one back; the day keeps its row and names its source."""
    if not source.strip():
        raise Refused("source_missing", _("กรุณาระบุที่มาของวันหยุดนี้ เช่น ประกาศหรือมติคณะรัฐมนตรี"), field="source")
    row, _made = Holiday.objects.update_or_create(
        on=on,
        province_code=province_code,
        defaults={
            "name_th": name_th,
            "name_en": name_en,
            "kind": kind,
            "announced_on": announced_on,
            "cancelled": cancelled,
            "source": source,
            "edited_at": now or timezone.now(),
        },
    )
    remember.forget_all()
    transaction.on_commit(remember.forget_all)
    return row
