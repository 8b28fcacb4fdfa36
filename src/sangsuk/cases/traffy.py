"""What a row of a Traffy-style CSV says, as a matter with its past. docs/import.md tells it to operators.

Their last state is all that is known of what happened after the telling, so it is one event, "import", that changes what
the move nearest to it would have changed. It bears the time of their last activity; where the file has none, the time
of the telling, and `at_known` false: a past that nobody wrote down is not made up.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places

from . import workflow
from .bulk import Past, Step, Taken, known, rehearse, take_in
from .checking import Whereabouts
from .effects import Changes, Doing, changes_of
from .intake import New

SYSTEM = "traffy"
COLUMNS: dict[str, tuple[str, ...]] = {  # ours -> theirs, in the public dump and in other extracts of it
    "ref": ("ticket_id", "id"),
    "text": ("comment",),
    "types": ("type", "machine_tags"),
    "organisation": ("organization", "organisation", "org"),
    "address": ("address",),
    "province": ("province",),
    "district": ("district",),
    "subdistrict": ("subdistrict",),
    "coords": ("coords",),
    "longitude": ("longitude",),
    "latitude": ("latitude",),
    "at": ("timestamp", "timestamp_utc"),
    "state": ("state",),
    "star": ("star",),
    "reopened": ("count_reopen",),
    "last": ("last_activity",),
}
NEEDED = ("ref", "text", "at", "state")
WAITING, WORKING, DONE, NOT_OURS = "waiting", "working", "done", "not_ours"
STATES = {  # theirs, without spaces and what stands in brackets
    "รอรับเรื่อง": WAITING, "ส่งต่อ": WAITING, "กำลังดำเนินการ": WORKING, "ติดตาม": WORKING, "เสร็จสิ้น": DONE,
    "ไม่เกี่ยวข้อง": NOT_OURS, "start": WAITING, "forward": WAITING, "inprogress": WORKING, "follow": WORKING,
    "finish": DONE, "irrelevant": NOT_OURS,
}  # fmt: skip
SETTLEMENT = {DONE: "solved", NOT_OURS: "explained"}
_IN_BRACKETS = re.compile(r"\(.*?\)|[\s_-]")
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")

Row = Sequence[str]


class Unusable(Exception):
    """This is not a file of theirs; the message says what is missing."""


class _Bad(Exception):
    """This row cannot be taken in; the message says why."""


def columns(header: Row) -> dict[str, int]:
    """Where each field stands. Raises Unusable."""
    names = {name.strip().lower(): at for at, name in enumerate(header)}
    found = {ours: names[name] for ours, theirs in COLUMNS.items() for name in theirs if name in names}
    missing = [" or ".join(COLUMNS[field]) for field in NEEDED if field not in found]
    if "district" not in found and not {"coords", "longitude"} & found.keys():
        missing.append("district or coords")
    if missing:
        raise Unusable(f"The file has no column {', '.join(missing)}. Its columns are: {', '.join(header)[:300]}")
    return found


def take(where: Mapping[str, int], rows: Sequence[Row]) -> Taken:
    """Take these rows in. Those that are there already cost next to nothing."""
    refs = [_ref(where, row) for row in rows]
    there = known(ref for ref in refs if ref)
    pasts: list[Past] = []
    lines: list[int] = []
    answer = Taken()
    for index, (row, ref) in enumerate(zip(rows, refs, strict=True)):
        if ref in there:
            answer.there += 1
            continue
        there.add(ref)
        try:
            pasts.append(past(_Told(where, row), ref))
            lines.append(index)
        except _Bad as trouble:
            answer.refused.append((index, str(trouble)))
    done = take_in(pasts, looked=True)
    answer.taken, answer.there = done.taken, answer.there + done.there
    answer.refused += [(lines[index], why) for index, why in done.refused]
    answer.refused.sort()
    return answer


def warm(where: Mapping[str, int]) -> None:
    """Lay out what every row asks (names, words, places, rules), so that processes forked after this share it and begin
    at once. Writes nothing."""
    places.match("", "", "")
    if "district" not in where:
        places.at(100.5, 13.75)
    office = next((card for card in offices.directory().values() if card.kind == "district"), None)
    if office is not None:
        place = Whereabouts(office.code[:2], office.code, None)
        new = New(
            client_id=uuid4(),
            description="น้ำท่วมขัง โทร 081-555-0000",
            identity="none",
            place_note="หน้าวัด",
            channel=SYSTEM,
        )
        rehearse(Past(new, datetime.now(UTC), Actor.citizen(SYSTEM), place=place))


def _ref(where: Mapping[str, int], row: Row) -> str:
    at = where["ref"]
    theirs = row[at].strip() if at < len(row) else ""
    return f"{SYSTEM}:{theirs}" if theirs else ""


class _Told:
    """A row by the names of its fields; a field that is not there is empty."""

    def __init__(self, where: Mapping[str, int], row: Row) -> None:
        self.where, self.row = where, row

    def __getitem__(self, field: str) -> str:
        at = self.where.get(field, -1)
        return self.row[at].strip() if 0 <= at < len(self.row) else ""


def past(told: _Told, ref: str) -> Past:
    """Raises _Bad."""
    if not ref:
        raise _Bad("no number of theirs (ticket_id)")
    try:
        (told["text"] + told["address"]).encode()
    except UnicodeEncodeError:
        raise _Bad("not UTF-8") from None
    if not told["text"]:
        raise _Bad("no text")
    point = _point(told)
    place = _place(told, point)
    at = _moment(told["at"], "time")
    theirs = _Theirs.of(told)
    types = [name.strip() for name in re.sub(r"[{}]", "", told["types"]).split(",")]
    new = New(
        client_id=uuid4(), description=told["text"], identity="none", place_note=told["address"][:1000], point=point,
        category=catalog.from_theirs(SYSTEM, types) or None, channel=SYSTEM, external_ref=ref,
    )  # fmt: skip
    last = _moment(told["last"], "last activity") if told["last"] else None
    then = partial(_then, theirs=theirs, at=max(last or at, at), known=last is not None)
    return Past(new, at, Actor.citizen(SYSTEM), then, place)


def _moment(text: str, what: str) -> datetime:
    """Aware, in UTC; without a zone it is UTC already."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _Bad(f"no {what} that can be read: {text[:40]!r}") from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _point(told: _Told) -> tuple[float, float] | None:
    """Their point, turned round when latitude comes first; none when it is not in Thailand."""
    numbers = _NUMBERS.findall(told["coords"] or f"{told['longitude']} {told['latitude']}")
    if len(numbers) != 2:
        return None
    west, south, east, north = places.THAILAND
    one, other = float(numbers[0]), float(numbers[1])
    for longitude, latitude in ((one, other), (other, one)):
        if west <= longitude <= east and south <= latitude <= north:
            return longitude, latitude
    return None


