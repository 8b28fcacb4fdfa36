"""What is asked, of whom, and in which words."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.offices.actor import Actor

from ..models import EntryFlag, Sheet
from .rules import COPIED, OUTLIER, ROUNDED, TOO_GOOD


def visible_to(actor: Actor) -> QuerySet[EntryFlag]:
    """With the sheets that she sees."""
    return EntryFlag.objects.filter(entry__sheet__in=Sheet.objects.visible_to(actor)).select_related("entry")


def open_for(actor: Actor) -> QuerySet[EntryFlag]:
    return visible_to(actor).filter(settled="").order_by("pk")


def waiting(actor: Actor) -> int:
    """How many questions wait for this person's office: a district's own."""
    if actor.office_level != "district":
        return 0
    return open_for(actor).count()


SENTENCES = {
    COPIED: gettext_lazy("ตัวเลข %(number)s เท่ากันติดต่อกัน %(times)s งวด เป็นตัวเลขของแต่ละงวดจริง หรือยกมาจากงวดก่อน"),
    ROUNDED: gettext_lazy("ตัวเลข %(round)s จาก %(all)s งวดลงท้ายด้วยศูนย์สองตัว เป็นตัวเลขที่นับจริง หรือประมาณ"),
    TOO_GOOD: gettext_lazy(
        "ได้ครบทั้งหมดติดต่อกัน %(times)s งวด ขณะที่อำเภออื่นในจังหวัดได้ราวร้อยละ %(percent)s ทำอย่างไรจึงครบ เล่าให้อำเภออื่นเรียนรู้ได้ไหม"
    ),
    OUTLIER: gettext_lazy(
        "ต่างจากที่เคยเป็นและจากอำเภออื่นมาก งวดก่อน ๆ ราว %(usual)s อำเภออื่นราว %(others)s เกิดอะไรขึ้น หรือพิมพ์ผิดหลัก"
    ),
}


def sentence(rule: str, facts: dict[str, Any]) -> str:
    """A question, never a reproach. Other parts of the room ask too (a photograph used twice); theirs are in their own words."""
    return str(SENTENCES[rule]) % facts if rule in SENTENCES else _("ขอให้ตรวจตัวเลขนี้อีกครั้ง")
