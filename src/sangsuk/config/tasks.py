"""What happens by itself: ticks that find whatever is due and not done.

A job is a nudge; the duty is in the rows. So a tick may run twice, or at the same time as another, and a lost one is
made good by the next.
"""

from django.utils import timezone
from procrastinate import jobs
from procrastinate.contrib.django import app

from sangsuk.cases import machine, recompute, repeats, sweeping
from sangsuk.cases.callbacks import actions as callbacks
from sangsuk.common import throttle
from sangsuk.insight import actions as insight
from sangsuk.notifications import actions as notifications


@app.periodic(cron="* * * * * */5")
@app.task(name="send_due", queue="ticks", queueing_lock="send_due")
def send_due(timestamp: int) -> int:
    """Messages that are due go out. Two ticks at once do no harm: each takes rows the other has not locked."""
    return notifications.send_due()


@app.periodic(cron="* * * * * */10")
@app.task(name="take_up_stalled", queue="ticks", queueing_lock="take_up_stalled")
async def take_up_stalled(timestamp: int) -> int:
    """Jobs whose worker was killed are done again by somebody else. A tick is not: the next one does the same."""
    stalled = list(await app.job_manager.get_stalled_jobs())
    for job in stalled:
        if job.queueing_lock:
            await app.job_manager.finish_job(job, jobs.Status.FAILED, delete_job=True)
        else:
            await app.job_manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="17 * * * *")
@app.task(name="sweep", queue="ticks", queueing_lock="sweep")
def sweep(timestamp: int) -> None:
    """Drafts whose time is over, files of nobody and old counters of wrong keys go, every hour."""
    now = timezone.now()
    sweeping.sweep(now)
    throttle.sweep(now)


@app.periodic(cron="* * * * * */20")
@app.task(name="tell_supporters", queue="ticks", queueing_lock="tell_supporters")
def tell_supporters(timestamp: int) -> int:
    """Who suffers from a trouble too hears that it is over, or that it is followed with another number now."""
    return repeats.tell_due()


@app.periodic(cron="*/2 * * * *")
@app.task(name="sketch_cases", queue="ticks", queueing_lock="sketch_cases")
def sketch_cases(timestamp: int) -> int:
    """New cases get the sketch by which repeats of them are found, before anybody opens the page that asks for it."""
    return repeats.make_ready()


@app.periodic(cron="* * * * * */20")
@app.task(name="what_is_due", queue="ticks", queueing_lock="what_is_due")
def what_is_due(timestamp: int) -> int:
    """Cases whose moment has come: reminders, hand-offs that nobody took up, escalations, results nobody objected to."""
    return machine.sweep(timezone.now(), seconds=15).moved


@app.periodic(cron="* * * * * */10")
@app.task(name="follow_the_calendar", queue="ticks", queueing_lock="follow_the_calendar")
def follow_the_calendar(timestamp: int) -> int:
    """A day off was announced or taken back: the dates of open cases follow, batch by batch."""
    return recompute.follow_all(threads=2)


@app.periodic(cron="* * * * * */10")
@app.task(name="count", queue="ticks", queueing_lock="count")
def count(timestamp: int) -> int:
    """What happened goes into the tallies of the reports, each event once."""
    return insight.count()


@app.periodic(cron="*/10 * * * *")
@app.task(name="draw_callbacks", queue="ticks", queueing_lock="draw_callbacks")
def draw_callbacks(timestamp: int) -> int:
    """The lot is drawn among the cases settled since the last time; other offices call."""
    return callbacks.draw(timezone.now())
