"""Who is asked to come: everybody who matches now, counted before it is sent, each once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from ..models import TrainingEvent, TrainingInvitation, TrainingSeat
from . import rules, seats, standing, telling, words
from .recording import EVENTS


@dataclass(frozen=True, slots=True)
class Match:
    user_id: int
    office: str
    group: str


def matching(event: TrainingEvent, now: datetime) -> list[Match]:
    """Whoever is of its groups and region today and was not asked yet: one row a person, of the first group that fits. One query."""
    today = bangkok_date(now)
    known = rules.groups(today)
    provinces = rules.provinces_of(event.regions, event.provinces)
    groups = [known[code] for code in event.targets if code in known]
    anyone = Q(pk__in=[])
    for group in groups:
        anyone |= rules.within(group, provinces)
    asked = TrainingInvitation.objects.filter(event=event, user=OuterRef("user"))
    rows = offices.memberships(today).filter(anyone, ~Exists(asked), user__is_active=True).order_by("pk")
    by_person: dict[int, Match] = {}
    place = {group.code: n for n, group in enumerate(groups)}
    for user_id, office, role, kind in rows.values_list("user_id", "office_id", "role", "office__kind"):
        code = next((g.code for g in groups if role in g.roles and kind in g.kinds), None)
        if code is None:
            continue
        had = by_person.get(user_id)
        if had is None or place[code] < place[had.group]:
            by_person[user_id] = Match(user_id, office, code)
    return list(by_person.values())


def counted(matches: list[Match]) -> dict[str, int]:
    """How many of each group."""
    found: dict[str, int] = {}
    for one in matches:
        found[one.group] = found.get(one.group, 0) + 1
    return found


@transaction.atomic
def invite(event: TrainingEvent, *, by: Actor, counted: int, now: datetime | None = None) -> int:
    """Ask all who match and were not asked; `counted`: how many she saw before she pressed. Raises NotAllowed, Refused.

    Two who press at once wait for each other; whoever was asked is not asked again, and has one message.
    """
    now = now or timezone.now()
    standing.check_organiser(event, by)
    event = seats.locked(event)
    if event.status != words.ANNOUNCED:
        raise NotAllowed("not_now", _("ส่งคำเชิญได้เมื่อประกาศแล้วและยังรับลงทะเบียน"), "move")
    matches = matching(event, now)
    if len(matches) != counted:
        sentence = _("จำนวนผู้ที่ตรงเงื่อนไขเปลี่ยนเป็น %(many)s คนแล้ว กรุณาตรวจแล้วกดอีกครั้ง")
        raise Refused("count_changed", sentence % {"many": f"{len(matches):,}"}, "counted")
    made = [
        TrainingInvitation(
            event=event, user_id=one.user_id, group=one.group, office_id=one.office, invited_at=now, invited_by_id=by.user_id or 0
        )
        for one in matches
    ]  # fmt: skip
    TrainingInvitation.objects.bulk_create(made, batch_size=1000)
    if made:
        telling.tell(event, "training-invited", [one.user_id for one in made], key="invite", now=now)
        EVENTS.advance(event, "invite", {}, by=by, data={"many": len(made)}, now=now)
    return len(made)


@transaction.atomic
def decline(event: TrainingEvent, *, by: Actor, now: datetime | None = None) -> None:
    """She cannot come. Raises Missing, Refused while she has a seat."""
    if TrainingSeat.objects.filter(event=event, user=by.user_id).exclude(status=words.WITHDRAWN).exists():
        raise Refused("has_seat", _("ท่านลงทะเบียนไว้แล้ว ถ้ามาไม่ได้ กรุณากดถอนการลงทะเบียน"), "move")
    rows = TrainingInvitation.objects.filter(event=event, user=by.user_id)
    if not rows.update(declined_at=now or timezone.now()):
        raise Missing("not_invited", _("ไม่พบคำเชิญของท่านในการอบรมนี้"))


def of_office(event: TrainingEvent, actor: Actor) -> list[tuple[TrainingInvitation, TrainingSeat | None]]:
    """Whom of her office the chief may register: who was asked, each with the seat there is. Two queries."""
    if not (actor.is_staff and (actor.role == "chief" or actor.leads)):
        return []
    rows = TrainingInvitation.objects.filter(event=event, office=actor.office_code).select_related("user")
    held = {
        one.user_id: one
        for one in TrainingSeat.objects.filter(event=event, office=actor.office_code, user__isnull=False)
    }
    return [(one, held.get(one.user_id)) for one in rows.order_by("user__name", "pk")[:200]]
