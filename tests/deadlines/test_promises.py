from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sangsuk.common.errors import Refused
from sangsuk.deadlines import actions, queries
from sangsuk.deadlines.models import Holiday, PromiseRule, WorkingHours
from sangsuk.deadlines.promises import Matter, Rule, covers, find
from sangsuk.thai import BANGKOK

DAY = date(2026, 11, 9)
ANY = Rule("any", "finish", "", "", "", "", "", 15, "calendar_days", date(2015, 1, 1), None, "a source")


def rule(code: str, **changes: object) -> Rule:
    return replace(ANY, code=code, **changes)  # type: ignore[arg-type]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK).astimezone(UTC)


@pytest.mark.parametrize(
    ("prefix", "category", "covered"),
    [("", "land", True), ("land", "land", True), ("land", "land.title", True), ("land", "landfill", False)]
    + [("land.title", "land", False), ("land.title", "land.title", True), ("", "", True), ("land", "", False)],
)
def test_a_group_covers_its_kinds_and_nothing_else(prefix: str, category: str, covered: bool) -> None:
    assert covers(prefix, category) is covered


@pytest.mark.parametrize(
    ("loser", "winner"),
    [
        (ANY, rule("group", category_code="land")),
        (rule("group", category_code="land"), rule("kind", category_code="land.title")),
        (rule("mission", mission="grievance"), rule("group", category_code="land")),
        (rule("kind", category_code="land.title"), rule("province", province_code="50")),
        (rule("province", province_code="50"), rule("urgent", urgency="urgent")),
        (rule("old"), rule("new", valid_from=date(2020, 1, 1))),
        (rule("z", valid_from=date(2020, 1, 1)), rule("a", valid_from=date(2020, 1, 1))),
    ],
)
def test_the_more_exact_rule_wins_in_whatever_order_they_stand(loser: Rule, winner: Rule) -> None:
    matter = Matter("grievance", "land.title", "district", "50", "urgent")
    assert find("finish", matter, DAY, [loser, winner]) is winner
    assert find("finish", matter, DAY, [winner, loser]) is winner


@pytest.mark.parametrize(
    "other",
    [
        rule("kind", kind="accept"),
        rule("mission", mission="advice"),
        rule("category", category_code="road"),
        rule("level", level="ministry"),
        rule("province", province_code="94"),
        rule("urgency", urgency="life"),
        rule("later", valid_from=date(2026, 11, 10)),
        rule("ended", valid_to=DAY),
    ],
)
def test_a_rule_for_something_else_does_not_count(other: Rule) -> None:
    matter = Matter("grievance", "land.title", "district", "50", "urgent")
    assert find("finish", matter, DAY, [other]) is None


@pytest.mark.parametrize(
    ("kind", "terms", "received", "due", "code"),
    [
        ("accept", {}, "2026-11-09T10:00", "2026-11-10T16:30", "accept"),
        ("accept", {}, "2026-11-06T18:00", "2026-11-10T16:30", "accept"),
        ("accept", {"urgency": "life"}, "2026-11-07T02:00", "2026-11-07T03:00", "accept.life"),
        ("progress", {}, "2026-11-09T10:00", "2026-11-24T16:30", "progress"),
        ("agency_report", {"urgency": "urgent"}, "2026-11-09T10:00", "2026-11-16T16:30", "agency_report.urgent"),
        ("finish", {"mission": "grievance", "category": "land.title"}, "2026-11-09T10:00", "2026-11-24T16:30", "finish.land"),
        ("finish", {"mission": "grievance", "category": "environment.waste"}, "2026-11-09T10:00", "2026-11-16T16:30", "finish.environment"),
        ("finish", {"mission": "grievance", "category": "official.corruption"}, "2026-11-09T10:00", "2026-12-09T16:30", "finish.official"),
        ("finish", {"mission": "grievance", "category": "welfare.care"}, "2026-11-09T10:00", "2026-11-19T16:30", "finish.welfare"),
        ("finish", {"mission": "grievance", "category": "welfare.work"}, "2026-11-09T10:00", "2026-11-24T16:30", "finish.work"),
        ("finish", {"mission": "information", "category": "official"}, "2026-11-09T10:00", "2026-11-24T16:30", "finish"),
        ("finish", {}, "2026-11-09T10:00", "2026-11-24T16:30", "finish"),
        ("reopen", {}, "2026-11-09T10:00", "2026-12-09T16:30", "reopen"),
    ],
)  # fmt: skip
def test_what_the_loaded_rules_promise(
    world: None, kind: str, terms: dict[str, str], received: str, due: str, code: str
) -> None:
    promise = queries.promise(kind, at=at(received), **terms)  # type: ignore[arg-type]
    assert (promise.rule_code, promise.due_at) == (code, at(due))
    assert promise.source


