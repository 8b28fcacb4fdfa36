"""The programme of the demo world is made quickly, the same each time, and stands as real verbs would have left it."""

import time
from random import Random

import pytest

from factories import MONDAY
from sangsuk.config.demo import flagships_programme as demo
from sangsuk.config.demo.staff import Staff
from sangsuk.flagships.coverage import queries, recording
from sangsuk.flagships.models import Coverage, Programme, Project, ProjectText, Situation

pytestmark = pytest.mark.usefixtures("world")


def test_what_878_districts_say_and_next_years_draft() -> None:
    staff, began = Staff(Random(1)), time.process_time()
    n = demo.make(staff, now=MONDAY, seed=2564)
    assert time.process_time() - began < 6
    assert 6_500 < n < 8_600 and Coverage.objects.count() == n
    assert list(recording.differences()) == []
    assert Situation.objects.count() == 10
    assert Coverage.objects.filter(look="returned", district_code="5001").count() == 1
    draft = Programme.objects.get(pk="f2565")
    assert (draft.state, draft.name_th) == ("draft", "All Smart 2022")
    assert ProjectText.objects.filter(project__programme=draft, version=2).count() == 1
    _rows, total = queries.country(Programme.objects.get(pk="f2564"), list(Project.objects.filter(programme="f2564")))
    assert 40 < (total.whole.percent or 0) < 90 and total.whole.missing > 300


def test_the_same_seed_says_the_same() -> None:
    projects, said = list(Project.objects.filter(programme="f2564").select_related("programme")), []
    for _again in range(2):
        demo._said(projects, Random(7), MONDAY)
        rows = Coverage.objects.order_by("district_code", "project")
        said.append(list(rows.values_list("district_code", "project", "state", "since_on")))
        rows.delete()
    assert said[0] == said[1]
