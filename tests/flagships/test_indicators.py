"""Indicators: made, said anew, ended; refused where they make no sense; carried away as a table and brought back."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from factories import MONDAY
from people import actor
from sangsuk.common import remember
from sangsuk.common.cells import csv_file
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.flagships import actions as flagships
from sangsuk.flagships import lights
from sangsuk.flagships.facts import FACTS
from sangsuk.flagships.indicators import actions, checking, exchange, queries
from sangsuk.flagships.indicators.draft import Fixed, Said, fixed_of, said_of
from sangsuk.flagships.indicators.exchange import Line
from sangsuk.flagships.models import Indicator, IndicatorVersion, StaleFigure

pytestmark = pytest.mark.usefixtures("world")
OPENS = date(2020, 10, 1)
LATER = date(2021, 4, 1)


def fixed(code: str = "f2564_06.tables", **other: Any) -> Fixed:
    return Fixed(**({"code": code, "project": "f2564_06", "valid_from": OPENS} | other))


def said(**other: Any) -> Said:
    words = {
        "name_th": "โต๊ะให้บริการ",
        "name_en": "Tables",
        "definition_th": "โต๊ะที่เปิดให้บริการ",
        "definition_en": "Open tables",
    }
    return Said(**({"since": OPENS, "unit": "place", "source": "ทดสอบ", **words} | other))


def make(
    code: str = "f2564_06.tables", *, who: str = "dao", kept: dict[str, Any] | None = None, **other: Any
) -> Indicator:
    return actions.make(fixed(code, **(kept or {})), said(**other), by=actor(who), now=MONDAY)


def formula(text: str, *, unit: str = "percent", code: str = "f2564_06.share", **kept: Any) -> Indicator:
    return make(code, kept={"kind": "formula"} | kept, unit=unit, formula=text)


def test_what_comes_with_the_product_stands_up_to_its_own_rules() -> None:
    cards = queries.by_code("f2564", OPENS)
    assert {card.kind for card in cards.values()} == {"reported", "fact", "formula"}
    assert {card.project for card in cards.values()} == {f"f2564_{n:02}" for n in range(1, 11)}
    assert len([card for card in cards.values() if card.level in ("village", "subdistrict")]) == 3
    axes = {cell.axis for cell in queries.cells().values()}
    for row in IndicatorVersion.objects.select_related("indicator"):
        kept = said_of(row)
        checking.fixed(fixed_of(row.indicator))
        assert checking.said(fixed_of(row.indicator), kept, units=queries.units(), axes=axes, others=cards) == kept
        assert kept.definition_en and kept.name_en and kept.standing == "inferred"
    assert {card.fact for card in cards.values() if card.fact} <= set(FACTS)


def test_loading_again_writes_nothing() -> None:
    assert flagships.load() == 0


def test_what_is_in_force_is_remembered() -> None:
    remember.forget_all()
    queries.units()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        first = queries.in_force("f2564", OPENS)
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        assert queries.in_force("f2564", OPENS) == first
    assert not asked or not remember.seconds()


def test_a_share_is_shown_in_its_unit_and_reckoned_bare() -> None:
    card = queries.by_code("f2564", OPENS)["f2564_04.in_time"]
    assert card.amount(Decimal(9), Decimal(10)) == Fraction(9, 10)
    assert card.shown(Fraction(9, 10)) == 90
    assert card.amount(Decimal(9), Decimal(0)) is None
    assert card.unit.rounded(Fraction(1, 3)) == Decimal("0.3")
    assert card.unit.rounded(Fraction(25, 100)) == Decimal("0.2")
    baht = queries.by_code("f2564", OPENS)["f2564_04.debt_less"]
    assert baht.amount(Decimal("1.5")) == Fraction(3, 2)


def test_somebody_of_the_department_makes_an_indicator() -> None:
    made = make()
    assert made.versions.get().made_by_id == actor("dao").user_id
    assert queries.by_code("f2564", OPENS)["f2564_06.tables"].name("en") == "Tables"


@pytest.mark.parametrize("who", ["malee", "suda", "prasit", "kanya", "preecha", "wichai"])
def test_nobody_else_does(who: str) -> None:
    with pytest.raises(NotAllowed):
        make(who=who)


@pytest.mark.parametrize(
    ("kept", "words", "field"),
    [
        ({"code": "f2564_07.tables"}, {}, "code"),
        ({"code": "f2564_06.Tables"}, {}, "code"),
        ({"code": "f2564_06.percent"}, {}, "code"),
        ({"code": "f2564_06.days"}, {}, "code"),
        ({"code": "f2564_06.visitors"}, {}, "code"),
        ({"project": "f2564_66", "code": "f2564_66.x"}, {}, "project"),
        ({"kind": "magic"}, {}, "kind"),
        ({"level": "country"}, {}, "level"),
        ({"frequency": "day"}, {}, "frequency"),
        ({"kind": "fact"}, {}, "fact"),
        ({"kind": "fact", "fact": "nothing"}, {}, "fact"),
        ({"kind": "fact", "fact": "cases_received", "frequency": "quarter"}, {}, "level"),
        ({"kind": "fact", "fact": "cases_in_time"}, {}, "base_th"),
        ({"fact": "cases_received"}, {}, "fact"),
        ({"valid_to": OPENS}, {}, "valid_to"),
        ({}, {"name_th": " "}, "name_th"),
        ({}, {"unit": "cow"}, "unit"),
        ({}, {"direction": "north"}, "direction"),
        ({}, {"since": date(2020, 9, 1)}, "since"),
        ({}, {"since": date(2020, 10, 2)}, "since"),
        ({}, {"base_th": "ทั้งหมด"}, "base_th"),
        ({"over_areas": "mean", "over_time": "mean"}, {}, "base_th"),
        ({"over_areas": "mean"}, {"base_th": "ทั้งหมด"}, "base_th"),
        ({}, {"axes": ("colour",)}, "axes"),
        ({}, {"evidence": "song"}, "evidence"),
        ({}, {"checks": {"most": "x"}}, "checks"),
        ({}, {"checks": {"at_most": "f2564_06.nothing"}}, "checks"),
        ({}, {"checks": {"at_most": "f2564_02.sites"}}, "checks"),
        ({}, {"formula": "visitors"}, "formula"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_at_its_field(kept: dict[str, Any], words: dict[str, Any], field: str) -> None:
    before = Indicator.objects.count()
    with pytest.raises(Refused) as caught:
        make(kept.pop("code", "f2564_06.tables"), kept=kept, **words)
    assert caught.value.field == field
    assert Indicator.objects.count() == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("queue_online + f2564_10.sales", "formula_units"),
        ("queue_online", "formula_unit"),
        ("percent(nothing, visitors)", "formula_unknown_name"),
        ("percent(visitors, share)", "formula_unknown_name"),
        ("percent(access, access)", "formula_frequency"),
        ("percent(visitors", "formula_grammar"),
        ("", "formula_grammar"),
    ],
)
def test_a_formula_that_cannot_be_reckoned_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        formula(text)
    assert (caught.value.code, caught.value.field) == (code, "formula")


def test_a_formula_is_kept_in_one_spelling() -> None:
    formula("  percent( f2564_06.queue_online,visitors )")
    card = queries.by_code("f2564", OPENS)["f2564_06.share"]
    assert card.formula is not None and card.formula.text("f2564_06") == "percent(queue_online, visitors)"


def test_a_circle_of_formulas_is_refused_with_its_path() -> None:
    one = formula("percent(queue_online, visitors)", code="f2564_06.one")
    formula("one * 2", code="f2564_06.two")
    with pytest.raises(Refused, match=r"f2564_06\.one → f2564_06\.two → f2564_06\.one"):
        change(one, unit="percent", formula="two / 2")


def change(row: Indicator, *, who: str = "dao", seen: int | None = None, **other: Any) -> IndicatorVersion:
    last = row.versions.latest("version")
    new = replace(said_of(last), **({"since": LATER, "why": "กรมขอให้ชัดขึ้น"} | other))
    return actions.change(row, new, by=actor(who), seen=seen, now=MONDAY)


def test_a_new_version_holds_from_its_day() -> None:
    row = make()
    change(row, name_th="โต๊ะที่เปิดจริง")
    assert queries.by_code("f2564", date(2021, 3, 31))["f2564_06.tables"].name_th == "โต๊ะให้บริการ"
    now = queries.by_code("f2564", LATER)["f2564_06.tables"]
    assert (now.name_th, now.version) == ("โต๊ะที่เปิดจริง", 2)


def test_a_version_that_reaches_back_folds_the_figures_of_those_years_anew() -> None:
    row = make()
    change(row, name_th="โต๊ะที่เปิดจริง")
    years = set(StaleFigure.objects.filter(indicator=row).values_list("starts_on", flat=True))
    assert years == {date(year, 10, 1) for year in range(2020, 2027)}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"why": " ", "name_th": "ใหม่"}, "needed"),
        ({}, "nothing_new"),
        ({"since": date(2020, 9, 1), "name_th": "ใหม่"}, "bad_days"),
        ({"base_th": "ทั้งหมด"}, "base_changed"),
        ({"seen": 7, "name_th": "ใหม่"}, "stale"),
    ],
)
def test_a_version_that_is_refused_leaves_none(other: dict[str, Any], code: str) -> None:
    row = make()
    with pytest.raises((Refused, Stale)) as caught:
        change(row, **other)
    assert caught.value.code == code
    assert row.versions.count() == 1


def test_a_unit_that_a_formula_leans_on_is_not_changed_from_under_it() -> None:
    row = Indicator.objects.get(pk="f2564_06.queue_online")
    with pytest.raises(Refused, match=r"f2564_06\.booked_share"):
        change(row, unit="baht")


def test_an_indicator_ends_with_a_reason_and_is_asked_for_no_more() -> None:
    row = make()
    actions.end(row, LATER, why="ไม่ได้ใช้แล้ว", by=actor("dao"), now=MONDAY)
    assert "f2564_06.tables" in queries.by_code("f2564", date(2021, 3, 1))
    assert "f2564_06.tables" not in queries.by_code("f2564", LATER)
    row.refresh_from_db()
    with pytest.raises(Refused):
        change(row, name_th="ใหม่")
    with pytest.raises(Refused):
        actions.end(row, LATER, why="อีกครั้ง", by=actor("dao"), now=MONDAY)


def test_what_a_formula_needs_does_not_end() -> None:
    row = Indicator.objects.get(pk="f2564_06.visitors")
    with pytest.raises(Refused, match=r"f2564_06\.booked_share"):
        actions.end(row, LATER, why="ไม่ได้ใช้แล้ว", by=actor("dao"), now=MONDAY)


def table(rows: list[list[str]]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def exported(project: str = "") -> list[list[str]]:
    return list(exchange.rows(exchange.versions_of("f2564", project)))


def bring(rows: list[list[str]], who: str = "dao") -> exchange.Brought:
    return exchange.bring(table(rows), programme="f2564", by=actor(who), now=MONDAY)


def test_what_is_carried_away_comes_back_whole_in_any_order() -> None:
    row = make()
    change(row, name_th="โต๊ะที่เปิดจริง", baseline=Decimal("1.5"), checks={"most": "9.5"})
    actions.end(row, date(2021, 8, 1), why="ไม่ได้ใช้แล้ว", by=actor("dao"), now=MONDAY)
    before = exported()
    IndicatorVersion.objects.all().delete()
    lights.LightRule.objects.all().delete()
    Indicator.objects.all().delete()
    brought = bring([before[0], *reversed(before[1:])])
    assert brought.problems == ()
    assert (brought.made, brought.changed) == (Indicator.objects.count(), 2)
    assert exported() == before
    assert bring(before) == exchange.Brought(same=len(before) - 1)


def cell(rows: list[list[str]], line: int, column: str, text: str) -> list[list[str]]:
    changed = [list(row) for row in rows]
    changed[line - 1][exchange.COLUMNS.index(column)] = text
    return changed


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("order", "x", "อ่านค่า"),
        ("since", "1/10/2563", "อ่านค่า"),
        ("checks", "[1]", "อ่านค่า"),
        ("baseline", "1e999", "อ่านค่า"),
        ("formula", "open()", "open"),
        ("name_th", "ก" * 301, "ยาวเกินไป"),
        ("name_th", "ใหม่", "ฉบับ 2"),
        ("kind", "fact", "เปลี่ยนไม่ได้"),
        ("version", "5", "ฉบับถัดไปต้องเป็น 2"),
        ("project", "f2564_77", "โครงการ"),
    ],
)
def test_a_wrong_line_is_told_by_its_number_and_nothing_is_kept(column: str, text: str, said: str) -> None:
    rows = exported("f2564_06")
    more = cell([rows[0], rows[1]], 2, "code", "f2564_06.new")[1]
    brought = bring([*cell(rows, 4, column, text), more])
    assert [one.line for one in brought.problems] == [4]
    assert said in brought.problems[0].sentence
    assert not Indicator.objects.filter(pk="f2564_06.new").exists()


def test_a_new_line_is_a_new_version() -> None:
    rows = exported("f2564_06")
    line = list(rows[1])
    for column, text in {"version": "2", "since": "2021-04-01", "name_th": "ใหม่", "why": "ชัดขึ้น"}.items():
        line[exchange.COLUMNS.index(column)] = text
    assert bring([*rows, line]) == exchange.Brought(changed=1, same=len(rows) - 1)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a,b\n1,2\n", b'"', b"x" * 2_000_001])
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        exchange.bring(data, programme="f2564", by=actor("dao"))


def test_only_who_keeps_them_brings_them() -> None:
    with pytest.raises(NotAllowed):
        bring(exported(), "prasit")


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(str.strip)
drafts = st.builds(
    Said, since=st.dates(), name_th=words, name_en=words, definition_th=words, definition_en=words,
    unit=st.sampled_from(("person", "baht")), number_th=words, base_th=words, source=words, why=words,
    axes=st.lists(st.sampled_from(("sex", "age")), unique=True).map(tuple),
    baseline=st.none() | st.decimals(-(10**9), 10**9, places=6).map(lambda one: Decimal(f"{one.normalize():f}")),
    checks=st.fixed_dictionaries({}, optional={"most": st.integers(0, 10**9), "whole": st.just(True)}),
)  # fmt: skip


@given(st.lists(drafts, max_size=3))
def test_every_cell_survives_the_table(all_said: list[Said]) -> None:
    lines = [Line(n, fixed(order=n), n, one) for n, one in enumerate(all_said, start=2)]
    rows = [list(exchange.COLUMNS), *(exchange.cells_of(line) for line in lines)]
    for data in (table(rows), csv_file(rows)):
        found, problems = exchange.read(data)
        assert problems == []
        assert found == lines


def test_the_light_of_an_indicator_has_its_own_rule_or_the_usual_one() -> None:
    own, usual = lights.rule_for("f2564_05.waiting_days", OPENS), lights.rule_for("f2564_06.visitors", OPENS)
    assert own is not None and usual is not None
    assert (own.code, usual.code) == ("nationality-waiting", "usual")
    assert lights.rule_for("f2564_06.visitors", date(2019, 1, 1)) is None
