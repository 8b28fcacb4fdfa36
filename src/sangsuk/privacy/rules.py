"""The dated rows of this room: which one holds on a day."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sangsuk.common.dated import Dated
from sangsuk.common.errors import Refused
from sangsuk.common.remember import remembered
from sangsuk.thai.dates import bangkok_date

from .models import Activity, Ground, Officer, RetentionRule, TimeLimit

Row = TypeVar("Row", bound=Dated)


def in_force(rows: "QuerySet[Row]", at: datetime) -> "QuerySet[Row]":
    on = bangkok_date(at)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


@remembered
def _terms() -> tuple[TimeLimit, ...]:
    return tuple(TimeLimit.objects.order_by("kind", "-valid_from"))


def term(kind: str, at: datetime) -> TimeLimit:
    """The time limit of a kind on that day. Raises Refused when no row speaks of it: nothing is promised then."""
    on = bangkok_date(at)
    terms: tuple[TimeLimit, ...] = _terms()
    for row in terms:
        if row.kind == kind and row.valid_from <= on and (row.valid_to is None or row.valid_to > on):
            return row
    raise Refused("no_term", _("ยังไม่มีกำหนดเวลาของเรื่องนี้ในข้อมูลอ้างอิง กรุณาแจ้งผู้ดูแลระบบ"))


def until(kind: str, at: datetime) -> tuple[datetime, str]:
    """The last moment in time, and the code of the rule that says so. Real time: days and hours as the law counts them."""
    row = term(kind, at)
    span = timedelta(hours=row.amount) if row.unit == "hours" else timedelta(days=row.amount)
    return at + span, row.code


def grounds(axis: str, at: datetime, *, kind: str = "") -> list[Ground]:
    """The reasons one may choose; those of a kind of request, and those of all."""
    rows = in_force(Ground.objects.filter(axis=axis), at).order_by("order", "code")
    return [row for row in rows if not kind or not row.kinds or kind in row.kinds.split()]


def ground(code: str) -> Ground | None:
    return Ground.objects.filter(code=code).first()


def known_ground(axis: str, code: str, at: datetime, *, field: str, kind: str = "") -> Ground:
    found = next((row for row in grounds(axis, at, kind=kind) if row.code == code), None)
    if found is None:
        raise Refused("bad_choice", _("กรุณาเลือกเหตุตามกฎหมายจากรายการ"), field)
    return found


def officer(at: datetime) -> Officer | None:
    """Whom to write to about personal data."""
    return in_force(Officer.objects.all(), at).order_by("-valid_from", "code").first()


def activities(at: datetime) -> list[Activity]:
    return list(in_force(Activity.objects.all(), at).order_by("order", "code"))


def retention(at: datetime) -> dict[str, RetentionRule]:
    """By target, the rule that holds on that day."""
    rows = in_force(RetentionRule.objects.all(), at).order_by("target", "valid_from")
    return {row.target: row for row in rows}
