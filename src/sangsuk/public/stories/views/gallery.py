"""The gallery of stories, one story, a campaign in numbers, and the films."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.common import faces, limits
from sangsuk.common.errors import Missing, Refused
from sangsuk.stories import queries as stories
from sangsuk.stories.answers import counting as answered
from sangsuk.stories.answers import queries as answers
from sangsuk.stories.campaigns import queries as campaigns
from sangsuk.stories.films import queries as made
from sangsuk.stories.gallery import files, flags, naming, shelf, telling
from sangsuk.stories.gallery import numbers as counting
from sangsuk.stories.judging import queries as judging
from sangsuk.stories.models import Story
from sangsuk.stories.recognition import people

from ...doors import open_door
from ..gallery_forms import FilterForm, FlagForm
from .films import watching


def filters_of(request: HttpRequest) -> shelf.Filters:
    return shelf.Filters(**{name: request.GET.get(name, "").strip() for name in shelf.NAMES})


@open_door
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Stories, the newest first, narrowed and found by words."""
    filters, cursor = filters_of(request), request.GET.get("after", "")
    found = shelf.shelf(filters, cursor=cursor)
    given, count = urlencode(filters.given()), shelf.count(filters)
    context = {
        "count": count,
        "counted": f"{count:,}",
        "form": FilterForm(initial=filters.given()), "given": filters.given(), "query": given,
        "tales": telling.many(found.page.items, found.files), "cursor": cursor,
        "older": _page(filters, found.page.next) if found.page.next else "", "newer": f"?{given}" if cursor else "",
        "office": naming.office(filters.office) if filters.office else "", "campaigns": shelf.campaigns(),
        "has_films": made.published().exists(),
        "canonical": settings.SITE_URL + request.path,
    }  # fmt: skip
    return render(request, "public/stories/gallery.html", context)


def _page(filters: shelf.Filters, cursor: str) -> str:
    return "?" + urlencode(filters.given() | {"after": cursor})


@open_door
@require_safe
def story(request: HttpRequest, code: str) -> HttpResponse:
    """One story: what she told, what may be seen and heard of it, what the office answered, and what changed."""
    if code != code.upper():
        return HttpResponseRedirect(reverse("public:one_story", args=[code.upper()]))
    try:
        return _shown(request, code, FlagForm())
    except Missing as missing:
        if missing.code == stories.RESTING:
            return _resting(request)
        raise


def _resting(request: HttpRequest) -> HttpResponse:
    """Nothing of the story. 404 as RFC 9110 (15.5.5) means it: there is no current representation, and nothing is said of
    tomorrow; and so programs and caches drop what they had."""
    return render(request, "public/stories/resting.html", {"message": stories.resting()}, status=404)


def _shown(request: HttpRequest, code: str, form: FlagForm, status: int = 200) -> HttpResponse:
    tale = telling.one(code)
    may_quote = telling.quotable(Story.objects.filter(pk=tale.story.pk)).exists()
    address = settings.SITE_URL + reverse("public:one_story", args=[code])
    context = {
        "tale": tale, "story": tale.story, "form": form, "canonical": address, "quoted": tale.excerpt if may_quote else "",
        "card": f"{address}/card.png", "flagged": request.GET.get("told") == "1",
        "answer": answers.shown(tale.story, now=timezone.now()), "praised": people.shown(tale.story),
        "chosen_by": judging.chose(tale.story), "film": made.published().filter(story=tale.story).first(),
        "photographs": [file for file in tale.files if file.kind == files.PHOTO],
        "played": [(file, files.content_type(file)) for file in tale.files if file.kind != files.PHOTO],
    }  # fmt: skip
    return render(request, "public/stories/story.html", context, status=status)


@open_door
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, code: str) -> HttpResponse:
    """A reader says that the story does wrong to somebody. Counted per network, so that nobody floods the moderators. It is
    heard also when the story is not shown any more, or rests, since she opened it."""
    if request.method != "POST":
        if request.GET.get("told") == "1":
            return render(request, "public/stories/report.html", {"flagged": True})
        return redirect(reverse("public:one_story", args=[code]) + "#report")
    form, found = FlagForm(request.POST), flags.read_once(code)
    late = _("หน้านี้เปิดไว้นานเกินไป กรุณากดส่งอีกครั้ง ข้อความของท่านยังอยู่")
    if faces.came_too_late(request, form, late) or not form.is_valid():
        return _report_again(request, code, form, 422)
    if not form.cleaned_data["website"]:
        try:
            limits.check("story_flag", range=faces.range_of(request))
            flags.flag(found, reason=form.cleaned_data["reason"], text=form.cleaned_data["text"])
        except Refused as refused:
            form.add_error(refused.field, str(refused))
            return faces.waiting(_report_again(request, code, form, refused.status), refused)
    shown = Story.objects.published().filter(pk=found.pk).exists()
    return redirect(reverse("public:one_story" if shown else "public:story_report", args=[code]) + "?told=1#report")


def _report_again(request: HttpRequest, code: str, form: FlagForm, status: int) -> HttpResponse:
    """The form with what she wrote: below the story, or alone where the story is not shown now."""
    try:
        return _shown(request, code, form, status)
    except Missing:
        return render(request, "public/stories/report.html", {"form": form, "code": code}, status=status)


@open_door
@require_safe
def numbers(request: HttpRequest, campaign: str) -> HttpResponse:
    """A campaign in numbers, each a door to the stories behind it."""
    counted = counting.of(campaigns.shown(campaign))
    titles = counting.titles()
    groups: list[dict[str, Any]] = [
        {"name": name, "title": titles[name], "rows": rows} for name, rows in counted.groups.items() if rows
    ]
    answering = answered.counted(campaign=campaign, now=timezone.now())
    context = {
        "numbers": counted, "groups": groups, "title": naming.campaign(counted.campaign), "answering": answering,
        "least": answered.LEAST,
    }  # fmt: skip
    return render(request, "public/stories/numbers.html", context)


@open_door
@require_safe
def films(request: HttpRequest) -> HttpResponse:
    """The chosen stories as short films. There is no such page while there is no film."""
    shown = films_shown()
    if not shown:
        raise Missing("no_film", _("ยังไม่มีภาพยนตร์ที่เผยแพร่ อ่านเรื่องเล่าได้ที่หน้าเรื่องเล่า"))
    return render(request, "public/stories/films.html", {"films": shown})


def films_shown() -> list[Any]:
    """What may be shown of films now, as `_film.html` wants it."""
    return [watching(film) for film in made.published()]
