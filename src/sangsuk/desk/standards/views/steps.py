"""The moves of an assessment, the objection and its decision, and the certificate."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases.files import accept_with_papers
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.uploads import taken
from sangsuk.standards import assessing, certificates, disputing, marking, queries, table
from sangsuk.standards.models import Assessment
from sangsuk.stories.naming import office_called

from ...doors import WORKING, DeskRequest, came_too_late, desk, language
from ...stories.parts import version_in
from ...views.letters import paper_of
from ..assess_forms import DecideForm, MoveForm, ObjectForm
from ..parts import ROLES, standard_page
from .assess import shown


@desk(roles=WORKING, keeps=True)
@require_POST
def move(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    row = queries.one(request.actor, pk)
    found = table.MOVES.get(name)
    if found is None or not found.button:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    form = MoveForm(request.POST, one=row, move=found, prefix=name)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return shown(request, row, form)
    try:
        assessing.move(row, name, by=request.actor, version=version_in(request), data=form.cleaned_data)
    except Refused as refused:
        if refused.status in (403, 404, 409):
            raise
        form.refuse(refused)
        return shown(request, row, form)
    messages.success(request, str(found.said))
    return redirect("desk:standard", pk)


def _need(request: DeskRequest, row: Assessment, name: str) -> None:
    """The page of a move for who may make it now. Raises NotAllowed."""
    if name not in queries.moves_here(row, request.actor):
        raise NotAllowed("not_now", _("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูแบบอีกครั้ง"), "move")


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: DeskRequest, pk: int) -> HttpResponse:
    """Once, point by point."""
    row = queries.one(request.actor, pk)
    _need(request, row, "object")
    lines = [line for line in marking.sheet(row).lines if line.stands != line.criterion.most]
    form = ObjectForm(request.POST if request.method == "POST" else None, lines=lines)
    status = 200
    if request.method == "POST":
        good, status = form.is_valid(), 422
        files = {}
        for line in lines:
            key = f"f{line.criterion.pk}"
            files[line.criterion.pk], _status = taken(
                request.FILES.getlist(key), accept_with_papers,
                lambda refused, key=key: form.add_error(key, str(refused)),  # type: ignore[misc]
            )  # fmt: skip
        if not came_too_late(request, form) and good and not form.errors:
            try:
                disputing.object_to(row, form.said(), by=request.actor, version=version_in(request), files=files)
                messages.success(request, _("ส่งข้อทักท้วงให้จังหวัดแล้ว"))
                return redirect("desk:standard", pk)
            except Refused as refused:
                if refused.status != 422:
                    raise
                _refuse(form, refused, "o")
    return _dispute(request, row, form, "desk/standards/object.html", status)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    row = queries.one(request.actor, pk)
    _need(request, row, "decide")
    lines = [line for line in marking.sheet(row).lines if line.answer.objection]
    form = DecideForm(request.POST if request.method == "POST" else None, lines=lines)
    status = 200
    if request.method == "POST":
        good, status = form.is_valid(), 422
        if not came_too_late(request, form) and good:
            try:
                disputing.decide(row, form.said(), by=request.actor, version=version_in(request))
                messages.success(request, _("วินิจฉัยแล้ว ผลเป็นที่สุด"))
                return redirect("desk:standard", pk)
            except Refused as refused:
                if refused.status != 422:
                    raise
                _refuse(form, refused, "n")
    return _dispute(request, row, form, "desk/standards/decide.html", status)


def _refuse(form: ObjectForm | DecideForm, refused: Refused, prefix: str) -> None:
    pk = next((line.criterion.pk for line in form.lines if line.criterion.code == refused.field), None)
    form.add_error(f"{prefix}{pk}" if pk else None, str(refused))


def _dispute(
    request: DeskRequest, row: Assessment, form: ObjectForm | DecideForm, template: str, status: int
) -> HttpResponse:
    context = {
        "one": row, "form": form, "rows": form.rows(), "title": row.form.title(language()),
        "place": office_called(row.office_id, language()),
    }  # fmt: skip
    return standard_page(request, template, context, here="home", status=status)


@desk(roles=WORKING)
@require_POST
def certify(request: DeskRequest, pk: int) -> HttpResponse:
    made = certificates.issue(queries.one(request.actor, pk), by=request.actor)
    messages.success(request, _("ออกเกียรติบัตรเลขที่ %(number)s แล้ว") % {"number": made.number})
    return redirect("desk:standard", pk)


@desk(roles=ROLES)
@require_safe
def certificate_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    given = queries.certificate_of(queries.one(request.actor, pk))
    if given is None:
        raise Missing("no_certificate", _("ยังไม่มีเกียรติบัตรของผลนี้"))
    return paper_of(request, certificates.printed(given), f"certificate-{given.office_id}-{given.year_be}.pdf")


@desk(roles=WORKING, keeps=True)
@require_POST
def revoke(request: DeskRequest, pk: int) -> HttpResponse:
    row = queries.one(request.actor, pk)
    given = queries.certificate_of(row)
    if given is None:
        raise Missing("no_certificate", _("ยังไม่มีเกียรติบัตรของผลนี้"))
    form = MoveForm(request.POST, one=row, move=table.MOVES["revoke"], prefix="revoke")
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return shown(request, row, form)
    try:
        certificates.revoke(given, why=form.cleaned_data["why"], by=request.actor)
    except Refused as refused:
        if refused.status != 422:
            raise
        form.refuse(refused)
        return shown(request, row, form)
    messages.success(request, _("เพิกถอนเกียรติบัตรแล้ว หน้าตรวจสอบจะบอกว่าใช้ไม่ได้"))
    return redirect("desk:standard", pk)
