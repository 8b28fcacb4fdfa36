"""In the field: visits on a phone, with and without signal; and the two addresses that reports come in by.

The answers to a phone are JSON with `house`, so that it can tell our word from any other page in between; what a rule
refuses has `code` and `message`. They go out when everything is committed.
"""

from uuid import UUID, uuid4

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.cases import queries
from sangsuk.cases.models import VisitReport
from sangsuk.cases.visits import queries as visits
from sangsuk.cases.visits import reporting
from sangsuk.cases.visits.phone_report import MOST_BYTES, SHA256, written
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.uploads import FILE_BYTES, is_too_big

from ..doors import WORKING, DeskRequest, came_too_late, desk, page
from ..field import app
from ..field.forms import ReportForm
from ..field.rows import carried_row, carried_rows
from ..forms import RevealForm
from ..phone_answers import answers, kept, say


@desk(roles=WORKING)
@require_safe
def field(request: DeskRequest) -> HttpResponse:
    """The page that is put on the phone. Without JavaScript it is a list that leads to plain forms."""
    context = {"form": ReportForm(), "rows": carried_rows(request.actor, timezone.now())}
    return page(request, "desk/field.html", context, here="field")


@desk(roles=WORKING)
@answers
@require_safe
def bundle(request: DeskRequest) -> HttpResponse:
    """What the phone carries: whose it is, and the visits that wait. No complainant's name is in it."""
    rows = carried_rows(request.actor, timezone.now())
    return say({
        "me": {"id": request.actor.user_id, "name": request.actor.name}, "csrf": get_token(request),
        "visits": [row.told() for row in rows],
    })  # fmt: skip


@desk(roles=WORKING)
@answers
@require_http_methods(["PUT"])
def report(request: DeskRequest, visit: UUID, report: UUID) -> HttpResponse:
    """Take a report in, exactly once: the same bytes again get the same answer."""
    body = request.read(MOST_BYTES + 1)
    taken = reporting.report(visit, report, body, by=request.actor)
    return say({
        "id": str(taken.report.client_id), "sha256": bytes(taken.report.digest).hex(), "number": taken.number,
        "addition": taken.report.addition,
    })  # fmt: skip


@desk(roles=WORKING)
@answers
@require_http_methods(["PUT"])
def photo(request: DeskRequest, visit: UUID, report: UUID, sha256: str) -> HttpResponse:
    """One photograph ahead of its report."""
    if not SHA256.fullmatch(sha256):
        raise Missing("no_photo", _("ไม่มีที่อยู่นี้"))
    data = request.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise Refused("too_big", _("รูปใหญ่เกิน 10 เมกะไบต์ กรุณาเลือกรูปที่เล็กกว่านี้"), "photos")
    reporting.keep_photo(visit, report, sha256, data, name=request.GET.get("name", ""), by=request.actor)
    return say({"sha256": sha256})


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def visit_form(request: DeskRequest, visit: UUID) -> HttpResponse:
    """The report as a plain form, for a phone or a browser that cannot keep it."""
    found = visits.one_of_team(visit, request.actor)
    form = ReportForm(request.POST or None, initial={"report": uuid4()} | ReportForm.now())
    status = 200
    if not came_too_late(request, form) and request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                taken = _send_plain(request, visit, form)
                messages.success(request, _("ส่งรายงานการลงพื้นที่ของเรื่อง %(number)s แล้ว") % {"number": taken.number})
                return redirect("desk:field")
            except Refused as refused:
                status = refused.status
                form.refuse(refused)
                if refused.code == "other_bytes":
                    form.begin_anew(uuid4())
    context = {"form": form, "visit": carried_row(found, timezone.now()), "waits": found.waits}
    return page(request, "desk/field_visit.html", context, here="field", status=status)


def _send_plain(request: DeskRequest, visit: UUID, form: ReportForm) -> reporting.Kept:
    """The same two steps as a phone: the photographs, then the words that name them."""
    client_id = form.cleaned_data["report"]
    sent = list(form.cleaned_data["sent"])
    for upload in request.FILES.getlist("photos"):
        if is_too_big(upload) or upload.size is None or upload.size > FILE_BYTES:
            raise Refused("too_big", _("รูปใหญ่เกิน 10 เมกะไบต์ กรุณาเลือกรูปที่เล็กกว่านี้"), "photos")
        data = upload.read()
        digest = app.sha256(data)
        reporting.keep_photo(visit, client_id, digest, data, name=upload.name or "", by=request.actor)
        sent.append(digest)
    form.remember(sent)
    return reporting.report(visit, client_id, written(form.told(sent)), by=request.actor)


@desk(roles=WORKING)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: DeskRequest, report: UUID) -> HttpResponse:
    """Whom the team met, once, after the reason was written down."""
    row = VisitReport.objects.select_related("visit__case").filter(client_id=report).first()
    if row is None or not row.people_met:
        raise Missing("no_report", _("ไม่พบรายงานนี้"))
    queries.seen(row.visit.case.number, request.actor)
    form, shown, status = RevealForm(request.POST or None), "", 200
    form.fields["reason"].help_text = _("เช่น นัดตรวจซ้ำกับผู้ใหญ่บ้าน เหตุผลและชื่อของท่านจะถูกบันทึกไว้")
    if request.method == "POST" and form.is_valid():
        try:
            shown = visits.people_met(row, by=request.actor, reason=form.cleaned_data["reason"])
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    context = {"case": row.visit.case, "report": row, "people": shown, "form": form}
    return page(request, "desk/field_people.html", context, status=status)


@login_not_required
@csp_update({"script-src": [SELF]})  # a page that a phone keeps can bear no number of the moment
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The page without anybody's data, for the phone to keep."""
    return kept(HttpResponse(app.APP.shell()))


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that opens the page without signal."""
    return kept(app.APP.worker_answer())


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return kept(app.APP.manifest_answer())


@login_not_required
@require_safe
def icon(request: HttpRequest, size: int) -> HttpResponse:
    if size not in app.SIZES:
        raise Http404
    response = HttpResponse(app.icon(size), content_type="image/png")
    response["Cache-Control"] = "public, max-age=604800"
    return response
