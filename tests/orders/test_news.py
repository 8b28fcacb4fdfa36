"""A press release: a second person agrees, the number comes with the publication, nobody is named who is not marked."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

import ordering
from factories import MONDAY, PHOTO
from ordering import NEWS as GIVEN
from people import actor
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.orders import reminding
from sangsuk.orders.models import News
from sangsuk.orders.news import actions, queries, recording

pytestmark = pytest.mark.usefixtures("world")


def draft(by: str = "dao", **changes: Any) -> News:
    return actions.begin(GIVEN | changes, by=actor(by), now=MONDAY)


def move(news: News, name: str, by: Any = "dao", **data: Any) -> News:
    return actions.move(news, name, by=actor(by) if isinstance(by, str) else by, data=data, now=MONDAY)


def published(**changes: Any) -> News:
    chief = ordering.chief_of_dopa()
    return move(move(draft(**changes), "send"), "approve", chief)


def test_the_number_comes_with_the_publication() -> None:
    news = published()
    assert (news.status, news.number, news.tags) == ("published", "1/2569", ["ทุกข์น้อยลงสุขมากขึ้น", "f2564_06"])
    assert published().number == "2/2569"
    moves = [event.move for event in queries.story_of(news)]
    assert moves == ["begin", "send", "approve", "publish"]
    assert not list(recording.NEWS.differences())


def test_nobody_agrees_to_her_own() -> None:
    chief = ordering.chief_of_dopa()
    news = move(actions.begin(GIVEN, by=chief, now=MONDAY), "send", chief)
    with pytest.raises(NotAllowed):
        move(news, "approve", chief)
    assert move(news, "approve", ordering.acting("palat", "MOI", "chief")).number == "1/2569"
    with pytest.raises(IntegrityError), transaction.atomic():
        News.objects.filter(pk=news.pk).update(written_by=news.approved_by_id)


def test_an_officer_or_a_stranger_does_not_agree() -> None:
    ordering.chief_of_dopa()
    news = move(draft(), "send")
    other = ordering.acting("dara", "DOPA", "officer")
    for who in (other, actor("prasit"), actor("suda")):
        with pytest.raises(NotAllowed):
            move(news, "approve", who)


def test_it_waits_for_its_day() -> None:
    later = MONDAY + timedelta(days=2)
    news = published(publish_at=later)
    assert (news.status, news.number) == ("approved", "")
    reminding.tick(later - timedelta(minutes=1))
    news.refresh_from_db()
    assert news.status == "approved"
    reminding.tick(later)
    reminding.tick(later)
    news.refresh_from_db()
    assert (news.status, news.number, news.published_at) == ("published", "1/2569", later)


def test_taken_back_before_its_day_no_number_is_gone() -> None:
    chief = ordering.chief_of_dopa()
    news = move(published(publish_at=MONDAY + timedelta(days=2)), "return", chief, why="วันที่ไม่ถูกต้อง")
    assert (news.status, news.approved_by_id) == ("draft", None)
    assert published().number == "1/2569"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"body": GIVEN["body"] + "\n\nติดต่อ 081-555-0199"}, "body"), ({"lead": "นางสาวสมศรี ใจงาม เล่าว่าพอใจมากกับการบริการ"}, "lead"),
        ({"title": "สั้น"}, "title"), ({"body": ""}, "body"),
    ],
)  # fmt: skip
def test_what_nobody_may_read_is_refused_before_it_is_sent(given: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        move(draft(**given), "send")
    assert refused.value.field == field


def test_an_official_who_is_marked_may_be_named_and_only_she() -> None:
    lead = "นายสมบัติ ตั้งใจทำ อธิบดี เปิดงานที่กรมการปกครอง และขอบคุณทุกอำเภอ"
    assert move(draft(lead=lead, named=["สมบัติ ตั้งใจทำ"]), "send").status == "waiting"
    with pytest.raises(Refused):
        move(draft(lead=lead + " พร้อมนางสาวสมศรี ใจงาม", named=["สมบัติ ตั้งใจทำ"]), "send")


def test_a_picture_says_what_is_on_it() -> None:
    news = draft()
    with pytest.raises(Refused) as refused:
        actions.add_picture(news, PHOTO, "", by=actor("dao"), now=MONDAY)
    assert refused.value.field == "alt"
    with pytest.raises(Refused):
        actions.add_picture(news, PHOTO, "นางสาวสมศรี ใจงาม ยิ้มหน้าเคาน์เตอร์", by=actor("dao"), now=MONDAY)
    actions.add_picture(news, PHOTO, "โต๊ะรับเรื่องหน้าที่ว่าการอำเภอ", by=actor("dao"), now=MONDAY)
    row = queries.pictures(news)[0]
    with pytest.raises(Missing):
        queries.public_picture(row.pk)
    move(news, "send")
    with pytest.raises(NotAllowed):
        actions.remove_picture(news, row.pk, by=actor("dao"), now=MONDAY)


def test_put_right_and_withdrawn_in_the_open() -> None:
    news = move(published(), "correct", note="งานเริ่มเวลา 9 นาฬิกา ไม่ใช่ 10 นาฬิกา")
    assert [note.text for note in queries.notes(news)] == ["งานเริ่มเวลา 9 นาฬิกา ไม่ใช่ 10 นาฬิกา"]
    with pytest.raises(Refused):
        move(news, "withdraw", why="นางสาวสมศรี ใจงาม ขอให้ถอน")
    news = move(news, "withdraw", why="ยกเลิกการจัดงาน")
    assert queries.public("DOPA", 2569, 1).why == "ยกเลิกการจัดงาน"
    assert not queries.shelf().items and published().number == "2/2569"


def test_the_shelf_is_paged_by_key_and_costs_the_same(django_assert_num_queries: Any) -> None:
    made = [published().pk for _ in range(5)]
    first = queries.shelf(size=2)
    second = queries.shelf(size=2, cursor=first.next or "")
    third = queries.shelf(size=2, cursor=second.next or "")
    assert [n.pk for page in (first, second, third) for n in page.items] == made[::-1]
    assert third.next is None and queries.years() == [2569] and queries.offices() == ["DOPA"]
    for size in (1, 5):
        with django_assert_num_queries(2):
            queries.shelf(size=size)
    assert not queries.shelf(year_be=2568).items and not queries.shelf(office="5000").items
    assert len(queries.shelf(tag="f2564_06").items) == 5
    with pytest.raises(Refused):
        queries.shelf(cursor="x")
