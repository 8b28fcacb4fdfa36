"""When people choose otherwise than the order: with a reason, by two of them, and still exactly N. Pure."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused

LEAST_REASON, MOST_REASON = 40, 2000


@dataclass(frozen=True)
class Exchange:
    """One story out, another in."""

    out: str
    into: str
    reason: str


def check_exchange(exchange: Exchange, *, chosen: Sequence[str], listed: Set[str]) -> None:
    """Refuses what is no exchange, or has no reason that anybody could read later."""
    if exchange.out not in chosen:
        raise Refused("bad_choice", _("เรื่องที่จะนำออกไม่ได้อยู่ในเรื่องที่ได้รับเลือก"), "out")
    if exchange.into in chosen or exchange.into not in listed:
        raise Refused("bad_choice", _("เรื่องที่จะใส่แทนต้องเป็นเรื่องในรอบนี้ที่ยังไม่ได้รับเลือก"), "into")
    reason = " ".join(exchange.reason.split())
    if not LEAST_REASON <= len(reason) <= MOST_REASON:
        least = {"least": LEAST_REASON}
        raise Refused("no_reason", _("กรุณาบอกเหตุผลอย่างน้อย %(least)s ตัวอักษร ผู้อื่นจะอ่านเหตุผลนี้") % least, "reason")


def check_second(proposed_by: int, confirmed_by: int, jury: Set[int]) -> None:
    """The one who confirms is somebody else, and neither of the two is a judge of this round."""
    if proposed_by == confirmed_by:
        raise NotAllowed("same_person", _("ผู้เสนอยืนยันเองไม่ได้ ต้องมีอีกคนหนึ่งยืนยัน"))
    if {proposed_by, confirmed_by} & jury:
        raise NotAllowed("is_judge", _("กรรมการของรอบนี้เสนอหรือยืนยันการเปลี่ยนผลไม่ได้"))


def after(chosen: Sequence[str], exchanges: Sequence[Exchange]) -> list[str]:
    """What is chosen when the confirmed exchanges are made one after the other: as many as before."""
    now = list(chosen)
    for one in exchanges:
        if one.out not in now or one.into in now:
            raise Refused("bad_choice", _("การเปลี่ยนผลนี้ขัดกับการเปลี่ยนที่ยืนยันไปก่อนแล้ว"), "out")
        now[now.index(one.out)] = one.into
    return now
