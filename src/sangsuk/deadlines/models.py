"""When offices are open, which days they are not, and what is promised by when. Rows with a source, never code.

`valid_to` is the first day on which a row no longer holds. `edited_at` says that a person has set this row: a loader
leaves such a row alone.
"""

from django.db import models

from sangsuk.common.dated import Dated

NATIONAL = ""
ANY = ""


class Holiday(models.Model):
    """A day on which the offices of the country, or of one province, are closed.

    `cancelled` takes the day back; with a province, that province works on a day off of the country.
    """

    KINDS = [("public", "public"), ("government", "government"), ("special", "special"), ("provincial", "provincial")]

    on = models.DateField()
    name_th = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    province_code = models.CharField(max_length=2, blank=True, default=NATIONAL)
    kind = models.CharField(max_length=20, choices=KINDS)
    announced_on = models.DateField(null=True, blank=True)
    cancelled = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["on", "province_code"], name="one_holiday_a_day_and_province"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name_th}"


class CalendarChange(models.Model):
    """A working day became a day off (`off`), or a day off a working day. The promises that were given before follow,
    once for each change, in this order; `reached`, `moved` and `followed_at` say how far that has come.
    """

    on = models.DateField()
    province_code = models.CharField(max_length=2, blank=True, default=NATIONAL)
    off = models.BooleanField()
    name_th = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    source = models.CharField(max_length=300)
    announced_by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    reached = models.BigIntegerField(default=0)
    moved = models.IntegerField(default=0)
    followed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.on} {'off' if self.off else 'on'}"


class WorkingHours(Dated):
    """Opening hours of one weekday (1 = Monday ... 7 = Sunday), Bangkok time."""

    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    lunch_from = models.TimeField(null=True, blank=True)
    lunch_to = models.TimeField(null=True, blank=True)
    closes = models.TimeField()
    province_code = models.CharField(max_length=2, blank=True, default=NATIONAL)

    class Meta:
        ordering = ["province_code", "weekday", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["province_code", "weekday", "valid_from"], name="one_opening_a_weekday_and_date"
            ),
            models.CheckConstraint(name="weekday_is_1_to_7", condition=models.Q(weekday__gte=1, weekday__lte=7)),
            models.CheckConstraint(
                name="office_closes_after_it_opens", condition=models.Q(closes__gt=models.F("opens"))
            ),
            models.CheckConstraint(
                name="lunch_lies_within_the_day",
                condition=models.Q(lunch_from__isnull=True, lunch_to__isnull=True)
                | models.Q(
                    lunch_from__gte=models.F("opens"),
                    lunch_to__gte=models.F("lunch_from"),
                    closes__gte=models.F("lunch_to"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}-{self.closes:%H:%M}"


class PromiseRule(Dated):
    """By when something is promised. The most specific rule in force wins; '' means any.

    `starts_on`, `pauses_on` and `stops_on` are names of moves with a space between, as people and the story of a
    case's clock read them.
    """

    KINDS = [(kind, kind) for kind in (
        "accept", "screen", "hand_off", "progress", "update", "agency_report", "visit", "referral", "approval", "finish",
        "tell_result", "settle_told", "reopen", "appeal", "mediation", "remind_2", "remind_3", "escalate", "answer",
        "question", "suspend", "outside_link", "callback", "merge_undo", "keep_supporters",
        "story_answer", "story_remind", "story_escalate", "pledge_redo", "pledge_escalate",
        "improve_acknowledge", "improve_plan",
    )]  # fmt: skip
    UNITS = [(unit, unit) for unit in ("working_days", "calendar_days", "months", "hours")]

    code = models.CharField(max_length=60, primary_key=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    mission = models.CharField(max_length=20, blank=True, default=ANY)
    category_code = models.CharField(max_length=40, blank=True, default=ANY)
    level = models.CharField(max_length=20, blank=True, default=ANY)
    province_code = models.CharField(max_length=2, blank=True, default=ANY)
    urgency = models.CharField(max_length=20, blank=True, default=ANY)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=UNITS)
    starts_on = models.CharField(max_length=300, blank=True, default="")
    pauses_on = models.CharField(max_length=300, blank=True, default="")
    stops_on = models.CharField(max_length=300, blank=True, default="")
    source_th = models.CharField(max_length=300, blank=True, default="")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="promise_is_at_least_one", condition=models.Q(amount__gte=1)),
            models.CheckConstraint(
                name="promise_is_within_ten_years",
                condition=models.Q(unit="months", amount__lte=120)
                | (~models.Q(unit="months") & models.Q(amount__lte=3650)),
            ),
            models.CheckConstraint(name="promise_names_its_source", condition=~models.Q(source="")),
            models.CheckConstraint(
                name="promise_ends_after_it_begins",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.code
