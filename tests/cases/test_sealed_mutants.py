"""Every condition that keeps a case from the accused is needed: taken out, an example of this table comes out wrong."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from factories import MONDAY
from people import STAFF, actor
from sangsuk.cases.sealed import intake, way
from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.routing import decide

pytestmark = pytest.mark.django_db
Examples = dict[str, Callable[[], bool]]
NOTHING: frozenset[str] = frozenset()


@pytest.fixture
def everybody(world):
    return {who: actor(who) for who in STAFF}


def a(office: str = "5001", accused: Collection[str] = (), people: Collection[int] = ()) -> Any:
    """A case as the way asks of it."""
    return SimpleNamespace(
        office_id=office, accused=list(accused), accused_people=list(people), district_id="5001", province_code="50"
    )


def refused(doing: Callable[[], object]) -> bool:
    try:
        doing()
    except Refused as one:
        return one.code == "accused"
    return False


def examples(people: dict[str, Any]) -> Examples:
    """What must hold, by name."""
    malee, suda, prasit = (people[who].user_id for who in ("malee", "suda", "prasit"))
    up = lambda *of, **how: way.upper(a(*of, **how), MONDAY)  # noqa: E731
    return {
        "the accused office is closed": lambda: way.is_closed_to(a(accused=["5001"]), "5001"),
        "another is open": lambda: not way.is_closed_to(a(accused=["5001"]), "5002"),
        "who stands under it is closed": lambda: way.is_closed_to(a(accused=["5000"]), "5001"),
        "all are under the ministry": lambda: way.is_closed_to(a(accused=["MOI"]), "5001"),
        "an agency is not under the province that it is in": lambda: (
            not way.is_closed_to(a(accused=["5000"]), "50-electricity")
        ),
        "an accused agency is closed": lambda: way.is_closed_to(a(accused=["50-electricity"]), "50-electricity"),
        "what somebody accused commands is closed": lambda: way.is_closed_to(a(people=[suda]), "5001"),
        "where he only works it is open": lambda: not way.is_closed_to(a(people=[malee]), "5001"),
        "one who commands and is not accused closes nothing": lambda: not way.is_closed_to(a(people=[malee]), "5000"),
        "a case that accuses nobody is closed to nobody": lambda: way.closed_to(a()) == NOTHING,
        "the next above gets it": lambda: up("5001") == "5000",
        "past the accused one above": lambda: up("5001", accused=["5000"]) == "MOI",
        "past both": lambda: up("5001", accused=["5000", "5001"]) == "MOI",
        "past one whom somebody accused commands": lambda: up("5001", people=_chief_of("5000")) == "MOI",
        "beyond the ministry to who stands in": lambda: up("5001", accused=["MOI"]) == "DOPA",
        "nobody above who stands in already": lambda: up("DOPA", accused=["MOI"]) == "",
        "nobody is left": lambda: up("5001", accused=["MOI", "DOPA"]) == "",
        "nobody is above the ministry": lambda: up("MOI") == "",
        "no accused office is chosen": lambda: refused(lambda: way.check_office(a(accused=["5001"]), "5001", "office")),
        "another is chosen": lambda: not refused(lambda: way.check_office(a(accused=["5001"]), "5002", "office")),
        "no accused person gets it": lambda: refused(lambda: way.check_person(a(people=[malee]), malee, "assignee")),
        "another gets it": lambda: not refused(lambda: way.check_person(a(people=[malee]), suda, "assignee")),
        "no accused office is typed": lambda: refused(
            lambda: way.check_named(a(accused=["50-electricity"]), "การไฟฟ้า", "body")
        ),
        "no accused person is typed": lambda: refused(
            lambda: way.check_named(a(people=[prasit]), "คุณ" + people["prasit"].name.removeprefix("นาย"), "body")
        ),
        "others are typed": lambda: not refused(lambda: way.check_named(a(accused=["5001"]), "มูลนิธิ", "body")),
        "who wrote it down in the accused office learns no key": lambda: way.is_kept_from(
            a(accused=["5001"]), people["malee"]
        ),
        "who is accused himself learns none": lambda: way.is_kept_from(a("5000", people=[malee]), people["malee"]),
        "others learn it": lambda: not way.is_kept_from(a(accused=["5001"]), people["prasit"]),
        "a new matter goes past the accused": lambda: _goes() == "5000",
        "and past the accused above": lambda: _goes("5001", "5000") == "MOI",
        "and past who stands under one": lambda: _goes("5000") == "MOI",
        "and beyond the ministry": lambda: _goes("MOI") == "DOPA",
        "and to nobody where nobody is left": lambda: _goes("MOI", "DOPA") == "",
        "an agency that is accused is not handed it": lambda: _agency("1001") is None,
        "one that is not is": lambda: _agency("5001") == "1001",
    }


def _chief_of(code: str) -> list[int]:
    return [one.user_id for one in offices.staff() if one.office_code == code and one.commands]


def _goes(*accused: str) -> str:
    facts = decide.Facts("grievance", "", "5001", MONDAY.date(), frozenset(accused or ("5001",)))
    try:
        return decide.decide(facts, RULES, OFFICES).office_code
    except decide.NobodyImpartial:
        return ""


def _agency(*accused: str) -> str | None:
    facts = decide.Facts("grievance", "", "1001", MONDAY.date(), frozenset(accused))
    return decide.decide(facts, RULES, OFFICES).agency_code


def _rule(code: str, target: str, **more: str) -> decide.Rule:
    asked = {"mission": "", "category_code": "", "province_code": "", "instead_of": ""} | more
    return decide.Rule(
        code=code, target=target, reason_th="เพราะ", reason_en="because", source="a test", valid_from=date(2015, 1, 1),
        valid_to=None, **asked,
    )  # fmt: skip


RULES = (
    _rule("district", "district"), _rule("bangkok", "khet", province_code="10"), _rule("past", "DOPA", instead_of="MOI"),
    _rule("past2", "MOI", instead_of="MOI"),
)  # fmt: skip
OFFICES = frozenset({"MOI", "DOPA", "5000", "5001", "1001"})


def mistakes(people: dict[str, Any]) -> list[str]:
    return [name for name, holds in examples(people).items() if not holds()]


def test_the_examples_come_out(everybody):
    assert not mistakes(everybody)


def _without_people(named: Iterable[str], _people: Collection[int]) -> frozenset[str]:
    return frozenset(named)


def _without_offices(_named: Iterable[str], people: Collection[int]) -> frozenset[str]:
    return _BARRED((), people)


def _whoever_works(named: Iterable[str], people: Collection[int]) -> frozenset[str]:
    return frozenset([*named, *intake.units(people)])


def _whoever_commands(named: Iterable[str], people: Collection[int]) -> frozenset[str]:
    return frozenset([*named, *(one.office_code for one in offices.staff() if one.commands and people)])


def _only_itself(code: str, closed: Collection[str]) -> bool:
    return code in closed


def _agencies_too(code: str, closed: Collection[str]) -> bool:
    return any(card.code in closed for card in offices.chain(code))


def _agencies_never(code: str, closed: Collection[str]) -> bool:
    card = offices.known()[code]
    return card.kind not in ("agency", "khet") and _IS_BARRED(code, closed)


def _parent(office: str, _closed: frozenset[str], _on: date) -> str:
    card = offices.parent_of(office)
    return card.code if card else ""


def _never_beyond(office: str, closed: frozenset[str], on: date) -> str:
    return "" if "MOI" in closed else _ABOVE(office, closed, on)


def _past_itself_only(barred: Any, ladder: list[str], _rules: Any, _offices: Any, *, on: date, start: str) -> str:
    return next((code for code in ladder[ladder.index(start) :] if code not in barred), "MOI")


def _past_blindly(barred: Any, ladder: list[str], rules: Any, offices: Any, *, on: date, start: str) -> str:
    return start


def _past_unto_the_accused(barred: Any, ladder: list[str], rules: Any, offices: Any, *, on: date, start: str) -> str:
    """Beyond the top without asking whether the one who stands in is accused too."""
    try:
        return _PAST(barred, ladder, rules, offices, on=on, start=start)
    except decide.NobodyImpartial:
        return next(rule.target for rule in rules if rule.instead_of)


def _agency_all_the_same(decision: decide.Decision, *of: Any) -> decide.Decision:
    return replace(_IMPARTIAL(decision, *of), agency_code=decision.agency_code)


def _nothing(*_args: Any, **_how: Any) -> None:
    return None


_BARRED, _IS_BARRED, _ABOVE, _PAST = intake.barred, intake.is_barred, intake.above, decide.past
_IMPARTIAL, _CHECK_NAMED = decide._impartial, way.check_named
MUTANTS: dict[str, tuple[tuple[Any, str], Any]] = {
    "barred: forgets who commands": ((way, "barred"), _without_people),
    "barred: forgets the offices": ((way, "barred"), _without_offices),
    "barred: whoever works there": ((way, "barred"), _whoever_works),
    "barred: whoever commands, accused or not": ((way, "barred"), _whoever_commands),
    "barred: nobody": ((way, "barred"), lambda *_of: NOTHING),
    "is_barred: not who stands under": ((way, "is_barred"), _only_itself),
    "is_barred: agencies under their province": ((way, "is_barred"), _agencies_too),
    "is_barred: agencies never": ((way, "is_barred"), _agencies_never),
    "is_barred: never": ((way, "is_barred"), lambda *_of: False),
    "is_barred: always": ((way, "is_barred"), lambda *_of: True),
    "closed_to: nobody": ((way, "closed_to"), lambda _case: NOTHING),
    "closed_to: forgets people": ((way, "closed_to"), lambda found: frozenset(found.accused)),
    "closed_to: only when an office is named": (
        (way, "closed_to"), lambda c: _BARRED(c.accused, c.accused_people) if c.accused else NOTHING
    ),
    "closed_to: always the ministry": ((way, "closed_to"), lambda c: _BARRED(c.accused, c.accused_people) | {"MOI"}),
    "is_closed_to: never": ((way, "is_closed_to"), lambda *_of: False),
    "is_kept_from: never": ((way, "is_kept_from"), lambda *_of: False),
    "is_kept_from: only the office": (
        (way, "is_kept_from"), lambda found, by: way.is_closed_to(found, by.office_code)
    ),
    "is_kept_from: only himself": ((way, "is_kept_from"), lambda found, by: by.user_id in found.accused_people),
    "upper: the parent": ((way, "above"), _parent),
    "upper: never beyond the ministry": ((way, "above"), _never_beyond),
    "check_office: lets pass": ((way, "check_office"), _nothing),
    "check_person: lets pass": ((way, "check_person"), _nothing),
    "check_named: lets pass": ((way, "check_named"), _nothing),
    "check_named: only where an office is closed": (
        (way, "check_named"), lambda c, *of: _CHECK_NAMED(c, *of) if way.closed_to(c) else None
    ),
    "check_named: no offices": ((way, "named"), lambda *_of: set()),
    "check_named: no people": ((way, "people_named"), lambda *_of: set()),
    "routing: only the accused itself": ((decide, "past"), _past_itself_only),
    "routing: not past anybody": ((decide, "past"), _past_blindly),
    "routing: an accused stand-in": ((decide, "past"), _past_unto_the_accused),
    "routing: an accused agency is handed it": ((decide, "_impartial"), _agency_all_the_same),
    "routing: nobody is impartial": ((decide, "_impartial"), lambda decision, *_of: decision),
}  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=[*MUTANTS])
def test_without_any_one_condition_an_example_fails(everybody, monkeypatch, mutant):
    (room, name), weaker = mutant
    monkeypatch.setattr(room, name, weaker)
    assert mistakes(everybody)


def test_no_function_of_the_way_is_left_out(everybody, monkeypatch):
    """No weakness is found by all examples alike, and every function of the way has one of its own."""
    found = {}
    for label, ((room, name), weaker) in MUTANTS.items():
        with monkeypatch.context() as patched:
            patched.setattr(room, name, weaker)
            found[label] = frozenset(mistakes(everybody))
    assert all(0 < len(wrong) < len(examples(everybody)) for wrong in found.values())
    weakened = {name for (room, name), _weaker in MUTANTS.values() if room is way}
    decided = {
        name for name, one in vars(way).items() if callable(one) and getattr(one, "__module__", "") == way.__name__
    }
    assert decided - weakened <= {"upper"}, "every function that decides is weakened once; `upper` by what it asks"
