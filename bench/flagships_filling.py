"""A nation of numbers to measure with: 878 districts, sixty indicators of every kind and ten formulas, thirty-six months."""

from datetime import date
from typing import Any

PROGRAMME = "b2564"
LAST_MONTH = "2021-09-01"
MONTHS, FEWEST = 36, 7
"""Three fiscal years; the pages ask for March, so no fewer than from there on."""
A_MONTH = 878 * 60
KINDS: tuple[tuple[int, dict[str, Any]], ...] = (
    (38, {}),
    (10, {"base": "คน", "unit": "b_percent"}),
    (8, {"over_time": "last"}),
    (4, {"over_areas": "mean", "over_time": "mean"}),
    (10, {"kind": "formula", "unit": "b_percent"}),
)
"""How many indicators of each kind: sixty that are reported, ten formulas over them."""


def fill(months: int = MONTHS) -> int:
    """One programme of three years, so that every indicator has so many months. Returns how many values there are."""
    from django.db import connection
    from django.utils import timezone

    from sangsuk.flagships.models import Indicator, IndicatorVersion, Part, Programme, Project, Unit

    now = timezone.now()
    programme = Programme.objects.create(
        code=PROGRAMME, fiscal_year=2021, name_th="วัดความเร็ว", name_en="Measuring", state="open", source="bench"
    )
    part = Part.objects.create(programme=programme, number=1, name_th="วัด", name_en="Measuring", source="bench")
    for code, factor in (("b_case", 1), ("b_percent", "0.01")):
        dimension = {"case": 1} if code == "b_case" else {}
        Unit.objects.create(
            code=code, name_th=code, name_en=code, dimension=dimension, factor=factor, decimals=1, source="bench"
        )
    projects = [
        Project.objects.create(code=f"{PROGRAMME}_{n:02d}", programme=programme, number=n, part=part)
        for n in range(1, 11)
    ]
    n = 0
    for many, said in KINDS:
        for _n in range(many):
            project = projects[n % 10]
            formula = f"percent({PROGRAMME}_{(n + 1) % 10 + 1:02d}.i{(n + 1) % 10:02d}, {PROGRAMME}_{(n + 2) % 10 + 1:02d}.i{(n + 2) % 10:02d})"
            one = Indicator.objects.create(
                code=f"{project.code}.i{n:02d}", project=project, order=n, kind=said.get("kind", "reported"), level="district",
                frequency="month", over_areas=said.get("over_areas", "sum"), over_time=said.get("over_time", "sum"), valid_from=date(2018, 10, 1),
            )  # fmt: skip
            IndicatorVersion.objects.create(
                indicator=one, version=1, valid_from=date(2018, 10, 1), name_th=one.code, name_en=one.code, definition_th="วัด",
                unit_id=said.get("unit", "b_case"), base_th=said.get("base", ""), formula=formula if said.get("kind") else "", source="bench", made_at=now,
            )  # fmt: skip
            n += 1
    with connection.cursor() as cursor:
        cursor.execute("select setseed(0.2564)")
        cursor.execute(
            """insert into flagships_entry
                 (indicator_id, area_code, period, starts_on, cell, number, base, "none", note, state, seq, copied)
               select i.code, d.code, 'month', m::date, '', floor(random() * 1000),
                      case when v.base_th <> '' then floor(random() * 100) + 1 end, false, '', 'passed', 1, false
               from generate_series(%s::date - make_interval(months => %s), %s::date, '1 month') as m, places_district as d,
                    flagships_indicator as i join flagships_indicatorversion as v on v.indicator_id = i.code
               where i.project_id like %s and i.kind = 'reported' and not d.is_khet and d.valid_to is null""",
            [LAST_MONTH, months - 1, LAST_MONTH, f"{PROGRAMME}%"],
        )
        return int(cursor.rowcount)
