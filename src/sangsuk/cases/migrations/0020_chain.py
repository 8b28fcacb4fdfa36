"""Every event gets its place in the chain; those from before are taken into it as they stand, with the day of that."""

import json
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from django.db import migrations, models
from django.utils import timezone

import sangsuk.cases.models.base
from sangsuk import thai
from sangsuk.cases import chain

BATCH = 5000
EVENTS = """
select c.id, c.client_id, e.id, e.seq, e.at, e.move, e.actor_kind, e.user_id, e.actor_name, e.office_code, e.channel,
       e.data, e.changes
from cases_caseevent e join cases_case c on c.id = e.case_id
where c.id > %s and c.id <= %s order by e.case_id, e.seq
"""
NAMES = ("seq", "at", "move", "actor_kind", "user_id", "actor_name", "office_code", "channel", "data", "changes")


def adopt(apps: Any, schema_editor: Any) -> None:
    """Batch by batch, so that memory stays flat; within the transaction of the migration."""
    with schema_editor.connection.cursor() as cursor:
        today, low = thai.bangkok_date(timezone.now()), 0
        while True:
            cursor.execute(
                "select max(id) from (select id from cases_case where id > %s order by id limit %s) c", [low, BATCH]
            )
            (high,) = cursor.fetchone()
            if high is None:
                return
            _adopt(cursor, low, high, today)
            low = high


def _adopt(cursor: Any, low: int, high: int, today: Any) -> None:
    cursor.execute("create temporary table adopted (id bigint, salt bytea, body bytea, hash bytea) on commit drop")
    cursor.execute("create temporary table heads (id bigint, head bytea) on commit drop")
    cursor.execute(EVENTS, [low, high])
    found = cursor.fetchall()
    events, heads = [], []
    for (case_id, client_id), history in groupby(found, key=lambda row: row[:2]):
        head = b""
        for row in history:
            event = SimpleNamespace(**dict(zip(NAMES, row[3:], strict=True)), adopted_on=today)
            event.data, event.changes = (_loaded(event.data), _loaded(event.changes))
            head = chain.link(event, client_id=client_id, head=head)
            events.append((row[2], event.salt, event.body, event.hash))
        heads.append((case_id, head))
    for table, rows in (("adopted", events), ("heads", heads)):
        with cursor.copy(f"copy {table} from stdin") as copy:
            for values in rows:
                copy.write_row(values)
    cursor.execute(
        "update cases_caseevent e set salt = a.salt, body = a.body, hash = a.hash, adopted_on = %s"
        " from adopted a where a.id = e.id",
        [today],
    )
    cursor.execute("update cases_case c set head = h.head from heads h where h.id = c.id")
    cursor.execute("drop table adopted, heads")


def _loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_caught_at_counter")]

    operations = [
        *(migrations.AddField("caseevent", name, models.BinaryField(null=True)) for name in ("salt", "body", "hash")),
        migrations.AddField("caseevent", "adopted_on", models.DateField(null=True)),
        migrations.AddField("case", "head", models.BinaryField(null=True)),
        migrations.RunPython(adopt, migrations.RunPython.noop),
        *(migrations.AlterField("caseevent", name, models.BinaryField()) for name in ("salt", "body", "hash")),
        migrations.AlterField("case", "head", models.BinaryField()),
        migrations.AddConstraint(
            "caseevent",
            models.CheckConstraint(
                name="event_stands_in_the_chain",
                condition=models.Q(
                    sangsuk.cases.models.base.Bytes("hash", 32),
                    sangsuk.cases.models.base.Bytes("body", 32),
                    sangsuk.cases.models.base.Bytes("salt", 16),
                ),
            ),
        ),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                name="case_has_the_head_of_its_events",
                condition=models.Q(sangsuk.cases.models.base.Bytes("head", 64)),
            ),
        ),
    ]
