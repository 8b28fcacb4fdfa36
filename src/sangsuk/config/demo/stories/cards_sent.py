"""Feedback cards of the last two months at the four offices of the tour: most with a tap, every third with a line."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from sangsuk.stories.cards import actions as cards
from sangsuk.stories.cards.actions import NewCard
from sangsuk.thai import BANGKOK

from ..staff import FOCUS

_SPACE = UUID("5a6e6773-756b-4000-8000-00000000deca")
EACH, DAYS = 24, 56
SERVICES = ("registration", "registration", "registration", "damrongdhama", "administration", "security", "office")
AGES = ("under_20", "from_20", "from_31", "from_41", "from_51", "over_60", "")
EXPECTS = {"positive": ("above", "met", "met", ""), "negative": ("below", "below", ""), "mixed": ("met", "below", "")}
LINES = {
    "positive": (
        "เร็วกว่าที่คิด ยังไม่ทันนั่งก็เรียกแล้ว", "น้องที่เคาน์เตอร์อธิบายจนแม่เข้าใจเอง ไม่ต้องให้ลูกพูดแทน", "ห้องน้ำสะอาดมาก ใครดูแลอยู่ขอชมหน่อย",
        "ลืมบัตรคิวก็ยังตามหาให้ ขอบคุณค่ะ", "คนใจเย็นทั้งตึก", "มาเรื่องเดียว เขาถามต่อให้อีกสองเรื่อง จบในวันเดียว", "รปภ.ช่วยเข็นรถให้พ่อตั้งแต่ประตู",
    ),
    "negative": (
        "รอชั่วโมงครึ่งเพื่อลายเซ็นเดียว", "ป้ายบอกไม่พักเที่ยง แต่ไม่มีคนนั่ง", "พูดเบาก็ได้ คนอื่นไม่ต้องรู้เรื่องหนี้ผม", "ที่จอดรถคนพิการมีรถหลวงจอดอยู่",
        "ให้ถ่ายสำเนามาเองทั้งที่มีเครื่องอ่านบัตร", "โทรไปหกครั้งไม่มีใครรับ",
    ),
    "mixed": ("คนดี เก้าอี้แข็ง", "ได้เอกสารแล้ว แต่ต้องเดินสามช่อง", "ช้าแต่สุภาพ ถ้าเร็วกว่านี้ให้เต็ม", "เครื่องเสีย เจ้าหน้าที่เลยจดมือให้ ขอบคุณแต่เมื่อยแทน"),
}  # fmt: skip
"""In a few words, as somebody writes who stands."""


def make(*, now: datetime, seed: int) -> int:
    """Sent at the counter, in office hours; returns how many."""
    chance = Random(seed * 11 + 3)
    for number in range(EACH * len(FOCUS)):
        tone = chance.choices(("positive", "negative", "mixed"), (62, 22, 16))[0]
        at = _counter(now - timedelta(days=chance.uniform(0.5, DAYS)), chance)
        new = NewCard(
            client_id=uuid5(_SPACE, f"{seed}-{number}"), code=FOCUS[number % len(FOCUS)], tone=tone,
            service=chance.choice(SERVICES), expectation=chance.choice(EXPECTS[tone]),
            line=chance.choice(LINES[tone]) if chance.random() < 0.34 else "", age_band=chance.choice(AGES),
            channel=chance.choices(("qr", "kiosk"), (70, 30))[0],
        )  # fmt: skip
        cards.send(new, now=min(at, now - timedelta(minutes=3)))
    return EACH * len(FOCUS)


def _counter(at: datetime, chance: Random) -> datetime:
    """On a working day between half past eight and half past four in Bangkok."""
    local = at.astimezone(BANGKOK)
    local -= timedelta(days=max(0, local.weekday() - 4))
    minute = chance.randint(510, 980)
    return local.replace(hour=minute // 60, minute=minute % 60).astimezone(at.tzinfo)
