"""The verbs of a mediation. The only writers of its state; every one checks, changes, records and tells at once."""

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common import seeds
from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from ..checking import Person
from ..models import Mediation, MediationRule, Party, Session
from . import joint, parties, recording, table, telling, words
from .effects import WITH_PEOPLE, Doing, changes_of, party_of
from .requests import Request, at_counter, docket
from .standing import facts, standings

__all__ = ["Request", "at_counter", "docket", "load", "move", "refuse_recordings"]
logger = logging.getLogger(__name__)
RULES = Path(__file__).parent / "data" / "rules.csv"


def load(progress: seeds.Progress | None = None) -> int:
    """Bring the mediation rules up to date; returns the rows changed."""
    return seeds.write(MediationRule, seeds.rows(RULES), key=("code",), progress=progress)


@transaction.atomic
def move(
    mediation: Mediation, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Mediation:  # fmt: skip
    """Make one move of the table. Returns the mediation as it is now. Raises: Stale, NotAllowed, Refused."""
    now = now or timezone.now()
    if version is not None and version != mediation.version:
        raise recording.stale()
    given = _tidy(data or {})
    row = table.check(name, facts(mediation, now), standings(mediation, by), given)
    kept = {field: given[field] for field in (*row.needs, *row.takes) if given.get(field) not in (None, "")}
    people = tuple(parties.present(mediation)) if name in WITH_PEOPLE or row.tells else ()
    doing = Doing(mediation, row, kept, people, now)
    if name == "add_party":
        person = parties.tidy(kept["name"], kept.get("phone", ""), kept.get("email", ""))
        kept |= {field: getattr(person, field) for field in parties.FIELDS}
    before = mediation.session_no, mediation.session_at
    happened = recording.advance(mediation, name, changes_of(doing), by=by, data=_told(doing), now=now)
    _project(doing, before)
    recording.witness(mediation, happened, now=now)
    if row.tells:
        _tell(doing, row.tells)
    if mediation.status in words.CLOSED:
        joint.end(mediation, by=by, now=now)
    logger.info("mediation moved", extra={"docket": mediation.number, "move": name})
    return mediation


def refuse_recordings(files: object) -> None:
    """Whatever anybody sends beside the words is refused: a mediation has no pictures, no sound and no film.

    Source: DOPA Rule on electronic mediation 2566, items 12 and 13, see docs/law.md#mediation-confidential
    """
    if files:
        raise Refused("no_recording", _("แนบไฟล์ไม่ได้ การไกล่เกลี่ยเป็นความลับ กฎหมายห้ามบันทึกภาพและเสียง"), "file")


def _tidy(data: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.replace("\r\n", "\n").strip() if isinstance(v, str) else v for k, v in data.items()}


def _told(doing: Doing) -> dict[str, Any]:
    """What the event keeps beside the changes: enough for its sentence."""
    data = dict(doing.data)
    if doing.move.name in ("drop_party", "identify"):
        data["side"] = party_of(doing).side
    return data


def _project(doing: Doing, before: tuple[int, datetime | None]) -> None:
    """The rows that hold what the event said: people and sessions."""
    mediation, data, now = doing.mediation, doing.data, doing.now
    sessions = Session.objects.filter(mediation=mediation, no=before[0])
    match doing.move.name:
        case "add_party":
            no = Party.objects.filter(mediation=mediation).count() + 1
            person = Person(data["name"], data.get("phone", ""), data.get("email", ""))
            shown = bool(data.get("id_shown"))
            parties.sealed(mediation, no, data["side"], person, id_shown=shown, language="th", now=now).save()
        case "drop_party":
            Party.objects.filter(pk=party_of(doing).pk).update(left_at=now)
        case "identify":
            Party.objects.filter(pk=party_of(doing).pk).update(id_shown=True, id_shown_at=now)
        case "appoint":
            Session.objects.create(
                mediation=mediation, no=mediation.session_no, at=data["at"], mode=data["mode"], place=data["place"]
            )
        case "postpone":
            sessions.update(result="postponed")
        case "adjourn":
            sessions.update(result="adjourned", attended=data["attended"])
        case "reach":
            sessions.update(result="agreed", attended="both")
    if mediation.status in words.CLOSED and before[1] is not None:
        sessions.update(result="ended")


def _tell(doing: Doing, code: str) -> None:
    telling.tell(doing.mediation, code, now=doing.now, only=doing.people)
