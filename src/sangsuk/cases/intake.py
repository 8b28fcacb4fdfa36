"""A new matter: from what somebody told us to a case with a number, an owner, dates and a key. One transaction."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from sangsuk import thai
from sangsuk.common import ids
from sangsuk.common.errors import Refused
from sangsuk.common.prepared import Prepared
from sangsuk.common.sealing import seal
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.routing import queries as routing
from sangsuk.routing.decide import Decision, Facts
from sangsuk.thai import national_id
from sangsuk.thai.dates import fiscal_year_be

from . import chain, checking, custody, numbers, prints, telling, workflow
from . import duties as owed
from .checking import Person, Whereabouts
from .files import StoredFile, places_of
from .models import STATE, Attachment, Case, CaseEvent, Register, Reporter, Words
from .sealed import intake as sealing

__all__ = ["New", "Person", "Submitted", "submit"]


@dataclass(frozen=True)
class New:
    """What a citizen, or an official for her, tells us. Codes are official codes; points are (longitude, latitude)."""

    client_id: UUID
    description: str
    identity: str  # named | hidden | none
    wish: str = ""
    mission: str = "grievance"
    category: str | None = None
    district: str | None = None
    subdistrict: str | None = None
    village: str | None = None
    point: tuple[float, float] | None = None
    place_note: str = ""
    reporter: Person = field(default_factory=Person)
    channel: str = "web"
    language: str = "th"
    files: tuple[StoredFile, ...] = ()
    external_ref: str | None = None
    nature: str = ""
    wishes: tuple[str, ...] = ()
    accused_type: str = ""
    complainant_type: str = "person"
    service_class: str = "general"
    urgency: str = "normal"
    policy: str = ""
    distress: int | None = None  # 0 none at all ... 10 unbearable
    notice: str = ""  # the version of the privacy notice that was shown; kept in the first event
    has_no_id: bool = False  # she said that she has no thirteen digits, or this door does not ask for them
    accused: tuple[str, ...] | None = None  # offices it complains of; () nobody of an office; None: she was not asked


@dataclass(frozen=True)
class Submitted:
    """`key` is empty when the same client id came again with another text: then it may be somebody else. `first` is the
    event that a new case begins with."""

    case: Case
    key: str
    created: bool
    first: CaseEvent | None = None


def submit(new: New, *, by: Actor, now: datetime | None = None, served_at: str = "") -> Submitted:
    """Take the matter in. The same client id again gives the same case, however often and however close together.

    `served_at`: the office whose counter answers it on the spot; it is nobody else's, and nothing more is promised.
    Raises: Refused with the field at fault. SQL: at most 6 statements when the reference data are remembered.
    """
    now = now or timezone.now()
    digest = _digest(new)
    try:
        told, place = checking.check(new)
        gist, words = read(told.description, told.wish, told.place_note)
        case = Case(**facts_of(told, place, by=by, now=now, served_at=served_at), gist=gist, intake_digest=digest)
        with transaction.atomic():
            if first := _insert(case, words, told.reporter, by=by, now=now, notice=told.notice):
                _keep_files(case, told.files, by=by, now=now)
                if not served_at:
                    telling.tell(case, "case-received", person=told.reporter, now=now)
                return Submitted(case, ids.secret_key(new.client_id), created=True, first=first)
    except (IntegrityError, Refused):  # two at once; or a rule has changed since the first time
        before = Case.objects.filter(client_id=new.client_id).first()
        if before is None:
            raise
        return _again(before, digest)
    return _again(Case.objects.get(client_id=new.client_id), digest)


def _again(case: Case, digest: bytes) -> Submitted:
    same = bytes(case.intake_digest) == digest
    return Submitted(case, ids.secret_key(case.client_id) if same else "", created=False)


def _digest(new: New) -> bytes:
    """Of what was told, so that only the same words again are answered with the key again."""
    person = {name: value for name, value in vars(new.reporter).items() if value or name != "national_id"}
    told = {name: getattr(new, name) for name in DIGESTED} | person
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str, ensure_ascii=False).encode()).digest()


DIGESTED = [
    f.name for f in fields(New) if f.name not in ("files", "language", "channel", "reporter", "notice", "has_no_id")
]


def read(description: str, wish: str, place_note: str) -> tuple[str, str]:
    """The one-line title, and the words that the search index holds: of the redacted text only."""
    said = thai.redact(description)
    gist, words = thai.gist_and_index(said.text, said.words)
    others = (thai.redact(part) for part in (wish, place_note) if part)
    more = (thai.index_words(other.text, other.words) for other in others)
    return gist, " ".join([words, *more])


def facts_of(new: New, place: Whereabouts, *, by: Actor, now: datetime, served_at: str = "") -> dict[str, Any]:
    """Every field of the case that follows from what was told and when: who answers, by when, who holds it."""
    today = thai.bangkok_date(now)
    seal = sealing.NONE if served_at else sealing.seal_of(new, place.district_code, today)
    facts = Facts(new.mission, new.category or "", place.district_code, today, seal.barred)
    decision = replace(SERVED, office_code=served_at) if served_at else routing.decide(facts)
    office = offices.directory()[decision.office_code]
    calendar = deadlines.calendar(place.province_code)
    deemed = clock.deemed_received(now, calendar)
    handed = decision.agency_code is not None
    terms: dict[str, Any] = {
        "mission": new.mission, "category": new.category or "", "level": office.level,
        "province_code": place.province_code, "at": deemed, "urgency": "" if new.urgency == "normal" else new.urgency,
    }  # fmt: skip
    due = deadlines.promise("agency_report" if handed else "accept", **terms)
    finish = deadlines.promise("finish", **terms)
    return {
        "client_id": new.client_id, "key_digest": ids.key_digest(ids.secret_key(new.client_id)),
        "external_ref": new.external_ref, "mission": new.mission, "channel": new.channel, "identity": new.identity,
        "language": new.language, "description": new.description, "wish": new.wish,
        "province_code": place.province_code, "district_id": place.district_code,
        "subdistrict_id": place.subdistrict_code, "village_id": new.village, "place_note": new.place_note,
        "longitude": new.point[0] if new.point else None, "latitude": new.point[1] if new.point else None,
        "submitted_at": now, "deemed_received_at": deemed, "recorded_by_id": by.user_id,
        "routing_reason_th": decision.reason_th, "routing_reason_en": decision.reason_en,
        "status": workflow.ASSIGNED if handed else workflow.RECEIVED, "version": 1, "office_id": office.code,
        "agency_id": decision.agency_code, "category_id": new.category,
        "holders": holders_of(office.code, decision.agency_code or ""),
        "due_kind": due.kind, "due_at": due.due_at, "due_rule": due.rule_code,
        "finish_due_at": finish.due_at, "finish_rule": finish.rule_code, "told_at": now, "due_from": deemed,
        "finish_from": deemed, "tick_at": due.due_at, "nature": new.nature, "wishes": list(new.wishes),
        "accused_type": new.accused_type, "complainant_type": new.complainant_type, "urgency": new.urgency,
        "service_class": new.service_class, "policy_code": new.policy, "distress_before": new.distress,
        "duties": _first_task(decision.agency_code, due, deemed),
        "workers": [decision.agency_code] if decision.agency_code else [],
        "secrecy": seal.secrecy, "accused": list(seal.accused), "accused_people": list(seal.people),
    }  # fmt: skip


SERVED = Decision("", None, "ตอบและจบที่ศูนย์ที่ท่านมาติดต่อ", "Answered and finished at the centre that you came to", "")


def _first_task(agency: str | None, due: deadlines.Promise, at: datetime) -> owed.Duties:
    """Where the routing hands a matter to an agency at once, that is the first thing owed."""
    if agency is None:
        return {}
    told = {
        "who": agency,
        "lead": True,
        "status": owed.WAITING,
        "due_at": due.due_at,
        "rule": due.rule_code,
        "from_at": at,
    }
    return owed.opened({}, owed.TASK, 1, **told)


def holders_of(*codes: str) -> list[str]:
    """The marks by which `visible_to` finds a case: each office, and `under:` the province above a district."""
    known = offices.known()
    marks: list[str] = []
    for code in filter(None, codes):
        marks.append(code)
        card = known[code]
        if card.level == "district" and card.parent_code:
            marks.append(f"under:{card.parent_code}")
    return list(dict.fromkeys(marks))


COPIED = [f for f in Case._meta.concrete_fields if f.attname not in ("id", "number")]
REPORTER = [f for f in Reporter._meta.concrete_fields if f.attname != "case_id"]
EVENT = [f for f in CaseEvent._meta.concrete_fields if f.attname not in ("id", "case_id")]


def columns(fields: "list[models.Field[Any, Any]]", *, of: str = "") -> str:
    return ", ".join(f'{of}."{f.column}"' if of else f'"{f.column}"' for f in fields)


def _as_json(row: models.Model, of: "list[models.Field[Any, Any]]") -> str:
    """The row as PostgreSQL reads it back into one: a handful of parameters instead of sixty."""
    return json.dumps({f.column: getattr(row, f.attname) for f in of}, default=_as_text, ensure_ascii=False)


def _as_text(value: Any) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    return value.isoformat() if isinstance(value, datetime) else str(value)


# One statement instead of five: if the client id is new, the register moves, the case takes the number, the person and
# the first event follow. It saves four round trips, and the register's row lock is held for that much less.
_SUBMIT = Prepared(
    "submit_case",
    ["text", "int", "uuid", "bigint", "text", "text", "jsonb", "text", "jsonb", "boolean", "jsonb"],
    f"""
