"""The duty officer: who is on duty, and how she is called at once."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.accounts.models import User
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.deadlines import say
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from .. import standing
from ..models.moderation import DutyTurn
from ..models.stories import Story


def on_duty(province_code: str, at: datetime) -> list[int]:
    """Whom to call: who is on the roster of the province's centre or of the department now, by key of account; if nobody
    is, the chiefs of the department, else everybody who moderates there. Somebody must always be called."""
    offices_asked = [standing.DEPARTMENT, f"{province_code}00"]
    turns = DutyTurn.objects.filter(office__in=offices_asked, from_at__lte=at, to_at__gt=at, user__is_active=True)
    if found := list(turns.values_list("user_id", flat=True).distinct()):
        return found
    working = [
        one for one in offices.staff() if one.office_code == standing.DEPARTMENT and one.role in standing.WORKING
    ]
    chiefs = [one.user_id for one in working if one.role == "chief"]
    return chiefs or [one.user_id for one in working]


def called_now(actor: Actor, now: datetime) -> list[str]:
    """Who would be called at this moment, by name, for who reads the queue or the roster. Two queries."""
    known = User.objects.filter(pk__in=on_duty(actor.province_code or "", now))
    return list(known.order_by("name").values_list("name", flat=True))


def alert(story: Story, *, now: datetime) -> int:
    """Tell them; in the transaction in which the story came. Nothing of what was told stands in the message."""
    called = (
        User.objects.exclude(email="")
        .exclude(email=None)
        .filter(pk__in=on_duty(story.province_code, now))
        .order_by("pk")
    )
    for one in called:
        gaps = {"story": story.code, "due": lambda language: say.moment(story.due_at, language) if story.due_at else ""}
        notifications.queue(
            "story-duty", to=Recipient("email", str(one.email)), about=f"story {story.code}", office_code="", gaps=gaps,
            key=f"story-duty:{story.pk}:{story.version}:{one.pk}", now=now,
        )  # fmt: skip
    return len(called)


def roster(actor: Actor, now: datetime) -> "QuerySet[DutyTurn]":
    """The turns of one's own office that have not ended."""
    return DutyTurn.objects.filter(office=actor.office_code, to_at__gt=now).select_related("user")


def put_on(actor: Actor, user_id: int, from_at: datetime, to_at: datetime, *, now: datetime | None = None) -> DutyTurn:
    """A turn of somebody of one's own office. Raises NotAllowed, Refused."""
    if not standing.moderates(actor):
        raise NotAllowed("not_yours", _("การจัดเวรเป็นงานของผู้ตรวจเรื่องเล่า"))
    if to_at <= from_at:
        raise Refused("bad_value", _("เวลาสิ้นสุดเวรต้องอยู่หลังเวลาเริ่ม"), "to_at")
    if user_id not in {one.user_id for one in offices.colleagues(actor.office_code)}:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "user")
    made = {"to_at": to_at, "made_by_id": actor.user_id, "made_at": now or timezone.now()}
    turn, _new = DutyTurn.objects.update_or_create(
        office_id=actor.office_code, user_id=user_id, from_at=from_at, defaults=made
    )
    return turn


def take_off(actor: Actor, turn_id: int, *, now: datetime | None = None) -> None:
    """The turn ends now; one that has not begun goes."""
    now = now or timezone.now()
    turns = DutyTurn.objects.filter(pk=turn_id, office=actor.office_code) if standing.moderates(actor) else None
    if turns is None or not turns.exists():
        raise NotAllowed("not_yours", _("การจัดเวรเป็นงานของผู้ตรวจเรื่องเล่า"))
    turns.filter(from_at__gte=now).delete()
    turns.filter(from_at__lt=now, to_at__gt=now).update(to_at=now)
