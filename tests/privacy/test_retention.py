"""Forgetting by rule: what is due goes, what is held stays, and of what went only counts are left."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from factories import MONDAY
from people import actor
from sangsuk.cases import auditing, proving, replay
from sangsuk.cases.models import Attachment, Case, CaseEvent, Reporter, Words
from sangsuk.notifications.models import Message
from sangsuk.privacy.models import Batch, Erasure, RetentionRule
from sangsuk.privacy.retention import engine, holds, tombstones

from .planting import NAME, PHONE, planted
from .searching import files_with, tables_with

YEAR = timedelta(days=366)


def all_of_it(now: Any) -> None:
    """Tick, approve whatever was proposed, tick again."""
    engine.tick(now)
    for batch in Batch.objects.filter(status="proposed"):
        engine.decide(batch, approve=True, by=actor("daranee"), reason="ครบกำหนดแล้ว", now=now)
    engine.tick(now)


def test_nothing_is_forgotten_before_its_time() -> None:
    planted()
    assert engine.tick(MONDAY + timedelta(days=700)) >= 0
    assert Reporter.objects.count() == 1
    assert not Erasure.objects.exists()


def test_the_name_goes_two_years_after_the_end_and_the_story_stays() -> None:
    case = planted()
    engine.tick(MONDAY + 2 * YEAR)
    assert not Reporter.objects.exists()
    assert bytes(Case.objects.get().intake_digest) == b""
    assert Case.objects.get().description == case.description
    assert set(Erasure.objects.values_list("part", flat=True)) == {"reporter"}
    row = Batch.objects.get(target="reporter")
    assert (row.status, row.found, row.done, row.counts) == ("done", 1, 1, {"reporter": 1})


def test_after_ten_years_and_the_officers_word_nothing_of_her_is_left(
    tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    case = planted()
    assert tables_with(NAME, PHONE)
    now = MONDAY + 11 * YEAR
    with django_capture_on_commit_callbacks(execute=True):
        engine.tick(now)
        assert Batch.objects.get(target="story").status == "proposed"
        assert Case.objects.get().description == case.description
        all_of_it(now)
    assert tables_with(NAME, PHONE, "kannika") == set()
    assert files_with(tmp_path, (NAME, PHONE)) == set()
    assert not [f for f in (tmp_path / "files").rglob("*") if f.is_file()]
    assert not Attachment.objects.exists() and not Words.objects.exists()
    assert Message.objects.exists()  # that it was told stays


def test_what_is_left_is_still_what_its_events_say() -> None:
    planted()
    all_of_it(MONDAY + 11 * YEAR)
    assert list(replay.differences()) == []
    assert list(proving.faults()) == []
    assert list(auditing.register_gaps()) == [] and list(auditing.forgotten()) == []
    assert CaseEvent.objects.filter(move="forget").count() == 1


def test_forgetting_twice_is_forgetting_once() -> None:
    planted()
    now = MONDAY + 11 * YEAR
    all_of_it(now)
    events, batches = CaseEvent.objects.count(), Batch.objects.count()
    all_of_it(now + timedelta(minutes=1))
    assert (CaseEvent.objects.count(), Batch.objects.count()) == (events, batches)


def test_a_hold_keeps_everything_until_it_ends() -> None:
    case, other = planted(1), planted(2)
    daranee, now = actor("daranee"), MONDAY + 11 * YEAR
    hold = holds.begin(case, ground="in_court", reason="ศาลนัดสืบพยานปีหน้า", by=daranee, now=now)
    all_of_it(now)
    assert Reporter.objects.get().case_id == case.pk
    assert Case.objects.get(pk=case.pk).description and not Case.objects.get(pk=other.pk).description
    assert Message.objects.filter(about=case.number).exclude(body="–").exists()
    assert Batch.objects.get(target="reporter").held == 1
    holds.end(hold, by=daranee, now=now)
    all_of_it(now + timedelta(days=1))
    assert tables_with(NAME) == set()


def test_an_open_case_is_never_forgotten() -> None:
    planted(closes=False)
    all_of_it(MONDAY + 20 * YEAR)
    assert Reporter.objects.exists() and Case.objects.get().description


def test_what_the_officer_declined_is_not_asked_again_the_next_day() -> None:
    planted()
    now = MONDAY + 11 * YEAR
    engine.tick(now)
    batch = Batch.objects.get(target="story")
    engine.decide(batch, approve=False, by=actor("daranee"), reason="รอตรวจเอกสารก่อน", now=now)
    engine.tick(now + timedelta(days=1))
    assert Batch.objects.filter(target="story").count() == 1
    engine.tick(now + engine.ASKS_AGAIN + timedelta(days=1))
    assert Batch.objects.filter(target="story", status="proposed").count() == 1


def test_a_rule_that_is_changed_at_the_desk_is_followed() -> None:
    planted()
    RetentionRule.objects.filter(target="reporter").update(amount=1)
    engine.tick(MONDAY + timedelta(days=40))
    assert not Reporter.objects.exists()


def test_a_rule_shorter_than_the_law_is_refused_by_the_database() -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="traffic_logs_are_kept_ninety_days"):
        RetentionRule.objects.filter(target="logs").update(amount=89)


def test_the_tombstones_name_things_and_no_person(tmp_path: Path) -> None:
    case = planted()
    all_of_it(MONDAY + 11 * YEAR)
    lines = tombstones.path().read_text(encoding="utf-8")
    assert str(case.client_id) in lines
    assert NAME not in lines and PHONE not in lines


def test_a_line_that_was_cut_off_is_passed_over() -> None:
    planted()
    all_of_it(MONDAY + 11 * YEAR)
    with tombstones.path().open("a", encoding="utf-8") as file:
        file.write('{"at": "2037-')
    assert len(list(tombstones.stones())) == len(tombstones.path().read_text(encoding="utf-8").splitlines()) - 1
