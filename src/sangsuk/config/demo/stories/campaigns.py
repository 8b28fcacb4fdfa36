"""The two campaigns of the demo world: December 2563, long finished, and one that is open today."""

from datetime import date, datetime, timedelta
from typing import Any

from sangsuk.stories.models import Campaign, CampaignPhase
from sangsuk.thai import bangkok_date

FINISHED, OPEN = "happy-2563", "happy-now"
QUESTIONS = [
    {"code": "happy", "th": "อะไรทำให้ท่านมีความสุขที่สุดในเรื่องนี้", "en": "What made you happiest in this?", "required": False},
    {"code": "better", "th": "ถ้าเปลี่ยนได้หนึ่งอย่าง ท่านอยากให้เปลี่ยนอะไร", "en": "If one thing could change, what should it be?", "required": False},
]  # fmt: skip
_COMMON: dict[str, Any] = {
    "purpose_th": "ชวนประชาชนเล่าเรื่องที่พบที่ว่าการอำเภอ ทั้งเรื่องที่ประทับใจและเรื่องที่ยังไม่พอใจ เพื่อให้ทุกข์น้อยลงและสุขมากขึ้น",
    "purpose_en": "Citizens tell what they met with at their district office, the good and the bad, so that there is less "
    "trouble and more happiness.",
    "hashtags": ["สุขนี้ที่อำเภอ", "ทุกข์น้อยลงสุขมากขึ้น"],
    "themes": ["service", "character", "volunteer", "other"],
    "questions": QUESTIONS,
    "winners_count": 3,
    "state": Campaign.READY,
}


def make(now: datetime) -> None:
    """Both with their phases."""
    today = bangkok_date(now)
    _campaign(
        FINISHED, "อำเภอสร้างสุข 2563", "Happy District 2020", date(2020, 12, 1), date(2020, 12, 31), now=now,
        phases=(
            ("collecting", date(2020, 12, 1), date(2020, 12, 31)), ("screening", date(2021, 1, 4), date(2021, 1, 15)),
            ("judging", date(2021, 1, 18), date(2021, 2, 5)), ("producing", date(2021, 2, 8), date(2021, 4, 30)),
            ("publishing", date(2021, 5, 3), date(2021, 6, 30)),
        ),
    )  # fmt: skip
    opens, closes = today - timedelta(days=20), today + timedelta(days=24)
    _campaign(
        OPEN, "อำเภอสร้างสุข ปีนี้เล่าต่อ", "Happy District, told on", opens, closes, now=now,
        phases=(("collecting", opens, closes), ("screening", closes + timedelta(days=3), closes + timedelta(days=17))),
    )  # fmt: skip


def _campaign(
    code: str, th: str, en: str, opens: date, closes: date, *, now: datetime, phases: tuple[tuple[str, date, date], ...]
) -> None:
    campaign = Campaign.objects.create(
        code=code, title_th=th, title_en=en, opens_on=opens, closes_on=closes, source="ประกาศโครงการ (สมมติ)", made_at=now,
        **_COMMON,
    )  # fmt: skip
    CampaignPhase.objects.bulk_create(
        CampaignPhase(campaign=campaign, kind=kind, from_on=start, to_on=end) for kind, start, end in phases
    )
