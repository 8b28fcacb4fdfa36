"""A settled case or a told story becomes something to learn from: drafted without people, checked by another, gone in time."""

from datetime import timedelta
from typing import Any

import pytest

import lessoning as making
from factories import MONDAY, case
from lessoning import WORDS, move, proposed, published, written
from people import CITIZEN, SOMCHAI, actor
from privacy.planting import MAIL, NAME, PHONE, planted
from privacy.searching import tables_with
from sangsuk.cases import actions as cases
from sangsuk.cases import restricting
from sangsuk.cases.models import Case
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.learning.lessons import actions, anonymity, queries, recording, table, watching
from sangsuk.learning.lessons.words import GONE, STATUSES
from sangsuk.learning.models import Lesson, LessonEvent
from sangsuk.privacy.retention import executors
from sangsuk.stories import actions as stories

pytestmark = pytest.mark.usefixtures("world")


def shown(lesson: Lesson, who: str = "anan") -> bool:
    return queries.to_learn(actor(who)).filter(pk=lesson.pk).exists()


def test_a_draft_tells_the_case_in_four_parts_and_names_nobody() -> None:
    draft = proposed()
    whole = "\n".join(getattr(draft, part) for part in table.PARTS)
    for word in ("สมชาย", "ใจดี", "0815550101", "เชียงใหม่"):
        assert word not in whole
    assert "เด็กเดินไปเรียนไม่ได้" in draft.situation and "ขุดลอกท่อ" in draft.done and "ไปโรงเรียนได้แล้ว" in draft.said
    assert "วันที่ 1: ศูนย์ดำรงธรรมอำเภอ" in draft.done
    assert (draft.status, draft.kind, draft.province_code) == ("draft", "case", "50")
    assert list(recording.differences()) == []


def test_small_places_are_pointed_out_with_other_words() -> None:
    look = anonymity.looked({"situation": "ที่บ้านสันทราย หมู่ที่ 4 ตำบลสุเทพ มีช่างตัดผมคนเดียวในหมู่บ้าน"})
    assert {one.instead for one in look.pointed} >= {"หมู่บ้านแห่งหนึ่ง"} and look.asks


@pytest.mark.parametrize("who", ["malee", "suda", "anan", "kanya", "preecha"])
def test_who_does_not_make_lessons_cannot_propose(who: str) -> None:
    told = making.settled()
    with pytest.raises(NotAllowed):
        actions.propose_case(told.number, by=actor(who))


def test_a_case_out_of_sight_is_not_there_to_propose() -> None:
    told = making.settled()
    with pytest.raises(Missing):
        actions.propose_case(told.number, by=actor("orn"))
    assert actions.propose_case(told.number, by=actor("nok")).province_code == ""


@pytest.mark.parametrize("kind", ["open", "sealed", "accuses", "rests", "forgotten"])
def test_only_a_settled_case_that_nothing_forbids_becomes_a_lesson(kind: str) -> None:
    told = case() if kind == "open" else making.settled()
    changes: dict[str, dict[str, Any]] = {
        "sealed": {"secrecy": "secret"}, "accuses": {"accused": ["5002"]}, "rests": {"restricted_at": MONDAY}, "forgotten": {"description": ""},
    }  # fmt: skip
    Case.objects.filter(pk=told.pk).update(**changes.get(kind, {"urgency": "normal"}))
    by = actor("nok")
    with pytest.raises((Refused, Missing)):
        actions.propose_case(told.number, by=by)
    assert not Lesson.objects.exclude(kind="procedure").exists()


def test_a_case_is_one_lesson_only() -> None:
    draft = proposed()
    assert draft.case
    with pytest.raises(Refused) as refused:
        actions.propose_case(draft.case.number, by=actor("nok"))
    assert refused.value.code == "already"


@pytest.mark.parametrize("who", ["prasit", "dao", "nok"])
def test_who_proposed_or_wrote_never_publishes(who: str) -> None:
    lesson = written()
    if who != "prasit":
        lesson = move(lesson, "write", who, **WORDS | {"title": f"ชื่อใหม่ของ{who}"})
    lesson = move(lesson, "send", "prasit")
    with pytest.raises(NotAllowed):
        move(lesson, "publish", who, anonymous=True)
    other = {"prasit": "dao", "dao": "nok", "nok": "dao"}[who]
    assert move(lesson, "publish", other, anonymous=True).status == "published"


def test_who_checks_says_that_she_has_read_it_all() -> None:
    lesson = move(written(), "send", "prasit")
    with pytest.raises(Refused) as refused:
        move(lesson, "publish", "dao")
    assert refused.value.field == "anonymous"


