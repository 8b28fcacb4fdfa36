"""The author of a post from elsewhere is asked, by a link that is hers, what may be done with it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from sangsuk.common.faces import expired
from sangsuk.common.forms import KindForm
from sangsuk.stories import consents, naming, queries, words
from sangsuk.stories.models import Story
from sangsuk.stories.sources import claims
from sangsuk.thai.dates import bangkok_date

from ...doors import open_door, private
from ...views.failures import came_too_late, page

ASKED = (words.PUBLISH, words.QUOTE, words.FILM)
"""Name, pictures and contact are not asked here: we have none of hers. She may add them on her story's own page."""


class ConsentForm(KindForm):
    """Each use by itself, in the words in force; none is ticked before she ticks it."""

    def __init__(self, *args: Any, story: Story, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "th"
        texts = consents.in_force(story.campaign, bangkok_date(timezone.now()))
        for use in (use for use in ASKED if use in texts):
            said = texts[use].said(language)
            self.fields[use] = forms.BooleanField(label=said["short"], help_text=said["full"], required=False)

    def uses(self) -> dict[str, bool]:
        return {use: bool(self.cleaned_data[use]) for use in self.fields}


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, token: str) -> HttpResponse:
    """Yes to what she ticks, or no to all; either way the link has done its work. Raises Missing when it is over."""
    story = claims.opened(token).story
    assert story is not None
    form = ConsentForm(request.POST if request.method == "POST" else None, story=story)
    if request.method == "POST":
        form.is_valid()
        if not came_too_late(request, form) and not expired(request):
            if request.POST.get("answer") == "no":
                claims.refuse(token)
                return page(request, "public/stories/claimed.html", {"story": None})
            mine, key = claims.allow(token, form.uses())
            return page(request, "public/stories/claimed.html", {"story": mine, "key": key})
    context = {
        "story": story,
        "told": queries.told(story),
        "form": form,
        "office": naming.office_called(story.office_id, get_language() or "th"),
    }
    return page(request, "public/stories/claim.html", context, status=422 if form.errors else 200)
