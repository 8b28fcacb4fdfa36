"""What areas report: a sheet of a period, its entries, and every word that was ever said of a number."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from sangsuk.cases.models.base import Happened, Stored
from sangsuk.common.dated import Dated
from sangsuk.offices.actor import NATIONAL

from .. import words
from .indicators import Indicator
from .programme import Programme

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor


def amount() -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=20, decimal_places=6, null=True)


OWED = Q(state__in=["filling", "ready"]) | Q(returned__gt=0)
MOVING = Q(state__in=["ready", "handed_in", "passed"])


class SheetQuerySet(models.QuerySet["Sheet"]):
    """Adjectives of sheets."""

    def visible_to(self, actor: "Actor") -> "SheetQuerySet":
        """The department and the ministry all; a province its own and its districts'; a district its own and below; a kamnan
        her sub-district and its villages, a headman her village."""
        if actor.kind == "system":
            return self
        if actor.role in ("headman", "kamnan"):  # made by `reporting.standing.holder` from a post that she holds
            return self.filter(area_code__startswith=actor.on_behalf["area"])
        if not actor.is_staff or actor.role not in ("officer", "chief", "executive") or actor.at_agency:
            return self.none()
        if actor.office_code in NATIONAL:
            return self
        if actor.office_level == "province":
            return self.filter(area_code__startswith=actor.province_code)
        if actor.office_level == "district":
            return self.filter(area_code__startswith=actor.office_code)
        return self.none()


class Sheet(models.Model):
    """What one area reports of one period in one programme. State fields (SHEET_STATE) change with an event only.

    `area_code`: a district (4 digits) as a rule; a village or sub-district where an indicator is reported there; a province.
    `ready_by`, `handed_in_by`, `passed_by`: whoever says that it is filled, whoever signs it at home, whoever passes it above.
    `handed_in_at`: when it was first handed in, which says whether it was late. `rung`: of a village or sub-district, the
    highest level below the province that has signed it: "", "subdistrict", "district".
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="sheets", db_index=False)
    level = models.CharField(max_length=12)
    area_code = models.CharField(max_length=8)
    period = models.CharField(max_length=8)
    starts_on = models.DateField()
    due_on = models.DateField()
    made_at = models.DateTimeField()

    state = models.CharField(max_length=10, default=words.FILLING)
    version = models.IntegerField(default=1)
    note = models.TextField(blank=True)
    rung = models.CharField(max_length=12, blank=True)
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    passed_at = models.DateTimeField(null=True)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    accepted_at = models.DateTimeField(null=True)
    returned = models.IntegerField(default=0, help_text="how many of its entries wait for a better answer")
    reminded = models.SmallIntegerField(default=0)

    objects = SheetQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["starts_on", "level", "state", "area_code"], name="sheets_of_a_period"),
            models.Index(fields=["due_on", "id"], name="sheets_owed", condition=OWED),
            models.Index(fields=["state", "level", "area_code"], name="sheets_that_wait", condition=MOVING),
        ]
        constraints = [
            models.UniqueConstraint(
                name="area_has_one_sheet_of_a_period", fields=["programme", "area_code", "period", "starts_on"]
            ),
            models.CheckConstraint(name="sheet_is_in_a_known_state", condition=Q(state__in=list(words.SHEET_STATES))),
            models.CheckConstraint(
                name="handed_in_sheet_says_when",
                condition=Q(state__in=["filling", "ready"]) | Q(handed_in_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_passes_her_own_sheet",
                condition=Q(passed_by=None) | Q(handed_in_by=None) | ~Q(passed_by=models.F("handed_in_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.starts_on}"


SHEET_STATE = (
    "state", "version", "note", "rung", "ready_by_id", "handed_in_at", "handed_in_by_id", "passed_at", "passed_by_id", "accepted_at", "returned",
    "reminded",
)  # fmt: skip


class SheetEvent(Happened):
    """One thing that happened to a sheet. Only ever inserted, in the transaction of the change."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="event_has_its_own_place_in_the_sheet", fields=["sheet", "seq"])]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.seq}"


class Entry(models.Model):
    """The number of one indicator, for one area and period, as it stands; `Statement` says how it came to be so.

    `number`: the number or numerator; `base`: the denominator, where the indicator has one. `keys`: of an indicator that counts
    distinct things, which (codes of villages, marks; never names). `none`: the area says that there is nothing to report.
    `area_code`, `period`, `starts_on` are the sheet's, here again so that figures fold without a join.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="entries", null=True, db_index=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", db_index=False)
    area_code = models.CharField(max_length=8)
    period = models.CharField(max_length=8)
    starts_on = models.DateField()
    cell = models.CharField(max_length=40, blank=True)
    number = amount()
    base = amount()
    keys = ArrayField(models.TextField(), null=True)
    none = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, default=words.FILLING)
    seq = models.IntegerField(default=0, help_text="of its newest statement")
    copied = models.BooleanField(
        default=False, help_text="carried over from the period before, and not looked at since"
    )

    class Meta:
        indexes = [models.Index(fields=["sheet"], name="entries_of_a_sheet")]
        constraints = [
            models.UniqueConstraint(
                name="entry_is_one", fields=["indicator", "area_code", "starts_on", "cell", "period"]
            ),
            models.CheckConstraint(name="entry_is_in_a_known_state", condition=Q(state__in=list(words.ENTRY_STATES))),
            models.CheckConstraint(
                name="counted_entry_has_a_number",
                condition=~Q(state__in=list(words.COUNTS)) | Q(number__isnull=False) | Q(none=True),
            ),
            models.CheckConstraint(name="base_is_not_negative", condition=Q(base=None) | Q(base__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area_code} {self.starts_on} {self.cell}".rstrip()


class Statement(models.Model):
    """One thing said of a number: typed, pasted, carried over, handed in, passed, returned with a question, accepted, corrected, counted.

    Only ever inserted; the newest one is what the entry says. As it was at a moment: the newest one until then.
    `way`: by hand, "excel", "csv", "offline", "copy", "api", "dhis2", "machine". `client_id`: so that what was sent twice is said once.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="statements", db_index=False)
    seq = models.IntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    number = amount()
    base = amount()
    keys = ArrayField(models.TextField(), null=True)
    none = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    why = models.TextField(blank=True)
    way = models.CharField(max_length=10, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    role = models.TextField(blank=True)
    office_code = models.TextField(blank=True)
    client_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="statement_has_its_own_place", fields=["entry", "seq"]),
            models.UniqueConstraint(
                name="what_was_sent_twice_is_said_once",
                fields=["client_id", "entry"],
                condition=Q(client_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.seq}"


class Evidence(Stored):
    """A photograph or a paper that shows what a number says. Where and when it was taken is checked against area and period."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="evidence")
    taken_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=10, blank=True, help_text="inside, outside, unknown")
    time = models.CharField(max_length=10, blank=True, help_text="inside, outside, unknown")
    note = models.TextField(blank=True)
    look = models.BigIntegerField(
        null=True, help_text="64 bits of what the picture looks like, see `reporting.likeness`"
    )
    bands = ArrayField(
        models.IntegerField(), default=list, help_text="the four quarters of `look`, to find its like by"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [GinIndex(fields=["bands"], name="evidence_by_its_look")]
        constraints = [models.UniqueConstraint(name="evidence_is_there_once", fields=["entry", "sha256"])]

    def __str__(self) -> str:
        return self.name


class SheetRule(Dated):
    """By when sheets are due, and when who is reminded: working days, in the calendar of the province.

    `kind` due: so many after the period is over. remind: so many from the due day, before it when negative; `to`: the
    office of the sheet itself, the one above, or the department. "" of level and frequency is any; the most specific
    rule of a kind holds; the steps of a ladder are the rows of kind remind, in the order of their days.
    """

    code = models.SlugField(max_length=40, primary_key=True)
    kind = models.CharField(max_length=8)
    level = models.CharField(max_length=12, blank=True)
    frequency = models.CharField(max_length=8, blank=True)
    working_days = models.SmallIntegerField()
    to = models.CharField(max_length=12, blank=True)
    source_th = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="rule_of_sheets_is_of_a_known_kind", condition=Q(kind__in=["due", "remind"])),
            models.CheckConstraint(
                name="reminder_says_to_whom",
                condition=Q(kind="due", to="", working_days__gte=1)
                | Q(kind="remind", to__in=["own", "above", "department"]),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class EntryFlag(models.Model):
    """A question about a number: copied, rounded, too good, unlike its neighbours. It asks, it does not accuse.

    `facts`: what the rule saw, for the sentence. `answer`: what the area says to it; `settled`: right, or to be corrected.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="flags")
    rule = models.CharField(max_length=20)
    seq = models.IntegerField(help_text="of the statement that it is about")
    facts = models.JSONField(default=dict)
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    settled = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["id"], name="flags_open", condition=Q(settled=""))]
        constraints = [models.UniqueConstraint(name="question_is_asked_once", fields=["entry", "rule", "seq"])]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.rule}"


class QuestionRule(Dated):
    """From where on a number is asked about, and of how few people nothing is told; see `questions.rules.Limits`, whose names `what` are."""

    code = models.SlugField(max_length=40, primary_key=True)
    what = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=8, decimal_places=4)

    class Meta:
        constraints = [models.CheckConstraint(name="limit_of_a_question_is_above_0", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return self.code
