"""What we say to citizens, one row a moment. Thai is the source; gaps are named.

Gaps: number, office, agency, due (a date in words), question, answer, text, into (the number of the case that stands for
a merged one), track (the address of the tracking page,
without the key: a message may be read by others). Of a mediation: docket, subject, at, place, mode, why, no_recording. Of a request about personal
data: request (its number), due.
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
    "outside-asked": Sentence(
        _("%(office)s ขอความร่วมมือเรื่องเลขที่ %(number)s"),
        _(
            "เรียน %(body)s\n%(office)s ขอความร่วมมือจากท่านในเรื่องร้องทุกข์เลขที่ %(number)s กรุณาตอบภายใน%(due)s\n"
            "อ่านและตอบได้ที่ %(link)s โดยไม่ต้องมีบัญชี ลิงก์นี้มีวันหมดอายุ และใช้ได้เฉพาะเรื่องนี้"
        ),
    ),
    "case-told": Sentence(
        _("ผลของเรื่อง %(number)s"),
        _(
            "ผลของเรื่อง %(number)s จาก%(office)s: %(text)s\n"
            "ช่วยบอกเราว่าเรียบร้อยหรือยัง ที่ %(track)s ถ้าท่านไม่ทักท้วงภายใน%(due)s เราจะถือว่าเรียบร้อย"
        ),
    ),
    "case-refused": Sentence(
        _("เรื่อง %(number)s ไม่อาจรับไว้พิจารณาได้"),
        _("%(office)s ไม่อาจรับเรื่อง %(number)s ไว้พิจารณาได้\n%(text)s\nดูว่าท่านทำอะไรต่อได้บ้าง ที่ไหน และถึงวันไหน ที่ %(track)s"),
    ),
    "case-relief": Sentence(
        _("ความช่วยเหลือในเรื่อง %(number)s"),
        _("มีการช่วยเหลือในเรื่อง %(number)s ของท่านแล้ว\n%(text)s\nถ้าไม่ตรงกับที่ท่านได้รับ บอกเราได้ที่ %(track)s"),
    ),
    "case-referral": Sentence(
        _("คำตอบของหน่วยงานที่เราส่งเรื่อง %(number)s ให้"),
        _("หน่วยงานที่เราส่งเรื่อง %(number)s ให้ ตอบแล้วว่า\n%(text)s\nดูรายละเอียดที่ %(track)s"),
    ),
    "case-suspended": Sentence(
        _("เรื่อง %(number)s พักไว้ก่อน"),
        _("%(office)s พักเรื่อง %(number)s ของท่านไว้ก่อน\n%(text)s\nเราจะทบทวนอีกครั้งภายใน%(due)s ดูรายละเอียดที่ %(track)s"),
    ),
    "case-merged": Sentence(
        _("เรื่อง %(number)s ดูแลรวมกับเรื่อง %(into)s แล้ว"),
        _(
            "มีผู้แจ้งเรื่องเดียวกับเรื่อง %(number)s ของท่าน %(office)s จึงดูแลรวมกันเป็นเรื่องเดียว ตอนนี้ติดตามด้วยเลขที่ %(into)s\n"
            "ท่านไม่ต้องทำอะไร เลขที่และรหัสเดิมของท่านยังใช้ติดตามได้ที่ %(track)s"
        ),
    ),
    "case-unmerged": Sentence(
        _("เรื่อง %(number)s แยกดูแลตามเดิม"),
        _("%(office)s แยกเรื่อง %(number)s ของท่านออกมาดูแลต่างหากตามเดิม ดูรายละเอียดที่ %(track)s"),
    ),
    "me-too-merged": Sentence(
        _("เรื่องที่ท่านร่วมเดือดร้อนดูแลรวมกับเรื่อง %(into)s แล้ว"),
        _(
            "เรื่อง %(number)s ที่ท่านแจ้งว่าเดือดร้อนด้วย %(office)s ดูแลรวมกับเรื่อง %(into)s ซึ่งเป็นเรื่องเดียวกันแล้ว\n"
            "เลขที่และรหัสเดิมของท่านยังใช้ติดตามได้ที่ %(track)s"
        ),
    ),
    "me-too-apart": Sentence(
        _("เรื่อง %(number)s แยกดูแลตามเดิม"),
        _("%(office)s แยกเรื่อง %(number)s ที่ท่านแจ้งว่าเดือดร้อนด้วยออกมาดูแลต่างหากตามเดิม ดูรายละเอียดที่ %(track)s"),
    ),
    "me-too-settled": Sentence(
        _("เรื่อง %(number)s ที่ท่านเดือดร้อนด้วยจบแล้ว"),
        _(
            "%(office)s ดำเนินการเรื่อง %(number)s ที่ท่านแจ้งว่าเดือดร้อนด้วยจบแล้ว ดูว่าทำอะไรไปแล้วบ้างที่ %(track)s\n"
            "ถ้าท่านยังเดือดร้อนอยู่ แจ้งเป็นเรื่องใหม่ได้เสมอ"
        ),
    ),
    "case-appealed": Sentence(
        _("เราส่งเรื่อง %(number)s ให้%(office)sพิจารณาใหม่แล้ว"),
        _("เราได้รับคำขอของท่านแล้ว %(office)s จะรับเรื่อง %(number)s ไว้พิจารณาใหม่ภายใน%(due)s\nดูรายละเอียดที่ %(track)s"),
    ),
    "case-settled": Sentence(
        _("เรื่อง %(number)s ของท่านเสร็จแล้ว"),
        _(
            "เรื่อง %(number)s ของท่านเสร็จแล้ว: %(text)s\n"
            "ช่วยบอกเราด้วยว่าเป็นอย่างไรบ้าง ถ้ายังไม่เรียบร้อย ขอให้เปิดเรื่องอีกครั้งได้ถึงวันที่เขียนไว้ในหน้าติดตาม ที่ %(track)s"
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
    "rights-received": Sentence(
        _("เราได้รับคำขอ %(request)s เรื่องข้อมูลส่วนบุคคลของท่านแล้ว"),
        _("เราได้รับคำขอ %(request)s ของท่านแล้ว เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลจะตอบภายใน%(due)s\nดูได้ที่ %(track)s"),
    ),
    "rights-question": Sentence(
        _("ขอทราบเพิ่มสำหรับคำขอ %(request)s"),
        _("เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลขอทราบเพิ่มอีกหนึ่งอย่างสำหรับคำขอ %(request)s\nอ่านและตอบได้ที่ %(track)s"),
    ),
    "rights-extended": Sentence(
        _("คำขอ %(request)s ต้องใช้เวลาเพิ่ม"),
        _("ขออภัย คำขอ %(request)s ต้องใช้เวลามากกว่าที่แจ้งไว้ เราจะตอบภายใน%(due)s\nอ่านเหตุผลได้ที่ %(track)s"),
    ),
    "rights-answered": Sentence(
        _("คำตอบของคำขอ %(request)s"),
        _(
            "เราตอบคำขอ %(request)s เรื่องข้อมูลส่วนบุคคลของท่านแล้ว\nอ่านคำตอบได้ที่ %(track)s ถ้าท่านไม่เห็นด้วย หน้านั้นบอกว่าร้องเรียนได้ที่ใด"
        ),
    ),
    "breach-told": Sentence(
        _("ข้อมูลส่วนบุคคลของท่านในเรื่อง %(number)s อาจรั่วไหล"),
        _("ขออภัย เกิดเหตุกับข้อมูลส่วนบุคคลของท่านในเรื่อง %(number)s\n%(text)s\nสอบถามเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลได้ที่ %(officer)s"),
    ),
    "privacy-alarm": Sentence(
        _("งานคุ้มครองข้อมูล %(request)s ใกล้หรือเกินกำหนด"),
        _("%(request)s ต้องทำให้เสร็จภายใน%(due)s\nเปิดดูได้ที่ %(track)s"),
    ),
    "mediation-invitation": Sentence(
        _("ขอเชิญท่านพูดคุยเพื่อหาข้อตกลง ที่%(office)s"),
        _(
            "มีผู้ขอให้%(office)sช่วยไกล่เกลี่ยเรื่อง “%(subject)s” กับท่าน สารบบที่ %(docket)s\n"
            "การไกล่เกลี่ยเป็นความสมัครใจและเป็นความลับ ท่านเลือกผู้ไกล่เกลี่ยร่วมกับอีกฝ่ายได้\n"
            "กรุณาแจ้ง%(office)sว่าท่านสมัครใจหรือไม่ ถ้าไม่สมัครใจ ท่านไม่ต้องทำอะไรเพิ่ม และไม่ถือว่าท่านทำผิด"
        ),
    ),
    "mediation-appointment": Sentence(
        _("นัดไกล่เกลี่ย สารบบที่ %(docket)s %(at)s"),
        _(
            "ขอนัดท่านมาไกล่เกลี่ย สารบบที่ %(docket)s\nเมื่อ: %(at)s\nแบบ: %(mode)s\nที่: %(place)s\n"
            "กรุณานำบัตรประจำตัวประชาชนมาแสดง หากมาไม่ได้ กรุณาแจ้ง%(office)sล่วงหน้า\n%(no_recording)s"
        ),
    ),
    "mediation-postponed": Sentence(
        _("เลื่อนนัดไกล่เกลี่ย สารบบที่ %(docket)s"),
        _("นัดไกล่เกลี่ย สารบบที่ %(docket)s เลื่อนออกไป %(office)sจะแจ้งวันนัดใหม่ให้ท่านทราบ"),
    ),
    "mediation-terms": Sentence(
        _("ตกลงกันได้แล้ว รอลงนามสัญญา สารบบที่ %(docket)s"),
        _("สารบบที่ %(docket)s ทั้งสองฝ่ายตกลงกันได้แล้ว\nขอให้ทุกฝ่ายมาลงนามในสัญญาด้วยตนเอง %(office)sจะแจ้งวันและสถานที่ให้ท่านทราบ"),
    ),
    "mediation-settled": Sentence(
        _("ไกล่เกลี่ยสำเร็จ สารบบที่ %(docket)s"),
        _("สารบบที่ %(docket)s ทั้งสองฝ่ายลงนามในสัญญาประนีประนอมยอมความแล้ว กรุณาเก็บสัญญาของท่านไว้ หากมีข้อสงสัย ติดต่อ%(office)s"),
    ),
    "mediation-dismissed": Sentence(
        _("การไกล่เกลี่ยสิ้นสุด สารบบที่ %(docket)s"),
        _(
            "การไกล่เกลี่ย สารบบที่ %(docket)s สิ้นสุดแล้วโดยยังไม่ได้ตกลงกัน: %(why)s\nท่านยังมีสิทธิตามกฎหมายทุกอย่างเหมือนเดิม สอบถามได้ที่%(office)s"
        ),
    ),
}
