"""What other systems call our indicators, areas and cells."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sangsuk.common.dated import Dated


class ExchangeId(Dated):
    """One identifier of another system. What has no row goes by our own code. `kind` base: the denominator of an indicator."""

    KINDS: ClassVar[tuple[str, ...]] = ("indicator", "base", "area", "cell")

    system = models.SlugField(max_length=20, help_text="dhis2")
    kind = models.CharField(max_length=10)
    ours = models.CharField(max_length=60)
    theirs = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ours_is_called_one_thing", fields=["system", "kind", "ours", "valid_from"]),
            models.UniqueConstraint(name="theirs_means_one_thing", fields=["system", "kind", "theirs", "valid_from"]),
            models.CheckConstraint(
                name="identifier_is_of_a_known_kind", condition=Q(kind__in=["indicator", "base", "area", "cell"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.kind} {self.ours}"
