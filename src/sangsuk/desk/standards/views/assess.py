"""One assessment, and one section of it on a phone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.accounts.models import User
from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE, accept_with_papers
from sangsuk.common import faces
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.uploads import taken
from sangsuk.offices import queries as offices
from sangsuk.standards import assessing, marking, queries, rules, standing, table, words
from sangsuk.standards.marking import Part
from sangsuk.standards.models import Assessment, AssessmentEvent, OfficeCertificate
from sangsuk.stories.naming import office_called
from sangsuk.thai import bangkok_date

from ...doors import WORKING, DeskRequest, came_too_late, desk, language
from .. import saying
from ..assess_forms import MoveForm, SectionForm
from ..parts import ROLES, standard_page


@desk(roles=ROLES)
@require_safe
def one(request: DeskRequest, pk: int) -> HttpResponse:
    return shown(request, queries.one(request.actor, pk))


def shown(request: DeskRequest, row: Assessment, bad: MoveForm | None = None, *, status: int = 422) -> HttpResponse:
    """The page, and the form of a move that was refused."""
    actor, today = request.actor, bangkok_date(timezone.now())
    here, findings, whole = standing.standings(row, actor), queries.sees_findings(row, actor), marking.sheet(row)
    may = queries.moves_here(row, actor)
    forms = [
        bad if bad and bad.move == move else MoveForm(one=row, move=move, prefix=move.name)
        for move in table.available(row.status, here)
    ]
    context = {
        "one": row, "title": row.form.title(language()), "place": office_called(row.office_id, language()), "may": may,
        "status": words.STATUSES[row.status], "next": saying.next_step(row, actor), "forms": forms, "form": bad,
        "late": row.due_on is not None and row.due_on < today, "findings": findings and bool(row.visitors),
        "sections": [_part(part, findings=findings) for part in whole.parts], "whole": whole, "visitors": names_of(row.visitors),
        "claimed": saying.number(row.claimed), "verified": saying.number(row.verified) if findings else "–",
        "final": saying.number(row.final), "band": saying.band_name(row.band), "history": _history(row, actor, findings=findings),
        "certificate": queries.certificate_of(row) if row.status == words.FINAL else None,
    }  # fmt: skip
    context |= _certificate(row, may, context["certificate"])
    lacking = (part for part in whole.parts if (part.unseen if "see" in may else part.lacking))
    context["next_section"] = next((part.section.no for part in lacking), None)
    return standard_page(request, "desk/standards/one.html", context, here="home", status=status if bad else 200)


def _part(part: Part, *, findings: bool) -> dict[str, Any]:
    return {
        "part": part, "title": part.section.title(language()),
        "rows": [saying.line_row(line, findings=findings) for line in part.lines],
    }  # fmt: skip


def _certificate(row: Assessment, may: frozenset[str], given: OfficeCertificate | None) -> dict[str, Any]:
    band = rules.band(row.band)
    holds = given is not None and given.revoked_at is None
    return {
        "may_certify": "certify" in may and band is not None and band.certificate and not holds,
        "may_revoke": "revoke" in may and holds, "holds": holds, "revoking": MoveForm(one=row, move=table.MOVES["revoke"], prefix="revoke"),
    }  # fmt: skip


def _history(row: Assessment, actor: Any, *, findings: bool) -> list[tuple[AssessmentEvent, Any]]:
    """Who, what, when; what the visitors did only for who reads their findings."""
    known = [
        (event, table.MOVES[event.move].said if event.move in table.MOVES else _("อำเภอเริ่มประเมิน"))
        for event in queries.history(row)
    ]
    quiet = () if findings else ("see", "report", "return_report")
    return [(event, said) for event, said in known if event.move not in quiet]


def names_of(people: list[int]) -> list[str]:
    known = {one.user_id: one.name for one in offices.staff()}
    gone = {who for who in people if who not in known}
    found = known | (dict(User.objects.filter(pk__in=gone).values_list("pk", "name")) if gone else {})
    return [found[who] for who in people if who in found]


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: DeskRequest, pk: int, no: int) -> HttpResponse:
    """A section to fill, or to fill with what was seen; kept as it is typed, also half."""
    row = queries.one(request.actor, pk)
    may = queries.moves_here(row, request.actor)
    name = "see" if "see" in may else "fill" if "fill" in may else ""
    if not name:
        raise NotAllowed("not_now", _("ตอนนี้กรอกหมวดนี้ไม่ได้ กรุณาเปิดดูแบบอีกครั้ง"), "move")
    part = assessing.part_of(row, no)
    if request.method != "POST":
        return _section(request, row, part, SectionForm(lines=part.lines, visiting=name == "see"))
    form = SectionForm(request.POST, lines=part.lines, visiting=name == "see")
    good, status = form.is_valid(), 422
    if came_too_late(request, form) or not good:
        return _section(request, row, part, form, status=422)
    files, status = _files(request, form)
    remove = request.POST.get("remove", "")
    try:
        does = assessing.see if name == "see" else assessing.fill
        does(
            row, no, form.said(files), by=request.actor, mark=request.POST.get("mark", ""),
            remove=int(remove) if remove.isdecimal() and len(remove) < 18 else None,
        )  # fmt: skip
    except Refused as refused:
        if refused.status in (403, 404):
            raise
        _refuse(form, refused)
        return _section(request, row, part, form, status=refused.status)
    if form.errors:  # a file was not taken; all else is kept
        return _section(request, row, assessing.part_of(row, no), form, status=status, kept=True)
    if remove:
        return redirect("desk:standard_fill", row.pk, no)
    messages.success(request, _("บันทึกหมวด “%(title)s” แล้ว") % {"title": part.section.title(language())})
    following = _following(row, no) if "next" in request.POST else None
    return redirect("desk:standard_fill", row.pk, following) if following else redirect("desk:standard", row.pk)


def _following(row: Assessment, no: int) -> int | None:
    return next((part.section.no for part in marking.sheet(row).parts if part.section.no > no), None)


def _files(request: DeskRequest, form: SectionForm) -> tuple[dict[int, Any], int]:
    found, status = {}, 422
    for line in form.lines:
        name = f"f{line.criterion.pk}"
        kept, one = taken(
            request.FILES.getlist(name), accept_with_papers,
            lambda refused, name=name: form.add_error(name if name in form.fields else None, str(refused)),  # type: ignore[misc]
        )  # fmt: skip
        found[line.criterion.pk] = kept
        status = max(status, one) if one == 413 else status
    return found, status


def _refuse(form: SectionForm, refused: Refused) -> None:
    """A rule names a criterion by its code."""
    pk = next((line.criterion.pk for line in form.lines if line.criterion.code == refused.field), None)
    field = f"f{pk}" if refused.code == "too_many" else f"v{pk}"
    form.add_error(field if pk and field in form.fields else None, str(refused))


def _section(
    request: DeskRequest, row: Assessment, part: Part, form: SectionForm, *, status: int = 200, kept: bool = False
) -> HttpResponse:
    fresh = {line.criterion.pk: line for line in part.lines}
    form.lines = [fresh[line.criterion.pk] for line in form.lines]
    others = marking.sheet(row).parts
    context = {
        "one": row, "part": part, "title": part.section.title(language()), "form": form, "rows": form.rows(), "kept": kept,
        "mark": marking.mark(part), "visiting": form.visiting, "place": office_called(row.office_id, language()),
        "at": [one.section.no for one in others].index(part.section.no) + 1, "of": len(others), "last": others[-1].section.no == part.section.no,
    }  # fmt: skip
    return standard_page(request, "desk/standards/section.html", context, here="home", status=status)


@desk(roles=ROLES)
@require_safe
def file(request: DeskRequest, pk: int, file_id: int) -> HttpResponseBase:
    """What shows a criterion, for whoever sees the assessment; of the visit, for who reads its findings."""
    row = queries.one(request.actor, pk)
    kept = queries.evidence_of(row, file_id)
    if kept.stage == words.VISIT and not queries.sees_findings(row, request.actor):
        raise NotAllowed("not_yet", _("ยังไม่ได้แจ้งผลตรวจเยี่ยม"))
    path = scanning.path_to(kept, thumb="small" in request.GET and kept.kind == "photo")
    return faces.given_out(path, content_type=CONTENT_TYPE[kept.kind], name=kept.name, saved=kept.kind != "photo")
