"""What a matter can be: mission, category, channel, and how it can end. Reference rows, loaded from data/*.csv."""

from django.db import models


class Mission(models.Model):
    """One of the centre's services: grievance, information, advice, one-stop, referral ..."""

    code = models.CharField(max_length=20, primary_key=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name_th


class Category(models.Model):
    """What the trouble is about, in two levels: 'land', then 'land.encroachment'."""

    code = models.CharField(max_length=40, primary_key=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    hint_th = models.TextField(blank=True)
    icon = models.CharField(max_length=30, blank=True)
    order = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                name="subcategory_names_its_parent",
                condition=models.Q(parent__isnull=True, code__regex=r"^[a-z_]+$")
                | models.Q(parent__isnull=False, code__regex=r"^[a-z_]+\.[a-z_0-9]+$"),
            ),
            models.CheckConstraint(
                name="category_ends_after_it_begins",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name_th


class CategoryCrosswalk(models.Model):
    """What another system (Traffy, 1111) calls a thing, and which category that is with us."""

    system = models.CharField(max_length=20)
    their_type = models.CharField(max_length=80)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="crosswalks")
    rank = models.PositiveSmallIntegerField(default=100)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "their_type"], name="one_category_for_each_foreign_type"),
        ]

    def __str__(self) -> str:
        return f"{self.system}: {self.their_type}"


class Channel(models.Model):
    """The door a matter came in by."""

    code = models.CharField(max_length=20, primary_key=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    by_staff = models.BooleanField()
    order = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name_th


class SettlementCode(models.Model):
    """How a matter ended, in the words the ministry's report uses."""

    OUTCOMES = [("solved", "solved"), ("partly", "partly"), ("explained", "explained"), ("not_solved", "not_solved")]

    code = models.CharField(max_length=30, primary_key=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    order = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name_th
