"""A programme, its indicators and what districts said, for tests that start from there."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sangsuk.flagships.models import Entry, Indicator, IndicatorVersion, Part, Programme, Project, Unit
from sangsuk.flagships.words import PASSED

AT = datetime(2020, 10, 1, tzinfo=UTC)


def project(code: str = "t2564_01") -> Project:
    programme, _ = Programme.objects.get_or_create(
        code=code.split("_")[0],
        defaults={"fiscal_year": 2021, "name_th": "ทดสอบ", "name_en": "Test", "state": "open", "source": "ทดสอบ"},
    )
    part, _ = Part.objects.get_or_create(
        programme=programme, number=1, defaults={"name_th": "ส่วน", "name_en": "Part", "source": "ทดสอบ"}
    )
    found, _ = Project.objects.get_or_create(code=code, programme=programme, number=int(code.split("_")[1]), part=part)
    return found


def unit(code: str, dimension: dict[str, int], factor: str = "1", decimals: int = 0) -> Unit:
    found, _ = Unit.objects.get_or_create(
        code=code,
        defaults={
            "name_th": code, "name_en": code, "dimension": dimension, "factor": Decimal(factor), "decimals": decimals, "source": "ทดสอบ",
        },
    )  # fmt: skip
    return found


def indicator(
    of: Project, name: str, *, unit: str = "case", base: str = "", formula: str = "", **said: Any
) -> Indicator:
    made = Indicator.objects.create(
        code=f"{of.code}.{name}", project=of,
        **{"kind": "reported", "level": "district", "frequency": "month", "valid_from": date(2020, 10, 1)} | said,
    )  # fmt: skip
    version(made, unit=unit, base_th=base, formula=formula)
    return made


def version(
    of: Indicator, *, number: int = 1, unit: str = "case", on: date = date(2020, 10, 1), **said: Any
) -> IndicatorVersion:
    return IndicatorVersion.objects.create(
        indicator=of, version=number, valid_from=on, name_th=of.code, name_en=of.code, definition_th="ทดสอบ", unit_id=unit,
        source="ทดสอบ", made_at=AT, **said,
    )  # fmt: skip


def entry(of: Indicator, area: str, on: date, number: Decimal | None, *, state: str = PASSED, **said: Any) -> Entry:
    return Entry.objects.create(
        indicator=of, area_code=area, period=of.frequency, starts_on=on, number=number, state=state, **said
    )
