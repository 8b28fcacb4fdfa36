"""What the stages, tones, uses and reasons of a story are called, in the code and on the page."""

from django.utils.translation import gettext_lazy as _

RECEIVED, ASKED, PUBLISHED, KEPT, REJECTED, WITHDRAWN, TAKEN_DOWN, AWAITING = (
    "received", "asked", "published", "kept", "rejected", "withdrawn", "taken_down", "awaiting",
)  # fmt: skip
"""AWAITING: it came from elsewhere, and its author has not yet been asked. KEPT: passed, for the office to learn from, and
not for the public, because she wishes so."""

STATUSES = {
    # code: (what an official reads, what the author reads)
    AWAITING: (_("รอความยินยอมของผู้เขียน"), _("เราขออนุญาตท่านก่อนนำเรื่องนี้มาเล่าต่อ")),
    RECEIVED: (_("รอตรวจ"), _("เราได้รับเรื่องเล่าของท่านแล้ว กำลังอ่านก่อนเผยแพร่")),
    ASKED: (_("รอผู้เขียน"), _("เราขอให้ท่านช่วยดูถ้อยคำก่อนเผยแพร่")),
    PUBLISHED: (_("เผยแพร่แล้ว"), _("เรื่องเล่าของท่านเผยแพร่แล้ว")),
    KEPT: (_("ผ่านแล้ว ไม่เผยแพร่"), _("เราส่งเรื่องเล่าให้ที่ว่าการอำเภออ่านแล้ว และไม่เผยแพร่ ตามที่ท่านเลือกไว้")),
    REJECTED: (_("ไม่ผ่าน"), _("เรื่องเล่านี้ยังเผยแพร่ไม่ได้")),
    WITHDRAWN: (_("ผู้เขียนถอนเรื่อง"), _("ท่านถอนเรื่องเล่านี้แล้ว ไม่มีใครอ่านได้อีก")),
    TAKEN_DOWN: (_("นำออกแล้ว"), _("เรานำเรื่องเล่านี้ออกจากหน้าเว็บแล้ว")),
}

RESTS_FOR_HER = _("เรื่องเล่าของท่านกำลังอยู่ระหว่างการอ่านของกรรมการ")
"""What she reads in place of "published" while it rests."""

POSITIVE, NEGATIVE, MIXED = "positive", "negative", "mixed"
TONES = {POSITIVE: _("ประทับใจ"), NEGATIVE: _("ยังไม่พอใจ"), MIXED: _("มีทั้งดีและไม่ดี")}

BELOW, MET, ABOVE = "below", "met", "above"
EXPECTATIONS = {BELOW: _("ต่ำกว่าที่คาดไว้"), MET: _("เป็นไปตามที่คาดไว้"), ABOVE: _("เหนือความคาดหมาย")}

PUBLISH, QUOTE, NAME, PHOTOGRAPH, FILM, CONTACT = "publish", "quote", "name", "photograph", "film", "contact"
USES = {
    PUBLISH: _("เผยแพร่เรื่องเล่า"), QUOTE: _("ยกข้อความไปใช้"), NAME: _("แสดงชื่อจริง"), PHOTOGRAPH: _("แสดงรูป เสียง และวิดีโอ"),
    FILM: _("นำไปทำภาพยนตร์สั้น"), CONTACT: _("ติดต่อกลับ"),
}  # fmt: skip

SERVICES, THEMES, FLAGSHIPS = "service_kind", "story_theme", "flagship"
"""Axes of the catalog."""
AUTHOR_UNNAMED = _("ผู้เล่าไม่ประสงค์ออกนาม")
