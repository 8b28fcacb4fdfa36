"""District mediation: the docket, its parties and mediators, its sessions, and what happened to it."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from sangsuk.common.sealed import SealedField
from sangsuk.offices.models import Office

from ..mediation import words
from ..sealed import rule
from .base import Sealed
from .case import Case, IsAmong

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

UNENDED = Q(ended_at=None)


class MediationQuerySet(models.QuerySet["Mediation"]):
    """Adjectives of mediations."""

    def visible_to(self, actor: "Actor") -> "MediationQuerySet":
        """The one rule of who sees that there is a docket: its district, its mediators, the province above. Nobody else; of
        these, nobody from whom the case itself is kept."""
        if actor.kind == "system":
            return self
        return self.filter(rule.unaccused(actor, "case__"))._near(actor)

    def _near(self, actor: "Actor") -> "MediationQuerySet":
        if not actor.sees_cases or actor.role == "agency":
            return self.filter(self._mine(actor)) if actor.kind == "staff" else self.none()
        if actor.office_level == "province":
            return self.filter(Q(province_code=actor.province_code) | self._mine(actor))
        return self.filter(Q(office=actor.office_code) | self._mine(actor))

    def _mine(self, actor: "Actor") -> Q:
        mine = Mediator.objects.filter(user=actor.user_id).values_list("id", flat=True) if actor.user_id else []
        return Q(panel__overlap=list(mine))

    def open(self) -> "MediationQuerySet":
        return self.filter(UNENDED)


class Mediation(models.Model):
    """One dispute in the docket (สารบบ) of a district. The state fields are what the events say."""

    number = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, db_index=False, related_name="+")
    province_code = models.TextField()
    year_be = models.IntegerField()
    running = models.IntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mediations")
    kind = models.TextField()
    subject = models.TextField()
    online_request = models.BooleanField(default=False)
    requested_at = models.DateTimeField()
    deemed_requested_at = models.DateTimeField(help_text="interrupts prescription")
    docketed_at = models.DateTimeField()
    limit_baht = models.BigIntegerField(null=True)
    limit_rule = models.TextField(blank=True)
    time_rule = models.TextField()

    # State: written by events only, see MEDIATION_STATE below.
    status = models.TextField()
    version = models.IntegerField(default=1)
    value_baht = models.BigIntegerField(null=True)
    requesters = models.SmallIntegerField(default=0)
    others = models.SmallIntegerField(default=0)
    identified = models.SmallIntegerField(default=0)
    consent_requester = models.TextField(blank=True)
    consent_other = models.TextField(blank=True)
    panel = ArrayField(models.BigIntegerField(), default=list)
    chair = models.ForeignKey("Mediator", on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    sessions_held = models.SmallIntegerField(default=0)
    session_no = models.SmallIntegerField(default=0)
    session_at = models.DateTimeField(null=True)
    session_mode = models.TextField(blank=True)
    session_place = models.TextField(blank=True)
    due_at = models.DateTimeField()
    extended_months = models.SmallIntegerField(default=0)
    signed_on = models.DateField(null=True)
    signed_at = models.TextField(blank=True)
    signed_place = models.TextField(blank=True)
    why_dismissed = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[MediationQuerySet] = MediationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="docket_has_its_own_number"),
            models.UniqueConstraint(fields=["office", "year_be", "running"], name="docket_number_is_given_once"),
            models.UniqueConstraint(fields=["case"], condition=UNENDED, name="a_case_is_in_one_mediation_at_a_time"),
            models.CheckConstraint(
                name="mediation_is_within_the_limit",
                condition=Q(value_baht=None) | Q(limit_baht=None) | Q(value_baht__lte=F("limit_baht")),
            ),
            models.CheckConstraint(name="value_is_not_negative", condition=Q(value_baht=None) | Q(value_baht__gte=0)),
            models.CheckConstraint(
                name="mediation_ended_has_ended_at",
                condition=Q(status__in=words.CLOSED, ended_at__isnull=False) | (~Q(status__in=words.CLOSED) & UNENDED),
            ),
            models.CheckConstraint(
                name="settlement_says_when_and_where_it_was_signed",
                condition=~Q(status=words.SETTLED) | (Q(signed_on__isnull=False) & ~Q(signed_place="")),
            ),
            models.CheckConstraint(
                name="dismissal_says_why", condition=~Q(status=words.DISMISSED) | ~Q(why_dismissed="")
            ),
            models.CheckConstraint(
                name="chair_is_on_the_panel", condition=Q(chair=None) | Q(IsAmong("chair", "panel"))
            ),
            models.CheckConstraint(
                name="an_appointment_has_a_time", condition=~Q(status=words.APPOINTED) | Q(session_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="docket_by_office"),
            models.Index(fields=["office", "session_at"], name="docket_calendar", condition=Q(status=words.APPOINTED)),
            models.Index(fields=["province_code", "-id"], name="docket_by_province"),
            GinIndex(fields=["panel"], name="docket_by_mediator"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def docket(self) -> str:
        """The number as an official says it: 12/2569."""
        return f"{self.running}/{self.year_be}"


MEDIATION_STATE = (
    "status", "version", "value_baht", "requesters", "others", "identified", "consent_requester", "consent_other",
    "panel", "chair_id", "sessions_held", "session_no", "session_at", "session_mode", "session_place", "due_at",
    "extended_months", "signed_on", "signed_at", "signed_place", "why_dismissed", "ended_at",
)  # fmt: skip
"""The fields that only an event may change; folding a mediation's events gives exactly these."""


class Party(Sealed):
    """One person of one side; sealed like a reporter, read through `mediation.parties.reveal` only."""

    SEALED_AS, SEALED_ROW = "mediation", ("mediation_id", "no")

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="parties", db_index=False)
    no = models.SmallIntegerField()
    side = models.TextField()
    name = SealedField()
    language = models.TextField(default="th")
    id_shown = models.BooleanField(default=False)
    id_shown_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mediation", "no"], name="party_has_its_own_place"),
            models.CheckConstraint(
                name="shown_identity_has_its_time", condition=Q(id_shown=False) | Q(id_shown_at__isnull=False)
            ),
            models.CheckConstraint(name="party_has_a_side", condition=Q(side__in=list(words.IN_THE_ROOM))),
        ]

    def __str__(self) -> str:
        return f"{self.mediation_id}/{self.no} {self.side}"


class Mediator(models.Model):
    """Somebody on the district's list of mediators, with the days from and until which she is on it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    may_chair = models.BooleanField(default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField(help_text="the order or announcement that put her on the list")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mediator_ends_after_she_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(name="mediator_names_the_order", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.name
