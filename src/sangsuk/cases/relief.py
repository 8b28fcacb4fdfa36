"""Relief and remedy: what was given to whom, and sums of it by kind, category, district and month (A9-A11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, Refused
from sangsuk.common.paging import Page, decode, page
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from .models import Case, CaseEvent, Relief

BY = {
    "kind": "kind", "category": "category_code", "district": "district_code", "office": "office_code", "month": "month",
}  # fmt: skip


@dataclass(frozen=True)
class Given:
    """One line of the sum: the code it is about, how often, how many baht and households."""

    code: str
    times: int
    baht: int
    households: int


def keep(case: Case, event: CaseEvent, by: Actor) -> None:
    """The row of a `relieve` event, in its transaction."""
    data = event.data
    Relief.objects.create(
        case=case, event_seq=event.seq, kind=data["relief_kind"], baht=data.get("baht"), households=data.get("households"),
        given_on=date.fromisoformat(data["given_on"]) if data.get("given_on") else bangkok_date(event.at),
        giver=data["giver"], office_code=case.office_id, category_code=case.category_id or "", district_code=case.district_id,
    )  # fmt: skip


def sums(actor: Actor, *, by: str, first_on: date, last_on: date) -> Sequence[Given]:
    """What was given within these days, both included, in the cases that the actor may see; the largest sum first."""
    rows = Relief.objects.filter(
        case__in=Case.objects.visible_to(actor).values("id"), given_on__gte=first_on, given_on__lte=last_on
    )
    if by == "month":
        rows = rows.annotate(month=TruncMonth("given_on"))
    found = rows.values(BY[by]).annotate(times=Count("id"), total=Sum("baht"), homes=Sum("households"))
    lines = [Given(_code(row[BY[by]]), row["times"], row["total"] or 0, row["homes"] or 0) for row in found]
    return sorted(lines, key=lambda line: (line.code,) if by == "month" else (-line.baht, -line.times, line.code))


def _code(value: object) -> str:
    return value.strftime("%Y-%m") if isinstance(value, date) else str(value)


def given_in(case: Case) -> Sequence[Relief]:
    return list(Relief.objects.filter(case=case).order_by("event_seq"))


SIZE = 50


def behind(actor: Actor, *, by: str, code: str, first_on: date, last_on: date, cursor: str = "") -> Page[Relief]:
    """What was given of one line of the sums, the newest first, in cases that the actor may see. Paged by key."""
    rows = Relief.objects.filter(
        case__in=Case.objects.visible_to(actor).values("id"), given_on__gte=first_on, given_on__lte=last_on
    )
    rows = (
        rows.annotate(in_month=TruncMonth("given_on")).filter(in_month=_month(code))
        if by == "month"
        else rows.filter(**{BY[by]: code})
    )
    if cursor:
        rows = rows.filter(_after(cursor))
    found = list(
        rows.select_related("case").only("case__number", "case__gist", *_SHOWN).order_by("-given_on", "-id")[: SIZE + 1]
    )
    return page(found, SIZE, lambda row: (row.given_on.isoformat(), row.pk))


_SHOWN = ("kind", "baht", "households", "given_on", "giver")


def _month(code: str) -> date:
    try:
        return date.fromisoformat(f"{code}-01")
    except ValueError as trouble:
        raise Missing("no_report", _("ไม่มีเดือนนี้")) from trouble


def _after(cursor: str) -> Q:
    key = decode(cursor)
    try:
        on, last = date.fromisoformat(key[0]), int(key[1])
    except (IndexError, TypeError, ValueError) as trouble:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from trouble
    return Q(given_on__lt=on) | Q(given_on=on, id__lt=last)
