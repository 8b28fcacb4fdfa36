"""Which tables name files in the store: what no row of theirs names is swept away, and each new one is scanned.

A room above that keeps files of its own adds its tables here when its models are read; this room need not know it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from .models import Attachment, DraftFile, VisitPhoto


@dataclass(frozen=True)
class Holder:
    """`sha256`, `kind`: the columns that say so; `always`: the kind where no column does."""

    model: type[models.Model]
    sha256: str = "sha256"
    kind: str = "kind"
    always: str = ""

    def named(self, digests: Iterable[str]) -> set[str]:
        """Those of these files that a row speaks of."""
        rows = self.model._default_manager.filter(**{f"{self.sha256}__in": list(digests)})
        return set(rows.values_list(self.sha256, flat=True))

    def unknown(self, known: "models.QuerySet[Any, Any]", most: int) -> dict[str, str]:
        """The newest files that are not among the known ones, with their kinds."""
        rows = self.model._default_manager.exclude(**{f"{self.sha256}__in": known}).exclude(**{self.sha256: ""})
        if self.always:
            return dict.fromkeys(rows.order_by("-pk").values_list(self.sha256, flat=True)[:most], self.always)
        return dict(rows.order_by("-pk").values_list(self.sha256, self.kind)[:most])


HOLDERS: list[Holder] = [Holder(Attachment), Holder(DraftFile), Holder(VisitPhoto)]


def register(*holders: Holder) -> None:
    HOLDERS.extend(one for one in holders if one not in HOLDERS)


def named(digests: Iterable[str]) -> set[str]:
    """Those of these files that belong to something."""
    digests = list(digests)
    return set().union(*(one.named(digests) for one in HOLDERS))
