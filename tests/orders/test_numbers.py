"""Numbers without gaps while many take them at once, and some of them fail."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from sangsuk.orders import numbering

YEAR = 2569


class Broken(Exception):
    """What fails after it has taken its number."""


def _at_once(many: int, does: Callable[[int], int | None]) -> list[int]:
    got: list[int] = []
    lock, start = threading.Lock(), threading.Barrier(many)

    def one(n: int) -> None:
        start.wait()
        try:
            number = does(n)
        except Broken:
            number = None
        finally:
            connection.close()
        if number is not None:
            with lock:
                got.append(number)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(got)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_and_every_third_fails() -> None:
    def take(n: int) -> int:
        with transaction.atomic():
            number = numbering.next_number("DOPA", YEAR, numbering.ORDERS)
            if n % 3 == 0:
                raise Broken
            return number

    assert _at_once(12, take) == list(range(1, 9))


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given() -> None:
    with pytest.raises(RuntimeError):
        numbering.next_number("DOPA", YEAR, numbering.ORDERS)


def test_orders_and_news_offices_and_years_count_apart(db: None) -> None:
    taken = [
        numbering.next_number(office, year, series)
        for office, year, series in [
            ("DOPA", 2569, "orders"), ("DOPA", 2569, "orders"), ("DOPA", 2569, "news"), ("DOPA", 2570, "orders"), ("5000", 2569, "orders"),
        ]
    ]  # fmt: skip
    assert taken == [1, 2, 1, 1, 1]
