"""What numbers are asked about, what other systems call ours, and the lists of the flagships: kept at the desk."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sangsuk.common.remember import forget_all
from sangsuk.desk import reference
from sangsuk.desk.row_forms import form_for
from sangsuk.flagships.exchange.actions import names
from sangsuk.flagships.models import Cell, ExchangeId, NeedLink, QuestionRule, SheetRule
from sangsuk.flagships.questions.loading import limits

from .reading import text

WHY = "หนังสือกรมการปกครอง ที่ มท 0311/ว 1 ลงวันที่ 2 พ.ย. 2569"
pytestmark = pytest.mark.usefixtures("powerful_operator")


def offered(table: str, field: str) -> list[str]:
    made: Any = form_for(reference.TABLES[table], new=True)().fields[field]
    return [code for code, _ in made.choices if code]


def test_from_where_on_is_asked_is_changed_with_its_source(at: Any) -> None:
    answer = at("preecha").post(
        "/desk/rules/question_rules/rows/same-in-a-row", {"amount": "4", "valid_from": "2020-10-01", "why": WHY}
    )
    assert answer.status_code == 302, text(answer)
    forget_all()
    assert limits(date(2026, 11, 22)).same_in_a_row == 4
    assert QuestionRule.objects.get(code="same-in-a-row").source == WHY
    page = text(at("preecha").get("/desk/rules/question_rules"))
    assert "งวดที่ตัวเลขเท่ากันติดต่อกัน" in page and "0.6" in page and "0.6000" not in page


@pytest.mark.parametrize("amount", ["0", "-3", "มาก"])
def test_a_limit_that_asks_about_everything_is_refused(at: Any, amount: str) -> None:
    said = {"amount": amount, "valid_from": "2020-10-01", "why": WHY}
    assert at("preecha").post("/desk/rules/question_rules/rows/same-in-a-row", said).status_code == 422
    assert QuestionRule.objects.get(code="same-in-a-row").amount == Decimal(3)


def test_a_word_of_another_system_is_added_and_ended(at: Any) -> None:
    said = {"system": "dhis2", "kind": "indicator", "ours": "f2564_01.volunteers", "theirs": "fbfJHSPpUQD", "valid_from": "2026-10-01",
            "why": WHY}  # fmt: skip
    answer = at("preecha").post("/desk/rules/exchange_ids/add", said)
    assert answer.status_code == 302, text(answer)
    assert "ตัวชี้วัด" in text(at("preecha").get("/desk/rules/exchange_ids?q=fbf"))
    assert names("dhis2", date(2026, 11, 22)).out("indicator", "f2564_01.volunteers") == "fbfJHSPpUQD"
    row = ExchangeId.objects.get()
    ended = {"theirs": row.theirs, "valid_from": "2026-10-01", "valid_to": "2026-11-01", "why": WHY}
    assert at("preecha").post(f"/desk/rules/exchange_ids/rows/{row.pk}", ended).status_code == 302
    forget_all()
    assert names("dhis2", date(2026, 11, 22)).out("indicator", "f2564_01.volunteers") == "f2564_01.volunteers"


@pytest.mark.parametrize(
    ("table", "field", "model"),
    [
        ("question_rules", "what", QuestionRule), ("sheet_rules", "kind", SheetRule), ("sheet_rules", "level", SheetRule),
        ("sheet_rules", "frequency", SheetRule), ("sheet_rules", "to", SheetRule), ("indicator_cells", "axis", Cell),
        ("need_links", "kind", NeedLink),
    ],
)  # fmt: skip
def test_what_the_rows_say_can_be_chosen_in_words(table: str, field: str, model: Any) -> None:
    choices = offered(table, field)
    assert set(model.objects.exclude(**{field: ""}).values_list(field, flat=True)) <= set(choices)
    assert set(choices) <= set(reference.WORDS), "each has a word"
