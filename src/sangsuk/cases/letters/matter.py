"""What a letter can know of its case, in Thai words: told, found, asked, promised. Never who told it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sangsuk import thai
from sangsuk.catalog import queries as catalog
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places

from .. import duties as owed
from .. import remedies
from ..models import Case, CaseEvent, Letter
from ..sealed import way
from .heads import Head, head_of

NAME = "[ชื่อผู้ร้อง]"
"""Stands for the complainant's name in the values of a letter; replaced when it is printed, for those who may know it."""
WEEK = timedelta(days=7)
GAP = "[โปรดระบุ]"
"""Stands for what only a person knows; a letter is not issued over one."""


@dataclass(frozen=True)
class Matter:
    """`named`: the name may stand in any letter; `reachable`: there is somebody to write to. `said` are the newest words of
    each field that a move has recorded."""

    case: Case
    head: Head
    today: date
    named: bool
    reachable: bool
    place: str
    category: str
    story: str
    wish: str
    agency: str
    upper: str
    due: str
    due_on: date | None
    appeal: str
    said: Mapping[str, Any]
    before: tuple[Letter, ...]

    @property
    def number(self) -> str:
        return self.case.number

    @property
    def told_on(self) -> str:
        return day(self.case.submitted_at)

    @property
    def answer_by(self) -> str:
        """By which day an answer is asked: the promise of the case, or a week when that has passed."""
        return self.due if self.due_on and self.due_on > self.today else day(self.today + WEEK)

    def who(self) -> str:
        """The complainant as another office may read of her."""
        if self.named:
            return NAME
        return "ผู้ร้องซึ่งไม่ประสงค์ออกนาม" if self.case.identity == "hidden" else "ผู้ร้องซึ่งไม่ได้แจ้งชื่อ"

    def words(self, *fields: str) -> str:
        """The newest words of the first of these fields that has any."""
        return next((str(self.said[f]) for f in fields if self.said.get(f)), "")

    def earlier(self, *kinds: str) -> str:
        """The last issued letter of these kinds, as a reference: number and date."""
        for letter in reversed(self.before):
            if letter.kind in kinds and letter.issued_at:
                return f"หนังสือ{self.head.name} ที่ {letter.number} ลงวันที่ {day(letter.issued_at)}"
        return ""


def day(moment: date | datetime) -> str:
    """'21 พฤศจิกายน 2569': day, month and year as the Correspondence Rule writes them, without พ.ศ."""
    return thai.thai_date(moment, "long").replace("พ.ศ. ", "")


def matter_of(case: Case, *, office_code: str, now: datetime) -> Matter:
    """Three queries: the head, the events, the letters before."""
    today = thai.bangkok_date(now)
    task = owed.tasks(case.duties).get(owed.lead(case.duties), {})
    due = owed.due_at(task) or case.due_at
    return Matter(
        case=case, head=head_of(office_code, today), today=today, named=case.identity == "named",
        reachable=case.identity != "none", place=_place(case), category=_category(case),
        story=_one_line(case.description), wish=_one_line(case.wish), agency=_agency(case),
        upper=_upper(case), due=day(due) if due else "",
        due_on=thai.bangkok_date(due) if due else None, said=_said(case),
        appeal=appeal_until(case, offices.known()[office_code].level, now),
        before=tuple(Letter.objects.filter(case=case, issued_at__isnull=False).order_by("id")),
    )  # fmt: skip


def _said(case: Case) -> dict[str, Any]:
    """Newest words of each field; names and numbers of people are taken out, for a letter goes far."""
    said: dict[str, Any] = {}
    for data in CaseEvent.objects.filter(case=case).order_by("seq").values_list("data", flat=True):
        said |= {k: thai.redact(v).text if isinstance(v, str) else v for k, v in data.items() if v and k[0] != "_"}
    return said


def _one_line(told: str) -> str:
    """What she wrote, without names and numbers, as one paragraph of a letter."""
    return " ".join(thai.redact(told).text.split())


def _agency(case: Case) -> str:
    """The agency that leads the work now."""
    codes = [duty["who"] for duty in owed.tasks(case.duties).values()]
    lead = owed.tasks(case.duties).get(owed.lead(case.duties), {}).get("who", "")
    card = offices.known().get(lead or case.agency_id or next(iter(codes), ""))
    return card.name_th if card else ""


def _upper(case: Case) -> str:
    above = way.upper(case)
    return offices.known()[above].name_th if above else ""


def _place(case: Case) -> str:
    """From the smallest area up; the citizen's own words for the spot may hold a name, so they are redacted."""
    parts = [thai.redact(case.place_note).text, places.path(case.subdistrict_id or case.district_id, "th")]
    return " ".join(filter(None, parts))


def _category(case: Case) -> str:
    card = catalog.all_categories().get(case.category_id or "")
    return card.name_th if card else ""


def appeal_until(case: Case, level: str, now: datetime) -> str:
    """Until which day the next level may be asked: what her page says once the case has ended, by the rule in force when
    she is told today; "" when no rule says."""
    if case.closed_at is not None and (last := remedies.until("appeal", case)):
        return day(last)
    found = deadlines.maybe(
        "appeal", at=now, mission=case.mission, category=case.category_id or "", level=level,
        province_code=case.province_code,
    )  # fmt: skip
    return day(found.due_at) if found else ""
