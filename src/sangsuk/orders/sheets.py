"""Who has acknowledged an order, as a table to take away: one row for each office."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsuk.offices.actor import Actor
from sangsuk.stories.campaigns.sheets import Answers, as_csv, as_workbook
from sangsuk.thai import BANGKOK

from . import overview, words
from .models import Order

__all__ = ["acknowledged", "as_csv", "as_workbook"]


def acknowledged(order: Order, actor: Actor, *, today: date, language: str) -> Answers:
    """The same numbers as on the page. Two queries."""
    heads = (
        _("รหัสหน่วยงาน"), _("จังหวัด"), _("หน่วยงาน"), _("ต้องทำภายใน"), _("รับทราบเมื่อ"), _("ผู้รับทราบ"), _("รับทราบช้า"), _("รายงานผลเมื่อ"),
        _("ยังค้าง"), _("เลยกำหนด"), _("ผู้ต้องอ่าน"), _("เปิดอ่านแล้ว"),
    )  # fmt: skip
    told = overview.standing(order, actor, today=today, language=language)
    return Answers(heads, _rows(told, language))


def _rows(told: overview.Standing, language: str) -> Iterator[Sequence[str]]:
    with override(language):
        yes, owes = _("ใช่"), {code: str(word) for code, word in words.OWES.items()}
    for area in sorted(told.areas, key=lambda area: area.code):
        for line in area.lines:
            row = line.receipt
            yield (
                row.office_id, area.name, line.name, row.due_on.isoformat() if row.due_on else "", _moment(row.acked_at),
                row.acked_name, yes if row.acked_late else "", _moment(row.reported_at), owes.get(row.owes, ""),
                yes if line.late else "", str(line.people), str(line.opened),
            )  # fmt: skip


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(BANGKOK):%Y-%m-%d %H:%M}" if at else ""
