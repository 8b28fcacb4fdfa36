"""What a phone keeps to open the field page without signal: the page without data, the script, the name and the icons."""

import functools
import hashlib
import io
from typing import Any

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from ..doors import language
from .forms import ReportForm

SIZES = (192, 512)
LOOKS = ("look/desk.css", "look/field.js", "img/favicon.svg")
_FINE = 4
"""Drawn four times as large and made smaller, so that edges are smooth."""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def shell() -> str:
    """The page as nobody's, in the reader's language."""
    return render_to_string("desk/field.html", {"form": ReportForm(), "shell": True})


def worker() -> str:
    """The script's version is the digest of what it keeps: another page or another look is another script."""
    page = shell()
    files = [static(name) for name in LOOKS]
    version = sha256(" ".join([page, *files]).encode())[:16]
    return render_to_string("desk/field_sw.js", {"version": version, "files": files})


def manifest() -> dict[str, Any]:
    plain = [{"src": f"/desk/field/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in SIZES]
    return {
        "id": "/desk/field", "start_url": "/desk/field", "scope": "/desk/field", "display": "standalone",
        "name": _("ลงพื้นที่ สร้างสุข"), "short_name": _("ลงพื้นที่"), "lang": language(),
        "background_color": "#fbfaf7", "theme_color": "#0b5d66",
        "icons": [*plain, *({**one, "purpose": "maskable"} for one in plain),
                  {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }  # fmt: skip


@functools.lru_cache(maxsize=len(SIZES))
def icon(size: int) -> bytes:
    """The mark of the house, drawn to the edge, so that a phone may cut any shape out of it."""
    side = size * _FINE
    unit = side / 32
    image = Image.new("RGB", (side, side), "#0b5d66")
    pen = ImageDraw.Draw(image)
    pen.ellipse(_round(16, 11.5, 3.0, unit), fill="#fff4d6")
    width = round(2.8 * unit)
    pen.arc(_round(16, 15, 7.9, unit), 0, 180, fill="#fff", width=width)
    for x in (16 - 7.9 + 1.4, 16 + 7.9 - 1.4):  # the arc's round ends
        pen.ellipse(_round(x, 15, 1.4, unit), fill="#fff")
    out = io.BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _round(x: float, y: float, radius: float, unit: float) -> tuple[float, float, float, float]:
    return (x - radius) * unit, (y - radius) * unit, (x + radius) * unit, (y + radius) * unit