with register as (
    insert into {Register._meta.db_table} (office_code, fiscal_year_be, last)
    select %s, %s, 1 where not exists (select from {Case._meta.db_table} where client_id = %s)
    on conflict (office_code, fiscal_year_be) do update set last = {Register._meta.db_table}.last + 1
    returning last),
told as (
    insert into {Case._meta.db_table} (id, number, {columns(COPIED)})
    select coalesce(%s, nextval(pg_get_serial_sequence('{Case._meta.db_table}', 'id'))),
           %s || coalesce(%s, lpad(last::text, greatest(6, length(last::text)), '0')), {columns(COPIED)}
    from register, jsonb_populate_record(null::{Case._meta.db_table}, %s)
    returning id, number),
found_by as (
    insert into {Words._meta.db_table} (case_id, vector) select id, to_tsvector('simple', %s) from told),
person as (
    insert into {Reporter._meta.db_table} (case_id, {columns(REPORTER)})
    select told.id, {columns(REPORTER, of="person")}
    from told, jsonb_populate_record(null::{Reporter._meta.db_table}, %s) person where %s),
happened as (
    insert into {CaseEvent._meta.db_table} (case_id, {columns(EVENT)})
    select told.id, {columns(EVENT, of="event")}
    from told, jsonb_populate_record(null::{CaseEvent._meta.db_table}, %s) event)
