"""Whom does she complain of? Asked between steps 2 and 3 only when her words, or the kind of trouble, make one wonder."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sangsuk.cases import drafts
from sangsuk.cases.sealed import asking

from ..accused_form import AccusedForm
from ..doors import open_door, private
from .failures import came_too_late, page
from .tell import sent


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def accused(request: HttpRequest, token: UUID) -> HttpResponse:
    """She says which office, or that there is none; what she says decides who may see it."""
    telling = drafts.get(token)
    if sent(token):
        return redirect("public:receipt", token=token)
    fields = telling.fields
    if not fields.get("description"):
        return redirect("public:story_again", token=token)
    if not fields.get("district"):
        return redirect("public:where", token=token)
    answered = fields.get("accused") if fields.get("accused_for") == asking.mark(fields) else None
    form = AccusedForm(
        request.POST if request.method == "POST" else None, offers=asking.offers(fields),
        around=asking.around(fields["district"]), answered=answered,
    )  # fmt: skip
    if not came_too_late(request, form) and form.is_valid():
        drafts.save(token, accused=form.codes, accused_for=asking.mark(fields))
        return redirect("public:who", token=token)
    return page(request, "public/tell_accused.html", {"form": form, "token": token}, status=422 if form.errors else 200)
