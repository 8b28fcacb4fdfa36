"""The rule of sealed cases, by its own table of examples; and each part of it is needed."""

from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Q

from factories import case
from people import STAFF, actor
from sangsuk.cases.models import Case
from sangsuk.cases.sealed import rule
from sangsuk.offices.actor import Actor

pytestmark = pytest.mark.django_db

MALEE, SUDA, PRASIT, NOK, KANYA, WICHAI = "malee", "suda", "prasit", "nok", "kanya", "wichai"
HERE = ["5001", "under:5000"]

Example = tuple[dict[str, Any], dict[str, bool]]
EXAMPLES: dict[str, Example] = {
    "an ordinary case is seen by who holds it and by those above": (
        {},
        {MALEE: True, SUDA: True, PRASIT: True, NOK: True, KANYA: True, WICHAI: False, "anan": False},
    ),
    "an accused office sees nothing, whoever works there and whatever it has held": (
        {"office_id": "5000", "accused": ["5001"], "holders": [*HERE, "5000"]},
        {MALEE: False, SUDA: False, PRASIT: True, NOK: True, KANYA: True},
    ),
    "its chief does not, though he opens what comes under seal": (
        {"office_id": "5000", "accused": ["5001"], "secrecy": "secret", "holders": [*HERE, "5000"]},
        {SUDA: False, PRASIT: True, NOK: True, KANYA: False},
    ),
    "an accused province sees nothing, its governor neither; the ministry does": (
        {"office_id": "MOI", "accused": ["5000"], "holders": [*HERE, "5000", "MOI"]},
        {PRASIT: False, KANYA: False, NOK: True, MALEE: True},
    ),
    "an accused ministry sees nothing either": (
        {"office_id": "DOPA", "accused": ["MOI"], "holders": ["MOI", "DOPA"]},
        {NOK: False, PRASIT: False},
    ),
    "an accused agency sees nothing though it had work on it": (
        {"accused": ["50-electricity"], "holders": [*HERE, "50-electricity"]},
        {WICHAI: False, MALEE: True, SUDA: True, PRASIT: True},
    ),
    "an accused person sees nothing wherever he works, his colleagues do": (
        {"accused_people": [PRASIT, NOK], "office_id": "5000", "holders": ["5000"]},
        {PRASIT: False, NOK: False, KANYA: True},
    ),
    "a sealed case is for who opens the post, not for her officers or a governor": (
        {"secrecy": "secret"},
        {SUDA: True, MALEE: False, KANYA: False, PRASIT: True, NOK: True},
    ),
    "a sealed case is for who has it in hand": (
        {"secrecy": "very_secret", "assignee_id": MALEE},
        {MALEE: True, SUDA: True, KANYA: False},
    ),
    "a sealed case is for whom it was given to read": (
        {"secrecy": "top_secret", "readers": [KANYA]},
        {KANYA: True, MALEE: False, SUDA: True},
    ),
    "being named does not help who is accused": (
        {"secrecy": "secret", "readers": [MALEE], "accused": ["5001"], "office_id": "5000", "holders": [*HERE, "5000"]},
        {MALEE: False, PRASIT: True},
    ),
}


def people() -> dict[str, Actor]:
    """All of them; at 5001 there is a chief, so Malee does not open what comes under seal."""
    for who in STAFF:
        actor(who)
    return {who: actor(who) for who in STAFF}


BLANK: dict[str, Any] = {
    "office_id": "5001", "holders": HERE, "accused": [], "accused_people": [], "readers": [], "secrecy": "normal",
    "assignee_id": None,
}  # fmt: skip


def seen(told: Case, state: dict[str, Any], actors: dict[str, Actor]) -> dict[str, bool]:
    numbers = {who: one.user_id for who, one in actors.items()}
    kept = {
        name: [numbers.get(v, v) for v in value] if isinstance(value, list) else numbers.get(value, value)
        for name, value in (BLANK | state).items()
    }
    Case.objects.filter(pk=told.pk).update(**kept)
    rows = {who: Case.objects.visible_to(one).exists() for who, one in actors.items()}
    queued = {who for who, one in actors.items() if Case.objects.waiting_at(one).exists()}
    assert not {who for who in queued if not rows[who]}, "the queue shows what the rule hides"
    return rows


def mistakes(actors: dict[str, Actor]) -> list[str]:
    """The examples that do not come out as they must."""
    told, wrong = case(), []
    for name, (state, expected) in EXAMPLES.items():
        got = seen(told, state, actors)
        wrong += [f"{name}: {who}" for who, sees in expected.items() if got[who] is not sees]
    return wrong


def test_the_examples_of_the_rule_come_out(world):
    assert not mistakes(people())


@pytest.mark.parametrize("part", rule.PARTS, ids=lambda part: part.name)
def test_without_any_one_part_an_example_fails(world, monkeypatch, part):
    actors = people()
    monkeypatch.setattr(rule, "PARTS", tuple(one for one in rule.PARTS if one is not part))
    assert mistakes(actors)


