"""Cases joined by hand: what is linked or merged with a case, and taking a link away."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.offices.actor import Actor

from .. import workflow
from ..actions import move
from ..effects.joined import tree
from ..effects.merging import pair, root
from ..models import Case, CaseLink
from ..standing import standings

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


@transaction.atomic
def unlink(case: Case, number: str, *, by: Actor, version: int | None = None, now: datetime | None = None) -> Case:
    """Take a link away; a note on this case says so. Raises Missing when there is no such link, NotAllowed for who does
    not answer for the case: as with linking."""
    if workflow.OWNER not in standings(case, by):
        raise NotAllowed("not_yours", _("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับเรื่องนี้"))
    other = Case.objects.visible_to(by).filter(number=number.strip().upper()).only("number").first()
    gone = CaseLink.objects.filter(**pair(case, other)).delete()[0] if other else 0
    if not gone:
        raise Missing("no_link", _("สองเรื่องนี้ไม่ได้เชื่อมกัน"))
    text = str(_("เลิกเชื่อมกับเรื่อง %(number)s") % {"number": number})
    return move(case, "note", by=by, version=version, data={"text": text}, now=now)
