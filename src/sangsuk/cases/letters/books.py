"""The register books of an office for a month: letters sent, matters received. As rows to look at and as a table to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common import ids
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.papers.values import Book
from sangsuk.places import queries as places
from sangsuk.thai import BANGKOK, thai_date
from sangsuk.thai.dates import fiscal_year_be

from .. import workflow
from ..models import Case, Letter
from ..sealed import rule
from ..standing import WORKING_ROLES

SENT, RECEIVED = "sent", "received"
MOST = 3000
SENT_HEADS = ("เลขทะเบียนส่ง", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
SENT_WIDTHS = (1.5, 2.2, 1.7, 2.4, 3.2, 4.6, 2, 1.7)
RECEIVED_HEADS = ("เลขทะเบียนรับ", "เลขที่เรื่อง", "วันที่รับ", "รับทาง", "เรื่อง", "ประเภท", "ที่เกิดเหตุ", "ผู้ดูแลขณะนี้", "สถานะ")
RECEIVED_WIDTHS = (1.4, 2.4, 1.6, 1.8, 4.2, 2.2, 3, 2.4, 1.9)


@dataclass(frozen=True)
class Month:
    """One month of the calendar, Bangkok time."""

    first: date

    @classmethod
    def parse(cls, text: str, *, today: date) -> "Month":
        """'2026-11'; "" is the present month. Raises: Refused."""
        if not text:
            return cls(today.replace(day=1))
        try:
            return cls(datetime.strptime(text, "%Y-%m").replace(tzinfo=BANGKOK).date())
        except ValueError as trouble:
            raise Refused("bad_date", _("เดือนต้องเป็นรูปแบบ 2026-11"), "month") from trouble

    @property
    def until(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        start, end = (datetime(day.year, day.month, 1, tzinfo=BANGKOK) for day in (self.first, self.until))
        return start, end


def check_reader(office_code: str, actor: Actor) -> None:
    """One's own office, or one below. Raises: NotAllowed."""
    own = actor.office_code == office_code or offices.is_above(actor.office_code, office_code)
    if actor.role not in WORKING_ROLES or not own:
        raise NotAllowed("not_your_office", _("ทะเบียนนี้เปิดได้เฉพาะศูนย์นั้นเอง และศูนย์ระดับเหนือ"))


def sent(office_code: str, month: Month, *, actor: Actor) -> Book:
    """ทะเบียนหนังสือส่ง. One query. Raises: NotAllowed."""
    check_reader(office_code, actor)
    start, end = month.moments
    rows = Letter.objects.filter(
        rule.visible(actor, "case__"), office=office_code, issued_at__gte=start, issued_at__lt=end
    )
    found = list(rows.select_related("issued_by").order_by("year_be", "running")[:MOST])
    own = actor.office_code == office_code
    name = offices.known()[office_code].name_th
    lines = (
        (
            letter.number.rpartition("/")[2], letter.number, thai_date(letter.issued_at, "day"), name, letter.addressee or "–",
            letter.subject if own or not letter.secrecy else f"({letter.secrecy})",
            letter.issued_by.name if letter.issued_by else "", " ".join(filter(None, (letter.speed, letter.secrecy))),
        )
        for letter in found
        if letter.issued_at
    )  # fmt: skip
    return _book("ทะเบียนหนังสือส่ง", name, month, SENT_HEADS, SENT_WIDTHS, lines, "ฉบับ")


def received(office_code: str, month: Month, *, actor: Actor) -> Book:
    """ทะเบียนรับเรื่อง: what got its number here in that month, wherever it is now. Two queries. Raises: NotAllowed."""
    check_reader(office_code, actor)
    start, end = month.moments
    prefix = ids.case_number(office_code, fiscal_year_be(month.first), 0).removesuffix("000000")
    rows = Case.objects.visible_to(actor).filter(
        number__startswith=prefix, submitted_at__gte=start, submitted_at__lt=end
    )
    names = {card.code: card.name_th for card in catalog.channels()}
    kinds, known = catalog.all_categories(), offices.known()
    lines = (
        (
            number.rpartition("-")[2].lstrip("0"), number, thai_date(at, "day"), names.get(channel, channel), gist,
            kinds[category].name_th if category in kinds else "–", places.path(spot or district, "th"),
            known[office].name_th, str(workflow.STATUSES[status][1]),
        )
        for number, at, channel, gist, category, spot, district, office, status in rows.order_by("number").values_list(
            "number", "submitted_at", "channel", "gist", "category_id", "subdistrict_id", "district_id", "office_id", "status"
        )[:MOST]
    )  # fmt: skip
    name = known[office_code].name_th
    return _book("ทะเบียนรับเรื่อง", name, month, RECEIVED_HEADS, RECEIVED_WIDTHS, lines, "เรื่อง")


def _book(
    title: str, office: str, month: Month, heads: tuple[str, ...], widths: tuple[float, ...],
    lines: Iterable[tuple[str, ...]], unit: str,
) -> Book:  # fmt: skip
    rows = tuple(lines)
    more = f" แสดง {MOST:,} รายการแรก" if len(rows) == MOST else ""
    return Book(
        title=title, subtitle=f"{office} เดือน{thai_date(month.first, 'month')}", heads=heads, widths=widths, rows=rows,
        note=f"รวม {len(rows):,} {unit}{more}", empty="ไม่มีรายการในเดือนนี้",
    )  # fmt: skip
