"""What the moderation pages ask: who waits in which lane, one story with what was found in it, which comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.moves import Move
from sangsuk.common.paging import Page, decode, decode_id, page
from sangsuk.offices.actor import Actor

from .. import queries as stories
from .. import standing, table, words
from ..models import Story, StoryEvent, StoryFile, StoryQuerySet, StoryText
from . import answers, difference, names, pen_names, placing
from .found import Alarm, Proposal, Review
from .grading import CAREFUL, DUTY, FAST

PAGE = 30
LANES = (DUTY, CAREFUL, FAST)
FILES = "files"
TABS = ("", *LANES, words.ASKED, FILES, words.REJECTED, words.TAKEN_DOWN)
_SIGNS = Subquery(StoryEvent.objects.filter(story=OuterRef("pk"), seq=1).values("data__signs")[:1])
_FIRST = Case(When(lane=DUTY, then=Value(0)), default=Value(1))


def _mine(actor: Actor) -> StoryQuerySet:
    """Stories that this person may moderate. Raises NotAllowed for everybody else."""
    if not standing.moderates(actor):
        raise not_yours()
    return Story.objects.visible_to(actor)


def not_yours() -> NotAllowed:
    return NotAllowed("not_yours", _("การตรวจเรื่องเล่าเป็นงานของจังหวัดและกรมการปกครอง อำเภอไม่ตรวจเรื่องที่เล่าถึงตนเอง"))


def counts(actor: Actor, now: datetime) -> dict[str, int]:
    """How many wait, by lane, how many are late, and how many wait for their author. One query."""
    waiting = Q(status=words.RECEIVED)
    return _mine(actor).aggregate(
        all=Count("pk", filter=waiting), late=Count("pk", filter=waiting & Q(due_at__lt=now)),
        asked=Count("pk", filter=Q(status=words.ASKED)), files=Count("pk", filter=_with_files()),
        **{lane: Count("pk", filter=waiting & Q(lane=lane)) for lane in LANES},
    )  # fmt: skip


def _with_files() -> Q:
    """Stories to which their authors have added files that nobody has seen yet."""
    return Q(pk__in=StoryFile.objects.unread().values("story_id"))


def waiting(actor: Actor) -> int:
    """How many stories wait for this person's decision. One query."""
    return _mine(actor).filter(status=words.RECEIVED).count()


def queue(actor: Actor, tab: str = "", *, cursor: str = "", size: int = PAGE) -> Page[Story]:
    """Who waits, the duty officer's first, then by the date; or those that wait for the author, or ended. Each with the
    `signs` of how it came in, if any. One query."""
    if tab not in TABS:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "lane")
    rows = _mine(actor).defer("text_shown").annotate(first=_FIRST, signs=_SIGNS)
    if tab in ("", *LANES):
        rows = rows.filter(status=words.RECEIVED) if not tab else rows.filter(status=words.RECEIVED, lane=tab)
        order = ("first", "due_at", "id")
        if cursor:
            rows = rows.filter(_behind(cursor))
        found = list(rows.order_by(F("first"), F("due_at").asc(nulls_last=True), "id")[: size + 1])
        return page(found, size, lambda one: tuple(getattr(one, name) for name in order))
    rows = rows.filter(_with_files() if tab == FILES else Q(status=tab))
    if cursor:
        rows = rows.filter(id__lt=decode_id(cursor))
    return page(list(rows.order_by("-id")[: size + 1]), size, lambda one: (one.pk,))


def _behind(cursor: str) -> Q:
    """What comes after the last row of a page, in the order of the queue."""
    key = decode(cursor)
    due = parse_datetime(key[1]) if len(key) == 3 and isinstance(key[1], str) else None
    if len(key) != 3 or not isinstance(key[0], int) or not isinstance(key[2], int) or (key[1] and due is None):
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor")
    nobody_waits = Q(due_at=None, id__gt=key[2])
    later = nobody_waits if due is None else Q(due_at__gt=due) | Q(due_at=due, id__gt=key[2]) | Q(due_at=None)
    return Q(first__gt=key[0]) | Q(first=key[0]) & later


def following(actor: Actor, after: Story | None = None) -> Story | None:
    """The next one to look at. One query."""
    rows = _mine(actor).filter(status=words.RECEIVED).annotate(first=_FIRST)
    if after is not None:
        rows = rows.exclude(pk=after.pk)
    return rows.order_by("first", F("due_at").asc(nulls_last=True), "id").first()


@dataclass(frozen=True)
class Stretch:
    """A run of the told text; with `mark` it is one that was found, and `no` its number in the list beside it."""

    text: str
    mark: str = ""
    no: int = 0


@dataclass(frozen=True)
class Looked:
    """One story as a moderator reads it. Never who told it."""

    story: Story
    told: StoryText
    review: Review
    answered: answers.Answers
    title: str
    text: str
    stretches: list[Stretch]
    moves: list[Move]
    events: Sequence[StoryEvent]
    files: Sequence[StoryFile]
    pen_name: Proposal | None = None

    @property
    def findings(self) -> list[Proposal]:
        """Everything that she answers, the pen name last."""
        return [*self.review.proposals, *([self.pen_name] if self.pen_name else [])]

    @property
    def unread(self) -> list[StoryFile]:
        """What its author added after it was passed."""
        if self.story.status not in standing.PASSED or self.story.decided_at is None:
            return []
        return [one for one in self.files if one.passed_at is None and one.added_at > self.story.decided_at]

    @property
    def differs(self) -> list[difference.Part]:
        """From what was told to what would be shown as it stands."""
        whole = placing.compose(self.told.title, self.told.text)
        return difference.difference(whole, placing.compose(self.title, self.text))


def looked(code: str, actor: Actor, *, now: datetime) -> Looked:
    """One story with what was found in it. Raises Missing outside one's sight, NotAllowed for who does not moderate it."""
    story = stories.seen(code, actor)
    if not standing.moderates(actor, story.province_code):
        raise not_yours()
    told = stories.told(story)
    found = placing.look(told.title, told.text, tone=story.tone, now=now)
    events = list(StoryEvent.objects.filter(story=story).order_by("seq"))
    pen_name = pen_names.found(story, told, now=now)
    named = names.of(story, (*found.proposals, *([pen_name] if pen_name else [])), now=now)
    answered = answers.current(story, told.no, events, names=named)
    title, text = answers.draft(told, found.proposals, answered)
    files = list(StoryFile.objects.filter(story=story, removed_at=None).order_by("id"))
    return Looked(
        story, told, found, answered, title, text,
        stretches(placing.compose(told.title, told.text), found.proposals, found.alarms),
        table.available(story.status, standing.standings(story, actor)), events, files, pen_name,
    )  # fmt: skip


def stretches(whole: str, proposals: Sequence[Proposal], alarms: Sequence[Alarm]) -> list[Stretch]:
    """The text cut where something was found; what is to be masked or reworded wins over an alarm at the same place."""
    spans = [(one.start, one.end, one.group, no) for no, one in enumerate(proposals, start=1)]
    for alarm in alarms:
        if all(alarm.end <= start or end <= alarm.start for start, end, *_of in spans):
            spans.append((alarm.start, alarm.end, "alarm", 0))
    parts: list[Stretch] = []
    at = 0
    for start, end, mark, no in sorted(spans):
        parts += [Stretch(whole[at:start])] if at < start else []
        parts.append(Stretch(whole[start:end], mark, no))
        at = end
    return [*parts, Stretch(whole[at:])] if at < len(whole) else parts
