"""The last look, sending, and the slip: number, key and QR code. Pressed twice, or again after the signal came back, it is one story."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import scanning
from sangsuk.catalog import queries as catalog
from sangsuk.common import faces
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.faces import expired, qr
from sangsuk.privacy import notices
from sangsuk.stories import consents, drafts, mine, naming, words
from sangsuk.stories.campaigns import queries as campaigns
from sangsuk.stories.media import keeping
from sangsuk.stories.models import StoryDraftFile
from sangsuk.thai.danger import sounds_dangerous
from sangsuk.thai.dates import bangkok_date

from ... import spam
from ...citizens import citizen_of, hers
from ...doors import open_door, private
from ...views.failures import expired_sentence, page
from ...views.me import me
from ...views.me_signing import stale
from .. import moderation
from .write import _not_yet, late_words

NEEDS = ("text", "office", "asked")


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Step 5: everything once more, and off it goes."""
    telling = drafts.get(token)
    if away := _not_yet(telling, NEEDS):
        return away
    trouble = ""
    if request.method == "POST":
        if expired(request):
            trouble = expired_sentence()
        else:
            try:
                return _sent(request, telling)
            except Refused as refused:
                trouble = str(refused)
    context = {"token": token, "trouble": trouble, **reviewed(telling)}
    return page(request, "public/stories/review.html", context, status=422 if trouble else 200)


def _sent(request: HttpRequest, telling: drafts.Telling) -> HttpResponseBase:
    now = timezone.now()
    notice = notices.shown("storyteller", request.POST.get("notice", ""), now)
    telling = drafts.save(telling.token, notice=notice, language=get_language() or "th")
    known = request.user.is_authenticated
    told = drafts.Telling(telling.token, {"description": telling.fields.get("text", "")}, (), telling.started_at)
    if not known and (found := spam.signs(request, told, now=now)):
        return _asks_for_proof(request, telling.token, found)
    return _done(request, telling.token)


def _done(request: HttpRequest, token: UUID, signs: tuple[str, ...] = ()) -> HttpResponseBase:
    done = drafts.send(token, channel="web", signs=signs)
    user = citizen_of(request)
    if user is not None and request.POST.get("keep") == "yes":
        mine.keep(user.pk, done.story)
    return redirect("public:write_receipt", token=token)


@open_door
@private
@require_POST
def proof(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The step between, for a telling with an odd sign: worked for, or waited for. A moderator sees which sign it was."""
    telling = drafts.get(token)
    if away := _not_yet(telling, NEEDS):
        return away
    how, found = spam.answered(request.POST, token, now=timezone.now())
    if not how or expired(request):
        return _asks_for_proof(request, token, found or ("haste",))
    return _done(request, token, found)


def _asks_for_proof(request: HttpRequest, token: UUID, found: tuple[str, ...]) -> HttpResponse:
    text = spam.challenge(token, found, now=timezone.now())
    context = {
        "challenge": text,
        "bits": spam.BITS,
        "seconds": spam.WAIT_SECONDS,
        "at": reverse("public:write_proof", args=[token]),
    }
    response = page(request, "public/tell_proof.html", context, status=429)
    response["Retry-After"] = str(spam.WAIT_SECONDS)
    return response


def reviewed(telling: drafts.Telling) -> dict[str, Any]:
    """What she told, as she will see it before it goes off."""
    fields, language = telling.fields, get_language() or "th"
    campaign = campaigns.asked_for(fields.get("campaign", ""))
    texts = consents.in_force(campaign, bangkok_date(timezone.now()))
    allowed = set(fields.get("uses") or ())
    english = language == "en"
    questions = campaign.questions if campaign else ()
    asked = {one["code"]: (one.get("en") or one["th"]) if english else one["th"] for one in questions}
    return {
        "fields": fields, "visited_on": drafts.day_of(fields.get("visited_on", ""), timezone.now()),
        "files": telling.files, "office": naming.office_called(fields["office"], language),
        "area": naming.area(fields["office"], language), "tone": words.TONES.get(fields.get("tone", ""), ""),
        "expectation": words.EXPECTATIONS.get(fields.get("expectation", ""), ""),
        "theme": _term(words.THEMES, fields, "theme"), "service": _term(words.SERVICES, fields, "service"),
        "flagship": _term(words.FLAGSHIPS, fields, "flagship"),
        "answers": [(asked[code], said) for code, said in (fields.get("answers") or {}).items() if said and code in asked],
        "uses": [(text.said(language)["short"], use in allowed) for use, text in texts.items()],
        "published": words.PUBLISH in allowed, "campaign": campaign, "late": late_words(campaign),
        "danger": sounds_dangerous(fields.get("text", "")),
    }  # fmt: skip


def _term(axis: str, fields: dict[str, Any], name: str) -> str:
    code = fields.get(name, "")
    return next((card.name(get_language() or "th") for card in catalog.terms(axis) if card.code == code), "")


@open_door
@private
@require_safe
def receipt(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The slip. The same however often it is opened, while the draft's two days last."""
    drafts.get(token)
    done = drafts.sent(token)
    if done is None:
        return redirect("public:write_review", token=token)
    story = done.story
    address = request.build_absolute_uri(reverse("public:my_story", args=[story.code, done.key]))
    user = citizen_of(request)
    context = {
        "story": story, "key": done.key, "token": token, "qr": qr(address), "office": naming.office_called(story.office_id, get_language() or "th"),
        "may_keep": user is not None and not mine.keeps(user.pk, story), "late": late_words(story.campaign),
        "allowed": consents.allowed(story), "lines": moderation.lines(story),
    }  # fmt: skip
    return page(request, "public/stories/receipt.html", context)


@hers
@require_POST
def keep(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Her own press on the slip: into her list. The draft's token is the proof that she told it."""
    drafts.get(token)
    if expired(request):
        return stale(request)
    done = drafts.sent(token)
    if done is None:
        raise Missing("no_story", "")
    mine.keep(me(request).pk, done.story)
    return redirect("public:me")


@open_door
@private
@require_safe
def draft_file(request: HttpRequest, token: UUID, file_id: int) -> HttpResponseBase:
    """One file of a draft, to look at or listen to before it goes off; of a film, its still."""
    row = next((file for file in drafts.get(token).files if file.id == file_id), None)
    if row is None:
        raise Missing("no_file", "")
    return shown_file(row, still="still" in request.GET)


def shown_file(row: StoryDraftFile | Any, *, still: bool = False) -> HttpResponseBase:
    """Of a film its `still`, of a photograph the small one; else the whole file in the kind that we found in it."""
    suffix = "photo" if still or row.kind == keeping.PHOTO else row.suffix
    kept = _Kept(row.poster if still and row.kind == keeping.VIDEO else row.sha256, suffix)
    path = scanning.path_to(kept, thumb=still)
    kind = keeping.CONTENT_TYPE["jpg" if suffix == "photo" else suffix]
    response = faces.given_out(path, content_type=kind, name=row.name, saved=False)
    response["Content-Security-Policy"] = "default-src 'none'; media-src 'self'; sandbox"
    return response


class _Kept:
    """A file by its digest and kind, as the scanner's list asks for it."""

    def __init__(self, sha256: str, kind: str) -> None:
        self.sha256, self.kind = sha256, kind
