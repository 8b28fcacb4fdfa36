"""The list of a round: what is screened, readers' marks, the long list with help, and each packet read by a person."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.accounts.models import User
from sangsuk.common.errors import Refused
from sangsuk.common.sealed import unseal_field
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.places.models import Village
from sangsuk.thai.likeness import packed, sketch, unpacked

from .. import authors, words
from ..models import Entry, ReaderMark, RingFlag, Round, Story, StoryConsent, StoryText, StoryWords
from ..moderation.placing import compose
from ..standing import PASSED
from . import longlist, rounds, screening, twins
from .packets import Names, blind, new_code
from .screening import Candidate, Screened, Terms

READ = (
    "code", "office_id", "province_code", "region", "theme", "title_shown", "text_shown", "tone", "status", "outside_window", "severity",
)  # fmt: skip
HEAVY = 4
"""From this grade of severity on a story is looked at before it goes on."""


def screened(round_: Round) -> list[Screened]:
    """Every story of the campaign with what speaks against it, in order of arrival. Six queries, whatever their number."""
    candidates = list(_candidates(round_))
    same = twins.among(tuple((one.code, packed(one.sketch)) for one in candidates))
    terms = Terms(frozenset(round_.needs), round_.late_too, round_.least_letters)
    return screening.screen(candidates, terms, same)


def _candidates(round_: Round) -> Iterable[Candidate]:
    stories = Story.objects.filter(campaign=round_.campaign_id).exclude(status__in=[words.WITHDRAWN, words.REJECTED])
    marks: dict[int, list[int]] = {}
    for story_id, mark in ReaderMark.objects.filter(round=round_).values_list("story_id", "mark"):
        marks.setdefault(story_id, []).append(mark)
    uses: dict[int, set[str]] = {}
    given = StoryConsent.objects.filter(story__in=stories, withdrawn_at=None).values_list("story_id", "use")
    for story_id, use in given:
        uses.setdefault(story_id, set()).add(use)
    sketches = _sketches(stories)
    rings = set(RingFlag.objects.exclude(state=RingFlag.FINE).values_list("stories", flat=True))
    for one in stories.order_by("received_at", "id").values_list("pk", *READ, named=True):
        text = _read(one)
        yield Candidate(
            one.code, one.office_id, one.province_code, one.region, one.theme or "other", text,
            sketches[one.pk] if one.pk in sketches else sketch(text), one.tone,
            moderated=one.status in PASSED, late=one.outside_window, heavy=(one.severity or 0) >= HEAVY,
            consents=frozenset(uses.get(one.pk, ())), ring=one.pk in rings, marks=tuple(marks.get(one.pk, ())),
        )  # fmt: skip


def _read(story: Any) -> str:
    return compose(story.title_shown, story.text_shown).strip()


def _sketches(stories: "QuerySet[Story]") -> dict[int, tuple[int, ...]]:
    """Of the published ones, as they are kept beside their words; those that are missing are made now, once, because
    cutting words is what takes the time."""
    rows = StoryWords.objects.filter(story__in=stories)
    missing = list(rows.filter(sketch=b"").select_related("story"))
    for one in missing:
        one.sketch = packed(sketch(_read(one.story)))
    rows.filter(sketch=b"").bulk_update(missing, ["sketch"], batch_size=1000)
    return {pk: unpacked(bytes(kept)) for pk, kept in rows.values_list("story_id", "sketch")}


@transaction.atomic
def mark(round_: Round, story: Story, mark: int, *, by: Actor) -> None:
    """What a reader thinks: 0 not for the jury, 3 by all means. Hers alone, and she may change it."""
    rounds.held(round_, by)
    if mark not in (0, 1, 2, 3) or story.campaign_id != round_.campaign_id:
        raise Refused("bad_value", _("กรุณาให้ 0 ถึง 3"), "mark")
    assert by.user_id is not None
    ReaderMark.objects.update_or_create(round=round_, story=story, user_id=by.user_id, defaults={"mark": mark})


@transaction.atomic
def fill(round_: Round, *, by: Actor, now: datetime | None = None) -> list[Entry]:
    """Fill the list up to its length from what passes the screen, fairly; returns the new entries."""
    now = now or timezone.now()
    held = rounds.held(round_, by)
    found = {one.candidate.code: one for one in screened(held)}
    was_off = set(held.entries.exclude(off_at=None).values_list("story__code", flat=True))
    on_list = set(held.entries.filter(off_at=None).values_list("story__code", flat=True))
    already = [one.candidate for code, one in found.items() if code in on_list]
    able = [one.candidate for code, one in found.items() if one.passes and code not in on_list | was_off]
    picks = longlist.pick(able, size=held.listed, seed=seed_of(held), already=already)
    stories = {one.code: one for one in Story.objects.filter(code__in=[pick.code for pick in picks])}
    made = [_enter(held, stories[pick.code], _why(pick)) for pick in picks]
    rounds.note(held, "fill", by=by, now=now, added=len(made), passed=len(able) + len(already), screened=len(found))
    return made


def seed_of(round_: Round) -> str:
    """For the machine that draws lots; shown to nobody before the end."""
    return round_.seed_shown or unseal_field(round_, "seed")


def _why(pick: longlist.Pick) -> dict[str, Any]:
    return {"region": pick.region, "theme": pick.theme, "mark": pick.mark, "equals": pick.equals, "place": pick.place}


@transaction.atomic
def add(round_: Round, story: Story, *, reason: str, by: Actor, now: datetime | None = None) -> Entry:
    """Put a story on the list by hand. One that the screen put out needs its reason all the more; one that was on the list
    before comes with its words of now, and is read anew where they are others."""
    now = now or timezone.now()
    held = rounds.held(round_, by)
    why = rounds.said_reason(reason)
    if story.campaign_id != held.campaign_id or story.status not in PASSED:
        raise Refused("bad_choice", _("เพิ่มได้เฉพาะเรื่องของโครงการนี้ที่ผ่านการตรวจแล้ว"), "story")
    known = held.entries.filter(story=story).first()
    if known is not None and known.off_at is None:
        raise Refused("bad_choice", _("เรื่องนี้อยู่ในรายชื่อแล้ว"), "story")
    if held.entries.filter(off_at=None).count() >= held.listed:
        raise Refused("full", _("รายชื่อเต็มแล้ว กรุณานำเรื่องอื่นออกก่อน"), "story")
    if known is not None:
        text = blinded(story, known.marked).text
        unread = {} if text == known.text else {"read_by_id": None, "read_at": None}
        Entry.objects.filter(pk=known.pk).update(off_at=None, why={"by_hand": True}, text=text, **unread)
        known.refresh_from_db()
    entry = known or _enter(held, story, {"by_hand": True})
    rounds.note(held, "add", by=by, now=now, packet=entry.packet, reason=why)
    return entry


@transaction.atomic
def take_off(round_: Round, entry: Entry, *, reason: str, by: Actor, now: datetime | None = None) -> None:
    now = now or timezone.now()
    held = rounds.held(round_, by)
    why = rounds.said_reason(reason)
    Entry.objects.filter(pk=entry.pk, round=held).update(off_at=now)
    rounds.note(held, "take_off", by=by, now=now, packet=entry.packet, reason=why)


def _enter(round_: Round, story: Story, why: Mapping[str, Any]) -> Entry:
    code = new_code(round_.entries.values_list("packet", flat=True))
    return Entry.objects.create(round=round_, story=story, packet=code, text=blinded(story, ()).text, why=dict(why))


def blinded(story: Story, marked: Iterable[str]) -> Any:
    """The packet of a story as it would be read: title and text, without who, whose and where."""
    return blind(f"{story.title_shown}\n\n{story.text_shown}", names_of(story, marked))


def names_of(story: Story, marked: Iterable[str] = ()) -> Names:
    """Everybody and everything that must not be read: author, those spoken of, staff of the office, areas around it,
    and every province, so that a gap does not tell which one is hers."""
    told = StoryText.objects.filter(story=story).values_list("pen_name", "spoken_of")
    people = {name for row in told for name in row} | {story.author_shown, authors.contact(story).name}
    people |= set(User.objects.filter(memberships__office=story.office_id).values_list("name", flat=True))
    district = story.office.district_id or ""
    areas = [one.name_th for one in places.provinces()]
    if district:
        areas += [places.district(district).name_th, *(one.name_th for one in places.inside(district))]
        areas += Village.objects.filter(subdistrict__district=district).values_list("name_th", flat=True)
    return Names(tuple(sorted(people - {""})), tuple(areas), tuple(marked))


@transaction.atomic
def read(
    round_: Round, entry: Entry, *, marked: Iterable[str], fine: bool, by: Actor, now: datetime | None = None
) -> Entry:
    """A person has read the packet: further words are taken out; `fine` when a judge may have it."""
    now = now or timezone.now()
    held = rounds.held(round_, by)
    wanted = sorted({word.strip() for word in marked if len(word.strip()) > 1})[:100]
    text = blinded(entry.story, wanted).text
    done = {"read_by_id": by.user_id, "read_at": now} if fine else {"read_by_id": None, "read_at": None}
    Entry.objects.filter(pk=entry.pk, round=held).update(marked=wanted, text=text, **done)
    entry.refresh_from_db()
    rounds.note(held, "read" if fine else "mask", by=by, now=now, packet=entry.packet, words=len(wanted))
    return entry
