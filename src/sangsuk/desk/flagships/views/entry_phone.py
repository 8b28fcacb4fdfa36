"""Sheets on a phone, with and without signal: the page that is put by, what it carries, and what comes back, exactly once.

Answers are JSON with `house`, as those of the field: see `desk.views.field`.
"""

import hashlib
from dataclasses import asdict
from io import BytesIO
from typing import Any
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.cases.visits.phone_report import SHA256
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.uploads import FILE_BYTES
from sangsuk.flagships.reporting import evidence, owing, queries
from sangsuk.flagships.reporting import phone as hearing

from ...doors import DeskRequest, desk, page
from ...phone_answers import answers, kept, say
from ..entry_app import APP
from ..entry_bundle import carried, conflict
from ..parts import REPORTS


@desk(roles=REPORTS)
@require_safe
def phone(request: DeskRequest) -> HttpResponse:
    """The page that is put on the phone. Without JavaScript it is a list that leads to the plain forms."""
    rows = owing.mine(request.actor).items
    return page(request, "desk/flagships/entry_phone.html", {"rows": [carried(one) for one in rows]}, here="flagships")


@desk(roles=REPORTS)
@answers
@require_safe
def bundle(request: DeskRequest) -> HttpResponse:
    """What the phone carries: whose it is, and the sheets that it may fill in, with every number as it stands."""
    actor = request.actor
    sheets = [queries.page(one, actor) for one in list(owing.mine(actor, size=4).items)[:4]]
    return say({
        "me": {"id": actor.user_id, "name": actor.name}, "csrf": get_token(request),
        "sheets": [carried(one.sheet, one) for one in sheets if one.fills],
    })  # fmt: skip


@desk(roles=REPORTS)
@answers
@require_http_methods(["PUT"])
def words(request: DeskRequest, pk: int, client_id: UUID) -> HttpResponse:
    """One project's numbers, exactly once: the same bytes again get the same answer."""
    sheet = queries.one(pk, request.actor)
    heard = hearing.hear(sheet, client_id, request.read(hearing.MOST_BYTES + 1), by=request.actor)
    return say({
        "id": str(client_id), "sha256": heard.sha256, "saved": heard.saved,
        "conflicts": [conflict(one) for one in heard.conflicts], "wrong": [asdict(one) for one in heard.wrong],
    })  # fmt: skip


@desk(roles=REPORTS)
@answers
@require_http_methods(["PUT"])
def photo(request: DeskRequest, pk: int, indicator: str, sha256: str) -> HttpResponse:
    """One photograph beside one number; the same again is the same."""
    sheet = queries.one(pk, request.actor)
    data = request.read(FILE_BYTES + 1)
    if not SHA256.fullmatch(sha256):
        raise Missing("no_photo", _("ไม่มีที่อยู่นี้"))
    if len(data) > FILE_BYTES:
        raise Refused("too_big", _("รูปใหญ่เกิน 10 เมกะไบต์ กรุณาเลือกรูปที่เล็กกว่านี้"), "photos")
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused("broken", _("รูปมาไม่ครบ กรุณาส่งอีกครั้ง"), "photos")
    upload: File[Any] = File(BytesIO(data), name=request.GET.get("name", "photo.jpg"))
    evidence.add(sheet, indicator, upload, by=request.actor)
    return say({"sha256": sha256})


@login_not_required
@csp_update({"script-src": [SELF]})  # a page that a phone keeps can bear no number of the moment
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The page without anybody's data, for the phone to keep."""
    return kept(HttpResponse(APP.shell()))


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that opens the page without signal."""
    return kept(APP.worker_answer())


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return kept(APP.manifest_answer())
