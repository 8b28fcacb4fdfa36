"""What moderation goes by: rows that a place or a law may change, each from a day on and with its source; and who is on duty."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated
from sangsuk.offices.models import Office

from ..moderation.clocks import UNITS, WHATS
from ..moderation.signs import KINDS

REJECT, TAKE_DOWN = "reject", "take_down"


class ModerationSign(Dated):
    """Words that are looked for. Several with "|" between them; `unless`: longer words in which they mean nothing;
    `together`: of which one must stand near by; `instead`: what is proposed. See `moderation.signs`."""

    code = models.CharField(max_length=40, primary_key=True)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    words = models.TextField()
    together = models.TextField(blank=True, default="")
    unless = models.TextField(blank=True, default="")
    points = models.PositiveSmallIntegerField(default=0)
    instead = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="sign_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="sign_has_words", condition=~Q(words="")),
            models.CheckConstraint(name="sign_weighs_up_to_five", condition=Q(points__lte=5)),
        ]

    def __str__(self) -> str:
        return self.code


class ModerationRule(Dated):
    """By when somebody must have looked, and from which score on the author is asked."""

    code = models.CharField(max_length=40, primary_key=True)
    what = models.CharField(max_length=20, choices=[(what, what) for what in WHATS])
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=[(unit, unit) for unit in UNITS])
    source_th = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="moderation_rule_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="moderation_rule_is_at_least_one", condition=Q(amount__gte=1)),
            models.CheckConstraint(
                name="moderation_rule_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SeverityGrade(Dated):
    """What one grade of severity means, in words that two readers understand alike."""

    grade = models.PositiveSmallIntegerField(primary_key=True)
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    says_th = models.TextField()
    says_en = models.TextField()
    lane = models.CharField(max_length=10)

    class Meta:
        ordering = ["grade"]
        constraints = [
            models.CheckConstraint(name="grade_is_from_none_to_five", condition=Q(grade__lte=5)),
            models.CheckConstraint(name="grade_names_its_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.grade} {self.name_th}"


class HelpLine(Dated):
    """Whom somebody in need can call, shown at once. `lane`: for which alarms, codes with a space between."""

    code = models.CharField(max_length=40, primary_key=True)
    number = models.CharField(max_length=20)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    says_th = models.CharField(max_length=200)
    says_en = models.CharField(max_length=200)
    lane = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [models.CheckConstraint(name="help_line_names_its_source", condition=~Q(source=""))]

    def __str__(self) -> str:
        return f"{self.number} {self.name_th}"


class ModerationReason(Dated):
    """Why a story is not passed, or is taken down; `says`: what the author reads, with what she can do."""

    code = models.CharField(max_length=40, primary_key=True)
    use = models.CharField(max_length=10, choices=[(REJECT, REJECT), (TAKE_DOWN, TAKE_DOWN)])
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    says_th = models.TextField()
    says_en = models.TextField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["use", "order", "code"]
        constraints = [models.CheckConstraint(name="moderation_reason_names_its_source", condition=~Q(source=""))]

    def __str__(self) -> str:
        return self.code


class DutyTurn(models.Model):
    """Who looks at once when a story speaks of danger, from when to when; of the department, or of one province's centre."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["from_at", "id"]
        indexes = [models.Index(fields=["office", "to_at"], name="duty_of_an_office")]
        constraints = [
            models.CheckConstraint(name="duty_ends_after_it_begins", condition=Q(to_at__gt=F("from_at"))),
            models.UniqueConstraint(name="one_begins_a_duty_once", fields=["office", "user", "from_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.from_at:%Y-%m-%d %H:%M}"
