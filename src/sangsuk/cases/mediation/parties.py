"""The people of a mediation. The only door to their names, telephones and addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor

from .. import checking, reading
from ..checking import Person
from ..models import Mediation, Party
from . import table
from .standing import standings

FIELDS = ("name", "phone", "email")
_TITLES = re.compile(r"^(?:ว่าที่\s?)?(?:นางสาว|น\.?\s?ส\.|นาย|นาง|ดร\.|Mrs?\.?|Ms\.?|Miss)\s*")


@dataclass(frozen=True)
class Known:
    """One person of a mediation, in clear; made by `reveal` for a person's eyes."""

    no: int
    side: str
    person: Person


def sealed(
    mediation: Mediation, no: int, side: str, person: Person, *, id_shown: bool, language: str, now: datetime
) -> Party:
    row = row_of(mediation.pk, no)
    return Party(
        mediation=mediation, no=no, side=side, language=language, id_shown=id_shown, id_shown_at=now if id_shown else None,
        **{field: seal(getattr(person, field), label=f"mediation.{field}", row=row) for field in FIELDS},
    )  # fmt: skip


def tidy(name: str, phone: str = "", email: str = "") -> Person:
    """As it may be kept. Raises Refused with the field at fault."""
    return checking.who("named", Person(name, phone, email))


def contact(party: Party) -> Person:
    """For the machine that writes to her, never for a person's eyes."""
    return Person(*(unseal_field(party, field) for field in FIELDS))


def present(mediation: Mediation) -> list[Party]:
    """Who belongs to it now, in the order in which they were written down. One query."""
    return list(Party.objects.filter(mediation=mediation, left_at=None).order_by("no"))


def reveal(mediation: Mediation, *, by: Actor, reason: str, now: datetime | None = None) -> list[Known]:
    """Everybody's name and contacts, after writing down who looks and why. Raises NotAllowed, Refused (no reason given).

    Only the district that keeps the docket and this mediation's mediators may look. The reading stands with the case,
    so that the citizen whose case it is finds it on her page.
    """
    if not {table.OFFICE, table.MEDIATOR} & standings(mediation, by):
        raise NotAllowed("identity_closed", _("ชื่อคู่กรณีทราบได้เฉพาะอำเภอที่ดูแลและผู้ไกล่เกลี่ยของเรื่องนี้"))
    reason = reading.reason_of(reason, _("กรุณาบอกเหตุผลที่ต้องดูชื่อคู่กรณี เจ้าของเรื่องจะเห็นเหตุผลนี้"))
    here = present(mediation)
    places = [(party, field) for party in here for field in FIELDS]
    values = iter(reading.opened(places, case=mediation.case, by=by, reason=reason, now=now or timezone.now()))
    return [Known(party.no, party.side, Person(*(next(values) for _field in FIELDS))) for party in here]


def check_impartial(mediation: Mediation, names: Iterable[str], parties: Iterable[Party]) -> None:
    """A mediator may be neither a party nor the official complained of. Names are compared by the machine alone."""
    known = {same(contact(party).name) for party in parties}
    for name in names:
        if same(name) in known:
            gaps = {"name": name}
            raise Refused("conflict", _("%(name)s มีชื่อเป็นคู่กรณีหรือผู้ถูกร้องในเรื่องนี้ จึงเป็นผู้ไกล่เกลี่ยไม่ได้") % gaps, "mediators")


def same(name: str) -> str:
    """What two spellings of one name have in common: no title, no brackets, no blanks."""
    plain = re.sub(r"\(.*?\)", "", name).strip()
    return re.sub(r"\s+", "", _TITLES.sub("", plain)).casefold()
