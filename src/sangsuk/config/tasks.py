"""What happens by itself: ticks that find whatever is due and not done."""

from procrastinate.contrib.django import app

from sangsuk.notifications import actions as notifications


@app.periodic(cron="* * * * * */5")
@app.task(name="send_due", queueing_lock="send_due", queue="ticks")
def send_due(timestamp: int) -> int:
    """Messages that are due go out. Two ticks at once do no harm: each takes rows the other has not locked."""
    return notifications.send_due()
