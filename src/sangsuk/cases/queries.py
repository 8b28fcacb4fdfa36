"""Questions about cases: lists for an office, one case for the desk, one case for the citizen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.accounts.models import User
from sangsuk.common import ids, throttle
from sangsuk.common.errors import Missing
from sangsuk.notifications import queries as notifications
from sangsuk.notifications.models import Message
from sangsuk.offices.actor import Actor

from . import clocks, promises, reporters, scanning, story, workflow
from . import duties as owed
from .lists import PAGE, TABS, Filters, Queue, following, for_list, is_asked_to_look, listing, numbers, place_of, queue
from .models import Attachment, Case, CaseEvent
from .sealed.rule import unaccused
from .standing import allowed, sees_files, standings, with_links

__all__ = [
    "PAGE", "TABS", "DeskCase", "Filters", "Queue", "Track", "desk_case", "file_of", "following", "for_list", "is_asked_to_look",
    "listing", "named", "numbers", "opened", "place_of", "queue", "seen", "track", "track_of",
]  # fmt: skip

WRONG_KEYS, WRONG_KEY_WINDOW = 5, timedelta(minutes=15)


@dataclass(frozen=True)
class DeskCase:
    """All that the desk shows of one case; `may_reveal` whether the person behind it may be looked at.

    `files` are those that hang on the lines this reader sees. `description` and `wish` as this reader may see them: whole
    for the office that answers, redacted for all others. `checks` are the last answers to the questions of admission,
    `duties` those open ones that concern this reader; who was asked is typed freely, and redacted like the rest.
    """

    case: Case
    lines: list[story.Line]
    moves: list[workflow.Move]
    files: Sequence[Attachment]
    messages: list[Message]
    may_reveal: bool
    id_masked: str
    sees_inside: bool
    description: str
    wish: str
    checks: Mapping[str, str]
    duties: Mapping[str, owed.Duty]
    clocks: clocks.Clocks


def named(given: Iterable[str], actor: Actor) -> dict[str, Case]:
    """By number, for work about data that shows nothing of the matter and names each case itself: the officer of data
    protection. A case that accuses her or her office is not there, as for everybody else."""
    return {case.number: case for case in Case.objects.filter(unaccused(actor), number__in=list(given))}


def desk_case(number: str, actor: Actor, *, now: datetime | None = None) -> DeskCase:
    """One case for an official. Raises Missing outside one's scope. Five queries, whatever the length of the story."""
    now = now or timezone.now()
    case = seen(number, actor)
    events = list(CaseEvent.objects.filter(case=case).order_by("seq"))
    inside = not actor.at_agency  # an agency's chief reads what his people read
    files = list(case.attachments.order_by("id")) if sees_files(actor) else []
    scanning.marked(files, on_desk=True)
    assigned = {int(c) for e in events for c in (e.changes.get("assignee_id"), e.data.get("assignee")) if c}
    names = dict(User.objects.filter(id__in=assigned).values_list("id", "name")) if assigned else {}
    audience = story.CENTRE if inside else story.AGENCY
    owner = workflow.OWNER in standings(case, actor)
    if not owner:
        _without_people(files)
    told = story.lines(
        events, audience=audience, office_code=actor.office_code, files=files, names=names, redacted=not owner
    )
    messages = notifications.about(number) if owner else []
    description, wish = _words(case, whole=owner)
    may_reveal = reporters.may_reveal(case, actor)
    shown = [file for line in told for file in line.files]
    checks = [e.data.get("checks", {}) for e in events if e.move == "checklist"] if inside else []
    return DeskCase(
        case, told, allowed(case, actor, now), shown, messages, may_reveal,
        reporters.id_masked(case) if may_reveal else "", inside, description, wish, checks[-1] if checks else {},
        _duties(case, actor, inside=inside, whole=owner),
        clocks.of_case(case, events, now, audience=audience, redacted=not owner),
    )  # fmt: skip


def words_of(case: Case, actor: Actor) -> tuple[str, str]:
    """What she told and what she wishes, as this reader of the case may read it: whole for the office that answers."""
    return _words(case, whole=workflow.OWNER in standings(case, actor))


def _words(case: Case, *, whole: bool) -> tuple[str, str]:
    told, wish = (text if whole else thai.redact(text).text for text in (case.description, case.wish))
    return told, wish


def _without_people(files: Iterable[Attachment]) -> None:
    """Whoever does not answer for the case sees the picture, not what its sender called it nor where it was taken."""
    for file in files:
        file.name, file.longitude, file.latitude = thai.redact(file.name).text, None, None


