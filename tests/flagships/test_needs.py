"""Need and response: what is counted for a project, what never is, what the public may read; and the queue of a policy."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

import factories
import storytelling
from factories import MONDAY, case, moved
from people import STAFF, actor, user
from sangsuk.cases.models import Case
from sangsuk.flagships.models import NeedLink
from sangsuk.flagships.needs import policies, queries, showing
from sangsuk.flagships.needs.queries import Period, bundled
from sangsuk.flagships.needs.words import LEAST

pytestmark = pytest.mark.usefixtures("world")
PERIOD = Period(date(2026, 11, 1), date(2026, 11, 30))
NOW = MONDAY + timedelta(hours=1)
DRUGS = "f2564_09"


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def needs(project: str = DRUGS, area: str = "", period: Period = PERIOD) -> queries.Needs:
    return queries.needs_of(project, area, period, now=NOW)


def told(n: int, category: str = "safety.gambling", **changes: Any) -> Case:
    return case(n, category=category, **changes)


def test_cases_speak_by_category_with_all_below_it_and_by_policy() -> None:
    told(1), told(2, "debt.fraud"), told(3, "road.light"), told(4, "debt.informal")
    five = told(5, "road.surface")
    Case.objects.filter(pk=five.pk).update(policy_code="informal_debt")
    found = needs("f2564_04")
    assert (found.cases, found.open, found.categories) == (3, 3, {"debt.fraud": 1, "debt.informal": 1})
    assert found.policies == {"informal_debt": 1}
    assert needs("f2564_05").cases == 0


def test_matters_of_drugs_come_under_seal_so_nobody_counts_them() -> None:
    told(1, "drugs.use")
    assert needs().cases == 0


def test_only_of_the_area_and_of_the_days() -> None:
    told(1), told(2, district="3001", subdistrict=None)
    assert [needs(area=area).cases for area in ("", "50", "30", "5001", "5002")] == [2, 1, 1, 1, 0]
    assert needs(period=Period(date(2026, 11, 16), date(2026, 11, 16))).cases == 2
    assert needs(period=Period(date(2026, 11, 17), date(2026, 11, 30))).cases == 0


def test_what_is_sealed_withdrawn_or_accuses_is_counted_for_nobody() -> None:
    one, two = told(1), told(2)
    told(3, accused=("5001",))
    Case.objects.filter(pk=one.pk).update(secrecy="sealed" if "sealed" in _classes() else _classes()[-1])
    moved(two, ("withdraw", factories.CITIZEN))
    assert needs().cases == 0


def _classes() -> list[str]:
    from sangsuk.cases.sealed import rule

    return [name for name in rule.CLASSES if name != rule.OPEN_CLASS]


def test_what_was_done_is_told_of_enough_only() -> None:
    rows = [told(n) for n in range(1, LEAST + 1)]
    for number, row in enumerate(rows):
        closed = row.submitted_at + timedelta(days=number + 1)
        Case.objects.filter(pk=row.pk).update(
            status="settled", closed_at=closed, due_at=None, duties={}, solved="yes" if number < 7 else "no"
        )
    found = needs()
    assert (found.settled, found.median_days, found.said, found.solved_percent, found.open) == (LEAST, 6, LEAST, 70, 0)
    Case.objects.filter(pk=rows[0].pk).update(solved="", status="refused")
    found = needs()
    assert (found.median_days, found.solved_percent) == (None, None)


def test_stories_of_the_project_of_its_theme_and_of_its_service() -> None:
    storytelling.published(1, passed={"theme": "service"}, service="damrongdhama", tone="positive")
    storytelling.published(2, passed={"theme": "volunteer"}, service="damrongdhama")
    storytelling.story(3)
    assert needs("f2564_06").stories == 1
    assert needs("f2564_06").tones == {"positive": 1}
    assert needs("f2564_01").stories == 1 and needs("f2564_04").stories == 2
    assert needs("f2564_04", "30").stories == 0


def test_a_row_that_ended_speaks_no_more() -> None:
    told(1)
    NeedLink.objects.filter(code="09.category.safety.gambling").update(valid_to=date(2026, 11, 1))
    assert needs().cases == 0
    assert all(row.source for row in NeedLink.objects.all())


def test_it_costs_the_same_for_one_and_for_many(django_assert_num_queries: Any) -> None:
    told(1)
    needs()
    for many in (1, 12):
        for n in range(2, 2 + many):
            told(100 * many + n)
        with django_assert_num_queries(7):
            needs()


@given(st.lists(st.integers(0, 40), max_size=8))
def test_no_small_part_can_be_reckoned_from_the_others(counts: list[int]) -> None:
    rows = [(f"k{at}", n) for at, n in enumerate(counts)]
    shown, whole = bundled(rows), sum(counts)
    said = [one.n for one in shown if one.n is not None]
    assert all(n >= LEAST for n in said) and len({one.code for one in shown}) == len(shown)
    left = whole - sum(said)
    hidden = [one for one in shown if one.n is None]
    assert len(hidden) <= 1
    if left and whole >= LEAST:  # the whole is told too: what is left must not be small
        assert left >= LEAST or not hidden
    if not hidden:
        assert sum(said) == whole


@pytest.mark.parametrize(
    ("cases", "open_", "settled", "told"),
    [
        (21, 16, 5, False),
        (21, 11, 10, True),
        (30, 12, 12, False),
        (21, 21, 0, True),
        (0, 0, 0, True),
        (40, 15, 15, True),
    ],
)
def test_settled_and_open_are_told_only_where_neither_gives_a_small_one_away(
    cases: int, open_: int, settled: int, told: bool
) -> None:
    assert showing.told_apart(queries.Needs(cases=cases, open=open_, settled=settled)) is told


def door(who: str) -> Client:
    client = Client()
    client.force_login(user(who))
    return client


READERS = {"malee", "suda", "anan", "prasit", "orn", "nok", "kanya", "dao"}


@pytest.mark.parametrize(
    "path", ["needs", f"needs/{DRUGS}", "policies", "policies/drugs_2567", "policies/drugs_2567/offices.csv"]
)
def test_who_opens_it_at_the_desk(path: str) -> None:
    assert {who for who in STAFF if door(who).get(f"/desk/flagships/{path}").status_code == 200} == READERS
    assert Client().get(f"/desk/flagships/{path}").status_code == 302


def test_the_page_of_an_office_counts_its_own_area() -> None:
    for n in (1, 2):
        told(n)
    told(3, district="3001", subdistrict=None)
    read = {
        who: door(who).get(f"/desk/flagships/needs/{DRUGS}").content.decode()
        for who in ("malee", "prasit", "orn", "nok")
    }
    assert "เรื่องร้องทุกข์ 2 เรื่อง" in read["malee"] and "เรื่องร้องทุกข์ 2 เรื่อง" in read["prasit"]
    assert "เรื่องร้องทุกข์ 1 เรื่อง" in read["orn"] and "เรื่องร้องทุกข์ 3 เรื่อง" in read["nok"]
    assert door("malee").get("/desk/flagships/needs/nothing").status_code == 404


def test_the_public_reads_no_small_number() -> None:
    for n in range(1, 4):
        told(n)
    page = Client().get(f"/flagships/{DRUGS}/needs?province=50")
    text = page.content.decode()
    assert page.status_code == 200 and f"น้อยกว่า {LEAST}" in text and "เรื่องอื่น ๆ ที่มีน้อย" in text
    for n in range(4, 14):
        told(n)
    assert "13" in Client().get(f"/flagships/{DRUGS}/needs?year=2570").content.decode()
    for strange in ("?year=x", "?province=99", "?province=%00"):
        assert Client().get(f"/flagships/{DRUGS}/needs{strange}").status_code == 200
    assert Client().get("/flagships/nothing/needs").status_code == 404


def marked(n: int, policy: str = "demo_flood_2570", **changes: Any) -> Case:
    made = case(n, **changes)
    Case.objects.filter(pk=made.pk).update(policy_code=policy)
    return made


def test_a_policy_has_a_queue_of_its_own_of_what_one_may_see() -> None:
    mine, other, far = (
        marked(1),
        marked(2, district="5002", subdistrict=None),
        marked(3, district="3001", subdistrict=None),
    )
    marked(4, accused=("5001",))
    case(5)
    assert [one.pk for one in policies.queue(actor("malee"), "demo_flood_2570").items] == [mine.pk]
    assert {one.pk for one in policies.queue(actor("prasit"), "demo_flood_2570").items} >= {mine.pk, other.pk}
    assert far.pk in {one.pk for one in policies.queue(actor("nok"), "demo_flood_2570").items}
    page = door("malee").get("/desk/flagships/policies/demo_flood_2570").content.decode()
    assert mine.number in page and other.number not in page
    rows = door("malee").get("/desk/flagships/policies/demo_flood_2570/offices.csv").content.decode().splitlines()
    assert len(rows) == 2 and rows[1].startswith("5001,")
    assert door("malee").get("/desk/flagships/policies/nothing").status_code == 404


def test_the_queue_is_paged_by_key_and_an_ended_policy_stays_while_something_is_open() -> None:
    made = {marked(n, "drugs_2567").pk for n in range(1, 6)}
    seen, cursor = [], ""
    while True:
        page = policies.queue(actor("malee"), "drugs_2567", cursor=cursor, size=2)
        seen += [one.pk for one in page.items]
        if not page.next:
            break
        cursor = page.next
    assert len(seen) == 5 and set(seen) == made
    lines = {line.policy.code: line for line in policies.lines(actor("malee"), NOW, NOW.date())}
    assert lines["drugs_2567"].ended and lines["drugs_2567"].open == 5 and "online_crime_2567" not in lines


def test_the_years_that_are_offered_go_back_to_the_programme() -> None:
    offered = showing.choices(2021, date(2026, 11, 16))
    assert [one.code for one in offered] == ["", "2570", "2569", "2568", "2567", "2566", "2565", "2564"]
    assert (offered[-1].period.first, offered[-1].period.last) == (date(2020, 10, 1), date(2021, 9, 30))
    assert showing.chosen("nonsense", offered) == offered[0]
