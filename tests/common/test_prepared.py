"""A statement that is planned once for each connection."""

import pytest
from django.db import DataError, connection, transaction

from sangsuk.common.prepared import Prepared

pytestmark = pytest.mark.django_db
ADD = Prepared("test_add", ["int", "int"], "select %s + %s")


def add(one: object, other: object) -> int:
    with connection.cursor() as cursor:
        ADD.execute(cursor, [one, other])
        return int(cursor.fetchone()[0])


def test_it_is_prepared_once_and_run_often(django_assert_num_queries):
    add(1, 1)
    with django_assert_num_queries(2):
        assert [add(1, 2), add(-3, 1)] == [3, -2]


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_prepares_it_again():
    add(1, 1)
    connection.close()
    assert add(2, 2) == 4


def test_it_stays_prepared_after_a_failure():
    with pytest.raises(DataError), transaction.atomic():
        add(1, 2**31 - 1)
    assert add(2, 3) == 5


def test_behind_a_pgbouncer_nothing_is_left_on_the_connection(django_assert_num_queries):
    connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = True
    try:
        with django_assert_num_queries(1) as asked:
            assert add(1, 2) == 3
    finally:
        connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = False
    assert asked.captured_queries[0]["sql"] == "select 1 + 2"


def test_gaps_and_types_must_match():
    with pytest.raises(ValueError, match="1 gaps for 2 types"):
        Prepared("wrong", ["int", "int"], "select %s")
