"""What anybody can check without trusting us: receipts, proofs, the signed heads of every day, the keys, the programs."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.cases import queries, receipts
from sangsuk.cases.models import Case
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.faces import caller
from sangsuk.ledger import keybook, log
from sangsuk.ledger.models import LogHead

from .. import receipts as forms
from ..doors import counted, open_door, private
from .failures import page

SCRIPT = Path(__file__).parent.parent / "verifier" / "sangsuk_verify.py"
MOST = 100


def _file(text: str | bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _opened(request: HttpRequest, number: str, key: str) -> Case:
    case = queries.opened(number, key, caller=caller(request))
    counted(request, case.number)
    return case


@open_door
@private
@require_safe
def receipt_json(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The receipt as a file to keep."""
    receipt = receipts.of(_opened(request, number, key))
    return _file(receipt.as_json(), forms.FILE.format(number=receipt.number, kind="json"), "application/json")


@open_door
@private
@require_safe
def receipt_pdf(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The receipt to print; the file lies inside it."""
    case = _opened(request, number, key)
    made = forms.pdf(case, receipts.of(case), settings.SITE_URL)
    return _file(made, forms.FILE.format(number=case.number, kind="pdf"), "application/pdf")


@open_door
@private
@require_safe
def proof_json(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """That her case is in the public log as it stands."""
    proof = log.proof(_opened(request, number, key).client_id)
    if proof is None:
        raise Missing("no_proof_yet", _("เรื่องนี้จะเข้าบันทึกสาธารณะในคืนนี้ กรุณากลับมารับหลักฐานพรุ่งนี้"))
    return _file(json.dumps(proof, indent=1), f"sangsuk-proof-{number}.json", "application/json")


@open_door
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """What the public log is, in plain words, and its latest days."""
    heads = log.heads(most=7)
    return page(request, "public/record.html", {"heads": heads, **keys_told()})


@open_door
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The page that checks a receipt in the browser of whoever holds it. It sends nothing."""
    return page(request, "public/verify.html", {"keys_json": json.dumps(keys_told())})


def keys_told() -> dict[str, Any]:
    """All public keys, those that sign no more too, and who vouches for each."""
    return {"keys": keybook.told()}


@open_door
@require_safe
def public_keys(request: HttpRequest) -> HttpResponse:
    return _open(keys_told())


@open_door
@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """The signed heads, newest first, a hundred at a time: `?before=2026-11-20` those of earlier days."""
    found = log.heads(before=_day(request, "before"), most=MOST + 1)
    more = f"{reverse('public:heads')}?before={found[MOST - 1].day.isoformat()}" if len(found) > MOST else None
    return _open({"heads": [log.signed_head(head) for head in found[:MOST]], "next": more})


@open_door
@require_safe
def consistency(request: HttpRequest) -> HttpResponse:
    """`?from=2026-11-19&to=2026-11-20`: that the log of one day is the beginning of the other's."""
    days = {head.day: head for head in LogHead.objects.filter(day__in=[d for d in _both(request) if d])}
    before, after = (days.get(day) for day in _both(request) if day) if len(days) == 2 else (None, None)
    if before is None or after is None or before.size > after.size:
        raise Missing("no_day", _("ไม่มีบันทึกของวันเหล่านี้ กรุณาบอกวันก่อนและวันหลัง เช่น ?from=2026-11-19&to=2026-11-20"))
    return _open(log.grown(before, after))


def _both(request: HttpRequest) -> tuple[date | None, date | None]:
    return _day(request, "from"), _day(request, "to")


def _day(request: HttpRequest, name: str) -> date | None:
    told = request.GET.get(name, "")
    try:
        return date.fromisoformat(told) if told else None
    except ValueError as trouble:
        raise Refused("bad_day", _("กรุณาเขียนวันแบบ 2026-11-20")) from trouble


def _open(told: dict[str, Any]) -> HttpResponse:
    """Open data: anybody, from anywhere, also a page of somebody else's."""
    answer = HttpResponse(json.dumps(told, indent=1), content_type="application/json")
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=300"
    return answer


@open_door
@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """The program that checks without a browser. Its digest is told, so that copies can be compared."""
    text = SCRIPT.read_bytes()
    answer = _file(text, SCRIPT.name, "text/x-python; charset=utf-8")
    answer["X-SHA-256"] = hashlib.sha256(text).hexdigest()
    return answer
