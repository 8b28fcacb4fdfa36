"""What an office does about a story beside answering it: the item of its improvement list, mostly to its end."""

from datetime import datetime, timedelta
from random import Random

from sangsuk.offices.actor import Actor
from sangsuk.stories.improvements import actions as improvements
from sangsuk.stories.models import ImprovementItem
from sangsuk.stories.models import Story as Row
from sangsuk.thai import bangkok_date

PLANS = (
    "ทำตามที่บอกไว้ในคำตอบ แล้วให้หัวหน้าฝ่ายเดินดูทุกเช้าวันจันทร์ไปหนึ่งเดือน",
    "เขียนวิธีใหม่เป็นแผ่นเดียว ให้ทุกช่องทำเหมือนกัน และขอให้คนนอกฝ่ายมาลองใช้จริง",
    "คุยกับทุกคนที่นั่งหน้าช่อง รวมทั้งคนที่มาแทนเวร แล้วถามผู้มาติดต่อสิบคนว่าดีขึ้นหรือยัง",
    "จัดของและคนให้ครบตามที่ตอบ ติดวันที่กำกับไว้ให้ตรวจย้อนหลังได้",
    "เอาเรื่องนี้เข้าประชุมประจำเดือน ให้แต่ละฝ่ายบอกว่าที่ของตัวเองเกิดแบบเดียวกันได้ตรงไหน",
)
CHANGED = (
    "ทำครบทุกช่อง เดินดูสี่สัปดาห์แล้วไม่พบแบบเดิมอีก",
    "แผ่นวิธีใหม่ติดอยู่ทุกโต๊ะ คนนอกฝ่ายลองใช้สองรอบและแก้ตามที่ทักไว้สามแห่ง",
    "ถามผู้มาติดต่อสิบคน เก้าคนบอกว่าดีขึ้น อีกหนึ่งคนขอให้ทำป้ายใหญ่กว่านี้ ทำให้แล้ว",
    "ของมาครบตามรายการ คนนั่งประจำตลอดเวลาทำการ รวมช่วงเที่ยง",
    "ทุกฝ่ายตรวจของตัวเองเสร็จ พบอีกสองจุดที่เป็นแบบเดียวกันและแก้พร้อมกันไปแล้ว",
)
_LEFT, _SEEN = 0.06, 0.12
"""The shares of items that nobody takes up, and that were taken up and no more."""


def make(row: Row, owner: str, chance: Random, *, by: Actor, now: datetime, until: datetime) -> datetime:
    """From the day of the answer on, as far as its time has come; returns when something was last done."""
    item = ImprovementItem.objects.filter(story=row).first()
    dice = chance.random()
    if item is None or dice < _LEFT:
        return now
    improvements.move(item, "acknowledge", by=by, now=now)
    planned = now + timedelta(days=chance.randint(1, 9), minutes=chance.randint(1, 90))
    done = planned + timedelta(days=chance.randint(10, 45))
    if dice < _LEFT + _SEEN or planned > until:
        return now
    which = chance.randrange(len(PLANS))
    plan = {"what": PLANS[which], "owner_role": f"หัวหน้า{owner}", "due_on": bangkok_date(done) + timedelta(days=3)}
    improvements.move(item, "plan", by=by, data=plan, now=planned)
    if done > until:
        return planned
    improvements.move(item, "done", by=by, data={"changed": CHANGED[which]}, now=done)
    return done
