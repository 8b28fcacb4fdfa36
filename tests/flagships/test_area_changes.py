"""Recording that areas changed: by the department, with its law, whole; and taking back what was wrong."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from flagging import entry, indicator, project, unit
from people import actor
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.flagships.areas import actions, naming, queries
from sangsuk.flagships.areas.actions import Part
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.folding import auditing, marking
from sangsuk.flagships.folding import queries as figures
from sangsuk.flagships.models import AreaChange, Entry, Indicator
from sangsuk.flagships.periods import parse
from sangsuk.flagships.words import NOW, THEN

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 1, tzinfo=UTC)
ON = date(2021, 3, 1)
LAW = "พระราชกฤษฎีกาสมมติ พ.ศ. 2564"


@pytest.fixture
def summed(world: None) -> Indicator:
    unit("case", {"case": 1})
    one = indicator(project(), "summed")
    for area, number in (("5001", 100), ("5002", 10), ("5101", 1)):
        entry(one, area, date(2021, 1, 1), Decimal(number))
    folding.fold_all(AT)
    return one


def province(of: Indicator, code: str, view: str) -> Decimal | None:
    found = figures.of_area(code, parse("FY2021"), [of.code], view=view).get(of.code)
    return found.value if found else None


def test_a_district_that_moved_counts_where_it_was_then_and_where_it_is_now(summed: Indicator) -> None:
    actions.record([Part("5001", "5130", name_th="อำเภอใหม่")], on=ON, source=LAW, by=actor("dao"), now=AT)
    folding.fold_stale(AT)
    assert (province(summed, "50", THEN), province(summed, "51", THEN)) == (110, 1)
    assert (province(summed, "50", NOW), province(summed, "51", NOW), province(summed, "", NOW)) == (10, 101, 111)
    assert list(auditing.faults()) == []
    assert naming.name("5130", "th") == "อำเภอใหม่"
    assert figures.of_area("5130", parse("FY2021"), [summed.code], view=NOW)[summed.code].value == 100


def test_a_correction_of_what_was_before_is_seen_where_the_area_lies_now(summed: Indicator) -> None:
    actions.record([Part("5001", "5130")], on=ON, source=LAW, by=actor("dao"), now=AT)
    folding.fold_stale(AT)
    one = Entry.objects.get(area_code="5001")
    Entry.objects.filter(pk=one.pk).update(number=130)
    marking.changed([one], now=AT)
    folding.fold_stale(AT)
    assert (province(summed, "50", THEN), province(summed, "51", THEN)) == (140, 1)
    assert (province(summed, "50", NOW), province(summed, "51", NOW), province(summed, "", NOW)) == (10, 131, 141)
    assert list(auditing.faults()) == []


def test_what_was_wrong_is_taken_back_and_can_still_be_asked_for(summed: Indicator) -> None:
    actions.record([Part("5001", "5130")], on=ON, source=LAW, by=actor("dao"), now=AT)
    folding.fold_stale(AT)
    actions.withdraw("5001", ON, by=actor("dao"), now=datetime(2021, 7, 1, tzinfo=UTC))
    folding.fold_stale(AT)
    assert (province(summed, "50", NOW), province(summed, "51", NOW)) == (110, 1)
    assert queries.known(datetime(2021, 6, 15, tzinfo=UTC)).after("5001", date(2021, 1, 1)) == {"5130": 1}
    assert not queries.known() and not queries.known(datetime(2021, 5, 1, tzinfo=UTC))
    assert list(auditing.faults()) == []
    with pytest.raises(Missing):
        actions.withdraw("5001", ON, by=actor("dao"))


@pytest.mark.parametrize(
    ("parts", "source", "code"),
    [
        ([], LAW, "nothing"),
        ([Part("5001", "5130")], "สั้น", "source"),
        ([Part("5001", "5130", Decimal("0.5"))], LAW, "shares_not_whole"),
        ([Part("5001", "51")], LAW, "two_levels"),
    ],
)
def test_what_cannot_be_so_is_refused(summed: Indicator, parts: list[Part], source: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.record(parts, on=ON, source=source, by=actor("dao"))
    assert refused.value.code == code and not AreaChange.objects.exists()


def test_only_the_department_and_the_ministry_record_it_and_only_once(summed: Indicator) -> None:
    for who in ("malee", "prasit", "kanya", "preecha"):
        with pytest.raises(NotAllowed):
            actions.record([Part("5001", "5130")], on=ON, source=LAW, by=actor(who))
    actions.record([Part("5001", "5130")], on=ON, source=LAW, by=actor("nok"))
    with pytest.raises(Refused):
        actions.record([Part("5001", "5131")], on=ON, source=LAW, by=actor("nok"))
