"""What is read of answers and promises: by everybody, by the writer, at the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsuk.cases.files import PHOTO
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.moves import Move
from sangsuk.common.paging import Page, decode, page
from sangsuk.deadlines import queries as deadlines
from sangsuk.deadlines.say import remaining
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date, date_in

from .. import naming
from ..models import Answering, Pledge, PledgeEvent, PledgeFile, Story, StoryAnswer
from ..models.answers import BROKEN, CONFIRMED, DISPUTED, PROMISED
from ..standing import PASSED, standings
from ..words import TONES
from . import table, words

PAGE = 30
WAITING, LATE, ANSWERED, ALL = "waiting", "late", "answered", "all"


@dataclass(frozen=True)
class ShownPledge:
    """A promise as everybody reads it. `state` and `when` are sentences, `tone` a word of the look."""

    no: int
    version: int
    what: str
    owner_role: str
    status: str
    state: str
    tone: str
    when: str
    why: str
    did: str
    overdue: bool
    confirmed: bool
    photos: tuple[PledgeFile, ...] = ()
    papers: tuple[PledgeFile, ...] = ()
    may: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Shown:
    """The office's side of one story. `waits` says by when an answer is due while there is none."""

    office: str
    text: str = ""
    signed_as: str = ""
    at: datetime | None = None
    corrected: int = 0
    waits: str = ""
    late: bool = False
    pledges: tuple[ShownPledge, ...] = ()
    history: tuple[StoryAnswer, ...] = ()


def shown(story: Story, *, now: datetime) -> Shown:
    """For the public page of a published story; empty for any other. At most three queries."""
    return _shown(story, now, to_all=True) if story.status == "published" else Shown("")


def for_writer(story: Story, *, now: datetime) -> Shown:
    """For the page that only the story's key opens: proofs that are not for all, and what she may say of each promise."""
    return _shown(story, now, to_all=False, actor=Actor.citizen("web")) if story.status in PASSED else Shown("")


def for_desk(story: Story, actor: Actor, *, now: datetime) -> Shown:
    """For whoever sees the story at the desk: every proof, and what this person may do with each promise."""
    return _shown(story, now, to_all=False, actor=actor)


def _shown(story: Story, now: datetime, *, to_all: bool, actor: Actor | None = None) -> Shown:
    language = get_language() or "th"
    history = tuple(StoryAnswer.objects.filter(story=story).order_by("no"))
    pledges = list(Pledge.objects.filter(story=story).order_by("no"))
    files = PledgeFile.objects.filter(pledge__story=story).order_by("id") if pledges else []
    kept = [one for one in files if not to_all or (one.open_to_all and one.kind == PHOTO)]
    here = standings(story, actor) if actor else frozenset()
    told = tuple(shown_pledge(one, kept, now, language, here) for one in pledges)
    office = naming.office_called(story.office_id, language)
    if history:
        last = history[-1]
        return Shown(office, last.text, last.signed_as, last.at, len(history) - 1, pledges=told, history=history)
    owed = Answering.objects.filter(pk=story.pk).first()
    return Shown(office, waits=_waits(owed, office, now, language), late=bool(owed and owed.due_at < now), pledges=told)


def _waits(owed: Answering | None, office: str, now: datetime, language: str) -> str:
    if owed is None:
        return ""
    if owed.due_at < now:
        return _("%(office)sยังไม่ได้ตอบ เลยกำหนดตั้งแต่%(due)s") % {
            "office": office,
            "due": date_in(owed.due_at, language, "full"),
        }
    return _("%(office)sจะตอบภายใน%(due)s") % {"office": office, "due": date_in(owed.due_at, language, "full")}


def shown_pledge(
    one: Pledge, files: Iterable[PledgeFile], now: datetime, language: str, here: Iterable[str]
) -> ShownPledge:
    own = [file for file in files if file.pledge_id == one.pk]
    overdue = one.status == BROKEN or (one.status in (PROMISED, DISPUTED) and one.due_on < bangkok_date(now))
    status = BROKEN if overdue else one.status
    return ShownPledge(
        one.no, one.version, one.what, one.owner_role, one.status, str(words.STATUSES[status][1]), words.TONES[status],
        when_words(one, language), one.why, one.did, overdue, one.status == CONFIRMED,
        tuple(f for f in own if f.kind == PHOTO), tuple(f for f in own if f.kind != PHOTO),
        tuple(table.available(one.status, here)),
    )  # fmt: skip


def when_words(one: Pledge, language: str) -> str:
    """'ภายในวันศุกร์ที่ 18 ธันวาคม 2569 เลื่อนมาจาก…'."""
    gaps = {"due": date_in(one.due_on, language, "full"), "first": date_in(one.first_due_on, language, "full")}
    if one.status == CONFIRMED and one.confirmed_at:
        return _("ผู้เล่ายืนยันเมื่อ%(day)s") % {"day": date_in(one.confirmed_at, language, "full")}
    if one.due_on != one.first_due_on and one.moved:
        return _("ภายใน%(due)s เลื่อนมาจาก%(first)s") % gaps
    return _("ภายใน%(due)s") % gaps


@dataclass(frozen=True)
class Row:
    """One line of the office's list: the story, its clock in words, what is promised."""

    story: Story
    office: str
    clock: str
    late: bool
    answered_at: datetime | None
    tone: str
    pledges: tuple[Pledge, ...] = field(default=())

    @property
    def overdue(self) -> int:
        """How many of its promises are broken now."""
        return sum(one.status == BROKEN for one in self.pledges)


