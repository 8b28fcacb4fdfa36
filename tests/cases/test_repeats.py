"""Cases that are one trouble: found alike, linked, merged, and taken apart exactly as they were."""

from datetime import timedelta
from typing import Any

import pytest

from factories import MONDAY, case, moved
from people import CITIZEN, actor
from sangsuk.cases import actions, queries, repeats, replay, story
from sangsuk.cases.models import STATE, Case, CaseEvent, CaseLink, Likeness
from sangsuk.cases.standing import allowed
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.notifications.models import Message

LATER = MONDAY + timedelta(hours=5)
HOLE = "ถนนหน้าวัดป่าแดงเป็นหลุมใหญ่ รถล้มหลายคันแล้ว ขอให้ซ่อม"
HOLE_AGAIN = "หลุมไหญ่บนถนนตรงหน้าวัดป่าแดง มอเตอร์ไซค์ล้มเมื่อคืน"
PIGS = "กลิ่นเหม็นจากฟาร์มหมูท้ายหมู่บ้าน ทนไม่ไหวแล้ว"


def merge(b: Case, a: Case, *, by: str = "malee", now: Any = LATER) -> Case:
    return actions.move(b, "merge", by=actor(by), data={"into": a.number, "reason": "เรื่องเดียวกัน"}, now=now)


def unmerge(b: Case, *, now: Any = LATER + timedelta(days=2)) -> Case:
    return actions.move(b, "unmerge", by=actor("malee"), data={"reason": "คนละจุดกัน"}, now=now)


def state(c: Case) -> dict[str, Any]:
    fresh = Case.objects.get(pk=c.pk)
    return {name: getattr(fresh, name) for name in STATE if name != "version"}


def test_another_telling_of_the_same_trouble_is_suggested_and_another_trouble_is_not(world: None) -> None:
    first = case(1, description=HOLE, category="road.surface")
    second = case(2, description=HOLE_AGAIN, category="road.surface")
    case(3, description=PIGS)
    found = repeats.similar(second, actor("malee"), now=LATER)
    assert [alike.case for alike in found] == [first]
    assert found[0].share > 0.3


def test_what_an_officer_may_not_see_is_never_suggested(world: None) -> None:
    first = case(1, description=HOLE)
    second = case(2, description=HOLE)
    assert [a.case for a in repeats.similar(second, actor("malee"), now=LATER)] == [first]
    for who in ("anan", "orn", "wichai", "preecha"):
        assert repeats.similar(second, actor(who), now=LATER) == []
    assert repeats.similar(second, actor("nok"), now=LATER)


def test_what_is_old_closed_or_elsewhere_is_no_repeat(world: None) -> None:
    second = case(2, description=HOLE)
    case(1, description=HOLE, district="5002", subdistrict=None)
    moved(case(3, description=HOLE), ("accept", actor("malee")), ("close", actor("malee")))
    assert repeats.similar(second, actor("nok"), now=LATER) == []
    assert repeats.similar(case(4, description=HOLE), actor("nok"), now=MONDAY + timedelta(days=181)) == []


def test_a_sketch_is_made_once_and_of_the_redacted_text(world: None, django_assert_num_queries: Any) -> None:
    told = case(1, description="นายสมชาย ใจดี โทร 0815550101 แจ้งว่าน้ำท่วมหน้าโรงเรียน")
    other = case(2, description="น้ำท่วมหน้าโรงเรียน")
    repeats.similar(other, actor("malee"), now=LATER)
    from sangsuk.thai import likeness

    marks = set(Likeness.objects.get(case=told).marks)
    assert not marks & set(likeness.sketch("สมชาย ใจดี"))
    malee = actor("malee")
    with django_assert_num_queries(2):
        repeats.similar(other, malee, now=LATER)
    assert repeats.make_ready() == 0


def test_a_settled_case_shows_how_it_was_solved_without_names(world: None) -> None:
    malee = actor("malee")
    old = moved(case(1, description=HOLE, category="road.surface"), ("accept", malee))
    data = {"settlement": "solved", "answer": "เทศบาลเทยางมะตอยเต็มหลุมแล้ว ผู้ตรวจรับคือนายสมชาย ใจดี โทร 0815550101"}
    actions.move(old, "close", by=malee, data=data, now=LATER)
    new = case(2, description=HOLE_AGAIN, category="road.surface")
    (found,) = repeats.similar_settled(new, malee)
    assert found.case == old
    assert "เทยางมะตอย" in found.how
    assert "สมชาย" not in found.how and "0815550101" not in found.how
    assert repeats.similar_settled(new, actor("anan")) == []


