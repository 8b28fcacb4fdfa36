"""What the desk says of an assessment: what to do now, what was answered, how a line stands."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.offices.actor import Actor
from sangsuk.standards import rules, words
from sangsuk.standards.marking import Line
from sangsuk.standards.models import Assessment, Criterion

from ..doors import language

TO_OFFICE = {
    words.FILLING: gettext_lazy("กรอกให้ครบทุกหมวด แล้วเสนอให้ผู้อื่นตรวจและส่ง"),
    words.OFFERED: gettext_lazy("ให้นายอำเภอหรือผู้ที่ไม่ได้กรอกตรวจ แล้วส่งให้จังหวัด"),
    words.HANDED_IN: gettext_lazy("รอจังหวัดรับไว้ตรวจ"), words.TAKEN_UP: gettext_lazy("รอจังหวัดนัดวันตรวจเยี่ยม"),
    words.PLANNED: gettext_lazy("เตรียมรับการตรวจเยี่ยมตามวันที่นัด"), words.REPORTED: gettext_lazy("รอจังหวัดรับรองผลตรวจเยี่ยม"),
    words.CONFIRMED_: gettext_lazy("อ่านผลและเหตุผล แล้วรับทราบหรือทักท้วง"), words.OBJECTED: gettext_lazy("รอจังหวัดวินิจฉัยข้อทักท้วง"),
    words.FINAL: gettext_lazy("ผลเป็นที่สุดแล้ว"), words.DROPPED: gettext_lazy("ยกเลิกแล้ว เริ่มใหม่ได้"),
}  # fmt: skip
TO_PROVINCE = TO_OFFICE | {
    words.FILLING: gettext_lazy("อำเภอกำลังกรอก"), words.OFFERED: gettext_lazy("อำเภอกำลังตรวจก่อนส่ง"),
    words.HANDED_IN: gettext_lazy("รับไว้ตรวจ หรือส่งกลับให้อำเภอแก้"), words.TAKEN_UP: gettext_lazy("นัดวันและเลือกผู้ไปตรวจเยี่ยมอย่างน้อยสองคน"),
    words.PLANNED: gettext_lazy("ผู้ตรวจเยี่ยมบันทึกสิ่งที่เห็นทุกข้อ แล้วส่งผล"), words.REPORTED: gettext_lazy("ให้ผู้ที่ไม่ได้ไปตรวจเยี่ยมรับรองผล"),
    words.CONFIRMED_: gettext_lazy("รออำเภอรับทราบหรือทักท้วง"),
    words.OBJECTED: gettext_lazy("ให้ผู้ที่ไม่ได้ไปตรวจเยี่ยมและไม่ได้รับรองผลวินิจฉัย"), words.DROPPED: gettext_lazy("อำเภอยกเลิกแล้ว"),
}  # fmt: skip


def next_step(row: Assessment, actor: Actor) -> Any:
    return (TO_OFFICE if actor.office_code == row.office_id else TO_PROVINCE)[row.status]


def said(criterion: Criterion, value: list[int] | None) -> str:
    """An answer in words."""
    if value is None:
        return _("ยังไม่ได้ตอบ")
    if criterion.kind == words.YES_NO:
        return _("มี") if value == [1] else _("ไม่มี")
    return ", ".join(criterion.part(at, language()) for at in sorted(value)) or _("ยังไม่มีสักอย่าง")


def number(points: Decimal | None) -> str:
    """8.00 as 8, 1.50 as 1.5."""
    return "–" if points is None else f"{points:.2f}".rstrip("0").rstrip(".")


def line_row(line: Line, *, findings: bool) -> dict[str, Any]:
    """One criterion for a page. Without `findings` nothing of what the visitors saw."""
    one, answer = line.criterion, line.answer
    row: dict[str, Any] = {
        "line": line, "criterion": one, "text": one.text(language()), "most": number(one.most),
        "said": said(one, answer.value), "claimed": number(line.claimed), "note": answer.note,
        "files": line.of(words.OWN), "basis": words.BASES[one.basis] if one.basis != words.OFFICIAL else "", "source": one.source,
        "lacks": _lacks(line), "objection": answer.objection,
    }  # fmt: skip
    if findings:
        row |= {
            "seen": said(one, answer.seen) if answer.seen is not None else "", "verified": number(line.seen),
            "differs": line.differs, "why": answer.seen_why, "visit_files": line.of(words.VISIT),
            "objection_files": line.of(words.OBJECTION), "decided": said(one, answer.decided) if answer.decided is not None else "",
            "decided_points": number(line.decided), "decided_why": answer.decided_why,
        }  # fmt: skip
    return row


def _lacks(line: Line) -> Any:
    if line.lacks_answer:
        return _("ยังไม่ได้ตอบ")
    return _("ยังไม่มีรูปหรือไฟล์") if line.lacks_evidence else ""


def band_name(code: str) -> str:
    band = rules.band(code)
    return band.name(language()) if band else ""
