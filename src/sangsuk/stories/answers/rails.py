"""Two rails, one person: a story becomes a case by its author's tap, and who is content with how her case ended may be
invited to tell a story.

The link stands in `StoryCase` and nowhere else: no event of the story and no field of the case speaks of it, so no list,
count, search, version or gap tells of it. It is read by the author (who holds the story's key, or the case's), and by the
office that has the case in hand, unless that is the office the story is about: it would learn who told the story.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases import actions as cases
from sangsuk.cases import workflow
from sangsuk.cases.checking import Person
from sangsuk.cases.intake import New, Submitted
from sangsuk.cases.models import Case
from sangsuk.cases.sealed.rule import OPEN_CLASS
from sangsuk.cases.standing import standings
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from .. import authors, words
from .. import queries as stories
from ..models import Story, StoryCase
from ..table import LIVE

INVITATION = timedelta(days=30)


@dataclass(frozen=True)
class Prefill:
    """What a case out of this story would say, for the author's own eyes before she sends it."""

    description: str
    district: str
    office: str
    has_contact: bool
    has_name: bool


def may_become_case(story: Story) -> bool:
    """Of a story that tells of something bad, once, while it is hers and alive."""
    wanted = story.tone in (words.NEGATIVE, words.MIXED) and story.status in LIVE - {words.AWAITING}
    return wanted and not StoryCase.objects.filter(story=story, kind=StoryCase.GRIEVANCE).exists()


def prefill(story: Story) -> Prefill:
    """Her own words as she told them last. The caller holds her key."""
    told, person = stories.told(story), authors.contact(story)
    card = offices.office(story.office_id)
    return Prefill(
        f"{told.title}\n{told.text}",
        card.district_code or card.code,
        story.office_id,
        bool(person.phone or person.email),
        bool(person.name),
    )


def become_case(
    story: Story,
    *,
    description: str,
    accuses: bool,
    identity: str,
    name: str = "",
    notice: str = "",
    by: Actor,
    now: datetime | None = None,
) -> Submitted:
    """A real case of the same words, through the one door of cases; pressed twice, it is the same case.

    `accuses`: she complains of the office or its people, so that case is sealed from it. `identity`: none, hidden, named;
    her contact goes along only where that is not none. `name`: asked of her who told the story without one; nothing is put
    in its place, or it would tell where the case comes from. Raises NotAllowed, Refused with the field at fault.
    """
    if by.kind != "citizen":
        raise NotAllowed("not_yours", _("ทำได้เฉพาะผู้เล่าเรื่องนี้เอง"), "move")
    if not may_become_case(story) and not StoryCase.objects.filter(story=story, kind=StoryCase.GRIEVANCE).exists():
        raise NotAllowed("not_now", _("เรื่องเล่านี้ส่งเป็นเรื่องร้องทุกข์ไม่ได้"), "move")
    ready, person = prefill(story), authors.contact(story)
    if identity != "none" and not ready.has_contact:
        raise Refused("no_contact", _("เรื่องเล่านี้ไม่มีช่องทางติดต่อ กรุณาเลือก “ไม่บอกชื่อ”"), "identity")
    new = New(
        client_id=_client_id(story), description=description, identity=identity, district=ready.district,
        reporter=Person(person.name or name, person.phone, person.email) if identity != "none" else Person(),
        channel="web", language=story.language, accused=(ready.office,) if accuses else (), notice=notice, has_no_id=True,
    )  # fmt: skip
    with transaction.atomic():
        sent = cases.submit(new, by=by, now=now)
        StoryCase.objects.get_or_create(
            story=story, kind=StoryCase.GRIEVANCE, defaults={"case": sent.case, "made_at": now or timezone.now()}
        )
    return sent


def _client_id(story: Story) -> UUID:
    """The same each time for a story, and not to be guessed from anything that is shown of it."""
    return UUID(bytes=hmac.digest(settings.CASE_SECRET.encode(), b"story-case:" + story.client_id.bytes, "sha256")[:16])


def may_invite(case: Case) -> bool:
    """She said that it is solved; and nothing of it is sealed."""
    open_ = case.secrecy == OPEN_CLASS and not case.accused and not case.accused_people
    solved = case.status == workflow.SETTLED and case.solved == "yes"
    return (
        open_
        and solved
        and not StoryCase.objects.filter(case=case, kind=StoryCase.INVITED, story__isnull=False).exists()
    )


def invite(case: Case, *, now: datetime | None = None) -> str:
    """A token for one story; an earlier one of this case opens nothing any more. It says nothing of the case. Raises Refused."""
    now = now or timezone.now()
    if not may_invite(case):
        raise NotAllowed("not_now", _("ตอนนี้ยังเล่าเรื่องจากเรื่องนี้ไม่ได้"), "move")
    token = secrets.token_urlsafe(24)
    StoryCase.objects.update_or_create(
        case=case,
        kind=StoryCase.INVITED,
        defaults={"digest": _digest(token), "made_at": now, "ends_at": now + INVITATION},
    )
    return token


@dataclass(frozen=True)
class Invited:
    """What is known already for her story: the district office. Never which case."""

    office: str


def invited(token: str, *, now: datetime | None = None) -> Invited | None:
    """What a token is good for; None for one that was used, is over or never was."""
    row = _live(token, now or timezone.now())
    if row is None:
        return None
    office = offices.directory().get(row.case.district_id)
    return Invited(office.code if office and office.kind == "district" else "")


@transaction.atomic
def told_by_invitation(token: str, story: Story, *, now: datetime | None = None) -> bool:
    """Her story has come in: link it to the case, once. A token that is good for nothing changes nothing."""
    row = _live(token, now or timezone.now())
    if row is None:
        return False
    try:
        with transaction.atomic():
            return bool(StoryCase.objects.filter(pk=row.pk, story=None).update(story=story))
    except IntegrityError:
        return False


def _live(token: str, now: datetime) -> StoryCase | None:
    if not token or len(token) > 100:
        return None
    rows = StoryCase.objects.filter(digest=_digest(token), kind=StoryCase.INVITED, story=None, ends_at__gt=now)
    return rows.select_related("case").first()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def cases_of(story: Story) -> list[StoryCase]:
    """For the author's own page, opened with the story's key."""
    return list(StoryCase.objects.filter(story=story).select_related("case").order_by("made_at"))


def story_of(case: Case) -> Story | None:
    """For the page that only the holder of the case's key opens. Nothing is asked of a case that cannot have one: what
    became of a story has no place but its district, and only who was content is invited."""
    if (case.subdistrict_id or case.longitude is not None) and case.solved != "yes":
        return None
    rows = StoryCase.objects.filter(case=case, story__isnull=False).select_related("story")
    row = rows.order_by("made_at").first()
    return row.story if row else None


def story_for_owner(case: Case, actor: Actor) -> Story | None:
    """The published story that a case began with, for who has the case in hand. None for everybody else, for the
    office that the story is about, and for who judges it without knowing whose it is."""
    if workflow.OWNER not in standings(case, actor):
        return None
    story = story_of(case)
    if story is None or story.status != words.PUBLISHED or story.office_id == actor.office_code:
        return None
    if not Story.objects.not_blind_to(actor).filter(pk=story.pk).exists():
        return None
    return story if Case.objects.visible_to(actor).filter(pk=case.pk).exists() else None


def missing() -> Missing:
    return Missing("no_invitation", _("ลิงก์นี้ใช้ไปแล้วหรือหมดเวลา ท่านยังเล่าเรื่องได้ตามปกติ"))
