"""The door of papers: /f/<purpose>/<signed token>, without session, cookie, form token or page.

It stands before the session in MIDDLEWARE and answers for everything under /f/ by itself. A paper of a stranger is only
ever saved, never shown: should a browser open it all the same, the sandbox gives it no origin, no script and no form.
With SANGSUK_FILES_URL the door is open on that host name only, and that host name has no other door.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE
from sangsuk.common import faces, filelinks
from sangsuk.common.errors import Refused

Handler = Callable[[HttpRequest], HttpResponseBase]
STRICT = {
    "Cache-Control": "no-store, private",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Download-Options": "noopen",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


def files_door(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        apart = _host_of_files()
        here = bool(apart) and request.get_host() == apart
        if not request.path_info.startswith(filelinks.PATH) and not here:
            return get_response(request)
        response = _answer(request) if here or not apart else _said(404)
        for name, value in STRICT.items():
            response[name] = value
        return response

    return middleware


def _host_of_files() -> str:
    host = urlsplit(settings.FILES_URL).netloc
    return "" if host == urlsplit(settings.SITE_URL).netloc else host


def _answer(request: HttpRequest) -> HttpResponseBase:
    if request.method not in ("GET", "HEAD"):
        return _said(405)
    purpose, _, token = request.path_info.removeprefix(filelinks.PATH).partition("/")
    try:
        found = filelinks.opened(purpose, token)
        path = scanning.path_to(found)
        return faces.given_out(path, content_type=CONTENT_TYPE[found.kind], name=found.name, saved=True)
    except filelinks.LinkEnded:
        return _said(
            410,
            "ลิงก์นี้หมดเวลาแล้ว กรุณากลับไปหน้าเดิมแล้วกดเปิดไฟล์อีกครั้ง / This link has ended. Please go back and open the file again.",
        )
    except filelinks.NoLink:
        return _said(404)
    except Refused as refused:
        return _said(refused.status, str(refused))


def _said(status: int, words: str = "ไม่พบไฟล์นี้ / No such file.") -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
