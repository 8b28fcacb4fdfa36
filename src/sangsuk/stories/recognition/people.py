"""Whom a story praises, and whether she lets herself be named. In public a name stands only on her own word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.cases.files import StoredFile
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import seal
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from .. import actions as stories
from ..models import NamingConsent, Praise, Praised, Story, StoryText
from ..models.recognition import OWN_ACCOUNT, PAPER, PERSON, TEAM
from ..models.stories import blind_to
from ..moderation import names
from ..standing import MODERATOR, OFFICE, PASSED, WORKING, standings
from ..words import POSITIVE, PUBLISHED
from .naming import TITLE, mark_of

LEAST_PART = 4
KINDS = {PERSON: _("บุคคล"), TEAM: _("ทีมหรือฝ่าย")}


def may_match(story: Story, by: Actor) -> bool:
    """The office it praises and the moderators, once it has passed. What complains names nobody, so it is never matched."""
    return story.tone == POSITIVE and story.status in PASSED and bool(standings(story, by) & {OFFICE, MODERATOR})


def spoken_of(story: Story, by: Actor) -> str:
    """Whom she names, in her words, for who matches it; without numbers and addresses."""
    if not may_match(story, by):
        return ""
    told = StoryText.objects.filter(story=story).order_by("-no").only("spoken_of").first()
    text = told.spoken_of if told else ""
    for one in reversed(thai.redact(text).found):
        if one.kind != "name":
            text = f"{text[: one.start]}•••{text[one.end :]}"
    return text[:200]


@transaction.atomic
def match(
    story: Story, *, position: str, name: str = "", user_id: int | None = None, kind: str = PERSON, by: Actor,
    now: datetime | None = None,
) -> Praise:  # fmt: skip
    """This story speaks of her. The same name in the same office is the same person. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    if not may_match(story, by):
        raise NotAllowed("not_yours", _("ระบุผู้ได้รับคำชมได้เฉพาะเรื่องประทับใจที่ผ่านการตรวจแล้ว และโดยอำเภอนั้นหรือผู้ตรวจ"), "move")
    if kind not in KINDS:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "kind")
    name, position = " ".join(name.split()), " ".join(position.split())
    if user_id is not None:
        known = {one.user_id: one.name for one in offices.staff() if one.office_code == story.office_id}
        if user_id not in known:
            raise Refused("bad_choice", _("บัญชีนี้ไม่ใช่ของเจ้าหน้าที่ที่ว่าการอำเภอนี้"), "user")
        name = known[user_id]
    if not 2 <= len(name) <= 120:
        raise Refused("needed", _("กรุณาใส่ชื่อบุคคลหรือชื่อทีม หรือเลือกจากบัญชีเจ้าหน้าที่"), "name")
    if not 2 <= len(position) <= 120:
        raise Refused("needed", _("กรุณาใส่ตำแหน่งหรือฝ่าย ประชาชนจะเห็นคำนี้"), "position")
    praised = _person(story.office_id, name, position, kind, user_id, now)
    made, _new = Praise.objects.get_or_create(
        story=story, praised=praised, undone_at=None, defaults={"matched_at": now, "matched_by_id": by.user_id}
    )
    return made


def _person(office: str, name: str, position: str, kind: str, user_id: int | None, now: datetime) -> Praised:
    mark = mark_of(office, name)
    sealed = seal(name, label="praised.name", row=row_of(mark))
    praised, new = Praised.objects.get_or_create(
        office_id=office, mark=mark,
        defaults={"kind": kind, "name": sealed, "user_id": user_id, "position": position, "made_at": now},
    )  # fmt: skip
    if not new and user_id is not None and praised.user_id is None:
        praised.user_id = user_id
        praised.save(update_fields=["user"])
    return praised


@transaction.atomic
def undo(praise: Praise, *, by: Actor, now: datetime | None = None) -> None:
    """It was somebody else. The row stays with its end."""
    if not standings(praise.story, by) & {OFFICE, MODERATOR}:
        raise NotAllowed("not_yours", _("แก้ไขได้เฉพาะอำเภอนั้นหรือผู้ตรวจ"), "move")
    Praise.objects.filter(pk=praise.pk, undone_at=None).update(undone_at=now or timezone.now())


