"""What an office has taken over from another, and what it says of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk.common.errors import Refused
from sangsuk.learning.models import Adoption
from sangsuk.learning.practices import actions, queries, standing, table
from sangsuk.learning.practices.words import ADOPTION_STATUSES, RESULTS, RUNNING
from sangsuk.thai.dates import bangkok_date

from ...doors import WORKING, DeskRequest, came_too_late, desk
from ...stories.parts import version_in
from .. import lesson_words as words
from ..parts import ROLES, part_page
from ..practice_forms import MoveForm

AT = "practices"


@desk(roles=ROLES)
@require_safe
def mine(request: DeskRequest) -> HttpResponse:
    page, today = queries.mine(request.actor, cursor=request.GET.get("cursor", "")), bangkok_date(timezone.now())
    address = reverse("desk:practice_adoptions")
    rows = [
        {
            "adoption": one, "status": ADOPTION_STATUSES[one.status], "outcome": RESULTS.get(one.outcome, ""),
            "owed": one.status == RUNNING and one.report_due_on is not None and one.report_due_on <= today,
        }
        for one in page.items
    ]  # fmt: skip
    context = {"rows": rows, "older": f"{address}?cursor={page.next}" if page.next else ""}
    return part_page(request, "desk/learning/adoptions.html", context, at=AT)


@desk(roles=ROLES)
@require_safe
def one(request: DeskRequest, pk: int) -> HttpResponse:
    return _shown(request, queries.adoption(request.actor, pk))


def _shown(request: DeskRequest, found: Adoption, bad: MoveForm | None = None) -> HttpResponse:
    here = standing.of_adoption(found, request.actor)
    forms = [
        bad if bad and bad.move == move else MoveForm(move=move, of=found, prefix=move.name)
        for move in table.available(table.ADOPTIONS, found.status, here)
    ]
    context = {
        "adoption": found, "practice": found.practice, "office": words.office(found.office_id), "status": ADOPTION_STATUSES[found.status],
        "outcome": RESULTS.get(found.outcome, ""), "forms": forms, "form": bad,
        "owed": found.status == RUNNING and found.report_due_on is not None and found.report_due_on <= bangkok_date(timezone.now()),
        "inside": found.office_id == request.actor.office_code,
        "story": [
            (event, table.ADOPTIONS[event.move].said if event.move in table.ADOPTIONS else _("รับไปทำ"))
            for event in queries.story_of_adoption(found)
        ],
    }  # fmt: skip
    return part_page(request, "desk/learning/adoption.html", context, at=AT, status=422 if bad else 200)


@desk(roles=WORKING, keeps=True)
@require_POST
def move(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    found = queries.adoption(request.actor, pk)
    row = table.ADOPTIONS.get(name)
    if row is None:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    form = MoveForm(request.POST, move=row, of=found, prefix=name)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, found, form)
    try:
        actions.move_adoption(found, name, by=request.actor, version=version_in(request), data=form.cleaned_data)
    except Refused as refused:
        if refused.field not in form.fields:
            raise
        form.refuse(refused)
        return _shown(request, found, form)
    messages.success(request, str(row.said))
    return redirect("desk:practice_adoption", found.pk)
