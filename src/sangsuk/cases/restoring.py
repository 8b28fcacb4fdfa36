"""A lost case comes back from the receipt that its owner kept: the same number, time and dates, and the same key opens it.

With the sealed copy (file or PDF) it is written as it was on its first day, to the same digest; from the QR code alone
it gets number, times, dates and office, and the words are asked of her once more. Handed in twice is once; what we did
not sign is refused; each refusal says why, so that nobody is sent away with a wrong guess.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone

from sangsuk.common import limits
from sangsuk.ledger import signing
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date, fiscal_year_be

from . import chain, checking, intake, numbers, proving, receipts
from .checking import Person
from .intake import COPIED, EVENT, New
from .models import STATE, Case, CaseEvent, Register, Words
from .receipts import Receipt
from .sealed import intake as sealing
from .sealed.rule import CLASSES

logger = logging.getLogger(__name__)
RESTORED, THERE, NEEDS_TEXT = "restored", "there", "needs_text"
FORGED, FOREIGN, KEY_GONE, TOO_OLD, BROKEN = "forged", "foreign", "key_gone", "too_old", "broken"
GOOD = frozenset({RESTORED, THERE})
GOOD_DAYS = 400
"""When no row says otherwise (`/desk/rules/limits`, receipt_days): longer ago than any backup we would lose a day of. Who
comes later comes to an office."""


@dataclass(frozen=True)
class Returned:
    """What came of it; `was` is her old number when another has it now. Her key is never told: who only found the paper
    must not read the case. It is the one she has."""

    outcome: str
    number: str = ""
    was: str = ""
    same_text: bool = True


def look(receipt: Receipt, now: datetime | None = None) -> Returned:
    """What would come of handing it in, without doing anything."""
    now, number = now or timezone.now(), receipt.number
    if signing.known(receipt.statement["key"]) is None:
        return Returned(FOREIGN, number)
    if not receipts.holds(receipt):
        return Returned(FORGED, number)
    hidden = receipts.client_id_in(receipt)
    if hidden is None:
        return Returned(KEY_GONE, number)
    if there := Case.objects.filter(client_id=UUID(bytes=hidden)).first():
        return Returned(THERE, there.number, _was(number, there.number))
    if too_old(receipt, now):
        return Returned(TOO_OLD, number)
    if receipt.sealed:
        return Returned(RESTORED if receipts.told_in(receipt) else FORGED, number)
    return Returned(NEEDS_TEXT, number)


def too_old(receipt: Receipt, now: datetime) -> bool:
    """Whether it is from before the days that the rule in force gives; whole days in Bangkok, the last one counts."""
    days = limits.amount("receipt_days", now=now) or GOOD_DAYS
    submitted_on = bangkok_date(datetime.fromisoformat(receipt.statement["submitted_at"]))
    return (bangkok_date(now) - submitted_on).days > days


def hand_in(receipt: Receipt, *, text: str = "", now: datetime | None = None) -> Returned:
    """Bring the case back if it is lost. `text`: what she told, when the receipt does not hold it. Raises: Refused."""
    now = now or timezone.now()
    seen = look(receipt, now)
    if seen.outcome not in (RESTORED, NEEDS_TEXT) or (seen.outcome == NEEDS_TEXT and not text.strip()):
        return seen
    try:
        with transaction.atomic():
            return _written(receipt, text, now)
    except IntegrityError:  # two at once
        again = look(receipt, now)
        return again if again.outcome == THERE else Returned(BROKEN, receipt.number)
    except DatabaseError:
        logger.exception("a receipt could not be written", extra={"case": receipt.number})
        return Returned(BROKEN, receipt.number)


def is_taken(receipt: Receipt) -> bool:
    """Whether its number has been given to another case meanwhile."""
    return Case.objects.filter(number=receipt.number).exists()


def _written(receipt: Receipt, text: str, now: datetime) -> Returned:
    told = receipts.told_in(receipt)
    case, first, person = _as_it_was(told) if told else _as_promised(receipt, text)
    case.head = (
        chain.head_of(case.client_id, 1, bytes(first.hash)) if told else chain.link(first, client_id=case.client_id)
    )
    case.number = _number(receipt, case)
    case.id = numbers.own_id(case)
    case.save(force_insert=True)
    first.case_id = case.pk
    first.save(force_insert=True)
    _beside(case, person)
    same = chain.text_of(case.client_id, case.description) == receipt.statement["text"]
    if told and (first.hash.hex() != receipt.statement["first"] or list(proving.of(case, [first]))):
        raise IntegrityError("the sealed copy is not the case of this receipt")
    was = _was(receipt.number, case.number)
    data = {"first": receipt.statement["first"], "from": "receipt" if told else "qr", "same_text": same}
    chain.record(case, "restore", by=Actor.system(), data=data | ({"was": was} if was else {}), now=now)
    logger.info("case restored", extra={"case": case.number})
    return Returned(RESTORED, case.number, was, same)


def _was(told: str, number: str) -> str:
    return told if told != number else ""


def _as_it_was(told: Mapping[str, Any]) -> tuple[Case, CaseEvent, Person]:
    """From the sealed copy: row, event and person, to the last bit."""
    event = CaseEvent(**_values(EVENT, told["event"]))
    state = {name: value for name, value in told["event"]["changes"].items() if name in STATE}
    columns = {f.attname: f for f in COPIED}
    case = Case(**_values(COPIED, told["row"]), **{n: _value(columns[n], v) for n, v in state.items() if n in columns})
    case.tick_at = case.due_at
    return case, event, Person(**told["person"])


def _values(fields: "list[models.Field[Any, Any]]", row: Mapping[str, Any]) -> dict[str, Any]:
    """What the copy says of these fields; one that is younger than the receipt has its default."""
    return {f.attname: _value(f, row[str(f.column)]) for f in fields if str(f.column) in row}


def _value(field: "models.Field[Any, Any]", told: Any) -> Any:
    if isinstance(field, models.BinaryField):
        return bytes.fromhex(str(told)[2:])
    return field.to_python(told)


def _as_promised(receipt: Receipt, text: str) -> tuple[Case, CaseEvent, Person]:
    """From the QR code: what was promised is kept, the words are new, and who she is she may tell again."""
    said = receipt.statement
    at = datetime.fromisoformat(said["submitted_at"])
    hidden = receipts.client_id_in(receipt)
    if hidden is None:
        raise ValueError("looked at before")
    new = New(client_id=UUID(bytes=hidden), description=text, identity="none", district=said["district"])
    told, place = checking.check(new)
    by = Actor.citizen("web")
    seal = sealing.seal_of(told, place.district_code, bangkok_date(at))
    was_sealed = numbers.is_apart(receipt.number)
    may_answer = seal == sealing.NONE or (was_sealed and not sealing.is_barred(said["office"], seal.barred))
    facts = intake.facts_of(told, place, by=by, now=at, served_at=said["office"] if may_answer else "")
    if may_answer:
        facts |= {"routing_reason_th": SAME_OFFICE[0], "routing_reason_en": SAME_OFFICE[1]}
    if was_sealed:  # its number says so: whatever is told now, who was not to know of it does not learn of it
        facts |= {"secrecy": sealing.strictest(CLASSES[1], seal.secrecy), "accused": list(seal.accused)}
        facts |= {"accused_people": list(seal.people)}
    facts |= {"deemed_received_at": _at(said["deemed_received_at"]), "due_at": _at(said["due_at"])}
    facts |= {"finish_due_at": _at(said["finish_due_at"]), "tick_at": _at(said["due_at"])}
    gist, _words = intake.read(told.description, "", "")
    case = Case(**facts, gist=gist, intake_digest=b"")
    return case, intake.first_event(case, by=by, now=at), Person()


SAME_OFFICE = ("กลับไปที่ศูนย์ที่ดูแลเรื่องนี้ตามใบรับเรื่อง", "Back with the centre that answers for it, as the receipt says")


def _at(moment: str | None) -> datetime | None:
    return datetime.fromisoformat(moment) if moment else None


def _number(receipt: Receipt, case: Case) -> str:
    """Its own number, and the register moved on behind it; a new one when it was given to another meanwhile."""
    year = fiscal_year_be(bangkok_date(case.submitted_at))
    prefix, _dash, running = receipt.number.rpartition("-")
    apart, reach = numbers.running(case), 0
    sealed = apart is not None
    if free := not is_taken(receipt):  # the number says in which register it stands, whatever is told today
        sealed = numbers.is_apart(receipt.number)
        reach = 0 if sealed else int(running)
    register = prefix.rpartition("-")[0] + numbers.SEALED * sealed
    with connection.cursor() as cursor:
        cursor.execute(
            f"""insert into {Register._meta.db_table} as register (office_code, fiscal_year_be, last) values (%s, %s, %s)
            on conflict (office_code, fiscal_year_be)
            do update set last = case when %s > 0 then greatest(register.last, %s) else register.last + 1 end
            returning last""",
            [register, year, reach or 1, reach, reach],
        )
        last = cursor.fetchone()[0]
    return receipt.number if free else f"{prefix}-{apart or str(last).zfill(6)}"


def _beside(case: Case, person: Person) -> None:
    """The words it is found by, and who told us."""
    _gist, words = intake.read(case.description, case.wish, case.place_note)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {Words._meta.db_table} (case_id, vector) values (%s, to_tsvector('simple', %s))",
            [case.pk, words],
        )
    if person != Person():
        row = intake.reporter_of(person, case)
        row.case = case
        row.save(force_insert=True)
