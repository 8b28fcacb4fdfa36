"""Numbers one after the other, without a gap: the row of the book stays locked until the end of the transaction."""

from django.db import connection, models


def take(book: type[models.Model], office_code: str, year_be: int, many: int = 1) -> int:
    """The first of `many` new numbers of an office in a year. `book`: a table of `last` by `office_code` and `year_be`."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""insert into {book._meta.db_table} as book (office_code, year_be, last) values (%s, %s, %s)
            on conflict (office_code, year_be) do update set last = book.last + excluded.last returning last""",
            [office_code, year_be, many],
        )
        return int(cursor.fetchone()[0]) - many + 1
