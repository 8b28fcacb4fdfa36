"""A programme is made by copying last year's, changed with reasons, and opened by somebody who has not changed it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from factories import MONDAY
from people import STAFF, actor
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.flagships.indicators import queries as indicators
from sangsuk.flagships.models import (
    Aim,
    Alignment,
    Indicator,
    IndicatorVersion,
    Part,
    Programme,
    ProgrammeEvent,
    Project,
    ProjectText,
    Situation,
)
from sangsuk.flagships.programme import actions, queries, table
from sangsuk.flagships.programme.given import Share

pytestmark = pytest.mark.usefixtures("world")
TEXT = {"name_th": "อำเภอยิ้ม", "name_en": "Smiling district", "standing": "confirmed", "source": "หนังสือกรมการปกครอง"}
NAMES = {"name_th": "All Smart 2022", "name_en": "All Smart 2022", "source": "press"}


def year() -> Programme:
    return Programme.objects.get(pk="f2564")


def copied(who: str = "dao", now: datetime = MONDAY) -> Programme:
    return actions.copy(year(), by=actor(who), now=now)


def share(aim: str, weight: str, **more: Any) -> Share:
    return Share(aim, Decimal(weight).quantize(Decimal("0.0001")), "เพราะว่า", **({"source": "ทดสอบ"} | more))


def test_next_years_programme_is_last_years_as_a_draft() -> None:
    made = copied()
    assert (made.code, made.fiscal_year, made.state, made.copied_from_id) == ("f2565", 2022, "draft", "f2564")
    projects = list(made.projects.select_related("follows", "part"))
    assert [p.code for p in projects] == [f"f2565_{n:02}" for n in range(1, 11)]
    assert all(p.follows_id == p.code.replace("2565", "2564") and p.part.programme_id == "f2565" for p in projects)
    assert list(projects[3].other_parts.values_list("number", flat=True)) == [3]
    assert queries.cards(made)[5].text.name_th == "อำเภอวิถีใหม่"
    assert (
        Alignment.objects.filter(project__programme=made).count()
        == Alignment.objects.filter(project__programme="f2564").count()
    )
    assert set(Alignment.objects.filter(project__programme=made).values_list("valid_from", flat=True)) == {
        date(2021, 10, 1)
    }


def test_where_years_were_left_out_it_is_copied_into_a_later_one_and_never_back() -> None:
    made = actions.copy(year(), fiscal_year=2027, by=actor("dao"), now=MONDAY)
    assert (made.code, made.fiscal_year, made.projects.count()) == ("f2570", 2027, 10)
    assert set(Indicator.objects.filter(project__programme=made).values_list("valid_from", flat=True)) == {
        date(2026, 10, 1)
    }
    for earlier in (2021, 2020):
        with pytest.raises(Refused, match="ปีหลังจากนี้"):
            actions.copy(year(), fiscal_year=earlier, by=actor("dao"), now=MONDAY)


def test_next_year_measures_what_this_year_measured() -> None:
    before = Indicator.objects.filter(project__programme="f2564").count()
    made = copied()
    rows = Indicator.objects.filter(project__programme=made)
    assert rows.count() == before > 0
    assert set(rows.values_list("valid_from", flat=True)) == {date(2021, 10, 1)}
    versions = IndicatorVersion.objects.filter(indicator__project__programme=made)
    assert versions.count() == before and set(versions.values_list("standing", flat=True)) == {"inferred"}
    assert versions.get(indicator="f2565_08.trained").checks == {"whole": True, "at_most": "f2565_08.staff"}
    shares = {card.code: card for card in indicators.read_in_force("f2565", date(2021, 10, 1))}
    assert shares["f2565_08.trained_share"].formula is not None


def test_what_was_confirmed_last_year_is_not_confirmed_of_the_next() -> None:
    actions.text(Project.objects.get(pk="f2564_06"), TEXT, why="กรมยืนยันชื่อแล้ว", by=actor("dao"), now=MONDAY)
    made = copied()
    text = ProjectText.objects.get(project="f2565_06")
    assert (text.name_th, text.standing, text.source) == ("อำเภอยิ้ม", "inferred", "คัดลอกจากโครงการประจำปี f2564")
    assert made.state == "draft"


def test_shares_of_a_framework_that_is_no_longer_in_force_are_left_out_whole() -> None:
    Aim.objects.filter(framework="cabinet_policy", code="u10").update(valid_to=date(2021, 10, 1))
    made = copied()
    assert not Alignment.objects.filter(project="f2565_04", aim__framework="cabinet_policy").exists()
    assert Alignment.objects.filter(project="f2565_01", aim__framework="cabinet_policy").count() == 2
    assert "f2565_04 cabinet_policy" in ProgrammeEvent.objects.get(programme=made).data["left_out"]


def test_a_year_has_one_programme() -> None:
    copied()
    with pytest.raises(Refused, match="มีโครงการประจำปีอยู่แล้ว"):
        copied()
    with pytest.raises(Refused, match="มีโครงการประจำปีอยู่แล้ว"):
        actions.make(NAMES, fiscal_year=2022, by=actor("dao"), now=MONDAY)


@pytest.mark.parametrize("who", sorted(STAFF))
def test_only_officers_of_the_department_and_the_ministry_change_anything(who: str) -> None:
    project, programme, by = Project.objects.get(pk="f2564_06"), year(), actor(who)
    allowed = who in ("dao", "nok")
    deeds = [
        lambda: actions.text(project, TEXT, why="ทดสอบ", by=by, now=MONDAY),
        lambda: actions.align(project, "sdg_goal", [share("16", "1")], by=by, now=MONDAY),
        lambda: actions.rename(programme, NAMES, by=by, now=MONDAY),
        lambda: actions.tag(
            project, {"tag_th": "โควิด", "why": "ลดความแออัด"}, quarter=date(2021, 1, 5), by=by, now=MONDAY
        ),
        lambda: actions.copy(programme, by=by, now=MONDAY),
    ]
    for deed in deeds:
        project.programme.refresh_from_db()
        programme.refresh_from_db()
        if allowed:
            deed()
        else:
            with pytest.raises(NotAllowed):
                deed()
    assert (ProgrammeEvent.objects.count() > 1) == allowed


def test_who_changed_a_draft_does_not_open_it() -> None:
    made = copied("dao")
    with pytest.raises(NotAllowed, match="อีกคนหนึ่ง"):
        actions.move(made, "open", by=actor("dao"), now=MONDAY)
    actions.rename(made, NAMES, by=actor("dao"), now=MONDAY)
    actions.move(made, "open", by=actor("nok"), now=MONDAY)
    assert made.state == "open"
    assert queries.current(None).code == "f2565"


def test_also_a_second_who_changed_a_word_does_not() -> None:
    made = copied("dao")
    actions.rename(made, NAMES, by=actor("nok"), now=MONDAY)
    for who in ("dao", "nok"):
        with pytest.raises(NotAllowed):
            actions.move(made, "open", by=actor(who), now=MONDAY)


def test_an_empty_programme_is_not_opened_and_never_two_of_one_year() -> None:
    made = actions.make(NAMES, fiscal_year=2023, by=actor("dao"), now=MONDAY)
    with pytest.raises(Refused, match="ยังไม่มีโครงการ"):
        actions.move(made, "open", by=actor("nok"), now=MONDAY)


def test_closing_needs_a_reason_and_what_is_closed_is_not_changed() -> None:
    programme = year()
    with pytest.raises(Refused, match="เหตุผล"):
        actions.move(programme, "close", by=actor("dao"), now=MONDAY)
    actions.move(programme, "close", by=actor("dao"), data={"why": "สิ้นปีงบประมาณแล้ว"}, now=MONDAY)
    with pytest.raises(NotAllowed, match="ปิดแล้ว"):
        actions.rename(programme, NAMES, by=actor("dao"), now=MONDAY)
    actions.move(programme, "reopen", by=actor("nok"), data={"why": "รายงานยังไม่ครบ"}, now=MONDAY)
    assert programme.state == "open"


def test_a_text_is_another_version_with_its_reason_and_the_same_words_are_none() -> None:
    project = Project.objects.select_related("programme").get(pk="f2564_06")
    made = actions.text(project, TEXT, why="กรมยืนยันชื่อแล้ว", by=actor("dao"), now=MONDAY)
    assert made is not None
    assert (made.version, made.why, made.standing) == (2, "กรมยืนยันชื่อแล้ว", "confirmed")
    assert ProjectText.objects.filter(project=project).count() == 2
    assert actions.text(project, TEXT, why="อีกครั้ง", by=actor("dao"), now=MONDAY) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name_th": " "}, "name_th"), ({"standing": "rumour"}, "standing"), ({"source": ""}, "source"), ({"name_en": "x" * 301}, "name_en"),
     ({"budget_baht": "-1"}, "budget_baht"), ({"budget_baht": "1.234"}, "budget_baht"), ({"budget_baht": "NaN"}, "budget_baht")],
)  # fmt: skip
def test_a_text_that_is_wrong_is_refused_and_changes_nothing(change: dict[str, str], field: str) -> None:
    project = Project.objects.get(pk="f2564_06")
    with pytest.raises(Refused) as refused:
        actions.text(project, TEXT | change, why="ทดสอบ", by=actor("dao"), now=MONDAY)
    assert refused.value.field == field
    assert ProjectText.objects.filter(project=project).count() == 1


def test_money_is_exact_also_as_people_write_it() -> None:
    project = Project.objects.get(pk="f2564_06")
    actions.text(project, TEXT | {"budget_baht": "๑,๒๕๐,๐๐๐.๑"}, why="ทดสอบ", by=actor("dao"), now=MONDAY)
    assert ProjectText.objects.get(project=project, version=2).budget_baht == Decimal("1250000.10")


def test_shares_are_changed_together_and_add_up_to_one() -> None:
    project = Project.objects.get(pk="f2564_06")
    for wrong in (
        [share("16", "0.5")],
        [share("16", "0.5"), share("16", "0.5")],
        [share("16", "0.6"), share("9", "0.5")],
    ):
        with pytest.raises(Refused):
            actions.align(project, "sdg_goal", wrong, by=actor("dao"), now=MONDAY)
    with pytest.raises(Refused, match="ไม่พบ"):
        actions.align(project, "sdg_goal", [share("18", "1")], by=actor("dao"), now=MONDAY)
    assert actions.align(
        project, "sdg_goal", [share("16", "0.5"), share("9", "0.3"), share("10", "0.2")], by=actor("dao"), now=MONDAY
    )
    rows = Alignment.objects.filter(project=project, aim__framework="sdg_goal")
    assert {(r.aim.code, r.weight) for r in rows.filter(valid_to=None)} == {
        ("16", Decimal("0.5")),
        ("9", Decimal("0.3")),
        ("10", Decimal("0.2")),
    }
    assert {(r.aim.code, r.valid_to) for r in rows.exclude(valid_to=None)} == {
        ("16", date(2026, 11, 16)),
        ("9", date(2026, 11, 16)),
    }


def test_what_a_share_said_yesterday_can_be_asked_and_what_was_said_today_is_written_over() -> None:
    project, programme = Project.objects.select_related("programme").get(pk="f2564_06"), year()
    for n, aim in enumerate(("9", "10", "11")):
        actions.align(project, "sdg_goal", [share(aim, "1")], by=actor("dao"), now=MONDAY + timedelta(minutes=n))
    before = queries.cards(programme, aligned=True, on=date(2026, 11, 15))[5].serves["sdg_goal"]
    today = queries.cards(programme, aligned=True)[5].serves["sdg_goal"]
    assert [s.aim.code for s in before] == ["16", "9"] and [s.aim.code for s in today] == ["11"]
    assert [event.data["is"][0]["aim"] for event in ProgrammeEvent.objects.filter(move="align").order_by("seq")] == [
        "9",
        "10",
        "11",
    ]


def test_the_same_shares_again_are_no_change_and_none_end_them() -> None:
    project = Project.objects.get(pk="f2564_06")
    assert actions.align(project, "plan_13", [], by=actor("dao"), now=MONDAY) is False
    assert actions.align(project, "sdg_goal", [], by=actor("dao"), now=MONDAY) is True
    assert not Alignment.objects.filter(project=project, aim__framework="sdg_goal", valid_to=None).exists()


def test_a_plan_that_came_later_cannot_be_served_by_an_earlier_year() -> None:
    with pytest.raises(Refused, match="ไม่พบ"):
        actions.align(Project.objects.get(pk="f2564_06"), "plan_13", [share("13", "1")], by=actor("dao"), now=MONDAY)


def test_who_has_an_old_page_open_is_told() -> None:
    made = copied()
    actions.rename(made, NAMES, by=actor("dao"), version=made.version, now=MONDAY)
    with pytest.raises(Stale):
        actions.rename(made, NAMES | {"name_en": "Other"}, by=actor("nok"), version=made.version - 1, now=MONDAY)


def test_projects_come_and_go_in_a_draft_only() -> None:
    made = copied()
    part = made.parts.get(number=2)
    actions.remove_project(made.projects.get(number=10), by=actor("dao"), now=MONDAY)
    made.refresh_from_db()
    added = actions.add_project(made, 11, part, TEXT, by=actor("dao"), now=MONDAY)
    assert added.code == "f2565_11" and made.projects.count() == 10
    with pytest.raises(Refused):
        actions.add_project(made, 11, part, TEXT, by=actor("dao"), now=MONDAY)
    with pytest.raises(Refused):
        actions.add_project(made, 12, Part.objects.get(programme="f2564", number=2), TEXT, by=actor("dao"), now=MONDAY)
    with pytest.raises(NotAllowed, match="ร่าง"):
        actions.remove_project(Project.objects.get(pk="f2564_10"), by=actor("dao"), now=MONDAY)


def test_a_part_of_a_project_says_on_whose_word() -> None:
    project = Project.objects.get(pk="f2564_10")
    two = Part.objects.get(programme="f2564", number=2)
    actions.place(project, two, [project.part], said_by="confirmed", by=actor("dao"), now=MONDAY)
    project.refresh_from_db()
    assert (project.part_id, project.part_standing, project.other_parts.get().number) == (two.pk, "confirmed", 3)
    assert ProgrammeEvent.objects.get(move="place").data["was"] == {"part": 3, "others": [], "standing": "inferred"}


def test_a_quarter_without_a_situation_is_asked_for_while_the_year_runs() -> None:
    programme, inside = year(), date(2021, 2, 10)
    assert len(queries.without_situation(programme, inside)) == 10
    actions.tag(
        Project.objects.get(pk="f2564_06"),
        {"tag_th": "โควิด-19", "why": "ลดความแออัด"},
        quarter=inside,
        by=actor("dao"),
        now=MONDAY,
    )
    assert [p.number for p in queries.without_situation(programme, inside)] == [1, 2, 3, 4, 5, 7, 8, 9, 10]
    assert len(queries.without_situation(programme, date(2021, 4, 1))) == 10
    assert queries.without_situation(programme, date(2026, 11, 16)) == []
    assert Situation.objects.get().quarter_starts_on == date(2021, 1, 1)


def test_a_situation_is_said_once_and_not_of_the_future() -> None:
    project, given = (
        Project.objects.select_related("programme").get(pk="f2564_06"),
        {"tag_th": "โควิด-19", "why": "ลดความแออัด"},
    )
    actions.tag(project, given, quarter=date(2021, 2, 1), by=actor("dao"), now=MONDAY)
    with pytest.raises(Refused, match="ไว้ในไตรมาสนี้แล้ว"):
        actions.tag(project, given, quarter=date(2021, 3, 1), by=actor("dao"), now=MONDAY)
    with pytest.raises(Refused, match="ยังไม่เริ่ม"):
        actions.tag(project, given, quarter=date(2027, 3, 1), by=actor("dao"), now=MONDAY)


def test_a_draft_is_the_departments() -> None:
    copied()
    assert [p.code for p in queries.visible_to(actor("dao"))] == ["f2565", "f2564"]
    for who in (None, actor("malee"), actor("prasit"), actor("kanya")):
        assert [p.code for p in queries.visible_to(who)] == ["f2564"]
    with pytest.raises(Refused):
        queries.card(actor("malee"), "f2565_01")


def test_every_move_of_the_history_has_its_words() -> None:
    made = copied()
    actions.rename(made, NAMES, by=actor("dao"), now=MONDAY)
    assert set(ProgrammeEvent.objects.values_list("move", flat=True)) <= set(table.SAID)
    assert set(table.SAID) >= table.CHANGES


def test_goals_list_who_serves_them_and_also_those_that_nobody_does() -> None:
    rows = {one.aim.code: one for one in queries.by_aim(year(), "sdg_goal", "sdg_target")}
    assert len(rows) == 17 and rows["14"].by == []
    assert {card.project.number for card, _serves in rows["16"].by} == {3, 4, 5, 6, 7, 8, 9}
    assert [t.aim.code for t in rows["16"].below if t.by] == ["16.1", "16.3", "16.5", "16.6", "16.7", "16.9"]


def test_a_page_of_cards_costs_the_same_however_many(django_assert_num_queries: Any) -> None:
    programme = year()
    with django_assert_num_queries(3):
        queries.cards(programme, aligned=True)
    made = copied()
    Indicator.objects.filter(project__programme=made).delete()
    Project.objects.filter(programme=made, number__gt=2).delete()
    with django_assert_num_queries(3):
        queries.cards(made, aligned=True)
