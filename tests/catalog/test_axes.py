"""The axes beside the category: dated words with a source, kept by an operator, and what other systems call them."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sangsuk.catalog import actions, axes, queries
from sangsuk.catalog.models import AxisCrosswalk, CategoryCrosswalk, Term
from sangsuk.common.errors import Refused

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("axis", axes.ALL)
def test_every_axis_has_words_in_both_languages_with_a_source(world: None, axis: str) -> None:
    found = queries.terms(axis, TODAY)
    assert len(found) >= 3
    for card in found:
        assert re.search("[ก-๙]", card.name_th)
        assert card.name_en.isascii()
    assert not Term.objects.filter(source="").exists()


def test_an_accusation_is_secret_and_takes_two_people_a_general_matter_does_not(world: None) -> None:
    assert (queries.term(axes.NATURE, "accusation").secrecy, queries.term(axes.NATURE, "accusation").second_person) == (
        "secret", True,
    )  # fmt: skip
    general = queries.term(axes.CLASS, "general")
    assert (general.secrecy, general.second_person) == ("", False)
    secrecies = set(queries.all_terms(axes.SECRECY))
    assert {t.secrecy for axis in axes.ALL for t in queries.terms(axis, TODAY)} <= secrecies | {""}


def test_every_reason_for_refusal_stands_on_a_rule_and_says_so_plainly(world: None) -> None:
    for card in queries.terms(axes.REFUSAL, TODAY):
        assert card.basis("th") and card.basis("en").isascii(), card.code
        assert card.say("th") and card.say("en").isascii(), card.code
    assert not queries.term(axes.REFUSAL, "anonymous").can_appeal
    assert queries.term(axes.REFUSAL, "in_court").can_appeal


def test_the_database_refuses_a_refusal_without_its_basis(world: None) -> None:
    with pytest.raises(IntegrityError, match="reason_for_refusal_says_its_basis"), transaction.atomic():
        Term.objects.filter(axis=axes.REFUSAL, code="in_court").update(basis_th="")


def test_an_ended_policy_is_no_choice_but_keeps_its_name(world: None) -> None:
    assert "drugs_2567" not in {t.code for t in queries.terms(axes.POLICY, TODAY)}
    assert "drugs_2567" in {t.code for t in queries.terms(axes.POLICY, date(2025, 1, 1))}
    assert "demo_flood_2570" not in {t.code for t in queries.terms(axes.POLICY, date(2026, 9, 30))}
    assert queries.term(axes.POLICY, "drugs_2567").name_en.startswith("Drugs")


def test_an_unknown_word_is_refused_on_the_field_of_its_axis(world: None) -> None:
    with pytest.raises(Refused) as refused:
        queries.term(axes.WISH, "moon")
    assert (refused.value.code, refused.value.field) == ("unknown_term", "wish")


def test_words_come_in_the_order_of_their_rows(world: None) -> None:
    assert [t.code for t in queries.terms(axes.SECRECY)] == ["normal", "secret", "very_secret", "top_secret"]


def test_a_word_that_a_person_has_set_survives_loading(world: None) -> None:
    from django.utils import timezone

    Term.objects.filter(axis=axes.RELIEF, code="money").update(name_th="เงินช่วยเหลือ", edited_at=timezone.now())
    Term.objects.filter(axis=axes.RELIEF, code="goods").update(name_th="ของ")
    assert actions.load() == 1
    assert queries.term(axes.RELIEF, "money").name_th == "เงินช่วยเหลือ"


@pytest.mark.parametrize("system", ["traffy", "pm_1111"])
def test_every_category_has_a_name_in_the_other_systems(world: None, system: str) -> None:
    for card in queries.categories(TODAY):
        assert queries.to_theirs(system, axes.CATEGORY, card.code, TODAY), card.code


def test_a_subcategory_goes_with_its_group_unless_it_has_its_own_row(world: None) -> None:
    assert queries.to_theirs("pm_1111", axes.CATEGORY, "debt.fraud") == "กฎหมาย"
    assert queries.to_theirs("pm_1111", axes.CATEGORY, "debt.informal") == "เศรษฐกิจ"
    assert queries.to_theirs("pm_1111", axes.CATEGORY, "moon") == ""
    assert queries.axis_from_theirs("traffy", axes.NATURE, ["ถนน", "สอบถาม"]) == "question"


def test_a_crosswalk_holds_in_its_time(world: None) -> None:
    AxisCrosswalk.objects.filter(system="pm_1111", ours="debt.fraud").update(valid_to=date(2026, 1, 1))
    assert queries.to_theirs("pm_1111", axes.CATEGORY, "debt.fraud", TODAY) == "เศรษฐกิจ"
    assert queries.to_theirs("pm_1111", axes.CATEGORY, "debt.fraud", date(2025, 12, 31)) == "กฎหมาย"
    CategoryCrosswalk.objects.filter(system="traffy", their_type="ถนน").update(valid_to=date(2020, 1, 1))
    assert queries.from_theirs("traffy", ["ถนน"]) == ""


def test_every_row_of_the_crosswalk_names_words_that_we_have(world: None) -> None:
    for row in AxisCrosswalk.objects.all():
        known = queries.all_categories() if row.axis == axes.CATEGORY else queries.all_terms(row.axis)
        assert row.ours in known


def test_what_everybody_suffers_may_be_shared_but_never_persons_or_debts(world: None) -> None:
    shareable = {c.code for c in queries.categories() if c.shareable}
    assert {"road.surface", "water.flood", "utility.electricity", "environment.waste"} <= shareable
    groups = {code.split(".")[0] for code in shareable}
    assert not groups & {"official", "debt", "welfare", "drugs", "consumer", "other", "land"}
    assert not shareable & {"environment.noise", "safety.neighbour", "safety.crime", "safety.influence"}
