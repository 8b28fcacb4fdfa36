"""The verbs of an indicator: make it, say anew what it means, end it. All three keep who, when and why."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common import remember
from sangsuk.common.errors import Refused, Stale
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.thai.dates import bangkok_date

from ..folding import marking
from ..models import Cell, Indicator, IndicatorVersion, Project
from ..periods import fiscal_year
from . import checking, queries
from .cards import IndicatorCard, units_of
from .draft import Fixed, Said, fixed_columns, fixed_of, said_columns, said_of, same
from .standing import need_keeper

logger = logging.getLogger(__name__)


@transaction.atomic
def make(fixed: Fixed, said: Said, *, by: Actor, now: datetime | None = None) -> Indicator:
    """A new indicator with its first version. Raises NotAllowed, Refused."""
    need_keeper(by)
    project = Project.objects.select_for_update().filter(pk=fixed.project).first()
    if project is None:
        raise Refused("bad_choice", _("ไม่มีโครงการรหัสนี้"), "project")
    if Indicator.objects.filter(pk=fixed.code).exists():
        raise Refused("code_taken", _("มีตัวชี้วัดรหัสนี้แล้ว"), "code")
    checking.fixed(fixed)
    kept = _checked(fixed, said, project)
    made = Indicator.objects.create(**fixed_columns(fixed))
    _say(made, 1, kept, by=by, now=now or timezone.now())
    return made


@transaction.atomic
def change(
    indicator: Indicator, said: Said, *, by: Actor, seen: int | None = None, now: datetime | None = None
) -> IndicatorVersion:
    """Another version, from its day on. `seen`: the version its writer had before her. Raises NotAllowed, Stale, Refused."""
    need_keeper(by)
    now = now or timezone.now()
    row = Indicator.objects.select_for_update().select_related("project").get(pk=indicator.pk)
    last = row.versions.order_by("-version").first()
    if seen is not None and last is not None and last.version != seen:
        raise Stale("stale", _("เมื่อครู่มีผู้อื่นแก้นิยามนี้ไปก่อนแล้ว กรุณาดูฉบับล่าสุด แล้วลองอีกครั้ง"))
    fixed = fixed_of(row)
    if row.valid_to is not None and said.since >= row.valid_to:
        raise Refused("ended", _("ตัวชี้วัดนี้สิ้นสุดแล้ว จึงมีนิยามใหม่หลังจากนั้นไม่ได้"), "since")
    if last is not None:
        if not said.why.strip():
            raise Refused("needed", _("กรุณาบอกเหตุที่แก้ เพื่อให้ผู้อ่านตัวเลขเข้าใจ"), "why")
        if said.since < last.valid_from:
            raise Refused("bad_days", _("นิยามใหม่ต้องไม่เริ่มก่อนนิยามล่าสุด"), "since")
        if same(said, said_of(last)):
            raise Refused("nothing_new", _("ยังไม่มีอะไรต่างจากนิยามล่าสุด"))
        if bool(last.base_th) != bool(said.base_th):
            raise Refused("base_changed", _("จะเพิ่มหรือเลิกตัวหารของตัวชี้วัดเดิมไม่ได้ กรุณาสร้างตัวชี้วัดใหม่แทน"), "base_th")
    kept = _checked(fixed, said, row.project)
    _others_hold(fixed, kept, row.project)
    made = _say(row, last.version + 1 if last else 1, kept, by=by, now=now)
    _fold_again(row, kept.since, now)
    return made


@transaction.atomic
def end(indicator: Indicator, on: date, *, why: str, by: Actor, now: datetime | None = None) -> IndicatorVersion:
    """From that day on it is not asked for. Kept as a last version with the reason, in force for no period."""
    need_keeper(by)
    now = now or timezone.now()
    row = Indicator.objects.select_for_update().select_related("project").get(pk=indicator.pk)
    last = row.versions.order_by("-version").first()
    if row.valid_to is not None or last is None:
        raise Refused("ended", _("ตัวชี้วัดนี้สิ้นสุดแล้ว"), "on")
    if not why.strip():
        raise Refused("needed", _("กรุณาบอกเหตุที่เลิกใช้"), "why")
    if on.day != 1 or on <= row.valid_from or on < last.valid_from:
        raise Refused("bad_days", _("สิ้นสุดได้ในวันที่ 1 ของเดือน หลังวันเริ่มใช้และไม่ก่อนนิยามล่าสุด"), "on")
    users = [card.code for card in _cards(row.project, on).values() if _uses(card, row.code)]
    if users:
        sentence = _("ยังเลิกใช้ไม่ได้ เพราะตัวชี้วัดเหล่านี้อ้างถึง: %(codes)s") % {"codes": ", ".join(sorted(users))}
        raise Refused("still_used", sentence, "on")
    Indicator.objects.filter(pk=row.pk).update(valid_to=on)
    return _say(row, last.version + 1, replace(said_of(last), since=on, why=why.strip()), by=by, now=now)


def _uses(card: IndicatorCard, code: str) -> bool:
    compared = (card.checks.get("at_most"), *card.checks.get("adds_up", ()))
    return code in compared or (card.formula is not None and code in card.formula.needs)


def _checked(fixed: Fixed, said: Said, project: Project) -> Said:
    axes = Cell.objects.values_list("axis", flat=True).distinct()
    others = _cards(project, max(said.since, fixed.valid_from))
    return checking.said(fixed, said, units=queries.units(), axes=axes, others=others)


def _others_hold(fixed: Fixed, said: Said, project: Project) -> None:
    """Formulas that use it must still fit when its unit changes. Raises Refused with the name of the formula."""
    cards = _cards(project, said.since)
    mine = cards.get(fixed.code)
    if mine is None or mine.unit.code == said.unit:
        return
    after = {**cards, fixed.code: replace(mine, unit=queries.units()[said.unit])}
    for card in after.values():
        if card.formula is None or not _uses(card, fixed.code):
            continue
        try:
            card.formula.must_be(card.unit.dimension(), units_of(after))
        except Refused as refused:
            sentence = _("หน่วยใหม่ทำให้สูตรของ %(code)s ใช้ไม่ได้: %(why)s") % {"code": card.code, "why": refused}
            raise Refused("breaks_formula", sentence, "unit") from None


def _cards(project: Project, on: date) -> Mapping[str, IndicatorCard]:
    """Asked anew: what was remembered may be seconds old."""
    return {card.code: card for card in queries.read_in_force(project.programme_id, on)}


def _say(row: Indicator, version: int, said: Said, *, by: Actor, now: datetime) -> IndicatorVersion:
    made = IndicatorVersion.objects.create(
        indicator=row, version=version, **said_columns(said), made_by_id=by.user_id, made_at=now
    )
    transaction.on_commit(remember.forget_all)
    logger.info("indicator said", extra={"indicator": row.pk, "version": version})
    return made


def _fold_again(row: Indicator, since: date, now: datetime) -> None:
    """Figures of the years that the new version reaches back into are folded anew."""
    years = range(fiscal_year(since), fiscal_year(bangkok_date(now)) + 1)
    marking.meaning_changed(row.pk, years, [place.code for place in places.provinces()], now=now)


__all__ = ["change", "end", "make"]
