"""Learning, orders and news: one row of links for two wings."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.learning.training import queries as training
from sangsuk.orders.news.queries import waiting as waiting_news
from sangsuk.orders.queries import waiting as waiting_orders

from ..doors import WORKING, DeskRequest, page
from ..parts import Part, links

ROLES = ("officer", "chief", "executive", "operator")
HERE = "learning"
PARTS: tuple[Part, ...] = (
    Part(
        "training", _("การอบรม"), _("การอบรมที่จะถึง คำเชิญ ที่นั่ง การลงเวลา แบบประเมิน และเกียรติบัตร"), "desk:training",
        lambda actor: actor.role in ROLES, lambda actor: training.waiting(actor, timezone.now()),
    ),
    Part(
        "orders", _("ข้อสั่งการ"), _("ข้อสั่งการ หนังสือเวียน และประกาศภายใน ใครรับทราบแล้ว ใครยังค้าง"), "desk:orders",
        lambda actor: actor.role in ROLES, waiting_orders,
    ),
    Part(
        "news", _("ข่าวประชาสัมพันธ์"), _("เขียนข่าว ให้ผู้อื่นเห็นชอบ แล้วเผยแพร่พร้อมเลขครั้งที่"), "desk:news",
        lambda actor: actor.role in WORKING and actor.office_level in ("ministry", "province", "district"), waiting_news,
    ),
)  # fmt: skip


def part_page(
    request: DeskRequest, template: str, context: dict[str, object], *, at: str, status: int = 200
) -> HttpResponse:
    """A page of learning | orders, with the row of links to the other parts. `at`: which part it is."""
    return page(request, template, {"parts": links(request.actor, PARTS, at)} | context, here=HERE, status=status)
