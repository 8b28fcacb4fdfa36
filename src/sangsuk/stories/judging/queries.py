"""What pages ask about rounds: for those who organise, for a judge, and for everybody once it is announced."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.catalog.queries import TermCard
from sangsuk.offices.actor import Actor
from sangsuk.places import regions

from .. import words
from ..models import Assignment, Entry, ReaderMark, Round, RoundEvent, Story
from ..models.judging import ANNOUNCED, DECIDED, ENDED, GIVEN_UP, JUDGING, LISTING
from ..standing import PASSED, organises
from . import deciding, longlist, rounds
from . import listing as listing_of
from .rubric import total
from .screening import Screened
from .standing import Place, Result

STATES = {
    LISTING: _("รวบรวมรายชื่อ"), JUDGING: _("กรรมการกำลังอ่าน"), ENDED: _("เปิดคะแนนแล้ว"), DECIDED: _("เลือกแล้ว รอประกาศ"),
    ANNOUNCED: _("ประกาศแล้ว"), GIVEN_UP: _("ยกเลิกรอบแล้ว"),
}  # fmt: skip
MOVES = {
    "make": _("เปิดรอบคัดเลือก และประกาศลายนิ้วมือของเมล็ดสุ่ม"), "fill": _("เติมรายชื่อ"), "add": _("เพิ่มเรื่องด้วยตนเอง"),
    "take_off": _("นำเรื่องออกจากรายชื่อ"), "read": _("อ่านตรวจซองแล้ว"), "mask": _("ปิดคำเพิ่มในซอง"), "seat": _("เพิ่มกรรมการ"),
    "unseat": _("นำกรรมการออก"), "begin": _("แจกซองให้กรรมการ"), "declared": _("กรรมการแจ้งว่ารู้จักเรื่อง ซองไปหากรรมการอื่น"),
    "absent": _("กรรมการอ่านไม่ได้ ซองไปหากรรมการอื่น"), "end": _("ปิดรอบ เปิดคะแนนและเมล็ดสุ่ม"), "decide": _("เลือกตามลำดับ"),
    "propose": _("เสนอเปลี่ยนผล"), "confirm": _("ยืนยันเปลี่ยนผล"), "drop": _("ยกเลิกข้อเสนอเปลี่ยนผล"), "announce": _("ประกาศผล"),
    "give_up": _("ยกเลิกรอบคัดเลือก"),
}  # fmt: skip


@dataclass(frozen=True)
class Packet:
    """What a judge sees of her list: a code and whether she is done. No date, no office, no length of a queue."""

    code: str
    done: bool


def packets(actor: Actor) -> list[Packet]:
    """Hers, in the order of their codes, which say nothing. One query."""
    rows = Assignment.objects.visible_to(actor).filter(entry__story__status__in=PASSED).order_by("entry__packet")
    return [Packet(code, scored is not None) for code, scored in rows.values_list("entry__packet", "scored_at")]


def due_on(actor: Actor) -> date | None:
    """By when she should have given her marks: the first day of her rounds. One query."""
    rows = Assignment.objects.visible_to(actor).filter(scored_at=None, entry__story__status__in=PASSED)
    day: date | None = rows.aggregate(day=Min("juror__round__ends_on"))["day"]
    return day


def owed(actor: Actor) -> int:
    return sum(not one.done for one in packets(actor))


def listing(actor: Actor) -> list[Round]:
    """The rounds that somebody organises, the newest first. One query."""
    if not organises(actor):
        return []
    rows = rounds.organised_by(actor).select_related("campaign")
    return list(rows.annotate(on_list=Count("entries", filter=Q(entries__off_at=None))))


@dataclass(frozen=True)
class Listed:
    """One story of the list, for those who organise."""

    entry: Entry
    why: Any
    theme: str
    region: Any


def entries(round_: Round) -> list[Listed]:
    rows = round_.entries.filter(off_at=None).select_related("story__office", "read_by").order_by("packet")
    return [_listed(one) for one in rows]


def _listed(entry: Entry) -> Listed:
    theme, region = theme_words(entry.story.theme), region_words(entry.story.region)
    why = entry.why
    said = longlist.why(region, theme, why["mark"], why["equals"]) if "equals" in why else ""
    return Listed(entry, said, theme, region)


def theme_words(code: str) -> str:
    known: dict[str, TermCard] = catalog.all_terms(words.THEMES)
    return known[code or "other"].name(get_language() or "th") if (code or "other") in known else code


def region_words(code: str) -> Any:
    return regions.NAMES.get(code, code)


@dataclass(frozen=True)
class Standing:
    """One line of the result, with the story's title for those who organise."""

    place: Place
    entry: Entry
    comments: list[tuple[str, float, str]]
    """Judge's number, her total, her words."""


