"""What offices tell everybody: the shelf, one press release, its pictures, and feeds."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE
from sangsuk.offices import queries as offices
from sangsuk.orders import naming, text
from sangsuk.orders.models import News
from sangsuk.orders.news import queries, words
from sangsuk.thai.dates import BE_FROM, BE_TO

from ... import feeding, serving
from ...doors import open_door

IN_A_FEED = 30


def _language() -> str:
    return get_language() or "th"


def _name(code: str) -> str:
    return naming.called(code, _language())


def address_of(news: News) -> str:
    return settings.SITE_URL + reverse("public:news_one", args=[news.office_id, news.year_be, news.running])


def _asked(request: HttpRequest) -> dict[str, Any]:
    """To what the reader narrows the shelf; what there is not is as if it had not been said."""
    year, office, tag = (request.GET.get(name, "").strip() for name in ("year", "office", "tag"))
    found = {
        "year_be": int(year) if year.isdecimal() and BE_FROM <= int(year[:6]) <= BE_TO else None,
        "office": office if office in offices.known() else "", "tag": tag[:60],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _given(asked: dict[str, Any]) -> dict[str, str]:
    return {"year" if name == "year_be" else name: str(value) for name, value in asked.items()}


@open_door
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """The newest first, by year and by office."""
    asked = _asked(request)
    found = queries.shelf(**asked, cursor=request.GET.get("after", ""))
    address, given = reverse("public:news"), _given(asked)

    def narrowed(**more: str) -> str:
        told = {name: value for name, value in (given | more).items() if value}
        return f"{address}?{urlencode(told)}" if told else address

    asked_for = [("", _("ทุกปี")), *((str(year), str(year)) for year in queries.years())]
    years = [(label, narrowed(year=code), code == given.get("year", "")) for code, label in asked_for]
    issuers = [("", _("ทุกหน่วยงาน")), *((code, _name(code)) for code in queries.offices())]
    context = {
        "rows": [(news, _name(news.office_id), next(iter(news.pictures.all()), None)) for news in found.items], "years": years, "issuers": issuers,
        "given": given, "older": narrowed(after=found.next) if found.next else "", "newer": narrowed() if "after" in request.GET else "",
        "feeds": f"?{urlencode(given)}" if given else "", "tag": _tag(asked.get("tag", "")), "canonical": settings.SITE_URL + request.path,
    }  # fmt: skip
    return render(request, "public/orders/news.html", context)


@open_door
@require_safe
def one(request: HttpRequest, office: str, year: int, running: int) -> HttpResponse:
    """One press release. Withdrawn it says so, and no more of what it said (410)."""
    news = queries.public(office, year, running)
    gone = news.status == words.WITHDRAWN
    pictures = [] if gone else queries.pictures(news)
    scanning.marked(pictures)
    pictures = [row for row in pictures if not row.held]
    address = address_of(news)
    context = {
        "news": news, "office": _name(news.office_id), "blocks": text.blocks(news.body), "pictures": pictures, "canonical": address,
        "notes": queries.notes(news), "tags": [(tag, _tag(tag)) for tag in news.tags],
        "picture": settings.SITE_URL + reverse("public:news_picture", args=[pictures[0].pk]) if pictures else "",
    }  # fmt: skip
    template = "public/orders/news_gone.html" if gone else "public/orders/news_one.html"
    return render(request, template, context, status=410 if gone else 200)


def _tag(tag: str) -> str:
    return naming.tag(tag, _language())


@open_door
@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    row = queries.public_picture(pk)
    small = "small" in request.GET
    path = scanning.path_to(row, thumb=small)
    mark = f"{row.sha256[:31]}s" if small else row.sha256[:32]
    return serving.file(request, path, content_type=CONTENT_TYPE[row.kind], mark=mark)


@open_door
@require_safe
def rss(request: HttpRequest) -> HttpResponseBase:
    return serving.text(request, feeding.rss(_feed(request)), "application/rss+xml; charset=utf-8")


@open_door
@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    return serving.text(request, feeding.atom(_feed(request)), "application/atom+xml; charset=utf-8")


def _feed(request: HttpRequest) -> feeding.Feed:
    asked = _asked(request)
    given = f"?{urlencode(told)}" if (told := _given(asked)) else ""
    rows = queries.narrowed(**asked).order_by("-published_at", "-pk")[:IN_A_FEED]
    title = _("ข่าวของ%(office)s") % {"office": _name(asked["office"])} if "office" in asked else _("ข่าวประชาสัมพันธ์")
    page, address = settings.SITE_URL + reverse("public:news") + given, settings.SITE_URL + request.path + given
    return feeding.Feed(
        title, _("ข่าวจากกระทรวงมหาดไทย กรม จังหวัด และอำเภอ"), page, address, _language(), [_entry(news) for news in rows]
    )


def _entry(news: News) -> feeding.Entry:
    assert news.published_at is not None
    return feeding.Entry(
        address_of(news),
        news.title,
        _name(news.office_id),
        news.lead,
        news.published_at,
        [_tag(tag).lstrip("#") for tag in news.tags],
    )
