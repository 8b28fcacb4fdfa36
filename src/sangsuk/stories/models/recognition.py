"""Whom a story praises: the person or the team, her own word that she may be named, the certificates, and what looks like
mutual praise and was asked about."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sangsuk.cases.models.base import Bytes, Stored
from sangsuk.common.sealed import SealedField
from sangsuk.offices.models import Office

from .stories import Story

PERSON, TEAM = "person", "team"
OWN_ACCOUNT, PAPER = "own_account", "paper"


class Praised(models.Model):
    """An official or a team of a district office that stories praise.

    The name is sealed; `name_shown` holds it in the open while she herself allows that, and is empty otherwise. `mark` is
    a keyed digest of the name, so that the same person is found again without opening anything.
    """

    SEALED_AS, SEALED_ROW = "praised", ("mark",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(default=PERSON)
    name = SealedField(default=b"")
    mark = models.BinaryField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    position = models.TextField()
    name_shown = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="praised_once_in_an_office", fields=["office", "mark"]),
            models.CheckConstraint(name="praised_is_a_person_or_a_team", condition=Q(kind__in=[PERSON, TEAM])),
            models.CheckConstraint(name="praised_has_a_mark", condition=Q(Bytes("mark", 32))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Praise(models.Model):
    """That a story speaks of her, on whose word. Taken back, it stays with its end."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="praises", db_index=False)
    praised = models.ForeignKey(Praised, on_delete=models.PROTECT, related_name="praises")
    matched_at = models.DateTimeField()
    matched_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="story_praises_her_once", fields=["story", "praised"], condition=Q(undone_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.praised_id}"


class NamingConsent(Stored):
    """Her own word that praise may name her: from her own account, or on a paper that she signed; and its taking back.

    Of a paper the file is kept here, and shown to the office and to those above it only.
    """

    sha256 = models.TextField(db_index=True, blank=True)
    kind = models.TextField(blank=True)
    size = models.IntegerField(default=0)
    name = models.TextField(blank=True)
    praised = models.ForeignKey(Praised, on_delete=models.CASCADE, related_name="consents")
    way = models.TextField()
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_consent_to_be_named_in_force", fields=["praised"], condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="consent_on_paper_has_its_paper",
                condition=Q(way=OWN_ACCOUNT, sha256="") | (Q(way=PAPER) & ~Q(sha256="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.praised_id} {self.way}"


class CertificateBook(models.Model):
    """The last number of an office's certificates in a year of the Buddhist era."""

    office_code = models.TextField()
    year_be = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_book_of_certificates", fields=["office_code", "year_be"])]

    def __str__(self) -> str:
        return f"{self.office_code} {self.year_be}"


class Certificate(models.Model):
    """A certificate as it was issued. Kept for ever; taken back, it says so. `code` opens the page that verifies it."""

    SEALED_AS, SEALED_ROW = "certificate", ("code",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    year_be = models.SmallIntegerField()
    running = models.IntegerField()
    number = models.TextField()
    code = models.TextField(unique=True)
    praised = models.ForeignKey(Praised, on_delete=models.PROTECT, related_name="certificates")
    stories = models.ManyToManyField(Story, related_name="+")
    name = SealedField(default=b"")
    paper = models.JSONField()
    sha256 = models.TextField()
    made_with = models.TextField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["office", "-issued_at", "-id"], name="certificates_of_office")]
        constraints = [
            models.UniqueConstraint(name="certificate_has_its_own_number", fields=["office", "year_be", "running"]),
            models.CheckConstraint(
                name="revoked_certificate_says_why", condition=Q(revoked_at=None) | ~Q(revoked_why="")
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CertificatePrint(models.Model):
    """That somebody printed it again, and when."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="prints")
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.at:%Y-%m-%d}"


class RingFlag(models.Model):
    """Praise that looks arranged. It asks and accuses nobody; a person decides, with a reason.

    `key` is of the stories it is about, so that the same question is not asked twice.
    """

    OPEN, FINE, LEFT_OUT = "open", "fine", "left_out"
    KINDS = ("same_contact", "own_staff", "reciprocal", "same_words")

    key = models.TextField(unique=True)
    kind = models.TextField()
    offices = ArrayField(models.TextField())
    stories = models.ManyToManyField(Story, related_name="+")
    found_at = models.DateTimeField()
    state = models.TextField(default=OPEN)
    why = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-found_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="ring_is_of_a_known_kind",
                condition=Q(kind__in=["same_contact", "own_staff", "reciprocal", "same_words"]),
            ),
            models.CheckConstraint(
                name="decided_ring_has_a_reason",
                condition=Q(state="open", decided_at=None)
                | (Q(state__in=["fine", "left_out"], decided_at__isnull=False) & ~Q(why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
