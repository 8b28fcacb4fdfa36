"""What we say to citizens, one row a moment. Thai is the source; gaps are named.

Gaps: number, office, agency, due (a date in words), question, answer, text, track (the address of the tracking page,
without the key: a message may be read by others).
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Sentence:
    subject: Any
    body: Any


SENTENCES: dict[str, Sentence] = {
    "case-received": Sentence(
        _("เราได้รับเรื่องของท่านแล้ว เลขที่ %(number)s"),
        _(
            "เราได้รับเรื่องของท่านแล้ว เลขที่ %(number)s\n%(office)s จะรับไว้ดำเนินการภายใน%(due)s\n"
            "ติดตามเรื่องได้ที่ %(track)s โดยใส่เลขที่เรื่องและรหัสลับที่ท่านได้รับ"
        ),
    ),
    "case-accepted": Sentence(
        _("มีผู้ดูแลเรื่อง %(number)s ของท่านแล้ว"),
        _("%(office)s รับเรื่อง %(number)s ไว้ดำเนินการแล้ว และจะแจ้งความคืบหน้าให้ท่านทราบภายใน%(due)s\nดูรายละเอียดที่ %(track)s"),
    ),
    "case-question": Sentence(
        _("ขอทราบเพิ่มเรื่อง %(number)s"),
        _("%(office)s ขอทราบเพิ่มอีกหนึ่งอย่าง: %(text)s\nตอบได้ที่ %(track)s ไม่ต้องส่งเอกสารตัวจริง"),
    ),
    "case-news": Sentence(
        _("ความคืบหน้าเรื่อง %(number)s"),
        _("ความคืบหน้าเรื่อง %(number)s จาก%(office)s\n%(text)s\nดูรายละเอียดที่ %(track)s"),
    ),
    "case-with-agency": Sentence(
        _("เราส่งเรื่อง %(number)s ให้%(agency)sช่วยแก้แล้ว"),
        _(
            "เรื่อง %(number)s ต้องให้%(agency)sช่วยแก้ เราส่งให้แล้ว และ%(office)s ยังดูแลเรื่องของท่านอยู่จนกว่าจะเสร็จ\nดูรายละเอียดที่ %(track)s"
        ),
    ),
    "case-passed-up": Sentence(
        _("เรื่อง %(number)s มี%(office)sรับช่วงต่อ"),
        _(
            "เรื่อง %(number)s เกินกำลังของหน่วยงานเดิม เราจึงส่งให้%(office)s พร้อมสิ่งที่ได้ทำไปแล้วทั้งหมด ท่านไม่ต้องเล่าใหม่\n"
            "%(office)s จะรับไว้ดำเนินการภายใน%(due)s\nดูรายละเอียดที่ %(track)s"
        ),
    ),
    "case-moved": Sentence(
        _("เรื่อง %(number)s มี%(office)sเป็นผู้ดูแล"),
        _("เรื่อง %(number)s ของท่านอยู่ในความดูแลของ%(office)s แล้ว จะมีผู้รับไว้ดำเนินการภายใน%(due)s\nดูรายละเอียดที่ %(track)s"),
    ),
    "case-settled": Sentence(
        _("เรื่อง %(number)s ของท่านเสร็จแล้ว"),
        _(
            "เรื่อง %(number)s ของท่านเสร็จแล้ว: %(text)s\n"
            "ถ้ายังไม่เรียบร้อย ขอให้เปิดเรื่องอีกครั้งได้ภายใน 30 วัน ที่ %(track)s และช่วยบอกเราด้วยว่าเป็นอย่างไรบ้าง"
        ),
    ),
    "case-reopened": Sentence(
        _("เปิดเรื่อง %(number)s อีกครั้งแล้ว"),
        _("เราเปิดเรื่อง %(number)s ให้อีกครั้งแล้ว %(office)s จะรับไว้ดำเนินการภายใน%(due)s\nดูรายละเอียดที่ %(track)s"),
    ),
    "case-withdrawn": Sentence(
        _("ถอนเรื่อง %(number)s แล้ว"),
        _("เราหยุดดำเนินการเรื่อง %(number)s ตามที่ท่านขอแล้ว หากเปลี่ยนใจ ท่านแจ้งเรื่องใหม่ได้ทุกเมื่อ"),
    ),
}
