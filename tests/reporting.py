"""A small programme for tests of sheets: two projects, indicators of every shape, October 2026 (ปีงบประมาณ 2570)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sangsuk.common import remember
from sangsuk.flagships.models import (
    Cell,
    Indicator,
    IndicatorVersion,
    Part,
    Programme,
    Project,
    ProjectText,
    Sheet,
    Unit,
)
from sangsuk.flagships.periods import MONTH, Period
from sangsuk.flagships.reporting import actions, opening
from sangsuk.flagships.reporting.actions import Said, Told
from sangsuk.offices.actor import Actor

CODE = "t2570"
OCTOBER, SEPTEMBER_AFTER = Period(date(2026, 10, 1), MONTH), Period(date(2027, 9, 1), MONTH)
NOVEMBER = OCTOBER.following
NOW = datetime(2026, 11, 3, 3, 0, tzinfo=UTC)
"""Tuesday, 10:00 in Bangkok: October is over and not yet due."""
ALL = ("cases", "settled", "visits", "people", "sessions")
SOURCE = "a test"


def programme() -> Programme:
    found = Programme.objects.filter(pk=CODE).first()
    if found is not None:
        return found
    made = Programme.objects.create(
        code=CODE, fiscal_year=2027, name_th="โครงการทดสอบ (สมมติ)", name_en="Test", state="open", source=SOURCE
    )
    Programme.objects.exclude(pk=CODE).update(state="closed")
    part = Part.objects.create(programme=made, number=1, name_th="ส่วนที่หนึ่ง", name_en="Part one", source=SOURCE)
    for number, name in ((1, "ศูนย์ดำรงธรรมอำเภอ"), (2, "อำเภอวิถีใหม่")):
        project = Project.objects.create(code=f"{CODE}_{number:02}", programme=made, number=number, part=part)
        ProjectText.objects.create(
            project=project, version=1, name_th=name, name_en=f"Project {number}", source=SOURCE, made_at=timezone.now()
        )
    for code, th in (("t-case", "เรื่อง"), ("t-person", "คน")):
        Unit.objects.get_or_create(
            code=code, defaults={"name_th": th, "name_en": code, "dimension": {code: 1}, "source": SOURCE}
        )
    Unit.objects.get_or_create(
        code="t-percent",
        defaults={"name_th": "ร้อยละ", "name_en": "percent", "factor": Decimal("0.01"), "decimals": 2, "source": SOURCE},
    )
    for code, order in (("t-sex:f", 1), ("t-sex:m", 2)):
        name = {"name_th": {"f": "หญิง", "m": "ชาย"}[code[-1]], "name_en": code[-1]}
        Cell.objects.get_or_create(code=code, defaults={"axis": "t-sex", "order": order, "source": SOURCE, **name})
    indicator("cases", "t-case", checks={"whole": True, "jump": 3})
    indicator("settled", "t-percent", base="เรื่องทั้งหมด", checks={"part": True})
    indicator("visits", "t-case", evidence="photo")
    indicator("people", "t-person", project=2, axes=["t-sex"], checks={"whole": True})
    indicator("sessions", "t-case", project=2, checks={"most": 31})
    return made


def indicator(code: str, unit: str, *, project: int = 1, **changes: Any) -> Indicator:
    of = {
        name: changes.pop(name)
        for name in ("level", "frequency", "kind", "over_areas", "over_time", "fact")
        if name in changes
    }
    made = Indicator.objects.create(
        code=f"{CODE}.{code}", project_id=f"{CODE}_{project:02}", order=Indicator.objects.count(),
        valid_from=date(2026, 10, 1), **({"kind": "reported", "level": "district", "frequency": "month"} | of),
    )  # fmt: skip
    base = changes.pop("base", "")
    IndicatorVersion.objects.create(
        indicator=made, version=1, valid_from=date(2026, 10, 1), name_th=f"ตัวชี้วัด {code}", name_en=f"Indicator {code}",
        definition_th=f"ความหมายของ {code}", unit_id=unit, base_th=base, base_en=base, source=SOURCE,
        made_at=timezone.now(), **changes,
    )  # fmt: skip
    remember.forget_all()
    return made


def sheet(area: str = "5001", period: Period = OCTOBER, level: str = "district", now: datetime = NOW) -> Sheet:
    programme()
    made = opening.opened_for(CODE, period, level, area, now=now)
    assert made is not None
    return made


def told(code: str, number: object = None, base: object = None, *, cell: str = "", **more: Any) -> Told:
    said = {name: more.pop(name) for name in ("none", "note", "keys") if name in more}
    value = Said(*(None if one is None else Decimal(str(one)) for one in (number, base)), **said)
    return Told(f"{CODE}.{code}", value, cell, **more)


FULL = (
    told("cases", 12), told("settled", 9, 12), told("visits", none=True), told("people", 30),
    told("people", 20, cell="t-sex:f"), told("people", 10, cell="t-sex:m"), told("sessions", 0),
)  # fmt: skip


def say(one: Sheet, *words: Told, by: Actor, now: datetime = NOW, **how: Any) -> actions.Outcome:
    return actions.say(one, words or FULL, by=by, now=now, **how)


def refreshed(one: Sheet) -> Sheet:
    return Sheet.objects.get(pk=one.pk)
