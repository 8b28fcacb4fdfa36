"""What somebody asks about her own data, and what was corrected because of it."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sangsuk.cases.models import Case, Supporter
from sangsuk.common.sealed import SealedField

KINDS = ("access", "copy", "correct", "erase", "restrict", "object", "complain")
DECIDED = ("granted", "partly", "refused")
ENDED = (*DECIDED, "withdrawn")


class RightsRequest(models.Model):
    """One request. What she wrote, and who she is when no case says it, is sealed in `told` (see `requests.queries.told`).

    `case` is that of the one who told it. Who only suffers from it too stands in `supporter`, and her request is none of the
    case's: it is not on the page of the one who told it.

    `identity_checked`: how we know that it is she: the key of her case, or what she showed at the counter.
    """

    SEALED_AS, SEALED_ROW = "privacy.request", ("public_id",)

    public_id = models.UUIDField(default=uuid4, unique=True)
    kind = models.TextField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="rights_requests")
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, null=True, related_name="rights_requests")
    channel = models.TextField()  # page | counter
    identity_checked = models.TextField()
    language = models.TextField(default="th")
    told = SealedField(default=b"")
    office_code = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    due_rule = models.TextField()
    extended_at = models.DateTimeField(null=True)
    status = models.TextField(default="received")
    version = models.IntegerField(default=1)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ground = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    question = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    copy_until = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="request_is_of_a_known_kind", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="decided_request_has_its_time",
                condition=Q(status__in=DECIDED, decided_at__isnull=False)
                | (~Q(status__in=DECIDED) & Q(decided_at=None)),
            ),
            models.CheckConstraint(
                name="ended_request_has_its_time",
                condition=Q(status__in=ENDED, ended_at__isnull=False) | (~Q(status__in=ENDED) & Q(ended_at=None)),
            ),
            models.CheckConstraint(
                name="refused_request_names_the_ground", condition=~Q(status__in=["refused", "partly"]) | ~Q(ground="")
            ),
            models.CheckConstraint(
                name="request_of_her_who_told_or_who_follows", condition=Q(case=None) | Q(supporter=None)
            ),
            models.CheckConstraint(name="identity_was_checked_somehow", condition=~Q(identity_checked="")),
        ]
        indexes = [models.Index(fields=["due_at"], name="request_waits", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"R-{self.pk:06d}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class Correction(models.Model):
    """A value that was corrected at her request: what it was, sealed, and which agencies had the old one."""

    SEALED_AS, SEALED_ROW = "privacy.correction", ("case__client_id",)

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="corrections")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField()
    field = models.TextField()
    old = SealedField(default=b"")
    told = ArrayField(models.TextField(), default=list)

    def __str__(self) -> str:
        return f"{self.case_id} {self.field}"
