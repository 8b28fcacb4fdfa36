"""What must be true of all cases together, asked of the database: `sangsuk check cases`."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from sangsuk.offices import queries as offices

from .models import Case, CaseEvent, Register


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
# 1 on, means that none is missing. Sealed cases draw theirs by lot (nine digits); their register counts them.
_NUMBERED = f"""
with numbered as (
    select regexp_replace(number, '-[0-9]{{1,8}}$|-[0-9]{{9,}}$', case when number ~ '-[0-9]{{9,}}$' then '*' else '' end) as prefix,
           count(*) as many,
           min(case when number ~ '-[0-9]{{9,}}$' then 1 else substring(number from '[0-9]+$')::bigint end) as first,
           case when bool_or(number ~ '-[0-9]{{9,}}$') then count(*) else max(substring(number from '[0-9]+$')::bigint) end as highest
    from {Case._meta.db_table} group by 1),
registers as (
    select rtrim(office_code, '*') || '-' || lpad((fiscal_year_be % 100)::text, 2, '0')
           || case when office_code like '%*' then '*' else '' end as prefix, last
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


_OWED = f"""
select number, case
    when closed_at is not null and duties <> '{{}}' then 'it has ended, and something is still owed'
    when closed_at is null and due_at is null then 'it is open, and nothing is promised'
    when closed_at is not null and (transfer <> '' or attention <> '' or tick_at is not null)
        then 'it has ended, and something still waits'
    when status in ('assigned', 'agency_accepted') and not exists (
        select from jsonb_each(duties) d where d.value ->> 'kind' = 'task') then 'it is with an agency, and no agency has work'
    when status = 'review' and not exists (
        select from jsonb_each(duties) d where d.value ->> 'kind' = 'approval') then 'it waits for a second person, and nothing was proposed'
    when (select coalesce(array_agg(w order by w), '{{}}') from unnest(workers) w) is distinct from (
        select coalesce(array_agg(d.value ->> 'who' order by d.value ->> 'who'), '{{}}') from jsonb_each(duties) d
        where d.value ->> 'kind' = 'task' and not coalesce((d.value ->> 'outside')::boolean, false))
        then 'its agencies are not those that have work'
    when not office_id = any (holders) then 'who answers for it cannot see it'
    end as what
from {Case._meta.db_table}
"""


def forgotten() -> Iterator[Finding]:
    """Cases on which something is owed that nobody would be asked for, or nothing is that must be."""
    with connection.cursor() as cursor:
        cursor.execute(f"select number, what from ({_OWED}) found where what is not null order by number")
        for number, what in cursor.fetchall():
            yield Finding(number, what)


_WHO_ANSWERED = f"""
select c.number, e.seq, e.changes ->> 'office_id'
from {CaseEvent._meta.db_table} e join {Case._meta.db_table} c on c.id = e.case_id
where e.changes ? 'office_id' and not (e.changes ->> 'office_id') = any (%s) order by c.number, e.seq
"""


def once_unaccountable() -> Iterator[Finding]:
    """Moments in a case's past at which no centre answered for it."""
    centres = [card.code for card in offices.known().values() if card.is_centre]
    with connection.cursor() as cursor:
        cursor.execute(_WHO_ANSWERED, [centres])
        for number, seq, office in cursor.fetchall():
            yield Finding(number, f"from event {seq} on {office} answered for it, which was never a centre")
