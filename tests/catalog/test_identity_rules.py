"""Whether the thirteen digits are asked for: not at all, until a dated row says so."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from asking_ids import ask
from sangsuk.catalog import queries as catalog
from sangsuk.catalog.models import IdentityRule

DAY = date(2026, 11, 16)
pytestmark = pytest.mark.django_db


def test_out_of_the_box_no_matter_asks_for_them() -> None:
    assert not catalog.id_ever_asked(DAY)
    for mission in catalog.missions():
        for category in (None, *(card.code for card in catalog.categories(DAY))):
            assert catalog.id_asked(mission.code, category, DAY) == catalog.NOT_ASKED


def test_the_most_exact_category_wins_then_the_mission_then_the_newest_row() -> None:
    ask("required", code="debt", category_code="debt")
    ask("optional", code="debt.informal", category_code="debt.informal")
    ask("optional", code="advice", mission="advice")
    ask("not_asked", code="debt.fraud", category_code="debt.fraud", valid_from=date(2026, 1, 1))
    ask("required", code="debt.fraud.old", category_code="debt.fraud", valid_from=date(2025, 1, 1))
    said = {code: catalog.id_asked("grievance", code, DAY).asks for code in ("debt", "debt.informal", "debt.formal", "debt.fraud", "road")}  # fmt: skip
    assert said == {
        "debt": "required", "debt.informal": "optional", "debt.formal": "required", "debt.fraud": "not_asked",
        "road": "not_asked",
    }  # fmt: skip
    assert catalog.id_asked("advice", None, DAY).asks == "optional"
    assert catalog.id_asked("advice", "debt", DAY).asks == "required"
    assert catalog.id_asked("grievance", "debts", DAY).asks == "not_asked"


def test_a_row_speaks_only_between_its_days() -> None:
    ask("required", valid_from=date(2026, 11, 1), valid_to=DAY)
    assert catalog.id_asked("grievance", None, date(2026, 10, 31)).asks == "not_asked"
    assert catalog.id_asked("grievance", None, date(2026, 11, 15)).required and catalog.id_ever_asked(
        date(2026, 11, 15)
    )
    assert catalog.id_asked("grievance", None, DAY).asks == "not_asked" and not catalog.id_ever_asked(DAY)


@pytest.mark.parametrize("row", [{"why_th": ""}, {"why_en": ""}, {"source": ""}, {"asks": "sometimes"}])
def test_a_row_that_asks_names_its_source_and_says_why_in_both_languages(row: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(**({"asks": "optional"} | row))


def test_every_row_of_the_product_names_its_source() -> None:
    assert IdentityRule.objects.exists() and not IdentityRule.objects.filter(source="").exists()
