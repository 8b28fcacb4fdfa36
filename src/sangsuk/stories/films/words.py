"""What the stages of a film, its papers, approvals and channels are called."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

WRITING, SHOOTING, EDITING, APPROVING, READY, PUBLISHED, STOPPED = (
    "writing", "shooting", "editing", "approving", "ready", "published", "stopped",
)  # fmt: skip
STATES = {
    WRITING: _("เขียนบท"), SHOOTING: _("ถ่ายทำ"), EDITING: _("ตัดต่อ"), APPROVING: _("รอเห็นชอบ"), READY: _("พร้อมเผยแพร่"),
    PUBLISHED: _("เผยแพร่แล้ว"), STOPPED: _("หยุดเผยแพร่"),
}  # fmt: skip

STEPS = (WRITING, SHOOTING, EDITING, APPROVING, READY, PUBLISHED)
"""The way of a film that nobody stops."""
FIXED = (APPROVING, READY, PUBLISHED)
"""What is watched now is one cut, with everybody who is in it."""

TREATMENT, SCRIPT, CUTS, CAPTIONS, TRANSCRIPT, DESCRIPTION = (
    "treatment", "script", "cuts", "captions", "transcript", "description",
)  # fmt: skip
PAPERS = {
    TREATMENT: _("โครงเรื่อง"), SCRIPT: _("บท"), CUTS: _("รายการตัดต่อ"), CAPTIONS: _("คำบรรยายใต้ภาพ"), TRANSCRIPT: _("บทถอดเสียง"),
    DESCRIPTION: _("เสียงบรรยายภาพ"),
}  # fmt: skip
ACCESSIBLE = (CAPTIONS, TRANSCRIPT, DESCRIPTION)
"""Without these a film leaves out who cannot hear or see it. Source: WCAG 2.2, 1.2.2, 1.2.3, 1.2.5 and 1.2.8."""

PENDING, SIGNED, WITHDRAWN = "pending", "signed", "withdrawn"
RELEASES = {PENDING: _("ยังไม่ลงชื่อ"), SIGNED: _("ลงชื่อแล้ว"), WITHDRAWN: _("ถอนคำอนุญาตแล้ว")}
RELEASE_USES = {"online": _("สื่อออนไลน์"), "broadcast": _("โทรทัศน์และจอสาธารณะ"), "press": _("ภาพนิ่งประชาสัมพันธ์")}

CONTENT, PRIVACY, ACCESS, CHIEF = "content", "privacy", "access", "chief"
APPROVALS = {
    CONTENT: _("เนื้อหาตรงกับเรื่องเล่า"), PRIVACY: _("ข้อมูลส่วนบุคคลและคำอนุญาต"), ACCESS: _("คนหูหนวกและคนตาบอดเข้าถึงได้"),
    CHIEF: _("ผู้บริหารเห็นชอบ"),
}  # fmt: skip

CHANNELS = {
    "website": _("เว็บไซต์นี้"), "facebook": _("Facebook กรมการปกครอง"), "youtube": "YouTube", "tiktok": "TikTok", "line": "LINE",
    "television": _("โทรทัศน์"), "screen": _("จอในที่ว่าการอำเภอ"), "host": _("ที่เก็บไฟล์ฉบับสมบูรณ์"),
}  # fmt: skip
PLANNED = tuple(channel for channel in CHANNELS if channel != "host")
"""Those that somebody plans. The other follows from where the finished film lies: who has that link watches it, too."""
CHANNEL_OF = {"website": "online", "facebook": "online", "youtube": "online", "tiktok": "online", "line": "online",
              "television": "broadcast", "screen": "broadcast", "host": "online"}  # fmt: skip
"""Which use of a release a channel needs."""


def length(seconds: int | None) -> str:
    """'6 นาที 12 วินาที'."""
    minutes, rest = divmod(seconds or 0, 60)
    if not minutes:
        return gettext("%(seconds)s วินาที") % {"seconds": rest} if rest else ""
    if not rest:
        return gettext("%(minutes)s นาที") % {"minutes": minutes}
    return gettext("%(minutes)s นาที %(seconds)s วินาที") % {"minutes": minutes, "seconds": rest}
