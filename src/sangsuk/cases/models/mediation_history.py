"""What happened in a mediation, its sessions, the numbers of the docket, and the rule rows it stands on."""

from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated
from sangsuk.common.sealed import SealedField

from .base import Bytes, Happened
from .mediation import Mediation


class MediationEvent(Happened):
    """One thing that happened. Only ever inserted, in the transaction of the change. What is confidential is in `sealed`."""

    SEALED_AS, SEALED_ROW = "mediation", ("mediation_id", "seq")

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="events", db_index=False)
    sealed = SealedField(default=b"", label="words")
    # see mediation/imprints.py
    salt = models.BinaryField()
    body = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mediation", "seq"], name="event_has_its_own_place_in_the_mediation"),
            models.CheckConstraint(
                name="event_of_a_mediation_has_its_imprint",
                condition=Q(Bytes("hash", 32), Bytes("body", 32), Bytes("salt", 16)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mediation_id}/{self.seq} {self.move}"


class Session(models.Model):
    """One appointment: when and how, and afterwards who came and how it ended. There is no place for a recording."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="sessions", db_index=False)
    no = models.SmallIntegerField()
    at = models.DateTimeField()
    mode = models.TextField()
    place = models.TextField()
    attended = models.TextField(blank=True)
    result = models.TextField(blank=True)  # "" until it was held: adjourned | agreed | postponed | ended

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mediation", "no"], name="session_has_its_own_number")]

    def __str__(self) -> str:
        return f"{self.mediation_id}/{self.no}"


class DocketRegister(models.Model):
    """The running number of one district in one year (BE): gap-free, because it moves in the docket's transaction."""

    office_code = models.TextField()
    year_be = models.IntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office_code", "year_be"], name="one_docket_a_year")]

    def __str__(self) -> str:
        return f"{self.office_code}/{self.year_be}"


class MediationRule(Dated):
    """How much, how long, how many, from which day on. `kind` '' means both kinds of dispute."""

    WHATS = [
        ("limit_baht", "limit_baht"), ("extension_months", "extension_months"),
        ("most_months", "most_months"), ("members", "members"),
    ]  # fmt: skip

    code = models.CharField(max_length=60, primary_key=True)
    what = models.CharField(max_length=20, choices=WHATS)
    kind = models.CharField(
        max_length=20, blank=True, default="", choices=[("civil", "civil"), ("criminal", "criminal")]
    )
    amount = models.PositiveBigIntegerField()
    basis_th = models.TextField()
    basis_en = models.TextField()
    verified = models.BooleanField(default=False, help_text="the text of the law was read")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="mediation_rule_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="mediation_rule_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code
