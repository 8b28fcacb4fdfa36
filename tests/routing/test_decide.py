from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.common.errors import Refused
from sangsuk.offices.queries import directory
from sangsuk.routing import actions, queries
from sangsuk.routing.decide import MINISTRY, Facts, NobodyImpartial, NoRoute, Rule, decide, past
from sangsuk.routing.models import RoutingRule, SealingRule

DAY = date(2026, 11, 9)
DISTRICT = Rule("district", "", "", "", "district", "ใกล้", "near", date(2015, 1, 1), None, "a source")
OFFICIAL = replace(DISTRICT, code="official", category_code="official", target="province", reason_en="impartial")
BANGKOK = replace(DISTRICT, code="bangkok", province_code="10", target="khet", reason_en="khet")
BANGKOK_OFFICIAL = replace(BANGKOK, code="bangkok.official", category_code="official", target="ministry")
BEYOND = replace(DISTRICT, code="accused.ministry", target="DOPA", instead_of="MOI")
RULES = [DISTRICT, OFFICIAL, BANGKOK, BANGKOK_OFFICIAL, BEYOND]
OFFICES = {"5001", "5002", "5000", "1001", "MOI", "6300", "DOPA"}


def facts(
    category: str = "road.surface", district: str = "5001", accused: str = "", mission: str = "grievance"
) -> Facts:
    return Facts(mission, category, district, DAY, frozenset(accused.split()))


@pytest.mark.parametrize(
    ("given", "office", "agency", "rule"),
    [
        (facts(), "5001", None, "district"),
        (facts(""), "5001", None, "district"),
        (facts("official.corruption"), "5000", None, "official"),
        (facts("official"), "5000", None, "official"),
        (facts("officials"), "5001", None, "district"),
        (facts(district="1001"), "MOI", "1001", "bangkok"),
        (facts("official.service", "1001"), "MOI", None, "bangkok.official"),
        (facts(district="1099"), "MOI", None, "bangkok"),  # a khet that is not in the directory
        (facts(district="6302"), "6300", None, "district"),  # no centre in the district
        (facts(district="9999"), "MOI", None, "district"),  # none in the province either
    ],
)
def test_who_answers(given: Facts, office: str, agency: str | None, rule: str) -> None:
    decision = decide(given, RULES, OFFICES)
    assert (decision.office_code, decision.agency_code, decision.rule_code) == (office, agency, rule)
    assert decision.reason("th").startswith(decision.reason_th)
    assert decision.reason("en") == decision.reason_en


@pytest.mark.parametrize(
    ("given", "office", "agency"),
    [
        (facts(accused="5001"), "5000", None),
        (facts(accused="5000"), "MOI", None),  # nobody under the accused office looks into it either
        (facts("official.service", accused="5000"), "MOI", None),
        (facts("official.service", accused="5001"), "5000", None),  # already above it
        (facts(accused="5002"), "5001", None),  # another office than the one that answers
        (facts(accused="MOI"), "DOPA", None),  # nobody stands above: who a rule names
        (facts(accused="5001 5000"), "MOI", None),
        (facts(accused="5001 MOI"), "DOPA", None),  # nor the province under an accused ministry
        (facts(district="1001", accused="1001 MOI"), "DOPA", None),
        (facts(accused="50-electricity"), "5001", None),
        (facts(district="1001", accused="1001"), "MOI", None),
        (facts(district="6302", accused="6302"), "6300", None),
    ],
)
def test_no_centre_looks_into_a_complaint_about_itself(given: Facts, office: str, agency: str | None) -> None:
    decision = decide(given, RULES, OFFICES)
    assert (decision.office_code, decision.agency_code) == (office, agency)


def test_a_missing_centre_is_said_in_the_reason() -> None:
    assert "6302" in decide(facts(district="6302"), RULES, OFFICES).reason_en
    assert "6302" in decide(facts(district="6302"), RULES, OFFICES).reason_th


@pytest.mark.parametrize("rules", [[], [replace(DISTRICT, valid_to=DAY)], [replace(DISTRICT, mission="advice")]])
def test_without_a_rule_there_is_no_decision(rules: list[Rule]) -> None:
    with pytest.raises(NoRoute):
        decide(facts(), rules, OFFICES)


def test_a_province_may_have_a_rule_of_its_own_from_a_day_on() -> None:
    own = replace(DISTRICT, code="own", province_code="50", category_code="land", target="province", valid_from=DAY)
    assert decide(facts("land.title"), [*RULES, own], OFFICES).rule_code == "own"
    assert decide(facts("land.title", "6301"), [*RULES, own], OFFICES).rule_code == "district"
    before = replace(facts("land.title"), on=date(2026, 11, 8))
    assert decide(before, [*RULES, own], OFFICES).rule_code == "district"


CODES = ["5001", "5002", "5000", "1001", "MOI", "6300", "6302", "DOPA", "50-electricity", "XX"]


