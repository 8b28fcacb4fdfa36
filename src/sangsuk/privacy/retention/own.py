"""Forgetting what this room itself holds, and writing down that a part of a case was forgotten."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from ..models import Breach, Correction, Deed, Disclosure, Erasure, RightsRequest

GONE = "–"


def mark(cases: Iterable[int], part: str, *, now: datetime, rule: str = "", request: int | None = None) -> None:
    """Once for each part of a case; again changes nothing."""
    rows = [Erasure(case_id=pk, part=part, at=now, rule=rule, request=request) for pk in cases]
    Erasure.objects.bulk_create(rows, ignore_conflicts=True)


def requests_over(until: datetime) -> "QuerySet[RightsRequest]":
    return RightsRequest.objects.filter(ended_at__lt=until, forgotten_at=None).order_by("id")


def forget_requests(rows: "QuerySet[RightsRequest]") -> int:
    """Kind, days, ground and outcome stay, which section 39 wants recorded."""
    ids = list(rows.values_list("pk", flat=True))
    Correction.objects.filter(request__in=ids).update(old=b"")
    _words_of("request", ids)
    gone = {"told": b"", "question": "", "answer": "", "forgotten_at": timezone.now()}
    return RightsRequest.objects.filter(pk__in=ids).update(**gone)


def breaches_over(until: datetime) -> "QuerySet[Breach]":
    return Breach.objects.filter(closed_at__lt=until).exclude(happened=GONE).order_by("id")


def forget_breaches(rows: "QuerySet[Breach]") -> int:
    ids = list(rows.values_list("pk", flat=True))
    _words_of("breach", ids)
    return Breach.objects.filter(pk__in=ids).update(
        happened=GONE, where="", assessment="", measures="", late_reason="", notified_how=""
    )


def disclosures_over(until: datetime) -> "QuerySet[Disclosure]":
    return Disclosure.objects.filter(asked_at__lt=until).exclude(what=GONE).order_by("id")


def forget_disclosures(rows: "QuerySet[Disclosure]") -> int:
    ids = list(rows.values_list("pk", flat=True))
    _words_of("disclosure", ids)
    return Disclosure.objects.filter(pk__in=ids).update(what=GONE, quiet_reason=GONE)


def _words_of(thing: str, ids: list[int]) -> None:
    Deed.objects.filter(thing=thing, of__in=ids).update(data={})
