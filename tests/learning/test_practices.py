"""What a district did is checked, taken over by others, reported on; and what fails elsewhere is said to fail."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import MONDAY
from lessoning import PRACTICE, act, adopted, after, practice, recommended
from people import STAFF, actor, user
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.learning.models import Adoption, LearningRule, Practice
from sangsuk.learning.practices import actions, queries, recording, table
from sangsuk.learning.practices.queries import Elsewhere
from sangsuk.learning.practices.words import ADOPTION_STATUSES, STATUSES
from sangsuk.stories.models import ImprovementItem, Pledge

pytestmark = pytest.mark.usefixtures("world")
LATER = MONDAY + timedelta(days=100)
GOOD: dict[str, Any] = {"outcome": "success", "note": "ผู้สูงอายุรอไม่เกินครึ่งชั่วโมงแล้ว", "before": "50", "after": "25.5"}


def outcome(result: str, **more: Any) -> dict[str, Any]:
    return {"outcome": result, "note": "ลองมาสามเดือนแล้วเป็นอย่างนี้"} | more


@pytest.fixture(autouse=True)
def nobody_new_stays() -> Iterator[None]:
    """The staff are everybody's: who is added here is gone after the test."""
    known = set(STAFF)
    yield
    for who in set(STAFF) - known:
        del STAFF[who]


def district(n: int) -> str:
    """Somebody of yet another district."""
    who, code = f"officer{n}", f"50{n:02d}"
    STAFF.setdefault(who, type(STAFF["anan"])(f"{who}@example.com", f"คนที่ {n}", code, "officer"))
    return who


def test_figures_are_kept_exactly_and_the_events_say_the_row() -> None:
    one = practice()
    one.refresh_from_db()
    assert (one.baht, one.hours, one.before, one.after) == (
        Decimal("1250.50"),
        Decimal("16.0"),
        Decimal("64.5"),
        Decimal(18),
    )
    assert (one.status, one.office_id, one.province_code) == ("draft", "5001", "50")
    assert list(recording.differences()) == []


@pytest.mark.parametrize("who", ["prasit", "nok", "dao", "kanya", "preecha", "wichai"])
def test_only_a_district_tells_what_it_did(who: str) -> None:
    with pytest.raises(NotAllowed):
        practice(who)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "สั้น"}, "title"), ({"problem": ""}, "problem"), ({"tried": "โทรหานางสาวสมศรี ใจงาม ที่ 0815550199 ได้เลยทุกวัน"}, "tried"),
        ({"baht": "-1"}, "baht"), ({"baht": "1.234"}, "baht"), ({"hours": "มาก"}, "hours"), ({"before": ""}, "before"),
        ({"measure": ""}, "measure"), ({"better": "sideways"}, "better"), ({"flagship": "f1"}, "flagship"), ({"category": "x"}, "category"),
    ],
)  # fmt: skip
def test_what_cannot_be_published_is_refused_at_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        practice(**changes)
    assert refused.value.field == field and not Practice.objects.exists()


def test_without_any_figure_it_is_told_in_words() -> None:
    one = practice(measure="", unit="", better="", before="", after="", baht="", hours="")
    assert (one.measure, one.before, one.baht) == ("", None, None)


def test_the_province_checks_and_never_the_office_itself() -> None:
    one = act(practice(), "send", "malee")
    for who in ("malee", "suda"):
        with pytest.raises(NotAllowed):
            act(one, "publish", who)
    with pytest.raises(NotAllowed):
        act(one, "publish", "orn")
    back = act(one, "give_back", "prasit", why="ขอให้บอกว่าต้องใช้คนกี่คน")
    assert (back.status, back.why) == ("returned", "ขอให้บอกว่าต้องใช้คนกี่คน")
    again = act(act(back, "write", "malee", **PRACTICE | {"title": "คิวทำบัตรแยกช่อง"}), "send", "malee")
    assert act(again, "publish", "prasit").status == "published"
    assert [event.move for event in queries.story_of(again)] == [
        "begin",
        "send",
        "give_back",
        "write",
        "send",
        "publish",
    ]
    assert list(recording.differences()) == []


@pytest.mark.parametrize("who", ["anan", "orn", "prasit", "kanya", "preecha", "wichai"])
def test_a_draft_is_its_offices_alone(who: str) -> None:
    one = practice()
    with pytest.raises(Missing):
        queries.one(one.code, actor(who))
    assert queries.one(one.code, actor("suda")) == one


