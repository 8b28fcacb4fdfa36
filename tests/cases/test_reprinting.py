"""Who was told about before there were fingerprints gets them too, and none of them moves when keys are exchanged."""

from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

import factories
from asking_ids import ask
from people import SOMCHAI
from sangsuk.cases import prints, reprinting
from sangsuk.cases.checking import Person
from sangsuk.cases.models import Reporter
from sangsuk.common import keys
from sangsuk.common.models import DataKey
from sangsuk.common.sealing import seal
from sealing_before import version_1

HER = Person("นางบุญมา ใจเย็น", "0815559977", "bunma@example.com", "1234567890121")
MARKS = ("name_print", "family_print", "phone_print", "email_print", "id_print", "id_tail")


def marks() -> list[tuple[Any, ...]]:
    return [tuple(bytes(m) if not isinstance(m, str) else m for m in row) for row in Reporter.objects.order_by("pk").values_list(*MARKS)]  # fmt: skip


def as_before(n: int) -> None:
    """Some told, as they stood before there were fingerprints."""
    ask()
    for i in range(n):
        factories.case(i, reporter=HER if i % 2 else SOMCHAI)
    Reporter.objects.update(**dict.fromkeys(MARKS[:-1], b""), id_tail="")


def say(*words: str) -> str:
    out = StringIO()
    call_command("keys", "match", *words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_everybody_is_found_afterwards_by_the_very_marks_that_intake_would_have_made() -> None:
    as_before(5)
    assert [step.done for step in reprinting.match(batch=2)] == [2, 2, 1]
    theirs = [prints.of_person(HER if i % 2 else SOMCHAI) for i in range(5)]
    assert marks() == [(*(m[f] for f in MARKS[:-1]), "0121" if i % 2 else "") for i, m in enumerate(theirs)]
    assert say().startswith("0 people")
    assert say("--all").startswith("5 people")


@pytest.mark.django_db
def test_what_was_sealed_before_there_were_data_keys_is_matched_too() -> None:
    as_before(1)
    Reporter.objects.update(
        **{f: version_1(getattr(HER, f), f"reporter.{f}", settings.SECRET_KEY) for f in ("name", "phone")}
    )
    say()
    assert bytes(Reporter.objects.get().phone_print) == prints.of_phone(HER.phone)


@pytest.mark.django_db
def test_a_value_that_was_corrected_meanwhile_keeps_the_marks_of_its_new_words(monkeypatch: pytest.MonkeyPatch) -> None:
    as_before(1)
    usual = prints.of_person

    def slow(person: Person) -> dict[str, bytes]:
        Reporter.objects.update(phone=seal(HER.phone, label="reporter.phone", row="x"), phone_print=b"new")
        return usual(person)

    monkeypatch.setattr(prints, "of_person", slow)
    say()
    assert bytes(Reporter.objects.get().phone_print) == b"new"


@pytest.mark.django_db
def test_what_does_not_open_is_said_and_left_as_it_is() -> None:
    as_before(2)
    Reporter.objects.filter(pk=Reporter.objects.earliest("pk").pk).update(phone=b"\x02broken")
    with pytest.raises(CommandError, match="1 do not open"):
        say()
    assert [bool(row[2]) for row in marks()] == [False, True]


@pytest.mark.django_db(transaction=True)
def test_no_command_moves_or_ends_the_key_by_which_people_are_known_again() -> None:
    factories.case(reporter=HER)
    before, kept = marks(), settings.KEY_FILE.read_bytes()
    try:
        call_command("keys", "new", stdout=StringIO())
        call_command("keys", "rotate", "--reseal", stdout=StringIO())
        own = DataKey.objects.get(purpose=DataKey.MATCH)
        with pytest.raises(CommandError, match="is the one in use"):
            call_command("keys", "retire", str(own.pk), stdout=StringIO())
        assert marks() == before and prints.of_phone(HER.phone) == before[0][2]
    finally:
        settings.KEY_FILE.write_bytes(kept)
        keys.forget()
