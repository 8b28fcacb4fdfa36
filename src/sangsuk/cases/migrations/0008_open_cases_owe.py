"""Open cases of the time before duties: what their agencies owe, and from when their dates count, as one event each."""

from django.db import migrations

ISO = '\'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"\''
WORDS = "case status when 'assigned' then 'waiting' when 'agency_accepted' then 'accepted' else 'reported' end"


def said(column: str) -> str:
    """The moment as an event says it: without a fraction where there is none, so that events and row are the same."""
    return f"replace(to_char({column} at time zone 'UTC', {ISO}), '.000000', '')"


CONVERT = f"""
with old as (
    select id, version + 1 as next, due_at,
           coalesce((select max(e.at) from cases_caseevent e
                     where e.case_id = c.id and e.changes ? 'due_at'), deemed_received_at) as begun,
           coalesce((select max(e.at) from cases_caseevent e
                     where e.case_id = c.id and e.move = 'reopen'), deemed_received_at) as finish_begun,
           case when agency_id is not null and status in ('assigned', 'agency_accepted', 'result_reported') then
             jsonb_build_object('t' || (version + 1), jsonb_build_object(
               'kind', 'task', 'reminders', 0, 'who', agency_id, 'lead', true, 'status', {WORDS},
               'due_at', to_char(due_at at time zone 'UTC', {ISO}), 'rule', due_rule,
               'from_at', to_char(submitted_at at time zone 'UTC', {ISO})))
           else '{{}}'::jsonb end as owed,
           case when agency_id is not null and status in ('assigned', 'agency_accepted', 'result_reported')
                then array[agency_id] else '{{}}'::text[] end as work
    from cases_case c where closed_at is null),
moved as (
    update cases_case c set version = next, duties = owed, workers = work, due_from = begun,
           finish_from = finish_begun, tick_at = old.due_at
    from old where old.id = c.id returning c.id, c.version, c.duties, c.workers, c.due_from, c.finish_from, c.tick_at)
insert into cases_caseevent (case_id, seq, at, move, actor_kind, actor_name, office_code, channel, data, changes)
select id, version, now(), 'convert', 'system', '', '', 'system', '{{}}', jsonb_build_object(
    'version', version, 'duties', duties, 'workers', to_jsonb(workers),
    'due_from', {said("due_from")}, 'finish_from', {said("finish_from")})
from moved
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_life_of_a_case")]

    operations = [migrations.RunSQL(CONVERT, migrations.RunSQL.noop)]
