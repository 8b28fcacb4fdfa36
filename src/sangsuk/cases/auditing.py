"""What must be true of all cases together, asked of the database: `sangsuk check cases`."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from sangsuk.offices import queries as offices

from .models import Case, Register


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it must be; `number` is the case's, or the register's."""

    number: str
    what: str


def unaccountable() -> Iterator[Finding]:
    """Cases for which not exactly one centre in force answers. That there is one, the column itself sees to."""
    centres = [card.code for card in offices.directory().values() if card.is_centre]
    wrong = Case.objects.filter(~Q(office__in=centres)).order_by("id").values_list("number", "office_id")
    for number, office in wrong.iterator(chunk_size=2000):
        yield Finding(number, f"the office that answers, {office}, is no centre in force")


# The running part of a number is what stands behind its last dash. Numbers are unique, so as many as the highest, from
# 1 on, means that none is missing.
_NUMBERED = f"""
with numbered as (
    select regexp_replace(number, '-[0-9]+$', '') as prefix,
           count(*) as many, min(substring(number from '[0-9]+$')::bigint) as first,
           max(substring(number from '[0-9]+$')::bigint) as highest
    from {Case._meta.db_table} group by 1),
registers as (
    select office_code || '-' || lpad((fiscal_year_be % 100)::text, 2, '0') as prefix, last
    from {Register._meta.db_table})
select prefix, coalesce(many, 0), coalesce(first, 1), coalesce(highest, 0), last
from numbered full join registers using (prefix)
where (many, first, highest, last) is distinct from (last, 1, last, last) and coalesce(many, last) > 0
order by prefix
"""


def register_gaps() -> Iterator[Finding]:
    """Registers whose numbers do not run from 1 to the last one given, each once."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERED)
        for prefix, many, first, highest, last in cursor.fetchall():
            yield Finding(prefix, f"{many} cases numbered {first} to {highest}, the register says {last}")
