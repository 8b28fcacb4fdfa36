"""What a day out leaves behind: sheets of counts, photographs, the cases taken; reminders, and the keys of calendars."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sangsuk.cases.models import Case
from sangsuk.cases.models.base import Stored

from ..words import CELLS
from .trips import Trip


class AddedUp(models.Func):
    """The numbers of a sheet, added up by the database."""

    output_field = models.IntegerField()
    template = f"({' + '.join(f'%(expressions)s[{i + 1}]' for i in range(len(CELLS)))})"


class CountSheet(models.Model):
    """So many people, of one kind of service (or `people`: whoever came), in the order of `words.CELLS`. Never changed; one
    that was wrong is taken back and stays. `client_id`: under it the phone sends until it has an answer."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="sheets")
    client_id = models.UUIDField(unique=True)
    what = models.TextField()
    cells = ArrayField(models.PositiveIntegerField(), size=len(CELLS))
    n = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    by_name = models.TextField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="sheet_counts_somebody", condition=Q(n__gte=1)),
            models.CheckConstraint(name="sheet_has_nine_numbers", condition=Q(cells__len=len(CELLS))),
            models.CheckConstraint(name="sheet_adds_up", condition=Q(n=AddedUp(F("cells")))),
            models.CheckConstraint(
                name="sheet_taken_back_says_why", condition=Q(taken_back_at=None) | ~Q(taken_back_why="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trip_id} {self.what} {self.n}"


class TripPhoto(Stored):
    """A picture of the day. `taken_at`, `far_m` (metres to the nearest place of the trip), `where` and `day`: what the
    photograph said before that was taken out of it, see `photographs`."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="photos")
    sent_sha256 = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    taken_at = models.DateTimeField(null=True)
    far_m = models.PositiveIntegerField(null=True)
    where = models.TextField()
    day = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(name="photo_is_once_on_a_trip", fields=["trip", "sent_sha256"])]

    def __str__(self) -> str:
        return f"{self.trip_id} {self.sha256[:8]}"


class TripCase(models.Model):
    """A case that was taken on this trip. Whoever may not see the case does not learn of it here either, see `taking`."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="cases")
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.trip_id} {self.case_id}"


class TripReminder(models.Model):
    """Somebody was reminded of this step of this trip; once for each day that the step is about."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="reminders", db_index=False)
    step = models.TextField()
    about_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reminded_once_of_a_step", fields=["trip", "step", "about_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.trip_id} {self.step}"


class FeedKey(models.Model):
    """An official's own calendar is read under a secret address; only its digest is kept, so a new one ends the old one."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.TextField(unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user_id)
