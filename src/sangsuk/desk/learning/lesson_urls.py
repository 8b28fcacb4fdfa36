"""Addresses of lessons, quizzes, courses and practices. Fixed words before codes."""

from django.urls import URLPattern, path

from .views import adoptions, lesson_making, lessons, practices, quiz_making, quizzes


def paths() -> list[URLPattern]:
    return [
        path("learning/mine", lessons.mine, name="lessons_mine"),
        path("learning/office", lessons.office, name="lessons_office"),
        path("learning/lessons", lessons.listed, name="lessons"),
        path("learning/lessons/making", lesson_making.listed, name="lessons_making"),
        path("learning/lessons/making/new", lesson_making.propose, name="lesson_propose"),
        path("learning/lessons/making/<slug:code>", lesson_making.one, name="lesson_making"),
        path("learning/lessons/making/<slug:code>/<slug:name>", lesson_making.move, name="lesson_move"),
        path("learning/lessons/<slug:code>", lessons.one, name="lesson"),
        path("learning/lessons/<slug:code>/read", lessons.read, name="lesson_read"),
        path("learning/courses/making/new", quiz_making.course, name="course_new"),
        path("learning/courses/making/revoke", lessons.revoke, name="course_revoke"),
        path("learning/courses/making/<slug:code>", quiz_making.course, name="course_edit"),
        path("learning/courses/making/<slug:code>/state", quiz_making.course_state, name="course_state"),
        path("learning/courses/<slug:code>", lessons.course, name="course"),
        path("learning/courses/<slug:code>/certificate.pdf", lessons.certificate, name="course_certificate"),
        path("learning/quizzes/making", quiz_making.listed, name="quizzes_making"),
        path("learning/quizzes/making/new", quiz_making.edit, name="quiz_new"),
        path("learning/quizzes/making/<slug:code>", quiz_making.edit, name="quiz_edit"),
        path("learning/quizzes/making/<slug:code>/state", quiz_making.state, name="quiz_state"),
        path("learning/quizzes/making/<slug:code>/questions/new", quiz_making.question, name="question_new"),
        path("learning/quizzes/making/<slug:code>/questions/<slug:question>", quiz_making.question, name="question_edit"),
        path("learning/quizzes/making/<slug:code>/questions/<slug:question>/retire", quiz_making.retire, name="question_retire"),
        path("learning/quizzes/<slug:code>", quizzes.quiz, name="quiz"),
        path("learning/quizzes/<slug:code>/attempts/<int:pk>", quizzes.attempt, name="quiz_attempt"),
        path("learning/practices", practices.listed, name="practices"),
        path("learning/practices/new", practices.new, name="practice_new"),
        path("learning/practices/mine", adoptions.mine, name="practice_adoptions"),
        path("learning/practices/adoptions/<int:pk>", adoptions.one, name="practice_adoption"),
        path("learning/practices/adoptions/<int:pk>/<slug:name>", adoptions.move, name="practice_adoption_move"),
        path("learning/practices/<slug:code>", practices.one, name="practice"),
        path("learning/practices/<slug:code>/adopt", practices.adopt, name="practice_adopt"),
        path("learning/practices/<slug:code>/files", practices.add_file, name="practice_files"),
        path("learning/practices/<slug:code>/files/<int:file_id>", practices.file, name="practice_file"),
        path("learning/practices/<slug:code>/files/<int:file_id>/remove", practices.remove_file, name="practice_file_remove"),
        path("learning/practices/<slug:code>/moves/<slug:name>", practices.move, name="practice_move"),
    ]  # fmt: skip
