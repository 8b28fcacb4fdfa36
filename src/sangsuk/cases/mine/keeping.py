"""Putting a case into one's own list, and taking it out again."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sangsuk.common.errors import Missing

from ..models import Case, Delegation, KeptCase
from . import marks

RELATED = ("district__province", "subdistrict", "category", "office", "agency")
Kind = KeptCase.Kind


def is_private(case: Case) -> bool:
    """What is sealed, or told without a name: it goes into a list only when she says so herself, and to no delegate who
    was given "all"."""
    return bool(case.identity == "none" or case.is_sealed)


def keep(user_id: int, case: Case, *, kind: str = Kind.MINE) -> None:
    """Into her list; twice is once."""
    of = marks.holder(user_id)
    mark = marks.kept(of, case.pk)
    shut = marks.shut(case.pk, label=marks.KEPT, row=mark)
    KeptCase.objects.bulk_create([KeptCase(holder=of, case=shut, mark=mark, kind=kind)], ignore_conflicts=True)


def keeps(of: bytes, case: Case, *, kind: str = Kind.MINE) -> bool:
    return KeptCase.objects.filter(mark=marks.kept(of, case.pk), kind=kind).exists()


def case_ids(of: bytes, *, kind: str = Kind.MINE) -> list[int]:
    rows = KeptCase.objects.filter(holder=of, kind=kind).order_by("-id").values_list("case", "mark")
    opened = (marks.opened(shut, label=marks.KEPT, row=mark) for shut, mark in rows)
    return [found for found in opened if found is not None]


def cases(user_id: int, *, kind: str = Kind.MINE) -> list[Case]:
    """Her list, newest first."""
    return in_order(case_ids(marks.holder(user_id), kind=kind))


def in_order(ids: Sequence[int]) -> list[Case]:
    found = Case.objects.select_related(*RELATED).in_bulk(list(ids))
    return sorted(found.values(), key=lambda case: (case.submitted_at, case.pk), reverse=True)


@transaction.atomic
def leave(user_id: int, case: Case) -> None:
    """Out of her list. Who was let in to this case by her is out too; the case itself stays as it is."""
    of = marks.holder(user_id)
    gone, _rows = KeptCase.objects.filter(mark=marks.kept(of, case.pk)).delete()
    if not gone:
        raise Missing("no_case", "")
    for row in Delegation.objects.filter(owner=of, ended_at=None).exclude(case=b""):
        if marks.delegated(row) == case.pk:
            row.ended_at = timezone.now()
            row.save(update_fields=["ended_at"])


@transaction.atomic
def forget(user_id: int) -> None:
    """Every link of hers, given and taken. Her cases stay."""
    of = marks.holder(user_id)
    KeptCase.objects.filter(holder=of).delete()
    Delegation.objects.filter(Q(owner=of) | Q(delegate=of)).delete()
