"""A dispute that tests mediate: Somchai and his neighbour Sompong, a fence and 80,000 baht. All invented."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from factories import MONDAY, case, new
from people import SOMCHAI, actor
from sangsuk.cases.checking import Person
from sangsuk.cases.mediation import actions as mediating
from sangsuk.cases.mediation import mediators
from sangsuk.cases.models import Case, Mediation, Mediator

SOMPONG = Person("สมปอง ข้างบ้าน (สมมติ)", "0815550202", "")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEXT_WEEK = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # 10:00 in Bangkok
SOURCE = "คำสั่งอำเภอที่ 1/2569 ลงวันที่ 5 มกราคม 2569"


def panel() -> list[Mediator]:
    """The district's list: a deputy who may chair, and two others. Made when first asked for."""
    found = list(Mediator.objects.filter(office="5001").order_by("id"))
    if found:
        return found
    names = (("ปลัดวิชา ยุติธรรม", True), ("ครูประนอม สมานไมตรี", False), ("กำนันมั่น คงธรรม", False))
    return [
        mediators.add(name, may_chair=chair, valid_from=date(2026, 1, 5), source=SOURCE, by=actor("malee"), now=MONDAY)
        for name, chair in names
    ]


def request(**changes: Any) -> mediating.Request:
    told: dict[str, Any] = {
        "kind": "civil", "subject": "แนวรั้วระหว่างบ้านสองหลัง", "value_baht": 80_000, "requester": SOMCHAI, "other": SOMPONG,
    }  # fmt: skip
    return mediating.Request(**(told | changes))


def docketed(n: int = 1, *, now: datetime = MONDAY, told: Case | None = None, **changes: Any) -> Mediation:
    """A case of Mueang Chiang Mai, in the docket."""
    return mediating.docket(told or case(n), request(**changes), by=actor("malee"), now=now)


def at_counter(n: int = 1, *, now: datetime = MONDAY, **changes: Any) -> Mediation:
    told = new(n, mission="one_stop", channel="counter", description="ขอให้อำเภอช่วยไกล่เกลี่ยเรื่องแนวรั้ว")
    return mediating.at_counter(told, request(**changes), by=actor("malee"), now=now)[1]


def given(name: str, now: datetime, **changes: Any) -> dict[str, Any]:
    """Good data for every move."""
    chair, *beside = panel()
    data: dict[str, dict[str, Any]] = {
        "add_party": {"side": "other", "name": "สายใจ ข้างบ้าน (สมมติ)", "phone": "0815550303"},
        "drop_party": {"party": 2, "reason": "ย้ายออกไปแล้ว"},
        "identify": {"party": 1},
        "agree": {"side": "other"},
        "refuse": {"side": "other"},
        "choose_panel": {"chair": chair.pk, "mediators": [one.pk for one in beside], "no_conflict": True},
        "appoint": {"at": now + 7 * DAY, "mode": "in_person", "place": "ห้องไกล่เกลี่ย ที่ว่าการอำเภอ ชั้น 2"},
        "postpone": {"reason": "ฝนตกหนัก ถนนขาด"},
        "adjourn": {"attended": "both", "happened": "ต่างฝ่ายเล่าเรื่องของตน ขอไปวัดแนวรั้ว"},
        "reach": {"happened": "ตกลงกันได้", "terms": "1. สมปองย้ายรั้วกลับภายใน 30 วัน 2. สมชายไม่เรียกค่าเสียหาย"},
        "talk_again": {"reason": "ขออ่านสัญญาอีกครั้ง"},
        "sign": {"signed_on": (now + 7 * HOUR).date(), "signed_at": "district_office", "signed_place": "ที่ว่าการอำเภอเมืองเชียงใหม่"},
        "extend": {"both_agree": True, "reason": "รอผลรังวัด"},
        "revalue": {"value_baht": 120_000, "reason": "รวมค่ารื้อถอน"},
        "dismiss": {"why": "withdrawn", "reason": "ผู้ขอตกลงกันเองแล้ว"},
        "note": {"text": "โทรนัดแล้ว"},
    }  # fmt: skip
    return data.get(name, {}) | changes


def moved(mediation: Mediation, *steps: str, who: str = "malee", now: datetime = MONDAY) -> Mediation:
    """Make these moves one after the other, an hour apart, or when the appointment has begun; each with good data."""
    at = now
    for name in steps:
        at = max(at + HOUR, mediation.session_at or at) if name in ("adjourn", "reach") else at + HOUR
        mediation = mediating.move(mediation, name, by=actor(who), data=given(name, at), now=at)
    return mediation


TO_PANEL = ("ask_consent", "agree", "choose_panel")
TO_TERMS = (*TO_PANEL, "appoint", "reach")


def everybody_shows_a_card(mediation: Mediation, now: datetime) -> Mediation:
    for party in mediation.parties.filter(left_at=None, id_shown=False).order_by("no"):
        mediation = mediating.move(mediation, "identify", by=actor("malee"), data={"party": party.no}, now=now)
    return mediation


def settled(n: int = 1, **changes: Any) -> Mediation:
    """The whole way to a signed contract."""
    mediation = moved(docketed(n, **changes), *TO_TERMS)
    then = MONDAY + 8 * DAY
    mediation = everybody_shows_a_card(mediation, then)
    return mediating.move(mediation, "sign", by=actor("malee"), data=given("sign", then), now=then)