@pytest.mark.parametrize("words", ["โทร 0815550199", "นางสาวสมศรี ใจงาม เล่าให้ฟัง", "ไลน์ไอดี somchai99 ตอบเร็ว"])
def test_a_name_or_a_number_is_refused_in_every_part(words: str) -> None:
    lesson = proposed()
    for part in table.PARTS:
        with pytest.raises(Refused) as refused:
            move(lesson, "write", "prasit", **WORDS | {part: f"{WORDS[part]} {words}"})
        assert (refused.value.code, refused.value.field) == ("personal_data", part)


def test_what_neighbours_would_know_needs_a_reason() -> None:
    near = (
        "ที่บ้านสันทราย หมู่ที่ 4 ตำบลสุเทพ วันที่ 3 มกราคม 2569 เวลา 07.30 น. ผู้พิการขาขาด อายุ 84 ปี พี่สาวกำนัน มีช่างตัดผมคนเดียวในหมู่บ้าน"
    )
    lesson = move(written(situation=near), "send", "prasit")
    assert anonymity.looked({"situation": near}).is_high
    with pytest.raises(Refused) as refused:
        move(lesson, "publish", "dao", anonymous=True)
    assert refused.value.field == "small"
    assert move(lesson, "publish", "dao", anonymous=True, small="สถานที่นี้เป็นชื่อสมมติในแบบฝึกหัด").status == "published"


def test_sent_back_with_a_reason_mended_and_published() -> None:
    lesson = move(move(written(), "send", "prasit"), "give_back", "dao", why="ยังมีรายละเอียดมากไป")
    assert (lesson.status, lesson.why) == ("returned", "ยังมีรายละเอียดมากไป")
    lesson = move(move(lesson, "write", "prasit", **WORDS | {"title": "น้ำท่วมทางเดิน"}), "send", "prasit")
    lesson = move(lesson, "publish", "dao", anonymous=True)
    assert shown(lesson) and [event.move for event, _words in actions.versions(lesson)] == ["write", "write", "propose"]
    assert actions.versions(lesson)[1][1]["title"] == WORDS["title"]
    assert list(recording.differences()) == []


def test_two_at_once_and_the_second_is_told() -> None:
    lesson = written()
    with pytest.raises(Stale):
        actions.move(lesson, "send", by=actor("prasit"), version=lesson.version - 1)


def test_its_source_is_told_to_who_may_see_that_alone() -> None:
    lesson = published()
    assert lesson.case
    assert queries.source_of(lesson, actor("prasit")).number == lesson.case.number
    assert queries.source_of(lesson, actor("malee")).number == lesson.case.number
    for who in ("anan", "orn", "dao", "preecha"):
        assert queries.source_of(lesson, actor(who)) == queries.Source()


def seal(told: Case) -> None:
    Case.objects.filter(pk=told.pk).update(secrecy="secret")


def rest(told: Case) -> None:
    restricting.begin(told, now=MONDAY)


def accuse(told: Case) -> None:
    Case.objects.filter(pk=told.pk).update(accused=["5002"])


@pytest.mark.parametrize(("does", "cause"), [(seal, "sealed"), (accuse, "sealed"), (rest, "rests")])
def test_when_the_case_may_not_be_used_any_more_the_lesson_is_hidden_at_once_and_put_aside(
    does: Any, cause: str
) -> None:
    lesson = published(public=True)
    assert shown(lesson) and Lesson.objects.public().filter(pk=lesson.pk).exists() and lesson.case
    does(lesson.case)
    assert not shown(lesson) and not Lesson.objects.public().filter(pk=lesson.pk).exists()
    with pytest.raises(Missing):
        queries.public(lesson.code)
    assert (watching.sweep(MONDAY), watching.sweep(MONDAY)) == (1, 0)
    lesson.refresh_from_db()
    assert (lesson.status, lesson.why) == ("withdrawn", cause)
    again = move(lesson, "revise", "prasit")
    with pytest.raises(NotAllowed):
        move(again, "send", "prasit")
    assert list(recording.differences()) == []


def forget(told: Case) -> None:
    executor = (
        executors.EXECUTORS["story"]
        if isinstance(executors.EXECUTORS, dict)
        else next(e for e in executors.EXECUTORS if e.target == "story")
    )
    doing = executors.Doing(until=MONDAY, now=MONDAY, by=actor("daranee"), rule="test")
    executor.apply([str(told.client_id)], doing)


