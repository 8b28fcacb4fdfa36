"""A story comes in: from what somebody told to a row with a code, a key and its first event. One transaction."""

import hashlib
import hmac
import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.checking import Person
from sangsuk.catalog import queries as catalog
from sangsuk.common import ids
from sangsuk.common.errors import Refused
from sangsuk.common.sealed import row_of
from sangsuk.common.sealing import seal
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.places.regions import region_of

from . import consents, recording, table, words
from .models import Campaign, Story, StoryAuthor, StoryFile, StoryText
from .moderation import duty, placing
from .moderation.grading import DUTY

LETTERS = 8


@dataclass(frozen=True)
class NewFile:
    """A file that lies on disk already, harmless; `kind` photo, audio or video."""

    sha256: str
    kind: str
    suffix: str
    size: int
    name: str
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    alt: str = ""
    poster: str = ""


@dataclass(frozen=True)
class NewStory:
    """What a citizen tells, or what came from elsewhere. `uses`: what she allows, by code of use. `awaiting`: she was
    not asked yet, neither for consent nor the campaign's questions, so nothing may be done with it. `posted_at`: when she
    told it elsewhere, which counts for the window. `signs`: what was odd about how it came in, for the moderator's eyes; it
    is read like any other."""

    client_id: UUID
    office: str
    title: str
    text: str
    tone: str
    campaign: str | None = None
    expectation: str = ""
    theme: str = ""
    service: str = ""
    flagship: str = ""
    visited_on: date | None = None
    spoken_of: str = ""
    role_spoken_of: str = ""
    pen_name: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    uses: tuple[str, ...] = ()
    author: Person = field(default_factory=Person)
    channel: str = "web"
    language: str = "th"
    files: tuple[NewFile, ...] = ()
    notice: str = ""
    awaiting: bool = False
    posted_at: datetime | None = None
    signs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Submitted:
    """`key` is empty when the same client id came again with another text: then it may be somebody else."""

    story: Story
    key: str
    created: bool


def story_code(client_id: UUID) -> str:
    """The public address of a story: 8 signs that say nothing of when or where it was told, the same each time."""
    digest = hmac.digest(settings.CASE_SECRET.encode(), b"story-code:" + client_id.bytes, "sha256")
    number = int.from_bytes(digest)
    signs = []
    for _no in range(LETTERS):
        number, at = divmod(number, len(ids.KEY_LETTERS))
        signs.append(ids.KEY_LETTERS[at])
    return "".join(signs)


def submit(new: NewStory, *, by: Actor, now: datetime | None = None) -> Submitted:
    """Take the story in; the same client id again is the same story. Raises Refused with the field at fault."""
    now = now or timezone.now()
    digest = _digest(new)
    campaign = check(new)
    try:
        with transaction.atomic():
            return Submitted(
                _insert(new, campaign, digest, by=by, now=now), ids.secret_key(new.client_id), created=True
            )
    except IntegrityError:
        before = Story.objects.filter(client_id=new.client_id).first()
        if before is None:
            raise
    same = bytes(before.told_digest) == digest
    return Submitted(before, ids.secret_key(new.client_id) if same else "", created=False)


def check(new: NewStory) -> Campaign | None:
    """Everything that can be wrong with what was told. Raises Refused. Returns the campaign it is for."""
    table.check_field("title", new.title, needed=True)
    table.check_field("text", new.text, needed=True)
    office = offices.directory().get(new.office)
    if office is None or office.kind != "district":
        raise Refused("unknown_office", _("กรุณาเลือกที่ว่าการอำเภอที่ท่านไปใช้บริการ"), "office")
    _one_of(new.tone, words.TONES, "tone", _("กรุณาบอกว่าเป็นเรื่องประทับใจ เรื่องที่ยังไม่พอใจ หรือมีทั้งสองอย่าง"))
    if new.expectation:
        _one_of(new.expectation, words.EXPECTATIONS, "expectation", _("กรุณาเลือกหนึ่งข้อจากรายการ"))
    for axis, value, name in (
        (words.SERVICES, new.service, "service"), (words.THEMES, new.theme, "theme"), (words.FLAGSHIPS, new.flagship, "flagship"),
    ):  # fmt: skip
        if value:
            _one_of(value, {term.code for term in catalog.terms(axis)}, name, _("กรุณาเลือกหนึ่งข้อจากรายการ"))
    unknown = set(new.uses) - set(words.USES)
    if unknown:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "uses")
    if new.campaign is None:
        return None
    campaign = Campaign.objects.filter(code=new.campaign).exclude(state=Campaign.DRAFT).first()
    if campaign is None:
        raise Refused("unknown_campaign", _("ไม่พบโครงการนี้"), "campaign")
    for question in () if new.awaiting else campaign.questions:
        if question.get("required") and not str(new.answers.get(question["code"], "")).strip():
            raise Refused("needed", _("กรุณาตอบคำถามข้อนี้"), f"answer_{question['code']}")
    return campaign


def _one_of(value: str, known: Container[str], name: str, sentence: object) -> None:
    if value not in known:
        raise Refused("bad_choice", sentence, name)


def _insert(new: NewStory, campaign: Campaign | None, digest: bytes, *, by: Actor, now: datetime) -> Story:
    office = offices.directory()[new.office]
    waits = {} if new.awaiting else placing.placed(
        new.title, new.text, tone=new.tone, province_code=office.province_code, now=now, beside="\n".join(new.answers.values())
    )  # fmt: skip
    story = Story(
        client_id=new.client_id, code=story_code(new.client_id), told_digest=digest,
        key_digest=ids.key_digest(ids.secret_key(new.client_id)), campaign=campaign,
        outside_window=campaign is not None and not campaign.holds(new.posted_at or now), channel=new.channel, language=new.language,
        received_at=now, office_id=office.code, province_code=office.province_code,
        region=region_of(office.province_code), visited_on=new.visited_on, role_spoken_of=new.role_spoken_of.strip(),
        status=words.AWAITING if new.awaiting else words.RECEIVED, tone=new.tone, expectation=new.expectation,
        theme=new.theme, service=new.service, flagship=new.flagship, **waits,
    )  # fmt: skip
    story.save(force_insert=True)
    StoryText.objects.create(
        story=story, no=1, title=new.title.strip(), text=_tidy(new.text), spoken_of=new.spoken_of.strip(),
        pen_name=new.pen_name.strip(), answers={k: _tidy(v) for k, v in new.answers.items() if v.strip()},
        made_by="author", made_at=now,
    )  # fmt: skip
    _keep_author(story, new.author)
    StoryFile.objects.bulk_create(StoryFile(story=story, added_at=now, **vars(file)) for file in new.files)
    consents.set_to(story, dict.fromkeys(new.uses, True), now=now)
    data = {"channel": new.channel, "notice": new.notice, "uses": sorted(new.uses)}
    data |= {"signs": list(new.signs)} if new.signs else {}
    recording.begin(story, "submit", by=by, data=data, now=now)
    if story.lane == DUTY:
        duty.alert(story, now=now)
    return story


def _keep_author(story: Story, person: Person) -> None:
    if not (person.name or person.phone or person.email):
        return
    row = row_of(story.pk)
    sealed = {
        name: seal(getattr(person, name).strip(), label=f"story_author.{name}", row=row)
        for name in ("name", "phone", "email")
    }
    StoryAuthor.objects.create(story=story, **sealed)


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _digest(new: NewStory) -> bytes:
    told = [new.office, new.title, new.text, new.tone, new.author.name, new.author.phone, new.author.email]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).digest()