def file_of(number: str, actor: Actor, file_id: int) -> Attachment:
    """A file of a case, for whom the line of the story that it hangs on is meant. Raises Missing."""
    found = next((file for file in desk_case(number, actor).files if file.pk == file_id), None)
    if found is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    return found


def _duties(case: Case, actor: Actor, *, inside: bool, whole: bool) -> dict[str, owed.Duty]:
    """The centre sees all that is owed; an agency its own work, not what is asked of others."""
    own = owed.task_of(case.duties, actor.office_code)
    shown = {key: duty for key, duty in case.duties.items() if inside or key == own}
    return shown if whole else {key: {**duty, **_nameless(duty)} for key, duty in shown.items()}


def _nameless(duty: owed.Duty) -> dict[str, Any]:
    return {field: thai.redact(str(duty[field])).text for field in ("who", "name") if field in duty}


def seen(number: str, actor: Actor) -> Case:
    """The case, if this actor may see it; otherwise it does not exist."""
    rows = with_links(Case.objects.visible_to(actor)).select_related(
        "category__parent", "district__province", "subdistrict", "village", "office", "agency", "assignee",
        "settlement", "recorded_by",
    )  # fmt: skip
    rows = rows.annotate(id_tail=F("reporter__id_tail"))  # without another question; see reporters.id_masked
    case = rows.filter(number=number).first() if "\x00" not in number else None
    if case is None:
        raise Missing("no_case", _("ไม่พบเรื่องนี้ หรือเรื่องนี้ไม่ได้อยู่ในความรับผิดชอบของท่าน"))
    return case


@dataclass(frozen=True)
class Track:
    """All that the citizen sees of her case."""

    case: Case
    now: promises.Now
    lines: list[story.Line]
    files: Sequence[Attachment]
    question: str
    may_rate: bool
    may: frozenset[str]
    clocks: clocks.Clocks


def track(number: str, key: str, *, caller: str, now: datetime | None = None) -> Track:
    """The citizen's page. Raises Missing for a wrong number and a wrong key alike, TooMany after too many of them.

    `caller` is where the request comes from; guesses are counted per number and per caller.
    """
    now = now or timezone.now()
    return track_of(opened(number, key, caller=caller, now=now), now=now)


def track_of(case: Case, *, now: datetime | None = None) -> Track:
    """The same of a case to which the way is proved already."""
    now = now or timezone.now()
    events = list(CaseEvent.objects.filter(case=case).order_by("seq"))
    files = list(case.attachments.filter(citizen_sees=True).order_by("id"))
    scanning.marked(files)
    moves = {m.name for m in allowed(case, Actor.citizen("web"), now)}
    asked = [e.data.get("question", "") for e in events if e.move == "ask"]
    return Track(
        case, promises.now_of(case, now), story.lines(events, audience=story.CITIZEN, files=files), files,
        asked[-1] if asked and "answer" in moves else "", "rate" in moves, frozenset(moves),
        clocks.of_case(case, events, now, audience=story.CITIZEN),
    )  # fmt: skip


def opened(number: str, key: str, *, caller: str, now: datetime | None = None) -> Case:
    """The case that this number and this key open together.

    Only wrong keys are slowed down. The right one always opens: a key has 79 bits, so nobody guesses it in between, and
    nobody can lock a citizen out of her own case by guessing at it.
    """
    now = now or timezone.now()
    number = number.replace("\x00", "").strip().upper()
    related = ("district__province", "subdistrict", "category", "office", "agency")
    case = Case.objects.select_related(*related).filter(number=number).first()
    if ids.same_key(key, case.key_digest if case else b"\x00" * 32) and case is not None:
        return case
    wrong_key("case-key", number, caller=caller, now=now)
    raise Missing("no_case", _("ไม่พบเรื่องที่ตรงกับเลขที่และรหัสนี้ กรุณาตรวจอีกครั้ง รหัสมี 16 ตัว อยู่ในใบรับเรื่องของท่าน"))


def wrong_key(kind: str, number: str, *, caller: str, now: datetime) -> None:
    """Count it for the number and for who tries. Raises TooMany."""
    for_number = throttle.Limit(throttle.name_of(kind, number), WRONG_KEYS, WRONG_KEY_WINDOW)
    throttle.wrong(
        [for_number, throttle.Limit(throttle.name_of("caller", caller), WRONG_KEYS * 6, WRONG_KEY_WINDOW)], now=now
    )
