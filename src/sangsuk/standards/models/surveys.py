"""What somebody says in a minute at the counter. It has no name, no address and no key."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sangsuk.offices.models import Office

from .. import words


class SurveyAnswer(models.Model):
    """Five items of one to five; `points` is their sum in the points of the form, 20-100.

    `words` are as told, `words_shown` without names and numbers. `weight` is what it counts for in sums, `marks` say why
    it is less than one; see `stories.cards.weights`.
    """

    client_id = models.UUIDField(unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    province_code = models.TextField()
    service = models.TextField()
    age_band = models.TextField(blank=True)
    condition = models.TextField(blank=True)
    speed = models.SmallIntegerField()
    hours = models.SmallIntegerField()
    contact = models.SmallIntegerField()
    manner = models.SmallIntegerField()
    advice = models.SmallIntegerField()
    points = models.SmallIntegerField()
    words = models.TextField(blank=True)
    words_shown = models.TextField(blank=True)
    channel = models.TextField()
    day = models.DateField()
    received_at = models.DateTimeField()
    marks = ArrayField(models.TextField(), default=list)
    weight = models.DecimalField(max_digits=4, decimal_places=3, default=1)

    class Meta:
        indexes = [
            models.Index(fields=["office", "id"], name="survey_of_office"),
            models.Index(fields=["day", "office"], name="survey_by_day"),
            models.Index(fields=["office", "-id"], name="survey_words", condition=~Q(words_shown="")),
            models.Index(fields=["received_at"], name="survey_words_as_told", condition=~Q(words="")),
        ]
        constraints = [
            *(
                models.CheckConstraint(name=f"survey_{item}_is_one_to_five", condition=Q(**{f"{item}__range": (1, 5)}))
                for item in words.ITEMS
            ),
            models.CheckConstraint(
                name="survey_points_follow_from_the_items",
                condition=Q(points=4 * (F("speed") + F("hours") + F("contact") + F("manner") + F("advice"))),
            ),
            models.CheckConstraint(name="survey_came_by_a_known_way", condition=Q(channel__in=list(words.CHANNELS))),
            models.CheckConstraint(name="survey_counts_for_at_most_one", condition=Q(weight__gt=0, weight__lte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day} {self.pk}"
