"""The register books of an office: letters sent and matters received in a month, to look at and to print."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_safe

from sangsuk.cases.letters import books
from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.papers import printing
from sangsuk.papers.values import Book
from sangsuk.thai import bangkok_date, date_in

from ..doors import WORKING, DeskRequest, desk, language, page
from .letters import paper_of

BOOKS = {books.SENT: gettext_lazy("ทะเบียนหนังสือส่ง"), books.RECEIVED: gettext_lazy("ทะเบียนรับเรื่อง")}
MONTHS, ROWS = 24, 200


@desk(roles=WORKING)
@require_safe
def registers(request: DeskRequest) -> HttpResponse:
    """One book of one month; the first rows of it, the whole of it as PDF."""
    name, office, month, book = _asked(request)
    context = {
        "book": book, "name": name, "office": office, "month": f"{month.first:%Y-%m}", "books": BOOKS.items(),
        "rows": book.rows[:ROWS], "left": max(0, len(book.rows) - ROWS), "months": _months(), "offices": _offices(request),
    }  # fmt: skip
    return page(request, "desk/registers.html", context, here="reports")


@desk(roles=WORKING)
@require_GET
def registers_pdf(request: DeskRequest) -> HttpResponse:
    """The book as PDF."""
    name, office, month, book = _asked(request)
    return paper_of(request, printing.pdf(book), f"{name}-{office}-{month.first:%Y-%m}.pdf")


def _asked(request: DeskRequest) -> tuple[str, str, books.Month, Book]:
    given = request.GET
    name, office = given.get("book", books.SENT), given.get("office") or request.actor.office_code
    if name not in BOOKS or office not in offices.known():
        raise Missing("no_book", _("ไม่มีทะเบียนนี้"))
    month = books.Month.parse(given.get("month", ""), today=bangkok_date(timezone.now()))
    made = books.sent if name == books.SENT else books.received
    return name, office, month, made(office, month, actor=request.actor)


def _months() -> list[tuple[str, str]]:
    """The present month and those before, newest first."""
    today, found = bangkok_date(timezone.now()), []
    for back in range(MONTHS):
        years, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        found.append((f"{years}-{month + 1:02d}", date_in(date(years, month + 1, 1), language(), "month")))
    return found


def _offices(request: DeskRequest) -> list[tuple[str, Any]]:
    """One's own office and the centres directly below."""
    own = request.actor.office_code
    cards = [offices.known()[own], *(card for card in offices.children(own) if card.is_centre)]
    return [(card.code, card.name(language())) for card in cards]
