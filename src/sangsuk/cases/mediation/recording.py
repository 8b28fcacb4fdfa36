"""Events of a mediation: state and words as they are kept, and the proof that the events alone write the state."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Stale
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import Unreadable, seal
from sangsuk.ledger import canonical
from sangsuk.offices.actor import Actor

from .. import chain
from ..intake import plain
from ..models import MEDIATION_STATE, Case, Mediation, MediationEvent, Session
from ..replay import Difference, compared
from . import imprints, words


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
    happened = MediationEvent(
        mediation=mediation, seq=seq, at=now, move=move, actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
        office_code=by.office_code, data=canonical.checked(plain(open_)), changes=canonical.checked(plain(changes)),
        sealed=_sealed(mediation, seq, said) if said else b"",
    )  # fmt: skip
    imprints.press(happened, mediation.number, plain(said))
    happened.save(force_insert=True)
    return happened


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


def witness(mediation: Mediation, event: MediationEvent, *, now: datetime, forgot: bool = False) -> None:
    """The last thing of every change of a docket: event and rows leave their digests in the chain of the case.

    `forgot`: words were taken out on purpose, and what is digested is what has stayed.
    """
    kept = Mediation.objects.get(pk=mediation.pk)
    people, sessions = kept.parties.all(), Session.objects.filter(mediation=kept)
    rows = imprints.rows_of(kept, people, sessions, salt=event.salt, opened=opened)
    said = imprints.said(kept.number, () if forgot else (event,), rows, **({"forgot": event.seq} if forgot else {}))
    case = Case.objects.select_for_update().only("id", "version", "client_id", "head").get(pk=kept.case_id)
    at_hand = mediation.case if "case" in mediation._state.fields_cache else None
    same = at_hand is not None and at_hand.version == case.version
    chain.record(case, imprints.MOVE, by=Actor.system(), data=said, now=now)
    if at_hand is not None and same:  # whoever goes on with it has it as it is now
        at_hand.version, at_hand.head = case.version, case.head


def words_in(event: MediationEvent) -> Any:
    """What was said in confidence, as it was digested; None when it does not open."""
    text = opened(event, "sealed")
    return None if text is None else json.loads(text or "{}")


def opened(row: Any, field: str) -> str | None:
    """One sealed value for a digest, seen by nobody; None when it does not open."""
    try:
        return unseal_field(row, field)
    except Unreadable:
        return None


def stale() -> Stale:
    return Stale("stale", _("เมื่อครู่มีผู้อื่นแก้ไขสารบบนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"))


def said_in(event: MediationEvent) -> dict[str, str]:
    """What was said in confidence with an event. For the district and the mediators only; the caller asks first."""
    text = unseal_field(event, "sealed")
    return dict(json.loads(text)) if text else {}


def differences() -> Iterator[Difference]:
    """Every difference between mediations and their events."""
    events = MediationEvent.objects.order_by("mediation_id", "seq").values_list("mediation_id", "seq", "changes")
    yield from compared(Mediation.objects.order_by("id"), events, MEDIATION_STATE, {})
