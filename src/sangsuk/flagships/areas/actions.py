"""Recording that areas changed, and taking a wrong record back. What was known before stays known."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.remember import forget_all
from sangsuk.offices.actor import NATIONAL, Actor

from ..folding.marking import meaning_changed
from ..models import AreaChange, Entry
from ..periods import fiscal_year
from . import queries, succession

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Part:
    """A share of an area that lies in another from a day on."""

    source: str
    target: str
    share: Decimal = Decimal(1)
    name_th: str = ""


def may(by: Actor) -> bool:
    return by.is_staff and by.role in ("officer", "chief") and by.office_code in NATIONAL


@transaction.atomic
def record(parts: Sequence[Part], *, on: date, source: str, by: Actor, now: datetime | None = None) -> list[AreaChange]:
    """All that changed by one law on one day. Raises Refused when it cannot be true beside what is known."""
    now = now or timezone.now()
    if not may(by):
        raise NotAllowed("not_yours", _("การเปลี่ยนแปลงเขตบันทึกโดยเจ้าหน้าที่ของกรมหรือกระทรวง"))
    if not parts:
        raise Refused("nothing", _("กรุณาระบุพื้นที่เดิมและพื้นที่ใหม่"), "parts")
    if len(source.strip()) < 10:
        raise Refused("source", _("กรุณาระบุกฎหมายหรือประกาศที่เปลี่ยนเขต พร้อมวันที่"), "source")
    changes = [succession.Change(one.source, one.target, Fraction(one.share), on) for one in parts]
    succession.check(changes)
    _not_known_yet(parts, on)
    rows = AreaChange.objects.bulk_create(
        AreaChange(
            from_code=one.source, to_code=one.target, share=one.share, on=on, new_name_th=one.name_th, source=source.strip(),
            known_from=now, made_by_id=by.user_id,
        )
        for one in parts
    )  # fmt: skip
    _everything_before(on, {code for one in parts for code in (one.source, one.target)}, now)
    logger.info("areas changed", extra={"parts": len(rows)})
    return rows


def _not_known_yet(parts: Sequence[Part], on: date) -> None:
    known = AreaChange.objects.filter(known_to=None, on=on, from_code__in=[one.source for one in parts]).first()
    if known is not None:
        raise Refused(
            "known", _("มีบันทึกว่าพื้นที่ %(code)s เปลี่ยนในวันนี้อยู่แล้ว ถ้าผิด ยกเลิกบันทึกเดิมก่อน") % {"code": known.from_code}, "parts",
        )  # fmt: skip


@transaction.atomic
def withdraw(from_code: str, on: date, *, by: Actor, now: datetime | None = None) -> int:
    """What was recorded of an area and a day was wrong. Raises Missing."""
    now = now or timezone.now()
    if not may(by):
        raise NotAllowed("not_yours", _("การเปลี่ยนแปลงเขตบันทึกโดยเจ้าหน้าที่ของกรมหรือกระทรวง"))
    rows = list(AreaChange.objects.select_for_update().filter(known_to=None, from_code=from_code, on=on))
    if not rows:
        raise Missing("no_change", _("ไม่พบบันทึกการเปลี่ยนเขตนี้"))
    codes = {code for row in rows for code in (row.from_code, row.to_code)}
    before = queries.known()
    reached = codes | {target for code in codes for target in before.after(code, date.min)}
    AreaChange.objects.filter(pk__in=[row.pk for row in rows]).update(known_to=now)
    _everything_before(on, reached, now)
    return len(rows)


def _everything_before(on: date, codes: set[str], now: datetime) -> None:
    """Every figure of these provinces up to that year, as areas are now, is another one."""
    first = Entry.objects.aggregate(first=Min("starts_on"))["first"]
    transaction.on_commit(forget_all)
    forget_all()
    if first is None:
        return
    known = queries.known()
    provinces = {target[:2] for code in codes for target in {code, *known.after(code, date.min)}}
    indicators = Entry.objects.order_by("indicator").values_list("indicator", flat=True).distinct()
    for indicator in indicators:
        meaning_changed(indicator, range(fiscal_year(first), fiscal_year(on) + 1), sorted(provinces), now=now)
