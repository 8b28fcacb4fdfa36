"""Whoever suggested something reads on her page what became of it: from the case to the improvement to the result."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from people import actor
from sangsuk.cases.models import Case
from sangsuk.stories.improvements import actions, opening
from sangsuk.stories.models import ImprovementItem
from sangsuk.thai import bangkok_date

from .telling import address, text
from .test_track import QUERIES, of

PLAN = {"what": "ตั้งเก้าอี้สิบตัวหน้าห้องทะเบียน", "owner_role": "งานทะเบียน"}
CHANGED = "มีเก้าอี้สิบตัวหน้าห้องทะเบียนแล้ว"


def suggested(client: Client) -> tuple[str, ImprovementItem]:
    track = address(client)
    Case.objects.filter(pk=of(track).pk).update(nature="suggestion")
    opening.sweep(timezone.now())
    return track, ImprovementItem.objects.get()


def move(item: ImprovementItem, name: str, who: str = "malee", **data: Any) -> None:
    actions.move(item, name, by=actor(who), data=data)


def test_every_stage_is_told_up_to_what_changed(client: Client) -> None:
    track, item = suggested(client)
    assert "อยู่ในรายการสิ่งที่ควรปรับปรุงของที่ว่าการอำเภอเมืองเชียงใหม่แล้ว" in text(client.get(track))
    move(item, "acknowledge")
    assert "รับทราบข้อเสนอของท่านแล้ว และจะบอกว่าจะทำอะไรภายใน" in text(client.get(track))
    move(item, "plan", **PLAN, due_on=bangkok_date(timezone.now()) + timedelta(days=30))
    page = text(client.get(track))
    assert "กำลังปรับปรุงตามข้อเสนอของท่าน โดยงานทะเบียน" in page and PLAN["what"] in page and CHANGED not in page
    move(item, "done", changed=CHANGED)
    page = text(client.get(track))
    assert "ปรับปรุงตามข้อเสนอของท่านแล้วเมื่อ" in page and PLAN["what"] in page and CHANGED in page


def test_a_reason_and_an_apology_are_told_too(client: Client) -> None:
    track, item = suggested(client)
    ImprovementItem.objects.filter(pk=item.pk).update(due_on=date(2026, 1, 5))
    assert "ขออภัย ที่ว่าการอำเภอเมืองเชียงใหม่ยังไม่ได้ทำตามกำหนดเมื่อ" in text(client.get(track))
    actor("suda")
    move(item, "drop", "suda", why="อาคารใหม่จะเสร็จเดือนหน้า มีที่นั่งพอแล้ว")
    page = text(client.get(track))
    assert "ไม่ต้องปรับปรุง" not in page  # the office's word for it would sound as if she had been wrong
    assert "ยังไม่ปรับปรุงตามนี้ เพราะ" in page and "อาคารใหม่จะเสร็จเดือนหน้า" in page


def test_joined_to_another_it_tells_nothing_of_that_one(client: Client) -> None:
    track, item = suggested(client)
    leader = ImprovementItem.objects.create(
        office=item.office, province_code="50", card_ref=1, tone="negative", said_at=item.said_at, opened_at=item.opened_at,
        status="doing", what="ความลับของคนอื่น", due_on=date(2030, 1, 5),
    )  # fmt: skip
    move(item, "join", leader=leader.pk)
    page = text(client.get(track))
    assert "ไว้ทำพร้อมกับเรื่องที่คล้ายกัน" in page and "ความลับของคนอื่น" not in page


@pytest.mark.parametrize("changes", [{"nature": "distress"}, {"secrecy": "secret"}])
def test_what_is_no_suggestion_or_has_been_sealed_tells_nothing_of_a_list(
    client: Client, changes: dict[str, str]
) -> None:
    track, _item = suggested(client)
    Case.objects.filter(pk=of(track).pk).update(**changes)
    assert "ข้อเสนอของท่าน" not in text(client.get(track))


def test_it_is_told_in_english(client: Client) -> None:
    track, _item = suggested(client)
    client.cookies["lang"] = "en"
    page = text(client.get(track))
    assert "Your suggestion" in page and "is on the improvement list of" in page


def test_it_costs_one_question_more(client: Client, remembering: None, django_assert_num_queries: Any) -> None:
    track, _item = suggested(client)
    client.get(track)
    with django_assert_num_queries(QUERIES + 1):
        client.get(track)
