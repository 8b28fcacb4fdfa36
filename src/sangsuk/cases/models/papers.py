"""Official papers of a case: the letter, the heads it is written under, and the register that numbers it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated
from sangsuk.common.sealed import SealedField
from sangsuk.offices.models import Office

from .case import Case

ISSUED = Q(issued_at__isnull=False)


class Letter(models.Model):
    """One paper: a draft that may be changed or thrown away, then issued under a number and never changed again.

    `paper` are the values it prints from (papers.values); a name of the complainant stands in them as a mark only, the name
    itself is sealed in `person`. `to` says who reads it: complainant, agency, office, party or file.
    """

    SEALED_AS, SEALED_ROW = "letter", ("pk",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, db_index=False, related_name="+")
    kind = models.TextField()
    to = models.TextField()
    paper = models.JSONField()
    person = SealedField(default=b"")
    version = models.IntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    fields_filled = models.SmallIntegerField(default=0, help_text="fields that nobody had to type")

    # once issued
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    year_be = models.IntegerField(null=True)
    running = models.IntegerField(null=True)
    number = models.TextField(blank=True, help_text="as printed: code/running number")
    speed = models.TextField(blank=True)
    secrecy = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    addressee = models.TextField(blank=True)
    sha256 = models.TextField(blank=True, help_text="of the PDF as it was issued")
    made_with = models.TextField(blank=True)
    saved_minutes = models.SmallIntegerField(null=True)
    saved_rule = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year_be", "running"], name="letter_number_is_given_once"),
            models.CheckConstraint(
                name="issued_letter_has_its_number_and_digest",
                condition=Q(issued_at=None, running=None, year_be=None, number="", sha256="")
                | (
                    Q(issued_at__isnull=False, issued_by__isnull=False, running__gte=1, year_be__gte=2500)
                    & ~Q(number="")
                    & Q(sha256__regex="^[0-9a-f]{64}$")
                    & Q(saved_minutes__gte=0)
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="letter_by_case"),
            models.Index(fields=["office", "issued_at"], name="letter_by_office_and_day", condition=ISSUED),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or f"{self.case_id}/{self.kind}"

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None


class LetterRegister(models.Model):
    """The last number of one office in one calendar year (BE): gap-free, because it moves in the letter's transaction."""

    office_code = models.TextField()
    year_be = models.IntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_code", "year_be"], name="one_letter_register_a_calendar_year")
        ]

    def __str__(self) -> str:
        return f"{self.office_code}/{self.year_be}"


class LetterHead(Dated):
    """Under which code and address an office writes, from when to when."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="letter_heads")
    code = models.TextField(help_text="what stands after ที่, before the stroke")
    name_th = models.TextField(blank=True, help_text="the sender's name if it is not the office's own")
    address_th = models.TextField(blank=True)
    email = models.TextField(blank=True)
    signer_th = models.TextField(blank=True, help_text="the title below the signature")

    class Meta:
        ordering = ["office_id", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["office", "valid_from"], name="one_letter_head_from_one_day"),
            models.CheckConstraint(name="letter_code_is_said", condition=~Q(code="")),
            models.CheckConstraint(
                name="letter_head_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class LetterMinutes(Dated):
    """How long a letter of this kind takes by hand: what making it here saves. Rows with a source, never code."""

    kind = models.TextField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["kind", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="one_rule_of_minutes_from_one_day"),
            models.CheckConstraint(name="minutes_name_their_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="minutes_end_after_they_begin", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.minutes}"
