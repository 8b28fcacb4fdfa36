"""What districts did, for everybody: the list, one of them with what others say of it, its materials, and a feed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk import thai
from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE, PHOTO
from sangsuk.common import faces
from sangsuk.common.errors import Missing
from sangsuk.learning.lessons.queries import Filters
from sangsuk.learning.models import Practice, PracticeMaterial
from sangsuk.learning.practices import queries
from sangsuk.learning.practices.words import DIRECTIONS, RESULTS

from ... import feeding, serving
from ...doors import open_door
from ..forms import FindForm
from .lessons import about, filters_of, language, office, older

IN_A_FEED, WORDS = 30, 180


@open_door
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request)
    page = queries.shelf(Practice.objects.published(), filters, cursor=request.GET.get("cursor", ""))
    elsewhere = queries.elsewhere(page.items)
    context = {
        "form": FindForm(initial=filters.given()), "given": filters.given(), "older": older(filters, page.next),
        "rows": [
            (one, office(one.office_id), elsewhere[one.pk], queries.VERDICTS[elsewhere[one.pk].verdict], about(one.category, one.flagship))
            for one in page.items
        ],
        "canonical": settings.SITE_URL + request.path,
    }  # fmt: skip
    return render(request, "public/learning/practices.html", context)


@open_door
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    practice = queries.public(code)
    files = list(PracticeMaterial.objects.filter(practice=practice).order_by("id"))
    scanning.marked(files)
    page = queries.adoptions(practice, cursor=request.GET.get("cursor", ""))
    elsewhere = queries.elsewhere([practice])[practice.pk]
    context = {
        "practice": practice, "office": office(practice.office_id), "about": about(practice.category, practice.flagship),
        "better": DIRECTIONS.get(practice.better, ""), "files": files, "elsewhere": elsewhere, "verdict": queries.VERDICTS[elsewhere.verdict],
        "adoptions": [(a, office(a.office_id), RESULTS.get(a.outcome, "")) for a in page.items],
        "older": f"?cursor={page.next}" if page.next else "",
    }  # fmt: skip
    return render(request, "public/learning/practice.html", context)


@open_door
@require_safe
def file(request: HttpRequest, code: str, file_id: int) -> HttpResponseBase:
    practice = queries.public(code)
    row = PracticeMaterial.objects.filter(practice=practice, pk=file_id).first()
    if row is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    photo = row.kind == PHOTO
    path = scanning.path_to(row, thumb="still" in request.GET and photo)
    return faces.given_out(path, content_type=CONTENT_TYPE[row.kind], name=row.name, saved=not photo)


@open_door
@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    """The newest practices for a news reader."""
    rows = queries.shelf(Practice.objects.published(), Filters(), size=IN_A_FEED).items
    page, address = settings.SITE_URL + reverse("public:practices"), settings.SITE_URL + request.path
    feed = feeding.Feed(
        _("วิธีทำงานที่ได้ผลของอำเภอ"), _("สิ่งที่ที่ว่าการอำเภอทำแล้วเล่าให้อำเภออื่นนำไปลอง"), page, address, language(),
        [_entry(one) for one in rows],
    )  # fmt: skip
    return serving.text(request, feeding.rss(feed), "application/rss+xml; charset=utf-8")


def _entry(one: Practice) -> feeding.Entry:
    assert one.published_at is not None
    address = settings.SITE_URL + reverse("public:practice", args=[one.code])
    return feeding.Entry(
        address,
        one.title,
        office(one.office_id),
        thai.cut(" ".join(one.result.split()), WORDS),
        one.published_at,
        about(one.category, one.flagship),
    )
