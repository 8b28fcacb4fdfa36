"""What `sangsuk verify` may find of a case or of a docket: one thing that somebody changed behind our back."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

WHAT = {
    "missing": _("หายไปจากลำดับ หรือลำดับซ้ำ"),
    "link": _("ไม่ตรงกับรอยประทับของตน มีผู้แก้หลังจากบันทึก"),
    "words": _("ถ้อยคำไม่ตรงกับรอยประทับ มีผู้แก้หลังจากบันทึก"),
    "told": _("เรื่องที่เล่าหรือเวลารับเรื่องไม่ตรงกับที่บันทึกไว้วันแรก"),
    "state": _("สถานะ กำหนดเวลา หรือผู้ดูแลไม่ตรงกับเหตุการณ์ของเรื่อง"),
    "head": _("รอยประทับสุดท้ายของเรื่องไม่ใช่ของระบบ มีผู้ตัดหรือเติมเหตุการณ์"),
    "empty": _("ไม่มีเหตุการณ์ใดเลย"),
    "letter": _("หนังสือที่ออกเลขแล้วหายไป หรือเลขที่ วัน หรือรอยประทับของหนังสือถูกแก้"),
    "gone": _("อยู่ในบันทึกที่เผยแพร่แล้ว แต่ทั้งเรื่องหายไป"),
    "renamed": _("เลขที่ไม่ตรงกับบันทึกที่เผยแพร่แล้ว"),
    "rewritten": _("ไม่ตรงกับบันทึกที่เผยแพร่แล้ว มีผู้เขียนประวัติใหม่"),
    "unknown": _("ไม่มีในลำดับเหตุการณ์ของเรื่อง มีผู้แทรกเข้าไป"),
    "rows": _("สถานะ คู่กรณี หรือการนัด ไม่ตรงกับรอยประทับ มีผู้แก้หลังจากบันทึก"),
    "docket": _("อยู่ในลำดับเหตุการณ์ของเรื่อง แต่ทั้งสารบบหายไป"),
}  # fmt: skip
"""What may be wrong, in a sentence's second half."""


@dataclass(frozen=True)
class Fault:
    """`seq` 0: the case itself."""

    number: str
    seq: int
    what: str

    def __str__(self) -> str:
        return f"{self.about()}: {WHAT[self.what]}"

    def about(self) -> str:
        about = _("เรื่อง %(number)s เหตุการณ์ที่ %(seq)s") if self.seq else _("เรื่อง %(number)s")
        return about % {"number": self.number, "seq": self.seq}


class DocketFault(Fault):
    """The same of a docket of mediation."""

    def about(self) -> str:
        about = _("สารบบไกล่เกลี่ย %(number)s เหตุการณ์ที่ %(seq)s") if self.seq else _("สารบบไกล่เกลี่ย %(number)s")
        return about % {"number": self.number, "seq": self.seq}
