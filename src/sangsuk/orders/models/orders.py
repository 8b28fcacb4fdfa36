"""An order of an office to those below it, its files, and everything that happened to it."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from sangsuk.cases.models.base import Happened, Stored
from sangsuk.common.dated import Dated
from sangsuk.offices.models import Office

from .. import words

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor


class NumberBook(models.Model):
    """The last number of an office in a year of the Buddhist era: of its orders, or of its news."""

    office_code = models.TextField()
    year_be = models.SmallIntegerField()
    series = models.TextField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_number_book_a_year", fields=["office_code", "year_be", "series"])
        ]

    def __str__(self) -> str:
        return f"{self.office_code} {self.series} {self.year_be}"


class OrderQuerySet(models.QuerySet["Order"]):
    """Adjectives of orders."""

    def visible_to(self, actor: "Actor") -> "OrderQuerySet":
        """Its own office sees all of its orders. What is out is seen by those it is for, by the province of those it is for,
        and by the ministry and the department."""
        if actor.kind == "system":
            return self
        if not (actor.is_staff and actor.role in words.ROLES):
            return self.none()
        seen = Q(office=actor.office_code)
        for_us = Receipt.objects.filter(order=OuterRef("pk"), office=actor.office_code)
        hers = Q(Exists(for_us))
        if not (actor.role == words.CHIEF or actor.leads):
            hers &= Q(roles__contains=[actor.role])
        seen |= Q(status__in=words.OUT) & hers
        if actor.office_level == "ministry":
            seen |= Q(status__in=words.OUT)
        elif actor.office_level == "province":
            inside = Receipt.objects.filter(order=OuterRef("pk"), province_code=actor.province_code)
            seen |= Q(Exists(inside), status__in=words.OUT)
        return self.filter(seen)

    def in_force(self, today: date) -> "OrderQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), status=words.ISSUED)

    def received_by(self, office_code: str) -> "OrderQuerySet":
        return self.filter(
            Exists(Receipt.objects.filter(order=OuterRef("pk"), office=office_code)), status__in=words.OUT
        )


class Order(models.Model):
    """State fields (ORDER_STATE) change with an event only, and what it says does not change once it was issued.

    `areas` empty means everywhere below; else codes of regions, provinces and districts. `roles` are who must read it beside
    the chief. `due_days` (working days) or `due_on`: by when it is acknowledged; `report_on`: by when it is answered.
    `corrects`: the order in whose place it stands. `paper`: the letter as it was issued.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)

    status = models.TextField(default=words.DRAFT)
    version = models.IntegerField(default=1)
    kind = models.TextField(default=words.ORDER)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    flagship = models.TextField(blank=True)
    levels = ArrayField(models.TextField(), default=list)
    areas = ArrayField(models.TextField(), default=list)
    roles = ArrayField(models.TextField(), default=list)
    asks = models.TextField(default=words.ACKNOWLEDGE)
    per_person = models.BooleanField(default=False)
    due_days = models.SmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    report_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by", db_index=False
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    written_name = models.TextField(blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    signed_name = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True)
    own_signing = models.BooleanField(default=False)
    issued_at = models.DateTimeField(null=True)
    year_be = models.SmallIntegerField(null=True)
    running = models.IntegerField(null=True)
    number = models.TextField(blank=True)
    why = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    paper = models.JSONField(default=dict)
    made_with = models.TextField(blank=True)
    sha256 = models.TextField(blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="orders_of_office"),
            models.Index(fields=["-issued_at", "-id"], name="orders_issued", condition=Q(issued_at__isnull=False)),
            models.Index(fields=["status"], name="orders_by_status"),
            models.Index(fields=["corrects"], name="orders_corrected", condition=Q(corrects__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="order_has_a_known_status", condition=Q(status__in=list(words.STATUSES))),
            models.CheckConstraint(name="order_is_of_a_known_kind", condition=Q(kind__in=list(words.KINDS))),
            models.CheckConstraint(name="order_asks_for_something_known", condition=Q(asks__in=list(words.ASKS))),
            models.CheckConstraint(
                name="issued_order_has_its_number_and_signer",
                condition=~Q(status__in=words.OUT)
                | Q(issued_at__isnull=False, year_be__isnull=False, running__gte=1, signed_by__isnull=False) & ~Q(number=""),
            ),
            models.CheckConstraint(
                name="unissued_order_has_no_number",
                condition=Q(status__in=words.OUT) | Q(issued_at=None, year_be=None, running=None, number=""),
            ),
            models.CheckConstraint(name="cancelled_order_says_why", condition=~Q(status=words.CANCELLED) | ~Q(why="")),
            models.CheckConstraint(name="order_does_not_correct_itself", condition=~Q(corrects=F("id"))),
            models.UniqueConstraint(
                name="order_has_its_own_number", fields=["office", "year_be", "running"],
                condition=Q(running__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or f"{self.office_id} #{self.pk}"

    @property
    def is_out(self) -> bool:
        return self.status in words.OUT

    def holds_on(self, today: date) -> bool:
        return self.status == words.ISSUED and (self.ends_on is None or self.ends_on >= today)


TEXT = (
    "kind", "title", "body", "basis", "subject", "flagship", "levels", "areas", "roles", "asks", "per_person", "due_days",
    "due_on", "report_on", "ends_on", "corrects_id",
)  # fmt: skip
"""What an order says. Frozen when it is issued."""
ORDER_STATE = (
    "status", "version", *TEXT, "written_by_id", "written_name", "signed_by_id", "signed_name", "signed_at", "own_signing",
    "issued_at", "year_be", "running", "number", "why", "ended_at",
)  # fmt: skip


class OrderEvent(Happened):
    """One thing that happened to an order. Only ever inserted, in the transaction of the change."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="event_has_its_own_place_in_the_order", fields=["order", "seq"])]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.seq} {self.move}"


class Receipt(models.Model):
    """That an order is for an office, and what the office has done about it. State fields (RECEIPT_STATE) change with an
    event only.

    `owes`: "ack", "report", or "" when nothing is owed (any more); `due_on` is the day of what is owed, to its end;
    `next_on`: when the next step of the ladder of reminders is due. `acked_for`: "chief", "acting" who leads there, or
    "everybody" when each person did.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="receipts", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    province_code = models.TextField()

    version = models.IntegerField(default=1)
    owes = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    next_on = models.DateField(null=True)
    step = models.SmallIntegerField(default=0)
    asked_on = models.DateField(null=True)
    acked_at = models.DateTimeField(null=True)
    acked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    acked_name = models.TextField(blank=True)
    acked_for = models.TextField(blank=True)
    acked_late = models.BooleanField(default=False)
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_name = models.TextField(blank=True)
    reported_late = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["office", "-order"], name="receipts_of_office"),
            models.Index(fields=["order", "province_code", "office"], name="receipts_of_order"),
            models.Index(fields=["next_on", "id"], name="receipts_to_remind", condition=Q(next_on__isnull=False)),
            models.Index(fields=["office", "due_on"], name="receipts_owed", condition=~Q(owes="")),
        ]
        constraints = [
            models.UniqueConstraint(name="order_reaches_an_office_once", fields=["order", "office"]),
            models.CheckConstraint(name="receipt_owes_something_known", condition=Q(owes__in=["", *words.OWES])),
            models.CheckConstraint(name="what_is_owed_has_its_day", condition=Q(owes="") | Q(due_on__isnull=False)),
            models.CheckConstraint(
                name="acknowledged_says_for_whom", condition=Q(acked_at=None, acked_for="") | Q(acked_at__isnull=False) & ~Q(acked_for="")
            ),
            models.CheckConstraint(
                name="reported_says_what", condition=Q(reported_at=None, report="") | Q(reported_at__isnull=False) & ~Q(report="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.order_id} {self.office_id}"


RECEIPT_STATE = (
    "version", "owes", "due_on", "next_on", "step", "asked_on", "acked_at", "acked_by_id", "acked_name", "acked_for",
    "acked_late", "report", "reported_at", "reported_name", "reported_late",
)  # fmt: skip


class ReceiptEvent(Happened):
    """One thing that happened to an office's receipt. Only ever inserted, in the transaction of the change."""

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="event_has_its_own_place_in_the_receipt", fields=["receipt", "seq"])
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id}/{self.seq} {self.move}"


class Reading(models.Model):
    """That somebody must read an order: since it was issued, or since she joined; when she opened it, when she
    acknowledged for herself, and when she left before."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="readings", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.TextField()
    since = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    acked_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["user", "office"], name="readings_unopened", condition=Q(opened_at=None, left_at=None)
            ),
            models.Index(fields=["order", "office"], name="readings_of_order"),
        ]
        constraints = [
            models.UniqueConstraint(name="somebody_reads_an_order_once_for_an_office", fields=["order", "office", "user"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.order_id} {self.office_id}"


class OrderFile(Stored):
    """A paper with an order, or with an office's report about it (`receipt`)."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="files", db_index=False)
    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, null=True, related_name="files", db_index=False)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["order", "receipt"], name="files_of_order")]
        constraints = [
            models.UniqueConstraint(
                name="order_has_a_file_once", fields=["order", "sha256"], condition=Q(receipt=None)
            ),
            models.UniqueConstraint(
                name="report_has_a_file_once", fields=["receipt", "sha256"], condition=Q(receipt__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReminderStep(Dated):
    """A step of the ladder: so many working days before (negative) or after the day of what is owed, who is told."""

    code = models.CharField(max_length=40, primary_key=True)
    step = models.PositiveSmallIntegerField()
    working_days = models.SmallIntegerField()
    told = models.CharField(max_length=10, choices=[(code, code) for code in words.TOLD])
    source_th = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["step", "code"]
        constraints = [
            models.CheckConstraint(name="reminder_step_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="reminder_step_is_counted_from_one", condition=Q(step__gte=1)),
            models.CheckConstraint(
                name="reminder_step_is_within_a_year", condition=Q(working_days__gte=-250, working_days__lte=250)
            ),
            models.CheckConstraint(
                name="reminder_step_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code
