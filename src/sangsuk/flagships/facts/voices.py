"""Facts of what people say of a district, and of what it does about that."""

from datetime import date

from django.db.models import Count, F, Q

from sangsuk.stories import words
from sangsuk.stories.improvements.words import DONE as IMPROVED
from sangsuk.stories.models import Answering, FeedbackCard, ImprovementItem, Pledge, Story
from sangsuk.stories.models.answers import CONFIRMED, DONE

from .centre import during
from .found import Found, by_district

WHOLE = 1.0
"""A card that nothing speaks against weighs 1; those that may be repeated, or the office's own, weigh less."""


def stories_answered(first_day: date, before_day: date) -> Found:
    rows = Answering.objects.filter(during("due_at", first_day, before_day), story__in=Story.objects.published())
    in_time = Count("pk", filter=Q(answered_at__lte=F("due_at")))
    return by_district(rows, in_time, Count("pk"), office="story__office")


def pledges_kept(first_day: date, before_day: date) -> Found:
    rows = Pledge.objects.filter(due_on__gte=first_day, due_on__lt=before_day, story__in=Story.objects.published())
    return by_district(rows, Count("pk", filter=Q(status__in=[DONE, CONFIRMED])), Count("pk"), office="story__office")


def improvements_done(first_day: date, before_day: date) -> Found:
    rows = ImprovementItem.objects.shown().filter(during("done_at", first_day, before_day), status=IMPROVED)
    return by_district(rows, Count("pk"))


def cards_good(first_day: date, before_day: date) -> Found:
    rows = FeedbackCard.objects.filter(day__gte=first_day, day__lt=before_day, weight__gte=WHOLE)
    return by_district(rows, Count("pk", filter=Q(tone=words.POSITIVE)), Count("pk"))
