"""The clock in words, with its date: what a person needs to know is how long is left and until which day."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sangsuk.thai.dates import bangkok_date, date_in, time_in

from .clock import Calendar, CalendarGap, working_days_between
from .models import CalendarChange


def remaining(due_at: datetime, now: datetime, calendar: Calendar, language: str) -> str:
    """'เหลือ 3 วันทำการ ถึงวันศุกร์ที่ 13 พ.ย. 2569', 'เลยกำหนด 2 วันทำการ ตั้งแต่วัน…', 'ครบกำหนดวันนี้ 16.30 น.'."""
    day = {"date": date_in(due_at, language, "medium"), "time": time_in(due_at, language)}
    today = bangkok_date(due_at) == bangkok_date(now)
    with override(language):
        if now <= due_at:
            return _("ครบกำหนดวันนี้ %(time)s") % day if today else _left(due_at, now, calendar, day)
        return _("เลยกำหนดแล้ว ตั้งแต่วันนี้ %(time)s") % day if today else _late(due_at, now, calendar, day)


def followed(change: CalendarChange, language: str) -> str:
    """How far the dates of open cases have followed this change of the calendar."""
    with override(language):
        gaps = {"many": change.moved, "at": "" if change.followed_at is None else moment(change.followed_at, language)}
        if change.followed_at is None:
            return _("กำลังปรับกำหนดของเรื่องที่ค้างอยู่ ปรับแล้ว %(many)s เรื่อง") % gaps
        return _("ปรับกำหนดของเรื่องที่ค้างอยู่แล้ว %(many)s เรื่อง เมื่อ%(at)s") % gaps


def moment(at: datetime, language: str) -> str:
    """'วันศุกร์ที่ 13 พ.ย. 2569 เวลา 16.30 น.'; in the language that is active."""
    return _("%(date)s เวลา %(time)s") % {"date": date_in(at, language, "medium"), "time": time_in(at, language)}


def _left(due_at: datetime, now: datetime, calendar: Calendar, day: dict[str, str]) -> str:
    days = _working_days(now, due_at, calendar)
    if not days:
        return _("ครบกำหนด%(date)s %(time)s") % day
    phrase = ngettext(
        "เหลือ %(days)s วันทำการ ถึง%(date)s",
        "เหลือ %(days)s วันทำการ ถึง%(date)s",
        days,
    )
    return phrase % {**day, "days": days}


def _late(due_at: datetime, now: datetime, calendar: Calendar, day: dict[str, str]) -> str:
    days = _working_days(due_at, now, calendar)
    if not days:
        return _("เลยกำหนดแล้ว ตั้งแต่%(date)s") % day
    phrase = ngettext(
        "เลยกำหนด %(days)s วันทำการ ตั้งแต่%(date)s",
        "เลยกำหนด %(days)s วันทำการ ตั้งแต่%(date)s",
        days,
    )
    return phrase % {**day, "days": days}


def _working_days(start: datetime, end: datetime, calendar: Calendar) -> int:
    """0 also beyond the calendar: then the date alone is said, which is true in any case."""
    try:
        return working_days_between(start, end, calendar)
    except CalendarGap:
        return 0
