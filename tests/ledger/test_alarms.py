"""Which readings are unusual, as a table."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sangsuk.ledger.alarms import Rule, Seen, find

NINE = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # 09:00 in Bangkok
FROM = date(2026, 1, 1)


def read(n: int, minutes: int = 0, *, who: int = 1, **more: object) -> Seen:
    told = {"about": f"5001-70-{n:06d}", "office_code": "5001", "of_office": "5001"} | more
    return Seen(n, at=NINE + timedelta(minutes=minutes), user_id=who, who="มาลี", **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "amount", "readings", "alarms"),
    [
        ("many_hour", 3, [read(1), read(2, 10), read(3, 59)], [[1, 2, 3]]),
        ("many_hour", 3, [read(1), read(2, 10), read(3, 60)], []),
        ("many_hour", 3, [read(1), read(2, 30), read(3, 70), read(4, 80)], [[2, 3, 4]]),
        ("many_hour", 2, [read(1), read(1, 5)], []),  # the same case twice is one
        ("many_hour", 2, [read(1), read(2, 5, who=2)], []),  # two people with one look each
        ("many_day", 3, [read(1), read(2, 200), read(3, 400)], [[1, 2, 3]]),
        ("many_day", 3, [read(1), read(2, 200), read(3, 16 * 60)], []),  # the third after midnight in Bangkok
        ("other_office", 1, [read(1), read(2, of_office="5002")], [[2]]),
        ("other_office", 2, [read(1, of_office="5003"), read(2, of_office="5002")], [[1, 2]]),
        ("other_office", 1, [read(1, of_office="")], []),
        ("closed_case", 1, [read(1, closed=True), read(2)], [[1]]),
        ("after_hours", 1, [read(1, after_hours=True)], [[1]]),
        ("public_figure", 1, [read(1, figure=True)], [[1]]),
        ("own_family", 1, [read(1, family=True), read(2)], [[1]]),
        ("secret", 1, [read(1, second_id=7), read(2)], [[1]]),
        ("secret", 1, [], []),
    ],
)
def test_the_table(kind, amount, readings, alarms):
    found = find(readings, [Rule("r", kind, amount, FROM)])
    assert [[seen.id for seen in alarm.readings] for alarm in found] == alarms


def test_a_rule_holds_from_its_first_day_to_the_day_before_its_last():
    unusual = [read(1, closed=True)]
    for valid_from, valid_to, holds in (
        (date(2026, 11, 16), None, True), (date(2026, 11, 17), None, False),
        (FROM, date(2026, 11, 16), False), (FROM, date(2026, 11, 17), True),
    ):  # fmt: skip
        assert bool(find(unusual, [Rule("r", "closed_case", 1, valid_from, valid_to)])) is holds


def test_the_same_finding_has_the_same_key_whenever_it_is_looked_for():
    rules = [Rule("r", "closed_case", 1, FROM)]
    [once] = find([read(1, closed=True)], rules)
    [later] = find([read(1, closed=True), read(2, 5, closed=True)], rules)
    assert once.key == later.key
