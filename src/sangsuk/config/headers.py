"""What every answer of the house says to a browser, whoever made it: page, program's answer, static file, error, 304.

It stands first in MIDDLEWARE, so nothing leaves without it; what a page has said for itself stays. The policy of pages
(settings.CONTENT_SECURITY_POLICY) needs a nonce and is written by django-csp; whatever is no page gets the one that
allows nothing. docs/adr/0018-web.md says why each is as it is.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponseBase]

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For answers that are no pages: opened by themselves they can do nothing."""
REPORTS = "/csp-report"
LOCATED, LOCATED_AT = ("/tell", "/desk/new", "/desk/field", "/stories/write"), ("/c",)
"""Where a page may ask the phone for its position: what begins so, and what is called just so."""
OFF = (
    "accelerometer", "ambient-light-sensor", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
PLAYED = ("/stories", "/films")
"""Where a film may fill the screen."""
_OFF = ", ".join(f"{name}=()" for name in OFF)
_KEYS = "publickey-credentials-create=(self), publickey-credentials-get=(self)"
PERMISSIONS = f"{_OFF}, geolocation=(), {_KEYS}"

ALWAYS = {
    "Content-Security-Policy": NOTHING,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Origin-Agent-Cluster": "?1",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Cache-Control": "private, no-cache",
}


def headers(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Permissions-Policy", _permissions(request.path_info))
        response.headers.setdefault("Reporting-Endpoints", f'csp="{REPORTS}"')
        return response

    return middleware


def _permissions(path: str) -> str:
    allowed = {"fullscreen": path.startswith(PLAYED), "geolocation": path.startswith(LOCATED) or path in LOCATED_AT}
    said = PERMISSIONS
    for name in (name for name, may in allowed.items() if may):
        said = said.replace(f"{name}=()", f"{name}=(self)")
    return said
