"""Posts from the department's page: brought as a file or a link, matched to an office, their authors asked."""

import hashlib
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Refused
from sangsuk.common.uploads import is_too_big
from sangsuk.stories.models import SourcePost
from sangsuk.stories.sources import actions, links, queries, reading
from sangsuk.stories.sources.posts import Post, without_hashtags
from sangsuk.thai import cut

from ...doors import (
    WORKING,
    DeskRequest,
    came_too_late,
    desk,
)
from ..parts import story_page
from ..source_forms import (
    FileForm,
    LeaveForm,
    LinkForm,
    MatchForm,
)

AT = "sources"
STATES = {
    "new": gettext_lazy("รอจับคู่กับอำเภอ"), "asked": gettext_lazy("รอผู้เขียนอนุญาต"), "claimed": gettext_lazy("อนุญาตแล้ว"),
    "left": gettext_lazy("ไม่รับ"),
}  # fmt: skip
GIST = 160


@desk(roles=WORKING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    state = request.GET.get("state", "new")
    found = queries.listing(request.actor, state if state in STATES else "new", request.GET.get("cursor", ""))
    address = reverse("desk:story_sources")
    tabs = [
        {"label": label, "url": f"{address}?state={code}", "current": code == state, "count": found.counts.get(code, 0)}
        for code, label in STATES.items()
    ]
    context = {
        "tabs": tabs, "batches": found.batches,
        "rows": [{"post": post, "gist": cut(actions.words_of(post), GIST)} for post in found.page.items],
        "older": f"{address}?{urlencode({'state': state, 'cursor': found.page.next})}" if found.page.next else "",
    }  # fmt: skip
    return story_page(request, "desk/stories/sources.html", context, at=AT)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: DeskRequest) -> HttpResponse:
    """A file, or one link: two forms on one page; which was sent says the button."""
    queries.may(request.actor)
    by_link = request.POST.get("how") == "link"
    posted = request.method == "POST"
    file_form = FileForm(request.POST, request.FILES) if posted and not by_link else FileForm()
    link_form = LinkForm(request.POST) if posted and by_link else LinkForm()
    form: FileForm | LinkForm = link_form if by_link else file_form
    status = 200
    if posted:
        good, status = form.is_valid(), 422
        if not came_too_late(request, form) and good:
            try:
                return _brought(request, _by_link(link_form, request) if by_link else _by_file(file_form, request))
            except Refused as refused:
                form.refuse(refused)
                status = 413 if refused.code == "too_big" else refused.status
    context = {"file_form": file_form, "link_form": link_form, "form": form}
    return story_page(request, "desk/stories/bring.html", context, at=AT, status=status)


def _by_file(form: FileForm, request: DeskRequest) -> actions.Brought:
    upload = form.cleaned_data["file"]
    if is_too_big(upload):
        raise Refused("too_big", _("ไฟล์ใหญ่เกิน 10 เมกะไบต์ กรุณาแบ่งเป็นหลายไฟล์"), "file")
    data = upload.read()
    read = reading.read(data, upload.name)
    digest = hashlib.sha256(data).hexdigest()
    return actions.bring(read.posts, by=request.actor, name=upload.name[:120], sha256=digest, read=read)


def _by_link(form: LinkForm, request: DeskRequest) -> actions.Brought:
    given = form.cleaned_data
    number = links.post_id(given["link"])
    if not number:
        raise Refused("bad_link", _("ลิงก์นี้ไม่ใช่โพสต์หรือความเห็นบน Facebook กรุณาคัดลอกจากเวลาที่แสดงใต้ชื่อผู้โพสต์"), "link")
    post = Post(reading.FACEBOOK, number, given["text"].strip(), given["posted_on"], given["link"], given["author"])
    return actions.bring([post], by=request.actor, name=_("วางลิงก์"), any_words=True)


def _brought(request: DeskRequest, found: actions.Brought) -> HttpResponse:
    gaps = {"new": found.new, "known": found.known + found.changed, "others": found.others + found.own + found.skipped}
    messages.success(request, _("นำเข้าใหม่ %(new)s โพสต์ มีอยู่แล้ว %(known)s ไม่ใช่เรื่องเล่าของโครงการ %(others)s") % gaps)
    return redirect("desk:story_sources")


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """The post, and what makes a story of it. The link for its author is shown once."""
    post = queries.one(request.actor, pk)
    form = MatchForm(request.POST if request.method == "POST" else None, initial=_proposed(post))
    if request.method == "POST":
        good = form.is_valid()
        if not came_too_late(request, form) and good:
            try:
                secret = actions.match(post, actions.Match(**form.cleaned_data), by=request.actor)
                return _show(request, queries.one(request.actor, pk), form, secret=secret)
            except Refused as refused:
                form.refuse(refused)
    return _show(request, post, form, status=422 if form.is_bound else 200)


def _proposed(post: SourcePost) -> dict[str, str]:
    text = actions.words_of(post)
    named = queries.offices_named(text)
    return {"office": named[0].code if len(named) == 1 else "", "text": without_hashtags(text)}


def _show(request: DeskRequest, post: SourcePost, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    link = request.build_absolute_uri(reverse("public:claim", args=[more["secret"]])) if more.get("secret") else ""
    context = {
        "post": post, "text": actions.words_of(post), "author": actions.author_of(post), "state": STATES[post.state],
        "form": form, "leave": more.get("leave", LeaveForm()), "link": link,
        "until": actions.waits_until(post),
        "ours": post.permalink if links.is_facebook(post.permalink) else "",
    }  # fmt: skip
    return story_page(request, "desk/stories/source.html", context, at=AT, status=status)


@desk(roles=WORKING, keeps=True)
@require_POST
def leave(request: DeskRequest, pk: int) -> HttpResponse:
    post, form = queries.one(request.actor, pk), LeaveForm(request.POST)
    good = form.is_valid()
    if not came_too_late(request, form) and good:
        try:
            actions.leave(post, form.cleaned_data["why"], by=request.actor)
            messages.success(request, _("ไม่รับโพสต์นี้ และลบข้อความแล้ว"))
            return redirect("desk:story_sources")
        except Refused as refused:
            form.refuse(refused)
    return _show(request, post, MatchForm(initial=_proposed(post)), leave=form, status=422)
