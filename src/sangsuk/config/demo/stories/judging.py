"""The judging of the finished campaign: a list, five judges, sealed marks, three chosen and announced."""

from datetime import UTC, datetime, timedelta
from random import Random

from sangsuk.accounts.models import User
from sangsuk.offices.actor import Actor
from sangsuk.offices.queries import actor_for
from sangsuk.places import queries as places
from sangsuk.stories.judging import deciding, jury, listing, reading, rounds
from sangsuk.stories.judging.rubric import Criterion
from sangsuk.stories.models import Assignment, Entry, Round
from sangsuk.stories.models import Story as Row

from ..staff import JUDGES, Staff
from . import campaigns
from .scenes import SCENES

LISTED, EACH = 24, 3
OPENED = datetime(2021, 1, 6, 3, tzinfo=UTC)
MOVING = (*SCENES, "ลูกฉันชื่ออยู่ในบัญชี", "วันที่ฉันไปแจ้งว่าเขาตาย")
"""What both readers of the screen gave the highest mark; the first are those of which a film is written."""

HARSH = {"jinda": 0.0, "wasan": -0.9, "malai": 0.5, "kamphon": -0.3, "suphap": 0.7}
"""How severe each judge is: harsh ones give less to everything."""

HOMES = {"jinda": "5001", "wasan": "4001", "malai": "9011", "kamphon": "1901", "suphap": "6501"}
COMMENTS = (
    "อ่านแล้วเห็นภาพทั้งห้อง อยากให้เจ้าหน้าที่ทุกคนได้อ่าน", "เรื่องดี แต่ยังไม่เห็นว่าอำเภออื่นจะทำตามอย่างไร", "เล่าน้อยแต่พอดี ตอนจบยังอยู่ในใจ",
    "ชอบที่ไม่ยกยอใคร คนในเรื่องทำของเขาไปเงียบ ๆ", "", "",
)  # fmt: skip


def make(staff: Staff, chance: Random, *, until: datetime) -> Round | None:
    """From the screen to the announcement; returns the round, None where its time has not come."""
    if until < OPENED + timedelta(days=40):
        return None
    by = staff.of("DOPA")
    criteria = [
        Criterion(str(one["code"]), str(one["name"]), one["weight"], {mark: str(said) for mark, said in one["anchors"].items()})
        for one in rounds.OUR_RUBRIC
    ]  # fmt: skip
    new = rounds.NewRound(
        campaigns.FINISHED, "คัดเลือกสามเรื่องราวต้นแบบ", each=EACH, listed=LISTED, ends_on=(OPENED + timedelta(days=26)).date(),
        criteria=criteria,
    )  # fmt: skip
    round_ = rounds.make(new, by=by, now=OPENED)
    _list(round_, staff, by)
    judges = _seat(round_, by)
    given = reading.begin(round_, by=by, now=OPENED + timedelta(days=10))
    _score(given, judges, chance)
    round_ = reading.end(round_, by=by, now=OPENED + timedelta(days=27))
    deciding.decide(round_, by=by, now=OPENED + timedelta(days=28))
    return deciding.announce(round_, by=by, now=OPENED + timedelta(days=30))


def _list(round_: Round, staff: Staff, by: Actor) -> None:
    """Two readers mark the most moving; the list is filled fairly; every packet is read by a person."""
    for story in Row.objects.filter(campaign=campaigns.FINISHED, title_shown__in=MOVING):
        for reader in (by, staff.of("DOPA", "chief")):
            listing.mark(round_, story, 3, by=reader)
    listing.fill(round_, by=by, now=OPENED + timedelta(days=2))
    for at, entry in enumerate(round_.entries.filter(off_at=None).select_related("story__office").order_by("packet")):
        listing.read(round_, entry, marked=(), fine=True, by=by, now=OPENED + timedelta(days=3, minutes=7 * at))


def _seat(round_: Round, by: Actor) -> dict[int, Actor]:
    """The five, each with the district she comes from."""
    seated: dict[int, Actor] = {}
    for post in JUDGES:
        user = User.objects.get(email=post.email)
        home = HOMES[post.local]
        places.district(home)
        jury.seat(round_, user, home=home, by=by, now=OPENED + timedelta(days=5))
        actor = actor_for(user, "desk", office_code=post.office)
        assert actor is not None
        seated[user.pk] = actor
    return seated


def _score(given: list[Assignment], judges: dict[int, Actor], chance: Random) -> None:
    """Each by her own lights: how good it is, how severe she is, and the weather."""
    rows = Assignment.objects.filter(pk__in=[one.pk for one in given]).select_related(
        "entry__round", "entry__story", "juror__user"
    )
    ordered = sorted(rows, key=lambda one: (one.entry.story.client_id.hex, one.juror.no))
    worth = {one.entry_id: _worth(one.entry, chance) for one in ordered}
    for at, one in enumerate(ordered):
        severity = HARSH[str(one.juror.user.email).split("@")[0]]
        marks = {
            criterion["code"]: min(5, max(1, round(worth[one.entry_id] + severity + chance.gauss(0, 0.55))))
            for criterion in rounds.OUR_RUBRIC
        }
        reading.score(
            one, marks, comment=chance.choice(COMMENTS), by=judges[one.juror.user_id],
            now=OPENED + timedelta(days=11, minutes=170 * at),
        )  # fmt: skip


def _worth(entry: Entry, chance: Random) -> float:
    return 4.6 if entry.story.title_shown in SCENES else chance.uniform(2.2, 3.7)
