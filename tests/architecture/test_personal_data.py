"""Every table says what becomes of the people in it: a rule of keeping with somebody who carries it out, or nobody's data."""

import pytest
from django.apps import apps
from django.utils import timezone

from sangsuk.common import seeds
from sangsuk.privacy import actions, rules
from sangsuk.privacy.provenance import PROVENANCE
from sangsuk.privacy.retention.declared import HOLDS, NOBODY
from sangsuk.privacy.retention.executors import EXECUTORS

MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
HINT = "Say in privacy/retention/declared.py whose data this table holds and by which rule they are forgotten."
AT_REQUEST = {"said_about", "supporter"}
ROWS = {row["target"]: row for row in seeds.rows(actions.DATA / "retention.csv")}


def test_every_table_is_declared_once() -> None:
    assert set(MODELS) - set(HOLDS) - set(NOBODY) == set(), HINT
    assert set(HOLDS) & set(NOBODY) == set()


def test_nothing_is_declared_that_is_no_table() -> None:
    assert (set(HOLDS) | set(NOBODY)) - set(MODELS) == set()
    assert all(NOBODY.values())


def test_every_field_that_is_declared_is_one() -> None:
    unknown = {
        f"{label}.{field}"
        for label, holds in HOLDS.items()
        for field in holds.fields
        if field not in {f.name for f in MODELS[label]._meta.get_fields()}
    }
    assert unknown == set()


def test_every_table_with_personal_data_has_a_rule() -> None:
    assert {t for holds in HOLDS.values() for t in holds.targets} - set(ROWS) == set()
    assert all(holds.targets and holds.fields for holds in HOLDS.values())


def test_every_rule_that_forgets_has_somebody_who_does() -> None:
    assert {target for target, row in ROWS.items() if row["action"] != "keep"} == set(EXECUTORS) - AT_REQUEST


def test_every_rule_reaches_something() -> None:
    reached = {t for holds in HOLDS.values() for t in holds.targets} | {"logs"}
    assert set(ROWS) == reached


def test_a_rule_is_in_force_today(world: None) -> None:
    assert set(rules.retention(timezone.now())) == set(ROWS)


def test_every_table_of_citizens_data_says_what_they_were_told() -> None:
    citizens = {label for label, holds in HOLDS.items() if holds.whose == "citizen"}
    assert set(PROVENANCE) == citizens, "say in privacy/provenance.py from where the version of the notice is known"


@pytest.mark.parametrize("label", PROVENANCE)
def test_what_keeps_the_version_or_the_day_is_a_column(label: str) -> None:
    told = PROVENANCE[label]
    assert sum(map(bool, (told.version, told.day, told.why))) == 1
    if column := told.version.partition(".")[0] or told.day:
        MODELS[label]._meta.get_field(column)
