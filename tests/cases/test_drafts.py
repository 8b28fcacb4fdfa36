"""A complaint told in steps."""

from uuid import uuid4

import pytest
from django.db import connection

from factories import MONDAY, PHOTO, STORY
from sangsuk.cases import drafts
from sangsuk.cases.models import Attachment, Case
from sangsuk.common.errors import Missing, Refused

pytestmark = pytest.mark.django_db


def told() -> drafts.Telling:
    draft = drafts.start(now=MONDAY, description=STORY, language="en")
    drafts.add_file(draft.token, PHOTO)
    drafts.save(draft.token, now=MONDAY, district="5001")
    return drafts.save(draft.token, now=MONDAY, identity="hidden", name="บุญมา ใจดี", phone="0815550101")


def test_what_was_typed_in_each_step_becomes_one_case(world):
    sent = drafts.send(told().token, channel="web", now=MONDAY)
    case = Case.objects.get()
    assert (case.description, case.district_id, case.identity, case.language) == (STORY, "5001", "hidden", "en")
    assert Attachment.objects.get().sha256 == PHOTO.sha256
    assert sent.key


def test_a_draft_sent_twice_is_one_case_with_the_same_key(world):
    draft = told()
    first, second = (drafts.send(draft.token, channel="web", now=MONDAY) for _ in range(2))
    assert (first.case.number, first.key) == (second.case.number, second.key)
    assert Case.objects.count() == 1


def test_what_was_told_is_forgotten_once_it_is_sent_and_stays_so(world):
    draft = told()
    first = drafts.send(draft.token, channel="web", now=MONDAY)
    kept = drafts.get(draft.token, now=MONDAY)
    assert (kept.fields, kept.files) == ({}, ())
    drafts.save(draft.token, now=MONDAY, identity="named", name="บุญมา ใจดี")  # the button pressed twice
    second = drafts.send(draft.token, channel="web", now=MONDAY)
    assert (second.case, second.key, second.created) == (first.case, first.key, False)
    assert drafts.get(draft.token, now=MONDAY).fields == {}


def test_a_draft_is_sealed(world):
    told()
    with connection.cursor() as cursor:
        cursor.execute("select fields from cases_draft")
        sealed = bytes(cursor.fetchone()[0])
    assert "บุญมา".encode() not in sealed
    assert b"0815550101" not in sealed


def test_the_same_photograph_twice_is_one_and_there_is_a_limit(world):
    draft = told()
    drafts.add_file(draft.token, PHOTO)
    assert len(drafts.get(draft.token, now=MONDAY).files) == 1
    for n in range(1, drafts.MOST_FILES):
        drafts.add_file(draft.token, drafts.StoredFile(str(n) * 64, "photo", 1, 1, 1, "x"))
    with pytest.raises(Refused):
        drafts.add_file(draft.token, drafts.StoredFile("x" * 64, "photo", 1, 1, 1, "x"))


def test_nobody_finds_a_draft_by_guessing(world):
    told()
    with pytest.raises(Missing):
        drafts.get(uuid4(), now=MONDAY)
