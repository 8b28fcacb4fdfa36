"""What must be true of all letters together: `sangsuk check cases`."""

from collections.abc import Iterator

from django.db import connection

from ..auditing import Finding
from ..models import Letter, LetterRegister
from .issuing import APART

_NUMBERED = f"""
with numbered as (
    select case when running > {APART} then office_id || '*' else office_id end as office_code, year_be,
           count(*) as many, min(running % {APART}) as first, max(running % {APART}) as highest
    from {Letter._meta.db_table} where issued_at is not null group by 1, 2)
select office_code, year_be, coalesce(many, 0), coalesce(first, 1), coalesce(highest, 0), coalesce(last, 0)
from numbered full join {LetterRegister._meta.db_table} using (office_code, year_be)
where (many, first, highest, last) is distinct from (last, 1, last, last)
order by 1, 2
"""


def gaps() -> Iterator[Finding]:
    """Registers of letters whose numbers do not run from 1 to the last one given, each once."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERED)
        for office, year, many, first, highest, last in cursor.fetchall():
            yield Finding(f"{office}/{year}", f"{many} letters numbered {first} to {highest}, the register says {last}")
