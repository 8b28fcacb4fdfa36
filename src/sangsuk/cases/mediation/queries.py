"""Questions about mediations: the docket, one of them, the calendar, what the citizen may read, what is counted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, Refused
from sangsuk.common.paging import Page, decode_id, page
from sangsuk.notifications import queries as notifications
from sangsuk.notifications.models import Message
from sangsuk.offices.actor import Actor

from ..models import Case, Mediation, MediationEvent, MediationQuerySet, Mediator, Party, Session
from . import joint, parties, story, table, telling, words
from .standing import allowed, sees_inside
from .standing import standings as standings

PAGE = 30
CALENDAR_DAYS = 60


def seen(number: str, actor: Actor) -> Mediation:
    """The mediation, if this actor may know of it; otherwise it does not exist."""
    rows = Mediation.objects.visible_to(actor).select_related("case", "office", "chair")
    found = rows.filter(number=number).first() if "\x00" not in number else None
    if found is None:
        raise Missing("no_mediation", _("ไม่พบสารบบไกล่เกลี่ยนี้ หรือไม่ได้อยู่ในความรับผิดชอบของท่าน"))
    return found


def listing(actor: Actor, *, status: str = "", cursor: str = "", size: int = PAGE) -> Page[Mediation]:
    """The docket, newest first; `status` one of the table's, "open" or "late". One query."""
    rows = _narrowed(Mediation.objects.visible_to(actor), status)
    if cursor:
        rows = rows.filter(id__lt=decode_id(cursor))
    found = list(rows.select_related("office", "case").order_by("-id")[: size + 1])
    return page(found, size, lambda one: (one.pk,))


def _narrowed(rows: MediationQuerySet, status: str) -> MediationQuerySet:
    if not status:
        return rows
    if status == "open":
        return rows.open()
    if status == "late":
        return rows.open().filter(due_at__lt=timezone.now())
    if status not in words.STATUSES:
        raise Refused("bad_choice", _("ไม่มีสถานะนี้"), "status")
    return rows.filter(status=status)


def calendar(actor: Actor, now: datetime) -> list[Mediation]:
    """The appointments to come, the next first; those of an hour ago still stand there. One query."""
    rows = Mediation.objects.visible_to(actor).filter(
        status=words.APPOINTED,
        session_at__gte=now - timedelta(hours=12),
        session_at__lt=now + timedelta(days=CALENDAR_DAYS),
    )
    return list(rows.select_related("office", "chair").order_by("session_at", "id"))


@dataclass(frozen=True)
class DeskMediation:
    """All that the desk shows of one; `inside` whether this reader works on it. Names are not here, see `parties.reveal`."""

    mediation: Mediation
    lines: list[story.Line]
    moves: list[table.Move]
    people: list[Party]
    panel: list[Mediator]
    sessions: list[Session]
    messages: list[Message]
    inside: bool


def desk_mediation(number: str, actor: Actor, *, now: datetime | None = None) -> DeskMediation:
    """One mediation for an official. Raises Missing outside one's scope."""
    now = now or timezone.now()
    mediation = seen(number, actor)
    inside = sees_inside(mediation, actor)
    events = list(MediationEvent.objects.filter(mediation=mediation).order_by("seq"))
    chosen = {one for event in events for one in event.changes.get("panel", ())}
    known = {one.pk: one for one in Mediator.objects.filter(id__in=chosen)} if chosen else {}
    names = {pk: one.name for pk, one in known.items()}
    return DeskMediation(
        mediation, story.lines(events, names, inside=inside), allowed(mediation, actor, now),
        parties.present(mediation) if inside else [], [known[pk] for pk in mediation.panel if inside and pk in known],
        list(Session.objects.filter(mediation=mediation).order_by("no")) if inside else [],
        notifications.about(number) if inside else [], inside,
    )  # fmt: skip


def of_case(case: Case, actor: Actor) -> list[Mediation]:
    """The dockets of a case that this reader may know of, newest first. One query."""
    return list(Mediation.objects.visible_to(actor).filter(case=case).order_by("-id"))


@dataclass(frozen=True)
class ForCitizen:
    """Where the mediation of her case stands, in plain sentences; nothing of what was said in it."""

    docket: str
    state: str
    sentences: list[str]
    no_recording: str


def for_citizen(case: Case) -> ForCitizen | None:
    """The last mediation of this case, for the page that only its owner opens. At most two queries."""
    mediation = Mediation.objects.filter(case=case).order_by("-id").first()
    if mediation is None:
        return None
    language = get_language() or "th"
    said = [
        _("เลขสารบบ %(docket)s %(state)s") % {"docket": mediation.docket, "state": words.STATUSES[mediation.status][0]}
    ]
    if mediation.session_at is not None:
        gaps = {"at": telling.moment(mediation.session_at, language), "mode": words.MODES[mediation.session_mode],
                "place": mediation.session_place}  # fmt: skip
        said.append(_("นัดไกล่เกลี่ย%(at)s (%(mode)s) ที่ %(place)s กรุณานำบัตรประจำตัวประชาชนมาแสดง") % gaps)
    held = list(Session.objects.filter(mediation=mediation, result__in=["adjourned", "agreed"]).order_by("no"))
    said += [_("พบกันแล้วเมื่อ%(at)s") % {"at": telling.moment(one.at, language)} for one in held]
    if mediation.is_open:
        said.append(_("กฎหมายให้เวลาไกล่เกลี่ยถึง%(due)s") % {"due": story.day(mediation.due_at)})
    else:
        said.append(joint.result_words(mediation, language))
    if mediation.status == words.TERMS:
        said.append(_("ทุกฝ่ายต้องมาลงนามในสัญญาด้วยตนเอง ที่ว่าการอำเภอหรือสถานที่ราชการ"))
    return ForCitizen(mediation.docket, str(words.STATUSES[mediation.status][0]), said, str(words.NO_RECORDING))