def test_out_of_what_was_done_on_the_list_and_out_of_a_proved_promise() -> None:
    import storytelling as telling

    story = telling.published(1, passed={"severity": 2}, tone="negative", expectation="below")
    item = ImprovementItem.objects.get(story=story)
    ImprovementItem.objects.filter(pk=item.pk).update(
        status="done", what="เพิ่มเก้าอี้", changed="มีเก้าอี้สิบตัวแล้ว", done_at=MONDAY, due_on=None
    )
    pledge = Pledge.objects.create(
        story=story, no=1, made_at=MONDAY, first_due_on=date(2026, 12, 1), due_on=date(2026, 12, 1), what="เปิดช่องที่สอง", owner_role="งานทะเบียน",
        status="confirmed", did="เปิดแล้วทุกเช้า", done_at=MONDAY, confirmed_at=MONDAY,
    )  # fmt: skip
    by = actor("malee")
    assert actions.beginnings(by) == ([item], [pledge])
    assert actions.drawn_from(by, item=item.pk)["result"] == "มีเก้าอี้สิบตัวแล้ว"
    assert actions.drawn_from(by, pledge=pledge.pk)["result"] == "เปิดแล้วทุกเช้า"
    actions.begin(by=by, data=PRACTICE, item=item.pk, now=MONDAY)
    actions.begin(by=by, data=PRACTICE, pledge=pledge.pk, now=MONDAY)
    assert actions.beginnings(by) == ([], [])
    for wrong in ({"item": item.pk}, {"pledge": pledge.pk}):
        with pytest.raises(Missing):
            actions.begin(by=actor("anan"), data=PRACTICE, now=MONDAY, **wrong)


