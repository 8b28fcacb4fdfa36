"""Where the auditor's day begins: the days of the public log, the last look through everything, and one case at a time."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsuk.cases import proving
from sangsuk.cases.models import Case
from sangsuk.cases.sealed import rule
from sangsuk.common.faces import expired
from sangsuk.ledger import log, log_checking, signing
from sangsuk.ledger.models import Verification

from ..doors import DeskRequest, desk, expired_sentence, page

DAYS = 14


@desk(roles=("auditor",), keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: DeskRequest) -> HttpResponse:
    """Of a case it says how many events it has and whether they are whole; never what it is about."""
    number = request.POST.get("number", "").strip() if request.method == "POST" else ""
    context: dict[str, Any] = {
        "heads": log.heads(most=DAYS), "last": Verification.objects.order_by("-at").first(), "number": number,
        "digest": log_checking.digest_of_heads(), "key": signing.current(),
    }  # fmt: skip
    if request.method != "POST":
        return page(request, "desk/ledger.html", context, here="ledger")
    if expired(request):
        return page(request, "desk/ledger.html", context | {"trouble": expired_sentence()}, here="ledger")
    known = Case.objects.filter(
        rule.unaccused(request.actor)
    )  # who audits an accused office does not learn of the case either
    case = known.filter(number=number).first() if number and "\x00" not in number else None
    if case is None:
        trouble = _("ไม่พบเรื่องเลขที่นี้ กรุณาตรวจเลขที่อีกครั้ง")
        return page(request, "desk/ledger.html", context | {"trouble": trouble}, here="ledger", status=422)
    seen = proving.Seen()
    context |= {"faults": list(proving.faults(seen, only=case)), "seen": seen, "day": log.day_of(case.client_id)}
    return page(request, "desk/ledger.html", context, here="ledger")