def test_when_the_words_of_the_case_are_forgotten_somebody_looks_again() -> None:
    lesson = published()
    assert lesson.case
    forget(lesson.case)
    lesson.refresh_from_db()
    assert (lesson.status, lesson.why, lesson.title) == ("withdrawn", "forgotten", WORDS["title"]) and not shown(lesson)
    old = LessonEvent.objects.filter(lesson=lesson, move="propose").get()
    assert old.changes["situation"] == "–" and "เด็ก" not in str(old.changes)
    lesson = move(move(lesson, "revise", "prasit"), "send", "prasit")
    lesson = move(lesson, "publish", "dao", anonymous=True)
    assert shown(lesson) and lesson.stands_alone and watching.sweep(MONDAY) == 0
    assert list(recording.differences()) == []


def test_a_draft_that_nobody_passed_goes_whole_with_the_words_of_its_case() -> None:
    lesson = written()
    assert lesson.case
    forget(lesson.case)
    lesson.refresh_from_db()
    assert (lesson.status, lesson.title, lesson.situation) == (GONE, "–", "–")
    assert "น้ำท่วม" not in str(list(LessonEvent.objects.filter(lesson=lesson).values_list("changes", flat=True)))
    assert list(recording.differences()) == []


def test_a_story_gives_a_lesson_only_with_its_consents() -> None:
    import storytelling as telling

    closed = telling.published(1, uses=("publish",))
    with pytest.raises(Refused) as refused:
        actions.propose_story(closed.code, by=actor("nok"))
    assert refused.value.code == "no_consent"
    lesson = making.of_story(2)
    assert shown(lesson) and Lesson.objects.public().filter(pk=lesson.pk).exists()


def test_a_story_taken_back_takes_its_lesson_and_every_version_of_it() -> None:
    lesson = making.of_story()
    assert lesson.story
    stories.move(lesson.story, "withdraw", by=CITIZEN, now=MONDAY + timedelta(days=1))
    assert not shown(lesson)
    assert (watching.sweep(MONDAY), watching.sweep(MONDAY)) == (1, 0)
    lesson.refresh_from_db()
    assert (lesson.status, lesson.why, lesson.situation) == (GONE, "taken_back", "–")
    assert "น้ำท่วม" not in str(list(LessonEvent.objects.filter(lesson=lesson).values_list("changes", flat=True)))
    with pytest.raises(Missing):
        queries.in_the_making(lesson.code, actor("nok"))
    assert list(recording.differences()) == []


def test_found_by_its_words_and_not_once_it_is_put_aside() -> None:
    lesson = published()
    found = queries.shelf(queries.to_learn(actor("anan")), queries.Filters(q="โรงเรียน"))
    assert lesson in found.items
    move(lesson, "retire", "prasit", why="มีบทที่ดีกว่าแล้ว")
    assert lesson not in queries.shelf(queries.to_learn(actor("anan")), queries.Filters(q="โรงเรียน")).items


def test_the_list_is_paged_by_key() -> None:
    lessons = [published(n) for n in range(1, 4)]
    seen: list[int] = []
    cursor = ""
    for _page in range(20):
        page = queries.shelf(queries.to_learn(actor("anan")), queries.Filters(), cursor=cursor, size=2)
        seen += [one.pk for one in page.items]
        if not page.next:
            break
        cursor = page.next
    assert len(seen) == len(set(seen)) and {one.pk for one in lessons} <= set(seen)


def test_every_status_is_reached_and_every_move_leads_to_a_known_one() -> None:
    targets = {move.target for move in table.MOVES.values() if move.target}
    assert targets | {"draft"} == set(STATUSES)
    assert all(move.sources <= set(STATUSES) for move in table.MOVES.values())


def test_nobody_of_the_case_is_found_by_name_in_what_was_published() -> None:
    lesson = published()
    event_words = str(list(LessonEvent.objects.filter(lesson=lesson).values_list("changes", "data")))
    for word in (SOMCHAI.phone, "สมชาย", SOMCHAI.email):
        assert word not in event_words


def test_a_case_that_was_opened_again_is_still_learned_from() -> None:
    lesson = published()
    assert lesson.case
    cases.move(Case.objects.get(pk=lesson.case.pk), "reopen", by=CITIZEN, data={"text": "น้ำกลับมาท่วมอีกแล้ว"}, now=MONDAY)
    assert shown(lesson)


def test_a_name_that_nothing_would_know_for_one_is_taken_out_of_the_draft_and_stands_in_no_table_of_learning(
    disk: Any,
) -> None:
    told = planted()
    assert told.status == "settled"
    draft = actions.propose_case(told.number, by=actor("prasit"), now=MONDAY)
    assert "ผู้ร้อง" in draft.situation
    assert not {table for table in tables_with(NAME, PHONE, MAIL) if table.startswith("learning_")}
