"""The parts of going out, among those of the flagships."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.offices.actor import Actor
from sangsuk.outreach import feeds, queries

from ..parts import Part


def sees(actor: Actor) -> bool:
    return feeds.has_feed(actor) and actor.office_level in ("district", "province", "ministry")


def _waiting(actor: Actor) -> int:
    return queries.waiting(actor, timezone.now())


PARTS: tuple[Part, ...] = (
    Part(
        "outreach",
        _("ออกหน่วยเชิงรุก"),
        _("แผนและปฏิทินหน่วยเคลื่อนที่ จำนวนผู้มา และเรื่องที่รับในพื้นที่"),
        "desk:outreach",
        sees,
        _waiting,
    ),
    Part(
        "outreach_coverage",
        _("พื้นที่ที่ยังไม่ได้ไป"),
        _("หมู่บ้านและตำบลไหนที่หน่วยเคลื่อนที่ยังไม่ได้ไปนานเกินกำหนด"),
        "desk:outreach_coverage",
        sees,
    ),
)