# -- her own word ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def allow(
    praised: Praised, *, way: str, given_on: date | None = None, paper: StoredFile | None = None, by: Actor,
    now: datetime | None = None,
) -> NamingConsent:  # fmt: skip
    """She may be named. From her own account only she herself says so; on paper the office records it with the paper."""
    now = now or timezone.now()
    today = bangkok_date(now)
    if way == OWN_ACCOUNT:
        if praised.user_id is None or by.user_id != praised.user_id:
            raise NotAllowed("not_yours", _("ให้ความยินยอมได้เฉพาะเจ้าของชื่อเอง"), "way")
        given_on, paper = today, None
    elif way == PAPER:
        _check_office(praised, by)
        if paper is None:
            raise Refused("needed", _("กรุณาแนบหนังสือยินยอมที่เจ้าของชื่อลงนาม"), "paper")
        if given_on is None or given_on > today:
            raise Refused("bad_date", _("กรุณาใส่วันที่ลงนาม ซึ่งไม่ใช่วันในอนาคต"), "given_on")
    else:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "way")
    if NamingConsent.objects.filter(praised=praised, withdrawn_at=None).exists():
        raise Refused("already", _("ยินยอมให้ระบุชื่อไว้แล้ว"), "way")
    file: dict[str, Any] = {}
    if paper is not None:
        file = {
            "sha256": paper.sha256,
            "kind": paper.kind,
            "size": paper.size,
            "name": paper.name,
            "warns": paper.warns,
        }
    made = NamingConsent.objects.create(
        praised=praised, way=way, given_on=given_on, recorded_at=now, recorded_by_id=by.user_id, **file
    )
    Praised.objects.filter(pk=praised.pk).update(name_shown=unseal_field(praised, "name"))
    return made


@transaction.atomic
def take_back(praised: Praised, *, by: Actor, now: datetime | None = None) -> None:
    """She is not to be named any more: at once, everywhere that names are read. By herself, or by her office at her word."""
    if by.user_id is None or by.user_id != praised.user_id:
        _check_office(praised, by)
    now = now or timezone.now()
    name = unseal_field(praised, "name")
    passed = Story.objects.filter(praises__praised=praised, status__in=PASSED).distinct()
    unnamed = [(story, names.without(story, praised.pk, now=now)) for story in passed]
    NamingConsent.objects.filter(praised=praised, withdrawn_at=None).update(withdrawn_at=now)
    Praised.objects.filter(pk=praised.pk).update(name_shown="")
    for story, left in unnamed:
        shown_now = {field: without(text, name, praised.position) for field, text in left.items()}
        if shown_now != {"title_shown": story.title_shown, "text_shown": story.text_shown}:
            stories.move(story, "unname", by=Actor.system(), data=shown_now, now=now)


def without(text: str, name: str, position: str) -> str:
    """A shown text without this name, whole or in parts; her position stands there instead."""
    bare = TITLE.sub("", name)
    for part in (name, bare, *(one for one in bare.split() if len(one) >= LEAST_PART)):
        text = text.replace(part, position)
    return text


def consent_of(praised: Praised) -> NamingConsent | None:
    return NamingConsent.objects.filter(praised=praised, withdrawn_at=None).first()


def taken_back_at(praised: Praised) -> datetime | None:
    """When she last said that she does not want to be named any more; None while she lets herself be, or never did."""
    last = max(praised.consents.all(), key=lambda one: one.recorded_at, default=None)
    return last.withdrawn_at if last else None


def _check_office(praised: Praised, by: Actor) -> None:
    if not (by.is_staff and by.role in WORKING and by.office_code == praised.office_id):
        raise NotAllowed("not_your_office", _("บันทึกได้เฉพาะที่ว่าการอำเภอของผู้ได้รับคำชม"), "move")


