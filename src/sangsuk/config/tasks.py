"""What happens by itself: ticks that find whatever is due and not done.

A job is a nudge; the duty is in the rows. So a tick may run twice, or at the same time as another, and a lost one is
made good by the next.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from procrastinate import jobs
from procrastinate.contrib.django import app

from sangsuk.accounts import actions as accounts
from sangsuk.cases import (
    closing_days,
    hooks,
    machine,
    marking,
    overseeing,
    recompute,
    repeats,
    scanning,
    sweeping,
    verifying,
)
from sangsuk.cases.callbacks import actions as callbacks
from sangsuk.common import throttle
from sangsuk.flagships.facts import actions as facts
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.reporting import opening as sheets
from sangsuk.flagships.reporting import reminding as sheet_reminding
from sangsuk.insight import actions as insight
from sangsuk.insight.voices import actions as voices
from sangsuk.learning.lessons import watching as lessons
from sangsuk.notifications import actions as notifications
from sangsuk.notifications import hooks as webhooks
from sangsuk.offices import actions as offices
from sangsuk.orders import reminding
from sangsuk.outreach import reminding as outreach
from sangsuk.privacy.breaches import actions as breaches
from sangsuk.privacy.requests import alarms as requests
from sangsuk.privacy.retention import engine as retention
from sangsuk.standards import disputing as standards
from sangsuk.stories import drafts as story_drafts
from sangsuk.stories.answers import machine as answers
from sangsuk.stories.gallery import clearing
from sangsuk.stories.improvements import opening as improvements
from sangsuk.stories.recognition import asking
from sangsuk.stories.sources import claims


def tick(cron: str) -> Callable[[Callable[..., Any]], Any]:
    """Done again and again, and waiting in the queue once at the most: a tick that is late makes the next one needless."""

    def under_its_name(does: Callable[..., Any]) -> Any:
        return app.periodic(cron=cron)(app.task(name=does.__name__, queue="ticks", queueing_lock=does.__name__)(does))

    return under_its_name


@tick("* * * * * */5")
def send_due(timestamp: int) -> int:
    """Messages that are due go out. Two ticks at once do no harm: each takes rows the other has not locked."""
    return notifications.send_due()


@tick("* * * * * */10")
def tell_systems(timestamp: int) -> int:
    """Offices' own systems hear of their cases; one that takes nothing for days is switched off."""
    now = timezone.now()
    hooks.tell(now)
    webhooks.end_failing(now)
    return webhooks.deliver_due(now)


@tick("* * * * * */10")
async def take_up_stalled(timestamp: int) -> int:
    """Jobs whose worker was killed are done again by somebody else. A tick is not: the next one does the same."""
    stalled = list(await app.job_manager.get_stalled_jobs())
    for job in stalled:
        if job.queueing_lock:
            await app.job_manager.finish_job(job, jobs.Status.FAILED, delete_job=True)
        else:
            await app.job_manager.retry_job(job)
    return len(stalled)


@tick("*/10 * * * *")
def find_unusual_readings(timestamp: int) -> int:
    """Whoever looked at more than her work can explain is asked about it."""
    return overseeing.find_due()


@tick("17 * * * *")
def sweep(timestamp: int) -> None:
    """Drafts, sessions and links whose time is over, files of nobody and old counters of wrong keys go, every hour."""
    now = timezone.now()
    sweeping.sweep(now)
    story_drafts.sweep(now)
    scanning.sweep(now)
    throttle.sweep(now)
    accounts.sweep(now)
    offices.end_sessions_of_the_released()
    clearing.sweep(now)


@tick("* * * * * */20")
def clear_stories(timestamp: int) -> int:
    """Files and pictures of stories that were taken back go from the disk, should the process of the change have been killed."""
    return clearing.clear_due(timezone.now())


@tick("* * * * *")
def put_lessons_aside(timestamp: int) -> int:
    """A lesson whose case was sealed or rests, or whose story was taken back, waits for somebody or goes."""
    return lessons.sweep()


@tick("* * * * * */5")
def scan_files(timestamp: int) -> int:
    """Files that nobody may see yet are shown to the virus scanner, if there is one."""
    return scanning.scan_due()


@tick("*/5 * * * *")
def ring_for_the_officer(timestamp: int) -> int:
    """A breach whose 72 hours are nearly over, or a request whose days are: the data protection officer is told, once."""
    return breaches.alarm(timezone.now()) + requests.alarm(timezone.now())


