"""Districts are divided, joined, renamed and moved; figures are read as the areas were then, or as they are now."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AreaChange(models.Model):
    """From `on`, a share of an area lies in another. The shares of one area on one day add up to exactly 1.

    A split is several rows with one `from_code`, a merger several with one `to_code`, a move one row with share 1 to a code in
    another province, a new name one row to itself with both names. `known_from` and `known_to`: when we held this to be so; a row that
    was wrong is ended and another takes its place, so that what was said before can be said again.
    """

    from_code = models.CharField(max_length=8, db_index=True)
    to_code = models.CharField(max_length=8, db_index=True)
    share = models.DecimalField(max_digits=7, decimal_places=6)
    on = models.DateField()
    old_name_th = models.CharField(max_length=100, blank=True)
    new_name_th = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=300)
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="area_change_is_known_once", fields=["from_code", "to_code", "on"], condition=Q(known_to=None)
            ),
            models.CheckConstraint(name="share_of_an_area_is_above_0", condition=Q(share__gt=0, share__lte=1)),
            models.CheckConstraint(
                name="area_change_ends_after_it_begins", condition=Q(known_to=None) | Q(known_to__gt=F("known_from"))
            ),
            models.CheckConstraint(
                name="areas_of_a_change_are_of_one_level",
                condition=Q(from_code__regex=r"^\d{2}$", to_code__regex=r"^\d{2}$")
                | Q(from_code__regex=r"^\d{4}$", to_code__regex=r"^\d{4}$")
                | Q(from_code__regex=r"^\d{6}$", to_code__regex=r"^\d{6}$")
                | Q(from_code__regex=r"^\d{8}$", to_code__regex=r"^\d{8}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_code} {self.to_code} {self.on}"
