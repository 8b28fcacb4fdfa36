"""The register of requests: what waits, one request, what somebody wrote in it."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sangsuk.cases.models import Case, Supporter
from sangsuk.common.errors import Missing
from sangsuk.common.sealed import unseal_field
from sangsuk.common.sealing import Unreadable

from .. import deeds, life
from ..models import Deed, RightsRequest
from .table import MOVES


@dataclass(frozen=True)
class Told:
    """What she wrote, what she wants a value to be, and who she is where no case says it."""

    text: str = ""
    field: str = ""
    value: str = ""
    name: str = ""
    contact: str = ""
    replies: tuple[str, ...] = ()


def told(row: RightsRequest) -> Told:
    """For the officer who decides and for herself."""
    try:
        kept = json.loads(unseal_field(row, "told") or "{}")
    except Unreadable:
        return Told()
    return Told(**{**kept, "replies": tuple(kept.get("replies", ()))})


def waiting() -> "QuerySet[RightsRequest]":
    """What is not answered yet, the most urgent first."""
    return (
        RightsRequest.objects.filter(ended_at=None).select_related("case", "supporter__case").order_by("due_at", "id")
    )


def register() -> "QuerySet[RightsRequest]":
    """Everything that was ever asked, newest first."""
    return RightsRequest.objects.select_related("case", "supporter__case").order_by("-id")


def one(pk: int) -> RightsRequest:
    row = RightsRequest.objects.select_related("case", "supporter__case").filter(pk=pk).first()
    if row is None:
        raise Missing("no_request", _("ไม่พบคำขอนี้"))
    return row


def of_her(who: Case | Supporter) -> list[RightsRequest]:
    """Newest first, for the page of the one who told a case, or who follows it."""
    return list(_hers(who).order_by("-id"))


def of_her_one(who: Case | Supporter, pk: int) -> RightsRequest:
    row = _hers(who).filter(pk=pk).first()
    if row is None:
        raise Missing("no_request", _("ไม่พบคำขอนี้"))
    return row


def _hers(who: Case | Supporter) -> "QuerySet[RightsRequest]":
    if isinstance(who, Case):
        return RightsRequest.objects.filter(case=who)
    return RightsRequest.objects.filter(supporter=who).select_related("supporter__case")


def may(row: RightsRequest, role: str) -> list[life.Move]:
    """What this role may do now; an extension is given once."""
    found = life.available(MOVES, status=row.status, role=role)
    return [one for one in found if one.name != "extend" or row.extended_at is None]


def copy_is_open(row: RightsRequest, now: datetime) -> bool:
    return row.kind in ("access", "copy") and row.copy_until is not None and now <= row.copy_until


def history(row: RightsRequest) -> list[Deed]:
    return deeds.history("request", row.pk)
