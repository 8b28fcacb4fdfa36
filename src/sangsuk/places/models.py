"""Where things are: provinces, districts, sub-districts, villages, and their outlines.

Codes are the official ones (TIS 1099 / DOPA) and are text: `50` a province, `5001` a district, `500107` a
sub-district, `50010701` a village. Each contains the code of the area it lies in. Names are bare
("เมืองเชียงใหม่"); the word before them ("อำเภอ", "เขต") comes from `titles`.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from . import titles


def _ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")))


def _code_of(digits: int, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(code__regex=rf"^[0-9]{{{digits}}}$"))


class Area(models.Model):
    """What every area has. `valid_from` is empty where the source does not say since when; `valid_to` is the first
    day on which the area no longer exists."""

    name_th = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title_th

    @property
    def title_th(self) -> str:
        raise NotImplementedError


class Province(Area):
    code = models.CharField(max_length=2, primary_key=True)

    class Meta:
        ordering: ClassVar[list[Any]] = ["code"]
        constraints: ClassVar[list[Any]] = [
            _ends_after_it_begins("province_ends_after_it_begins"),
            _code_of(2, "province_code_has_two_digits"),
        ]

    @property
    def title_th(self) -> str:
        return titles.province_th(self.code, self.name_th)


class District(Area):
    """An amphoe, or one of Bangkok's khet."""

    code = models.CharField(max_length=4, primary_key=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="districts")
    is_khet = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[Any]] = ["code"]
        constraints: ClassVar[list[Any]] = [
            _ends_after_it_begins("district_ends_after_it_begins"),
            _code_of(4, "district_code_has_four_digits"),
            models.CheckConstraint(
                name="district_code_begins_with_its_province",
                condition=Q(code__startswith=F("province_id")),
            ),
        ]

    @property
    def title_th(self) -> str:
        return titles.district_th(self.code, self.name_th)


class Subdistrict(Area):
    """A tambon, or one of Bangkok's khwaeng."""

    code = models.CharField(max_length=6, primary_key=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="subdistricts")
    postcode = models.CharField(max_length=60, blank=True, help_text="one or more, a space between them")

    class Meta:
        ordering: ClassVar[list[Any]] = ["code"]
        constraints: ClassVar[list[Any]] = [
            _ends_after_it_begins("subdistrict_ends_after_it_begins"),
            _code_of(6, "subdistrict_code_has_six_digits"),
            models.CheckConstraint(
                name="subdistrict_code_begins_with_its_district",
                condition=Q(code__startswith=F("district_id")),
            ),
        ]

    @property
    def title_th(self) -> str:
        return titles.subdistrict_th(self.code, self.name_th)


class Village(Area):
    """A muban. Its code is its sub-district's and two digits more, as a rule the moo."""

    code = models.CharField(max_length=8, primary_key=True)
    subdistrict = models.ForeignKey(Subdistrict, on_delete=models.PROTECT, related_name="villages")
    moo = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[Any]] = ["code"]
        constraints: ClassVar[list[Any]] = [
            _ends_after_it_begins("village_ends_after_it_begins"),
            _code_of(8, "village_code_has_eight_digits"),
        ]

    @property
    def title_th(self) -> str:
        return titles.village_th(self.moo, self.name_th)


class Boundary(models.Model):
    """The outline of an area, as an operator's file drew it, made simpler for deciding and drawing."""

    class Level(models.TextChoices):
        PROVINCE = "province", "จังหวัด"
        DISTRICT = "district", "อำเภอ"
        SUBDISTRICT = "subdistrict", "ตำบล"

    code = models.CharField(max_length=6, primary_key=True)
    level = models.CharField(max_length=12, choices=Level.choices, db_index=True)
    geometry = models.BinaryField(help_text="WKB, longitude and latitude, WGS 84")
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    source = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "boundaries"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="boundary_level_follows_from_its_code",
                condition=Q(level="province", code__regex="^[0-9]{2}$")
                | Q(level="district", code__regex="^[0-9]{4}$")
                | Q(level="subdistrict", code__regex="^[0-9]{6}$"),
            ),
            models.CheckConstraint(
                name="boundary_box_has_an_inside",
                condition=Q(west__lt=F("east")) & Q(south__lt=F("north")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.code}"


class Loaded(models.Model):
    """What was loaded last, so that the same load again is quick and every process notices a new one."""

    name = models.CharField(max_length=20, primary_key=True)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "loaded"

    def __str__(self) -> str:
        return f"{self.name}: {self.rows}"
