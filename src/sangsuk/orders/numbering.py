"""Numbers that run from one in each year of the Buddhist era, for each office, without a gap."""

from django.db import connection

from .models import NumberBook

ORDERS, NEWS = "orders", "news"


def next_number(office_code: str, year_be: int, series: str) -> int:
    """Call it in a transaction: the book's row stays locked until its end, so whatever fails, no number is gone."""
    if not connection.in_atomic_block:
        raise RuntimeError("a number outside a transaction could be lost")
    with connection.cursor() as cursor:
        cursor.execute(
            f"""insert into {NumberBook._meta.db_table} as book (office_code, year_be, series, last) values (%s, %s, %s, 1)
            on conflict (office_code, year_be, series) do update set last = book.last + 1 returning last""",
            [office_code, year_be, series],
        )
        return int(cursor.fetchone()[0])
