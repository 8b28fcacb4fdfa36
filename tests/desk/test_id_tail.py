"""Of her thirteen digits an official sees four, and those without another question to the database."""

from typing import Any

import factories
from asking_ids import ask
from people import SOMCHAI, actor
from sangsuk.cases.checking import Person

from .reading import text

HER = Person(SOMCHAI.name, SOMCHAI.phone, SOMCHAI.email, "1234567890121")
WHY = {"reason": "ตรวจสิทธิของผู้ร้องตามกฎหมาย", "choose": "1"}
MASKED = "x-xxxx-xxxx0-12-1"


def test_the_page_of_the_case_shows_four_digits_and_no_more(at: Any) -> None:
    ask()
    here = f"/desk/cases/{factories.case(reporter=HER).number}"
    page = text(at("malee").get(here))
    assert MASKED in page and "1234567890121" not in page
    opened = text(at("malee").post(f"{here}/reveal", WHY | {"fields": ["name"]}))
    assert MASKED in opened and "1234567890121" not in opened
    opened = text(at("malee").post(f"{here}/reveal", WHY | {"fields": ["national_id"]}))
    assert MASKED not in opened and "1234567890121" in opened


def test_who_may_not_open_the_number_sees_no_digit_of_it(at: Any) -> None:
    ask()
    told = factories.case(reporter=HER, identity="hidden")
    case = factories.moved(told, ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    assert MASKED not in text(at("wichai").get(f"/desk/cases/{case.number}"))
    assert MASKED in text(at("malee").get(f"/desk/cases/{case.number}"))


def test_the_four_digits_come_with_the_row_that_is_read_anyway(
    at: Any, remembering: None, django_assert_num_queries: Any
) -> None:
    ask()
    client, here = at("malee"), f"/desk/cases/{factories.case(reporter=HER).number}"
    client.get(here)
    with django_assert_num_queries(8):
        assert MASKED in text(client.get(here))


def test_the_boxes_stay_as_they_were_when_the_reason_is_missing(at: Any) -> None:
    told = factories.case(reporter=HER)
    answer = at("malee").post(f"/desk/cases/{told.number}/reveal", {"choose": "1", "fields": ["email"], "reason": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="email" checked' in page and 'value="phone" checked' not in page
