"""What a reader is told about a file beside the file itself."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def pdf_warning(warns: str) -> str:
    """Before it is saved: what the paper can do by itself when it is opened."""
    words = {
        "script": _("มีสคริปต์ที่ทำงานเองเมื่อเปิด"),
        "program": _("สั่งเปิดโปรแกรมอื่นได้"),
        "files": _("มีไฟล์อื่นซ่อนอยู่ข้างใน"),
        "sends": _("ส่งข้อมูลออกไปที่อื่นได้"),
        "hidden": _("เข้ารหัสหรือซับซ้อนจนตรวจไม่ได้ทั้งหมด"),
    }
    found = ", ".join(words[sign] for sign in warns.split() if sign in words)
    return _("ระวัง เอกสารนี้%(what)s ถ้าไม่จำเป็น อย่าเปิด") % {"what": found} if found else ""


@register.filter
def taken_at(file: Any) -> str:
    return f"{file.latitude:.5f}, {file.longitude:.5f}"
