"""Whether a matter may be taken up: the questions an officer answers, each with its law, and what follows from them.

Pure. The rules are defaults to be confirmed by the ministry's legal owner, see docs/law.md#admissibility
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

if TYPE_CHECKING:
    from .models import Case


@dataclass(frozen=True)
class Question:
    """One question of the list: answered yes or no; `bars` the answer that speaks against taking the matter up."""

    code: str
    words: Any
    basis: Any
    bars: str


QUESTIONS: tuple[Question, ...] = (
    Question(
        "substance", _("เล่าพอให้เข้าใจว่าเกิดอะไรขึ้นหรือไม่"), _("พ.ร.ฎ. ว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. 2546 มาตรา 41"), "no"
    ),
    Question(
        "in_court", _("อยู่ในศาล หรือศาลตัดสินแล้วหรือไม่"), _("ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552"), "yes"
    ),
    Question(
        "decided", _("คณะรัฐมนตรีหรือนายกรัฐมนตรีมีมติเด็ดขาดแล้วหรือไม่"), _("ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552"), "yes"
    ),
    Question(
        "own_remedy", _("มีกฎหมายกำหนดวิธีร้องเรียนไว้โดยเฉพาะหรือไม่"), _("ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552"), "yes"
    ),
    Question(
        "answered", _("เคยตอบเป็นที่สุดแล้ว และไม่มีข้อเท็จจริงใหม่หรือไม่"), _("ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552"),
        "yes",
    ),
)  # fmt: skip
_LETTERS = _("มติคณะรัฐมนตรี 22 ธันวาคม 2541 เรื่องบัตรสนเท่ห์")
TESTS: tuple[Question, ...] = (
    Question("evidence", _("ระบุหลักฐานหรือไม่"), _LETTERS, "no"),
    Question("circumstances", _("กรณีแวดล้อมปรากฏชัดแจ้งหรือไม่"), _LETTERS, "no"),
    Question("witness", _("ชี้พยานบุคคลแน่นอนหรือไม่"), _LETTERS, "no"),
)
"""The three tests of an anonymous letter: with two of them missing it is kept as information, never thrown away."""

YES, NO, KEEP = "yes", "no", "keep"


def is_letter(identity: str, service_class: str) -> bool:
    """Whether the three tests are asked: nobody signed it, and it was put into that class."""
    return identity == "none" and service_class == "anonymous_letter"


def questions_for(case: "Case") -> tuple[Question, ...]:
    return (*QUESTIONS, *(TESTS if is_letter(case.identity, case.service_class) else ()))


def verdict(case: "Case", given: Mapping[str, str]) -> str:
    """ "yes" take it up, "no" there is a legal reason against it, "keep" an anonymous letter with two tests missing.

    Raises Refused when a question was not answered.
    """
    asked = questions_for(case)
    for question in asked:
        if given.get(question.code) not in (YES, NO):
            raise Refused("needed", _("กรุณาตอบให้ครบ: %(question)s") % {"question": question.words}, "checks")
    if any(given[q.code] == q.bars for q in QUESTIONS):
        return NO
    missing = sum(given[q.code] == q.bars for q in asked if q in TESTS)
    return KEEP if missing >= 2 else YES
