"""What was given, who handled a piece of evidence, which replies were only passed on, and what people said afterwards."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .case import Case
from .history import Attachment


class Relief(models.Model):
    """Relief, remedy or assistance that was given: one row an event, so that it can be summed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reliefs")
    event_seq = models.IntegerField()
    kind = models.TextField()
    baht = models.BigIntegerField(null=True)
    households = models.IntegerField(null=True)
    given_on = models.DateField()
    giver = models.TextField()
    office_code = models.TextField()
    category_code = models.TextField(blank=True)
    district_code = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "event_seq"], name="relief_is_told_by_one_event"),
            models.CheckConstraint(name="relief_is_no_debt", condition=Q(baht=None) | Q(baht__gte=0)),
        ]
        indexes = [
            models.Index(fields=["district_code", "given_on"], name="relief_by_district_and_day"),
            models.Index(fields=["given_on", "id"], name="relief_in_time"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.event_seq} {self.kind}"


class Custody(models.Model):
    """One link of the chain: who received, opened or checked a file, and whether its bytes were still the same."""

    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="custody")
    at = models.DateTimeField()
    deed = models.TextField()  # received | opened | verified | damaged
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    who = models.TextField()
    office_code = models.TextField(blank=True)
    sha256 = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="custody_deed_is_known", condition=Q(deed__in=["received", "opened", "verified", "damaged"])
            ),
        ]
        indexes = [models.Index(fields=["attachment", "at"], name="custody_in_time")]

    def __str__(self) -> str:
        return f"{self.attachment_id} {self.deed}"


class Caught(models.Model):
    """A reply that only passed paper on was held up once; `insisted` when it went out all the same.

    Held up at the counter there is no case yet: only the office is known.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="caught")
    at = models.DateTimeField()
    move = models.TextField()
    kind = models.TextField()  # forward_only | contact_only | copied
    office_code = models.TextField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    insisted = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["office_code", "at"], name="caught_by_office_and_time"),
            models.Index(fields=["at"], name="caught_in_time"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Callback(models.Model):
    """One case of the sample: another office asks the citizen whether it is really solved."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="callback")
    office_code = models.TextField()
    drawn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reached = models.BooleanField(null=True)
    solved = models.TextField(blank=True)
    rating = models.SmallIntegerField(null=True)
    said = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="done_callback_says_whether_reached",
                condition=Q(done_at=None, reached=None) | Q(done_at__isnull=False, reached__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["office_code", "due_at"], name="callback_waits", condition=Q(done_at=None)),
            models.Index(
                fields=["done_at"], name="callback_doubts", condition=Q(solved__in=["partly", "no"]), include=["case"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.office_code}"
