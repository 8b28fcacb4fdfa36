"""What there is to do with stories, for whom, and how much waits: the page they begin with and the row of links on each."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from sangsuk.offices.actor import Actor
from sangsuk.stories.answers import queries as answers
from sangsuk.stories.films import queries as films
from sangsuk.stories.improvements.queries import waiting as waiting_improvements
from sangsuk.stories.judging import queries as judging
from sangsuk.stories.models import SourcePost, StoryFlag
from sangsuk.stories.moderation.queries import waiting as waiting_moderation
from sangsuk.stories.recognition import asking
from sangsuk.stories.standing import hears, moderates, organises, sight

from ..doors import WORKING, DeskRequest, page
from ..parts import Part, links

ROLES = ("officer", "chief", "executive", "judge")
HERE = "stories"


def _reads(actor: Actor) -> bool:
    return sight(actor) is not None


def _owed(actor: Actor) -> int:
    return answers.waiting_here(actor)[0]


def _pledged(actor: Actor) -> int:
    return answers.waiting_here(actor)[1]


PARTS: tuple[Part, ...] = (
    Part(
        "voices", _("ประชาชนเห็นอะไรในเรา"), _("ประชาชนมองเราอย่างไร ได้รับสิ่งดี ๆ อะไร อะไรทำให้มีความสุข"), "desk:voices", hears,
    ),
    Part(
        "improvements", _("สิ่งที่ควรปรับปรุง"), _("สิ่งที่บัตรและเรื่องเล่าบอกว่ายังไม่ดี และข้อเสนอแนะ ใครทำอะไร เสร็จเมื่อไร"), "desk:improvements",
        hears, waiting_improvements,
    ),
    Part(
        "moderation", _("ตรวจเรื่องเล่า"), _("อ่านทุกเรื่องก่อนเผยแพร่ ปิดสิ่งที่ไม่ควรแสดง แล้วตัดสิน"), "desk:stories_moderation",
        moderates, waiting_moderation,
    ),
    Part(
        "flags", _("ข้อทักท้วงจากผู้อ่าน"), _("ผู้อ่านบอกว่าเรื่องที่เผยแพร่แล้วมีปัญหา อ่านอีกครั้งแล้วบันทึกผล"), "desk:story_flags",
        moderates, lambda actor: StoryFlag.objects.visible_to(actor).open().count(),
    ),
    Part(
        "sources", _("เรื่องจากเพจ"), _("นำโพสต์และความเห็นจากเพจเข้ามา จับคู่กับอำเภอ แล้วขออนุญาตผู้เขียน"), "desk:story_sources",
        organises, lambda actor: SourcePost.objects.filter(state="new").count(),
    ),
    Part(
        "campaigns", _("โครงการชวนเล่า"), _("เปิดโครงการ ตั้งวัน คำถาม แฮชแท็ก และถ้อยคำขออนุญาต คัดลอกของปีก่อนได้"),
        "desk:story_campaigns", organises,
    ),
    Part(
        "cards", _("บัตรแสดงความเห็น"), _("ประชาชนเห็นเราอย่างไรในแต่ละวัน ป้ายที่ช่องบริการ และแบบกระดาษ"), "desk:cards",
        lambda actor: actor.office_level in ("district", "province", "ministry") and actor.role != "judge",
    ),
    Part(
        "films", _("ภาพยนตร์"), _("บท ผู้ปรากฏและคำอนุญาต ฉบับตัดต่อ ความเห็นชอบ และช่องทางเผยแพร่"), "desk:story_films",
        organises, lambda actor: films.to_begin(actor).count() + films.to_stop().count(),
    ),
    Part(
        "answers", _("ตอบเรื่องเล่า"), _("ตอบประชาชนในที่สาธารณะ เรื่องที่รอนานที่สุดอยู่บนสุด"), "desk:stories_answers", _reads, _owed,
    ),
    Part("pledges", _("คำมั่น"), _("สิ่งที่รับว่าจะปรับปรุง ภายในวันไหน และเกิดขึ้นจริงหรือยัง"), "desk:stories_pledges", _reads, _pledged),
    Part(
        "recognition", _("ผู้ได้รับคำชม"), _("ความยินยอมให้ระบุชื่อ เกียรติบัตร และรายชื่อประจำปี"), "desk:recognition",
        lambda actor: actor.role in WORKING and actor.office_level in ("district", "province"),
    ),
    Part(
        "praised", _("คำชมถึงฉัน"), _("เรื่องประทับใจที่กล่าวถึงท่าน และให้ระบุชื่อหรือไม่"), "desk:recognition_mine",
        lambda actor: actor.role in WORKING and actor.office_level == "district",
    ),
    Part(
        "rings", _("ข้อสังเกตเรื่องคำชม"), _("คำชมที่อาจนัดหมายกัน ท่านเป็นผู้พิจารณา"), "desk:recognition_rings", asking.may_decide,
        lambda actor: len(asking.listing(actor)),
    ),
    Part(
        "rounds", _("คัดเลือกเรื่องต้นแบบ"), _("คัดกรอง ทำรายชื่อ แจกซองปิดชื่อให้กรรมการ แล้วเลือกตามคะแนน"), "desk:story_rounds", organises,
    ),
    Part(
        "packets", _("ซองของฉัน"), _("อ่านเรื่องที่ปิดชื่อแล้ว และให้คะแนนตามเกณฑ์"), "desk:story_packets", lambda actor: actor.role == "judge",
        judging.owed,
    ),
)  # fmt: skip


def story_page(
    request: DeskRequest, template: str, context: dict[str, Any], *, at: str, status: int = 200
) -> HttpResponse:
    """A page of the stories' desk, with the row of links to the other parts. `at`: which part it is."""
    tabs = links(request.actor, PARTS, at)
    return page(request, template, {"parts": tabs} | context, here=HERE, status=status)


def version_in(request: DeskRequest) -> int | None:
    """Which version its reader saw of what she changes; None when the form does not say."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 9 else None
