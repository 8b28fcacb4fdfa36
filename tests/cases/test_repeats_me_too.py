""" "Mine too": only what everybody suffers from is shown, nothing of who told it, and each who presses counts once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import actions, repeats
from sangsuk.cases.models import Case, Supporter
from sangsuk.catalog.models import Category
from sangsuk.common.errors import Missing, Refused, TooMany
from sangsuk.notifications.models import Message

LATER = MONDAY + timedelta(hours=5)
HOLE = "ถนนหน้าวัดป่าแดงเป็นหลุมใหญ่ รถล้มหลายคันแล้ว ขอให้ซ่อม"
MINE: dict[str, Any] = {
    "description": "หลุมไหญ่บนถนนตรงหน้าวัดป่าแดง มอเตอร์ไซค์ล้มเมื่อคืน", "category": "road.surface",
    "district": "5001", "subdistrict": "500107",
}  # fmt: skip


def hole(n: int = 1, **changes: Any) -> Case:
    return case(n, **({"description": HOLE, "category": "road.surface"} | changes))


def press(
    c: Case, token: UUID | None = None, *, now: Any = LATER, caller: str = "1.2.3.4", **more: Any
) -> repeats.Receipt:
    return repeats.support(token or uuid4(), c.pk, MINE, caller=caller, now=now, **more)


def test_an_open_matter_like_hers_in_her_sub_district_is_offered(world: None) -> None:
    told = hole()
    (offer,) = repeats.offers(MINE, now=LATER)
    assert (offer.id, offer.category, offer.told_on.isoformat()) == (told.pk, "ถนนชำรุด", "2026-11-16")


def test_its_words_are_shown_only_after_an_official_has_had_it_in_hand(world: None) -> None:
    told = hole(description=f"{HOLE} แจ้งโดยนายสมชาย ใจดี")
    assert repeats.offers(MINE, now=LATER)[0].gist == ""
    moved(told, ("accept", actor("malee")))
    (offer,) = repeats.offers(MINE, now=LATER)
    assert offer.gist.startswith("ถนนหน้าวัดป่าแดง")
    assert "สมชาย" not in offer.gist


@pytest.mark.parametrize(
    "told",
    [
        {"subdistrict": "500101"},
        {"category": "official.corruption"},
        {"category": "welfare.poverty"},
        {"category": None},
        {"accused_type": "company"},
        {"nature": "tip_off"},
        {"service_class": "anonymous_letter"},
        {"description": "ไฟส่องสว่างหน้าโรงเรียนดับทั้งซอย กลางคืนมืดมาก"},
    ],
)
def test_nothing_else_is_ever_offered(world: None, told: dict[str, Any]) -> None:
    hole(**told)
    assert repeats.offers(MINE, now=LATER) == []


@pytest.mark.parametrize("mine", [{"category": "debt.informal"}, {"subdistrict": ""}, {"category": "safety.neighbour"}])
def test_who_tells_of_something_private_is_shown_nothing(world: None, mine: dict[str, Any]) -> None:
    hole()
    assert repeats.offers(MINE | mine, now=LATER) == []


def test_without_a_category_the_words_must_be_more_alike(world: None) -> None:
    hole()
    assert repeats.offers(MINE | {"category": ""}, now=LATER)
    assert repeats.offers(MINE | {"category": "", "description": "ถนนหน้าบ้านผมไม่ดีเลยครับ"}, now=LATER) == []


def test_the_group_that_a_citizen_chooses_is_enough_when_the_words_say_which_kind(world: None) -> None:
    mine = MINE | {"category": "road"}
    told = hole(category="road")
    assert [offer.id for offer in repeats.offers(mine, now=LATER)] == [told.pk]
    Case.objects.filter(pk=told.pk).update(description="นายแดงขับรถเร็วบนถนนหน้าวัดป่าแดงเป็นหลุมใหญ่ แข่งรถ จราจร")
    assert repeats.offers(mine, now=LATER) == []


def test_what_an_operator_no_longer_shares_is_not_offered(world: None) -> None:
    hole()
    Category.objects.filter(code="road.surface").update(shareable=False)
    assert repeats.offers(MINE, now=LATER) == []


def test_what_is_over_or_old_is_not_offered(world: None) -> None:
    malee = actor("malee")
    moved(hole(), ("accept", malee), ("close", malee))
    assert repeats.offers(MINE, now=LATER) == []
    hole(2)
    assert repeats.offers(MINE, now=MONDAY + timedelta(days=200)) == []


def test_pressing_gives_a_number_and_a_key_of_her_own_and_counts_once(world: None) -> None:
    told, token = hole(), uuid4()
    receipt = press(told, token, phone="081 555 0102")
    assert receipt.number == f"{told.number}-1"
    assert press(told, token) == receipt
    assert press(told).number == f"{told.number}-2"
    assert repeats.count(told) == 2
    assert repeats.offers(MINE, now=LATER)[0].others == 2
    row = Supporter.objects.get(token=token)
    assert b"0815550102" not in bytes(row.phone) and bytes(row.phone)


def test_her_number_and_key_open_the_page_and_neither_alone_does(world: None) -> None:
    told = moved(hole(), ("accept", actor("malee")))
    receipt, other = press(told), press(told)
    page = repeats.follow(receipt.number, receipt.key, caller="9.9.9.9", now=LATER)
    assert page.followed.case == told
    assert [line.move for line in page.followed.lines] == ["submit", "accept"]
    for number, key in [(receipt.number, other.key), (told.number, receipt.key), ("x", receipt.key), ("", "")]:
        with pytest.raises(Missing):
            repeats.follow(number, key, caller="9.9.9.9", now=LATER)
    for _ in range(4):
        with pytest.raises(Missing):
            repeats.follow(receipt.number, "AAAA", caller="9.9.9.9", now=LATER)
    with pytest.raises((TooMany, Missing)):
        repeats.follow(receipt.number, "AAAA", caller="9.9.9.9", now=LATER)
    assert repeats.follow(receipt.number, receipt.key, caller="9.9.9.9", now=LATER)


def test_only_what_was_offered_can_be_pressed(world: None) -> None:
    secret = hole(category="official.corruption")
    with pytest.raises(Refused) as refused:
        press(secret)
    assert refused.value.code == "not_offered"
    assert not Supporter.objects.exists()


def test_a_wrong_telephone_number_is_refused_in_its_field(world: None) -> None:
    with pytest.raises(Refused) as refused:
        press(hole(), phone="12")
    assert refused.value.field == "phone"


def test_pressing_again_and_again_from_one_place_is_slowed_down(world: None) -> None:
    told = hole()
    for _ in range(10):
        press(told)
    with pytest.raises(TooMany):
        press(told)
    assert press(told, caller="5.6.7.8")
    assert press(told, now=LATER + timedelta(hours=2))


def test_when_the_case_is_settled_everybody_with_a_contact_is_told_once(world: None) -> None:
    malee = actor("malee")
    told = moved(hole(), ("accept", malee))
    press(told, phone="0815550102")
    press(told, email="bunma@example.com")
    press(told)
    moved(told, ("close", malee), now=LATER)
    assert repeats.tell_due(LATER) == 2
    assert repeats.tell_due(LATER) == 0
    said = Message.objects.filter(code="me-too-settled")
    assert {m.carrier for m in said} == {"sms", "email"}
    assert all("สมชาย" not in m.body for m in said)


def test_after_a_reopening_the_second_end_is_told_too(world: None) -> None:
    from people import CITIZEN

    malee = actor("malee")
    told = moved(hole(), ("accept", malee))
    press(told, phone="0815550102")
    told = moved(told, ("close", malee), now=LATER)
    repeats.tell_due(LATER)
    told = moved(told, ("reopen", CITIZEN), ("accept", malee), ("close", malee), now=LATER + timedelta(days=1))
    assert repeats.tell_due(LATER + timedelta(days=2)) == 1
    assert Message.objects.filter(code="me-too-settled").count() == 2


def test_supporters_go_along_with_a_merge_and_come_back_with_its_undoing(world: None) -> None:
    malee = actor("malee")
    a, b = hole(1), hole(2)
    receipt = press(b, phone="0815550102")
    press(a)
    data = {"into": a.number, "reason": "เรื่องเดียวกัน"}
    b = actions.move(b, "merge", by=malee, data=data, now=LATER)
    assert repeats.count(a) == 3  # who pressed here, who pressed there, and who told it there
    assert repeats.follow(receipt.number, receipt.key, caller="x", now=LATER).followed.case == a
    assert repeats.tell_due(LATER) == 1
    merged = Message.objects.get(code="me-too-merged")
    assert (a.number in merged.body, merged.about) == (True, a.number), "about the case that stands for hers now"
    b = actions.move(b, "unmerge", by=malee, data={"reason": "คนละจุด"}, now=LATER + timedelta(days=1))
    assert (repeats.count(a), repeats.count(b)) == (1, 1)
    assert repeats.follow(receipt.number, receipt.key, caller="x", now=LATER).followed.case == b
    assert repeats.tell_due(LATER + timedelta(days=1)) == 1
    assert Message.objects.get(code="me-too-apart").about == b.number


def test_the_end_of_the_case_that_stands_for_a_merged_one_is_told_to_its_supporters(world: None) -> None:
    malee = actor("malee")
    a, b = moved(hole(1), ("accept", malee)), hole(2)
    press(b, phone="0815550102")
    actions.move(b, "merge", by=malee, data={"into": a.number, "reason": "เรื่องเดียวกัน"}, now=LATER)
    repeats.tell_due(LATER)
    moved(Case.objects.get(pk=a.pk), ("close", malee), now=LATER)
    assert repeats.tell_due(LATER) == 1
    assert Message.objects.filter(code="me-too-settled").count() == 1
