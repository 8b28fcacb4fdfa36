"""Figures in the database: the same as the readable rule says, kept up when something changes, and nothing left over."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from flagging import entry, indicator, project, unit
from sangsuk.flagships.folding import actions, auditing, book, marking, queries
from sangsuk.flagships.folding.arithmetic import exact
from sangsuk.flagships.folding.reckoning import Said, country, fold, province
from sangsuk.flagships.models import AreaChange, Entry, Figure, Indicator, StaleFigure
from sangsuk.flagships.periods import KINDS, fiscal_year, parse, year
from sangsuk.flagships.words import ACCEPTED, COUNTS, NOW, PASSED, RETURNED, THEN

pytestmark = pytest.mark.django_db
AT = datetime(2021, 3, 1, tzinfo=UTC)
DISTRICTS = ["1001", "1002", "5001", "5002", "9001"]
YEARS = (2021, 2022)


@pytest.fixture
def some(world: None) -> list[Indicator]:
    """One of each way in which figures add up, a quarterly one, one with a base and a formula over two."""
    here = project()
    unit("case", {"case": 1})
    unit("percent", {}, "0.01", 2)
    return [
        indicator(here, "summed"),
        indicator(here, "shared", unit="percent", base="คน"),
        indicator(here, "meant", over_areas="mean", over_time="mean"),
        indicator(here, "newest", over_time="last"),
        indicator(here, "once", over_areas="distinct", over_time="distinct"),
        indicator(here, "quarterly", frequency="quarter"),
        indicator(here, "reckoned", kind="formula", unit="percent", formula="percent(newest, summed)"),
    ]


def strew(some: list[Indicator], seed: int) -> None:
    """Entries here and there, of all states."""
    chance = Random(seed)
    for one in some:
        if one.kind == "formula":
            continue
        for on in [p.starts_on for fiscal in YEARS for p in year(fiscal).inside(one.frequency)]:
            for area in DISTRICTS:
                for cell in ("", "sex:f"):
                    if chance.random() < 0.6:
                        none = chance.random() < 0.1
                        entry(
                            one, area, on, None if none else Decimal(chance.randint(-10, 10_000)) / chance.choice([1, 8, 100]), cell=cell,
                            base=Decimal(chance.randint(0, 40)) if one.code.endswith("shared") else None, none=none,
                            state=chance.choice([*COUNTS, PASSED, PASSED, RETURNED]),
                            keys=chance.sample("abcdefgh", 3) if one.code.endswith("once") else None,
                        )  # fmt: skip


def readable(view: str = THEN) -> Iterator[tuple[Any, ...]]:
    """Every figure by the readable rule, formulas apart."""
    changes = queries.areas.known()
    rules = book.book()
    for code, cell in Entry.objects.values_list("indicator", "cell").distinct():
        rule = rules[code]
        rows = Entry.objects.filter(indicator=code, cell=cell, state__in=COUNTS)
        said = [
            Said(e.area_code, e.starts_on, exact(e.number), exact(e.base), frozenset(e.keys or ()), e.state == ACCEPTED)
            for e in rows
        ]
        for fiscal in YEARS:
            for kind in KINDS[KINDS.index(rule.frequency) :]:
                for period in year(fiscal).inside(kind):
                    for group in (province, country):
                        sums = fold(
                            said,
                            period,
                            over_areas=rule.over_areas,
                            over_time=rule.over_time,
                            changes=changes,
                            view=view,
                            group=group,
                        )
                        for area, one in sums.items():
                            yield (
                                code,
                                area,
                                kind,
                                period.starts_on,
                                cell,
                                one.number,
                                one.base,
                                one.entries,
                                one.accepted,
                            )


def kept(view: str = THEN) -> set[tuple[Any, ...]]:
    rows = Figure.objects.filter(view=view).exclude(indicator__kind="formula")
    return {
        (
            f.indicator_id,
            f.area_code,
            f.period,
            f.starts_on,
            f.cell,
            exact(f.number),
            exact(f.base),
            f.entries,
            f.accepted,
        )
        for f in rows
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_the_database_says_what_the_readable_rule_says(some: list[Indicator], seed: int) -> None:
    strew(some, seed)
    assert actions.fold_all(AT) > 500
    assert kept() == set(readable())
    assert actions.fold_all(AT) == 0, "again from raw: nothing differs"
    assert list(auditing.faults()) == []
    Figure.objects.filter(area_code="", period="year").update(value=7)
    Figure.objects.filter(area_code="50", cell="", period="month").first().delete()  # type: ignore[union-attr]
    assert len(list(auditing.faults())) == Figure.objects.filter(area_code="", period="year").count() + 1


@pytest.mark.parametrize("seed", [5, 6, 7])
def test_a_correction_changes_exactly_the_figures_that_depend_on_it(some: list[Indicator], seed: int) -> None:
    """Forty corrections of any kind, one after the other: a number, a base, nothing to report, taken back or counted again."""
    strew(some, seed)
    actions.fold_all(AT)
    chance, before = Random(seed), figures()
    for _ in range(40):
        one = corrected(chance)
        marking.changed([one], now=AT)
        actions.fold_stale(AT)
        after = figures()
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        assert changed <= leaning_on(one), one
        if one.indicator_id.endswith("summed"):
            assert changed >= {key for key in leaning_on(one) if key[0] == one.indicator_id}
        before = after
    assert kept() == set(readable()) and actions.fold_all(AT) == 0


def corrected(chance: Random) -> Entry:
    """Some entry says something else than it did: another number that counts, nothing to report, or it is given back."""
    one = chance.choice(list(Entry.objects.order_by("pk")))
    said: dict[str, Any] = {
        "state": chance.choice(COUNTS),
        "number": Decimal(chance.randint(10_001, 99_999)) / 8,
        "none": False,
    }
    if not one.indicator_id.endswith("summed"):
        said |= chance.choice([{}, {"state": RETURNED}, {"number": None, "none": True}])
        said |= {"base": Decimal(chance.randint(0, 40))} if one.base is not None else {}
        said |= {"keys": chance.sample("abcdefgh", 2)} if one.keys is not None else {}
    Entry.objects.filter(pk=one.pk).update(**said)
    one.refresh_from_db()
    return one


def leaning_on(one: Entry) -> set[tuple[Any, ...]]:
    """By hand: its own figures and those of the formula over it, of its province and the country, in the periods it lies in."""
    formula = [f"{one.indicator.project_id}.reckoned"] if one.indicator_id.endswith(("summed", "newest")) else []
    on = one.starts_on
    quarter = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    periods = [("month", on), ("quarter", quarter), ("year", date(on.year if on.month >= 10 else on.year - 1, 10, 1))]
    return {
        (code, area, kind, starts_on, one.cell)
        for code in (one.indicator_id, *formula)
        for area in (one.area_code[:2], "")
        for kind, starts_on in periods[KINDS.index(one.period) :]
    }


def figures() -> dict[tuple[Any, ...], tuple[Any, ...]]:
    return {
        (f.indicator_id, f.area_code, f.period, f.starts_on, f.cell): (f.number, f.base, f.value, f.entries, f.accepted)
        for f in Figure.objects.all()
    }


def test_only_what_changed_is_folded_and_it_ends_where_folding_everything_ends(some: list[Indicator]) -> None:
    strew(some, 3)
    actions.fold_all(AT)
    before = {(f.pk, f.value) for f in Figure.objects.all()}
    one = Entry.objects.filter(
        indicator=some[0].code, area_code="5001", cell="", state=PASSED, number__isnull=False
    ).first()
    assert one is not None and one.number is not None
    Entry.objects.filter(pk=one.pk).update(number=one.number + 1)
    marking.changed([one], now=AT)
    actions.fold_stale(AT)
    after = {(f.pk, f.value) for f in Figure.objects.all()}
    touched = {
        (f.indicator_id, f.area_code, f.period) for f in Figure.objects.filter(pk__in=[pk for pk, _ in after - before])
    }
    summed, reckoned = some[0].code, some[-1].code
    assert {code for code, _, _ in touched} == {summed, reckoned}, "the figures that depend on it, and no other"
    assert {area for _, area, _ in touched} == {"50", ""}
    assert actions.fold_all(AT) == 0 and not StaleFigure.objects.exists()


def test_a_formula_of_a_province_is_reckoned_from_its_sums_not_from_its_districts(some: list[Indicator]) -> None:
    summed, newest, reckoned = some[0], some[3], some[-1]
    for area, whole, part in (("5001", 10, 1), ("5002", 990, 891)):
        entry(summed, area, date(2021, 1, 1), Decimal(whole))
        entry(newest, area, date(2021, 1, 1), Decimal(part))
    actions.fold_all(AT)
    for area in ("50", ""):
        assert queries.of_area(area, parse("2021-01"), [reckoned.code])[reckoned.code].value == Decimal("89.2")
    assert queries.of_area("5001", parse("2021-01"), [reckoned.code])[reckoned.code].value == Decimal("10")


def test_what_is_returned_again_leaves_the_figures(some: list[Indicator]) -> None:
    one = entry(some[0], "5001", date(2021, 1, 1), Decimal(5))
    actions.fold_all(AT)
    assert queries.of_area("", parse("FY2021"), [some[0].code])[some[0].code].value == 5
    Entry.objects.filter(pk=one.pk).update(state=RETURNED)
    marking.changed([one], now=AT)
    actions.fold_stale(AT)
    assert not Figure.objects.filter(indicator=some[0]).exists()


def test_where_areas_changed_then_and_now_are_both_what_the_readable_rule_says(some: list[Indicator]) -> None:
    strew(some, 5)
    for source, target, share, on in (
        ("5001", "5030", "0.25", date(2021, 2, 10)), ("5001", "9030", "0.75", date(2021, 2, 10)), ("1002", "1002", "1", date(2021, 5, 1)),
        ("9001", "9030", "1", date(2022, 2, 1)),
    ):  # fmt: skip
        AreaChange.objects.create(
            from_code=source, to_code=target, share=Decimal(share), on=on, source="ทดสอบ", known_from=AT
        )
    actions.fold_all(AT)
    assert kept() == set(readable())
    touched = {2021: {"50", "90", "10"}, 2022: {"90"}}
    assert kept(NOW) == {row for row in readable(NOW) if row[1] in touched[fiscal_year(row[3])]}
    codes = [one.code for one in some[:5]]
    for period in (parse("FY2021"), parse("FY2021Q2"), parse("2021-01")):
        for code in codes[:4]:
            then, now = (
                sum(exact(v.number) or 0 for v in queries.values([code], ["10", "50", "90"], [period], view=view).values())
                for view in (THEN, NOW)
            )  # fmt: skip
            assert then == now, (code, period.code)


def test_a_district_is_folded_as_it_is_asked_for(some: list[Indicator]) -> None:
    strew(some, 7)
    actions.fold_all(AT)
    for period in (parse("FY2021"), parse("FY2022Q3")):
        for one in (some[0], some[3]):
            found = queries.values([one.code], ["5001", "5002", "50"], [period])
            parts = [
                found[one.code, area, period].number or 0
                for area in ("5001", "5002")
                if (one.code, area, period) in found
            ]
            assert sum(parts) == (found[one.code, "50", period].number or 0)
