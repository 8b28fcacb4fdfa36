"""What the faces share: who asks, how a refusal becomes a page, how a file goes out."""

import io
import ipaddress
from pathlib import Path
from typing import Any

import segno
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .errors import Missing, Refused, TooMany


def caller(request: HttpRequest) -> str:
    """Where a request comes from, for slowing down guesses. The proxy in front sets REMOTE_ADDR."""
    return str(request.META.get("REMOTE_ADDR", ""))


def range_of(request: HttpRequest) -> str:
    """The network that a caller shares with others: /24 of IPv4, /56 of IPv6, what a subscriber gets at most.

    Thai mobile operators put thousands behind one address; whatever is counted by it must be generous.
    """
    try:
        address = ipaddress.ip_address(caller(request))
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 56), strict=False))


def expired(request: HttpRequest) -> bool:
    """Is this the second look at a form whose guard had expired? Then it is shown again and nothing is done."""
    return bool(getattr(request, "guard_expired", False))


def came_too_late(request: HttpRequest, form: Any, sentence: str) -> bool:
    """Then the form has this sentence for its only trouble; each face has words of its own for it."""
    if expired(request):
        form.errors.clear()
        form.add_error(None, sentence)
    return expired(request)


def nonce(request: HttpRequest) -> dict[str, str]:
    """For every template: the number that marks our own scripts on this page; without it a browser runs none."""
    return {"csp_nonce": str(getattr(request, "csp_nonce", ""))}


def refused(request: HttpRequest, trouble: Refused, template: str = "") -> HttpResponse:
    """A rule said no, outside any form: one page for each status, with the rule's own sentence."""
    context = {"message": str(trouble), "trouble": trouble}
    return waiting(render(request, template or f"{trouble.status}.html", context, status=trouble.status), trouble)


def waiting(response: HttpResponse, trouble: Refused) -> HttpResponse:
    """The same, with the seconds to wait for whoever asked too often."""
    if isinstance(trouble, TooMany):
        response["Retry-After"] = str(trouble.retry_after)
    return response


def given_out(path: Path, *, content_type: str, name: str, saved: bool) -> FileResponse:
    """A stored file: to look at, or `saved`. The type is what we found in it, never what its sender called it.

    Raises: Missing when it is not on disk.
    """
    try:
        opened = path.open("rb")
    except FileNotFoundError as trouble:
        raise Missing("no_file", _("ไม่พบไฟล์นี้")) from trouble
    response = FileResponse(opened, as_attachment=saved, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def qr(address: str, title: str = "") -> SafeString:
    """The QR code of an address as inline SVG, dark on white whatever the scheme, so that every phone reads it."""
    out = io.BytesIO()
    code = segno.make(address, error="m", boost_error=False)
    code.save(out, kind="svg", border=3, dark="#000", light="#fff", omitsize=True, xmldecl=False, svgns=False,
              svgclass="qr", lineclass=None, title=title or _("รหัส QR ไปหน้าติดตามเรื่องนี้"))  # fmt: skip
    return mark_safe(out.getvalue().decode())  # noqa: S308 - drawn here, from our own address
