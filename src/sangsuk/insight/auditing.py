"""The proof of the tallies: all of it counted again from the events, in SQL, by code that shares nothing with `folding`
but the words. `sangsuk check reports`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from sangsuk.cases import workflow
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.offices import queries as offices

from .models import Counted, Progress, Tally
from .scopes import scopes_of

_CASES, _EVENTS, _COUNTED, _TALLY = (m._meta.db_table for m in (Case, CaseEvent, Counted, Tally))


@dataclass(frozen=True)
class WrongCell:
    """One cell in which the tally is not what the events say."""

    cell: str
    kept: int
    recounted: int

    def __str__(self) -> str:
        return f"{self.cell}: kept {self.kept:,}, events say {self.recounted:,}"


def wrong_cells() -> Iterator[WrongCell]:
    """Every cell that differs, of the events that are counted."""
    centres = [card.code for card in offices.known().values() if card.kind not in ("agency", "khet")]
    pairs = [(code, scope) for code in centres for scope in scopes_of(code)]
    codes, scopes = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute("set local work_mem = '128MB'; set local jit = off")
        cursor.execute(_RECOUNT, {"codes": list(codes), "scopes": list(scopes), "closed": list(workflow.CLOSED)})
        while rows := cursor.fetchmany(1000):
            for *cell, kept, recounted in rows:
                yield WrongCell(" ".join(str(part) or "-" for part in cell), kept, recounted)


def forgotten() -> Iterator[str]:
    """Cases with an event so old that it must be counted, and is not."""
    upto = Progress.objects.filter(id=1, recounted=None).values_list("upto", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select c.number, e.seq from {_CASES} c join {_EVENTS} e on e.case_id = c.id
                left join {_COUNTED} k on k.case_id = c.id
                where c.version > coalesce(k.version, 0) and e.seq > coalesce(k.version, 0) and e.id <= %s
                order by c.number, e.seq""",
            [upto],
        )
        for number, seq in cursor.fetchall():
            yield f"{number}: its event {seq} is in no tally"


def _carried(name: str, key: str = "") -> str:
    """The last word of an event on this, up to each event: the greatest of 'seq, word' loses the seq again."""
    return f"""coalesce(substr(max(case when changes ? '{key or name}'
        then lpad(seq::text, 9, '0') || coalesce(changes->>'{key or name}', '') end) over past, 10), '') as {name}"""


_NOW = "status, office, agency, topic, mission, nature, accused, policy, duties"


def _axes(prefix: str = "") -> str:
    """The traits of a row: axis, value, second."""
    p = prefix
    return f"""(values ('topic', {p}topic, ''), ('channel', channel, split_part({p}topic, '.', 1)),
        ('nature', {p}nature, ''), ('complainant', complainant, ''), ('identity', identity, ''),
        ('accused', {p}accused, ''), ('district', district, ''), ('origin', origin, ''), ('policy', {p}policy, ''))"""


