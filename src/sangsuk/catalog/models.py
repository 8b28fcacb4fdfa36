"""What a matter can be: mission, category, channel, and how it can end. Reference rows, loaded from data/*.csv."""

from datetime import date

from django.db import models

from sangsuk.common.dated import Dated

from . import axes


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


class Category(Dated):
    """What the trouble is about, in two levels: 'land', then 'land.encroachment'.

    `shareable`: a public nuisance, one and the same for everybody who lives there. Others may be shown that such a
    matter is open and say "mine too"; never so with accusations, persons, debts or welfare.
    """

    code = models.CharField(max_length=40, primary_key=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    hint_th = models.TextField(blank=True)
    icon = models.CharField(max_length=30, blank=True)
    order = models.PositiveSmallIntegerField()
    shareable = models.BooleanField(default=False)

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
    valid_from = models.DateField(default=date(2015, 1, 1))
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "their_type"], name="one_category_for_each_foreign_type"),
        ]

    def __str__(self) -> str:
        return f"{self.system}: {self.their_type}"


class Term(Dated):
    """One word of one axis: a nature, a kind of wish, a reason for refusal ... (see `axes`).

    `basis` is the law or rule that the word stands on, `say` the plain sentence that a citizen reads. The flags mean:
    `second_person`: refusing or closing such a matter takes two people; `can_appeal`: she may ask the next level to
    look; `secrecy`: the class of secrecy that such a matter has unless a person chooses another.
    """

    axis = models.CharField(max_length=20, choices=[(code, code) for code in axes.ALL])
    code = models.CharField(max_length=40)
    name_th = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    say_th = models.TextField(blank=True)
    say_en = models.TextField(blank=True)
    basis_th = models.TextField(blank=True)
    basis_en = models.TextField(blank=True)
    second_person = models.BooleanField(default=False)
    can_appeal = models.BooleanField(default=False)
    secrecy = models.CharField(max_length=20, blank=True)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["axis", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["axis", "code"], name="one_term_for_each_code_of_an_axis"),
            models.CheckConstraint(name="term_is_on_a_known_axis", condition=models.Q(axis__in=axes.ALL)),
            models.CheckConstraint(name="term_code_is_plain", condition=models.Q(code__regex=r"^[a-z][a-z_0-9]*$")),
            models.CheckConstraint(
                name="term_ends_after_it_begins",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="reason_for_refusal_says_its_basis_and_its_sentence",
                condition=~models.Q(axis=axes.REFUSAL) | (~models.Q(basis_th="") & ~models.Q(say_th="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name_th


class AxisCrosswalk(Dated):
    """What another system calls a word of ours. Read from ours to theirs for their reports; for a nature also back."""

    system = models.CharField(max_length=20)
    axis = models.CharField(max_length=20)
    ours = models.CharField(max_length=40)
    theirs = models.CharField(max_length=80)

    class Meta:
        ordering = ["system", "axis", "ours", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "axis", "ours", "valid_from"], name="one_foreign_word_for_each_of_ours_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ours} = {self.system}: {self.theirs}"


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


class IdentityRule(Dated):
    """Whether the thirteen digits of a person are asked for in matters of this mission and category. '' means any.

    The most exact row in force wins; where none speaks, they are not asked for, and not kept. `why` is read by her.
    """

    ASKS = [("not_asked", "not_asked"), ("optional", "optional"), ("required", "required")]

    code = models.CharField(max_length=60, primary_key=True)
    mission = models.CharField(max_length=20, blank=True, default="")
    category_code = models.CharField(max_length=40, blank=True, default="")
    asks = models.CharField(max_length=20, choices=ASKS)
    why_th = models.CharField(max_length=300, blank=True)
    why_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="identity_rule_names_its_source", condition=~models.Q(source="")),
            models.CheckConstraint(
                name="identity_rule_asks_in_a_known_way",
                condition=models.Q(asks__in=["not_asked", "optional", "required"]),
            ),
            models.CheckConstraint(
                name="identity_that_is_asked_for_says_why",
                condition=models.Q(asks="not_asked") | ~models.Q(why_th="") & ~models.Q(why_en=""),
            ),
            models.CheckConstraint(
                name="identity_rule_ends_after_it_begins",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.code