@given(
    st.sampled_from(["", "official", "official.corruption", "road", "land.title"]),
    st.sampled_from(["5001", "5002", "1001", "6302", "9601"]),
    st.sets(st.sampled_from(CODES)),
)
def test_there_is_always_an_office_and_never_an_accused_one_nor_one_under_it(
    category: str, district: str, accused: set[str]
) -> None:
    asked = facts(category, district, " ".join(accused))
    if {"MOI", "DOPA"} <= accused:
        with pytest.raises(NobodyImpartial):
            decide(asked, RULES, OFFICES)
        return
    decision = decide(asked, RULES, OFFICES)
    above = {"DOPA": [], MINISTRY: [], f"{district[:2]}00": [MINISTRY], district: [f"{district[:2]}00", MINISTRY]}
    assert decision.office_code in OFFICES - accused
    assert not accused & set(above[decision.office_code])
    assert decision.agency_code not in accused
    for rules in (RULES, RULES[::-1]):
        assert decide(asked, rules, OFFICES) == decision


@given(st.sets(st.sampled_from(CODES)), st.sets(st.sampled_from(CODES)))
def test_naming_more_accused_never_brings_a_matter_back_down(some: set[str], more: set[str]) -> None:
    height = {"5001": 0, "5000": 1, "MOI": 2, "DOPA": 3}
    found = []
    for accused in (some, some | more):
        try:
            found.append(height[decide(facts(accused=" ".join(accused)), RULES, OFFICES).office_code])
        except NobodyImpartial:
            found.append(4)
    assert found[0] <= found[1]


@given(st.sets(st.sampled_from(["a", "b", "c", "MOI", "DOPA"])), st.sampled_from(["a", "b", "c", "MOI"]))
def test_a_ladder_is_only_climbed(barred: set[str], start: str) -> None:
    ladder = ["a", "b", "c", "MOI"]
    try:
        found = past(barred, ladder, RULES, {*ladder, "DOPA"}, on=DAY, start=start)
    except NobodyImpartial:
        assert {"MOI", "DOPA"} <= barred
        return
    assert found not in barred
    if found in ladder:
        assert ladder.index(found) >= ladder.index(start)
        assert not barred & set(ladder[ladder.index(found) :])


def test_when_all_who_could_look_into_it_are_accused_it_says_where_to_go(world: None) -> None:
    with pytest.raises(Refused) as refused:
        queries.decide(facts(accused="MOI DOPA"))
    assert refused.value.code == "nobody_impartial"
    assert "1676" in str(refused.value.message)


@pytest.mark.parametrize(
    ("category", "secrecy"),
    [
        ("official", "secret"), ("official.service", "secret"), ("drugs.dealing", "secret"), ("safety.influence", "secret"),
        ("welfare.child", "secret"), ("safety.tree", "normal"), ("", "normal"), ("officials", "normal"),
    ],
)  # fmt: skip
def test_the_class_of_secrecy_follows_from_the_category(world: None, category: str, secrecy: str) -> None:
    assert queries.secrecy_of(category, DAY) == secrecy


def test_the_most_exact_row_in_force_decides_on_secrecy(world: None) -> None:
    common = {"category_code": "official.service", "source": "a circular", "valid_from": date(2026, 1, 1)}
    SealingRule.objects.create(code="praise", secrecy="normal", **common)
    assert queries.secrecy_of("official.service", DAY) == "normal"
    assert queries.secrecy_of("official.service", date(2025, 12, 31)) == "secret"
    SealingRule.objects.filter(code="official").update(valid_to=DAY)
    assert queries.secrecy_of("official.corruption", DAY) == "normal"


def test_the_loaded_rules_reach_every_district_of_thailand(world: None) -> None:
    offices = directory()
    districts = sorted({o.district_code for o in offices.values() if o.district_code})
    assert len(districts) == 928
    rules = queries.rules()
    for district in districts:
        decision = decide(facts(district=district), rules, offices)
        if district.startswith("10"):
            assert (decision.office_code, decision.agency_code) == (MINISTRY, district)
        else:
            assert (decision.office_code, decision.agency_code) == (district, None)
        sealed = decide(facts("official.misconduct", district), rules, offices)
        assert sealed.office_code == (MINISTRY if district.startswith("10") else f"{district[:2]}00")
        assert sealed.agency_code is None


def test_a_remembered_decision_asks_the_database_nothing(
    world: None, remembering: None, django_assert_num_queries: object
) -> None:
    queries.decide(facts())
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert queries.decide(facts(district="5002")).office_code == "5002"


def test_without_rules_a_matter_is_refused_with_a_sentence(world: None) -> None:
    RoutingRule.objects.all().delete()
    with pytest.raises(Refused) as refused:
        queries.decide(facts())
    assert refused.value.code == "no_route"


def test_loading_again_changes_nothing_and_leaves_alone_what_a_person_has_set(world: None) -> None:
    assert actions.load() == 0
    RoutingRule.objects.filter(code="official").update(target="ministry", edited_at="2026-11-01T00:00Z")
    assert actions.load() == 0
    assert queries.decide(facts("official.service")).office_code == MINISTRY
    assert not RoutingRule.objects.exclude(source__contains="docs/law.md#").exists()
