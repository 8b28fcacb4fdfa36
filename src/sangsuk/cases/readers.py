"""A reading in plain words: which fields, by whom, as the one who was looked at may know it."""

import sys
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from sangsuk.ledger import queries as ledger
from sangsuk.ledger.models import Reading

from .models import Case
from .story import office_name

A_PAGE = 20


class _Words(dict[str, object]):
    def words(self, fields: str) -> str:
        return " · ".join(dict.fromkeys(str(self.get(field, field)) for field in fields.split(",")))


LOOKED_AT = _Words({
    "name": gettext_lazy("ชื่อ"), "phone": gettext_lazy("เบอร์โทรศัพท์"), "email": gettext_lazy("อีเมล"),
    "national_id": gettext_lazy("เลขประจำตัวประชาชน"), "letter.person": gettext_lazy("ชื่อในหนังสือ"),
    "mediation.name": gettext_lazy("ชื่อคู่กรณี"), "mediation.phone": gettext_lazy("เบอร์คู่กรณี"),
    "mediation.email": gettext_lazy("อีเมลคู่กรณี"), "visit.people_met": gettext_lazy("ชื่อผู้ที่ทีมพบ"),
    "group.representative": gettext_lazy("ชื่อผู้แทนกลุ่ม"), "supporter.name": gettext_lazy("รายชื่อผู้เดือดร้อนร่วม"),
    "supporter.phone": gettext_lazy("เบอร์ผู้เดือดร้อนร่วม"), "supporter.email": gettext_lazy("อีเมลผู้เดือดร้อนร่วม"),
    "supporter.address": gettext_lazy("ที่อยู่ผู้เดือดร้อนร่วม"),
})  # fmt: skip


ROLES = {
    "officer": gettext_lazy("เจ้าหน้าที่"), "chief": gettext_lazy("หัวหน้าศูนย์"), "agency": gettext_lazy("เจ้าหน้าที่หน่วยงาน"),
    "dpo": gettext_lazy("เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล"),
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What she reads: when, which office, in which position, what and why; and the code by which the officer is found."""

    at: datetime
    office: str
    role: str
    what: str
    reason: str
    code: str
    two: bool


def of_case(case: Case, *, before: int | None = None) -> tuple[list[Look], int | None]:
    """A page of looks at her matter, newest first, and where the next page begins. One query."""
    rows = ledger.page_of_readings(case.number, before=before, most=A_PAGE + 1)
    return [_look(row) for row in rows[:A_PAGE]], rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None


def every(case: Case) -> list[Look]:
    """All looks at her matter, newest first, for the copy of her data."""
    return [_look(row) for row in ledger.page_of_readings(case.number, before=None, most=sys.maxsize)]


def _look(row: Reading) -> Look:
    return Look(
        row.at, office_name(row.office_code) if row.office_code else "", str(ROLES.get(row.role, "")),
        LOOKED_AT.words(row.fields), row.reason, row.code, row.second_id is not None,
    )  # fmt: skip
