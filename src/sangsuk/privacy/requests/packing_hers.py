"""Everything that is held about one who follows another's case. Nothing of the case itself, nor of who told it."""

from datetime import datetime
from typing import Any

from sangsuk.cases import repeats
from sangsuk.cases.models import Supporter
from sangsuk.notifications import queries as notifications

from .. import rules
from ..models import Correction, Hold
from . import queries
from .packing import basis, kept_for, message, request

FORMAT = "sangsuk-access-supporter-1"
TARGETS = ("supporters", "messages")


def pack(row: Supporter, *, now: datetime) -> dict[str, Any]:
    """The whole copy, in the form of `packing.pack`."""
    corrected = Correction.objects.filter(request__supporter=row)
    holds = Hold.objects.filter(supporter=row, ended_at=None)
    return {
        "format": FORMAT, "made_at": now, "legal_basis": basis(), **repeats.held(row),
        "messages": [message(one) for one in notifications.to_supporter(row.pk)],
        "requests": [request(one) for one in queries.of_her(row)],
        "corrected": [{"at": one.at, "field": one.field} for one in corrected],
        "kept_because": [{"since": hold.from_at, "ground": hold.ground} for hold in holds],
        "kept_for": kept_for(rules.retention(now), TARGETS), "kept_months": repeats.kept_months(now),
    }  # fmt: skip
