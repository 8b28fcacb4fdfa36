"""Numbers one after the other, without a gap: the book's row stays locked until the end of the transaction."""

from django.db import connection

from ..models import TrainingBook


def take(office_code: str, year_be: int, many: int = 1) -> int:
    """The first of `many` new numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""insert into {TrainingBook._meta.db_table} as book (office_code, year_be, last) values (%s, %s, %s)
            on conflict (office_code, year_be) do update set last = book.last + excluded.last returning last""",
            [office_code, year_be, many],
        )
        return int(cursor.fetchone()[0]) - many + 1