def test_without_a_rule_nothing_is_promised(world: None) -> None:
    PromiseRule.objects.filter(kind="answer").delete()
    with pytest.raises(Refused) as refused:
        queries.promise("answer", at=at("2026-11-09T10:00"))
    assert refused.value.code == "no_promise"


def test_a_remembered_promise_asks_the_database_nothing(
    world: None, remembering: None, django_assert_num_queries: object
) -> None:
    queries.promise("finish", at=at("2026-11-09T10:00"), province_code="94", category="land.title")
    queries.soon_until(at("2026-11-09T10:00"), "94")
    with django_assert_num_queries(0):  # type: ignore[operator]
        queries.promise("finish", at=at("2026-11-09T11:00"), province_code="94", category="land.title")
        queries.soon_until(at("2026-11-09T10:00"), "94")


def test_due_soon_is_three_working_days(world: None) -> None:
    assert queries.soon_until(at("2026-11-09T10:00")) == at("2026-11-12T16:30")
    assert queries.soon_until(at("2026-12-03T10:00")) == at("2026-12-09T16:30")  # the 7th is in lieu of the 5th


def test_every_rule_hour_and_holiday_names_its_source(world: None) -> None:
    for model in (PromiseRule, WorkingHours, Holiday):
        assert not model.objects.filter(source="").exists()
        assert not model.objects.exclude(source__contains="docs/law.md#").exists()


@pytest.mark.parametrize(
    ("on", "off"),
    [
        (date(2020, 12, 5), True),
        (date(2020, 12, 7), True),
        (date(2020, 12, 10), True),
        (date(2020, 12, 11), True),
        (date(2020, 12, 31), True),
        (date(2021, 5, 10), True),  # ploughing day: government offices only
        (date(2021, 5, 3), False),  # in lieu of Labour Day: not for offices
        (date(2020, 5, 1), False),  # Labour Day
        (date(2026, 2, 17), False),  # Chinese New Year: in the south only
    ],
)
def test_the_national_calendar(world: None, on: date, off: bool) -> None:
    assert queries.calendar().is_working_day(on) is not off


@pytest.mark.parametrize(
    ("province", "on", "off"),
    [
        ("94", date(2026, 2, 17), True),
        ("90", date(2026, 2, 17), True),
        ("93", date(2026, 2, 17), False),
        ("94", date(2023, 1, 23), True),  # Chinese New Year fell on a Sunday
        ("96", date(2024, 4, 10), True),  # Eid al-Fitr
        ("96", date(2020, 12, 10), True),  # and the national days as well
    ],
)
def test_southern_provinces_have_days_of_their_own(world: None, province: str, on: date, off: bool) -> None:
    assert queries.calendar(province).is_working_day(on) is not off


def test_loading_again_changes_nothing(world: None) -> None:
    assert actions.load() == 0


def test_a_load_leaves_alone_what_a_person_has_set(world: None) -> None:
    actions.set_holiday(
        date(2026, 12, 10), name_th="วันรัฐธรรมนูญ", name_en="Constitution Day", source="มติ ครม.", cancelled=True
    )
    actions.set_holiday(date(2026, 11, 13), name_th="วันหยุดพิเศษ", name_en="Special holiday", source="มติ ครม.")
    PromiseRule.objects.filter(code="accept").update(amount=2, edited_at=datetime(2026, 11, 1, tzinfo=UTC))
    PromiseRule.objects.filter(code="progress").update(amount=99)
    assert actions.load() == 1
    assert queries.calendar().is_working_day(date(2026, 12, 10))
    assert not queries.calendar().is_working_day(date(2026, 11, 13))
    assert PromiseRule.objects.get(code="accept").amount == 2
    assert PromiseRule.objects.get(code="progress").amount == 15


def test_a_holiday_without_a_source_is_refused(world: None) -> None:
    with pytest.raises(Refused) as refused:
        actions.set_holiday(date(2026, 11, 13), name_th="หยุด", name_en="Off", source=" ")
    assert (refused.value.code, refused.value.field) == ("source_missing", "source")
    assert not Holiday.objects.filter(on=date(2026, 11, 13)).exists()
