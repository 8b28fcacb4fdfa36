"""What the answers, ways and marks of a card are called, in the code and on the page."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..words import ABOVE, BELOW, MET, MIXED, NEGATIVE, POSITIVE

TONES = {POSITIVE: _("ดี"), MIXED: _("ดีบางอย่าง"), NEGATIVE: _("ไม่ดี")}
EXPECTED = {ABOVE: _("ดีกว่าที่คาด"), MET: _("ตามที่คาด"), BELOW: _("แย่กว่าที่คาด")}
"""As a card asks it: shorter than a story's words, and both from good to bad."""

QR, KIOSK, PAPER, WEB, API = "qr", "kiosk", "paper", "web", "api"
CHANNELS = {
    QR: _("สแกนจากป้าย"), KIOSK: _("แท็บเล็ตที่ช่องบริการ"), PAPER: _("แบบกระดาษ"), WEB: _("เว็บไซต์"), API: _("ระบบอื่น"),
}  # fmt: skip

BURST, OWN, NIGHT = "burst", "own", "night"
MARKS = {
    BURST: _("มาถี่ผิดปกติจากเครือข่ายเดียวกัน"),
    OWN: _("มาจากเครื่องหรือกระดาษของสำนักงาน เกินจำนวนปกติของวัน"),
    NIGHT: _("มาจากเครื่องของสำนักงานในเวลากลางคืน"),
}
TO_IMPROVE = Q(tone__in=[NEGATIVE, MIXED]) | Q(expectation=BELOW)

MOST_LINE, MOST_MORE = 160, 2000
SERVICES, AGES, CONDITIONS = "service_kind", "age_band", "condition"
"""Axes of the catalog."""
