"""That a story is owed an answer: since it passed moderation, by a rule that stands in a row; and when the answer came."""

from datetime import datetime

from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines

from ..models import Answering, Story
from ..standing import PASSED


def follow(story: Story, *, now: datetime) -> None:
    """After a move of the story: once it has passed, its office owes an answer. Passing again does not begin anew."""
    if story.status not in PASSED or Answering.objects.filter(pk=story.pk).exists():
        return
    about = {"province_code": story.province_code}
    due = deadlines.promise("story_answer", at=now, **about)
    remind = deadlines.maybe("story_remind", at=now, **about)
    escalate = deadlines.maybe("story_escalate", at=now, **about)
    Answering.objects.create(
        story=story, passed_at=now, due_at=due.due_at, rule_code=due.rule_code,
        remind_at=remind.due_at if remind else due.due_at, escalate_at=escalate.due_at if escalate else due.due_at,
    )  # fmt: skip


def answered(story: Story, *, now: datetime) -> None:
    """The first answer came. Working days as the office's own calendar counts them; the same day is none."""
    row = Answering.objects.filter(pk=story.pk, answered_at=None).first()
    if row is None:
        return
    days = clock.working_days_between(row.passed_at, now, deadlines.calendar(story.province_code))
    Answering.objects.filter(pk=story.pk, answered_at=None).update(answered_at=now, working_days=max(0, days))
