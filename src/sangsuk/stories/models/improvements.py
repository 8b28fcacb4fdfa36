"""The office's improvement list: what a story or a card says went wrong, or a case suggests, until it is done."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from sangsuk.cases.models import Case
from sangsuk.cases.models.base import Happened
from sangsuk.offices.models import Office

from .. import words
from ..improvements.words import CLOSED, DONE, JOINED, OPEN, STATUSES, WAITING
from .answers import Pledge
from .stories import Story, blind_to

if TYPE_CHECKING:
    from datetime import date

    from sangsuk.offices.actor import Actor


class ImprovementQuerySet(models.QuerySet["ImprovementItem"]):
    """Adjectives of items."""

    def visible_to(self, actor: "Actor") -> "ImprovementQuerySet":
        """Only who works at the office reads its list, without what she reads blind as a judge; those above read counts,
        see `improvements.queries`."""
        if actor.kind == "system":
            return self
        works = actor.is_staff and actor.role in ("officer", "chief") and actor.office_level == "district"
        return (
            self.shown().filter(office=actor.office_code).exclude(story__in=blind_to(actor)) if works else self.none()
        )

    def shown(self) -> "ImprovementQuerySet":
        """What is listed and counted: nothing of a case from the very moment that it is sealed or accuses somebody."""
        return self.filter(~Exists(Case.objects.kept_apart().filter(pk=OuterRef("case"))))

    def open(self) -> "ImprovementQuerySet":
        """Still owed; what was joined to another is owed there."""
        return self.filter(status__in=OPEN)

    def late(self, today: "date") -> "ImprovementQuerySet":
        return self.open().filter(due_on__lt=today)


class ImprovementItem(models.Model):
    """One thing to learn from, of one source: a story, a card, or a case that is a suggestion. A case that goes to another
    office has an item there too. `tone` is empty for a suggestion. State fields (ITEM_STATE) change with an event only.

    `due_on` is the day of what is owed next: to take it up, to plan it, to have done it. `leader`: the item whose action
    this one shares. `pledge`: the promise in the public answer that carries it; then it is planned and done there.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    province_code = models.TextField()
    story = models.OneToOneField(Story, on_delete=models.CASCADE, null=True, related_name="improvement")
    card_ref = models.BigIntegerField(null=True, unique=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    tone = models.TextField(blank=True)
    severity = models.SmallIntegerField(default=0)
    theme = models.TextField(blank=True)
    service = models.TextField(blank=True)
    said_at = models.DateTimeField()
    opened_at = models.DateTimeField()

    status = models.TextField(default=WAITING)
    version = models.IntegerField(default=1)
    due_on = models.DateField(null=True)
    what = models.TextField(blank=True)
    owner_role = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    leader = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="joined")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, null=True, related_name="improvements")
    changed = models.TextField(blank=True)
    why = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "due_on", "id"], name="improvements_open", condition=Q(status__in=OPEN)),
            models.Index(fields=["office", "-done_at", "-id"], name="improvements_done", condition=Q(status="done")),
            models.Index(fields=["province_code", "status"], name="improvements_of_province"),
        ]
        constraints = [
            models.CheckConstraint(
                name="improvement_has_one_source",
                condition=Q(story__isnull=False, card_ref=None, case=None)
                | Q(story=None, card_ref__isnull=False, case=None)
                | Q(story=None, card_ref=None, case__isnull=False),
            ),
            models.UniqueConstraint(
                name="suggestion_is_once_on_the_list_of_an_office",
                fields=["case", "office"],
                condition=Q(case__isnull=False),
            ),
            models.CheckConstraint(name="improvement_has_a_known_status", condition=Q(status__in=list(STATUSES))),
            models.CheckConstraint(
                name="improvement_has_a_known_tone",
                condition=Q(tone__in=list(words.TONES)) | Q(tone="", case__isnull=False),
            ),
            models.CheckConstraint(
                name="done_improvement_says_what_changed",
                condition=~Q(status=DONE) | (~Q(changed="") & Q(done_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="joined_improvement_has_a_leader",
                condition=~Q(status=JOINED) | Q(leader__isnull=False),
            ),
            models.CheckConstraint(
                name="closed_improvement_owes_nothing",
                condition=~Q(status__in=[*CLOSED, JOINED]) | Q(due_on=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


ITEM_STATE = (
    "status", "version", "due_on", "what", "owner_role", "owner_id", "leader_id", "pledge_id", "changed", "why",
    "done_at", "told_at",
)  # fmt: skip


class ImprovementEvent(Happened):
    """One thing that happened to an item. Only ever inserted, in the transaction of the change."""

    item = models.ForeignKey(ImprovementItem, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="event_has_its_own_place_in_the_improvement", fields=["item", "seq"]),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.seq} {self.move}"
