"""Events of a mediation: state and words as they are kept, and the proof that the events alone write the state."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Stale
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor

from ..intake import plain
from ..models import MEDIATION_STATE, Mediation, MediationEvent
from ..replay import Difference, compared
from . import words


def event(
    mediation: Mediation, *, seq: int, move: str, by: Actor, data: Mapping[str, Any], changes: Mapping[str, Any],
    now: datetime,
) -> MediationEvent:  # fmt: skip
    """Insert one event; what was said in confidence goes into its sealed part, names nowhere but into `Party`."""
    said = {
        field: value
        for field, value in data.items()
        if field in words.SEALED and field not in ("name", "phone", "email")
    }
    open_ = {field: value for field, value in data.items() if field not in words.SEALED}
    return MediationEvent.objects.create(
        mediation=mediation, seq=seq, at=now, move=move, actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
        office_code=by.office_code, data=plain(open_), changes=plain(changes),
        sealed=_sealed(mediation, seq, said) if said else b"",
    )  # fmt: skip


def _sealed(mediation: Mediation, seq: int, said: Mapping[str, Any]) -> bytes:
    row = row_of(mediation.pk, seq)
    return seal(json.dumps(said, ensure_ascii=False), label="mediation.words", row=row)


def advance(
    mediation: Mediation, move: str, changes: Mapping[str, Any], *, by: Actor, data: Mapping[str, Any], now: datetime
) -> MediationEvent:
    """Compare-and-swap, then the event; the mediation at hand becomes what the row is. Raises Stale."""
    changes = {**changes, "version": mediation.version + 1}
    changed = Mediation.objects.filter(pk=mediation.pk, version=mediation.version).update(**changes)
    if not changed:
        raise stale()
    happened = event(mediation, seq=changes["version"], move=move, by=by, data=data, changes=changes, now=now)
    for field, value in changes.items():
        setattr(mediation, field, value)
    return happened


def stale() -> Stale:
    return Stale("stale", _("สารบบนี้เพิ่งมีผู้ดำเนินการไปก่อน กรุณาดูข้อมูลล่าสุดแล้วทำอีกครั้ง"))


def said_in(event: MediationEvent) -> dict[str, str]:
    """What was said in confidence with an event. For the district and the mediators only; the caller asks first."""
    text = unseal_field(event, "sealed")
    return dict(json.loads(text)) if text else {}


def differences() -> Iterator[Difference]:
    """Every difference between mediations and their events."""
    events = MediationEvent.objects.order_by("mediation_id", "seq").values_list("mediation_id", "seq", "changes")
    yield from compared(Mediation.objects.order_by("id"), events, MEDIATION_STATE, {})
