"""What the desk says when a step has been made: as a colleague would, not as a machine."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.cases.workflow import Move

SAID: dict[str, Any] = {
    "screen": gettext_lazy("เริ่มตรวจคำร้องแล้ว เมื่อตรวจครบ กรุณากด “รับเรื่อง” หรือถามผู้ร้องเพิ่ม"),
    "accept": gettext_lazy("รับเรื่องแล้ว ตอนนี้ท่านเป็นผู้รับผิดชอบเรื่องนี้"),
    "serve": gettext_lazy("ตอบและปิดเรื่องให้แล้ว"),
    "take": gettext_lazy("ตอนนี้ท่านเป็นผู้รับผิดชอบเรื่องนี้"),
    "delegate": gettext_lazy("มอบหมายแล้ว เรื่องนี้ขึ้นในรายการของเพื่อนร่วมงานแล้ว"),
    "ask": gettext_lazy("ส่งคำถามให้ผู้ร้องแล้ว เรื่องนี้รอคำตอบอยู่ในแท็บ “รอผู้ร้อง”"),
    "proceed": gettext_lazy("ไม่รอคำตอบแล้ว เรื่องนี้กลับมาอยู่ระหว่างดำเนินการ"),
    "inform": gettext_lazy("แจ้งผู้ร้องแล้ว"),
    "note": gettext_lazy("จดไว้แล้ว ผู้ร้องไม่เห็นข้อความนี้"),
    "attach": gettext_lazy("เก็บไฟล์ไว้กับเรื่องแล้ว"),
    "categorise": gettext_lazy("ระบุประเภทเรื่องแล้ว"),
    "classify": gettext_lazy("จัดชั้นและความเร่งด่วนแล้ว"),
    "checklist": gettext_lazy("เก็บผลการตรวจรับคำร้องแล้ว"),
    "hand_to_agency": gettext_lazy("ส่งให้หน่วยงานแล้ว ท่านยังดูแลเรื่องนี้จนกว่าจะเสร็จ"),
    "add_agency": gettext_lazy("ส่งให้อีกหน่วยงานช่วยแล้ว ท่านยังดูแลเรื่องนี้จนกว่าจะเสร็จ"),
    "recall": gettext_lazy("เรียกเรื่องคืนแล้ว ขั้นต่อไปเป็นของศูนย์"),
    "agency_accept": gettext_lazy("รับดำเนินการแล้ว ศูนย์ดำรงธรรมและผู้ร้องทราบแล้ว"),
    "agency_return": gettext_lazy("ส่งคืนศูนย์ดำรงธรรมแล้ว พร้อมเหตุผลของท่าน"),
    "report": gettext_lazy("ส่งรายงานผลแล้ว ศูนย์จะตรวจก่อนตอบผู้ร้อง"),
    "send_back": gettext_lazy("ส่งกลับให้ทำต่อแล้ว พร้อมเหตุผลของท่าน"),
    "close": gettext_lazy("ตอบผู้ร้องและปิดเรื่องแล้ว ขอบคุณที่ดูแลจนเสร็จ"),
    "tell_result": gettext_lazy("แจ้งผลให้ผู้ร้องแล้ว เรื่องนี้รอผู้ร้องบอกว่าเรียบร้อยหรือไม่"),
    "propose": gettext_lazy("เสนอแล้ว เรื่องนี้รอให้อีกคนหนึ่งตรวจทานก่อนถึงผู้ร้อง"),
    "approve": gettext_lazy("เห็นชอบแล้ว ผู้ร้องได้รับคำตอบแล้ว"),
    "disapprove": gettext_lazy("ส่งกลับให้ทบทวนแล้ว พร้อมเหตุผลของท่าน"),
    "take_back": gettext_lazy("นำกลับมาแก้แล้ว เมื่อพร้อม เสนอใหม่ได้"),
    "settle": gettext_lazy("ปิดเรื่องแล้ว ผู้ร้องได้รับแจ้งแล้ว"),
    "refuse": gettext_lazy("แจ้งผู้ร้องแล้วว่ารับไว้พิจารณาไม่ได้ พร้อมเหตุผลและทางเลือก"),
    "suspend": gettext_lazy("พักเรื่องไว้แล้ว ผู้ร้องทราบเหตุผลแล้ว"),
    "resume": gettext_lazy("กลับมาดำเนินการต่อแล้ว"),
    "confirm_task": gettext_lazy("รับผลงานของหน่วยงานแล้ว ขั้นต่อไปเป็นของท่าน"),
    "chase": gettext_lazy("เร่งรัดแล้ว หน่วยงานเห็นข้อความของท่าน"),
    "direct": gettext_lazy("สั่งการแล้ว ศูนย์ที่ดูแลเรื่องเห็นคำสั่งของท่าน"),
    "watch": gettext_lazy("รับทราบแล้ว เรื่องนี้ไม่อยู่ในรายการที่ขอให้ท่านดูแลแล้ว"),
    "accuse": gettext_lazy("ระบุผู้ถูกร้องแล้ว หน่วยงานและคนที่ถูกร้องไม่เห็นเรื่องนี้อีก"),
    "seal": gettext_lazy("ปิดผนึกแล้ว เห็นได้เฉพาะผู้ที่มีชื่อในรายการ"),
    "entrust": gettext_lazy("เพื่อนร่วมงานคนนี้อ่านเรื่องนี้ได้แล้ว"),
    "ask_unseal": gettext_lazy("เสนอแล้ว รออีกคนหนึ่งเห็นชอบ"),
    "unseal": gettext_lazy("เปิดผนึกตามที่เสนอแล้ว"),
    "keep_sealed": gettext_lazy("เรื่องนี้ปิดผนึกต่อไป"),
    "pass_up": gettext_lazy("เสนอระดับเหนือแล้ว พร้อมสิ่งที่ท่านได้ทำไว้ทั้งหมด"),
    "return_down": gettext_lazy("ส่งกลับแล้ว พร้อมเหตุผลของท่าน"),
    "redirect": gettext_lazy("ส่งให้ศูนย์ที่รับผิดชอบแล้ว ท่านยังเปิดอ่านเรื่องนี้ได้"),
    "take_over": gettext_lazy("เรื่องนี้อยู่ในความดูแลของสำนักงานท่านแล้ว"),
    "order_visit": gettext_lazy("สั่งลงพื้นที่แล้ว ผู้ลงพื้นที่เห็นงานนี้ในหน้าวันนี้"),
    "report_visit": gettext_lazy("เก็บรายงานการลงพื้นที่แล้ว"),
    "relieve": gettext_lazy("เก็บการช่วยเหลือไว้กับเรื่องแล้ว"),
}


def sentence(move: Move) -> str:
    """A step without a sentence of its own is named."""
    return str(SAID[move.name]) if move.name in SAID else _("เรียบร้อย: %(move)s") % {"move": move.label}
