"""Who is what to a programme."""

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed
from sangsuk.offices.actor import NATIONAL, Actor
from sangsuk.stories.standing import WORKING

from .. import words
from ..models import Programme, ProgrammeEvent
from . import table


def keeps(actor: Actor) -> bool:
    """Makes and changes programmes: officers and chiefs of the department and of the ministry's centre."""
    return actor.is_staff and actor.role in WORKING and actor.office_code in NATIONAL


def looks(actor: Actor) -> bool:
    """Sees drafts too."""
    return actor.is_staff and actor.role in (*WORKING, "executive", "operator") and actor.office_code in NATIONAL


def standings(programme: Programme, actor: Actor) -> frozenset[str]:
    if not keeps(actor):
        return frozenset()
    return frozenset({table.OFFICE} if actor.user_id in changers(programme) else {table.OFFICE, table.SECOND})


def changers(programme: Programme) -> set[int | None]:
    """Who has changed something of it since it was last opened."""
    events = ProgrammeEvent.objects.filter(programme=programme)
    last = events.filter(move__in=["open", "reopen"]).order_by("-seq").values_list("seq", flat=True).first() or 0
    return set(events.filter(seq__gt=last, move__in=table.CHANGES).values_list("user", flat=True))


def need(actor: Actor) -> None:
    """Raises NotAllowed."""
    if not keeps(actor):
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่กรมการปกครองหรือกระทรวงมหาดไทยแก้ไขโครงการประจำปีได้"))


def need_changeable(programme: Programme, actor: Actor) -> None:
    """Raises NotAllowed for who does not keep programmes, and for all when it is closed."""
    need(actor)
    if programme.state == words.CLOSED:
        raise NotAllowed("closed", _("โครงการประจำปีนี้ปิดแล้ว ถ้าต้องแก้ ให้เปิดใช้อีกครั้งก่อน"))


def need_draft(programme: Programme, actor: Actor) -> None:
    """Raises NotAllowed: what reports hang on is changed in a draft only."""
    need(actor)
    if programme.state != words.DRAFT:
        raise NotAllowed("not_draft", _("ส่วนนี้แก้ได้เฉพาะตอนที่ยังเป็นร่าง เพราะรายงานของอำเภออ้างถึงแล้ว"))
