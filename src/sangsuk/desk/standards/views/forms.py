"""Making forms, by people of the department and the ministry: by hand, from last year's, from a file."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.uploads import is_too_big
from sangsuk.standards import forms as making
from sangsuk.standards import sheets, words
from sangsuk.standards.models import Form, FormEvent
from sangsuk.standards.standing import organises

from ...doors import WORKING, DeskRequest, came_too_late, desk, language
from ...stories.parts import version_in
from .. import saying
from ..form_forms import CriterionForm, FactsForm, FileForm, SectionForm, YearForm
from ..parts import standard_page


def _need(request: DeskRequest) -> None:
    if not organises(request.actor):
        raise NotAllowed("not_yours", _("เฉพาะกรมการปกครองและกระทรวงจัดทำแบบประเมินได้"))


def _form(request: DeskRequest, edition: str) -> Form:
    _need(request)
    found = making.by_key(edition)
    if found is None:
        raise Missing("no_form", _("ไม่พบแบบนี้"))
    return found


def _page(request: DeskRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return standard_page(request, f"desk/standards/{template}.html", context, here="forms", status=status)


@desk(roles=WORKING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    _need(request)
    rows = [
        (one, one.title(language()), words.FORM_STATES[one.state], words.ABOUT[one.about])
        for one in Form.objects.all()[:200]
    ]
    return _page(request, "forms", {"rows": rows})


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    _need(request)
    form = FactsForm(request.POST if request.method == "POST" else None)
    done = _done(request, form, lambda: making.make(form.given(), by=request.actor))
    if isinstance(done, Form):
        messages.success(request, _("สร้างฉบับร่างแล้ว เพิ่มหมวดและข้อได้เลย"))
        return redirect("desk:standard_form", done.key)
    return _page(request, "form_facts", {"form": form, "heading": _("สร้างแบบใหม่")}, status=_status(form))


def _done(request: DeskRequest, form: Any, does: Callable[[], Any]) -> Any:
    """What came of it; None when it was not asked, or refused, which the form then says."""
    if request.method != "POST":
        return None
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return None
    try:
        return does() or True
    except Refused as refused:
        if refused.status != 422:
            raise
        form.refuse(refused)
        return None


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: DeskRequest) -> HttpResponse:
    """A form from a CSV file, as a draft."""
    _need(request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()

    def does() -> Form:
        upload = form.cleaned_data["file"]
        if is_too_big(upload) or upload.size > sheets.MOST_BYTES:
            raise Refused("too_big", _("ไฟล์ใหญ่เกินไป แบบหนึ่งมีได้ไม่เกิน %(n)s ข้อ") % {"n": sheets.MOST_LINES}, "file")
        try:
            return making.make(sheets.read(upload.read()), by=request.actor, move="import")
        except Refused as refused:
            raise Refused(refused.code, refused.message, "file") if refused.status == 422 else refused from None

    done = _done(request, form, does)
    if isinstance(done, Form):
        messages.success(request, _("นำเข้าเป็นฉบับร่างแล้ว"))
        return redirect("desk:standard_form", done.key)
    return _page(request, "form_import", {"form": form, "heads": sheets.HEADS}, status=_status(form))


@desk(roles=WORKING)
@require_safe
def one(request: DeskRequest, edition: str) -> HttpResponse:
    return _one(request, _form(request, edition))


def _one(request: DeskRequest, form: Form, copying: YearForm | None = None) -> HttpResponse:
    sections = [
        (section, section.title(language()), [_criterion_row(one) for one in section.criteria.all()])
        for section in form.sections.prefetch_related("criteria")
    ]
    events = [(event, making.SAID[event.move]) for event in FormEvent.objects.filter(form=form).order_by("-seq")[:20]]
    context = {
        "one": form, "title": form.title(language()), "state": words.FORM_STATES[form.state], "about": words.ABOUT[form.about],
        "sections": sections, "draft": form.state == words.DRAFT, "events": events,
        "own": form.changed_by_id == request.actor.user_id, "begun": form.assessments.count(),
        "copying": copying or YearForm(initial={"year_be": form.year_be + 1}),
        "most": saying.number(sum((row["one"].most for _s, _t, rows in sections for row in rows), start=Decimal(0))),
    }  # fmt: skip
    return _page(request, "form", context, status=_status(copying) if copying else 200)


def _criterion_row(one: Any) -> dict[str, Any]:
    return {
        "one": one, "text": one.text(language()), "kind": words.KINDS[one.kind], "basis": words.BASES[one.basis],
        "parts": [one.part(at, language()) for at in range(len(one.parts))], "points": [saying.number(point) for point in one.points],
        "most": saying.number(one.most),
    }  # fmt: skip


@desk(roles=WORKING)
@require_safe
def csv(request: DeskRequest, edition: str) -> HttpResponse:
    form = _form(request, edition)
    name = f"{form.code}-{form.year_be}-{form.version}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(sheets.csv_of(form), content_type="text/csv; charset=utf-8", headers=headers)


@desk(roles=WORKING, keeps=True)
@require_POST
def copy(request: DeskRequest, edition: str) -> HttpResponse:
    form = _form(request, edition)
    asked = YearForm(request.POST)
    done = _done(request, asked, lambda: making.copy(form, year_be=asked.cleaned_data["year_be"], by=request.actor))
    if isinstance(done, Form):
        messages.success(request, _("คัดลอกเป็นฉบับร่างของปีใหม่แล้ว วันเลื่อนตามปี กรุณาตรวจอีกครั้ง"))
        return redirect("desk:standard_form", done.key)
    return _one(request, form, asked)


@desk(roles=WORKING)
@require_POST
def version(request: DeskRequest, edition: str) -> HttpResponse:
    made = making.new_version(_form(request, edition), by=request.actor)
    messages.success(request, _("เริ่มรุ่นใหม่เป็นฉบับร่างแล้ว แบบที่อำเภอเริ่มกรอกไว้ไม่เปลี่ยน"))
    return redirect("desk:standard_form", made.key)


@desk(roles=WORKING)
@require_POST
def release(request: DeskRequest, edition: str) -> HttpResponse:
    made = making.release(_form(request, edition), by=request.actor, version=version_in(request))
    messages.success(request, _("เริ่มใช้แล้ว อำเภอเห็นแบบนี้ตั้งแต่วันเริ่ม"))
    return redirect("desk:standard_form", made.key)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: DeskRequest, edition: str) -> HttpResponse:
    row = _form(request, edition)
    names = ("about", "title_th", "title_en", "valid_from", "valid_to", "hand_in_by", "source")
    form = FactsForm(
        request.POST if request.method == "POST" else None,
        fixed=True,
        initial={name: getattr(row, name) for name in names},
    )
    if _done(
        request, form, lambda: making.change(row, by=request.actor, version=version_in(request), **form.cleaned_data)
    ):
        messages.success(request, _("บันทึกแล้ว"))
        return redirect("desk:standard_form", row.key)
    return _page(
        request, "form_facts", {"form": form, "one": row, "heading": row.title(language())}, status=_status(form)
    )


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: DeskRequest, edition: str, no: int | None = None) -> HttpResponse:
    """A new section, or one that is there; with `remove` it goes."""
    row = _form(request, edition)
    old = making.section_of(row, no) if no is not None else None
    if old is not None and "remove" in request.POST:
        making.remove(row, section_no=old.no, by=request.actor)
        messages.success(request, _("นำหมวดออกแล้ว"))
        return redirect("desk:standard_form", row.key)
    known = (
        {"no": old.no, "title_th": old.title_th, "title_en": old.title_en} if old else {"no": row.sections.count() + 1}
    )
    form = SectionForm(request.POST if request.method == "POST" else None, initial=known)
    done = _done(
        request, form,
        lambda: making.keep_section(row, form.given(), old=no, by=request.actor, version=version_in(request)),
    )  # fmt: skip
    if done:
        messages.success(request, _("บันทึกหมวดแล้ว"))
        return redirect("desk:standard_form", row.key)
    context = {
        "form": form,
        "one": row,
        "heading": old.title(language()) if old else _("เพิ่มหมวด"),
        "removes": old is not None,
    }
    return _page(request, "form_facts", context, status=_status(form))


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: DeskRequest, edition: str, no: int, code: str = "") -> HttpResponse:
    """A new criterion of a section, or one that is there; with `remove` it goes."""
    row = _form(request, edition)
    within = making.section_of(row, no)
    old = making.criterion_of(row, code) if code else None
    if old is not None and "remove" in request.POST:
        making.remove(row, section_no=no, code=code, by=request.actor)
        messages.success(request, _("นำข้อออกแล้ว"))
        return redirect("desk:standard_form", row.key)
    known = CriterionForm.told(old) if old else {"no": within.criteria.count() + 1}
    form = CriterionForm(request.POST if request.method == "POST" else None, initial=known)
    done = _done(
        request, form,
        lambda: making.keep_criterion(row, no, form.given(), old=code, by=request.actor, version=version_in(request)),
    )  # fmt: skip
    if done:
        messages.success(request, _("บันทึกข้อแล้ว"))
        return redirect("desk:standard_form", row.key)
    heading = old.text(language()) if old else _("เพิ่มข้อในหมวด “%(title)s”") % {"title": within.title(language())}
    return _page(
        request,
        "form_facts",
        {"form": form, "one": row, "heading": heading, "removes": old is not None},
        status=_status(form),
    )
