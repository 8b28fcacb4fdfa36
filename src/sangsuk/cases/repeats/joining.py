"""Cases joined by hand: what is linked or merged with a case."""

from dataclasses import dataclass

from django.db.models import Q

from sangsuk.offices.actor import Actor

from ..effects.joined import tree
from ..effects.merging import root
from ..models import Case, CaseLink

SHOWN = ("number", "gist", "status", "merged_into", "office", "closed_at")


@dataclass(frozen=True)
class Joined:
    """What hangs together with a case. Others than the actor may see are only counted."""

    linked: list[Case]
    merged_here: list[Case]
    stands_for: Case | None
    hidden: int


def joined(case: Case, actor: Actor) -> Joined:
    links = CaseLink.objects.filter(Q(one=case) | Q(other=case)).values_list("one_id", "other_id")
    beside = {one if other == case.pk else other for one, other in links}
    under = set(tree(case.pk)) - {case.pk}
    rows = Case.objects.visible_to(actor).filter(pk__in=beside | under).only(*SHOWN).order_by("id")
    seen = {row.pk: row for row in rows}
    last = root(case) if case.merged_into_id else None
    return Joined(
        [row for pk, row in seen.items() if pk in beside],
        [row for pk, row in seen.items() if pk in under],
        last if last and Case.objects.visible_to(actor).filter(pk=last.pk).exists() else None,
        len(beside | under) - len(seen),
    )
