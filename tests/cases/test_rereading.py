"""What is kept redacted can be made anew, in batches, and says the same as if it came in today."""

import io

import pytest
from django.core.management import call_command

from factories import STORY, case
from people import actor
from sangsuk.cases import queries, replay, rereading
from sangsuk.cases.models import Case, Likeness, Words
from sangsuk.cases.queries import Filters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def spoilt(n: int) -> Case:
    """A case as an older rule left it: with a name in its title and its index."""
    told = case(n, description=f"{STORY} เพราะนายประดิษฐพงษ์ ทองแสงใส ถมคลอง")
    Case.objects.filter(pk=told.pk).update(gist="นายประดิษฐพงษ์ ทองแสงใส ถมคลอง")
    Words.objects.filter(case=told).update(vector="'ประดิษฐพงษ์':1")
    Likeness.objects.update_or_create(case=told, defaults={"marks": [1, 2]})
    return told


def test_titles_index_and_sketches_are_made_anew_in_batches() -> None:
    told = [spoilt(n) for n in range(5)]
    good = case(9)
    before = Case.objects.get(pk=good.pk).gist
    assert rereading.read_again(batch=2) == (6, 5, good.pk)
    for one in Case.objects.filter(pk__in=[c.pk for c in told]):
        assert "ประดิษฐ" not in one.gist + str(Words.objects.values_list("vector", flat=True).get(case=one))
    assert Case.objects.get(pk=good.pk).gist == before
    assert not Likeness.objects.exists()
    assert len(queries.listing(actor("malee"), Filters(q="น้ำท่วม")).items) == 6
    assert list(replay.differences()) == []


def test_it_goes_on_where_it_ended_and_changes_nothing_twice() -> None:
    first, second = spoilt(1), spoilt(2)
    assert rereading.read_again(after=first.pk)[:2] == (1, 1)
    assert "ประดิษฐ" in Case.objects.get(pk=first.pk).gist
    assert rereading.read_again()[:2] == (2, 1)
    assert rereading.read_again() == (2, 0, second.pk)


def test_the_command_says_how_far_it_came() -> None:
    told = spoilt(1)
    out = io.StringIO()
    call_command("redact", "again", stdout=out)
    assert out.getvalue() == f"1 cases read, 1 came out differently; the last was {told.pk}.\n"