def _led_by_nobody(actor: Actor, over: str) -> Q:
    return rule._need(replace(actor, leads=False), over)


def _led_by_all(actor: Actor, over: str) -> Q:
    return rule._need(replace(actor, leads=True), over)


def _only_readers(actor: Actor, over: str) -> Q:
    return rule._need(actor, over) & ~Q(**{f"{over}assignee": actor.user_id}) if not actor.leads else Q()


def _only_in_hand(actor: Actor, over: str) -> Q:
    return rule._need(actor, over) & ~Q(**{f"{over}readers__overlap": [actor.user_id]}) if not actor.leads else Q()


def _open_to_named_ones_only(actor: Actor, over: str) -> Q:
    return Q(**{f"{over}assignee": actor.user_id}) | Q(**{f"{over}readers__overlap": [actor.user_id]})


def _but_for_leaders(actor: Actor, over: str) -> Q:
    return Q() if actor.leads else rule._office(actor, over)


def _but_for_the_ministry(actor: Actor, over: str) -> Q:
    return Q() if actor.office_level == "ministry" else rule._office(actor, over)


def _only_where_sealed(actor: Actor, over: str) -> Q:
    return rule._office(actor, over) | Q(**{f"{over}secrecy": rule.OPEN_CLASS})


def _but_for_agencies(actor: Actor, over: str) -> Q:
    return Q() if actor.at_agency else rule._office(actor, over)


def _only_where_his_office_is(actor: Actor, over: str) -> Q:
    return rule._person(actor, over) | ~Q(**{f"{over}accused__overlap": [actor.office_code]})


WEAKER = [
    ("needs to know", _led_by_nobody), ("needs to know", _led_by_all), ("needs to know", _only_readers),
    ("needs to know", _only_in_hand), ("needs to know", _open_to_named_ones_only),
    ("not of an accused office", _but_for_leaders), ("not of an accused office", _but_for_the_ministry),
    ("not of an accused office", _only_where_sealed), ("not of an accused office", _but_for_agencies),
    ("not accused himself", _only_where_his_office_is),
]  # fmt: skip


@pytest.mark.parametrize(("name", "weaker"), WEAKER, ids=lambda one: getattr(one, "__name__", one))
def test_with_any_one_condition_of_a_part_changed_an_example_fails(world, monkeypatch, name, weaker):
    actors = people()
    assert name in {part.name for part in rule.PARTS}
    parts = tuple(rule.Part(one.name, weaker) if one.name == name else one for one in rule.PARTS)
    monkeypatch.setattr(rule, "PARTS", parts)
    assert mistakes(actors)


@pytest.mark.parametrize("part", rule.PARTS, ids=lambda part: part.name)
def test_each_part_alone_hides_something(world, monkeypatch, part):
    actors, told = people(), case()
    monkeypatch.setattr(rule, "PARTS", ())
    whole = {name: seen(told, state, actors) for name, (state, _expected) in EXAMPLES.items()}
    monkeypatch.setattr(rule, "PARTS", (part,))
    alone = {name: seen(told, state, actors) for name, (state, _expected) in EXAMPLES.items()}
    assert alone != whole
    assert not [name for name in whole if any(alone[name][who] and not whole[name][who] for who in actors)]


def test_where_there_is_no_chief_whoever_works_there_opens_what_comes_under_seal(world):
    malee = actor("malee")
    assert malee.leads
    actor("suda")
    assert not actor("malee").leads
    assert actor("suda").leads
    assert not actor("kanya").leads


def test_who_only_keeps_rules_or_accounts_leads_nothing(world):
    assert not any(actor(who).leads for who in ("preecha", "chaba", "daranee", "uthai", "jinda"))


def test_the_system_sees_all(world):
    Case.objects.filter(pk=case().pk).update(secrecy="top_secret", accused_people=[1])
    assert Case.objects.visible_to(Actor.system()).count() == 1


def test_somebody_without_a_number_is_nobody_named(world):
    Case.objects.filter(pk=case().pk).update(secrecy="secret")
    unnamed = replace(actor("malee"), user_id=None, leads=False)
    assert not Case.objects.visible_to(unnamed).exists()


@pytest.mark.parametrize(
    ("state", "constraint"),
    [
        ({"accused": ["5001"]}, "no_accused_office_answers_for_it"),
        ({"accused": ["50-electricity"], "workers": ["50-electricity"]}, "no_accused_agency_works_on_it"),
        ({"secrecy": "hidden"}, "secrecy_is_of_a_known_class"),
    ],
)
def test_the_database_itself_keeps_the_accused_away(world, state, constraint):
    from django.db import IntegrityError, transaction

    told = case()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Case.objects.filter(pk=told.pk).update(**state)


def test_the_database_gives_a_case_into_no_accused_hands(world):
    from django.db import IntegrityError, transaction

    told, malee = case(), actor("malee")
    with pytest.raises(IntegrityError, match="no_accused_person_has_it_in_hand"), transaction.atomic():
        Case.objects.filter(pk=told.pk).update(assignee_id=malee.user_id, accused_people=[malee.user_id])
