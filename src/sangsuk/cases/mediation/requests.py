"""A request for mediation: from a case that the district has, or from somebody at the counter. One transaction."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from .. import intake, reporters
from ..checking import Person
from ..intake import New, Submitted
from ..models import MEDIATION_STATE, Case, DocketRegister, Mediation
from ..standing import WORKING_ROLES
from . import joint, law, parties, recording, words
from .table import check_field

BE_OFFSET = 543
MISSION = "one_stop"


@dataclass(frozen=True)
class Request:
    """What is asked for. `requester` empty: the reporter of the case. `requested_at` None: now, at the counter;
    else when it came in by electronic means (`online`)."""

    kind: str
    subject: str
    value_baht: int | None = None
    requester: Person = field(default_factory=Person)
    other: Person = field(default_factory=Person)
    requester_agrees: bool = True
    requester_id_shown: bool = False
    online: bool = False
    requested_at: datetime | None = None


@transaction.atomic
def at_counter(new: New, request: Request, *, by: Actor, now: datetime | None = None) -> tuple[Submitted, Mediation]:
    """A case and its docket at once. The same client id again gives the same two. Raises Refused, NotAllowed."""
    now = now or timezone.now()
    _check(request)
    told = _submitted(new, by, now)
    if not told.created:
        found = Mediation.objects.filter(case=told.case).order_by("id").first()
        if found is not None:
            return told, found
    return told, docket(told.case, request, by=by, now=now)


@transaction.atomic
def docket(case: Case, request: Request, *, by: Actor, now: datetime | None = None) -> Mediation:
    """Enter the dispute into the docket of the district. Refuses what the law does not let a district mediate."""
    now = now or timezone.now()
    _may(case, by)
    _check(request)
    requester = _requester(case, request)
    asked_at = min(request.requested_at or now, now)
    calendar = deadlines.calendar(case.province_code)
    deemed = clock.deemed_received(asked_at, calendar)
    limit = law.limit(request.kind, bangkok_date(deemed))
    law.check_value(request.value_baht, limit)
    due = deadlines.promise(
        "mediation", at=deemed, mission=case.mission, level="district", province_code=case.province_code
    )
    others = [_tidy(words.OTHER, request.other)] if request.other.name.strip() else []
    mediation = Mediation(
        **_numbered(by.office_code, bangkok_date(now).year + BE_OFFSET), office_id=by.office_code,
        province_code=case.province_code, case=case, kind=request.kind, subject=" ".join(request.subject.split()),
        online_request=request.online, requested_at=asked_at, deemed_requested_at=deemed, docketed_at=now,
        limit_baht=limit.amount if limit else None, limit_rule=limit.code if limit else "", time_rule=due.rule_code,
        status=words.DOCKETED, value_baht=request.value_baht, requesters=1, others=len(others),
        identified=int(request.requester_id_shown), due_at=due.due_at,
        consent_requester=words.SAID_YES if request.requester_agrees else words.WAS_ASKED,
    )  # fmt: skip
    mediation.save(force_insert=True)
    shown = (request.requester_id_shown, False)
    for no, (side, person) in enumerate([(words.REQUESTER, requester), *((words.OTHER, one) for one in others)]):
        parties.sealed(
            mediation, no + 1, side, person, id_shown=shown[no], language="th" if no else case.language, now=now
        ).save()
    changes = {name: getattr(mediation, name) for name in MEDIATION_STATE}
    told = {"kind": request.kind}
    first = recording.event(mediation, seq=1, move="docket", by=by, data=told, changes=changes, now=now)
    recording.witness(mediation, first, now=now)
    mediation.case = joint.begin(case, mediation, by=by, now=now)
    return mediation


def _may(case: Case, by: Actor) -> None:
    here = by.kind == "staff" and by.role in WORKING_ROLES and by.office_level == "district"
    if not here or case.office_id != by.office_code:
        raise NotAllowed("not_yours", _("การไกล่เกลี่ยเป็นงานของอำเภอที่ดูแลเรื่องนี้"))
    if Mediation.objects.open().filter(case=case).exists():
        raise Refused("already", _("เรื่องนี้อยู่ในสารบบไกล่เกลี่ยแล้ว"), "move")


def _check(request: Request) -> None:
    """Shape and kind, before anything is written."""
    for name in ("kind", "subject"):
        check_field(name, getattr(request, name), needed=True)
    if request.kind not in words.KINDS:
        raise Refused("wrong_kind", _("อำเภอไกล่เกลี่ยได้เฉพาะข้อพิพาททางแพ่งและความผิดอาญาที่ยอมความได้"), "kind")
    check_field("value_baht", request.value_baht, needed=False)


def _requester(case: Case, request: Request) -> Person:
    """Who asks, tidied: named in the request, or the reporter of the case."""
    if request.requester.name.strip():
        return _tidy(words.REQUESTER, request.requester)
    known = reporters.contact(case)
    if not known.name:
        raise Refused("needed", _("การไกล่เกลี่ยต้องทราบชื่อผู้ขอ กรุณากรอกชื่อ"), "requester_name")
    return known


def _tidy(side: str, person: Person) -> Person:
    """A refusal names the field of that side: `other_phone`."""
    try:
        return parties.tidy(person.name, person.phone, person.email)
    except Refused as refused:
        refused.field = f"{side}_{refused.field}"
        raise


_FIELD_OF = {
    "name": "requester_name", "phone": "requester_phone", "email": "requester_email", "description": "story",
}  # fmt: skip


def _submitted(new: New, by: Actor, now: datetime) -> Submitted:
    try:
        return intake.submit(new, by=by, now=now)
    except Refused as refused:
        refused.field = _FIELD_OF.get(refused.field or "", refused.field)
        raise


_NEXT = f"""
insert into {DocketRegister._meta.db_table} (office_code, year_be, last) values (%s, %s, 1)
on conflict (office_code, year_be) do update set last = {DocketRegister._meta.db_table}.last + 1
returning last
"""


def _numbered(office_code: str, year_be: int) -> dict[str, object]:
    """The next number of the district's docket of the year; the register's row is held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [office_code, year_be])
        running = int(cursor.fetchone()[0])
    number = f"{office_code}-M{year_be % 100:02d}-{running:05d}"
    return {"number": number, "year_be": year_be, "running": running}
