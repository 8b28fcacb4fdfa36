"""One event changed behind our back, in any way that SQL allows: found, every time. Many more in bench/ledger.py."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from bench import tampering
from factories import MONDAY, case, moved, submitted
from people import actor
from sangsuk.cases import closing_days, marking
from sangsuk.cases.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.fixture
def history(settings: Any, tmp_path: Any) -> None:
    """Cases of yesterday, in the log, and of today, which the marks alone know."""
    settings.HOME = tmp_path
    malee = actor("malee")
    for n in range(6):
        moved(case(n), *[("accept", malee), ("note", malee), ("hand_to_agency", malee)][: n % 4])
    closing_days.close_days(MONDAY + timedelta(days=1))
    for n in range(6, 10):
        moved(case(n, now=MONDAY + timedelta(days=1)), *[("accept", malee), ("note", malee)][: n % 3])
    submitted(10, accused=("5001",), now=MONDAY + timedelta(days=1))  # its number stands in no register's turn
    assert marking.mark() == 1 and marking.mark() == 1 and marking.mark() == 0


@pytest.mark.usefixtures("history")
def test_nothing_is_found_when_nothing_was_changed() -> None:
    assert list(tampering._faults()) == []


@pytest.mark.usefixtures("history")
def test_every_change_is_found() -> None:
    trials = list(tampering.trials(150, seed=2570))
    assert Counter(t.deed for t in trials if not t.found) == Counter()
    assert {t.deed for t in trials} == set(tampering.DEEDS)


@pytest.mark.usefixtures("history")
def test_the_file_of_marks_cannot_be_changed_unseen() -> None:
    text = marking.path().read_text()
    marking.path().write_text(text.replace('"events": ', '"events": 1'))
    assert len(list(marking.faults())) == 2


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("seed", range(12))
def test_a_case_of_today_cannot_take_another_number(seed: int) -> None:
    chance, sealed = random.Random(seed), Case.objects.get(secrecy="secret")
    for one in (sealed, Case.objects.exclude(secrecy="secret").latest("submitted_at")):
        with transaction.atomic():
            tampering.rename(chance, one, one.events.latest("seq"))
            assert any(True for _fault in tampering._faults(one)), one.number
            transaction.set_rollback(True)
