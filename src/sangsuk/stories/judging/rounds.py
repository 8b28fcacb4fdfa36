"""A round begins: its rules, its rubric and a seed that nobody knows, of which the digest is public at once."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor

from .. import words
from ..models import Campaign, Criterion, Juror, Round, RoundEvent
from ..models.judging import ANNOUNCED, DECIDED, ENDED, GIVEN_UP, JUDGING, LISTING
from ..standing import organises
from . import rubric
from .lots import commitment
from .packets import new_code


@dataclass(frozen=True)
class NewRound:
    """How many are chosen is the campaign's to say: everybody has read it on its page."""

    campaign: str
    title: str
    each: int = 3
    listed: int = 60
    needs: Sequence[str] = (words.PUBLISH, words.FILM)
    late_too: bool = False
    least_letters: int = 150
    ties_by_province: bool = False
    ends_on: date | None = None
    criteria: Sequence[rubric.Criterion] = ()


@transaction.atomic
def make(new: NewRound, *, by: Actor, now: datetime | None = None) -> Round:
    """Raises: NotAllowed, Refused."""
    now = now or timezone.now()
    if not organises(by):
        raise NotAllowed("not_yours", _("เฉพาะกรมการปกครองและกระทรวงมหาดไทยเปิดรอบคัดเลือกได้"))
    campaign = Campaign.objects.select_for_update().filter(code=new.campaign).first()
    if campaign is None:
        raise Refused("bad_choice", _("กรุณาเลือกโครงการ"), "campaign")
    check_not_announced(campaign.code)
    if not new.title.strip():
        raise Refused("needed", _("กรุณาตั้งชื่อรอบคัดเลือก"), "title")
    winners = campaign.winners_count
    if winners >= new.listed or new.each < 3:
        said = _("โครงการนี้เลือก %(n)s เรื่อง รายชื่อต้องยาวกว่านั้น และเรื่องหนึ่งต้องมีกรรมการอย่างน้อย 3 คน")
        raise Refused("bad_value", said % {"n": winners}, "listed")
    rubric.check_rubric(new.criteria)
    code, seed = new_code(Round.objects.values_list("code", flat=True)), secrets.token_hex(32)
    made = Round.objects.create(
        code=code, campaign=campaign, title=new.title.strip(), winners=winners, each=new.each, listed=new.listed,
        needs=sorted(new.needs), late_too=new.late_too, least_letters=new.least_letters,
        ties_by_province=new.ties_by_province, ends_on=new.ends_on, made_at=now, commitment=commitment(seed),
        seed=seal(seed, label="judging_round.seed", row=code),
    )  # fmt: skip
    Criterion.objects.bulk_create(
        Criterion(
            round=made, code=one.code, place=at, name=str(one.name), weight=one.weight,
            anchors={str(mark): str(said) for mark, said in one.anchors.items()},
        )
        for at, one in enumerate(new.criteria, 1)
    )  # fmt: skip
    note(made, "make", by=by, now=now, winners=winners, each=new.each, listed=new.listed, commitment=made.commitment)
    return made


def note(round_: Round, move: str, *, by: Actor, now: datetime, **data: Any) -> RoundEvent:
    """What was done, for everybody who organises to read. Never a mark, a text, or who wrote."""
    return RoundEvent.objects.create(
        round=round_, at=now, move=move, user_id=by.user_id, actor_name=by.name, office_code=by.office_code, data=data
    )


def seen(code: str, actor: Actor) -> Round:
    """For those who organise, and not for a judge of it. Raises Missing."""
    found = Round.objects.filter(code=code).select_related("campaign").first()
    if found is None or not may_organise(found, actor):
        raise Missing("no_round", _("ไม่พบรอบคัดเลือกนี้"))
    return found


def may_organise(round_: Round, actor: Actor) -> bool:
    return organises(actor) and organised_by(actor).filter(pk=round_.pk).exists()


def organised_by(actor: Actor) -> "QuerySet[Round]":
    """Who sits in the jury of a round does not organise it, whatever other post she has; nor, while she reads, another one
    of its campaign, where the same stories stand with their names."""
    sits = Juror.objects.filter(user=actor.user_id, left_at=None)
    reads = sits.filter(round__state=JUDGING)
    return Round.objects.exclude(pk__in=sits.values("round")).exclude(campaign__in=reads.values("round__campaign"))


