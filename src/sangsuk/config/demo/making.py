"""Lets two hundred lives happen, through the same verbs as real ones, up to this very moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.utils import timezone

from sangsuk.cases import actions as cases
from sangsuk.cases.files import StoredFile
from sangsuk.cases.intake import New, Person
from sangsuk.cases.models import Case
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.models import Message
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.thai import BANGKOK

from . import (
    citizens,
    deeds,
    flagship_reports,
    flagships_programme,
    learning_lessons,
    learning_training,
    mediation,
    orders,
    outreach,
    privacy,
    scripts,
    standards,
    suggesting,
    watching,
    words,
)
from .hours import last_open
from .pictures import picture
from .scripts import Life, Step
from .staff import FOCUS, Staff
from .stories import making as storytelling
from .telling import Teller, Told
from .topics import topics
from .topics.topic import Topic

SEED = 2564
_SPACE = UUID("5a6e6773-756b-4000-8000-00000000de30")
REGIONS = {
    "5": "north",
    "6": "north",
    "3": "isan",
    "4": "isan",
    "8": "south",
    "9": "south",
    "1": "central",
    "2": "central",
    "7": "central",
}
_CITY = (
    "environment.waste",
    "safety.animal",
    "road.obstruction",
    "road.light",
    "environment.noise",
    "debt.fraud",
    "road.surface",
)
_FOCUS_SHARES = (0.34, 0.1, 0.1, 0.08)
_WITH_PICTURE = 0.12
_BEFORE_NOW = timedelta(minutes=2)
_FURTHER_BACK = (3, 6, 12, 24, 24, 48, 48, 72, 96, 120)  # hours

Progress = Callable[[int, int], None]


@dataclass
class Matter:
    """One matter while its life happens."""

    case: Case
    topic: Topic
    told: Told
    agency_code: str
    question: int = 0
    answer: str = ""
    happy: bool = True
    at: datetime = field(default_factory=timezone.now)


@transaction.atomic
def make(*, seed: int = SEED, now: datetime | None = None, progress: Progress | None = None) -> int:
    """Make the whole world; returns the number of matters. The same seed at the same time makes the same world."""
    with _no_way_back():
        return _made(World(Random(seed), now or timezone.now(), seed), seed, progress)


@contextmanager
def _no_way_back() -> Iterator[None]:
    """Nothing in here fails and is taken back by itself, so no savepoints are set: every fourth statement would be one."""
    before, connection.features.uses_savepoints = connection.features.uses_savepoints, False
    try:
        yield
    finally:
        connection.features.uses_savepoints = before


def _made(world: "World", seed: int, progress: Progress | None) -> int:
    plan = world.plan()
    for number, one in enumerate(plan, start=1):
        world.live(number, one)
        if progress is not None:
            progress(number, len(plan))
    privacy.make(world.staff, now=world.now)
    notifications.send_due(world.now)
    citizens.make(now=world.now)
    many = len(plan) + mediation.make(world.staff, now=world.now)
    watching.make(world.staff, now=world.now)
    storytelling.make(world.staff, now=world.now, seed=seed)
    many += suggesting.make(world.staff, now=world.now)
    learning_training.make(world.staff, now=world.now)
    learning_lessons.make(world.staff, now=world.now)
    many += outreach.make(world.staff, now=world.now, seed=seed).cases
    _deliver()
    standards.make(world.staff, now=world.now, seed=seed)
    _deliver()
    flagships_programme.make(world.staff, now=world.now, seed=seed)
    flagship_reports.make(world.staff, now=world.now, seed=seed)
    _deliver()
    orders.make(world.staff, now=world.now)
    _deliver()
    return many


def _deliver() -> None:
    """Whatever was said on the way leaves at the moment it was due."""
    for due_at in sorted(set(Message.objects.filter(sent_at=None).values_list("due_at", flat=True))):
        notifications.send_due(due_at)


@dataclass(frozen=True)
class Plan:
    """What one life will be: `hours` for each of its steps."""

    begins_at: datetime
    life: Life
    hours: tuple[float, ...]
    topic: Topic
    district: str


class World:
    def __init__(self, chance: Random, now: datetime, seed: int) -> None:
        self.chance, self.now, self.seed = chance, now, seed
        self.staff = Staff(chance)
        self.teller = Teller(chance)
        self.topics = topics()
        self.districts = [d.code for p in places.provinces() if p.code != "10" for d in places.inside(p.code)]
        self.khets = [d.code for d in places.inside("10")]

    def plan(self) -> list[Plan]:
        """Who begins when and where, oldest first, so that the numbers run with time."""
        lives = [(life, life.district or self._district()) for life in scripts.LIVES for _ in range(life.count)]
        lives += [(life, self.chance.choice(self.khets)) for life in scripts.BANGKOK for _ in range(life.count)]
        return sorted((self._plan(life, district) for life, district in lives), key=lambda plan: plan.begins_at)

    def _plan(self, life: Life, district: str) -> Plan:
        """A life is told forward, but it is known how long ago its last step was: so begin, look, and begin better."""
        hours = tuple(self.chance.uniform(*step.hours) for step in life.steps)
        last_at = self.now - timedelta(days=self.chance.uniform(*life.since_days))
        if life.steps and life.steps[-1].by != scripts.CITIZEN:
            last_at = last_open(last_at, self._calendar(district))
        begins_at = self._daytime(last_at - timedelta(hours=sum(hours)))
        for _ in range(8):
            beyond = self._end(begins_at, life, hours, district) - last_at
            if timedelta(hours=-2) < beyond <= timedelta():
                break
            begins_at = self._daytime(begins_at - beyond - timedelta(minutes=5))
        for hours_back in _FURTHER_BACK:  # nights and holidays may keep it from meeting
            if self._end(begins_at, life, hours, district) <= self.now - 2 * _BEFORE_NOW:
                break
            begins_at = self._daytime(begins_at - timedelta(hours=hours_back))
        return Plan(begins_at, life, hours, self._topic(life, district, begins_at), district)

    def _end(self, at: datetime, life: Life, hours: tuple[float, ...], district: str) -> datetime:
        for step, took in zip(life.steps, hours, strict=True):
            at = self._later(at, step, took, district)
        return at

    def _district(self) -> str:
        dice = self.chance.random()
        for code, share in zip(FOCUS, _FOCUS_SHARES, strict=True):
            dice -= share
            if dice < 0:
                return code
        return self.chance.choice(self.districts)

    def _topic(self, life: Life, district: str, at: datetime) -> Topic:
        month, region = at.astimezone(BANGKOK).month, REGIONS[district[0]]
        fitting = [
            t for t in self.topics
            if (not t.months or month in t.months) and (not t.regions or region in t.regions)
            and (life.name in scripts.PLAIN or not t.category.startswith(("official", "drugs")))
            and (district[:2] != "10" or t.category in _CITY)
        ]  # fmt: skip
        return self.chance.choice(fitting)

    def _daytime(self, at: datetime) -> datetime:
        """When people write: from half past six in the morning to half past ten in the evening, and never in the future."""
        local = at.astimezone(BANGKOK)
        minute = local.hour * 60 + local.minute
        if not 390 <= minute <= 1350:
            chance = Random(int(at.timestamp()))  # planned and lived, one night leads to one hour
            local = local.replace(hour=chance.randint(7, 21), minute=chance.randint(0, 59))
        last = self.now - _BEFORE_NOW
        return local.astimezone(at.tzinfo) if local < last else min(at, last)

    def live(self, number: int, plan: Plan) -> None:
        matter = self._submit(number, plan.begins_at, plan.topic, plan.district, plan.life)
        matter.happy = "again" not in plan.life.name
        notifications.send_due(matter.at)
        for step, hours in zip(plan.life.steps, plan.hours, strict=True):
            then = self._later(matter.at, step, hours, plan.district)
            if then > self.now - _BEFORE_NOW:
                return
            self._do(matter, step, then)

    def _submit(self, number: int, at: datetime, topic: Topic, district: str, life: Life) -> Matter:
        told = self.teller.story(topic, at, city=district in self.khets)
        short = life.mission != "grievance"
        asked, answer = deeds.advice_for(self.chance) if short else (told.description, "")
        identity = self.chance.choices(("named", "hidden", "none"), (60, 25, 15))[0]
        identity = "hidden" if life.name == scripts.READ_BY_TWO else identity
        channel = self.chance.choices(("web", "phone_1567", "counter", "line"), (60, 12, 16, 12))[0]
        channel = "counter" if short else channel
        khet = district in self.khets
        by = Actor.citizen(channel)
        if channel == "counter" and not khet and not topic.category.startswith("official"):
            by = self.staff.of(district)
            at = min(clock.add_working_minutes(at, 1, self._calendar(district)), max(at, self.now - _BEFORE_NOW))
        new = New(
            client_id=uuid5(_SPACE, f"{self.seed}-{number}-{at:%Y%m%d%H%M}"), description=asked, wish="" if short else told.wish,
            mission=life.mission, service_class=life.service_class, distress=None if short else self.chance.choice((None, 5, 7, 8, 9)),
            district=district, subdistrict=self.chance.choice(places.inside(district)).code, identity=identity,
            reporter=Person(f"{told.name} (สมมติ)", told.phone) if identity != "none" else Person(), channel=channel,
            category=topic.category if self.chance.random() < 0.6 or topic.category.startswith("official") else None,
            place_note=told.fill("{spot}") if self.chance.random() < 0.5 else "",
            files=() if short else self._picture(topic, _WITH_PICTURE),
            accused=None if topic.category.startswith("official") else (),
        )  # fmt: skip
        case = cases.submit(new, by=by, now=at).case
        return Matter(case, topic, told, f"{district[:2]}-{topic.agency}", answer=answer, at=at)

    def _picture(self, topic: Topic, share: float) -> tuple[StoredFile, ...]:
        return (picture(topic.picture, self.chance.randint(1, 2)),) if self.chance.random() < share else ()

    def _later(self, at: datetime, step: Step, hours: float, district: str) -> datetime:
        """Citizens count hours by the clock, officials open office hours."""
        if step.by == scripts.CITIZEN:
            return max(self._daytime(at + timedelta(hours=hours)), at + timedelta(minutes=3))
        return clock.add_working_minutes(at, round(hours * 60) + 1, self._calendar(district))

    def _calendar(self, district: str) -> clock.Calendar:
        return deadlines.calendar(district[:2])

    def _do(self, matter: Matter, step: Step, at: datetime) -> None:
        data = words.data_for(step.move, matter, self.chance, staff=self.staff)
        files = self._picture(matter.topic, 1.0) if step.move == "attach" else ()
        by = self._actor(matter, step)
        matter.case = cases.move(matter.case, step.move, by=by, data=data, files=files, now=at)
        matter.at = at
        notifications.send_due(at)

    def _actor(self, matter: Matter, step: Step) -> Actor:
        case = matter.case
        match step.by:
            case scripts.CITIZEN:
                return Actor.citizen("web")
            case scripts.AGENCY:
                return self.staff.of(case.agency_id or matter.agency_code)
            case scripts.PROVINCE:
                return self.staff.of(f"{case.province_code}00")
            case scripts.MINISTRY:
                return self.staff.of(offices.MINISTRY)
            case scripts.GOVERNOR:
                return self.staff.of(f"{case.province_code}00", "executive")
            case scripts.MACHINE:
                return Actor.system()
            case scripts.CHIEF:
                return self.staff.of(case.office_id, "chief")
            case _:
                return self.staff.of(case.office_id)
