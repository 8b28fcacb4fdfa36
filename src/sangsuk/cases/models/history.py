"""What happened to a case, its files, the person behind it (who lives apart), and the registers of numbers."""

from django.db import models
from django.db.models import Q

from sangsuk.common.sealed import SealedField

from .base import Bytes, Happened, Sealed, Stored
from .case import Case


class CaseEvent(Happened):
    """One thing that happened. Only ever inserted, in the transaction of the change that it records."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    channel = models.TextField(blank=True)
    # see chain.py
    salt = models.BinaryField()
    body = models.BinaryField()
    hash = models.BinaryField()
    adopted_on = models.DateField(null=True)  # when it was older than the chain: the day it was taken into it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="event_has_its_own_place_in_the_case"),
            models.CheckConstraint(
                name="event_stands_in_the_chain",
                condition=Q(Bytes("hash", 32), Bytes("body", 32), Bytes("salt", 16)),
            ),
        ]
        indexes = [
            # few of many: what people asked for again
            models.Index(fields=["at"], name="event_asks_again", condition=Q(move__in=["reopen", "appeal"])),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.move}"


class Reporter(Sealed):
    """Who told us. Sealed; read through `reporters.reveal` only, which writes down who looked and why."""

    SEALED_AS, SEALED_ROW = "reporter", ("case__client_id",)

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="reporter", primary_key=True)
    national_id = SealedField(default=b"")
    id_tail = models.TextField(default="", blank=True, help_text="the last four digits, which may be shown")
    name_print = models.BinaryField(default=b"")
    family_print = models.BinaryField(default=b"")
    phone_print = models.BinaryField(default=b"")
    email_print = models.BinaryField(default=b"")
    id_print = models.BinaryField(default=b"")

    class Meta:
        indexes = [
            models.Index(fields=["id_print"], name="reporter_by_national_id", condition=~Q(id_print=b"")),
            models.Index(fields=["phone_print"], name="reporter_by_phone", condition=~Q(phone_print=b"")),
            models.Index(fields=["email_print"], name="reporter_by_email", condition=~Q(email_print=b"")),
        ]

    def __str__(self) -> str:
        return f"reporter of {self.case_id}"


class Attachment(Stored):
    """A file of a case; its bytes lie under the storage by their SHA-256."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    event_seq = models.IntegerField()
    citizen_sees = models.BooleanField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Register(models.Model):
    """The running number of one office in one fiscal year (BE): gap-free, because it moves in the case's transaction."""

    office_code = models.TextField()
    fiscal_year_be = models.IntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office_code", "fiscal_year_be"], name="one_register_a_year")]

    def __str__(self) -> str:
        return f"{self.office_code}/{self.fiscal_year_be}"