def test_a_link_is_seen_from_both_sides_and_can_be_taken_away(world: None) -> None:
    a, b, malee = case(1), case(2), actor("malee")
    a = actions.move(a, "link", by=malee, data={"into": b.number, "comment": "ท่อเดียวกัน"}, now=LATER)
    assert repeats.joined(a, malee).linked == [b]
    assert repeats.joined(b, malee).linked == [a]
    assert repeats.joined(b, actor("anan")).linked == [] and repeats.joined(b, actor("anan")).hidden == 1
    with pytest.raises(Refused, match="เชื่อมกันอยู่แล้ว"):
        actions.move(b, "link", by=malee, data={"into": a.number}, now=LATER)
    with pytest.raises(NotAllowed):  # who may leave a note may not undo what the office that answers has joined
        actions.move(b, "unlink", by=actor("prasit"), data={"into": a.number}, now=LATER)
    b = actions.move(b, "unlink", by=malee, data={"into": a.number.lower()}, now=LATER)
    assert not CaseLink.objects.exists()
    with pytest.raises(NotAllowed):
        actions.move(b, "unlink", by=malee, data={"into": a.number}, now=LATER)


def test_taking_a_link_away_leaves_both_cases_as_they_were_and_says_so_only_inside(world: None) -> None:
    a, b, c, malee = case(1), case(2), case(3), actor("malee")
    before = {one.pk: state(one) for one in (a, b)}
    a = actions.move(a, "link", by=malee, data={"into": b.number}, now=LATER)
    actions.move(c, "link", by=malee, data={"into": b.number}, now=LATER)
    assert "unlink" in {m.name for m in allowed(Case.objects.get(pk=b.pk), malee, LATER)}
    a = actions.move(a, "unlink", by=malee, data={"into": b.number, "comment": "คนละท่อกัน"}, now=LATER)
    assert {one.pk: state(one) for one in (a, b)} == before
    assert repeats.joined(b, malee).linked == [c]
    assert "unlink" not in {m.name for m in allowed(a, malee, LATER)}
    events = list(CaseEvent.objects.filter(case=a).order_by("seq"))
    assert [event.move for event in events] == ["submit", "link", "unlink"]
    assert "เลิกเชื่อม" in story.lines(events, audience=story.CENTRE)[-1].sentence
    assert [line.move for line in story.lines(events, audience=story.CITIZEN)] == ["submit"]
    with pytest.raises(Refused, match="ไม่ได้เชื่อมกัน"):
        actions.move(c, "unlink", by=malee, data={"into": a.number}, now=LATER)
    a = actions.move(a, "link", by=malee, data={"into": b.number}, now=LATER)
    assert repeats.joined(a, malee).linked == [b]


def test_a_link_of_a_case_that_has_ended_meanwhile_can_still_be_taken_away(world: None) -> None:
    a, b, malee = case(1), case(2), actor("malee")
    actions.move(a, "link", by=malee, data={"into": b.number}, now=LATER)
    a = actions.move(Case.objects.get(pk=a.pk), "withdraw", by=CITIZEN, now=LATER)
    actions.move(a, "unlink", by=malee, data={"into": b.number}, now=LATER)
    assert not CaseLink.objects.exists()


def test_a_merged_case_keeps_its_key_and_tells_its_citizen_the_number_it_is_followed_with(world: None) -> None:
    a, b = case(1), case(2)
    b = merge(b, a)
    assert (b.status, b.merged_into_id, b.is_open) == ("merged", a.pk, False)
    said = Message.objects.filter(about=b.number, code="case-merged").get()
    assert a.number in said.body
    seen = repeats.joined(a, actor("malee"))
    assert seen.merged_here == [b]
    stands_for = repeats.joined(b, actor("malee")).stands_for
    assert stands_for == a
    assert repeats.count(Case.objects.get(pk=a.pk)) == 1


def test_what_she_follows_after_a_merge_holds_no_words_of_the_other_citizen(world: None) -> None:
    malee = actor("malee")
    a = case(1, description="เรื่องของสมชาย น้ำท่วมบ้านเลขที่ 99/9 ของผม")
    a = moved(a, ("accept", malee))
    a = actions.move(a, "add", by=CITIZEN, data={"text": "บ้านผมอยู่หลังวัด"}, now=LATER)
    a = actions.move(a, "inform", by=malee, data={"text": "แจ้งคุณสมชายว่าช่างจะไปพรุ่งนี้"}, now=LATER)
    b = merge(case(2), a)
    led = repeats.leading(b)
    assert led is not None and led.case == a
    words = " ".join(line.sentence + line.who + "".join(p.text for p in line.parts) for line in led.lines)
    assert "รับเรื่องไว้ดำเนินการ" in words
    for secret in ("สมชาย", "99/9", "หลังวัด", "มาลี", "ท่าน"):
        assert secret not in words