select id, number from told
""",
)  # fmt: skip


def _insert(case: Case, words: str, person: Person, *, by: Actor, now: datetime, notice: str) -> CaseEvent | None:
    """The event it begins with; None when the client id is known, and nothing has happened."""
    year = fiscal_year_be(thai.bangkok_date(now))
    event = first_event(case, by=by, now=now, notice=notice)
    case.head = chain.link(event, client_id=case.client_id)
    with connection.cursor() as cursor:
        _SUBMIT.execute(
            cursor,
            [
                numbers.register_of(case), year, case.client_id, numbers.own_id(case),
                ids.case_number(case.office_id, year, 0).removesuffix("000000"), numbers.running(case),
                _as_json(case, COPIED), words,
                _as_json(reporter_of(person, case), REPORTER), person != Person(),
                _as_json(event, EVENT),
            ],
        )  # fmt: skip
        row = cursor.fetchone()
    if row is None:
        return None
    case.id, case.number = row
    return event


def reporter_of(person: Person, case: Case) -> Reporter:
    """Sealed, and bound to the client id: the one thing known of the case before it has its row."""
    row = case.client_id
    return Reporter(
        name=seal(person.name, label="reporter.name", row=row), phone=seal(person.phone, label="reporter.phone", row=row),
        email=seal(person.email, label="reporter.email", row=row), id_tail=national_id.tail(person.national_id),
        national_id=seal(person.national_id, label="reporter.national_id", row=row), **prints.of_person(person),
    )  # fmt: skip


def first_event(case: Case, *, by: Actor, now: datetime, notice: str = "") -> CaseEvent:
    """The event that a case begins with: it holds every state field."""
    data = chain.beginning(case) | ({"notice": notice} if notice else {})
    return CaseEvent(
        seq=1, at=now, move="submit", actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
        office_code=by.office_code, channel=case.channel, data=data | behalf(by),
        changes=plain({f: getattr(case, f) for f in STATE}),
    )  # fmt: skip


def behalf(by: Actor) -> dict[str, Any]:
    """For whom a citizen acts, when not for herself; as the event keeps it."""
    return {"on_behalf": dict(by.on_behalf)} if by.on_behalf else {}


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as an event keeps them: moments as ISO 8601 in UTC, days as ISO 8601, exact numbers as they are written."""
    return {name: value if value.__class__ in _PLAIN else _plain(value) for name, value in values.items()}


_PLAIN = frozenset([str, int, bool, type(None), list, dict])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _keep_files(case: Case, files: tuple[StoredFile, ...], *, by: Actor, now: datetime, event_seq: int = 1) -> None:
    if files:
        kept = Attachment.objects.bulk_create(
            attachment(case, f, event_seq=event_seq, citizen_sees=True, now=now) for f in files
        )
        custody.received(kept, by=by)


def attachment(case: Case, file: StoredFile, *, event_seq: int, citizen_sees: bool, now: datetime) -> Attachment:
    return Attachment(
        id=numbers.own_id(case), case_id=case.id, event_seq=event_seq, sha256=file.sha256, kind=file.kind, size=file.size, width=file.width,
        height=file.height, name=file.name, citizen_sees=citizen_sees, created_at=now, warns=file.warns, **places_of(file),
    )  # fmt: skip
