"""One trouble, told by many: what two tellings have in common, cases joined by hand, and who else suffers from it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sangsuk.common.sealed import SealedField

from .base import Sealed
from .case import Case

OWED = ~Q(news="")


class Likeness(models.Model):
    """The sketch of what was told (see `thai.likeness`), of the redacted text. Made when first asked for."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="likeness", primary_key=True)
    marks = ArrayField(models.IntegerField())

    def __str__(self) -> str:
        return f"likeness of {self.case_id}"


class CaseLink(models.Model):
    """Two cases that have to do with each other; written by the events `link` and `unlink` of either."""

    one = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_cases_are_linked_once"),
            models.CheckConstraint(name="link_has_its_lower_case_first", condition=Q(one__lt=models.F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one_id}-{self.other_id}"


class Group(models.Model):
    """A list of names that came with a case: who brought it, who stands for them, how many they are."""

    SEALED_AS, SEALED_ROW = "group", ("case_id", "sha256")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="groups")
    name = models.TextField()
    representative = SealedField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    office_code = models.TextField()
    sha256 = models.TextField()
    count = models.IntegerField()
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_forgotten_group_names_nobody", condition=Q(forgotten_at=None) | Q(representative=b"")
            ),
            models.UniqueConstraint(fields=["case", "sha256"], name="the_same_list_is_taken_in_once"),
            models.CheckConstraint(name="group_has_somebody_in_it", condition=Q(count__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.name}"


class Supporter(Sealed):
    """Somebody else who suffers from the trouble of a case: pressed "mine too", or stands on the list of a group.

    Name, contacts and address are sealed; `mark` is a keyed digest of name and telephone, so that nobody counts twice on
    one case. `token` is hers who pressed, her key follows from it. `news` is what she is still to be told: "" nothing,
    "settled", "merged", "apart". When cases are merged nobody is moved: who belongs to the one belongs to the other as
    long as they are one.

    `forgotten_at`: nothing of her is kept from then on, only that she was one of so many; `left_at`: she was taken off, and
    is not counted either.
    """

    SEALED_AS, SEALED_ROW = "supporter", ("case_id", "no")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="supporters", db_index=False)
    no = models.IntegerField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="members")
    token = models.UUIDField(null=True)
    key_digest = models.BinaryField(default=b"")
    mark = models.BinaryField(default=b"")
    address = SealedField(default=b"")
    language = models.TextField(default="th")
    notice = models.TextField(blank=True, default="")  # the version of the privacy notice that she read
    at = models.DateTimeField()
    news = models.TextField(blank=True, default="")
    news_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "no"], name="supporter_has_her_own_number"),
            models.UniqueConstraint(fields=["token"], name="pressed_twice_is_one_supporter"),
            models.UniqueConstraint(
                fields=["case", "mark"], name="nobody_supports_a_case_twice", condition=~Q(mark=b"")
            ),
            models.CheckConstraint(
                name="supporter_pressed_or_stands_on_a_list", condition=Q(token__isnull=True) ^ Q(group__isnull=True)
            ),
            models.CheckConstraint(
                name="of_a_forgotten_supporter_nothing_is_kept",
                condition=Q(forgotten_at=None) | Q(name=b"", phone=b"", email=b"", address=b"", mark=b"", news=""),
            ),
            models.CheckConstraint(
                name="who_left_is_forgotten", condition=Q(left_at=None) | Q(forgotten_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="supporter_is_owed_a_word", condition=OWED),
            models.Index(fields=["case"], name="supporter_not_forgotten", condition=Q(forgotten_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.no}"
