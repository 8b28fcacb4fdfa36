"""`sangsuk check`: whatever is written by events alone is proved by a check, and a lie behind their back is found."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from flagging import entry
from sangsuk.cases.models import CaseEvent, MediationEvent
from sangsuk.cases.models.base import Happened
from sangsuk.config.management.commands.check import CHECKS
from sangsuk.flagships.models import Coverage, Entry, Indicator, Programme, Statement
from sangsuk.flagships.words import PASSED
from sangsuk.learning.models import Lesson
from sangsuk.standards.models import FormEvent
from sangsuk.stories import journal

pytestmark = pytest.mark.django_db
BY_A_CHECK_OF_THEIR_OWN = {CaseEvent, MediationEvent}
NO_STATE = {FormEvent}
"""Who did what; the row says nothing that these would say again."""


def test_every_table_that_is_written_by_events_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[Any] = set()

    def remember(rows: Any, events: Any, *_: Any, **__: Any) -> Iterator[Any]:
        seen.add(events.model)
        return iter(())

    monkeypatch.setattr(journal, "compared", remember)
    for check in CHECKS.values():
        for _name, lines in check():
            list(lines)
    assert seen == {one for one in apps.get_models() if issubclass(one, Happened)} - BY_A_CHECK_OF_THEIR_OWN - NO_STATE


def found(room: str, capsys: Any) -> str:
    with pytest.raises(CommandError):
        call_command("check", room)
    return str(capsys.readouterr().out)


def test_a_state_that_no_event_says_is_found(world: None, capsys: Any) -> None:
    call_command("check", "flagships", "learning", "standards", "orders")
    Programme.objects.filter(pk="f2564").update(state="closed")
    assert "programmes: f2564 state" in found("flagships", capsys)
    Lesson.objects.update(version=9)
    assert "version: row 9" in found("learning", capsys)
    Coverage.objects.create(project_id="f2564_01", district_code="5001", since_on=date(2021, 1, 1))
    assert "coverage: " in found("flagships", capsys)


def test_a_number_that_nobody_said_is_found(world: None, capsys: Any) -> None:
    of = Indicator.objects.get(code="f2564_01.volunteers")
    one = entry(of, "5001", date(2021, 1, 1), Decimal(12), state="handed_in", seq=1)
    Statement.objects.create(entry=one, seq=1, at="2021-02-01T03:00Z", kind="typed", state="handed_in", number=12)
    call_command("check", "flagships")
    Entry.objects.filter(pk=one.pk).update(number=13)
    assert "entries: f2564_01.volunteers 5001 2021-01-01: statement 1 says 12" in found("flagships", capsys)
    Entry.objects.filter(pk=one.pk).update(number=12)
    Statement.objects.create(entry=one, seq=2, at="2021-02-02T03:00Z", kind="passed", state=PASSED, number=12)
    assert "entries: " in found("flagships", capsys)