# -- who reads -------------------------------------------------------------------------------------------------------------


def may_read(office_code: str, actor: Actor) -> bool:
    """The office itself, and its province: an official's own superiors. No other desk."""
    if not (actor.is_staff and actor.role in WORKING):
        return False
    return actor.office_code == office_code or (
        actor.office_level == "province" and offices.is_above(actor.office_code, office_code)
    )


def may_appraise(office_code: str, actor: Actor) -> bool:
    """The yearly list: the chief of the office, and the province."""
    if not may_read(office_code, actor):
        return False
    return actor.office_code != office_code or actor.role == "chief"


def name_of(praised: Praised, actor: Actor) -> str:
    """Her name for her office, for her province and for herself; what she lets be shown for everybody else."""
    if may_read(praised.office_id, actor) or (actor.user_id is not None and actor.user_id == praised.user_id):
        return unseal_field(praised, "name")
    return praised.name_shown


@dataclass(frozen=True)
class Shown:
    """Somebody praised, as everybody reads it; `name` is empty while she does not let herself be named."""

    name: str
    position: str
    team: bool


def shown(story: Story) -> list[Shown]:
    """Beside a published story, in the order of the alphabet of their positions. One query."""
    if story.status != PUBLISHED or story.tone != POSITIVE:
        return []
    rows = Praised.objects.filter(praises__story=story, praises__undone_at=None).distinct()
    return sorted(
        (Shown(one.name_shown, one.position, one.kind == TEAM) for one in rows), key=lambda s: (s.position, s.name)
    )


def of_office(office_code: str, actor: Actor) -> list[Praised]:
    """Everybody whom stories praise, in the order of when they were first praised. Raises NotAllowed. One query."""
    if not may_read(office_code, actor):
        raise NotAllowed("not_your_office", _("รายชื่อนี้เปิดได้เฉพาะที่ว่าการอำเภอนั้นและจังหวัด"))
    told = live_to(actor)
    rows = Praised.objects.filter(office=office_code, praises__in=told).distinct()
    return list(rows.prefetch_related(_with(told), "consents", "certificates").order_by("made_at", "pk"))


def with_somebody(office_codes: Iterable[str], actor: Actor) -> set[str]:
    """Those of these offices in which somebody is praised. One query."""
    return set(live_to(actor).filter(praised__office__in=office_codes).values_list("praised__office_id", flat=True))


def live() -> Any:
    """Praise that counts: not undone, of a story that has passed and still stands."""
    return Praise.objects.filter(undone_at=None, story__status__in=PASSED)


def live_to(actor: Actor) -> Any:
    """What of it this person reads: not what she has before her as a judge, without names."""
    return live().exclude(story__in=blind_to(actor))


def _with(told: Any) -> "Prefetch[Any]":
    return Prefetch("praises", told.select_related("story").order_by("matched_at"))


def mine(actor: Actor) -> list[Praised]:
    """Where this official is praised herself. One query."""
    if actor.user_id is None or not actor.is_staff:
        return []
    told = live_to(actor)
    rows = Praised.objects.filter(user=actor.user_id, praises__in=told).distinct()
    return list(rows.prefetch_related(_with(told), "consents").order_by("made_at"))


def get(pk: int, actor: Actor) -> Praised:
    """One of the office's people, or oneself. Raises Missing."""
    found = Praised.objects.filter(pk=pk).select_related("office").first()
    own = found is not None and actor.user_id is not None and found.user_id == actor.user_id
    if found is None or not (own or may_read(found.office_id, actor)):
        raise Missing("no_person", _("ไม่พบรายชื่อนี้ หรือไม่ได้อยู่ในความดูแลของท่าน"))
    return found


def of_story(story: Story, actor: Actor) -> Iterable[tuple[Praise, str]]:
    """Who was matched, with names for who may read them. One query."""
    rows = Praise.objects.filter(story=story, undone_at=None).select_related("praised").order_by("matched_at")
    return [(row, name_of(row.praised, actor)) for row in rows]
