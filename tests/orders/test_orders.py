"""An order from the first word to the last acknowledgement; its number, its paper, and that it never changes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

import ordering
from factories import MONDAY
from ordering import GIVEN, acknowledge, draft, issued
from people import actor, user
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.notifications.models import Message
from sangsuk.offices import actions as appointments
from sangsuk.orders import actions, papers, queries, reaching, receipts, recording, reminding, words
from sangsuk.orders.models import Order, OrderEvent, Reading, Receipt

pytestmark = pytest.mark.usefixtures("world")
DAY = timedelta(days=1)


def move(order: Order, name: str, who: str = "dao", **data: Any) -> Order:
    return actions.move(order, name, by=actor(who), data=data, now=MONDAY)


def test_a_draft_may_lack_most_but_not_be_sent() -> None:
    order = actions.begin({"title": "ทดลอง"}, by=actor("dao"), now=MONDAY)
    assert (order.status, order.number, order.running) == ("draft", "", None)
    with pytest.raises(Refused) as refused:
        move(order, "send")
    assert refused.value.field == "title" or refused.value.field == "body"
    order.refresh_from_db()
    assert order.status == "draft"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"), ({"body": "สั้น"}, "body"), ({"levels": []}, "levels"), ({"due_days": None}, "due_days"),
        ({"due_on": date(2026, 11, 20)}, "due_days"), ({"asks": "report"}, "report_on"),
        ({"due_days": None, "due_on": date(2026, 11, 16)}, "due_on"), ({"ends_on": date(2026, 11, 1)}, "ends_on"),
        ({"asks": "report", "due_days": None, "due_on": date(2026, 12, 1), "report_on": date(2026, 11, 20)}, "report_on"),
        ({"levels": ["province"], "areas": ["5001"]}, "areas"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_before_anybody_is_asked_to_sign(given: dict[str, Any], field: str) -> None:
    order = draft(**given)
    with pytest.raises(Refused) as refused:
        move(order, "send")
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"areas": ["9999"]}, "areas"), ({"areas": ["1001"]}, "areas"), ({"roles": ["judge"]}, "roles"), ({"kind": "law"}, "kind"),
        ({"flagship": "เรือธง"}, "flagship"), ({"due_days": 0}, "due_days"), ({"title": "ก" * 201}, "title"), ({"corrects_id": 99}, "corrects_id"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_draft_too(given: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        draft(**given)
    assert refused.value.field == field


def test_a_district_has_nobody_below_it_and_a_province_only_its_own_districts() -> None:
    with pytest.raises(NotAllowed):
        actions.begin(GIVEN, by=actor("suda"), now=MONDAY)
    with pytest.raises(Refused) as refused:
        actions.begin(GIVEN | {"levels": ["province"]}, by=actor("prasit"), now=MONDAY)
    assert refused.value.field == "levels"
    with pytest.raises(Refused):
        actions.begin(GIVEN | {"areas": ["3001"]}, by=actor("prasit"), now=MONDAY)
    order = issued(by="prasit", signer="kanya", levels=["district"], areas=[])
    reached = set(Receipt.objects.filter(order=order).values_list("office", flat=True))
    assert len(reached) == 25 and all(code.startswith("50") for code in reached)


def test_the_whole_country_is_878_districts_and_76_provinces() -> None:
    order = issued(levels=["district", "province"], areas=[])
    assert Receipt.objects.filter(order=order).count() == 878 + 76
    south = issued(levels=["district"], areas=["south"])
    provinces = set(Receipt.objects.filter(order=south).values_list("province_code", flat=True))
    assert provinces and all(code[0] in "89" for code in provinces)


def test_the_second_person_signs_and_the_number_is_given_then() -> None:
    ordering.chief_of_dopa()
    order = move(draft(), "send")
    with pytest.raises(NotAllowed):
        move(order, "sign")  # an officer, while there is a chief
    order = actions.move(order, "sign", by=ordering.chief_of_dopa(), now=MONDAY)
    order.refresh_from_db()
    assert (order.status, order.number, order.own_signing) == ("issued", "1/2569", False)
    assert [event.move for event in queries.story_of(order)] == ["begin", "send", "sign", "issue"]
    assert order.sha256 and order.paper["number"] == "1/2569"


def test_the_chief_does_not_sign_what_she_sent_while_another_can() -> None:
    chief = ordering.chief_of_dopa()
    ordering.executive_of_dopa()
    order = actions.move(draft(by=chief), "send", by=chief, now=MONDAY)
    with pytest.raises(NotAllowed) as refused:
        actions.move(order, "sign", by=chief, data={"own_why": "ไม่มีผู้อื่น"}, now=MONDAY)
    assert refused.value.code == "own_text"
    order = actions.move(order, "sign", by=ordering.executive_of_dopa(), now=MONDAY)
    assert order.own_signing is False and order.number


def test_where_nobody_else_can_she_signs_with_a_reason_on_record() -> None:
    chief = ordering.chief_of_dopa()
    order = actions.move(draft(by=chief), "send", by=chief, now=MONDAY)
    with pytest.raises(Refused) as refused:
        actions.move(order, "sign", by=chief, now=MONDAY)
    assert refused.value.field == "own_why"
    actions.move(order, "sign", by=chief, data={"own_why": "ไม่มีผู้อื่นลงนามได้ในช่วงนี้"}, now=MONDAY)
    assert Order.objects.get(pk=order.pk).own_signing
    assert OrderEvent.objects.get(order=order, move="sign").data["own_why"]


def test_sent_it_cannot_be_written_in_and_taken_back_it_can() -> None:
    order = move(draft(), "send")
    with pytest.raises(NotAllowed):
        actions.write(order, {"title": "อีกเรื่องหนึ่ง"}, by=actor("dao"), now=MONDAY)
    order = move(order, "take_back")
    assert actions.write(order, {"title": "อีกเรื่องหนึ่ง"}, by=actor("dao"), now=MONDAY).title == "อีกเรื่องหนึ่ง"
    with pytest.raises(Stale):
        actions.write(order, {"title": "ช้าไป"}, by=actor("dao"), version=1, now=MONDAY)


@pytest.mark.parametrize(
    "change", [{"title": "ไม่เหมือนเดิม"}, {"body": "x"}, {"areas": []}, {"number": "9/2569"}, {"sha256": "0"}]
)
def test_the_database_refuses_to_change_an_issued_text(change: dict[str, Any]) -> None:
    order = issued()
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(**change)
    with pytest.raises(NotAllowed):
        actions.write(order, change, by=actor("dao"), now=MONDAY)


def test_numbers_run_by_office_and_year_and_a_failure_takes_none() -> None:
    assert issued().number == "1/2569"
    assert issued(by="prasit", signer="kanya", levels=["district"], areas=[]).number == "1/2569"
    order = move(draft(), "send")
    with pytest.raises(RuntimeError), pytest.MonkeyPatch.context() as patch:
        patch.setattr("sangsuk.orders.papers.issued", _broken)
        move(order, "sign", own_why="ไม่มีผู้อื่นลงนามได้")
    order.refresh_from_db()
    assert order.status == "waiting"
    assert issued().number == "2/2569"
    assert issued(now=MONDAY + 60 * DAY).number == "1/2570"


def _broken(*_: Any) -> None:
    raise RuntimeError("the printer is out of order")


def test_a_later_order_corrects_an_earlier_one_that_then_owes_nothing() -> None:
    old = issued()
    new = issued(corrects_id=old.pk)
    old.refresh_from_db()
    assert (old.status, old.ended_at) == ("corrected", MONDAY)
    assert queries.newer(old) == new and new.paper["body"].startswith("ข้อสั่งการ ที่ 1/2569 ลงวันที่ 16 พฤศจิกายน 2569")
    assert not Receipt.objects.filter(order=old).exclude(owes="", next_on=None).exists()
    with pytest.raises(NotAllowed):
        acknowledge(old, "suda")
    with pytest.raises(Refused):
        draft(corrects_id=old.pk)


def test_cancelled_with_a_reason_everybody_who_led_is_told() -> None:
    user("suda")
    order = issued()
    with pytest.raises(Refused) as refused:
        move(order, "cancel")
    assert refused.value.field == "why"
    move(order, "cancel", why="ออกซ้ำกับฉบับก่อน")
    order.refresh_from_db()
    assert (order.status, order.number) == ("cancelled", "1/2569")
    assert Message.objects.filter(code="order-cancelled").exists()
    assert list(recording.ORDERS.differences()) == list(recording.RECEIPTS.differences()) == []


def test_who_must_read_and_who_joins_while_it_holds() -> None:
    for who in ("malee", "suda", "prasit", "kanya", "anan", "chaba"):
        user(who)
    order = issued(roles=["officer"])
    readers = set(Reading.objects.filter(order=order).values_list("user__email", flat=True))
    assert readers == {"malee@example.com", "suda@example.com"}
    late = ordering.somebody("wipa", "5001", "officer")
    assert reminding.tick(MONDAY + DAY) >= 1
    assert Reading.objects.get(order=order, user=late).since == MONDAY + DAY
    appointments.release(late.memberships.get(), on=date(2026, 11, 18))
    reminding.tick(MONDAY + 3 * DAY)
    assert Reading.objects.get(order=order, user=late).left_at == MONDAY + 3 * DAY


def test_opened_is_written_down_once() -> None:
    order = issued(roles=["officer"])
    first = receipts.opened(order, actor("malee"), now=MONDAY)
    again = receipts.opened(order, actor("malee"), now=MONDAY + DAY)
    assert first is not None and again is not None and (first.pk, again.opened_at) == (again.pk, MONDAY)
    assert receipts.opened(order, actor("anan"), now=MONDAY) is None
    assert receipts.opened(order, actor("nok"), now=MONDAY) is None


def test_the_chief_acknowledges_for_the_office_and_twice_is_once() -> None:
    order = issued(roles=["officer"])
    user("suda")
    with pytest.raises(NotAllowed) as refused:
        acknowledge(order, "malee")
    assert refused.value.code == "chief_only"
    acknowledge(order, "suda")
    receipt = acknowledge(order, "suda", now=MONDAY + DAY)
    assert (receipt.acked_at, receipt.acked_for, receipt.owes, receipt.acked_late) == (MONDAY, "chief", "", False)
    with pytest.raises(Missing):
        acknowledge(order, "anan")


def test_without_a_chief_whoever_leads_acknowledges() -> None:
    order = issued(areas=["5002"])
    assert acknowledge(order, "anan").acked_for == "acting"


def test_each_for_herself_and_the_office_when_all_have() -> None:
    user("suda"), user("malee")
    order = issued(roles=["officer"], per_person=True)
    assert acknowledge(order, "malee").acked_at is None
    receipt = acknowledge(order, "suda", now=MONDAY + 20 * DAY)
    assert (receipt.acked_for, receipt.owes, receipt.acked_late) == ("everybody", "", True)


def test_after_the_acknowledgement_the_report_is_owed() -> None:
    order = issued(asks="report", report_on=date(2026, 12, 15))
    user("suda")
    with pytest.raises(NotAllowed):
        receipts.report(order, "ลงพื้นที่ครบทุกหมู่บ้านแล้ว", by=actor("malee"), now=MONDAY)
    assert acknowledge(order, "suda").owes == words.OWES_REPORT
    for text, code in (("สั้น", "too_short"), ("โทรถามผลได้ที่ 081-555-0199 ทุกวันเวลาราชการ", "personal_data")):
        with pytest.raises(Refused) as refused:
            receipts.report(order, text, by=actor("malee"), now=MONDAY)
        assert refused.value.code == code
    receipt = receipts.report(order, "ลงพื้นที่ครบทุกหมู่บ้านแล้ว 12 หมู่บ้าน", by=actor("malee"), now=MONDAY + DAY)
    assert (receipt.owes, receipt.next_on, receipt.reported_late) == ("", None, False)
    assert not list(recording.RECEIPTS.differences())


def test_holidays_of_the_office_count() -> None:
    order = issued(due_days=15, levels=["district"], areas=["5001"])
    due = Receipt.objects.get(order=order).due_on
    assert due == date(2026, 12, 8)  # the 7th stands in for the holiday of the 5th, a Saturday


def test_the_paper_has_thai_numerals_and_prints_the_same_again() -> None:
    order = issued(kind="circular")
    assert order.paper["number"].endswith("/ว 1")
    first, second = papers.pdf(order, now=MONDAY), papers.pdf(order, now=MONDAY + DAY)
    assert first == second and first.startswith(b"%PDF")
    import hashlib

    assert hashlib.sha256(first).hexdigest() == order.sha256
    assert papers.pdf(draft(), now=MONDAY).startswith(b"%PDF")
    assert issued(kind="notice").paper["layout"] == "notice"


@pytest.mark.parametrize(
    ("who", "sees"),
    [("malee", True), ("suda", True), ("anan", False), ("prasit", True), ("orn", False), ("nok", True), ("dao", True), ("kanya", True), ("jinda", False)],
)  # fmt: skip
def test_who_sees_an_issued_order_of_the_department_to_one_district(who: str, sees: bool) -> None:
    order = issued(areas=["5001"], roles=["officer"])
    assert Order.objects.visible_to(actor(who)).filter(pk=order.pk).exists() is sees
    unissued = draft()
    assert Order.objects.visible_to(actor(who)).filter(pk=unissued.pk).exists() is (who == "dao")


@pytest.mark.parametrize(("changes", "said"), [
    ({"areas": ["5001", "5002"]}, "อำเภอเมืองเชียงใหม่, อำเภอจอมทอง"),
    ({"areas": ["50", "north"]}, "อำเภอในจังหวัดเชียงใหม่, ภาคเหนือ"),
    ({"areas": []}, "อำเภอทั่วประเทศ"),
    ({"areas": [], "levels": ["province", "district"]}, "จังหวัดและอำเภอทั่วประเทศ"),
    ({"areas": [], "levels": []}, "ยังไม่ได้เลือกผู้รับ"),
])  # fmt: skip
def test_to_whom_in_words(changes: dict[str, Any], said: str) -> None:
    assert reaching.summary(draft(**changes), "th") == said


def test_what_waits_is_counted() -> None:
    user("suda"), user("malee")
    order = issued(roles=["officer"])
    assert [queries.waiting(actor(who), MONDAY) for who in ("malee", "suda", "anan", "nok")] == [1, 1, 0, 0]
    receipts.opened(order, actor("malee"), now=MONDAY)
    receipts.opened(order, actor("suda"), now=MONDAY)
    assert [queries.waiting(actor(who), MONDAY) for who in ("malee", "suda")] == [0, 1]
    acknowledge(order, "suda")
    assert queries.waiting(actor("suda"), MONDAY) == 0
    chief = ordering.chief_of_dopa()
    move(draft(), "send")
    assert queries.waiting(chief, MONDAY) == 1
