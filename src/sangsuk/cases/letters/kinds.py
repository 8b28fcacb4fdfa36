"""Which papers a centre writes: one row a kind, with what it is called, whom it goes to and who drafts its first words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing
from sangsuk.papers.values import Letter, Sheet

from . import forms, to_citizens, to_offices
from .matter import Matter

COMPLAINANT, AGENCY, OFFICE, PARTY, FILE = "complainant", "agency", "office", "party", "file"
"""Who reads it: she who told us, an agency, another centre, both sides of a dispute, or nobody outside."""


@dataclass(frozen=True)
class Kind:
    code: str
    label: Any
    to: str
    draft: Callable[[Matter], Letter | Sheet]

    def fits(self, matter: Matter) -> bool:
        """Whether such a letter can be written in this case: nobody writes to somebody who gave no name."""
        return self.to != COMPLAINANT or matter.reachable


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("acknowledgement", _("แจ้งว่ารับเรื่องแล้ว"), COMPLAINANT, to_citizens.acknowledgement),
        Kind("result", _("แจ้งผลให้ผู้ร้อง"), COMPLAINANT, to_citizens.result),
        Kind("refusal", _("แจ้งว่าไม่รับพิจารณา พร้อมเหตุผลและสิทธิ"), COMPLAINANT, to_citizens.refusal),
        Kind("request", _("ขอข้อเท็จจริงจากหน่วยงาน"), AGENCY, to_offices.request),
        Kind("reminder_1", _("เตือนหน่วยงาน ครั้งที่ 1"), AGENCY, to_offices.reminder_1),
        Kind("reminder_2", _("เตือนหน่วยงาน ครั้งที่ 2"), AGENCY, to_offices.reminder_2),
        Kind("reminder_3", _("เตือนหน่วยงาน ครั้งที่ 3"), AGENCY, to_offices.reminder_3),
        Kind("service_link", _("แบบส่งต่อเรื่อง (Service Link)"), AGENCY, forms.service_link),
        Kind("hand_over", _("ส่งเรื่องให้หน่วยงานอื่นดูแล"), AGENCY, to_offices.hand_over),
        Kind("escalation", _("เสนอเรื่องต่อระดับเหนือ"), OFFICE, to_offices.escalation),
        Kind("order", _("คำสั่งลงพื้นที่"), FILE, to_offices.order),
        Kind("report", _("รายงานผลลงพื้นที่"), FILE, to_offices.report),
        Kind("invitation", _("เชิญไกล่เกลี่ย"), PARTY, to_citizens.invitation),
    )
}

READERS: dict[str, Any] = {
    COMPLAINANT: _("ถึงผู้ร้อง"), AGENCY: _("ถึงหน่วยงาน"), OFFICE: _("ถึงศูนย์ระดับเหนือ"), FILE: _("งานลงพื้นที่"), PARTY: _("ไกล่เกลี่ย"),
}  # fmt: skip


def kind(code: str) -> Kind:
    """Raises: Missing."""
    found = KINDS.get(code)
    if found is None:
        raise Missing("no_letter_kind", _("ไม่มีหนังสือชนิดนี้"), "kind")
    return found
