"""The verbs of cards: one comes in, a counter opens or closes, a bundle of paper is typed. One transaction each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date, normalise, redact

from ..models import CardBundle, CardPoint, FeedbackCard
from ..words import EXPECTATIONS
from . import words
from .queries import Place, place
from .standing import reads_cards
from .weights import Weighed, weigh


@dataclass(frozen=True)
class NewCard:
    """What somebody answered. Only `tone` is needed; `code` is that of the poster: an office or a counter."""

    client_id: UUID
    code: str
    tone: str
    service: str = ""
    expectation: str = ""
    line: str = ""
    more: str = ""
    age_band: str = ""
    condition: str = ""
    channel: str = words.QR


@dataclass(frozen=True)
class Sent:
    card: FeedbackCard
    created: bool


@transaction.atomic
def send(new: NewCard, *, network: str = "", now: datetime | None = None) -> Sent:
    """Keep a card; the same client id again is the same card and counts once. Nobody is refused for being one of many.

    `network`: where it came from (`faces.range_of`), counted and not kept. Raises Refused with the field, Missing.
    """
    now = now or timezone.now()
    where = place(new.code)
    if new.channel == words.PAPER:
        raise Refused("paper_by_bundle", _("แบบกระดาษบันทึกเป็นปึกที่หน้าของเจ้าหน้าที่"), "channel")
    check(new)
    before = FeedbackCard.objects.filter(client_id=new.client_id).first()
    if before is not None:
        return Sent(before, created=False)
    card = _made(new, where, weigh(where.office_code, new.channel, network, now=now), day=bangkok_date(now), now=now)
    try:
        with transaction.atomic():
            card.save(force_insert=True)
    except IntegrityError:  # pressed twice in one moment
        return Sent(FeedbackCard.objects.get(client_id=new.client_id), created=False)
    return Sent(card, created=True)


def check(new: NewCard) -> None:
    """Everything that can be wrong with the answers. Raises Refused."""
    _one_of(new.tone, words.TONES, "tone", _("กรุณาเลือกว่าดี ไม่ดี หรือมีทั้งสองอย่าง"))
    _one_of(new.expectation, ("", *EXPECTATIONS), "expectation", _("กรุณาเลือกหนึ่งข้อจากรายการ"))
    for axis, name in ((words.SERVICES, "service"), (words.AGES, "age_band"), (words.CONDITIONS, "condition")):
        known = {term.code for term in catalog.terms(axis)}
        _one_of(getattr(new, name), {"", *known}, name, _("กรุณาเลือกหนึ่งข้อจากรายการ"))
    _one_of(new.channel, words.CHANNELS, "channel", _("ไม่มีช่องทางนี้"))
    for name, most in (("line", words.MOST_LINE), ("more", words.MOST_MORE)):
        if len(getattr(new, name)) > most:
            raise Refused("too_long", _("ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": most}, name)


def _one_of(value: str, known: Sequence[str] | Mapping[str, object] | set[str], name: str, sentence: object) -> None:
    if value not in known:
        raise Refused("bad_choice", sentence, name)


def _made(
    new: NewCard, where: Place, weighed: Weighed, *, day: date, now: datetime, bundle: CardBundle | None = None
) -> FeedbackCard:
    line, more = (" ".join(normalise(new.line).split()), normalise(new.more).strip())
    return FeedbackCard(
        client_id=new.client_id, office_id=where.office_code, point=where.point, bundle=bundle, day=day, received_at=now,
        province_code=offices.directory()[where.office_code].province_code, service=new.service, tone=new.tone,
        expectation=new.expectation, line=line, line_shown=redact(line).text, more=more, more_shown=redact(more).text,
        age_band=new.age_band, condition=new.condition, channel=new.channel, marks=list(weighed.marks),
        weight=weighed.weight,
    )  # fmt: skip


def _need(actor: Actor, *, chief: bool = False) -> None:
    if not reads_cards(actor) or (chief and actor.role != "chief"):
        raise NotAllowed("not_your_cards", _("เรื่องนี้เป็นงานของที่ว่าการอำเภอเจ้าของบัตร"))


@transaction.atomic
def open_point(
    actor: Actor, *, name_th: str, name_en: str = "", service: str = "", now: datetime | None = None
) -> CardPoint:
    """A counter gets a number of its own, never one that hung on a wall before. Raises NotAllowed, Refused."""
    _need(actor)
    if not name_th.strip():
        raise Refused("needed", _("กรุณาบอกชื่อช่องบริการ เช่น ช่องที่ 2 งานทะเบียนและบัตร"), "name_th")
    if service and service not in {term.code for term in catalog.terms(words.SERVICES)}:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "service")
    last = CardPoint.objects.select_for_update().filter(office=actor.office_code).order_by("-no").first()
    no = last.no + 1 if last else 1
    if no > 99:
        raise Refused("too_many_points", _("เปิดช่องบริการครบ 99 ช่องแล้ว"), "name_th")
    return CardPoint.objects.create(
        code=f"{actor.office_code}-{no}", office_id=actor.office_code, no=no, name_th=name_th.strip(),
        name_en=name_en.strip(), service=service, opened_at=now or timezone.now(),
    )  # fmt: skip


def close_point(actor: Actor, code: str, *, now: datetime | None = None) -> None:
    """Its posters lead to the office from now on; its cards stay."""
    _need(actor)
    CardPoint.objects.filter(code=code, office=actor.office_code, closed_at=None).update(
        closed_at=now or timezone.now()
    )


@transaction.atomic
def begin_bundle(
    actor: Actor, *, client_id: UUID, number: str, declared: int, collected_on: date, now: datetime | None = None
) -> CardBundle:
    """Paper cards are counted before they are typed. The same client id again is the same bundle. Raises Refused."""
    _need(actor)
    assert actor.user_id is not None  # who works at an office has signed in
    now = now or timezone.now()
    if not number.strip():
        raise Refused("needed", _("กรุณาเขียนเลขที่ปึกไว้บนกระดาษใบแรก แล้วกรอกเลขเดียวกันที่นี่"), "number")
    if not 1 <= declared <= 500:
        raise Refused("bad_count", _("ปึกหนึ่งมีได้ 1 ถึง 500 ใบ"), "declared")
    if collected_on > bangkok_date(now):
        raise Refused("in_the_future", _("วันที่เก็บแบบต้องไม่ใช่วันข้างหน้า"), "collected_on")
    own = CardBundle.objects.filter(office=actor.office_code)
    before = own.filter(client_id=client_id).first()
    if before is None and own.filter(number=number.strip()).exists():
        raise Refused("bundle_is_there", _("เลขที่ปึกนี้บันทึกไว้แล้ว"), "number")
    return before or CardBundle.objects.create(
        client_id=client_id, office_id=actor.office_code, number=number.strip(), declared=declared,
        collected_on=collected_on, recorded_by_id=actor.user_id, begun_at=now,
    )  # fmt: skip


@transaction.atomic
def type_cards(actor: Actor, bundle: CardBundle, new: Sequence[NewCard], *, now: datetime | None = None) -> int:
    """Paper cards from the hand of an officer; rows that came before are passed over. Raises Refused, NotAllowed.

    Returns how many of the bundle are typed now. The last one closes it.
    """
    _need(actor)
    now = now or timezone.now()
    locked = CardBundle.objects.select_for_update().get(pk=bundle.pk, office=actor.office_code)
    there = set(
        FeedbackCard.objects.filter(client_id__in=[one.client_id for one in new]).values_list("client_id", flat=True)
    )
    fresh = [one for one in new if one.client_id not in there]
    if locked.closed_at is not None and fresh:
        raise Refused("bundle_is_closed", _("ปึกนี้ปิดแล้ว"))
    if len(fresh) > locked.left:
        raise Refused(
            "more_than_counted", _("กรอกเกินจำนวนที่นับไว้ เหลืออีก %(left)s ใบ กรุณานับกระดาษอีกครั้ง") % {"left": locked.left}
        )
    for one in fresh:
        check(one)
        weighed = weigh(locked.office_id, words.PAPER, "", now=now)
        where = _of_this_office(place(one.code), locked.office_id)
        _made(one, where, weighed, day=locked.collected_on, now=now, bundle=locked).save(force_insert=True)
    CardBundle.objects.filter(pk=locked.pk).update(
        typed=F("typed") + len(fresh), closed_at=now if len(fresh) == locked.left and fresh else locked.closed_at
    )
    return locked.typed + len(fresh)


def _of_this_office(where: Place, office_code: str) -> Place:
    return where if where.office_code == office_code else Place(office_code)


@transaction.atomic
def close_bundle(actor: Actor, bundle: CardBundle, *, why: str, now: datetime | None = None) -> None:
    """Fewer papers than were counted: closed with the reason. Raises Refused without one."""
    _need(actor)
    if not why.strip():
        raise Refused("needed", _("กรุณาบอกว่าทำไมจำนวนใบไม่ตรงกับที่นับไว้"), "why_fewer")
    rows = CardBundle.objects.filter(pk=bundle.pk, office=actor.office_code, closed_at=None)
    rows.update(closed_at=now or timezone.now(), why_fewer=why.strip()[:300])
