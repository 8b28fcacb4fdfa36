"""Telling: three small steps, each with its own address, so that "back" works and nothing typed is lost between them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import drafts, repeats
from sangsuk.cases import queries as cases
from sangsuk.cases import receipts as issued
from sangsuk.cases.files import accept
from sangsuk.cases.models import Case
from sangsuk.cases.sealed import asking
from sangsuk.cases.sealed import who as knowing
from sangsuk.cases.story import office_name
from sangsuk.catalog import queries as catalog
from sangsuk.common import ids
from sangsuk.common.errors import Refused
from sangsuk.common.faces import caller, expired, qr
from sangsuk.common.uploads import is_too_big
from sangsuk.places import queries as places
from sangsuk.privacy import notices
from sangsuk.thai.danger import sounds_dangerous

from .. import receipts, spam
from ..doors import open_door, private
from ..forms import StoryForm, WhoForm
from ..pictures import photo
from . import me_telling
from .failures import came_too_late, page


def sent(token: UUID) -> tuple[str, str] | None:
    """Number and key, once this draft has become a case, or one more who supports another's. Ask only with the token of a draft that `drafts.get` gave:
    the client id of a case that came by the API is no secret."""
    number = Case.objects.filter(client_id=token).values_list("number", flat=True).first()
    if number:
        return number, ids.secret_key(token)
    joined = repeats.supported(token)
    return (joined.number, joined.key) if joined else None


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def story(request: HttpRequest, token: UUID | None = None) -> HttpResponse:
    """Step 1: what happened, what she wishes, photographs."""
    telling = drafts.get(token) if token else None
    if token and sent(token):
        return redirect("public:receipt", token=token)
    if request.method != "POST":
        return page(
            request, "public/tell_story.html", _story(StoryForm(initial=telling.fields if telling else None), telling)
        )
    form = StoryForm(request.POST)
    form.is_valid()
    if came_too_late(request, form):
        return page(request, "public/tell_story.html", _story(form, telling))
    telling, too_big = _keep_photos(request, form, telling)
    if form.errors:
        return page(request, "public/tell_story.html", _story(form, telling), status=413 if too_big else 422)
    told = {k: form.cleaned_data[k] for k in ("description", "wish", "category", "wishes", "distress")}
    telling = drafts.save(telling.token, **told) if telling else drafts.start(**told)
    return redirect("public:where", token=telling.token)


def _story(form: StoryForm, telling: drafts.Telling | None) -> dict[str, Any]:
    return {"form": form, "telling": telling, "token": telling.token if telling else None}


def _keep_photos(
    request: HttpRequest, form: StoryForm, telling: drafts.Telling | None
) -> tuple[drafts.Telling | None, bool]:
    """Keep every photograph that can be kept, even when something else is still wrong; say which could not."""
    too_big = False
    for upload in request.FILES.getlist("photos"):
        try:
            kept = accept(upload, places=request.POST.get("photo_places") == "yes")
            telling = telling or drafts.start()
            drafts.add_file(telling.token, kept)
        except Refused as refused:
            form.refuse(refused)
            too_big |= is_too_big(upload)
    return (drafts.get(telling.token) if telling else None), too_big


@open_door
@private
@require_POST
def remove_photo(request: HttpRequest, token: UUID, file_id: int) -> HttpResponse:
    if not expired(request):
        drafts.remove_file(token, file_id)
    return redirect("public:story_again", token=token)


@open_door
@private
@require_POST
def leave_place_out(request: HttpRequest, token: UUID, file_id: int) -> HttpResponse:
    """Her photograph goes along, where it was taken does not."""
    if not expired(request):
        drafts.leave_place_out(token, file_id)
    return redirect("public:story_again", token=token)


@open_door
@private
@require_safe
def draft_photo(request: HttpRequest, token: UUID, file_id: int) -> HttpResponseBase:
    return photo(drafts.get(token).files, file_id, thumb=True)


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def who(request: HttpRequest, token: UUID) -> HttpResponse:
    """Step 3: who she is, a look at everything, and off it goes."""
    telling = drafts.get(token)
    if sent(token):
        return redirect("public:receipt", token=token)
    if not telling.fields.get("description"):
        return redirect("public:story_again", token=token)
    if not telling.fields.get("district"):
        return redirect("public:where", token=token)
    if asking.is_open(telling.fields):
        return redirect("public:accused", token=token)
    if telling.fields.get("post"):
        return redirect("public:behalf", token=token)
    if request.method != "POST":
        return page(request, "public/tell_who.html", _who(me_telling.form_for(request, telling), telling))
    form = me_telling.form_for(request, telling, request.POST)
    form.is_valid()
    if not came_too_late(request, form) and not form.errors:
        try:
            notice = notices.shown("reporter", request.POST.get("notice", ""), timezone.now())
            telling = drafts.save(token, **me_telling.told(form), notice=notice)
            known = request.user.is_authenticated  # who has signed in is a person
            if not known and (found := spam.signs(request, telling, now=timezone.now())):
                return _asks_for_proof(request, token, found)
            me_telling.keep_told(request, drafts.send(token, channel="web").case, form)
            return redirect("public:receipt", token=token)
        except Refused as refused:
            form.refuse(refused)
    return page(request, "public/tell_who.html", _who(form, telling), status=422)


@open_door
@private
@require_POST
def proof(request: HttpRequest, token: UUID) -> HttpResponse:
    """The step between, for a telling with an odd sign: worked for, or waited for. Then it goes off like any other."""
    telling = drafts.get(token)
    if sent(token):
        return redirect("public:receipt", token=token)
    if not telling.fields.get("identity"):
        return redirect("public:who", token=token)
    how, found = spam.answered(request.POST, token, now=timezone.now())
    if not how or expired(request):
        return _asks_for_proof(request, token, found or ("haste",))
    done = drafts.send(token, channel="web")
    if how == spam.WAITED or {"trap", "same_words"} & set(found):
        spam.mark(done.case, found)
    return redirect("public:receipt", token=token)


def _asks_for_proof(request: HttpRequest, token: UUID, found: tuple[str, ...]) -> HttpResponse:
    """What was told is kept; 429 says to programs what the page says to people."""
    text = spam.challenge(token, found, now=timezone.now())
    context = {"token": token, "challenge": text, "bits": spam.BITS, "seconds": spam.WAIT_SECONDS}
    response = page(request, "public/tell_proof.html", context, status=429)
    response["Retry-After"] = str(spam.WAIT_SECONDS)
    return response


def _who(form: WhoForm, telling: drafts.Telling) -> dict[str, Any]:
    return {
        "form": form, "token": telling.token, "review": review(telling),
        "danger": sounds_dangerous(telling.fields.get("description", "")), "kept": asking.preview(telling.fields),
        "asked": "accused" in telling.fields,
    }  # fmt: skip


def review(telling: drafts.Telling) -> Mapping[str, Any]:
    """What she told, as she will see it before it goes off."""
    fields, language = telling.fields, get_language() or "th"
    code = fields.get("village") or fields.get("subdistrict") or fields["district"]
    topic = catalog.all_categories().get(fields.get("category") or "")
    return {
        "description": fields["description"],
        "wish": fields.get("wish", ""),
        "topic": topic.name(language) if topic else "",
        "place": places.path(code, language),
        "place_note": fields.get("place_note", ""),
        "files": telling.files,
    }


@open_door
@private
@require_safe
def receipt(request: HttpRequest, token: UUID) -> HttpResponse:
    """The slip: number, key, QR code, what happens next. The same however often it is opened."""
    drafts.get(token)
    opened = sent(token)
    if opened is None:
        return redirect("public:who", token=token)
    if repeats.supported(token):
        return redirect("public:joined", token=token)
    number, key = opened
    address = request.build_absolute_uri(reverse("public:case", args=[number, key]))
    track = cases.track(number, key, caller=caller(request))
    office = office_name(track.case.office_id)
    context = {"track": track, "key": key, "office": office, "qr": qr(address)}
    context["receipt_qr"] = receipts.code(settings.SITE_URL, issued.of(track.case))
    context |= {"danger": sounds_dangerous(track.case.description), "kept": knowing.kept_from(track.case)}
    context["may_keep"], context["token"] = me_telling.may_keep(request, track.case), token
    return page(request, "public/receipt.html", context)
