"""What the law and the ministry lay down, as dated rows with a source, kept at the desk."""

from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated


class Rule(Dated):
    """A dated row that names its source and ends after it begins."""

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="%(class)s_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]


class Notice(Rule):
    """What people are told about their data when they give it: for whom, which version, in which words."""

    AUDIENCES = [(audience, audience) for audience in ("reporter", "supporter", "storyteller", "staff")]

    code = models.CharField(max_length=60, primary_key=True)
    audience = models.CharField(max_length=20, choices=AUDIENCES)
    version = models.CharField(max_length=20)
    short_th = models.TextField()
    short_en = models.TextField()
    said_th = models.TextField(help_text="what an official says aloud at the counter or on the telephone")
    said_en = models.TextField()
    full_th = models.TextField()
    full_en = models.TextField()
    approved_by = models.CharField(max_length=200)

    class Meta(Rule.Meta):
        ordering = ["audience", "-valid_from"]
        constraints = [
            *Rule.Meta.constraints,
            models.UniqueConstraint(fields=["audience", "version"], name="notice_version_is_given_once"),
            models.CheckConstraint(name="notice_names_who_approved_it", condition=~Q(approved_by="")),
        ]

    def __str__(self) -> str:
        return self.code


class TimeLimit(Rule):
    """A time limit of this room. Real time, nights and holidays counted: the law speaks of days and hours, not of office hours."""

    KINDS = [(kind, kind) for kind in (
        "rights_answer", "rights_extension", "copy_open", "breach_notice", "breach_reason", "breach_warning",
    )]  # fmt: skip
    UNITS = [(unit, unit) for unit in ("hours", "calendar_days")]

    code = models.CharField(max_length=60, primary_key=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=UNITS)

    class Meta(Rule.Meta):
        ordering = ["kind", "-valid_from"]
        constraints = [
            *Rule.Meta.constraints,
            models.CheckConstraint(name="time_limit_is_at_least_one", condition=Q(amount__gte=1)),
        ]

    def __str__(self) -> str:
        return self.code


class Ground(Rule):
    """A reason that the law knows: to refuse a request, to take longer, to disclose, to keep a disclosure quiet."""

    AXES = [(axis, axis) for axis in ("refusal", "extension", "disclosure", "quiet", "hold")]

    code = models.CharField(max_length=60, primary_key=True)
    axis = models.CharField(max_length=20, choices=AXES)
    kinds = models.CharField(max_length=100, blank=True, default="", help_text="kinds of request, '' for all")
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    basis_th = models.CharField(max_length=300)
    basis_en = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta(Rule.Meta):
        ordering = ["axis", "order", "code"]
        constraints = [*Rule.Meta.constraints]

    def __str__(self) -> str:
        return self.code


class Officer(Rule):
    """How to reach the data protection officer: a post, not a person."""

    code = models.CharField(max_length=60, primary_key=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    address_th = models.CharField(max_length=300, blank=True, default="")
    address_en = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=60)
    email = models.EmailField(max_length=254)

    class Meta(Rule.Meta):
        ordering = ["-valid_from"]
        constraints = [*Rule.Meta.constraints]

    def __str__(self) -> str:
        return self.name_th


class RetentionRule(Rule):
    """How long one kind of personal data is kept, from when, and what is done then. `target` names who does it.

    `other_rule`: how long is said by a rule of that kind in the table of time limits, and not here.
    """

    ACTIONS = [(action, action) for action in ("delete", "anonymise", "keep")]
    UNITS = [(unit, unit) for unit in ("hours", "calendar_days", "months")]

    code = models.CharField(max_length=60, primary_key=True)
    target = models.CharField(max_length=40)
    action = models.CharField(max_length=12, choices=ACTIONS)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20, choices=UNITS, blank=True, default="")
    other_rule = models.CharField(max_length=40, blank=True, default="")
    needs_approval = models.BooleanField(default=False)
    what_th = models.CharField(max_length=300)
    what_en = models.CharField(max_length=300)
    starts_th = models.CharField(max_length=200)
    starts_en = models.CharField(max_length=200)

    class Meta(Rule.Meta):
        ordering = ["target", "-valid_from"]
        constraints = [
            *Rule.Meta.constraints,
            models.UniqueConstraint(fields=["target", "valid_from"], name="one_rule_of_keeping_from_one_day"),
            models.CheckConstraint(
                name="keeping_says_how_long_or_for_good",
                condition=Q(action="keep", amount=None)
                | (~Q(action="keep") & (Q(amount__gte=1) & ~Q(unit="") & Q(other_rule="")))
                | (~Q(action="keep") & (Q(amount=None) & ~Q(other_rule=""))),
            ),
            models.CheckConstraint(
                name="traffic_logs_are_kept_ninety_days",
                condition=~Q(target="logs")
                | Q(action="keep")
                | Q(unit="calendar_days", amount__gte=90)
                | Q(unit="months", amount__gte=3)
                | Q(unit="hours", amount__gte=90 * 24),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Activity(Rule):
    """One line of the record of processing that no table of ours can tell: why, on which basis, who receives it."""

    code = models.CharField(max_length=60, primary_key=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    purpose_th = models.CharField(max_length=500)
    purpose_en = models.CharField(max_length=500)
    basis_th = models.CharField(max_length=300)
    basis_en = models.CharField(max_length=300)
    subjects_th = models.CharField(max_length=300)
    subjects_en = models.CharField(max_length=300)
    recipients_th = models.CharField(max_length=500)
    recipients_en = models.CharField(max_length=500)
    targets = models.CharField(max_length=300, blank=True, default="", help_text="rules of keeping it consists of")
    measures_th = models.CharField(max_length=500)
    measures_en = models.CharField(max_length=500)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta(Rule.Meta):
        ordering = ["order", "code"]
        constraints = [*Rule.Meta.constraints]

    def __str__(self) -> str:
        return self.code
