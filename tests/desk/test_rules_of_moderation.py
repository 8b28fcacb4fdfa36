"""The words, clocks and help lines of moderation are rows that an operator changes, with a source, from a day on."""

from typing import Any

import pytest

import storytelling as telling
from sangsuk.common.remember import forget_all
from sangsuk.ledger import queries as ledger
from sangsuk.stories.moderation import placing

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("powerful_operator")
WHY = "มติที่ประชุมกรมการปกครอง ครั้งที่ 11/2569 (สมมติ)"


def test_a_new_word_is_looked_for_from_its_day_on(at: Any, remembering: None) -> None:
    said = "เจ้าหน้าที่ขอค่ากาแฟก่อนเซ็นให้"
    assert placing.look("", said, now=NOW).lane == "fast"
    row = {
        "code": "accuse.coffee", "kind": "accusation", "words": "ค่ากาแฟ|ค่าขนม", "unless": "", "together": "", "points": "4",
        "instead": "", "valid_from": "2026-11-16", "valid_to": "", "why": WHY,
    }  # fmt: skip
    assert at("preecha").post("/desk/rules/story_signs/add", row).status_code == 302
    forget_all()
    assert placing.look("", said, now=NOW).lane == "careful"
    assert ledger.rule_changes("story_signs", "accuse.coffee")


@pytest.mark.parametrize("table", ["story_signs", "story_clocks", "story_grades", "story_reasons", "help_lines"])
def test_each_table_of_moderation_opens_and_says_its_words(at: Any, table: str) -> None:
    page = at("preecha").get(f"/desk/rules/{table}")
    assert page.status_code == 200
    assert at("malee").get(f"/desk/rules/{table}").status_code in (403, 404)


def test_a_clock_is_changed_at_the_desk(at: Any, remembering: None) -> None:
    row = {
        "code": "fast.2",
        "what": "fast",
        "unit": "working_days",
        "amount": "2",
        "valid_from": "2026-11-10",
        "valid_to": "",
        "why": WHY,
    }
    assert at("preecha").post("/desk/rules/story_clocks/add", row).status_code == 302
    forget_all()
    assert telling.story(now=NOW).due_at.isoformat() == "2026-11-18T09:30:00+00:00"
