"""Messages to those who work on sheets: short, with the address of the page. Nobody is written to who has no e-mail."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings

from sangsuk.accounts.models import User
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.thai.dates import date_in

from ..models import Sheet
from ..periods import Period
from ..words import PROVINCE
from . import asking
from .standing import WORKS


def office_of(sheet: Sheet) -> str:
    """The code of the office that answers for a sheet: the district's, of a village too; the province's for its own."""
    return sheet.area_code[:4] if sheet.level != PROVINCE else f"{sheet.area_code}00"


def above(sheet: Sheet) -> str:
    return f"{sheet.area_code[:2]}00" if sheet.level != PROVINCE else "DOPA"


def address(sheet: Sheet) -> str:
    return f"{settings.SITE_URL}/desk/flagships/sheets/{sheet.pk}"


def area_name(code: str) -> Callable[[str], str]:
    return lambda language: places.title(code, language)


def working_at(office: str, *, leads: bool = False) -> list[int]:
    """Who works on reports there; `leads`: who signs."""
    there = (one for one in offices.staff() if one.office_code == office and one.role in WORKS)
    return [one.user_id for one in there if one.leads or not leads]


def write(
    people: Iterable[int],
    code: str,
    sheet: Sheet,
    *,
    key: str,
    now: datetime,
    office: str,
    text: str = "",
    many: int = 0,
) -> int:
    """Returns how many were written to. One query, and one for each message."""
    period = asking.period_of(sheet)
    gaps = {
        "area": area_name(sheet.area_code), "period": period.name, "text": text, "many": many, "track": address(sheet),
        "due": lambda language: date_in(sheet.due_on, language, "full"),
    }  # fmt: skip
    return _send(people, code, gaps, about=f"sheet {sheet.pk}", key=key, now=now, office=office)


def _send(
    people: Iterable[int], code: str, gaps: dict[str, object], *, about: str, key: str, now: datetime, office: str
) -> int:
    found = User.objects.filter(pk__in=set(people), is_active=True).exclude(email="").exclude(email=None).order_by("pk")
    for user in found:
        notifications.queue(
            code, to=Recipient("email", user.email or "", "th"), about=about, office_code=office, gaps=gaps,
            key=f"{key}:{user.pk}", now=now,
        )  # fmt: skip
    return len(found)


def to_sign(sheet: Sheet, *, by: Actor, now: datetime) -> None:
    office = office_of(sheet)
    people = [one for one in working_at(office, leads=True) if one != by.user_id]
    write(people, "sheet-ready", sheet, key=f"sheet:{sheet.pk}:{sheet.version}", now=now, office=office, text=by.name)


def asked(sheet: Sheet, question: str, many: int, *, now: datetime) -> None:
    office = office_of(sheet)
    key = f"sheet:{sheet.pk}:{sheet.version}"
    write(working_at(office), "sheet-asked", sheet, key=key, now=now, office=office, text=question, many=many)


def sent_back(province: str, period: Period, why: str, *, now: datetime) -> None:
    office = f"{province}00"
    gaps: dict[str, object] = {
        "area": area_name(province), "period": period.name, "text": why, "track": f"{settings.SITE_URL}/desk/flagships/sheets",
    }  # fmt: skip
    key = f"sheets:{province}:{period.code}:{now.isoformat()}"
    _send(
        working_at(office),
        "sheet-sent-back",
        gaps,
        about=f"sheets {province} {period.code}",
        key=key,
        now=now,
        office=office,
    )


def reminded(sheet: Sheet, code: str, people: Iterable[int], office: str, *, key: str, now: datetime) -> int:
    return write(people, code, sheet, key=key, now=now, office=office)


__all__ = ["above", "asked", "office_of", "reminded", "sent_back", "to_sign", "working_at", "write"]
