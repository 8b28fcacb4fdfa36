"""The way to all figures and books: a short list, each reader finding only what opens for her."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.cases.callbacks import queries as callbacks
from sangsuk.insight import asking, reports, scopes
from sangsuk.offices.actor import Actor

from ..doors import WORKING, DeskRequest, desk, page
from .thinking import may_look

FIRST = "new"


@dataclass(frozen=True)
class Way:
    """`says` is what the reader finds there; for the first one, what it comes to today."""

    url: str
    label: str
    says: str


@desk
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    actor = request.actor
    asking.reader(actor)
    told = reports.told(FIRST, asking.of_report(actor, FIRST, {}, timezone.now()))
    context = {
        "told": told, "first": reverse("desk:report", args=[FIRST]), "ways": [*_figures(actor), *_books(actor)],
    }  # fmt: skip
    return page(request, "desk/report_list.html", context, here="reports")


def _figures(actor: Actor) -> Iterator[Way]:
    agency = actor.at_agency
    if scopes.own_scope(actor).startswith(scopes.BELOW):
        yield Way(reverse("desk:report", args=["area"]), _("แผนที่เรื่องที่คงเหลือ"), _("พื้นที่ไหนมีเรื่องค้างอยู่เท่าไร พร้อมตาราง"))
    if not agency:
        says = _("ผู้ร้องบอกว่าแก้ไขแล้วจริงเท่าไร พอใจเพียงใด และความทุกข์ลดลงหรือไม่")
        yield Way(reverse("desk:outcomes"), _("ผลที่เกิดกับประชาชน"), says)
    says = _("ช่วยอะไรไป กี่ครั้ง กี่บาท กี่ครัวเรือน")
    yield Way(reverse("desk:relief"), _("การช่วยเหลือและเยียวยา"), says)
    if may_look(actor):
        says = _("เรื่องที่ศูนย์แก้ไขเอง เรื่องที่เพียงส่งต่อ และงานธุรการที่ประหยัดได้")
        yield Way(reverse("desk:thinking"), _("งานที่ศูนย์ลงมือเอง"), says)


def _books(actor: Actor) -> Iterator[Way]:
    if actor.role not in WORKING:
        return
    says = _("หนังสือที่ส่งและเรื่องที่รับในแต่ละเดือน เปิดเป็น PDF ได้")
    yield Way(reverse("desk:registers"), _("สมุดทะเบียน"), says)
    n = callbacks.count(actor)
    says = _("ตอนนี้มี %(n)s เรื่องที่ศูนย์ของท่านต้องโทร") % {"n": n} if n else _("ตอนนี้ไม่มีใครที่ต้องโทรถาม")
    yield Way(reverse("desk:callbacks"), _("โทรถามผู้ร้องแทนสำนักงานอื่น"), says)
    if actor.role == "chief":
        yield Way(reverse("desk:load"), _("งานของแต่ละคน"), _("ใครถืออยู่กี่เรื่อง และเรื่องใดใกล้ครบกำหนด"))
