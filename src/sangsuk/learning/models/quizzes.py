"""Quizzes, what somebody answered, courses, and the numbers that learning goes by."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated

from ..lessons.words import QUESTION_KINDS, RULES
from .lessons import Lesson

DRAFT, OPEN, CLOSED = "draft", "open", "closed"
STATES = (DRAFT, OPEN, CLOSED)


class LearningRule(Dated):
    """A number with a source: after how many days a practice is reported on, how much of a quiz must be right. See `RULES`."""

    code = models.CharField(max_length=60, primary_key=True)
    what = models.CharField(max_length=30)
    amount = models.PositiveIntegerField()
    source_th = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        ordering = ["what", "valid_from"]
        constraints = [
            models.CheckConstraint(name="learning_rule_is_of_a_known_kind", condition=Q(what__in=list(RULES))),
            models.CheckConstraint(name="learning_rule_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="learning_rule_asks_for_something", condition=Q(amount__gte=1)),
            models.CheckConstraint(
                name="learning_rule_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Quiz(models.Model):
    """Questions about a lesson or a topic. `pass_percent`: how much of what is graded must be right."""

    code = models.TextField(unique=True)
    title = models.TextField()
    about = models.TextField(blank=True)
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, null=True, related_name="quizzes")
    roles = ArrayField(models.TextField(), default=list)
    pass_percent = models.SmallIntegerField()
    state = models.TextField(default=DRAFT)
    source = models.TextField(blank=True)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="quiz_has_a_known_state", condition=Q(state__in=STATES)),
            models.CheckConstraint(
                name="quiz_is_passed_with_a_share_of_a_hundred", condition=Q(pass_percent__range=(1, 100))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Question(models.Model):
    """One question. `choices`: of an order, in the right one; `right`: which of them, counted from 0. Of a free question
    `explain` says what was done. A question that was answered before keeps its words in each attempt."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="questions", db_index=False)
    key = models.TextField()
    order = models.SmallIntegerField()
    kind = models.TextField()
    text = models.TextField()
    choices = ArrayField(models.TextField(), default=list)
    right = ArrayField(models.SmallIntegerField(), default=list)
    explain = models.TextField()
    source = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="question_has_its_own_key", fields=["quiz", "key"]),
            models.CheckConstraint(name="question_has_a_known_kind", condition=Q(kind__in=list(QUESTION_KINDS))),
            models.CheckConstraint(name="question_is_explained", condition=~Q(explain="")),
            models.CheckConstraint(
                name="graded_question_has_choices", condition=Q(kind="free") | Q(choices__len__gte=2)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id}/{self.key}"


class Attempt(models.Model):
    """One try of one person. `paper`: each question as it was asked, what was answered, and what is right."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    office_code = models.TextField()
    at = models.DateTimeField()
    right = models.SmallIntegerField()
    of = models.SmallIntegerField()
    pass_percent = models.SmallIntegerField()
    passed = models.BooleanField()
    paper = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "quiz", "-id"], name="attempts_of_one"),
            models.Index(fields=["quiz", "office_code"], name="attempts_passed", condition=Q(passed=True)),
        ]
        constraints = [
            models.CheckConstraint(name="no_more_is_right_than_was_asked", condition=Q(right__range=(0, F("of")))),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.quiz_id} {self.right}/{self.of}"


class Course(models.Model):
    """Lessons in an order, and the quiz that ends it."""

    code = models.TextField(unique=True)
    title = models.TextField()
    about = models.TextField(blank=True)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="courses")
    roles = ArrayField(models.TextField(), default=list)
    state = models.TextField(default=DRAFT)
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [models.CheckConstraint(name="course_has_a_known_state", condition=Q(state__in=STATES))]

    def __str__(self) -> str:
        return self.code


class CourseLesson(models.Model):
    """Which lesson stands where in a course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="steps", db_index=False)
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="+")
    order = models.SmallIntegerField()

    class Meta:
        ordering = ["course", "order"]
        constraints = [
            models.UniqueConstraint(name="lesson_stands_once_in_a_course", fields=["course", "lesson"]),
        ]

    def __str__(self) -> str:
        return f"{self.course_id}/{self.order}"


class CoursePass(models.Model):
    """That somebody has read every lesson of a course and passed its quiz. `certificate`: the code of her certificate."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="passes", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    office_code = models.TextField()
    at = models.DateTimeField()
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+", db_index=False)
    certificate = models.TextField(unique=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="course_is_passed_once_by_one", fields=["user", "course"]),
            models.CheckConstraint(
                name="revoked_pass_of_a_course_says_why", condition=Q(revoked_at=None) | ~Q(revoked_why="")
            ),
        ]
        indexes = [models.Index(fields=["course", "office_code"], name="course_passed_by_office")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.course_id}"