def test_another_district_takes_it_over_once_with_a_day_and_an_owner() -> None:
    one = recommended()
    row = adopted(one, owner=str(user("anan").pk))
    assert (row.starts_on, row.report_due_on, row.rule_code, row.owner_id) == (
        date(2026, 11, 20), date(2027, 2, 18), "report_after_days", user("anan").pk,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        adopted(one)
    assert refused.value.code == "already"
    with pytest.raises(Refused):
        adopted(one, "malee")
    with pytest.raises(NotAllowed):
        adopted(one, "prasit")
    assert list(recording.differences()) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"starts_on": date(2030, 1, 1)}, "starts_on"), ({"owner_role": ""}, "owner_role"), ({"owner": "1"}, "owner")],
)
def test_without_a_day_or_an_owner_nothing_is_taken_over(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        adopted(recommended(), **changes)
    assert refused.value.field == field and not Adoption.objects.exists()


def test_the_days_to_the_report_are_a_rule_with_a_date() -> None:
    LearningRule.objects.filter(code="report_after_days").update(valid_to=date(2026, 11, 16))
    LearningRule.objects.create(
        code="report_30", what="report_after_days", amount=30, valid_from=date(2026, 11, 16), source="a test"
    )
    row = adopted(recommended())
    assert (row.report_due_on, row.rule_code) == (date(2026, 12, 20), "report_30")


def test_whose_report_is_due_is_told_so_and_nobody_else() -> None:
    adopted(recommended())
    for who, day, n in (("anan", 1, 0), ("anan", 120, 1), ("malee", 120, 0), ("orn", 120, 0)):
        assert queries.waiting(actor(who), date(2026, 11, 16) + timedelta(days=day)) == n


def test_nothing_is_reported_before_it_began_or_by_another_office() -> None:
    row = adopted(recommended())
    with pytest.raises(Refused) as refused:
        after(row, "report", now=MONDAY, **GOOD)
    assert refused.value.code == "too_early"
    for who in ("malee", "prasit", "orn"):
        with pytest.raises(NotAllowed):
            after(row, "report", who, now=LATER, **GOOD)
    done = after(row, "report", now=LATER, **GOOD)
    assert (done.status, done.outcome, done.before, done.after, done.reports, done.report_due_on) == (
        "reported", "success", Decimal(50), Decimal("25.5"), 1, None,
    )  # fmt: skip
    assert list(recording.differences()) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"after": ""}, "after"), ({"before": ""}, "before"), ({"note": "ดี"}, "note"), ({"outcome": "great"}, "outcome"),
     ({"note": "ถามนายสมชาย ใจดี ได้ที่ 0815550101 นะ"}, "note"), ({"before": "x"}, "before")],
)  # fmt: skip
def test_a_report_says_what_came_of_it(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        after(adopted(recommended()), "report", now=LATER, **GOOD | changes)
    assert refused.value.field == field


def test_it_goes_on_and_is_reported_again() -> None:
    row = after(adopted(recommended()), "report", now=LATER, **outcome("partly"))
    row = after(row, "again", now=LATER)
    assert (row.status, row.report_due_on) == ("running", date(2027, 5, 25))
    row = after(row, "report", now=LATER + timedelta(days=90), **outcome("success"))
    assert (row.outcome, row.reports) == ("success", 2)
    assert list(recording.differences()) == []


def test_one_that_was_stopped_says_why_and_may_begin_anew() -> None:
    one = recommended()
    row = after(adopted(one), "stop", now=LATER, why="ย้ายสำนักงาน จึงยังทำไม่ได้")
    assert (row.status, queries.elsewhere([one])[one.pk].stopped) == ("stopped", 1)
    assert adopted(one, now=LATER).status == "running"
    assert list(recording.differences()) == []


def test_the_day_it_begins_may_move_with_a_reason() -> None:
    row = adopted(recommended())
    row = after(row, "plan", now=MONDAY, starts_on=date(2026, 12, 1), owner_role="สำนักงานอำเภอ", why="รอเก้าอี้ที่สั่งไว้")
    assert (row.starts_on, row.report_due_on, row.owner_role) == (date(2026, 12, 1), date(2027, 3, 1), "สำนักงานอำเภอ")


def test_what_does_not_work_elsewhere_is_shown_as_such() -> None:
    one = recommended()
    for n, result in ((3, "not"), (4, "not"), (5, "success")):
        who = district(n)
        after(adopted(one, who), "report", who, now=LATER, **outcome(result))
    adopted(one)
    told = queries.elsewhere([one])[one.pk]
    assert (told.adopted, told.success, told.no, told.running, told.reported, told.verdict) == (4, 1, 2, 1, 3, "fails")


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_verdict_never_praises_what_fails_more_often(success: int, partly: int, no: int) -> None:
    verdict = Elsewhere(success=success, partly=partly, no=no).verdict
    assert (verdict == "unknown") == (success + partly + no == 0)
    if verdict == "works":
        assert success > partly + no
    if no > success + partly:
        assert verdict == "fails"
    if success > partly + no:
        assert verdict == "works"


@given(st.decimals(0, 10**9 - 1, places=2))
def test_a_figure_comes_back_as_it_was_given(amount: Decimal) -> None:
    assert table.figure("baht", f"{amount:,}") == amount == table.figure("baht", amount)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 365), st.dates(date(2026, 1, 1), date(2027, 12, 31))
)
def test_a_report_is_never_due_yesterday(starts_on: date, days: int, today: date) -> None:
    assert table.due(starts_on, days, today) >= max(today, starts_on)


def test_found_by_words_and_narrowed_by_a_flagship_and_a_group_of_categories() -> None:
    one, other = recommended(category="utility.water_supply"), recommended(title="เรื่องอื่นอีกเรื่อง", flagship="f2564_05")
    rows = Practice.objects.visible_to(actor("anan"))
    filters = queries.Filters
    assert list(queries.shelf(rows, filters(flagship="f2564_05")).items) == [other]
    assert list(queries.shelf(rows, filters(category="utility")).items) == [one]
    assert set(queries.shelf(rows, filters(q="ผู้สูงอายุ ทำบัตร")).items) == {one, other}
    assert not queries.shelf(rows, filters(q="ทุเรียน")).items
    act(one, "retire", "prasit", why="ไม่ได้ผลในหลายอำเภอ")
    assert list(queries.shelf(rows, filters()).items) == [other]


def test_two_at_once_and_the_second_is_told() -> None:
    one = practice()
    with pytest.raises(Stale):
        actions.move(one, "send", by=actor("malee"), version=one.version + 1)


def test_every_status_is_reached() -> None:
    assert {move.target for move in table.MOVES.values() if move.target} == set(STATUSES)
    assert {move.target for move in table.ADOPTIONS.values() if move.target} == set(ADOPTION_STATUSES)
    assert all(move.sources <= set(STATUSES) for move in table.MOVES.values())
