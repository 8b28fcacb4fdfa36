"""Films of the chosen stories for everybody; and, for who is in one, her release and the way to take it back."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.cases.queries import wrong_key
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.faces import caller
from sangsuk.common.forms import KindForm
from sangsuk.stories.films import captions, masters, queries, releases, words
from sangsuk.stories.media import keeping
from sangsuk.stories.models import Film

from ... import serving
from ...doors import open_door, private
from ...views.failures import came_too_late, page

NAMES = {"th": "ไทย", "en": "English"}


@open_door
@require_safe
def film(request: HttpRequest, code: str) -> HttpResponse:
    """One film: to watch, to read, to hear described; and the story that it was made of."""
    found = queries.watched(code)
    texts = {kind: queries.latest(found, kind) for kind in words.ACCESSIBLE}
    said = texts[words.DESCRIPTION]
    card = reverse("public:story_card", args=[found.story.code])
    context = {
        "film": watching(found), "story": found.story, "texts": texts, "described": captions.words_of(said.text) if said else "",
        "length": words.length(found.seconds), "canonical": settings.SITE_URL + reverse("public:film", args=[found.code]),
        "elsewhere": [(words.CHANNELS[one.channel], one.link) for one in queries.watch_at(found)],
        "card": settings.SITE_URL + card,  # the story's own: what stands on it she allows or takes back there
    }  # fmt: skip
    return page(request, "public/stories/watch.html", context)


def watching(film: Film) -> dict[str, object]:
    """As the component that plays a film wants it."""
    source = reverse("public:film_file", args=[film.code]) if film.master else ""
    return {
        "title": film.title, "about": film.about, "code": film.code, "source": source, "link": film.link,
        "type": keeping.CONTENT_TYPE.get(film.form, ""), "described": film.described, "seconds": film.seconds,
        "captions": _texts(film, words.CAPTIONS), "descriptions": _texts(film, words.DESCRIPTION),
    }  # fmt: skip


def _texts(film: Film, kind: str) -> list[tuple[str, str, str]]:
    """Language, its name, address: one for each language in which this text is there."""
    return [
        (language, NAMES[language], reverse("public:film_text", args=[film.code, kind, language]))
        for language in queries.languages(film, kind)
    ]


@open_door
@require_safe
def text(request: HttpRequest, code: str, kind: str, language: str) -> HttpResponse:
    """Captions or described audio as WebVTT. Raises Missing."""
    found = queries.watched(code)
    paper = queries.latest(found, kind, language) if kind in (words.CAPTIONS, words.DESCRIPTION) else None
    if paper is None:
        raise Missing("no_film", _("ไม่พบคำบรรยายนี้"))
    return serving.text(request, paper.text, "text/vtt; charset=utf-8")


@open_door
@require_safe
def file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The master that is kept here, whole or in the piece that was asked for. Raises Missing."""
    found = queries.watched(code)
    if not found.master:
        raise Missing("no_film", _("ไม่พบไฟล์นี้"))
    return serving.file(
        request, masters.path_to(found), content_type=keeping.CONTENT_TYPE[found.form], mark=found.master[:32]
    )


class ReleaseForm(KindForm):
    key = forms.CharField(
        label=gettext_lazy("รหัสของหนังสืออนุญาต"), help_text=gettext_lazy("16 ตัว อยู่ในหนังสือที่ท่านลงชื่อ"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "input--code"}),
        error_messages={"required": gettext_lazy("กรุณากรอกรหัส")},
    )  # fmt: skip


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest) -> HttpResponse:
    """Whoever has the key sees what was allowed, and takes it back with one more press."""
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not came_too_late(request, form):
        try:
            person = releases.mine(form.cleaned_data["key"])
            if request.POST.get("deed") == "withdraw":
                person = releases.withdraw(person)
            said = {"person": person, "release": words.RELEASES[person.release], "key": form.cleaned_data["key"],
                    "uses": [words.RELEASE_USES[use] for use in person.uses]}  # fmt: skip
            return page(request, "public/stories/release.html", said)
        except Refused as refused:
            if isinstance(refused, Missing):
                wrong_key("film-release", "", caller=caller(request), now=timezone.now())
            form.refuse(refused)
    return page(request, "public/stories/release_find.html", {"form": form}, status=422 if form.errors else 200)