@dataclass(frozen=True)
class Outcome:
    result: Result
    lines: list[Standing]
    talk: list[Standing]
    severity: list[tuple[str, float, float, bool]]
    """Judge's number, severity in points, misfit, whether apart from the others."""


def outcome(round_: Round) -> Outcome:
    """The opened result. Raises NotAllowed before the end. Four queries."""
    found, criteria = deciding.result(round_), rounds.criteria_of(round_)
    by_packet = {one.packet: one for one in round_.entries.select_related("story__office")}
    said: dict[str, list[tuple[str, float, str]]] = {}
    rows = Assignment.objects.filter(entry__round=round_, taken_at=None, opened__isnull=False)
    for packet, no, opened in rows.values_list("entry__packet", "juror__no", "opened").order_by("juror__no"):
        if opened:
            said.setdefault(packet, []).append((no, total(criteria, opened["marks"]), opened["comment"]))
    lines = {one.packet: Standing(one, by_packet[one.packet], said.get(one.packet, [])) for one in found.places}
    settled = found.settled
    severity = [
        (no, round(value, 1) + 0.0, round(settled.misfit[no], 2), no in settled.apart)
        for no, value in sorted(settled.fit.severity.items())
    ]
    return Outcome(found, list(lines.values()), [lines[packet] for packet in settled.to_talk_about], severity)


def history(round_: Round) -> list[RoundEvent]:
    return list(RoundEvent.objects.filter(round=round_).order_by("id"))


def announced(code: str) -> Round | None:
    """A round that everybody may read about. One query."""
    return Round.objects.filter(code=code, state=ANNOUNCED).select_related("campaign").first()


def unread(round_: Round) -> Entry | None:
    """The next packet that no person has read."""
    return round_.entries.filter(off_at=None, read_at=None).order_by("packet").first()


def owed_packets(round_: Round) -> list[tuple[str, str]]:
    """(judge's number, packet) of what is still to be scored."""
    rows = Assignment.objects.filter(entry__round=round_, taken_at=None, scored_at=None)
    return list(rows.values_list("juror__no", "entry__packet").order_by("juror__no", "entry__packet"))


PAGE = 40
READERS_MARKS = ((0, _("ไม่ควร")), (1, _("ควรบ้าง")), (2, _("ควร")), (3, _("ควรอย่างยิ่ง")))
"""What a reader of the screen may say of a story: whether the jury should see it."""


@dataclass(frozen=True)
class Screen:
    """One page of the screen. `passing` and `out` count all."""

    rows: list[tuple[Screened, Story, str, Any, int | None]]
    """With theme and region in words, and the reader's own mark."""
    passing: int
    out: int
    page: int
    pages: int


def screen(round_: Round, actor: Actor, tab: str, *, page: int) -> Screen:
    """What passes (or, `tab` "out", what does not), in the order of arrival, with theme and region in words."""
    found = listing_of.screened(round_)
    passing = [one for one in found if one.passes]
    kept = [one for one in found if not one.passes] if tab == "out" else passing
    pages = max(1, -(-len(kept) // PAGE))
    page = min(max(page, 1), pages)
    here = kept[(page - 1) * PAGE : page * PAGE]
    rows = Story.objects.filter(code__in=[one.candidate.code for one in here]).select_related("office")
    known = {one.code: one for one in rows}
    marks = ReaderMark.objects.filter(round=round_, user=actor.user_id, story__in=[one.pk for one in known.values()])
    own = dict(marks.values_list("story__code", "mark"))
    shown = [
        (one, known[code], theme_words(one.candidate.theme), region_words(one.candidate.region), own.get(code))
        for one in here
        for code in [one.candidate.code]
    ]
    return Screen(shown, len(passing), len(found) - len(passing), page, pages)


def of_campaign(campaign: str) -> list[tuple[Round, Any, list[Entry]]]:
    """The judgings of a campaign that everybody may follow, the newest first: state in words, and the chosen once they
    are announced."""
    rows = Round.objects.filter(campaign=campaign).exclude(state=GIVEN_UP)
    return [(one, STATES[one.state], deciding.winners_of(one) if one.state == ANNOUNCED else []) for one in rows]


def all_announced() -> list[Round]:
    return list(Round.objects.filter(state=ANNOUNCED))


def chose(story: Story) -> Round | None:
    """The announced round that chose this story. One query."""
    return Round.objects.filter(state=ANNOUNCED, selections__entry__story=story).first()


def open_to_all(code: str) -> Round | None:
    """A round from its first day, for everybody: its rules, its rubric and the fingerprint of its seed. One query."""
    return Round.objects.filter(code=code).select_related("campaign").first()
