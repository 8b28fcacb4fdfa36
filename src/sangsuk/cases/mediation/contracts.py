"""The contract of a settlement, printed from the docket and kept nowhere else: its names and terms are sealed.

Names come by `parties.reveal`, which writes down who looked and why.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor
from sangsuk.papers.values import Sheet, Signature
from sangsuk.thai import bangkok_date

from ..letters.heads import Head, head_of
from ..letters.matter import day
from ..models import Mediation, MediationEvent
from . import mediators, parties, recording, words

WITNESSES = 2
BLANK = "………………………………………"
"""For a pen."""


@dataclass(frozen=True)
class Contract:
    """A settlement as both sides sign it. `terms` one by one, as they were written down."""

    docket: str
    case_number: str
    subject: str
    value_baht: int | None
    requesters: tuple[str, ...]
    others: tuple[str, ...]
    chair: str
    mediators: tuple[str, ...]
    terms: tuple[str, ...]
    signed_on: date | None
    signed_place: str


def may_print(mediation: Mediation) -> bool:
    """Whether there are terms to sign."""
    return mediation.status in (words.TERMS, words.SETTLED)


def contract(mediation: Mediation, *, by: Actor, reason: str, now: datetime | None = None) -> Contract:
    """Only when there are terms to sign. Raises NotAllowed, Refused."""
    if not may_print(mediation):
        raise Refused("no_terms", _("ยังไม่มีข้อตกลงที่จะทำสัญญา"))
    known = parties.reveal(mediation, by=by, reason=reason, now=now)
    reached = MediationEvent.objects.filter(mediation=mediation, move="reach").order_by("-seq").first()
    told = recording.said_in(reached).get("terms", "") if reached else ""
    chair, *beside = mediators.names(mediation.panel)
    return Contract(
        docket=mediation.docket, case_number=mediation.case.number, subject=mediation.subject,
        value_baht=mediation.value_baht, requesters=_of(known, words.REQUESTER), others=_of(known, words.OTHER),
        chair=chair, mediators=tuple(beside), terms=tuple(line.strip() for line in told.splitlines() if line.strip()),
        signed_on=mediation.signed_on, signed_place=mediation.signed_place,
    )  # fmt: skip


def contract_sheet(mediation: Mediation, *, by: Actor, reason: str, now: datetime | None = None) -> Sheet:
    """The contract, ready to be signed or as it was. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    told = contract(mediation, by=by, reason=reason, now=now)
    return _sheet(told, head_of(mediation.office_id, told.signed_on or bangkok_date(now)))


def _sheet(told: Contract, head: Head) -> Sheet:
    on = f"เมื่อวันที่ {day(told.signed_on)}" if told.signed_on else "เมื่อวันที่ ……… เดือน ……………………… พ.ศ. …………"
    opening = f"สัญญานี้ทำขึ้น ณ {told.signed_place or head.name} {on} ระหว่าง {_listed(told.requesters)} ฝ่ายหนึ่ง กับ {_listed(told.others)} อีกฝ่ายหนึ่ง"
    last = len(told.terms) + 1
    value = (("ทุนทรัพย์", f"{told.value_baht:,} บาท"),) if told.value_baht else ()
    return Sheet(
        title="สัญญาประนีประนอมยอมความ", office=head.office,
        facts=(("สารบบที่", told.docket), ("เลขที่เรื่อง", told.case_number), ("เรื่อง", told.subject), *value),
        body="\n".join((
            opening,
            f"ทั้งสองฝ่ายมีข้อพิพาทกันเกี่ยวกับ “{told.subject}” และสมัครใจตกลงระงับข้อพิพาทต่อหน้าผู้ไกล่เกลี่ย มีข้อตกลงดังต่อไปนี้",
            *(f"ข้อ {n} {term}" for n, term in enumerate(told.terms, start=1)),
            f"ข้อ {last} ทั้งสองฝ่ายจะปฏิบัติตามข้อตกลงนี้ให้ครบถ้วน และไม่ติดใจเรียกร้องต่อกันในเรื่องนี้อีก",
            "ทั้งสองฝ่ายได้อ่านและเข้าใจข้อความในสัญญานี้โดยตลอดแล้ว เห็นว่าถูกต้องตรงตามความประสงค์ จึงลงลายมือชื่อไว้เป็นหลักฐานต่อหน้าผู้ไกล่เกลี่ยและพยาน",
        )),
        signatures=(
            *(Signature("ผู้ขอไกล่เกลี่ย", name) for name in told.requesters),
            *(Signature("คู่กรณี", name) for name in told.others),
            Signature("ประธานผู้ไกล่เกลี่ย", told.chair), *(Signature("ผู้ไกล่เกลี่ย", name) for name in told.mediators),
            *(Signature("พยาน") for _n in range(WITNESSES)),
        ),
    )  # fmt: skip


def _listed(names: tuple[str, ...]) -> str:
    return " และ ".join(names) if names else BLANK


def _of(known: list[parties.Known], side: str) -> tuple[str, ...]:
    return tuple(one.person.name for one in known if one.side == side)
