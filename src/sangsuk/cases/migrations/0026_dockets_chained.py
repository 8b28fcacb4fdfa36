"""Every event of a mediation gets its imprint, and the chain of its case learns of what was there before, with the day."""

import json
from types import SimpleNamespace
from typing import Any

from django.db import migrations, models
from django.utils import timezone

import sangsuk.cases.models.base
from sangsuk import thai
from sangsuk.cases import chain
from sangsuk.cases.mediation import imprints
from sangsuk.common.sealed import row_of
from sangsuk.common.sealing import Unreadable, unseal


def adopt(apps: Any, schema_editor: Any) -> None:
    """Docket by docket. An older database has some thousands of them at most."""
    dockets = apps.get_model("cases", "Mediation").objects.order_by("case_id", "id")
    for docket in dockets.select_related("case").iterator(chunk_size=200):
        _adopt(apps, docket)


def _adopt(apps: Any, docket: Any) -> None:
    events = list(apps.get_model("cases", "MediationEvent").objects.filter(mediation=docket).order_by("seq"))
    if not events:
        return
    for event in events:
        words = _opened(event.sealed, "mediation.words", docket.pk, event.seq)
        imprints.press(event, docket.number, None if words is None else json.loads(words or "{}"))
        event.save(update_fields=["salt", "body", "hash"])
    people = apps.get_model("cases", "Party").objects.filter(mediation=docket)
    sessions = apps.get_model("cases", "Session").objects.filter(mediation=docket)
    rows = imprints.rows_of(
        docket, people, sessions, salt=events[-1].salt,
        opened=lambda row, name: _opened(getattr(row, name), f"mediation.{name}", docket.pk, row.no),
    )  # fmt: skip
    _witness(apps, docket.case_id, imprints.said(docket.number, events, rows))


def _opened(sealed: Any, label: str, docket: int, place: int) -> str | None:
    try:
        return unseal(sealed, label=label, row=row_of(docket, place))
    except Unreadable:
        return None


def _witness(apps: Any, case_id: int, said: dict[str, Any]) -> None:
    cases, now = apps.get_model("cases", "Case").objects, timezone.now()
    case = cases.only("id", "version", "client_id", "head").get(pk=case_id)
    seq = case.version + 1
    event = SimpleNamespace(
        seq=seq, at=now, move=imprints.MOVE, actor_kind="system", user_id=None, actor_name="", office_code="",
        channel="system", data=said, changes={"version": seq}, adopted_on=thai.bangkok_date(now),
    )  # fmt: skip
    head = chain.link(event, client_id=case.client_id, head=case.head)
    apps.get_model("cases", "CaseEvent").objects.create(case_id=case_id, **vars(event))
    cases.filter(pk=case_id).update(version=seq, head=head)


COLUMNS = ("salt", "body", "hash")


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_files_checked"), ("common", "0004_receipt_days")]

    operations = [
        *(migrations.AddField("mediationevent", name, models.BinaryField(null=True)) for name in COLUMNS),
        migrations.RunPython(adopt, migrations.RunPython.noop),
        *(migrations.AlterField("mediationevent", name, models.BinaryField()) for name in COLUMNS),
        migrations.AddConstraint(
            "mediationevent",
            models.CheckConstraint(
                name="event_of_a_mediation_has_its_imprint",
                condition=models.Q(
                    sangsuk.cases.models.base.Bytes("hash", 32),
                    sangsuk.cases.models.base.Bytes("body", 32),
                    sangsuk.cases.models.base.Bytes("salt", 16),
                ),
            ),
        ),
    ]
