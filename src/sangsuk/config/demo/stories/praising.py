"""Offices say whom praise speaks of, she allows her name or does not, chiefs sign certificates; and one round of praise is
asked about by the machine."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from sangsuk.accounts.models import User
from sangsuk.cases import files
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.papers import fonts
from sangsuk.places import queries as places
from sangsuk.stories.models import Praised
from sangsuk.stories.models import Story as Row
from sangsuk.stories.models.recognition import PAPER
from sangsuk.stories.recognition import asking, certificates, people
from sangsuk.thai import BANGKOK, bangkok_date

from ..hours import DAY
from ..pictures import paper
from ..staff import Staff
from .praises import HERE, MEANT, MUTUAL, NAMED, REGRETTED, SILENT, TOLD, Meant
from .story import Story, Told

ROUND_IN = "50"


def make(live: Callable[[Told], None], staff: Staff, *, now: datetime, seed: int) -> int:
    """What is told all year, each followed by who is meant; then what is meant by older ones. Returns how many are told."""
    praise = Recognition(staff, until=now)
    told = list(_told(staff, now, Random(seed * 13 + 5)))
    offices.staff.forget()  # who was only now appointed
    for one in told:
        live(one)
        praise.follow(one.story.title)
    new = {one.story.title for one in told}
    for title in dict.fromkeys(meant.title for meant in MEANT if meant.title not in new):
        praise.follow(title)
    asking.look(_last_night(now))
    return len(told)


def _told(staff: Staff, now: datetime, chance: Random) -> Iterator[Told]:
    """In the order of time: first who praises each other, then the office of the tour."""
    one, other = chance.sample([d.code for d in places.inside(ROUND_IN) if d.code != HERE], 2)
    days = [(34 - n, story, code) for n, (story, code) in enumerate(_mutual(staff, one, other))]
    days += [(ago, story, story.area) for ago, story in TOLD.items()]
    for number, (ago, story, code) in enumerate(days, start=1):
        day = bangkok_date(now) - timedelta(days=ago)
        yield Told(story, datetime.combine(day, time(19, 5 * number), BANGKOK), None, code, number)


def _mutual(staff: Staff, one: str, other: str) -> Iterator[tuple[Story, str]]:
    """Each told by somebody who works at the one, of the other."""
    for (at, of), pair in zip(((one, other), (other, one)), MUTUAL, strict=True):
        who = User.objects.get(pk=staff.of(at).user_id or 0)
        for story in pair:
            yield replace(story, name=who.name.removesuffix(" (สมมติ)"), email=who.email or ""), of


class Recognition:
    """The offices that are praised."""

    def __init__(self, staff: Staff, *, until: datetime) -> None:
        self.staff, self.until = staff, until
        self.prints = fonts.chosen(fonts.fonts().families()) is not None
        self.signed = files.accept(paper("consent"))

    def follow(self, title: str) -> None:
        """Everybody whom the story of this title speaks of, once it is passed."""
        row = Row.objects.published().filter(title_shown=title).first()
        for meant in MEANT:
            if row is not None and meant.title == title:
                self._recognise(row, meant)

    def _recognise(self, row: Row, meant: Meant) -> None:
        at = self._after(row, 30)
        if at > self.until:
            return
        by = self.staff.of("DOPA")  # who read it; nobody says it of herself
        account = self.staff.of(row.office_id, meant.account).user_id if meant.account else None
        praised = people.match(
            row, position=meant.position, name=meant.name, user_id=account, kind=meant.kind, by=by, now=at
        ).praised
        if meant.word != SILENT:
            self._ask(praised, row, meant)

    def _ask(self, praised: Praised, row: Row, meant: Meant) -> None:
        officer, at = self.staff.of(row.office_id), self._after(row, DAY // 4)
        if at > self.until:
            return
        people.allow(praised, way=PAPER, given_on=bangkok_date(at), paper=self.signed, by=officer, now=at)
        later = self._after(row, 5 * DAY)
        if later > self.until:
            return
        if meant.word == REGRETTED:
            people.take_back(praised, by=officer, now=later)
        elif meant.word == NAMED and meant.why and self.prints:
            chief = self.staff.of(row.office_id, "chief")
            certificates.issue(praised, why=meant.why, by=chief, now=later)

    def _after(self, row: Row, minutes: int) -> datetime:
        """So many minutes of work after the story was passed."""
        passed_at = row.decided_at or self.until
        return clock.add_working_minutes(passed_at, minutes, deadlines.calendar(row.province_code))


def _last_night(now: datetime) -> datetime:
    """When the machine last looked: at 2:25 in Bangkok."""
    today = datetime.combine(bangkok_date(now), time(2, 25), BANGKOK)
    return today if today <= now else today - timedelta(days=1)
