"""Who may make training, and whose an event is."""

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed
from sangsuk.offices.actor import Actor

from ..models import TrainingEvent
from .table import ORGANISER

LEVELS = ("ministry", "province")


def may_organise(actor: Actor) -> bool:
    """The ministry, the department, and a province for its own people."""
    return actor.is_staff and actor.role in ("officer", "chief") and actor.office_level in LEVELS


def organises(event: TrainingEvent, actor: Actor) -> bool:
    return actor.kind == "system" or (may_organise(actor) and actor.office_code == event.organiser_id)


def standings(event: TrainingEvent, actor: Actor) -> frozenset[str]:
    return frozenset({ORGANISER}) if organises(event, actor) else frozenset()


def check_organiser(event: TrainingEvent, actor: Actor) -> None:
    """Raises NotAllowed."""
    if not organises(event, actor):
        raise NotAllowed("not_yours", _("เฉพาะหน่วยงานที่จัดการอบรมนี้ทำขั้นตอนนี้ได้"), "move")


def may_sign(event: TrainingEvent, actor: Actor) -> bool:
    """Who leads the office that organises: its chief, or whoever works there while it has none."""
    return organises(event, actor) and (actor.role == "chief" or actor.leads)


def may_look(actor: Actor) -> bool:
    """Who counts the trained and the untrained: everybody who leads or looks from somewhere."""
    return (
        actor.is_staff
        and actor.role in ("officer", "chief", "executive", "operator")
        and actor.office_level != "agency"
    )
