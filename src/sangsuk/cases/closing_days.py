"""At the end of a day: which cases changed, and how they stand, into the public log. Days that were missed are made good."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from sangsuk.ledger import log
from sangsuk.ledger.models import LogHead, LogLeaf
from sangsuk.thai import BANGKOK, bangkok_date

from .models import Case, CaseEvent

_CASES, _EVENTS, _LEAVES = Case._meta.db_table, CaseEvent._meta.db_table, LogLeaf._meta.db_table
_REACHED = f"select coalesce(max(id), %s) from {_EVENTS} where id > %s and at < %s"

# Events may be seen later than others with higher ids. So each day also looks at those of the day before once more, and
# leaves out what is in the log.
_CHANGED = f"""
select c.client_id, c.number, e.seq, f.hash, e.hash
from (select distinct on (case_id) case_id, seq, hash from {_EVENTS}
      where id > %s and id <= %s and at < %s order by case_id, seq desc) e
join {_CASES} c on c.id = e.case_id
join {_EVENTS} f on f.case_id = e.case_id and f.seq = 1
where not exists (select from {_LEAVES} l where l.subject = c.client_id and l.seq >= e.seq)
"""


GRACE = timedelta(minutes=5)
"""So long after midnight nothing of the day before is still on its way into the database."""


def close_days(now: datetime | None = None) -> int:
    """Close every day that is over and not closed; how many that were. May run twice at once."""
    now = now or timezone.now()
    yesterday = bangkok_date(now - GRACE) - timedelta(days=1)
    last = log.last()
    day = last.day + timedelta(days=1) if last else yesterday
    done = 0
    while day <= yesterday:
        close(day, now)
        day += timedelta(days=1)
        done += 1
    return done


def close(day: date, now: datetime) -> LogHead:
    """Close one day."""
    heads = list(LogHead.objects.filter(day__lt=day).order_by("-day")[:2])
    reached, again = (heads[0].upto if heads else 0), (heads[1].upto if len(heads) > 1 else 0)
    end = datetime.combine(day + timedelta(days=1), time.min, BANGKOK)
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, [reached, reached, end])
        upto = cursor.fetchone()[0]
    return log.close_day(day, _changed(again, upto, end), upto=upto, end=end, now=now)


def _changed(low: int, upto: int, end: datetime) -> Iterator[log.Entry]:
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, [low, upto, end])
        for subject, number, seq, first, head in cursor.fetchall():
            yield log.Entry(subject, number, seq, bytes(first), bytes(head))