def _place(told: _Told, point: tuple[float, float] | None) -> Whereabouts:
    names = told["province"], told["district"], told["subdistrict"]
    found = places.match(*names)
    if found is not None:
        code = found.code
        return Whereabouts(code[:2], code[:4], code if len(code) == 6 else None)
    if point is None:
        raise _Bad(f"unknown place: {' / '.join(filter(None, names)) or 'no names'}, and no point in Thailand")
    try:
        located = places.at(*point)
    except Refused:
        raise _Bad("unknown place: its point is not in Thailand") from None
    return Whereabouts(located.district_code[:2], located.district_code, located.subdistrict_code)


@dataclass(frozen=True, slots=True)
class _Theirs:
    """What they say has become of it."""

    state: str
    word: str
    rating: int | None
    reopened: int
    organisation: str

    @classmethod
    def of(cls, told: _Told) -> "_Theirs":
        word = told["state"]
        state = STATES.get(_IN_BRACKETS.sub("", word).lower())
        if state is None:
            raise _Bad(f"unknown state: {word[:40]!r}")
        rating = _number(told["star"], "star")
        if rating is not None and not 1 <= rating <= 5:
            raise _Bad(f"star is not 1 to 5: {rating}")
        reopened = _number(told["reopened"], "count_reopen") or 0
        if not 0 <= reopened < 1000:
            raise _Bad(f"count_reopen makes no sense: {reopened}")
        return cls(state, word, rating, reopened, told["organisation"][:300])


def _number(text: str, what: str) -> int | None:
    """A whole number; "4.0" is one, and so that files from spreadsheets are read, "nan" is none."""
    if text.lower() in ("", "nan", "none", "null"):
        return None
    try:
        value = float(text)
    except ValueError:
        raise _Bad(f"{what} is no number: {text[:20]!r}") from None
    if not value.is_integer():
        raise _Bad(f"{what} is no whole number: {text[:20]!r}")
    return int(value)


_SYSTEM = Actor.system()


def _then(case: Any, *, theirs: _Theirs, at: datetime, known: bool) -> Iterable[Step]:
    """At most one step: nothing, when they had only received it."""
    changes = _as_if(case, theirs, at)
    if theirs.rating is not None:
        changes["rating"] = theirs.rating
    if theirs.reopened:
        changes["reopened_count"] = theirs.reopened
    if not changes:
        return
    data = {"system": SYSTEM, "theirs": theirs.word, "at_known": known}
    if theirs.organisation:
        data["organisation"] = theirs.organisation
    yield Step("import", at, _SYSTEM, data, changes)


def _as_if(case: Any, theirs: _Theirs, at: datetime) -> Changes:
    """What the move of ours nearest to their state changes. Nobody was told anything by us."""
    data: dict[str, Any] = {}
    if theirs.state == WAITING and not theirs.reopened:
        return {}
    if theirs.state == WAITING:
        move = "reopen"
    elif theirs.state == WORKING:
        move = "agency_accept" if case.agency_id else "accept"
    else:  # what the routing would have asked of an agency was done, or nobody will do it any more
        move, data = "close", {"settlement": SETTLEMENT[theirs.state]}
        case = SimpleNamespace(**{**vars(case), "duties": {}})
    changes = changes_of(Doing(case, workflow.MOVES[move], _SYSTEM, data, at))
    if move == "accept":  # they say that somebody works on it, which is more than taking it up
        changes["status"] = workflow.IN_PROGRESS
    return {name: value for name, value in changes.items() if name != "told_at"}