@tick("*/5 * * * *")
def forget(timestamp: int) -> int:
    """What the rules of keeping say is over is forgotten, step by step; what needs the officer's word is proposed to her."""
    return retention.tick(timezone.now(), seconds=60)


@tick("* * * * * */20")
def tell_supporters(timestamp: int) -> int:
    """Who suffers from a trouble too hears that it is over, or that it is followed with another number now."""
    return repeats.tell_due()


@tick("17 3 * * *")
def let_posts_go(timestamp: int) -> int:
    """What came from elsewhere and whose author did not answer in time is forgotten."""
    return claims.let_go()


@tick("* * * * * */2")
def fold_figures(timestamp: int) -> int:
    """What districts' numbers add up to is folded again where a number changed."""
    return folding.fold_stale(timezone.now())


@tick("23 * * * *")
def let_results_stand(timestamp: int) -> int:
    """The result of an assessment to which nobody objected in time is final."""
    return standards.lapse(timezone.now())


@tick("*/2 * * * *")
def sketch_cases(timestamp: int) -> int:
    """New cases get the sketch by which repeats of them are found, before anybody opens the page that asks for it."""
    return repeats.make_ready()


@tick("* * * * * */20")
def what_is_due(timestamp: int) -> int:
    """Cases whose moment has come: reminders, hand-offs that nobody took up, escalations, results nobody objected to."""
    return machine.sweep(timezone.now(), seconds=15).moved


@tick("* * * * * */10")
def follow_the_calendar(timestamp: int) -> int:
    """A day off was announced or taken back: the dates of open cases follow, batch by batch."""
    return recompute.follow_all(threads=2)


@tick("* * * * * */10")
def count(timestamp: int) -> int:
    """What happened goes into the tallies of the reports, each event once."""
    return insight.count()


@tick("13 * * * *")
def count_facts(timestamp: int) -> int:
    """What the product counts of itself is said of this month and the last, for every district; what has not changed is not."""
    return facts.count_recent(timezone.now())


@tick("* * * * * */10")
def list_improvements(timestamp: int) -> int:
    """What a card says went wrong comes onto its office's list."""
    return improvements.sweep(timezone.now())


@tick("* * * * * */5")
def hear(timestamp: int) -> int:
    """Cards and passed stories go into the roll-ups of what people see in us."""
    return voices.count()


@tick("*/10 * * * *")
def close_days(timestamp: int) -> int:
    """A day that is over goes into the public log, signed; days that were missed as well. Meanwhile a line of witness."""
    marking.mark()
    return closing_days.close_days()


@tick("40 19 * * *")
def verify_record(timestamp: int) -> int:
    """Every night, at 2:40 in Bangkok, the whole record is looked through; the auditor's page says what was found."""
    return verifying.verify().found


@tick("*/10 * * * *")
def draw_callbacks(timestamp: int) -> int:
    """The lot is drawn among the cases settled since the last time; other offices call."""
    return callbacks.draw(timezone.now())


@tick("*/5 * * * *")
def watch_answers(timestamp: int) -> int:
    """Offices are reminded of answers and promises to stories; a promise whose day is over is broken, in the open."""
    return answers.tick(timezone.now())


@tick("* * * * *")
def remind_of_orders(timestamp: int) -> int:
    """Orders are told to their offices and asked for, step by step; news whose day has come is published."""
    return reminding.tick(timezone.now())


@tick("7 * * * *")
def open_sheets(timestamp: int) -> int:
    """Every area that reports finds its sheet of the period that has begun."""
    return sheets.open_due(timezone.now())


@tick("*/10 * * * *")
def remind_of_sheets(timestamp: int) -> int:
    """Whoever owes a sheet hears of it, by the ladder of the rules; each step once."""
    return sheet_reminding.remind_due(timezone.now())


@tick("*/10 * * * *")
def watch_outreach(timestamp: int) -> int:
    """Districts are reminded to announce their trips, to say that they took place, and to report them; once for each step."""
    return outreach.tick(timezone.now())


@tick("25 19 * * *")
def look_for_rings(timestamp: int) -> int:
    """Every night, at 2:25 in Bangkok: praise that looks arranged is put before a person, once."""
    return asking.look(timezone.now())
