"""A reader says that a published story does wrong to somebody; moderators look."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor

from .. import forgetting
from .. import queries as stories
from ..models import Story, StoryEvent, StoryFlag
from ..models.gallery import HARM, OTHER, PRIVATE, UNTRUE
from ..standing import moderates
from ..words import PUBLISHED

REASONS = {
    HARM: _("เรื่องนี้อาจทำให้ใครเดือดร้อน"),
    PRIVATE: _("มีชื่อ ใบหน้า หรือข้อมูลส่วนตัวของฉันหรือคนที่ฉันดูแล"),
    UNTRUE: _("เรื่องนี้ไม่ตรงกับความจริง"),
    OTHER: _("เหตุผลอื่น"),
}
MOST = 1000


def read_once(code: str) -> Story:
    """A story that readers have read, be it shown now or not: what is wrong with it is heard as long as it stands, also while
    it rests, and after it was taken off until what she told is forgotten. Raises Missing."""
    was_shown = StoryEvent.objects.filter(story=OuterRef("pk"), move="publish")
    found = Story.objects.filter(Exists(was_shown), code=code).first()
    if found is None or (found.status != PUBLISHED and forgetting.is_forgotten(found)):
        raise stories.missing()
    return found


def flag(story: Story, *, reason: str, text: str = "", now: datetime | None = None) -> StoryFlag:
    """Keep what a reader says. Raises Refused."""
    if reason not in REASONS:
        raise Refused("bad_choice", _("กรุณาเลือกเหตุผลหนึ่งข้อ"), "reason")
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(text) > MOST:
        raise Refused("too_long", _("กรุณาเล่าให้สั้นลงอีกนิด ไม่เกิน %(most)s ตัวอักษร") % {"most": MOST}, "text")
    if reason == OTHER and len(text) < 5:
        raise Refused("needed", _("กรุณาบอกสั้น ๆ ว่าเรื่องนี้มีปัญหาอย่างไร"), "text")
    return StoryFlag.objects.create(
        story=story, reason=reason, text=text, version=story.version, at=now or timezone.now()
    )


def waiting(actor: Actor, *, most: int = 100) -> list[StoryFlag]:
    """What nobody looked at yet, the oldest first. One query."""
    rows = StoryFlag.objects.visible_to(actor).open().select_related("story", "story__campaign")
    return list(rows.order_by("at", "id")[:most])


@transaction.atomic
def seen(flag_id: int, *, by: Actor, note: str, now: datetime | None = None) -> StoryFlag:
    """A moderator has looked, and says what came of it. Raises Missing, NotAllowed, Refused."""
    row = (
        StoryFlag.objects.visible_to(by)
        .select_for_update(of=("self",))
        .filter(pk=flag_id)
        .select_related("story")
        .first()
    )
    if row is None:
        raise Missing("no_flag", _("ไม่พบข้อทักท้วงนี้"))
    if not moderates(by, row.story.province_code):
        raise NotAllowed("not_yours", _("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับเรื่องเล่านี้"))
    if len(note.strip()) < 5:
        raise Refused("needed", _("กรุณาบันทึกสั้น ๆ ว่าตรวจแล้วเป็นอย่างไร"), "note")
    if len(note.strip()) > MOST:
        raise Refused("too_long", _("กรุณาเล่าให้สั้นลงอีกนิด ไม่เกิน %(most)s ตัวอักษร") % {"most": MOST}, "note")
    if row.seen_at is None:
        row.seen_at, row.seen_by, row.note = now or timezone.now(), by.name or by.office_code, note.strip()
        row.save(update_fields=["seen_at", "seen_by", "note"])
    return row
