"""A programme of a fiscal year: its parts, its projects and their texts, and what they are aligned with."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sangsuk.cases.models.base import Happened

from .. import words


class Programme(models.Model):
    """The flagships of one fiscal year (CE: 2021 is ปีงบประมาณ 2564). A draft is seen at the department only."""

    code = models.SlugField(max_length=20, primary_key=True, help_text="f2564")
    fiscal_year = models.PositiveSmallIntegerField()
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    about_th = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    state = models.CharField(max_length=8, default=words.DRAFT)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=300)
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["-fiscal_year", "code"]
        constraints = [
            models.CheckConstraint(
                name="programme_is_in_a_known_state", condition=Q(state__in=list(words.PROGRAMME_STATES))
            )
        ]

    def __str__(self) -> str:
        return self.name_th

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


PROGRAMME_STATE = ("state", "version")


class ProgrammeEvent(Happened):
    """One thing that happened to a programme: made, copied, changed in its words or alignments, opened, closed. Only ever inserted."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="event_has_its_own_place_in_the_programme", fields=["programme", "seq"])
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.seq}"


class Part(models.Model):
    """ส่วนที่ 1, 2, 3 of a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    name_th = models.TextField()
    name_en = models.TextField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["programme", "number"]
        constraints = [models.UniqueConstraint(name="part_has_its_own_number", fields=["programme", "number"])]

    def __str__(self) -> str:
        return self.name_th

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


class Project(models.Model):
    """One flagship. `code` is what stories, orders and outreach call it too: `f2564_04`. Its words are its newest text."""

    code = models.SlugField(max_length=20, primary_key=True)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="projects")
    number = models.PositiveSmallIntegerField()
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="projects", help_text="the main part")
    other_parts = models.ManyToManyField(Part, related_name="also_of", blank=True)
    part_standing = models.CharField(max_length=10, default=words.INFERRED)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by", help_text="last year's"
    )

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(name="project_has_its_own_number", fields=["programme", "number"]),
            models.CheckConstraint(
                name="project_says_on_whose_word_its_part_stands", condition=Q(part_standing__in=list(words.STANDINGS))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ProjectText(models.Model):
    """What a project is called and is for, from a version on. Only ever inserted; the highest version is in force."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="texts")
    version = models.PositiveSmallIntegerField()
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    about_th = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    owner_th = models.CharField(max_length=200, blank=True, help_text="the bureau that answers for it")
    owner_en = models.CharField(max_length=200, blank=True)
    budget_baht = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    standing = models.CharField(max_length=10, default=words.INFERRED)
    source = models.CharField(max_length=300)
    why = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["project", "version"]
        constraints = [
            models.UniqueConstraint(name="text_has_its_own_version", fields=["project", "version"]),
            models.CheckConstraint(
                name="text_says_on_whose_word_it_stands", condition=Q(standing__in=list(words.STANDINGS))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.version}"

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


class Aim(models.Model):
    """Something that the state has set itself: a pillar, a master plan, an SDG goal or target, a policy."""

    framework = models.CharField(max_length=20)
    code = models.CharField(max_length=20, help_text="its number in the framework: 1, 16.9, 3.5")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name_th = models.CharField(max_length=400)
    name_en = models.CharField(max_length=400)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["framework", "id"]
        constraints = [
            models.UniqueConstraint(name="aim_has_its_own_code", fields=["framework", "code", "valid_from"]),
            models.CheckConstraint(
                name="aim_is_of_a_known_framework", condition=Q(framework__in=list(words.FRAMEWORKS))
            ),
            models.CheckConstraint(
                name="aim_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework} {self.code}"

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


class Alignment(models.Model):
    """That a project serves an aim: how much (weights of a project in one framework are shares of 1), why, on whose word."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="alignments")
    aim = models.ForeignKey(Aim, on_delete=models.PROTECT, related_name="alignments")
    weight = models.DecimalField(max_digits=5, decimal_places=4)
    why_th = models.TextField()
    why_en = models.TextField(blank=True)
    standing = models.CharField(max_length=10, default=words.INFERRED)
    source = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="project_serves_an_aim_once", fields=["project", "aim"], condition=Q(valid_to=None)
            ),
            models.CheckConstraint(name="alignment_has_a_weight", condition=Q(weight__gt=0, weight__lte=1)),
            models.CheckConstraint(
                name="alignment_says_on_whose_word_it_stands", condition=Q(standing__in=list(words.STANDINGS))
            ),
            models.CheckConstraint(
                name="alignment_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.aim_id}"


class Situation(models.Model):
    """What of the present a project answers ("New Normal"), and why; looked at again each quarter (C10)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="situations")
    quarter_starts_on = models.DateField()
    tag_th = models.CharField(max_length=120)
    tag_en = models.CharField(max_length=120, blank=True)
    why = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["project", "-quarter_starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="situation_is_said_once_a_quarter", fields=["project", "quarter_starts_on", "tag_th"]
            )
        ]

    def __str__(self) -> str:
        return self.tag_th
