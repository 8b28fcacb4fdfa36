"""Targets: set, shared out, moved between districts, taken back; every word kept."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from factories import MONDAY
from people import actor
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.flagships import periods
from sangsuk.flagships.indicators import queries as indicators
from sangsuk.flagships.indicators.cards import IndicatorCard
from sangsuk.flagships.models import Figure, Target
from sangsuk.flagships.targets import actions, areas, exchange, queries

pytestmark = pytest.mark.usefixtures("world")
YEAR, MONTH = periods.parse("FY2021"), periods.parse("2021-01")
COUNTED, SHARE = "f2564_06.visitors", "f2564_06.eservice"


def card(code: str = COUNTED) -> IndicatorCard:
    return indicators.by_code("f2564", YEAR.starts_on)[code]


def put(
    numbers: dict[str, Any], *, code: str = COUNTED, who: str = "dao", period: periods.Period = YEAR, **more: Any
) -> int:
    given = {area: None if number is None else Decimal(str(number)) for area, number in numbers.items()}
    return len(actions.put(card(code), given, period, by=actor(who), now=MONDAY, **more))


def cascade(area: str = "", way: str = "equal", *, code: str = COUNTED, who: str = "dao", **more: Any) -> int:
    return len(actions.cascade(card(code), area, YEAR, way, by=actor(who), now=MONDAY, **more))


def standing(area: str, *, code: str = COUNTED, period: periods.Period = YEAR) -> Decimal | None:
    found = queries.targets([code], areas.level_of(area), [area], period).get((code, area))
    return found.number if found else None


def below(area: str, code: str = COUNTED) -> dict[str, Decimal]:
    codes = areas.children(area)
    found = queries.targets([code], areas.level_of(codes[0]), codes, YEAR)
    return {child: found[code, child].number for child in codes if (code, child) in found}


def test_the_country_is_shared_out_to_the_last_person_and_so_is_every_province() -> None:
    put({"": 1_000_003})
    assert cascade() == 76
    assert sum(below("").values()) == 1_000_003
    assert max(below("").values()) - min(below("").values()) <= 1
    cascade("50")
    assert sum(below("50").values()) == standing("50")
    assert len(below("50")) == 25


def test_shares_are_not_divided_but_the_same_for_all() -> None:
    put({"": "62.5"}, code=SHARE)
    with pytest.raises(Refused) as caught:
        cascade(code=SHARE)
    assert caught.value.code == "bad_way"
    cascade(way="same", code=SHARE)
    assert set(below("", SHARE).values()) == {Decimal("62.5")}
    put({"": 10})
    with pytest.raises(Refused):
        cascade(way="same")


def figure(area: str, number: int, code: str = COUNTED) -> None:
    Figure.objects.create(
        indicator_id=code, level="province", area_code=area, period="year", starts_on=date(2019, 10, 1), number=number,
        entries=1, folded_at=MONDAY,
    )  # fmt: skip


@pytest.mark.parametrize(("way", "code"), [("by_last_year", COUNTED), ("by_base", "f2564_01.volunteers")])
def test_what_was_there_a_year_ago_says_how_it_is_divided(way: str, code: str) -> None:
    put({"": 100})
    with pytest.raises(Refused) as caught:
        cascade(way=way, base=code)
    assert caught.value.code == "no_figures"
    figure("50", 300, code)
    figure("30", 100, code)
    cascade(way=way, base=code)
    assert (standing("50"), standing("30"), standing("90")) == (75, 25, 0)
    assert sum(below("").values()) == 100


def test_a_part_of_a_cascade_says_what_it_was_cut_from() -> None:
    put({"": 100})
    cascade()
    whole = Target.objects.get(level="country")
    part = Target.objects.get(area_code="50")
    assert (part.cut_from_id, part.way, part.level, part.version) == (whole.pk, "equal", "province", 1)


def test_sharing_out_again_says_nothing_twice() -> None:
    put({"": 760})
    cascade()
    assert cascade() == 0
    put({"": 761})
    assert cascade() == 1
    assert queries.history(COUNTED, "province", "10", YEAR) == []
    assert [one.number for one in queries.history(COUNTED, "province", "11", YEAR)] == [11, 10]


@pytest.mark.parametrize("way", ["sideways", ""])
def test_there_is_no_other_way(way: str) -> None:
    put({"": 100})
    with pytest.raises(Refused):
        cascade(way=way)


def test_nothing_is_shared_out_where_nothing_is_set_and_no_district_shares_out() -> None:
    with pytest.raises(Refused, match="ยังไม่มีค่าเป้าหมาย"):
        cascade()
    with pytest.raises(Refused, match="อำเภอแบ่ง"):
        cascade("5001")


def province() -> dict[str, Decimal]:
    put({"50": 250})
    cascade("50", who="prasit")
    return below("50")


def test_a_province_moves_between_its_districts_while_the_sum_holds() -> None:
    before = province()
    assert put({"5001": before["5001"] + 5, "5002": before["5002"] - 5}, who="prasit") == 2
    assert sum(below("50").values()) == 250


def test_a_sum_that_does_not_hold_is_refused_with_both_numbers_unless_it_says_why() -> None:
    before = province()
    with pytest.raises(Refused, match=r"255 .*250") as caught:
        put({"5001": before["5001"] + 5}, who="prasit")
    assert caught.value.field == "why"
    assert below("50") == before
    put({"5001": before["5001"] + 5}, who="prasit", why="มีโรงงานใหม่")
    assert sum(below("50").values()) == 255
    assert queries.history(COUNTED, "district", "5001", YEAR)[0].why == "มีโรงงานใหม่"


def test_parts_may_come_one_by_one_but_never_to_more_than_the_whole() -> None:
    put({"50": 250})
    assert put({"5001": 200}, who="prasit") == put({"5002": 50}, who="prasit") == 1
    with pytest.raises(Refused, match=r"251 .*250"):
        put({"5003": 1}, who="prasit")
    assert below("50") == {"5001": 200, "5002": 50}


def test_a_share_that_differs_from_the_one_above_says_why() -> None:
    put({"50": 60}, code=SHARE)
    with pytest.raises(Refused):
        put({"5001": 55}, code=SHARE, who="prasit")
    assert put({"5001": 55}, code=SHARE, who="prasit", why="สัญญาณไม่ทั่วถึง") == 1
    assert put({"5002": 60}, code=SHARE, who="prasit") == 1


@pytest.mark.parametrize(
    ("who", "area"),
    [("prasit", ""), ("prasit", "50"), ("prasit", "3001"), ("malee", "5001"), ("suda", "5001"), ("kanya", "5001"), ("wichai", "5001"),
     ("preecha", ""), ("orn", "5001")],
)  # fmt: skip
def test_nobody_sets_the_target_of_others(who: str, area: str) -> None:
    with pytest.raises(NotAllowed):
        put({area: 5}, who=who)
    assert not Target.objects.exists()


@pytest.mark.parametrize("who", ["malee", "kanya", "orn"])
def test_nor_shares_out_what_is_not_theirs(who: str) -> None:
    put({"50": 250})
    with pytest.raises(NotAllowed):
        cascade("50", who=who)


@pytest.mark.parametrize(
    ("code", "number", "period", "refused"),
    [
        (COUNTED, "-1", YEAR, "bad_number"),
        (COUNTED, "1.5", YEAR, "too_fine"),
        (COUNTED, "1e14", YEAR, "bad_number"),
        (COUNTED, "NaN", YEAR, "bad_number"),
        (SHARE, "101", YEAR, "bad_number"),
        ("f2564_06.access", "50", MONTH, "bad_period"),
    ],
)
def test_a_number_it_cannot_have_is_refused(code: str, number: str, period: periods.Period, refused: str) -> None:
    with pytest.raises(Refused) as caught:
        put({"": number}, code=code, period=period)
    assert caught.value.code == refused


def test_a_target_is_taken_back_with_a_reason_and_its_words_stay() -> None:
    put({"": 10})
    with pytest.raises(Refused):
        put({"": None})
    put({"": None}, why="ตั้งผิดตัว")
    assert standing("") is None
    put({"": 12})
    assert [(one.version, one.number) for one in queries.history(COUNTED, "country", "", YEAR)] == [
        (3, 12),
        (2, None),
        (1, 10),
    ]


def test_targets_of_months_and_years_do_not_meet() -> None:
    put({"": 10})
    put({"": 3}, period=MONTH)
    assert (standing(""), standing("", period=MONTH)) == (10, 3)


def exported() -> list[list[str]]:
    return list(exchange.rows("f2564", YEAR))


def bring(rows: list[list[str]], who: str = "dao") -> exchange.Brought:
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    return exchange.bring(text.encode(), programme="f2564", by=actor(who), now=MONDAY)


def test_a_table_of_targets_comes_back_whole() -> None:
    put({"": 1000}, why="ตามมติ")
    cascade()
    put({"50": 13}, code="f2564_01.volunteers", period=MONTH)
    before = exported()
    assert len(before) == 1 + 1 + 76 + 1
    Target.objects.update(cut_from=None)
    Target.objects.all().delete()
    assert bring(before).put == 78
    assert [row[:5] for row in exported()] == [row[:5] for row in before]
    assert bring(before) == exchange.Brought()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["f2564_06.nothing", "FY2021", "TH", "", "5", ""], "f2564_06.nothing"),
        ([COUNTED, "2021", "TH", "", "5", ""], "ช่วงเวลา"),
        ([COUNTED, "FY2021", "5", "", "5", ""], "พื้นที่"),
        ([COUNTED, "FY2021", "99", "", "5", ""], ""),
        ([COUNTED, "FY2021", "", "", "5", ""], "พื้นที่"),
        ([COUNTED, "FY2021", "TH", "", "5", ""], "สองแถว"),
        ([COUNTED, "FY2021", "TH", "", "five", ""], "five"),
        ([COUNTED, "FY2021", "50", "", "1.5", ""], "ทศนิยม"),
        ([COUNTED, "FY2021", "50", ""], "จำนวนช่อง"),
    ],
)
def test_a_wrong_line_is_told_by_its_number_and_no_line_is_kept(row: list[str], said: str) -> None:
    brought = bring([list(exchange.COLUMNS), [COUNTED, "FY2021", "TH", "", "5", "ตามมติ"], row])
    assert [one.line for one in brought.problems] == [3]
    assert said in brought.problems[0].sentence
    assert not Target.objects.exists()


def test_a_province_brings_its_own_districts_only() -> None:
    row = [COUNTED, "FY2021", "3001", "", "5", ""]
    assert bring([list(exchange.COLUMNS), row], "prasit").problems
    row[2] = "5001"
    assert bring([list(exchange.COLUMNS), row], "prasit").put == 1
