"""What is right of an answer, what is kept of it, and when a course is passed."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lessoning as making
from factories import MONDAY
from lessoning import answers, published, question, quiz
from people import actor
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.learning.lessons import certificates, courses, grading, learner, quizzing, reading, starting, watching
from sangsuk.learning.lessons.grading import Asked
from sangsuk.learning.models import Attempt, Course, CoursePass, Lesson, LessonRead, Question, Quiz

pytestmark = pytest.mark.usefixtures("world")
ONE = Asked("a", "one", "?", ("ก", "ข", "ค"), frozenset({1}))
SEVERAL = Asked("b", "several", "?", ("ก", "ข", "ค"), frozenset({0, 2}))
ORDER = Asked("c", "order", "?", ("ก", "ข", "ค"))
FREE = Asked("d", "free", "?")


@pytest.mark.parametrize(
    ("asked", "said", "right"),
    [
        (ONE, 1, True), (ONE, 0, False), (ONE, None, False), (SEVERAL, [0, 2], True), (SEVERAL, [2, 0], True), (SEVERAL, [0], False),
        (SEVERAL, [0, 1, 2], False), (SEVERAL, [], False), (ORDER, [0, 1, 2], True), (ORDER, [1, 0, 2], False), (ORDER, [], False),
        (FREE, "อะไรก็ได้", None),
    ],
)  # fmt: skip
def test_what_is_right(asked: Asked, said: Any, right: bool | None) -> None:
    assert grading.is_right(asked, said) is right


@given(st.integers(2, 9), st.text(max_size=12))
def test_the_steps_of_an_order_are_never_shown_in_the_right_one(many: int, seed: str) -> None:
    asked = Asked("k", "order", "?", tuple(map(str, range(many))))
    shown = grading.shuffled(asked, seed)
    assert sorted(shown) == list(range(many)) != shown and shown == grading.shuffled(asked, seed)


@given(st.integers(1, 40), st.integers(0, 40), st.integers(1, 100))
def test_a_quiz_is_passed_by_exact_shares(of: int, right: int, percent: int) -> None:
    right = min(right, of)
    asked = [Asked(str(n), "one", "?", ("ก", "ข"), frozenset({0})) for n in range(of)]
    result = grading.graded(asked, {str(n): 0 if n < right else 1 for n in range(of)}, percent)
    assert (result.right, result.of, result.passed) == (right, of, right * 100 >= percent * of)


@pytest.mark.parametrize(
    ("kind", "choices", "right"),
    [("one", ["ก"], [0]), ("one", ["ก", "ก"], [0]), ("one", ["ก", "ข"], []), ("one", ["ก", "ข"], [0, 1]), ("several", ["ก", "ข"], []),
     ("one", ["ก", "ข"], [5]), ("order", ["ก"], []), ("riddle", ["ก", "ข"], [0])],
)  # fmt: skip
def test_a_question_that_nobody_could_answer_is_refused(kind: str, choices: list[str], right: list[int]) -> None:
    made = quizzing.save(None, by=actor("dao"), title="แบบทดสอบ", about="", pass_percent=70, roles=[], now=MONDAY)
    with pytest.raises(Refused):
        question(made, kind, choices, right)
    with pytest.raises(Refused):
        quizzing.set_state(made, "open", by=actor("dao"))


@pytest.mark.parametrize("who", ["malee", "suda", "prasit", "kanya", "preecha"])
def test_questions_are_the_departments_and_the_ministrys(who: str) -> None:
    found = quiz()
    with pytest.raises(NotAllowed):
        question(found, "one", ["ก", "ข"], [0], who)
    with pytest.raises(NotAllowed):
        quizzing.set_state(found, "closed", by=actor(who))


def answered(found: Quiz, who: str = "malee", days: int = 0, **wrong: Any) -> Attempt:
    return quizzing.answer(found, answers(found, **wrong), by=actor(who), now=MONDAY + timedelta(days=days))


def test_the_best_and_the_last_are_kept_for_each() -> None:
    found = quiz()
    tries = [answered(found, days=0, one=1), answered(found, days=1), answered(found, days=2, order=[2, 1, 0])]
    answered(found, "suda", one=2, several=[1])
    (mine,) = [one for one in learner.tried(actor("malee")) if one.quiz == found]
    assert (mine.best, mine.last, mine.many, mine.passed) == (tries[1], tries[2], 3, True)
    (hers,) = [one for one in learner.tried(actor("suda")) if one.quiz == found]
    assert (hers.many, hers.passed) == (1, False)
    with pytest.raises(Missing):
        quizzing.attempt(actor("suda"), tries[0].pk)


def test_what_was_answered_stays_as_it_was_asked() -> None:
    found = quiz()
    row = answered(found)
    one = next(q for q in quizzing.questions(found) if q.kind == "one")
    quizzing.save_question(
        found, one.key, by=actor("dao"), kind="one", text="คำถามใหม่ที่ถามอย่างอื่น", choices=["ง", "จ"], right=[1], explain="คำอธิบายใหม่ที่ยาวพอ",
        source="", now=MONDAY,
    )  # fmt: skip
    row.refresh_from_db()
    kept = next(line for line in row.paper if line["key"] == one.key)
    assert (kept["choices"], kept["right"], kept["is_right"]) == (["ใช่", "ไม่ใช่", "ไม่รู้"], [0], True)


def test_free_words_are_kept_without_names_and_count_for_nothing() -> None:
    row = answered(quiz(), free="ดิฉันจะโทรหานายสมชาย ใจดี ที่ 0815550101")
    said = next(line["given"] for line in row.paper if line["kind"] == "free")
    assert "0815550101" not in said and "สมชาย" not in said and row.of == 3


@pytest.mark.parametrize(
    "wrong", [{"one": None}, {"one": 9}, {"several": []}, {"several": [7]}, {"order": [0, 1]}, {"free": "  "}]
)
def test_every_question_is_answered(wrong: dict[str, Any]) -> None:
    found = quiz()
    with pytest.raises(Refused):
        answered(found, **wrong)
    assert not Attempt.objects.exists()


def course(*lessons: Lesson, who: str = "dao", **changes: Any) -> Course:
    found = quiz()
    made = courses.save(
        None,
        by=actor(who),
        title="หลักสูตรของเรา",
        about="",
        quiz=found,
        lessons=[one.code for one in lessons],
        roles=[],
        **changes,
    )
    courses.set_state(made, "open", by=actor(who))
    return made


@pytest.mark.parametrize("last", ["quiz", "lesson"])
def test_a_course_is_passed_by_reading_all_and_passing_its_quiz_in_either_order(last: str) -> None:
    lessons = [published(1), published(2)]
    made, by = course(*lessons), actor("malee")
    reading.read(lessons[0], by=by, now=MONDAY)
    if last == "quiz":
        reading.read(lessons[1], by=by, now=MONDAY)
    assert not CoursePass.objects.exists()
    answered(made.quiz)
    if last == "lesson":
        assert not CoursePass.objects.exists()
        reading.read(lessons[1], by=by, now=MONDAY)
    row = CoursePass.objects.get()
    assert (row.user_id, row.course, row.office_code, len(row.certificate)) == (by.user_id, made, "5001", 10)
    reading.read(lessons[1], by=by, now=MONDAY)
    answered(made.quiz)
    assert CoursePass.objects.count() == 1
    assert certificates.verified(row.certificate.lower()).name == "มาลี รักงาน"


def test_a_failed_quiz_passes_no_course() -> None:
    lesson = published()
    made = course(lesson)
    reading.read(lesson, by=actor("malee"), now=MONDAY)
    answered(made.quiz, one=2, several=[1])
    assert not CoursePass.objects.exists()


def test_a_lesson_that_is_put_aside_is_asked_of_nobody() -> None:
    kept, gone = published(1), making.of_story(2)
    made = course(kept, gone)
    (far,) = courses.standings([made], actor("malee"))
    assert far.left == 2
    watching.erase(Lesson.objects.get(pk=gone.pk), "taken_back", now=MONDAY)
    (far,) = courses.standings([made], actor("malee"))
    assert far.left == 1


def test_a_course_asks_for_lessons_that_are_there() -> None:
    with pytest.raises(Refused) as refused:
        courses.save(None, by=actor("dao"), title="หลักสูตรของเรา", about="", quiz=quiz(), lessons=["NOPE"], roles=[])
    assert refused.value.field == "lessons" and "NOPE" in str(refused.value)


def test_a_page_of_an_office_counts_and_names_nobody() -> None:
    lesson = published()
    reading.read(lesson, by=actor("malee"), now=MONDAY)
    actor("suda")
    told = learner.office(actor("suda"))
    share = next(one for one in told.lessons if one.code == lesson.code)
    assert (told.people, share.n, share.of, share.percent) == (2, 1, 2, 50)
    assert not {"user", "name", "names"} & set(vars(told)) and told.last_at == MONDAY


def test_what_is_for_another_role_is_not_asked_of_her() -> None:
    lesson = published(roles=["chief"])
    assert lesson in learner.unread(actor("suda")) and lesson not in learner.unread(actor("malee"))
    reading.read(lesson, by=actor("suda"), now=MONDAY)
    assert lesson not in learner.unread(actor("suda"))
    assert LessonRead.objects.get().version == lesson.version


def test_what_comes_with_the_product_is_there_sourced_and_left_alone_once_changed() -> None:
    assert Lesson.objects.filter(kind="procedure").count() >= 6 and Quiz.objects.filter(state="open").count() >= 2
    assert not Question.objects.filter(explain="").exists() and not Question.objects.filter(source="").exists()
    for one in Question.objects.all():
        grading.check(quizzing.asked(one))
    assert starting.load() == 0
    Quiz.objects.filter(code="Q-START").update(title="ชื่อที่คนแก้", edited_at=MONDAY)
    Question.objects.filter(quiz__code="Q-START", key="life").update(text="คำถามที่คนแก้", edited_at=MONDAY)
    Question.objects.filter(quiz__code="Q-START", key="steps").update(text="คำถามที่ต่างจากไฟล์")
    assert starting.load() == 1
    assert Quiz.objects.get(code="Q-START").title == "ชื่อที่คนแก้"


def test_a_starting_lesson_that_an_organiser_revised_stays_hers() -> None:
    lesson = Lesson.objects.get(code="L-TIME")
    making.move(lesson, "revise", "dao")
    assert starting.load() == 0
    lesson.refresh_from_db()
    assert lesson.status == "draft"


@pytest.mark.parametrize("who", ["malee", "suda", "kanya", "preecha"])
def test_everybody_who_learns_finds_the_first_lessons(who: str) -> None:
    assert learner.unread(actor(who)).filter(code="L-TIME").exists()


def test_a_certificate_taken_back_says_so() -> None:
    lesson = published()
    made = course(lesson)
    reading.read(lesson, by=actor("malee"), now=MONDAY)
    answered(made.quiz)
    row = CoursePass.objects.get()
    with pytest.raises(NotAllowed):
        certificates.revoke(row.certificate, why="เหตุผลที่ยาวพอควร", by=actor("suda"))
    certificates.revoke(row.certificate, why="เหตุผลที่ยาวพอควร", by=actor("dao"), now=MONDAY)
    assert certificates.verified(row.certificate).revoked
    with pytest.raises(Refused):
        certificates.pdf(CoursePass.objects.get())
