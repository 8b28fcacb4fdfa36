"""What an office may say in public: no name or number of anybody, and more than that it was informed.

It is never compared with the name of the author: a refusal would tell who guesses whether he guessed right.
"""

import re

from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.cases.thinking import thin_replies
from sangsuk.common.errors import Refused
from sangsuk.offices.models import Office

from ..models import Story
from ..words import POSITIVE

LEAST_ANSWER, MOST_ANSWER, LEAST_OWN = 15, 4000, 24
_SET_PHRASES = re.compile(
    "(?:ทาง)?(?:ที่ว่าการ)?อำเภอ(?:ได้)?(?:รับทราบ|ทราบ)|ได้?รับ(?:ทราบ|เรื่อง|แจ้ง)(?:ไว้|ของท่าน|แล้ว|เรียบร้อย)*|"
    "ขอบ(?:พระ)?คุณ(?:ที่|ท่าน|มาก|อย่างยิ่ง|สำหรับ|ข้อเสนอแนะ|คำแนะนำ|คำติชม|ข้อมูล|แจ้ง)*|"
    "(?:ต้อง)?ขออภัย(?:ใน|อย่างยิ่ง|มา|ณ|ที่นี้|ความไม่สะดวก|ที่เกิดขึ้น)*|"
    "จะ(?:ได้)?(?:นำ|รีบ|เร่ง)?(?:ข้อเสนอแนะ|คำแนะนำ|เรื่อง(?:นี้)?)?(?:ไป)?(?:ปรับปรุง|แก้ไข|พัฒนา|พิจารณา|ดำเนินการ|ตรวจสอบ|กำชับ|แจ้ง)+|"
    "กำชับ|แจ้ง(?:ให้)?|เจ้าหน้าที่|ผู้(?:ที่)?เกี่ยวข้อง|ที่เกี่ยวข้อง|ให้ดี(?:ขึ้น|ยิ่งขึ้น)|ยิ่งขึ้น|ต่อไป|โดย(?:เร็ว|ด่วน)|การ(?:ให้)?บริการ|คุณภาพ|มาตรฐาน|"
    "(?:we (?:have been informed|are sorry|apologi[sz]e)|thank you(?: for your (?:comment|feedback))?|will (?:be )?(?:improved?|considered?))"
)
_FILL = re.compile(r"ครับ|ค่ะ|คะ|นะ|ท่าน|เรา|ทาง|และ|ของ|ใน|ให้|ที่|แล้ว|มา|ไป|เป็น|ว่า|[\s\d\W_]+")
_TONES = re.compile("[\u0e34-\u0e3a\u0e47-\u0e4e]")


def answer(story: Story, text: str, signed_as: str) -> tuple[str, str]:
    """The answer and its signature, tidied. Raises Refused at the field at fault."""
    text, signed_as = _tidy(text), " ".join(signed_as.split())
    if len(text) < LEAST_ANSWER:
        raise Refused("too_short", _("คำตอบสั้นเกินไป กรุณาเล่าว่าอำเภอพบอะไร และทำหรือจะทำอะไร"), "text")
    if len(text) > MOST_ANSWER:
        raise Refused("too_long", _("คำตอบยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": f"{MOST_ANSWER:,}"}, "text")
    if not 2 <= len(signed_as) <= 120:
        raise Refused("needed", _("กรุณาบอกว่าตำแหน่งหรือฝ่ายใดเป็นผู้ตอบ โดยไม่ต้องใส่ชื่อคน"), "signed_as")
    nobody_named(text, "text", story.office_id)
    nobody_named(signed_as, "signed_as", story.office_id)
    if thin_replies.repeats(text, story.text_shown) or thin_replies.repeats(story.text_shown, text):
        raise Refused("copied", _("คำตอบนี้ซ้ำกับเรื่องที่เล่ามา กรุณาบอกว่าอำเภอพบอะไร และทำหรือจะทำอะไร"), "text")
    if story.tone != POSITIVE and is_thin(text):
        raise Refused(
            "thin_answer",
            _("คำตอบนี้บอกเพียงว่ารับทราบหรือจะปรับปรุง กรุณาบอกให้เห็นว่าอำเภอพบอะไร ทำอะไรไปแล้ว หรือทำไมจึงเป็นเช่นนั้น"),
            "text",
        )
    return text, signed_as


def said(text: str, field: str, office_code: str, *, least: int = 10, most: int = 2000) -> str:
    """A public sentence of a promise: what is changed, why it takes longer, what was done."""
    text = _tidy(text)
    if len(text) < least:
        raise Refused("too_short", _("กรุณาเขียนให้ยาวกว่านี้อีกนิด ประชาชนจะได้เข้าใจ"), field)
    if len(text) > most:
        raise Refused("too_long", _("ข้อความยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": f"{most:,}"}, field)
    nobody_named(text, field, office_code)
    return text


def is_thin(text: str) -> bool:
    """Whether hardly anything is left when set phrases are taken away. Marks above and below do not count as letters."""
    left = _FILL.sub("", _SET_PHRASES.sub(" ", thai.normalise(text).lower()))
    return len(_TONES.sub("", left)) < LEAST_OWN


_CALLED = {
    "name": _("ชื่อบุคคล"), "phone": _("เบอร์โทรศัพท์"), "id": _("เลขประจำตัว"), "email": _("อีเมล"), "account": _("เลขบัญชี"),
    "card": _("เลขบัตรธนาคาร"), "passport": _("เลขหนังสือเดินทาง"), "line": _("ไลน์"), "social": _("บัญชีออนไลน์"),
    "plate": _("ทะเบียนรถ"), "house": _("บ้านเลขที่"),
}  # fmt: skip


def nobody_named(text: str, field: str, office_code: str) -> None:
    """Raises Refused when a person could be found by these words. The office's own public telephone may stand."""
    own = _digits(Office.objects.filter(code=office_code).values_list("phone", flat=True).first() or "")
    kinds = {
        one.kind
        for one in thai.redact(text).found
        if not (one.kind == "phone" and own and _digits(text[one.start : one.end]) == own)
    }
    if kinds:
        named = ", ".join(str(_CALLED[kind]) for kind in sorted(kinds))
        raise Refused(
            "personal_data", _("ข้อความนี้ประชาชนจะได้อ่าน แต่ดูเหมือนมี%(what)sอยู่ กรุณานำออก และใช้ชื่อตำแหน่งหรือฝ่ายแทน") % {"what": named},
            field,
        )  # fmt: skip


def _digits(text: str) -> str:
    return re.sub(r"\D", "", thai.arabic_digits(text))


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()
