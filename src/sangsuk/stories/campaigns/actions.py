"""Making campaigns: officers of the department and the ministry do it at the desk, without anybody's code."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common import remember
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from .. import words
from ..models import Campaign, CampaignPhase, ConsentText, Round, Story
from ..models.judging import GIVEN_UP
from ..standing import organises

logger = logging.getLogger(__name__)
MOST_QUESTIONS = 5
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Days = tuple[date, date]


@dataclass(frozen=True)
class Given:
    """What a campaign is, as its maker says. `phases`: kind -> from, to; `questions` in their order."""

    title_th: str
    title_en: str
    purpose_th: str
    purpose_en: str
    opens_on: date
    closes_on: date
    source: str
    winners_count: int = 3
    hashtags: Sequence[str] = ()
    themes: Sequence[str] = ()
    questions: Sequence[Mapping[str, Any]] = ()
    phases: Mapping[str, Days] = field(default_factory=dict)
    state: str = Campaign.DRAFT


@transaction.atomic
def make(code: str, given: Given, *, by: Actor, now: datetime | None = None) -> Campaign:
    """A new campaign. Raises Refused with the field at fault, NotAllowed."""
    now = now or timezone.now()
    _may(by)
    if not _CODE.fullmatch(code) or len(code) > 40:
        raise Refused("bad_code", _("ใช้ตัวอักษรอังกฤษตัวเล็ก ตัวเลข และขีดกลาง เช่น happy-2569"), "code")
    _check(given)
    try:
        with transaction.atomic():
            campaign = Campaign.objects.create(code=code, made_at=now, **_columns(given))
    except IntegrityError:
        raise Refused("taken_code", _("มีโครงการที่ใช้รหัสนี้แล้ว"), "code") from None
    _set_phases(campaign, given)
    logger.info("campaign made", extra={"campaign": code})
    return campaign


@transaction.atomic
def change(campaign: Campaign, given: Given, *, by: Actor, version: int) -> Campaign:
    """Raises Refused, NotAllowed; Stale when somebody was quicker."""
    _may(by)
    _check(given)
    if given.state == Campaign.DRAFT and Story.objects.filter(campaign=campaign).exists():
        raise Refused("has_stories", _("โครงการนี้มีเรื่องเล่าแล้ว จึงกลับไปเป็นฉบับร่างไม่ได้ เก็บเข้าคลังได้"), "state")
    _check_winners(Campaign.objects.select_for_update().get(pk=campaign.pk), given)
    rows = Campaign.objects.filter(pk=campaign.pk, version=version)
    if not rows.update(version=version + 1, **_columns(given)):
        raise Stale("stale", _("มีผู้แก้โครงการนี้ไปก่อน กรุณาดูข้อมูลล่าสุดแล้วทำอีกครั้ง"))
    campaign.refresh_from_db()
    _set_phases(campaign, given)
    logger.info("campaign changed", extra={"campaign": campaign.code})
    return campaign


@transaction.atomic
def copy(campaign: Campaign, code: str, *, opens_on: date, by: Actor, now: datetime | None = None) -> Campaign:
    """The same again, as a draft, with all its days moved; its own consent texts come along."""
    moved = opens_on - campaign.opens_on
    phases = {one.kind: (one.from_on + moved, one.to_on + moved) for one in campaign.phases.all()}
    given = Given(
        campaign.title_th, campaign.title_en, campaign.purpose_th, campaign.purpose_en, opens_on, campaign.closes_on + moved,
        campaign.source, campaign.winners_count, campaign.hashtags, campaign.themes, campaign.questions, phases,
    )  # fmt: skip
    made = make(code, given, by=by, now=now)
    Campaign.objects.filter(pk=made.pk).update(copied_from=campaign)
    for text in ConsentText.objects.filter(campaign=campaign, valid_to=None):
        text.code, text.campaign = f"{code}-{text.use}-{text.version}", made
        text.save(force_insert=True)
    remember.forget_all()
    made.refresh_from_db()
    return made


@transaction.atomic
def say_consent(
    campaign: Campaign, use: str, said: Mapping[str, str], *, source: str, by: Actor, now: datetime | None = None
) -> ConsentText:
    """The next version of the words for one use, in this campaign only. Who said yes before said it to the words of then."""
    today = bangkok_date(now or timezone.now())
    _may(by)
    if use not in words.USES:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "use")
    before = ConsentText.objects.filter(campaign=campaign, use=use)
    last = before.order_by("-valid_from", "-code").first()
    if last is not None and last.valid_from >= today:
        raise Refused("one_a_day", _("ถ้อยคำของข้อนี้เพิ่งเปลี่ยนวันนี้ เปลี่ยนอีกครั้งได้พรุ่งนี้"), "use")
    before.filter(valid_to=None).update(valid_to=today)
    version = f"{before.count() + 1}.0"
    text = ConsentText.objects.create(
        code=f"{campaign.code}-{use}-{version}"[:60], campaign=campaign, use=use, version=version, valid_from=today,
        source=source, **said,
    )  # fmt: skip
    remember.forget_all()
    return text


def _may(by: Actor) -> None:
    if not organises(by):
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่กรมการปกครองและกระทรวงมหาดไทยจัดทำโครงการได้"))


def _check(given: Given) -> None:
    if given.closes_on < given.opens_on:
        raise Refused("bad_days", _("วันปิดรับต้องไม่ก่อนวันเปิดรับ"), "closes_on")
    if given.closes_on - given.opens_on > timedelta(days=400):
        raise Refused("bad_days", _("โครงการหนึ่งเปิดรับได้ไม่เกินหนึ่งปี"), "closes_on")
    if not 1 <= given.winners_count <= 20:
        raise Refused("bad_number", _("จำนวนเรื่องที่เลือกต้องอยู่ระหว่าง 1 ถึง 20"), "winners_count")
    if len(given.questions) > MOST_QUESTIONS:
        raise Refused("too_many", _("ถามได้ไม่เกิน %(most)s ข้อ") % {"most": MOST_QUESTIONS}, "questions")
    if set(given.themes) - {term.code for term in catalog.terms(words.THEMES)}:
        raise Refused("bad_choice", _("กรุณาเลือกจากรายการ"), "themes")
    for kind, (begin, end) in given.phases.items():
        if kind not in CampaignPhase.KINDS or end < begin:
            raise Refused("bad_days", _("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"), f"{kind}_to")


def _check_winners(campaign: Campaign, given: Given) -> None:
    """What a round was begun for is not changed behind it."""
    rounds = Round.objects.filter(campaign=campaign).exclude(state=GIVEN_UP)
    if given.winners_count != campaign.winners_count and rounds.exists():
        said = _("มีรอบคัดเลือกของโครงการนี้แล้ว จึงเปลี่ยนจำนวนเรื่องที่เลือกไม่ได้")
        raise Refused("has_rounds", said, "winners_count")


def _columns(given: Given) -> dict[str, Any]:
    plain = (
        "title_th",
        "title_en",
        "purpose_th",
        "purpose_en",
        "opens_on",
        "closes_on",
        "source",
        "winners_count",
        "state",
    )
    return {name: getattr(given, name) for name in plain} | {
        "hashtags": [tag.lstrip("#") for tag in given.hashtags], "themes": list(given.themes),
        "questions": [dict(one) for one in given.questions],
    }  # fmt: skip


def _set_phases(campaign: Campaign, given: Given) -> None:
    CampaignPhase.objects.filter(campaign=campaign).delete()
    CampaignPhase.objects.bulk_create(
        [CampaignPhase(campaign=campaign, kind=kind, from_on=a, to_on=b) for kind, (a, b) in given.phases.items()]
    )