@pytest.mark.parametrize("before", [(), ("accept",), ("accept", "inform"), ("screen",)])
def test_undoing_a_merge_brings_back_exactly_what_was(world: None, before: tuple[str, ...]) -> None:
    malee = actor("malee")
    a, b = case(1), moved(case(2), *((name, malee) for name in before))
    was = state(b)
    b = unmerge(merge(b, a))
    assert state(b) == was
    assert Message.objects.filter(about=b.number, code="case-unmerged").count() == 1
    assert list(replay.differences()) == []
    assert repeats.joined(a, malee).merged_here == []
    b = merge(b, a, now=LATER + timedelta(days=3))
    assert state(unmerge(b, now=LATER + timedelta(days=4))) == was


def test_a_merge_cannot_be_undone_after_the_days_of_the_rule(world: None) -> None:
    b = merge(case(2), case(1))
    with pytest.raises(NotAllowed):
        unmerge(b, now=LATER + timedelta(days=45))


def test_chains_hold_and_circles_are_refused(world: None) -> None:
    a, b, c = case(1), case(2), case(3)
    c = merge(c, b)
    with pytest.raises(Refused, match=b.number):
        merge(case(4), c)
    b = merge(Case.objects.get(pk=b.pk), a)
    leading = repeats.leading(c)
    assert leading is not None and leading.case == a
    assert set(repeats.joined(a, actor("malee")).merged_here) == {b, c}
    with pytest.raises(Refused):
        merge(Case.objects.get(pk=a.pk), c)
    with pytest.raises(Refused):
        merge(Case.objects.get(pk=a.pk), a)
    b = unmerge(b)
    leading = repeats.leading(c)
    assert leading is not None and leading.case == b


def test_a_case_of_another_office_or_one_that_is_over_cannot_be_merged_into(world: None) -> None:
    malee = actor("malee")
    over = moved(case(1), ("accept", malee), ("close", malee))
    elsewhere = case(2, district="5002", subdistrict=None)
    b = case(3)
    for into in (over.number, elsewhere.number, "5001-70-999999"):
        with pytest.raises(Refused) as refused:
            actions.move(b, "merge", by=malee, data={"into": into, "reason": "เรื่องเดียวกัน"}, now=LATER)
        assert refused.value.field == "into"
    with pytest.raises(NotAllowed):
        merge(b, case(4), by="anan")
    assert Case.objects.get(pk=b.pk).status == "received"


def test_nothing_that_somebody_owes_is_lost_in_a_merge(world: None) -> None:
    malee = actor("malee")
    b = moved(case(2), ("accept", malee), ("order_visit", malee))
    with pytest.raises(Refused) as refused:
        merge(b, case(1), now=MONDAY + timedelta(days=1))
    assert refused.value.code == "open_duty"


def test_an_old_copy_of_a_case_is_not_merged(world: None) -> None:
    a, b = case(1), case(2)
    old = Case.objects.get(pk=b.pk)
    moved(b, ("accept", actor("malee")))
    with pytest.raises(Stale):
        merge(old, a)


def test_the_citizens_own_page_still_opens_after_a_merge(world: None) -> None:
    from factories import submitted

    told = submitted(2)
    merge(told.case, case(1))
    track = queries.track(told.case.number, told.key, caller="1.2.3.4", now=LATER)
    assert track.case.status == "merged"
    assert track.lines[-1].move == "merge"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_merge_the_same_two_cases_into_each_other_one_wins(world: None) -> None:
    """Each locks both rows in the same order, so nobody waits for ever and no circle comes about."""
    import threading

    from django.db import connection

    for n in range(5):
        a, b = case(2 * n + 1), case(2 * n + 2)
        together, ends = threading.Barrier(2), []
        malee = actor("malee")

        def press(one: Case, other: Case, together: Any = together, ends: Any = ends, malee: Any = malee) -> None:
            try:
                together.wait()
                data = {"into": other.number, "reason": "เรื่องเดียวกัน"}
                ends.append(actions.move(one, "merge", by=malee, data=data, now=LATER).status)
            except Refused as refused:
                ends.append(refused.code)
            finally:
                connection.close()

        pressing = [threading.Thread(target=press, args=pair) for pair in ((a, b), (b, a))]
        for thread in pressing:
            thread.start()
        for thread in pressing:
            thread.join(30)
        assert sorted(ends)[0] == "merged" and len(ends) == 2
        assert ends.count("merged") == 1
        assert Case.objects.filter(pk__in=(a.pk, b.pk), merged_into__isnull=False).count() == 1
