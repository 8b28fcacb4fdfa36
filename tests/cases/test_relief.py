"""Relief: a row with each event, and sums of it among what one may see."""

from datetime import date
from typing import Any

import pytest

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import relief
from sangsuk.cases.models import Case
from sangsuk.common.errors import Missing, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
YEAR = {"first_on": date(2026, 10, 1), "last_on": date(2027, 9, 30)}


def relieved(n: int, *, baht: int | None = 1500, on: str = "2026-11-16", **changes: Any) -> Case:
    told = moved(case(n, **changes), ("accept", actor("malee")))
    data = {"relief_kind": "goods", "text": "มอบของใช้", "giver": "ที่ว่าการอำเภอ", "given_on": on, "households": 2}
    return cases.move(told, "relieve", by=actor("malee"), data=data | ({"baht": baht} if baht else {}), now=MONDAY)


def test_each_gift_is_a_row_with_where_it_belongs() -> None:
    row = relief.given_in(relieved(1, category="water.flood"))[0]
    assert (row.kind, row.baht, row.households, row.given_on) == ("goods", 1500, 2, date(2026, 11, 16))
    assert (row.office_code, row.district_code, row.category_code) == ("5001", "5001", "water.flood")


@pytest.mark.parametrize(
    ("by", "codes"),
    [("kind", ["goods"]), ("district", ["5001"]), ("office", ["5001"]), ("month", ["2026-10", "2026-11"])],
)
def test_sums_by_each_axis_equal_the_whole(by: str, codes: list[str]) -> None:
    relieved(1)
    relieved(2, on="2026-10-31", baht=None)
    lines = relief.sums(actor("malee"), by=by, **YEAR)
    assert [line.code for line in lines] == codes
    assert (sum(one.times for one in lines), sum(one.baht for one in lines), sum(one.households for one in lines)) == (
        2,
        1500,
        4,
    )


def test_both_days_are_included_and_others_see_nothing() -> None:
    relieved(1)
    day = {"first_on": date(2026, 11, 16), "last_on": date(2026, 11, 16)}
    assert relief.sums(actor("malee"), by="kind", **day)[0].times == 1
    assert relief.sums(actor("anan"), by="kind", **day) == []
    assert relief.sums(actor("preecha"), by="kind", **day) == []


def test_what_lies_behind_a_sum_is_paged_by_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relief, "SIZE", 2)
    told = [relieved(n) for n in (1, 2, 3)]
    first = relief.behind(actor("malee"), by="kind", code="goods", **YEAR)
    assert [row.case.number for row in first.items] == [told[2].number, told[1].number]
    rest = relief.behind(actor("malee"), by="kind", code="goods", cursor=first.next or "", **YEAR)
    assert [row.case.number for row in rest.items] == [told[0].number] and rest.next is None


def test_odd_months_and_cursors_are_refused() -> None:
    with pytest.raises(Missing):
        relief.behind(actor("malee"), by="month", code="2026", **YEAR)
    with pytest.raises(Refused):
        relief.behind(actor("malee"), by="kind", code="goods", cursor="WzFd", **YEAR)
