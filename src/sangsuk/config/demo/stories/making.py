"""Lets the stories be told, read and passed through the same verbs as real ones: December 2563, and the weeks before today."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID, uuid5

from sangsuk.cases.checking import Person
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.notifications import actions as notifications
from sangsuk.offices.actor import Actor
from sangsuk.stories import actions
from sangsuk.stories import words as of_stories
from sangsuk.stories.actions import NewStory
from sangsuk.stories.answers import machine
from sangsuk.stories.models import Story as Row

from ..staff import Staff
from . import areas, campaigns, cards_sent, filming, judging, moderating, page_posts, praising, stories, today
from .answering import Offices
from .story import Story, Told

_SPACE = UUID("5a6e6773-756b-4000-8000-00000000de63")
_FIRST, _DAYS = datetime(2020, 11, 30, 17, tzinfo=UTC), 31
_REMINDED = datetime(2021, 2, 15, 3, tzinfo=UTC)
_LATE, _KEPT, _WITHDRAWN, _WAITING = 3, 9, 2, 9
CITIZEN = Actor.citizen("web")


def make(staff: Staff, *, now: datetime, seed: int) -> int:
    """Both campaigns; returns how many stories. The same seed makes the same world."""
    chance = Random(seed * 7 + 1)
    campaigns.make(now)
    house = House(staff, chance, now=now)
    finished = list(_december(stories(), chance))
    for told in finished:
        house.live(told, until=now)
    house.take_back(_WITHDRAWN, until=now)
    house.remind(min(_REMINDED, now))
    if round_ := judging.make(staff, chance, until=now):
        filming.make(round_, until=now)
    running = list(_lately(today.STORIES, now, chance))
    for told in running:
        house.live(told, until=told.at if told.number > len(running) - _WAITING else now)
    all_year = praising.make(partial(house.live, until=now), staff, now=now, seed=seed)
    house.remind(now - timedelta(hours=1))
    cards_sent.make(now=now, seed=seed)
    page_posts.make(staff, now=now)
    return len(finished) + len(running) + all_year


class House:
    """The moderators of the department at work."""

    def __init__(self, staff: Staff, chance: Random, *, now: datetime) -> None:
        self.chance = chance
        self.moderators = [staff.of("DOPA"), staff.of("DOPA", "chief")]
        self._seen: set[str] = set()
        self._kept = 0
        self._shown: list[tuple[Row, Told]] = []
        self.offices = Offices(staff, chance, until=now)

    def live(self, told: Told, *, until: datetime) -> None:
        """Sent, and passed if there is time for it before `until`."""
        told = replace(told, story=self._spared(told.story))
        row = self._submit(told)
        at = self._later(told.at, row.province_code)
        if at > until:
            return
        by = self.moderators[told.number % 5 == 0]
        lane = next((moderating.LANES[mark] for mark in told.story.marks if mark in moderating.LANES), None)
        if lane is not None:
            self._into(row, told.story, lane, by, min(at, told.at + timedelta(minutes=25)))
        self._decide(row, told, by, at)

    def _submit(self, told: Told) -> Row:
        story = told.story
        channel = "facebook" if "post" in story.marks else "web"
        new = NewStory(
            client_id=uuid5(_SPACE, f"{told.campaign}-{told.number}"), office=told.district, title=story.title, text=story.text,
            tone=story.tone, campaign=told.campaign, expectation=story.expects, theme=story.theme, service=story.service,
            flagship=story.flagship, visited_on=(told.at - timedelta(days=self.chance.randint(1, 40))).date(),
            spoken_of=story.praised, role_spoken_of=story.role, pen_name=story.pen, uses=story.uses, channel=channel,
            answers={"happy": story.happy, "better": story.better} if told.campaign else {},
            author=Person(f"{story.name} (สมมติ)", story.phone, story.email) if story.name else Person(),
        )  # fmt: skip
        row = actions.submit(new, by=CITIZEN, now=told.at).story
        self._send(row, story, told.at)
        return row

    def _spared(self, story: Story) -> Story:
        """A few allow nothing but that the office reads it; more would like to see it as a film."""
        if story.uses != ("publish", "quote") or story.marks:
            return story
        if _quiet(story) and self._kept < _KEPT and self.chance.random() < 0.08:
            self._kept += 1
            return replace(story, uses=())
        return replace(story, uses=(*story.uses, "film")) if self.chance.random() < 0.35 else story

    def _into(self, row: Row, story: Story, lane: tuple[str, int, str], by: Actor, at: datetime) -> None:
        name, severity, done = lane
        if row.lane != name:
            actions.move(row, "grade", by=by, data={"lane": name, "severity": severity}, now=at)
            self._send(row, story, at)
        if done:
            actions.move(row, "duty", by=by, data={"done": done}, now=at + timedelta(minutes=20))
        self._send(row, story, at + timedelta(minutes=20))

    def _decide(self, row: Row, told: Told, by: Actor, at: datetime) -> None:
        mark = next((mark for mark in told.story.marks if mark in moderating.REJECTED), "")
        if mark and (not mark.startswith("twin:") or mark in self._seen):
            reason, note = moderating.REJECTED[mark]
            actions.move(row, "reject", by=by, data={"reason": reason, "note": note}, now=at)
            return
        self._seen.add(mark)
        reading = moderating.read(row, told.story, now=at)
        if reading.marks is not None:
            actions.move(row, "mark", by=by, data={"marks": reading.marks}, now=at)
        shows = "threat" not in told.story.marks and of_stories.PUBLISH in told.story.uses
        actions.move(row, "publish" if shows else "keep", by=by, data=reading.shown, now=at + timedelta(minutes=2))
        self._send(row, told.story, at + timedelta(minutes=2))
        if shows:
            self._shown.append((row, told))
        self.offices.answer(row, told.story)

    def take_back(self, many: int, *, until: datetime) -> None:
        """Some writers think better of it, weeks later."""
        plain = [(row, told) for row, told in self._shown if not told.story.marks and _quiet(told.story)]
        for row, told in self.chance.sample(plain, many):
            actions.move(
                row, "withdraw", by=CITIZEN, now=min(until, told.at + timedelta(days=self.chance.randint(20, 60)))
            )

    def remind(self, at: datetime) -> None:
        """What the machine would have done by then about answers that did not come."""
        machine.tick(at)
        notifications.send_due(at)

    def _later(self, at: datetime, province_code: str) -> datetime:
        """In office hours, a few working hours after it came."""
        calendar = deadlines.calendar(province_code)
        return clock.add_working_minutes(
            clock.deemed_received(at, calendar), self.chance.randint(15, 330), calendar
        )  # fmt: skip

    def _send(self, row: Row, story: Story, at: datetime) -> None:
        """Only those who left a number are written to, and the officer on duty."""
        if row.lane == "duty" or of_stories.CONTACT in story.uses:
            notifications.send_due(at)


def _quiet(story: Story) -> bool:
    """Nothing is missed when nobody else reads it."""
    return not story.promise and story.expects != "above"


def _december(told: Sequence[Story], chance: Random) -> Iterator[Told]:
    """The month in order; more towards its end; three after midnight of its last day."""
    moments = sorted(_moment(chance) for _ in told[_LATE:])
    moments += [_FIRST + timedelta(days=_DAYS, hours=hours) for hours in (1, 9, 33)]
    order = _in_pairs(chance.sample(list(told), len(told)))
    for number, (story, at) in enumerate(zip(order, moments, strict=True), start=1):
        yield Told(story, at, campaigns.FINISHED, areas.district(story.area, chance), number)


def _moment(chance: Random) -> datetime:
    """Between half past six in the morning and half past ten in the evening in Bangkok."""
    day = min(chance.randrange(_DAYS), chance.randrange(_DAYS)) if chance.random() < 0.3 else chance.randrange(_DAYS)
    return _FIRST + timedelta(days=_DAYS - 1 - day, minutes=chance.randint(390, 1350))


def _in_pairs(order: list[Story]) -> list[Story]:
    """Of two that tell the same, the first in its module comes first."""
    rank = {story.title: at for at, story in enumerate(stories())}
    for mark in {mark for story in order for mark in story.marks if mark.startswith("twin:")}:
        places = [at for at, story in enumerate(order) if mark in story.marks]
        pair = sorted((order[at] for at in places), key=lambda story: rank[story.title])
        for at, story in zip(places, pair, strict=True):
            order[at] = story
    return order


def _lately(told: Sequence[Story], now: datetime, chance: Random) -> Iterator[Told]:
    """Over the last nineteen days, the last few within the last hours; first what an answer with a promise follows."""
    ago = sorted((chance.uniform(4 * 24, 19 * 24) for _ in told[_WAITING:]), reverse=True)
    ago += sorted((chance.uniform(0.2, 20) for _ in told[:_WAITING]), reverse=True)
    order = sorted(chance.sample(list(told), len(told)), key=lambda story: not story.promise)
    for number, (story, hours) in enumerate(zip(order, ago, strict=True), start=1):
        at = now - timedelta(hours=hours)
        yield Told(story, at, campaigns.OPEN, areas.district(story.area, chance), number)
