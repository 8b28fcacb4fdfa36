"""The verbs of targets: set one, share one out to the level below, move between districts, take back. Only ever inserted."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from .. import periods, words
from ..folding import queries as figures
from ..indicators.cards import IndicatorCard
from ..models import Indicator, Target
from ..periods import Period
from . import areas, queries
from .sharing import BY_BASE, BY_LAST_YEAR, EQUAL, SAME, share_out
from .standing import need_setter

logger = logging.getLogger(__name__)
Numbers = Mapping[str, Decimal | None]


def adds_up(card: IndicatorCard) -> bool:
    """Whether the targets of the parts are to come to the target of the whole. Shares and means do not."""
    return card.over_areas == words.SUM and card.kind != words.FORMULA


@transaction.atomic
def put(
    card: IndicatorCard, numbers: Numbers, period: Period, *, by: Actor, why: str = "", source: str = "",
    now: datetime | None = None,
) -> list[Target]:  # fmt: skip
    """Set these areas' targets, all of one level; None takes one back. What is as it was stays without a new version.

    Where the numbers do not come to the target above, `why` is needed. Raises NotAllowed, Refused.
    """
    if not numbers:
        return []
    level = areas.level_of(next(iter(numbers)))
    for area, number in numbers.items():
        if areas.level_of(area) != level:
            raise Refused("one_level", _("ตั้งได้ทีละระดับ"), "area")
        need_setter(by, level, area)
        check(card, number, period)
    _alone(card)
    new = _changed(card, numbers, level, period)
    if any(number is None for number in new.values()) and not why.strip():
        raise Refused("needed", _("กรุณาบอกเหตุที่ถอนค่าเป้าหมาย"), "why")
    if new and not why.strip():
        _must_agree(card, new, level, period)
    return _insert(card, new, level, period, by=by, why=why, source=source, now=now)


@transaction.atomic
def cascade(
    card: IndicatorCard, area: str, period: Period, way: str, *, by: Actor, base: str = "", why: str = "",
    now: datetime | None = None,
) -> list[Target]:  # fmt: skip
    """Share an area's target out to all areas directly below it. Raises NotAllowed, Refused."""
    need_cascader(by, area)
    _alone(card)
    parent, numbers = shares(card, area, period, way, base=base)
    level = areas.BELOW[areas.level_of(area)]
    new = _changed(card, numbers, level, period)
    source = _("แบ่งจากค่าเป้าหมายของ%(area)s") % {"area": areas.name(area, "th")}
    return _insert(card, new, level, period, by=by, why=why, source=source, now=now, cut_from=parent.pk, way=way)


def need_cascader(by: Actor, area: str) -> None:
    """Raises NotAllowed."""
    below = areas.BELOW.get(areas.level_of(area))
    if below is None:
        raise Refused("lowest", _("อำเภอแบ่งค่าเป้าหมายต่อไม่ได้"), "area")
    need_setter(by, below, area)


def shares(
    card: IndicatorCard, area: str, period: Period, way: str, *, base: str = ""
) -> tuple[queries.TargetCard, dict[str, Decimal]]:
    """The target of an area, and what each area below would get. Raises Refused."""
    parent = queries.targets([card.code], areas.level_of(area), [area], period).get((card.code, area))
    if parent is None:
        raise Refused("no_target", _("ยังไม่มีค่าเป้าหมายให้แบ่ง กรุณาตั้งค่าของพื้นที่นี้ก่อน"), "way")
    below = areas.children(area)
    if not adds_up(card) and way != SAME:
        raise Refused("bad_way", _("ตัวชี้วัดที่เป็นอัตราหรือค่าเฉลี่ยแบ่งเป็นส่วนไม่ได้ ใช้ค่าเดียวกันทุกพื้นที่"), "way")
    if adds_up(card) and way == SAME:
        raise Refused("bad_way", _("ตัวชี้วัดที่นับรวมกันต้องแบ่งเป็นส่วน เพื่อให้ผลรวมเท่าค่าเป้าหมายข้างบน"), "way")
    if way == SAME:
        return parent, dict.fromkeys(below, parent.number)
    weights = _weights(card, below, period, way, base)
    return parent, dict(zip(below, share_out(parent.number, weights, card.unit.decimals), strict=True))


def _weights(card: IndicatorCard, below: Sequence[str], period: Period, way: str, base: str) -> list[Fraction]:
    if way == EQUAL:
        return [Fraction(1)] * len(below)
    if way not in (BY_LAST_YEAR, BY_BASE):
        raise Refused("bad_choice", _("ไม่มีวิธีแบ่งนี้"), "way")
    code = card.code if way == BY_LAST_YEAR else base
    found = figures.values([code], below, [period.year_ago])
    weights = [_weight(found.get((code, area, period.year_ago))) for area in below]
    if not any(weights):
        raise Refused("no_figures", _("ยังไม่มีตัวเลขของปีก่อนให้แบ่งตาม กรุณาเลือกวิธีอื่น"), "way")
    return weights


