"""What a phone keeps to open the field page without signal, and the icons."""

import functools
import io

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from ..phone_app import SIZES, PhoneApp, sha256
from .forms import ReportForm

_FINE = 4
"""Drawn four times as large and made smaller, so that edges are smooth."""

APP = PhoneApp(
    kept="field", page="desk:field", shell_at="desk:field_shell", template="desk/field.html",
    looks=("look/desk.css", "look/field.js", "img/favicon.svg"), names=lambda: (_("ลงพื้นที่ สร้างสุข"), _("ลงพื้นที่")),
    context=lambda: {"form": ReportForm()},
)  # fmt: skip


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


__all__ = ["APP", "SIZES", "icon", "sha256"]
