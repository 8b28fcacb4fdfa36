"""As what somebody who signed in comes to a case, and what she may do there: the owner all, a delegate what was given."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.offices import posts
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import VillagePost

from .. import actions
from ..files import StoredFile
from ..models import Case, Delegation, KeptCase
from ..queries import Track
from . import bringing, delegating, keeping, marks

DELEGATE_MAY = frozenset({"add", "answer", "object", "rate", "reopen", "appeal"})
"""What may be done for somebody. To take a matter back, or to say that all is well and so end it, stays hers."""

HEADMAN_MAY = frozenset({"add", "answer"})


@dataclass(frozen=True)
class Seat:
    """As a delegate, or as the headman who brought it; with neither she is the owner."""

    case: Case
    delegation: Delegation | None = None
    post: VillagePost | None = None

    @property
    def mine(self) -> bool:
        return self.delegation is None and self.post is None

    def may(self, moves: frozenset[str]) -> frozenset[str]:
        """Of what the citizen could do now, what may be done from this seat."""
        if self.post is not None:
            return moves & HEADMAN_MAY
        if self.delegation is None:
            return moves
        return moves & DELEGATE_MAY if self.delegation.power == Delegation.Power.ACT else frozenset()

    @property
    def actor(self) -> Actor:
        if self.post is not None:
            return Actor.citizen("web", **{"as": self.post.post, "area": self.post.area_code, "for": "village"})
        return Actor.citizen("web") if self.mine else Actor.citizen("web", **{"as": "delegate"})


def seat(user_id: int, number: str, *, now: datetime | None = None) -> Seat:
    """Raises Missing where she neither keeps the case nor was let in to it, as where there is none."""
    now = now or timezone.now()
    number = number.replace("\x00", "").strip().upper()
    case = Case.objects.select_related(*keeping.RELATED).filter(number=number).first()
    me = marks.holder(user_id)
    if case is not None and keeping.keeps(me, case):
        return Seat(case)
    found = [row for row in delegating.running(me, now) if lets_in(row, case)] if case is not None else []
    if case is not None and not found and keeping.keeps(me, case, kind=KeptCase.Kind.BROUGHT):
        held = posts.held(user_id, on=thai.bangkok_date(now))
        post = next((row for row in held if bringing.shown(Case.objects.filter(pk=case.pk), row).exists()), None)
        if post is not None:
            return Seat(case, post=post)
    if case is None or not found:
        raise Missing("no_case", _("ไม่พบเรื่องนี้ในรายการของท่าน"))
    return Seat(case, max(found, key=lambda row: row.power == Delegation.Power.ACT))


def lets_in(row: Delegation, case: Case | None) -> bool:
    """One case, or all; and only while the owner keeps it herself. "All" never means what she keeps in private."""
    if case is None or not keeping.keeps(bytes(row.owner), case):
        return False
    return marks.delegated(row) == case.pk if row.case else not keeping.is_private(case)


def entrusted(user_id: int, *, now: datetime | None = None) -> list[tuple[Delegation, list[Case]]]:
    """What others have given into her hands, with the cases as they are now."""
    found = []
    for row in delegating.running(marks.holder(user_id), now or timezone.now()):
        one = marks.delegated(row)
        cases = keeping.in_order([one] if one else keeping.case_ids(bytes(row.owner)))
        found.append((row, [case for case in cases if lets_in(row, case)]))
    return found


def limited(track: Track, may: frozenset[str]) -> Track:
    """The page of a case with only these of her moves."""
    return replace(track, may=may, may_rate="rate" in may, question=track.question if "answer" in may else "")


def only_looking(track: Track) -> Track:
    return limited(track, frozenset())


def check(at: Seat, name: str) -> None:
    """Raises NotAllowed for what was not given into her hands."""
    if not at.may(frozenset({name})):
        raise NotAllowed("not_given", _("เจ้าของเรื่องยังไม่ได้มอบหมายให้ท่านทำสิ่งนี้แทน"))


def move(
    at: Seat, name: str, *, data: Mapping[str, Any], files: tuple[StoredFile, ...] = (), version: int | None = None,
    now: datetime | None = None,
) -> Case:  # fmt: skip
    """A move from this seat. Raises NotAllowed, Refused, Stale."""
    check(at, name)
    return actions.move(at.case, name, by=at.actor, data=data, files=files, version=version, now=now)
