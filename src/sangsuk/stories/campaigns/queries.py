"""What a campaign's page says: where it stands now, what happens when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing
from sangsuk.thai.dates import bangkok_date

from ..models import Campaign

BEFORE, DURING, AFTER = "before", "during", "after"
PHASES = {
    "collecting": _("รับเรื่องเล่า"), "screening": _("อ่านและคัดกรอง"), "judging": _("กรรมการให้คะแนน"),
    "producing": _("ถ่ายทำภาพยนตร์สั้น"), "publishing": _("เผยแพร่"),
}  # fmt: skip


@dataclass(frozen=True)
class Phase:
    """`now`: before, during or after, of this phase."""

    name: str
    from_on: date
    to_on: date
    now: str


def shown(code: str) -> Campaign:
    """One that the public may see; a draft is nobody's but its makers'. Raises Missing."""
    campaign = Campaign.objects.exclude(state=Campaign.DRAFT).filter(code=code).first()
    if campaign is None:
        raise Missing("no_campaign", _("ไม่พบโครงการนี้"))
    return campaign


def asked_for(code: str) -> Campaign | None:
    """For an address that names one, rightly or wrongly: a wrong one is no reason to turn somebody away."""
    return Campaign.objects.exclude(state=Campaign.DRAFT).filter(code=code).first() if code else None


def open_now(now: datetime) -> list[Campaign]:
    """Those that take stories today, the one that closes first before the others."""
    today = bangkok_date(now)
    ready = Campaign.objects.filter(state=Campaign.READY, opens_on__lte=today, closes_on__gte=today)
    return list(ready.order_by("closes_on", "code"))


def with_counts() -> list[tuple[Campaign, int]]:
    """All of them for their makers, newest first, with how many stories came. One query."""
    rows = Campaign.objects.annotate(many=Count("stories")).order_by("-opens_on", "code")
    return [(row, row.many) for row in rows]


def stands(campaign: Campaign, now: datetime) -> str:
    """Before, during or after its window."""
    if now < campaign.opens_at:
        return BEFORE
    return DURING if campaign.holds(now) else AFTER


def phases(campaign: Campaign, now: datetime) -> list[Phase]:
    today = bangkok_date(now)
    found = []
    for row in campaign.phases.all():
        stands = BEFORE if today < row.from_on else AFTER if today > row.to_on else DURING
        found.append(Phase(str(PHASES[row.kind]), row.from_on, row.to_on, stands))
    return found