# told: the state after each event; what is sealed is of no office, and so of no scope. steps: and before it. happened:
# what is counted of cases, before it is spread over axes and scopes; a case that changed place or trait is apart (shifts),
# because its two ends must be compared.
_RECOUNT = f"""
with of_office as (select * from unnest(%(codes)s::text[], %(scopes)s::text[]) as u(office, scope)),
told as (
    select case_id, seq, move, to_char(at at time zone 'Asia/Bangkok', 'YYYYMM')::int as month,
           {_carried("status")}, {_carried("office", "office_id")}, {_carried("agency", "agency_id")},
           {_carried("topic", "category_id")}, {_carried("mission")}, {_carried("nature")},
           {_carried("accused", "accused_type")}, {_carried("policy", "policy_code")}, {_carried("duties")},
           {_carried("secrecy")}, {_carried("named", "accused")}, {_carried("people", "accused_people")}
    from {_EVENTS} join {_COUNTED} using (case_id) where seq <= version
    window past as (partition by case_id order by seq)),
steps as (
    select t.case_id, t.seq, t.move, t.month, t.status, t.agency,
           case when t.secrecy in ('', 'normal') and t.named in ('', '[]') and t.people in ('', '[]') then t.office
                else '' end as office, t.topic,
           coalesce(nullif(t.mission, ''), c.mission) as mission, t.nature, t.accused, t.policy, t.duties,
           c.channel, c.identity, c.complainant_type as complainant, c.district_id as district,
           (extract(year from (c.submitted_at at time zone 'Asia/Bangkok') + interval '3 months')::int + 543)::text as origin
    from told t join {_CASES} c on c.id = t.case_id),
pairs as (
    select *, {", ".join(f"lag({name}) over w as was_{name}" for name in _NOW.split(", "))}
    from steps window w as (partition by case_id order by seq)),
happened as (
    select case when was_status is null then 'new' else 'reopened' end as measure, office, month, mission, topic,
           nature, complainant, accused, policy, channel, identity, district, origin
    from pairs
    where was_status is null or (was_status = any(%(closed)s) and not status = any(%(closed)s))
    union all
    select status, office, month, mission, topic, nature, complainant, accused, policy, channel, identity, district, origin
    from pairs
    where status = any(%(closed)s) and (was_status is null or not was_status = any(%(closed)s))),
grouped as (
    select measure, office, month, mission, topic, nature, complainant, accused, policy, channel, identity, district,
           origin, count(*) as n
    from happened group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13),
lines as (
    select scope, axis, month, mission, value, second, measure, n
    from grouped join of_office using (office) cross join lateral {_axes()} as a(axis, value, second)),
shifts as (
    select * from pairs where not was_status = any(%(closed)s)
    and (office, mission, topic, nature, accused, policy)
        is distinct from (was_office, was_mission, was_topic, was_nature, was_accused, was_policy)),
left_cells as (
    select case_id, seq, month, scope, axis, was_mission as mission, value, second
    from shifts join of_office o on o.office = was_office cross join lateral {_axes("was_")} as a(axis, value, second)),
right_cells as (
    select case_id, seq, month, scope, axis, mission, value, second
    from shifts join of_office using (office) cross join lateral {_axes()} as a(axis, value, second)),
tasks as (
    select p.*, duty.key, duty.who
    from pairs p cross join lateral (
        select key, value->>'who' as who from jsonb_each(coalesce(nullif(duties, ''), '{{}}')::jsonb)
        where value->>'kind' = 'task' and value->>'status' is distinct from 'reported'
        union all
        select 'agency', agency where duties = '' and agency <> '' and status in ('assigned', 'agency_accepted')
    ) as duty where p.office <> ''),
task_cells as (
    select case_id, seq, month, key, scope, 'agency' as axis, mission, who as value, '' as second
    from tasks join of_office using (office)
    union all
    select case_id, seq, month, key, who, axis, mission, value, second
    from tasks cross join lateral {_axes()} as a(axis, value, second)),
task_ends as (
    select t.case_id, t.seq, t.key, next.seq as then_seq, next.month as then_month,
           case when next.move = 'report' or coalesce(nullif(next.duties, ''), '{{}}')::jsonb->t.key->>'status' = 'reported'
                then 'reported' when next.move = 'agency_return' then 'returned' else 'taken_back' end as measure
    from tasks t join pairs next on next.case_id = t.case_id and next.seq = t.seq + 1
    where not exists (select from tasks t2 where t2.case_id = t.case_id and t2.seq = t.seq + 1 and t2.key = t.key)),
task_starts as (
    select t.case_id, t.seq, t.key,
           case when coalesce(nullif(was_duties, ''), '{{}}')::jsonb ? t.key then 'reopened' else 'new' end as measure
    from tasks t
    where not exists (select from tasks t2 where t2.case_id = t.case_id and t2.seq = t.seq - 1 and t2.key = t.key)),
task_shifts as (
    select l.case_id, l.seq + 1 as seq, l.key, l.scope as l_scope, r.scope as r_scope, l.axis as l_axis, r.axis as r_axis,
           l.mission as l_mission, r.mission as r_mission, l.value as l_value, r.value as r_value,
           l.second as l_second, r.second as r_second,
           coalesce(r.month, (select month from pairs p where p.case_id = l.case_id and p.seq = l.seq + 1)) as month
    from (select c.* from task_cells c where exists (
              select from tasks t where t.case_id = c.case_id and t.seq = c.seq + 1 and t.key = c.key)) l
    full join (select c.* from task_cells c where exists (
              select from tasks t where t.case_id = c.case_id and t.seq = c.seq - 1 and t.key = c.key)) r
    on r.case_id = l.case_id and r.seq = l.seq + 1 and r.key = l.key and r.scope = l.scope and r.axis = l.axis),
all_lines as (
    select * from lines
    union all
    select scope, axis, month, mission, value, second, 'moved_out', 1 from left_cells l where not exists (
        select from right_cells r where (r.case_id, r.seq, r.scope, r.axis) = (l.case_id, l.seq, l.scope, l.axis))
    union all
    select scope, axis, month, mission, value, second, 'moved_in', 1 from right_cells r where not exists (
        select from left_cells l where (r.case_id, r.seq, r.scope, r.axis) = (l.case_id, l.seq, l.scope, l.axis))
    union all
    select l.scope, l.axis, l.month, side.mission, side.value, side.second, 'changed', side.n
    from left_cells l join right_cells r using (case_id, seq, scope, axis) cross join lateral (
        values (l.mission, l.value, l.second, -1), (r.mission, r.value, r.second, 1)) as side(mission, value, second, n)
    where (l.mission, l.value, l.second) <> (r.mission, r.value, r.second)
    union all
    select c.scope, c.axis, c.month, c.mission, c.value, c.second, s.measure, 1
    from task_starts s join task_cells c using (case_id, seq, key)
    union all
    select c.scope, c.axis, e.then_month, c.mission, c.value, c.second, e.measure, 1
    from task_ends e join task_cells c using (case_id, seq, key)
    union all
    select l_scope, l_axis, month, l_mission, l_value, l_second, 'moved_out', 1 from task_shifts where r_scope is null
    union all
    select r_scope, r_axis, month, r_mission, r_value, r_second, 'moved_in', 1 from task_shifts where l_scope is null
    union all
    select l_scope, l_axis, month, side.mission, side.value, side.second, 'changed', side.n
    from task_shifts cross join lateral (
        values (l_mission, l_value, l_second, -1), (r_mission, r_value, r_second, 1)) as side(mission, value, second, n)
    where (l_mission, l_value, l_second) <> (r_mission, r_value, r_second)),
recounted as (
    select scope, axis, month, mission, value, second, measure, sum(n)::bigint as n
    from all_lines group by 1, 2, 3, 4, 5, 6, 7)
select scope, axis, month, mission, value, second, measure, coalesce(t.n, 0), coalesce(r.n, 0)
from (select * from {_TALLY} where n <> 0) t
full join (select * from recounted where n <> 0) r using (scope, axis, month, mission, value, second, measure)
where t.n is distinct from r.n
order by 1, 2, 3, 4, 5, 6, 7
"""
