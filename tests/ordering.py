"""Orders for tests: the department writes to Mueang Chiang Mai, unless a test says otherwise."""

from datetime import date, datetime
from typing import Any

from factories import MONDAY
from people import actor
from sangsuk.accounts.models import User
from sangsuk.offices import actions as appointments
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.orders import actions, receipts
from sangsuk.orders.models import News, Order, Receipt
from sangsuk.orders.news import actions as news_actions

GIVEN: dict[str, Any] = {
    "kind": "order", "title": "ให้ทุกอำเภอเปิดโต๊ะรับเรื่องร้องทุกข์", "body": "# สิ่งที่ให้ทำ\n- เปิดโต๊ะรับเรื่องทุกวันทำการ\n- แจ้งความคืบหน้าให้ผู้ร้องทราบ\n\nขอให้ดำเนินการทันที",
    "basis": "นโยบายสำคัญของกรม ประจำปี 2564", "subject": "ศูนย์ดำรงธรรม", "flagship": "f2564_04", "levels": ["district"], "areas": ["5001"],
    "roles": ["officer"], "asks": "acknowledge", "due_days": 5,
}  # fmt: skip
NEWS: dict[str, Any] = {
    "title": "อำเภอเปิดรับเรื่องเล่าจากผู้มาใช้บริการ", "lead": "กรมชวนประชาชนเล่าว่าพบอะไรที่ที่ว่าการอำเภอ ทั้งเรื่องดีและเรื่องที่ควรแก้",
    "body": "เล่าได้ตลอดเดือนธันวาคม ที่หน้าเว็บหรือที่เคาน์เตอร์ของอำเภอทุกแห่ง\n\n- ไม่ต้องบอกชื่อก็ได้\n- อำเภอจะตอบทุกเรื่อง",
    "event_on": date(2026, 11, 20), "tags": ["#ทุกข์น้อยลงสุขมากขึ้น", "f2564_06"],
}  # fmt: skip
OWN = {"own_why": "ไม่มีผู้อื่นลงนามได้ในช่วงนี้"}


def somebody(local: str, office: str, role: str) -> User:
    found = User.objects.filter(email=f"{local}@example.com").first()
    if found is None:
        found = User(email=f"{local}@example.com", name=f"{local} (สมมติ)")
        found.set_password("correct horse 9")
        found.save()
        appointments.appoint(found, office, role)
    return found


def acting(local: str, office: str, role: str) -> Actor:
    found = offices.actor_for(somebody(local, office, role), "desk")
    assert found is not None
    return found


def chief_of_dopa() -> Actor:
    return acting("thawin", "DOPA", "chief")


def executive_of_dopa() -> Actor:
    return acting("athibodi", "DOPA", "executive")


def draft(*, by: "str | Actor" = "dao", now: datetime = MONDAY, **changes: Any) -> Order:
    return actions.begin(GIVEN | changes, by=actor(by) if isinstance(by, str) else by, now=now)


def issued(*, by: str = "dao", signer: str = "", now: datetime = MONDAY, **changes: Any) -> Order:
    """Written, sent and signed; without a signer by its writer, as where there is nobody else."""
    order = actions.move(draft(by=by, now=now, **changes), "send", by=actor(by), now=now)
    return actions.move(order, "sign", by=actor(signer or by), data={} if signer else OWN, now=now)


def acknowledge(order: Order, who: str, now: datetime = MONDAY) -> Receipt:
    return receipts.acknowledge(order, by=actor(who), now=now)


def published_news(**changes: Any) -> News:
    news = news_actions.move(news_actions.begin(NEWS | changes, by=actor("dao")), "send", by=actor("dao"))
    return news_actions.move(news, "approve", by=chief_of_dopa())
