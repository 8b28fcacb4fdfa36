"""When something goes wrong: one page for each way, in kind words, with a way on and with what was typed."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.middleware import csrf
from django.shortcuts import render
from django.utils.translation import gettext as _

from sangsuk.common import faces
from sangsuk.common.faces import expired

FORGED = (csrf.REASON_BAD_REFERER.split("%")[0], csrf.REASON_BAD_ORIGIN.split("%")[0])


def expired_sentence() -> str:
    return _("หน้านี้เปิดทิ้งไว้นานเกินไป เราจึงยังไม่ได้ส่งให้ สิ่งที่ท่านพิมพ์ยังอยู่ครบ กรุณากดปุ่มอีกครั้ง")


def came_too_late(request: HttpRequest, form: Any) -> bool:
    """The page's guard had expired: nothing is done, and the form says so in one sentence above what was typed."""
    return faces.came_too_late(request, form, expired_sentence())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The same form again with what was typed, when its guard has expired; plain refusal when it came from elsewhere.

    A view says with `keeps_what_was_typed` that it can show its form again: it is called with
    `request.guard_expired`, must change nothing, and its page goes out as 403.
    """
    match = request.resolver_match
    if match is None or _came_from_elsewhere(request, reason) or not _can_show_again(request, match.func):
        return render(request, "403.html", {"message": _("หน้านี้เปิดทิ้งไว้นานเกินไป กรุณาเปิดใหม่แล้วลองอีกครั้ง")}, status=403)
    request.guard_expired = True  # type: ignore[attr-defined]
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    response.status_code = 403
    return response


def _came_from_elsewhere(request: HttpRequest, reason: str) -> bool:
    return reason.startswith(FORGED) or request.headers.get("Sec-Fetch-Site") == "cross-site"


def _can_show_again(request: HttpRequest, view: Any) -> bool:
    """The guard stands before the check of who is signed in, so that check is made here."""
    open_to_her = not getattr(view, "login_required", True) or request.user.is_authenticated
    return open_to_her and getattr(view, "keeps_what_was_typed", False)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when the words alone were longer than any form of ours."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    message = _("ข้อความที่ส่งมายาวเกินกว่าจะรับได้ กรุณากลับไปหน้าก่อนแล้วย่อให้สั้นลง") if status == 413 else ""
    return render(request, f"{status}.html", {"message": message}, status=status)


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page, with 403 when it is a form shown again because its guard had expired."""
    return render(request, template, context, status=403 if expired(request) else status)
