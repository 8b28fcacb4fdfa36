"""One move being made, and what its effect may ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Refused
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import BANGKOK
from sangsuk.thai.dates import bangkok_date

from .. import duties as owed
from ..models import Case
from ..workflow import Move

Changes = dict[str, Any]


@dataclass(frozen=True)
class Doing:
    """One move being made."""

    case: Case
    move: Move
    by: Actor
    data: Mapping[str, Any]
    now: datetime

    @property
    def seq(self) -> int:
        """The number of the event that will tell of it."""
        return self.case.version + 1

    @property
    def duties(self) -> Mapping[str, owed.Duty]:
        duties: Mapping[str, owed.Duty] = self.case.duties
        return duties


Effect = Callable[[Doing], Changes]


def terms_of(case: Case, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What a promise may depend on, as it will be after these changes."""
    office = offices.known()[changes.get("office_id", case.office_id)]
    return {
        "mission": case.mission,
        "category": changes.get("category_id", case.category_id) or "",
        "level": office.level,
        "province_code": office.province_code or case.province_code,
        "urgency": _urgency(changes.get("urgency", case.urgency)),
    }


def _urgency(word: str) -> str:
    return "" if word == "normal" else word


def promised(kind: str, doing: Doing, changes: Mapping[str, Any] | None = None) -> deadlines.Promise:
    return deadlines.promise(kind, at=doing.now, **terms_of(doing.case, changes or {}))


def due_of(kind: str, doing: Doing) -> Changes:
    """The dates of a new duty: by a day that was named, else by the rule."""
    rule = promised(kind, doing)
    named = str(doing.data.get("due_on") or "")
    if not named:
        return {"due_at": rule.due_at, "rule": rule.rule_code, "from_at": doing.now}
    at = _close_of(named, doing.case.province_code)
    if at is None or at < doing.now or (at - doing.now).days > 400:
        raise Refused("bad_date", _("กรุณาเลือกวันในปฏิทินที่ยังมาไม่ถึง ไม่เกินหนึ่งปี"), "due_on")
    return {"due_at": at, "rule": "", "from_at": doing.now}


def _close_of(day: str, province_code: str) -> datetime | None:
    """The close of that day, or of the next working day."""
    try:
        midnight = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=BANGKOK)
        return clock.due_after_calendar_days(midnight, days=0, calendar=deadlines.calendar(province_code))
    except (ValueError, OverflowError, LookupError):
        return None


def past_day(doing: Doing, field: str) -> None:
    """A day that has come already."""
    given = str(doing.data.get(field) or "")
    if given and given > bangkok_date(doing.now).isoformat():
        raise Refused("bad_date", _("วันนี้ยังมาไม่ถึง กรุณาเลือกวันใหม่"), field)


def which(doing: Doing, kind: str, *, among: Mapping[str, owed.Duty] | None = None) -> str:
    """The duty that is meant: the one named, or the only one there is."""
    found = owed.of_kind(doing.duties, kind) if among is None else among
    named = str(doing.data.get("duty") or "")
    if named:
        if named not in found:
            raise Refused("bad_choice", _("งานนี้เสร็จไปแล้วหรือไม่ใช่ของเรื่องนี้ กรุณาเลือกใหม่"), "duty")
        return named
    if len(found) != 1:
        raise Refused("needed", _("มีงานค้างมากกว่าหนึ่ง กรุณาเลือกว่าหมายถึงงานไหน"), "duty")
    return next(iter(found))


def among(doing: Doing, field: str, codes: "list[str] | set[str] | frozenset[str]", sentence: Any) -> str:
    """The code in this field, which must be one of these."""
    code = str(doing.data[field])
    if code not in codes:
        raise Refused("unknown_code", sentence, field)
    return code


def term(doing: Doing, field: str, axis: str) -> str:
    """The code in this field, which must be a word of this axis; "" when nothing was given."""
    code = str(doing.data.get(field) or "")
    if code and code not in {t.code for t in catalog.terms(axis)}:
        raise Refused("unknown_code", _("กรุณาเลือกจากรายการ"), field)
    return code
