"""A letter that went out stands in the chain of its case, with the digest of its paper."""

import pytest
from django.db import connection, transaction

from factories import MONDAY
from lettering import issued
from people import actor
from sangsuk.cases import forgetting, proving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def test_a_letter_that_is_changed_or_taken_away_by_sql_is_found_and_a_forgotten_one_is_not() -> None:
    letter = issued()
    issued(n=2)
    assert list(proving.letters()) == [] and list(proving.faults()) == []
    for statement in (
        "update cases_letter set sha256 = encode(sha256('x'), 'hex') where id = %s",
        "update cases_letter set number = number || '9' where id = %s",
        "update cases_letter set issued_at = issued_at - interval '1 day' where id = %s",
        "delete from cases_letter where id = %s",
    ):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement, [letter.pk])
            assert {fault.number for fault in proving.letters()} == {letter.case.number}, statement
            transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("delete from cases_caseevent where move = 'letter' and case_id = %s", [letter.case_id])
        assert [(fault.number, fault.seq) for fault in proving.letters()] == [(letter.case.number, 0)]


def test_letters_whose_words_were_forgotten_are_no_tampering() -> None:
    letter = issued()
    forgetting.letters([letter.case_id], by=actor("daranee"), reason="ครบเวลาเก็บ", now=MONDAY)
    forgetting.stories([letter.case_id], by=actor("daranee"), reason="ครบเวลาเก็บ", now=MONDAY)
    assert list(proving.letters()) == [] and list(proving.faults()) == []
