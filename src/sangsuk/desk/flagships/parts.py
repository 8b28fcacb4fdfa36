"""The programme, going out, and the standard of service: one row of links for three wings."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.flagships.areas.actions import may as may_change_areas
from sangsuk.flagships.coverage import queries as coverage
from sangsuk.flagships.indicators.standing import reads as reads_indicators
from sangsuk.flagships.programme import queries as programme
from sangsuk.flagships.questions.queries import waiting as waiting_questions
from sangsuk.flagships.reporting import owing
from sangsuk.flagships.reporting import standing as reporting
from sangsuk.offices.actor import Actor
from sangsuk.standards import queries as standards
from sangsuk.standards.standing import sight as sees_standards
from sangsuk.thai import bangkok_date

from ..doors import DeskRequest, page
from ..outreach.parts import PARTS as OUTREACH
from ..parts import Part, links

ROLES = ("officer", "chief", "executive", "operator")
REPORTS = ("officer", "chief", "executive")
"""Whose work sheets are; who keeps rules sees none."""
HERE = "flagships"
LOOKING_AT_NEEDS = ("officer", "chief", "executive")


def _programmes_owed(actor: Actor) -> int:
    return programme.waiting(actor, bangkok_date(timezone.now()))


PARTS: tuple[Part, ...] = (
    Part(
        "sheets", _("รายงานตัวชี้วัด"), _("กรอก ลงนาม ตรวจ และถามตัวเลขของแต่ละอำเภอ ทีละเดือน ทีละโครงการ"), "desk:sheets",
        reporting.looks, owing.waiting,
    ),
    Part(
        "programme", _("โครงการประจำปี"), _("สามส่วน สิบโครงการ ข้อความ และสิ่งที่สอดคล้อง แก้ไขและคัดลอกเป็นของปีหน้า"), "desk:programmes",
        lambda actor: True, _programmes_owed,
    ),
    Part(
        "coverage", _("ความครอบคลุม"), _("878 อำเภอกับสิบโครงการ: มีแผน เริ่มแล้ว เสร็จแล้ว หรือยังไม่ได้บอก"), "desk:coverage",
        lambda actor: coverage.sight(actor) is not None, coverage.waiting,
    ),
    Part(
        "quarterly", _("แบบรายงานรายไตรมาส"), _("แบบเจ็ดข้อของกระทรวง รายโครงการ ของอำเภอ จังหวัด และทั้งประเทศ เป็น PDF และ Excel"), "desk:quarterly",
        lambda actor: coverage.sight(actor) is not None,
    ),
    Part(
        "standards", _("มาตรฐานบริการ"), _("ประเมินที่ว่าการอำเภอ ตรวจเยี่ยม ความพึงพอใจ และเกียรติบัตร"), "desk:standards",
        lambda actor: sees_standards(actor) is not None, standards.waiting,
    ),
    Part(
        "figures", _("ผลของโครงการ"), _("ตัวเลขของพื้นที่ท่าน เทียบเป้าหมายและงวดก่อน กดดูที่มาได้ทุกตัว"), "desk:flagship_figures",
        lambda actor: actor.role in ROLES,
    ),
    Part(
        "needs", _("ความต้องการกับการตอบสนอง"), _("ประชาชนบอกอะไรที่เกี่ยวกับแต่ละโครงการ และเราทำอะไรไปแล้ว"), "desk:needs",
        lambda actor: actor.role in LOOKING_AT_NEEDS,
    ),
    Part(
        "policies", _("นโยบายเร่งด่วน"), _("เรื่องร้องทุกข์ตามนโยบายเร่งด่วนของรัฐบาล คิวและรายงานของแต่ละนโยบาย"), "desk:policies",
        lambda actor: actor.role in LOOKING_AT_NEEDS,
    ),
    *OUTREACH,
    Part(
        "indicators", _("ตัวชี้วัด"), _("นับอะไร ใครนับ รวมกันอย่างไร สูตร และนิยามที่เปลี่ยน"), "desk:indicators", reads_indicators,
    ),
    Part(
        "targets", _("ค่าเป้าหมาย"), _("ตั้งของประเทศ แบ่งลงจังหวัดและอำเภอ ให้ผลรวมเท่ากันพอดี"), "desk:targets", reads_indicators,
    ),
    Part(
        "questions", _("คำถามถึงตัวเลข"), _("ตัวเลขที่ต่างจากที่เคยเป็น ขอให้เจ้าของตัวเลขเล่าว่าเพราะอะไร"), "desk:flagship_questions",
        lambda actor: actor.role in ROLES, waiting_questions,
    ),
    Part(
        "areas", _("การเปลี่ยนเขตพื้นที่"), _("อำเภอหรือตำบลที่แบ่ง รวม ย้าย หรือเปลี่ยนชื่อ เพื่อให้ตัวเลขเก่ากับใหม่เทียบกันได้"), "desk:flagship_areas",
        may_change_areas,
    ),
)  # fmt: skip


def part_page(
    request: DeskRequest, template: str, context: dict[str, object], *, at: str, status: int = 200
) -> HttpResponse:
    """A page of flagships | outreach | standards, with the row of links to the other parts. `at`: which part it is."""
    return page(request, template, {"parts": links(request.actor, PARTS, at)} | context, here=HERE, status=status)