def listing(
    actor: Actor, *, tab: str = WAITING, office: str = "", cursor: str = "", now: datetime, size: int = PAGE
) -> Page[Row]:
    """The stories whose answers this person reads, the one that waits longest first; answered ones newest first. Two queries."""
    rows = _narrowed(_answerings(actor, office), tab, now)
    newest = tab in (ANSWERED, ALL)
    by = "passed_at" if newest else "due_at"
    if cursor:
        at, pk = _after(cursor)
        after = (
            Q(**{f"{by}__lt": at}) | Q(**{by: at, "pk__lt": pk})
            if newest
            else Q(**{f"{by}__gt": at}) | Q(**{by: at, "pk__gt": pk})
        )
        rows = rows.filter(after)
    order = [f"-{by}", "-pk"] if newest else [by, "pk"]
    found = page(
        list(rows.select_related("story").order_by(*order)[: size + 1]), size, lambda one: (getattr(one, by), one.pk)
    )
    beside: dict[int, list[Pledge]] = {}
    for pledge in Pledge.objects.filter(story__in=[one.pk for one in found.items]).order_by("no"):
        beside.setdefault(pledge.story_id, []).append(pledge)
    language = get_language() or "th"
    return Page([_row(one, beside.get(one.pk, ()), now, language) for one in found.items], found.next)


def _row(one: Answering, pledges: Sequence[Pledge], now: datetime, language: str) -> Row:
    calendar = deadlines.calendar(one.story.province_code)
    clock = "" if one.answered_at else remaining(one.due_at, now, calendar, language)
    late = one.answered_at is None and one.due_at < now
    return Row(
        one.story,
        naming.office_called(one.story.office_id, language),
        clock,
        late,
        one.answered_at,
        str(TONES[one.story.tone]),
        tuple(pledges),
    )


def _answerings(actor: Actor, office: str) -> "QuerySet[Answering]":
    seen = Story.objects.visible_to(actor).filter(status__in=PASSED)
    if office:
        seen = seen.filter(office=office)
    return Answering.objects.filter(story__in=seen)


def _narrowed(rows: "QuerySet[Answering]", tab: str, now: datetime) -> "QuerySet[Answering]":
    match tab:
        case "waiting":
            return rows.filter(answered_at=None)
        case "late":
            return rows.filter(answered_at=None, due_at__lt=now)
        case "answered":
            return rows.filter(answered_at__isnull=False)
        case "all":
            return rows
    raise Refused("bad_choice", _("ไม่มีรายการนี้"), "tab")


def _after(cursor: str) -> tuple[datetime, int]:
    key = decode(cursor)
    try:
        at, pk = datetime.fromisoformat(str(key[0])), int(key[1])
    except (IndexError, ValueError, TypeError) as trouble:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from trouble
    if at.tzinfo is None:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor")
    return at, pk


def waiting_here(actor: Actor) -> tuple[int, int]:
    """How many answers and how many promises wait for this person's office, for her day. Two queries."""
    own = Story.objects.filter(office=actor.office_code, status__in=PASSED)
    answers = Answering.objects.filter(story__in=own, answered_at=None).count()
    return answers, Pledge.objects.filter(story__in=own, status__in=words.WAITING_FOR_OFFICE).count()


def pledges(actor: Actor, *, tab: str = "open", cursor: str = "", size: int = PAGE) -> Page[Pledge]:
    """Promises in the reader's sight, by their day, the first to come on top. One query."""
    rows = Pledge.objects.filter(story__in=Story.objects.visible_to(actor).filter(status__in=PASSED))
    known = {
        "open": Q(status__in=words.WAITING_FOR_OFFICE), "late": Q(status=BROKEN), "unconfirmed": Q(status="done"),
        "confirmed": Q(status=CONFIRMED), "all": Q(),
    }  # fmt: skip
    if tab not in known:
        raise Refused("bad_choice", _("ไม่มีรายการนี้"), "tab")
    rows = rows.filter(known[tab])
    if cursor:
        key = decode(cursor)
        try:
            on, pk = date.fromisoformat(str(key[0])), int(key[1])
        except (IndexError, ValueError, TypeError) as trouble:
            raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from trouble
        rows = rows.filter(Q(due_on__gt=on) | Q(due_on=on, pk__gt=pk))
    found = list(rows.select_related("story", "owner").order_by("due_on", "pk")[: size + 1])
    return page(found, size, lambda one: (one.due_on, one.pk))


def pledge(story: Story, no: int) -> Pledge:
    """One promise of a story that the caller may see. Raises Missing."""
    found = Pledge.objects.filter(story=story, no=no).select_related("story", "owner").first()
    if found is None:
        raise Missing("no_pledge", _("ไม่พบคำมั่นนี้"))
    return found


@dataclass(frozen=True)
class Line:
    """One thing that happened to a promise, for the desk."""

    no: int
    at: datetime
    who: str
    what: str
    said: str


def told(story: Story) -> list[Line]:
    """What happened to the promises of a story, oldest first; what the writer said of them without names. One query."""
    rows = PledgeEvent.objects.filter(pledge__story=story).annotate(no=F("pledge__no")).order_by("at", "id")
    return [
        Line(
            int(one.no), one.at, one.actor_name,
            str(table.MOVES[one.move].said if one.move in table.MOVES else table.SAID[one.move]),
            str(one.data.get("did") or one.data.get("why") or one.data.get("said") or one.data.get("what") or ""),
        )
        for one in rows
    ]  # fmt: skip
