"""What joins a need to a project."""

from django.utils.translation import gettext_lazy as _

CATEGORY, POLICY, THEME, SERVICE = "category", "policy", "theme", "service"
KINDS = {
    CATEGORY: _("ประเภทเรื่องร้องทุกข์"),
    POLICY: _("นโยบายเร่งด่วน"),
    THEME: _("หัวข้อของเรื่องเล่า"),
    SERVICE: _("บริการของที่ว่าการอำเภอ"),
}
LEAST = 10
"""Of fewer than this the public is told no number; nor of parts that could be reckoned from the others."""