def _weight(value: figures.Value | None) -> Fraction:
    number = value.number if value is not None else None
    return max(Fraction(number), Fraction(0)) if number is not None else Fraction(0)


def check(card: IndicatorCard, number: Decimal | None, period: Period) -> None:
    """Raises Refused for a number, or a period, that the indicator cannot have."""
    if periods.KINDS.index(period.kind) < periods.KINDS.index(card.frequency):
        raise Refused("bad_period", _("ตัวชี้วัดนี้รายงานห่างกว่าช่วงเวลานี้ จึงตั้งเป้าหมายถี่เท่านี้ไม่ได้"), "period")
    if number is None:
        return
    if not number.is_finite() or number < 0 or number >= Decimal(10) ** 14:
        raise Refused("bad_number", _("ค่าเป้าหมายต้องเป็นตัวเลขตั้งแต่ 0 ขึ้นไป"), "number")
    if number != round(number, card.unit.decimals):
        raise Refused("too_fine", _("หน่วยนี้ใช้ทศนิยมได้ไม่เกิน %(most)s ตำแหน่ง") % {"most": card.unit.decimals}, "number")
    if card.unit.code == "percent" and card.has_base and card.checks.get("part") and number > 100:
        raise Refused("bad_number", _("ส่วนหนึ่งของทั้งหมดเกินร้อยละ 100 ไม่ได้"), "number")


def _alone(card: IndicatorCard) -> None:
    """Two who set targets of one indicator take turns."""
    Indicator.objects.select_for_update().get(pk=card.code)


def _changed(card: IndicatorCard, numbers: Numbers, level: str, period: Period) -> dict[str, Decimal | None]:
    known = queries.targets([card.code], level, list(numbers), period)
    before = {area: known[card.code, area].number if (card.code, area) in known else None for area in numbers}
    return {area: number for area, number in numbers.items() if before[area] != number}


def _must_agree(card: IndicatorCard, new: Numbers, level: str, period: Period) -> None:
    """Parts that no longer come to the whole need a reason. Raises Refused, saying by how much."""
    if level not in areas.ABOVE:
        return
    for above in sorted({areas.above(area) for area in new}):
        parent = queries.targets([card.code], areas.ABOVE[level], [above], period).get((card.code, above))
        if parent is None:
            continue
        below = areas.children(above)
        known = queries.targets([card.code], level, below, period)
        now = {area: known[card.code, area].number for area in below if (card.code, area) in known} | dict(new)
        said = {"area": areas.name(above, "th"), "target": f"{parent.number.normalize():,f}"}
        if not adds_up(card):
            if any(number is not None and number != parent.number for area, number in new.items() if area in below):
                raise Refused("not_the_same", _("ต่างจากค่าเป้าหมายของ%(area)s (%(target)s) กรุณาบอกเหตุผล") % said, "why")
            continue
        sum_of = sum((number for area, number in now.items() if number is not None and area in below), Decimal(0))
        whole = all(area in now for area in below)
        if sum_of > parent.number or (whole and sum_of != parent.number):
            said |= {"sum": f"{sum_of.normalize():,f}"}
            raise Refused(
                "sum_differs",
                _("รวมกันได้ %(sum)s ไม่เท่าค่าเป้าหมายของ%(area)s (%(target)s) กรุณาแก้ตัวเลข หรือบอกเหตุผล") % said,
                "why",
            )


def _insert(
    card: IndicatorCard, numbers: Numbers, level: str, period: Period, *, by: Actor, why: str, source: str,
    now: datetime | None, cut_from: int | None = None, way: str = "",
) -> list[Target]:  # fmt: skip
    now = now or timezone.now()
    last = queries.last_versions(card.code, level, list(numbers), period)
    rows = [
        Target(
            indicator_id=card.code, level=level, area_code=area, period=period.kind, starts_on=period.starts_on,
            version=last.get(area, 0) + 1, number=number, cut_from_id=cut_from, way=way, why=why.strip(),
            source=source or by.office_code or "system", made_by_id=by.user_id, made_at=now,
        )
        for area, number in numbers.items()
    ]  # fmt: skip
    made = Target.objects.bulk_create(rows)
    if made:
        logger.info("targets set", extra={"indicator": card.code, "period": period.code, "areas": len(made)})
    return made
