"""What the states of the matrix are called."""

from django.utils.translation import gettext_lazy as _

from .. import words

MISSING = ""
"""Nobody has said anything: there is no row."""
STATES = {
    words.PLANNED: _("มีแผนแล้ว"), words.STARTED: _("เริ่มแล้ว"), words.DONE: _("เสร็จแล้ว"), words.NOT_APPLICABLE: _("ไม่เกี่ยวกับอำเภอนี้"),
}  # fmt: skip
ALL = STATES | {MISSING: _("ยังไม่ได้บอก")}
MARKS = {words.PLANNED: "○", words.STARTED: "◐", words.DONE: "●", words.NOT_APPLICABLE: "–", MISSING: "?"}
"""A shape beside each word, so that colour is never alone."""
LOOKS = {words.NEW: _("รอจังหวัดดู"), words.SEEN: _("จังหวัดดูแล้ว"), words.ASKED: _("จังหวัดถามกลับ")}
