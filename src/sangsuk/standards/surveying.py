"""One comes in: five items at the counter. Nobody is refused for being one of many, but whoever stuffs the box gains little.

The weights are those of the feedback cards (`stories.cards.weights`), counted apart from them: what comes from one network
about one office in an hour (`survey`) and a day (`survey_day`), and what comes from the office's own network in a day
(`survey_own`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common import limits
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.models import Office
from sangsuk.stories.cards.weights import is_own, share
from sangsuk.thai import bangkok_date, normalise, redact

from . import words
from .models import SurveyAnswer

BURST, OWN = "burst", "own"
MARKS = {BURST: _("มาถี่ผิดปกติจากเครือข่ายเดียวกัน"), OWN: _("มาจากเครือข่ายของสำนักงานเอง เกินจำนวนปกติของวัน")}
THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True)
class New:
    """What somebody answered. `items` by code, each one to five; `told` is the suggestion box."""

    client_id: UUID
    office_code: str
    service: str
    items: Mapping[str, int] = field(default_factory=dict)
    age_band: str = ""
    condition: str = ""
    told: str = ""
    channel: str = words.QR


@dataclass(frozen=True)
class Sent:
    answer: SurveyAnswer
    created: bool


def place(code: str) -> offices.OfficeCard:
    """The office behind the short address of a poster. Raises Missing."""
    card = offices.directory().get(code)
    if card is None or card.kind != Office.Kind.DISTRICT:
        raise Missing("no_survey_here", _("ไม่พบที่ว่าการอำเภอตามรหัสนี้ กรุณาดูรหัสบนป้ายอีกครั้ง"))
    return card


def check(new: New) -> None:
    """Everything that can be wrong. Raises Refused with the field."""
    for name in words.ITEMS:
        if new.items.get(name) not in words.LEVELS:
            raise Refused("needed", _("กรุณาให้คะแนน “%(item)s”") % {"item": words.ITEMS[name]}, name)
    for axis, name in ((words.SERVICES, "service"), (words.AGES, "age_band"), (words.CONDITIONS, "condition")):
        known = {term.code for term in catalog.terms(axis)} | ({""} if name != "service" else set())
        if getattr(new, name) not in known:
            raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), name)
    if new.channel not in words.CHANNELS:
        raise Refused("bad_choice", _("ไม่มีช่องทางนี้"), "channel")
    if len(new.told) > words.MOST_WORDS:
        raise Refused("too_long", _("ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": words.MOST_WORDS}, "told")


@transaction.atomic
def send(new: New, *, network: str = "", now: datetime | None = None) -> Sent:
    """Keep an answer; the same client id again is the same and counts once.

    `network`: where it came from (`faces.range_of`), counted and not kept. Raises Refused with the field, Missing.
    """
    now = now or timezone.now()
    card = place(new.office_code)
    check(new)
    before = SurveyAnswer.objects.filter(client_id=new.client_id).first()
    if before is not None:
        return Sent(before, created=False)
    weight, marks = weigh(card.code, network, now=now)
    told = normalise(new.told).replace("\r\n", "\n").strip()
    answer = SurveyAnswer(
        client_id=new.client_id, office_id=card.code, province_code=card.province_code, service=new.service,
        age_band=new.age_band, condition=new.condition, points=words.POINTS_A_LEVEL * sum(new.items[i] for i in words.ITEMS),
        words=told, words_shown=redact(told).text, channel=new.channel, day=bangkok_date(now), received_at=now, marks=marks,
        weight=weight, **{item: new.items[item] for item in words.ITEMS},
    )  # fmt: skip
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError:  # pressed twice in one moment
        return Sent(SurveyAnswer.objects.get(client_id=new.client_id), created=False)
    return Sent(answer, created=True)


def weigh(office_code: str, network: str, *, now: datetime) -> tuple[Decimal, list[str]]:
    """Count it where it belongs; what it weighs, and why less than one."""
    found: dict[str, float] = {}
    if network:
        counted = [
            *limits.counted("survey", now=now, range=f"{office_code} {network}"),
            *limits.counted("survey_day", now=now, range=f"{office_code} {network}"),
        ]
        found[BURST] = min((share(kth, usual) for kth, usual in counted), default=1.0)
    if is_own(office_code, network, now=now):
        counted = limits.counted("survey_own", now=now, office=office_code)
        found[OWN] = min((share(kth, usual) for kth, usual in counted), default=1.0)
    weight = Decimal(min(found.values(), default=1.0)).quantize(THOUSANDTH)
    return max(weight, THOUSANDTH), [mark for mark, one in found.items() if one < 1]
