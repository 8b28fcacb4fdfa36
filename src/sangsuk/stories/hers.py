"""What the author reads of her own story: where it stands, what happened, what she may do now. For who holds the key."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing
from sangsuk.thai.dates import bangkok_date

from . import consents, queries, table, words
from .models import ConsentText, Story, StoryConsent, StoryEvent, StoryFile, StoryText
from .standing import AUTHOR, PASSED

OURS = {"grade", "mark", "submit"}
"""Moves that say nothing to her; the first is told by the story's own day."""


@dataclass(frozen=True)
class Line:
    """One thing that happened, in words for her. `said`: what a moderator wrote to her, if anything."""

    at: datetime
    what: str
    said: str = ""


@dataclass(frozen=True)
class Use:
    """One use, in the words in force, and whether she allows it; `version` of the words she said yes to."""

    use: str
    text: ConsentText
    allowed: bool
    given_at: datetime | None = None
    version: str = ""


@dataclass(frozen=True)
class Mine:
    """Everything on her page."""

    story: Story
    told: StoryText
    now: str
    next: str
    lines: tuple[Line, ...]
    uses: tuple[Use, ...]
    files: tuple[StoryFile, ...]
    may: tuple[str, ...]
    question: str = ""
    title_proposed: str = ""
    text_proposed: str = ""
    allowed: frozenset[str] = field(default_factory=frozenset)

    @property
    def unread(self) -> frozenset[int]:
        """Her files that no moderator has seen yet."""
        seen = self.story.decided_at if self.story.status in PASSED else None
        return frozenset(f.pk for f in self.files if f.passed_at is None and (seen is None or f.added_at > seen))


def page_of(story: Story, *, now: datetime | None = None) -> Mine:
    """Eight queries, however long its history."""
    now, rests = now or timezone.now(), story.pk in queries.resting_of([story])
    events = list(StoryEvent.objects.filter(story=story).order_by("seq"))
    asked = _asked(story, events)
    return Mine(
        story=story, told=queries.told(story), now=_now(story, rests), next=_next(story, rests),
        lines=tuple(_lines(story, events)), uses=_uses(story, now),
        files=tuple(StoryFile.objects.filter(story=story, removed_at=None).order_by("id")),
        may=tuple(move.name for move in table.available(story.status, {AUTHOR})),
        question=asked.get("note", ""), title_proposed=asked.get("title_shown", ""), text_proposed=asked.get("text_shown", ""),
        allowed=consents.allowed(story),
    )  # fmt: skip


def _asked(story: Story, events: list[StoryEvent]) -> dict[str, Any]:
    """What the moderator asked last, as long as it waits for her, or why it was refused."""
    move = {words.ASKED: "ask", words.REJECTED: "reject"}.get(story.status)
    return next((dict(one.data) for one in reversed(events) if one.move == move), {})


def _now(story: Story, rests: bool) -> str:
    return str(words.RESTS_FOR_HER if rests else words.STATUSES[story.status][1])


def _next(story: Story, rests: bool) -> str:
    """Who does what now."""
    if rests:
        return _("กรรมการอ่านโดยไม่เห็นชื่อคนและชื่ออำเภอ เราจึงพักเรื่องนี้จากหน้าที่ทุกคนอ่านได้ และจะนำกลับมาเมื่อประกาศผล ท่านถอนได้ทุกเมื่อ")
    said = {
        words.RECEIVED: _("เจ้าหน้าที่กรมการปกครองหรือจังหวัดจะอ่านก่อน อำเภอที่ท่านเล่าถึงไม่ได้เป็นผู้ตรวจ ไม่ต้องทำอะไรเพิ่ม"),
        words.ASKED: _("กรุณาดูถ้อยคำที่เราเสนอด้านล่าง ใช้ตามนี้ก็ได้ หรือแก้เองก็ได้ เรื่องจะรอจนกว่าท่านตอบ"),
        words.PUBLISHED: _("ทุกคนอ่านเรื่องนี้ได้แล้ว และที่ว่าการอำเภอได้อ่านด้วย ท่านถอนได้ทุกเมื่อ"),
        words.KEPT: _("ที่ว่าการอำเภอได้อ่านเรื่องนี้เพื่อนำไปปรับปรุง ถ้าเปลี่ยนใจอยากให้เผยแพร่ เลือกได้ด้านล่าง"),
        words.REJECTED: _("ท่านแก้ข้อความแล้วส่งใหม่ได้ หรือขอให้ผู้อื่นตรวจอีกครั้งก็ได้"),
        words.AWAITING: _("เราพบเรื่องนี้จากที่อื่น จะยังไม่นำไปใช้จนกว่าท่านอนุญาต"),
        words.WITHDRAWN: _("ข้อความ รูป และชื่อของท่านไม่แสดงที่ใดในระบบของเราแล้ว"),
        words.TAKEN_DOWN: _("ถ้าท่านเห็นว่าไม่ควรถูกนำออก ติดต่อกรมการปกครองพร้อมเลขที่ของเรื่องนี้"),
    }
    return said.get(story.status, "")


def _lines(story: Story, events: list[StoryEvent]) -> list[Line]:
    told = _("ท่านส่งเรื่องเล่านี้")
    if story.outside_window:
        told = _("ท่านส่งเรื่องเล่านี้นอกช่วงเวลาของโครงการ เราเก็บไว้และอ่านเหมือนเรื่องอื่น แต่ไม่เข้าสู่การคัดเลือก")
    lines = [Line(story.received_at, told)]
    for one in events:
        move = table.MOVES.get(one.move)
        if move is None or one.move in OURS:
            continue
        said = str(one.data.get("note", "")) if one.move in ("ask", "reject") else ""
        if one.move == "take_down":
            said = str(one.data.get("why", ""))
        lines.append(Line(one.at, str(move.said), said))
    return lines


def _uses(story: Story, now: datetime) -> tuple[Use, ...]:
    """Every use in the words she said yes to while that holds, else in the words in force today."""
    given = {row.use: row for row in StoryConsent.objects.filter(story=story, withdrawn_at=None).select_related("text")}
    found = []
    for use, text in consents.in_force(story.campaign, bangkok_date(now)).items():
        row = given.get(use)
        found.append(
            Use(use, row.text, True, row.given_at, row.text.version)
            if row
            else Use(use, text, False, None, text.version)
        )
    return tuple(found)


def file_of(story: Story, file_id: int) -> StoryFile:
    """One file of hers. Raises Missing."""
    row = StoryFile.objects.filter(story=story, id=file_id, removed_at=None).first()
    if row is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    return row
