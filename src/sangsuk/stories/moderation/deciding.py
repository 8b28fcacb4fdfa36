"""What must hold before a moderator's decision stands. The table says who and when; this says on what ground."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices.actor import Actor

from ..models.moderation import REJECT, TAKE_DOWN
from ..models.stories import Story, StoryEvent, StoryText
from . import answers, names, rows
from .grading import DUTY, HOLD
from .masks import is_nobodys
from .placing import compose, look
from .words import KINDS

SHOWING = frozenset({"publish", "keep"})
DECIDING = SHOWING | {"reject", "ask"}


def check(story: Story, move: str, data: Mapping[str, Any], *, by: Actor, now: datetime) -> None:
    """Raises Refused or NotAllowed when this decision may not be made so."""
    leaves = move == "grade" and data.get("lane", DUTY) != DUTY
    if story.lane == DUTY and (leaves or move in DECIDING):
        raise Refused("duty_first", _("เจ้าหน้าที่เวรต้องบันทึกสิ่งที่ทำก่อน จึงตัดสินเรื่องนี้ได้"), "move")
    if move in DECIDING and by.kind != "system":
        _another_person(story, by)
    if move == "reject":
        _known_reason(REJECT, data)
    if move == "take_down" and data.get("reason"):
        _known_reason(TAKE_DOWN, data)
    if move in SHOWING:
        _nothing_personal(story, data, now=now)


def _another_person(story: Story, by: Actor) -> None:
    """After an appeal somebody else decides than the one who rejected."""
    last = StoryEvent.objects.filter(story=story, move__in=("appeal", "reject", "reword")).order_by("-seq")[:2]
    found = list(last)
    if len(found) == 2 and found[0].move == "appeal" and found[1].move == "reject" and found[1].user_id == by.user_id:
        raise NotAllowed("not_the_same", _("ผู้เขียนขอให้ผู้อื่นตรวจ ท่านเป็นผู้ตรวจครั้งก่อน จึงตัดสินครั้งนี้ไม่ได้"), "move")


def _known_reason(use: str, data: Mapping[str, Any]) -> None:
    if data.get("reason") not in {one.code for one in rows.reasons(use)}:
        raise Refused("bad_choice", _("กรุณาเลือกเหตุผลจากรายการ"), "reason")


def _answered_for(said: str, allowed: Collection[str]) -> bool:
    return is_nobodys(said) or any(said in words or words in said for words in allowed)


def _nothing_personal(story: Story, data: Mapping[str, Any], *, now: datetime) -> None:
    """The last look: what is shown has no name and nothing personal that nobody answered for."""
    told = StoryText.objects.filter(story=story).latest("no")
    found = look(told.title, told.text, tone=story.tone, now=now)
    answered = answers.current(story, told.no, names=names.of(story, found.proposals, now=now))
    allowed = answers.kept_words(told, found.proposals, answered)
    shown = compose(data["title_shown"], data["text_shown"])
    left = [one.kind for one in thai.redact(shown).found if not _answered_for(shown[one.start : one.end], allowed)]
    left += ["name"] if names.strange(story, found.proposals, answered, shown, now=now) else []
    if left:
        kinds = ", ".join(dict.fromkeys(str(KINDS.get(kind, kind)) for kind in left))
        said = _("ข้อความที่จะเผยแพร่ยังมี%(kinds)s กรุณาปิดก่อน หรือบอกว่าไม่ใช่ข้อมูลส่วนบุคคล") % {"kinds": kinds}
        raise Refused("still_personal", said, "text_shown")
    if look(data["title_shown"], data["text_shown"], tone=story.tone, now=now).anonymity.level == HOLD and not data.get(
        "why"
    ):
        raise Refused("known_in_place", _("คนในพื้นที่น่าจะยังรู้ว่าเป็นใคร กรุณาขอให้ผู้เล่าเปลี่ยนถ้อยคำ หรือเขียนเหตุผลที่เผยแพร่ได้"), "why")
