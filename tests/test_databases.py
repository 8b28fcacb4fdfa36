"""What a test commits, changes or remembers is gone when the next one begins. The tests stand in this order on purpose."""

import pytest
from django.db import connection

from databases import between_files
from factories import case
from sangsuk.cases.models import Case
from sangsuk.offices.models import Office
from sangsuk.routing import queries as routing
from sangsuk.routing.models import RoutingRule

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("world")]


def as_found() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname = 'left_behind'")
        tables = cursor.fetchone()
    return (Case.objects.count(), Office.objects.filter(name_th="").count(), tables) == (0, 0, (0,))


@pytest.mark.parametrize("_turn", range(2))
def test_rows_that_were_committed_are_deleted(_turn: int) -> None:
    assert as_found()
    case(1)
    assert Case.objects.count() == 1


@pytest.mark.parametrize("_turn", range(2))
def test_reference_data_that_were_changed_come_back(_turn: int) -> None:
    assert as_found()
    Office.objects.filter(code="5001").update(name_th="")


@pytest.mark.parametrize("_turn", range(2))
def test_a_table_that_was_made_is_gone(_turn: int) -> None:
    assert as_found()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (word text)")


def test_a_worn_copy_is_replaced_between_files() -> None:
    assert as_found()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind AS SELECT repeat('x', 100) FROM generate_series(1, 100000)")
    between_files()
    assert as_found()


@pytest.mark.parametrize("_turn", range(2))
def test_who_changes_what_is_remembered_sees_it_at_once_and_nobody_after(_turn: int) -> None:
    assert routing.rules()
    RoutingRule.objects.all().delete()
    assert routing.rules() == ()
