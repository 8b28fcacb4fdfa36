"""What the stages of a press release are called."""

from django.utils.translation import gettext_lazy as _

DRAFT, WAITING, APPROVED, PUBLISHED, WITHDRAWN, DROPPED = (
    "draft", "waiting", "approved", "published", "withdrawn", "dropped",
)  # fmt: skip
STATUSES = {
    DRAFT: _("ร่าง"), WAITING: _("รอผู้เห็นชอบ"), APPROVED: _("เห็นชอบแล้ว รอวันเผยแพร่"), PUBLISHED: _("เผยแพร่แล้ว"),
    WITHDRAWN: _("ถอนแล้ว"), DROPPED: _("ทิ้งร่างแล้ว"),
}  # fmt: skip
OUT = [PUBLISHED, WITHDRAWN]
