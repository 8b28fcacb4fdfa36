"""By what training goes: subjects, target groups, questions and numbers, all of them dated rows; and the books of its numbers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sangsuk.common.dated import Dated

from ..training import words


class Coded(Dated):
    """A dated row that is known by its code and keeps its order."""

    code = models.CharField(max_length=60, primary_key=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["order", "code"]

    def __str__(self) -> str:
        return self.code


class TrainingSubject(Coded):
    """What an event may be about."""

    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta(Coded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="training_subject_names_its_source", condition=~Q(source="")),
        ]


class TrainingGroup(Coded):
    """A target group: who works in one of these `roles` for an office of one of these `office_kinds`; words with a space between.

    `local`: the region or the provinces of an event narrow it; those who work for the whole country are never narrowed.
    """

    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    roles = models.CharField(max_length=100)
    office_kinds = models.CharField(max_length=100)
    local = models.BooleanField(default=True)

    class Meta(Coded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="training_group_says_who", condition=~Q(roles="") & ~Q(office_kinds="") & ~Q(source="")
            ),
        ]


class TrainingQuestion(Coded):
    """A five-level item with which the form of a new event begins; the organiser may change it for her event."""

    ask_th = models.CharField(max_length=300)
    ask_en = models.CharField(max_length=300)

    class Meta(Coded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="training_question_names_its_source", condition=~Q(source="")),
        ]


def rule_kinds() -> list[tuple[str, str]]:
    """What a row may set. Asked for when it is needed, so that one more is no change of the table."""
    return [(code, code) for code in words.RULES]


class TrainingRule(Coded):
    """A number by which training goes, see `words.RULES`."""

    what = models.CharField(max_length=40, choices=rule_kinds)
    amount = models.PositiveIntegerField()

    class Meta(Coded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="training_rule_names_its_source", condition=~Q(source="")),
        ]


class TrainingBook(models.Model):
    """The last number given: of certificates of an office in a year, or with no office of events in a fiscal year."""

    office_code = models.TextField(blank=True)
    year_be = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="one_book_of_training", fields=["office_code", "year_be"]),
        ]

    def __str__(self) -> str:
        return f"{self.office_code} {self.year_be}"
