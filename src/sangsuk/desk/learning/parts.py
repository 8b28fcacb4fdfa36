"""Learning, orders and news: one row of links for two wings."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.learning.lessons import learner
from sangsuk.learning.lessons import standing as lessons
from sangsuk.learning.lessons.queries import waiting as waiting_lessons
from sangsuk.learning.practices import standing as practices
from sangsuk.learning.practices.queries import waiting as waiting_practices
from sangsuk.learning.training import queries as training
from sangsuk.offices.actor import Actor
from sangsuk.orders.news.queries import waiting as waiting_news
from sangsuk.orders.queries import waiting as waiting_orders
from sangsuk.thai.dates import bangkok_date

from ..doors import WORKING, DeskRequest, page
from ..parts import Part, links

ROLES = ("officer", "chief", "executive", "operator")
HERE = "learning"


def _leads(actor: Actor) -> bool:
    return lessons.learns(actor) and actor.role in ("chief", "executive")


PARTS: tuple[Part, ...] = (
    Part(
        "mine", _("การเรียนรู้ของฉัน"), _("บทเรียนใหม่สำหรับหน้าที่ของท่าน สิ่งที่อ่านแล้ว และแบบทดสอบที่ผ่าน"), "desk:lessons_mine", lessons.learns,
        lambda actor: learner.waiting(actor, timezone.now()),
    ),
    Part("lessons", _("บทเรียน"), _("เรียนจากเรื่องที่จบแล้ว เรื่องเล่า และวิธีทำงาน โดยไม่มีใครถูกระบุตัว"), "desk:lessons", lessons.learns),
    Part(
        "training", _("การอบรม"), _("การอบรมที่จะถึง คำเชิญ ที่นั่ง การลงเวลา แบบประเมิน และเกียรติบัตร"), "desk:training",
        lambda actor: actor.role in ROLES, lambda actor: training.waiting(actor, timezone.now()),
    ),
    Part(
        "practices", _("วิธีทำงานที่ได้ผล"), _("อำเภอหนึ่งทำแล้วเล่า อำเภออื่นรับไปลอง แล้วบอกว่าได้ผลหรือไม่"), "desk:practices", practices.works,
        lambda actor: waiting_practices(actor, bangkok_date(timezone.now())),
    ),
    Part("office", _("การเรียนรู้ของสำนักงาน"), _("คนในสำนักงานอ่านและผ่านไปเท่าไรแล้ว เป็นจำนวน ไม่มีรายชื่อ"), "desk:lessons_office", _leads),
    Part(
        "making", _("เสนอและตรวจบทเรียน"), _("ทำบทเรียนจากเรื่องที่จบแล้วหรือเรื่องเล่า ให้คนที่สองตรวจว่าไม่บอกตัวคน"), "desk:lessons_making",
        lessons.makes, waiting_lessons,
    ),
    Part("quizzes", _("แบบทดสอบและหลักสูตร"), _("เขียนคำถาม ตั้งเกณฑ์ผ่าน และจัดบทเรียนเป็นหลักสูตร"), "desk:quizzes_making", lessons.organises),
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
    request: DeskRequest, template: str, context: Mapping[str, object], *, at: str, status: int = 200
) -> HttpResponse:
    """A page of learning | orders, with the row of links to the other parts. `at`: which part it is."""
    return page(request, template, {"parts": links(request.actor, PARTS, at), **context}, here=HERE, status=status)
