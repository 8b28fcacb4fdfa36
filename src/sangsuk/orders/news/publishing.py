"""A press release goes out: now or on its day, with the next number of its office."""

import logging
from datetime import datetime

from django.db import transaction

from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date
from sangsuk.thai.dates import BE_OFFSET

from .. import numbering
from ..models import News
from . import recording, standing, table, words

logger = logging.getLogger(__name__)


def publish(news: News, *, now: datetime) -> News:
    """The caller is in a transaction: the office's book stays locked until its end."""
    row = table.check("publish", news.status, {standing.MACHINE}, {})
    year = bangkok_date(now).year + BE_OFFSET
    running = numbering.next_number(news.office_id, year, numbering.NEWS)
    changes = {"status": row.target, "published_at": now, "year_be": year, "running": running}
    recording.NEWS.advance(news, "publish", changes, by=Actor.system(), data={}, now=now)
    return news


def publish_due(now: datetime, *, limit: int = 50) -> int:
    """What was agreed on and whose day has come. May run twice at once."""
    done = 0
    due = News.objects.filter(status=words.APPROVED, publish_at__lte=now).order_by("publish_at", "pk")
    for pk in due.values_list("pk", flat=True)[:limit]:
        try:
            with transaction.atomic():
                news = News.objects.select_for_update(skip_locked=True).filter(pk=pk, status=words.APPROVED).first()
                if news is not None:
                    publish(news, now=now)
                    done += 1
        except Refused as refused:
            logger.info("news was not published", extra={"news": pk, "code": refused.code})
    return done
