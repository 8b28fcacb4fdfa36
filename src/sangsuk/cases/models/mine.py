"""A citizen's own list of cases, whom she lets look or act for her, and second keys.

Who keeps which case is a personal datum itself, and who chose not to be named must stay unknown to whoever reads the
tables. So no row here names a person or a case in clear: people stand as keyed fingerprints of their account, cases under
seal, and only somebody's own sign-in leads from the one to the other. See docs/adr/0013-citizens.md.
"""

from django.db import models
from django.db.models import Q

from sangsuk.common.sealed import SealedField

from .case import Case


class KeptCase(models.Model):
    """That a case stands in somebody's list. `mark` is the fingerprint of both, so that it stands there once."""

    class Kind(models.TextChoices):
        MINE = "mine", "เรื่องของฉัน"
        BROUGHT = "brought", "แจ้งแทนผู้อื่น"

    SEALED_AS, SEALED_ROW = "mine.kept", ("mark",)

    holder = models.BinaryField()
    case = SealedField()
    mark = models.BinaryField(unique=True)
    kind = models.TextField(choices=Kind.choices, default=Kind.MINE)

    class Meta:
        indexes = [models.Index(fields=["holder"], name="kept_cases_of_somebody")]

    def __str__(self) -> str:
        return f"kept case {self.pk}"


class Delegation(models.Model):
    """That somebody may look at, or act in, another's case or all of hers: asked by a code that counts once, taken up by
    the other's sign-in, over at once when either says so."""

    class Power(models.TextChoices):
        LOOK = "look", "ดูอย่างเดียว"
        ACT = "act", "ดูและทำแทน"

    SEALED_AS, SEALED_ROW = "mine.delegation", ("code_digest",)

    owner = models.BinaryField()
    owner_name = SealedField(default=b"")
    delegate = models.BinaryField(null=True)
    delegate_name = SealedField(default=b"")
    case = SealedField(default=b"", help_text="empty for all that the owner keeps under her name")
    power = models.TextField(choices=Power.choices)
    until = models.DateField()
    code_digest = models.BinaryField(unique=True)
    code_until = models.DateTimeField()
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner"], name="delegations_by_owner"),
            models.Index(fields=["delegate"], name="delegations_to", condition=Q(delegate__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="delegation_taken_up_names_who",
                condition=Q(delegate=None, taken_at=None) | Q(delegate__isnull=False, taken_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_delegates_to_herself", condition=Q(delegate=None) | ~Q(delegate=models.F("owner"))
            ),
        ]

    def __str__(self) -> str:
        return f"delegation {self.pk}"


class DelegateLook(models.Model):
    """One look of a delegate at a case, for its owner to see. `about` is the fingerprint of the case."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="looks")
    about = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["about", "at"], name="delegate_look_about_at")]

    def __str__(self) -> str:
        return f"look {self.pk}"


class LookKey(models.Model):
    """A second key of one case, with which one may only look. Whoever has the case's own key makes and ends it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="look_keys")
    digest = models.BinaryField()
    made_at = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"look key {self.pk}"