def held(round_: Round, by: Actor, *states: str) -> Round:
    """The row locked, in one of these states. Raises NotAllowed."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if not may_organise(locked, by):
        raise NotAllowed("not_yours", _("ท่านไม่ได้เป็นผู้จัดรอบคัดเลือกนี้"))
    if locked.state not in (states or (LISTING,)):
        raise NotAllowed("not_now", _("รอบคัดเลือกผ่านขั้นตอนนี้ไปแล้ว หรือยังไม่ถึง กรุณาเปิดดูอีกครั้ง"))
    return locked


def check_not_announced(campaign: str) -> None:
    """One campaign announces one choice. Raises Refused."""
    if Round.objects.filter(campaign=campaign, state=ANNOUNCED).exists():
        raise Refused("announced", _("โครงการนี้ประกาศผลไปแล้ว"), "campaign")


def others_of(round_: Round) -> list[Round]:
    """The campaign's other rounds that are not over; locked together with this one, always in the same order."""
    rows = Round.objects.select_for_update().filter(campaign=round_.campaign_id).order_by("pk")
    return [one for one in rows if one.pk != round_.pk and one.state not in (ANNOUNCED, GIVEN_UP)]


@transaction.atomic
def give_up(round_: Round, *, reason: str, by: Actor, now: datetime | None = None) -> None:
    """No result comes of it. Its stories are shown again, and marks that are sealed stay so for ever."""
    now = now or timezone.now()
    locked = held(round_, by, LISTING, JUDGING, ENDED, DECIDED)
    end_for_good(locked, said_reason(reason), by=by, now=now)


def end_for_good(round_: Round, reason: object, *, by: Actor, now: datetime) -> None:
    Round.objects.filter(pk=round_.pk).update(state=GIVEN_UP)
    note(round_, "give_up", by=by, now=now, reason=str(reason))


def said_reason(reason: str) -> str:
    """Why, in a few words. Raises Refused."""
    said = " ".join(reason.split())
    if len(said) < 10:
        raise Refused("no_reason", _("กรุณาบอกเหตุผลอย่างน้อย 10 ตัวอักษร"), "reason")
    return said[:500]


def criteria_of(round_: Round) -> list[rubric.Criterion]:
    return [
        rubric.Criterion(one.code, one.name, one.weight, {int(mark): said for mark, said in one.anchors.items()})
        for one in round_.criteria.all()
    ]


OUR_RUBRIC: tuple[Mapping[str, Any], ...] = (
    {"code": "beyond", "weight": 30, "name": _("เหนือความคาดหมาย"), "anchors": {
        1: _("ได้รับบริการตามหน้าที่ปกติ"), 3: _("ได้มากกว่าที่คาดไว้ และเล่าได้ว่าต่างจากปกติอย่างไร"),
        5: _("ได้สิ่งที่ไม่มีใครคาดว่าจะได้ เห็นชัดว่าเขาตั้งใจทำเพื่อคนคนนี้")}},
    {"code": "change", "weight": 25, "name": _("ทุกข์น้อยลง สุขมากขึ้น"), "anchors": {
        1: _("ไม่เห็นว่าชีวิตผู้เล่าต่างไปอย่างไร"), 3: _("เห็นว่าดีขึ้นในเรื่องนั้น"), 5: _("เห็นว่าชีวิตหรือใจของผู้เล่าเปลี่ยนไปจริง และยังอยู่ต่อมา")}},
    {"code": "heart", "weight": 20, "name": _("น้ำใจและจิตอาสา"), "anchors": {
        1: _("ทำตามขั้นตอน"), 3: _("ใส่ใจและให้เกียรติ"), 5: _("เสียสละเวลา แรง หรือความสบายของตน โดยไม่หวังผล")}},
    {"code": "learn", "weight": 15, "name": _("อำเภออื่นทำตามได้"), "anchors": {
        1: _("เกิดขึ้นเพราะโชคหรือคนเดียว"), 3: _("บางส่วนนำไปทำตามได้"), 5: _("อำเภออื่นเริ่มทำได้พรุ่งนี้โดยไม่ต้องใช้งบเพิ่ม")}},
    {"code": "told", "weight": 10, "name": _("เล่าให้เห็นภาพ"), "anchors": {
        1: _("อ่านแล้วไม่เห็นว่าเกิดอะไรขึ้น"), 3: _("ลำดับเรื่องได้ เข้าใจ"), 5: _("อ่านแล้วเห็นภาพเป็นภาพยนตร์ และอยากเล่าต่อ")}},
)  # fmt: skip
"""Proposed for a new round, to be changed there. Ours: no criteria of the campaign of 2563 were found (domain report 9.7)."""
