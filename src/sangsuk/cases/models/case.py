"""The case: what was told, and the state that its events say."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from sangsuk.catalog.models import Category, SettlementCode
from sangsuk.offices.models import Office
from sangsuk.offices.sources import MINISTRY
from sangsuk.places.models import District, Subdistrict, Village

from .. import workflow
from ..sealed import rule
from .base import Bytes

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

OPEN = Q(closed_at=None)
SUGGESTION = "suggestion"
"""A nature of the catalog, and the mission that is chosen at the counter."""
KEPT_APART = ~Q(secrecy=rule.OPEN_CLASS) | ~Q(accused=[]) | ~Q(accused_people=[])
SUGGESTS = Q(nature=SUGGESTION) | Q(nature="", mission=SUGGESTION)


SEEN_BY = ["status", "assignee", "secrecy", "accused", "accused_people", "readers"]
"""What the tabs of the queue count, and what the rule of sight asks: so counting reads the index alone."""


class IsAmong(models.Func):
    """Whether a value is one of an array's: `office = any (holders)`."""

    arity = 2
    output_field = models.BooleanField()
    template = "(%(expressions)s))"
    arg_joiner = " = any ("


class CaseQuerySet(models.QuerySet["Case"]):
    """Adjectives of cases."""

    def visible_to(self, actor: "Actor") -> "CaseQuerySet":
        """The one rule of who sees: the ministry all; a province its own and its districts'; a district and an agency
        what they hold or have held. Nobody else sees anything, nor does who keeps rules or accounts, audits or judges.
        From all of them, `sealed.rule` takes the accused, and of what is sealed those who need not know."""
        if actor.kind == "system":
            return self
        return self.filter(self.sight(actor)) if actor.sees_cases else self.none()

    def sight(self, actor: "Actor") -> Q:
        """The same as a condition, for an official whose work is cases."""
        if actor.office_code == MINISTRY:
            return rule.visible(actor)
        held = Q(holders__overlap=[actor.office_code])
        if actor.office_level == "province":
            held |= Q(holders__overlap=[f"under:{actor.office_code}"])
        return held & rule.visible(actor)

    def waiting_at(self, actor: "Actor") -> "CaseQuerySet":
        """The open cases that wait for something at the actor's own office, in the order of its index.

        Who may see at all sees these, but for what is sealed: the database holds an office and an agency among the holders.
        """
        if not actor.sees_cases:
            return self.none()
        here = Q(workers__contains=[actor.office_code]) if actor.at_agency else Q(office=actor.office_code)
        return self.open().filter(here, rule.visible(actor))

    def open(self) -> "CaseQuerySet":
        return self.filter(OPEN)

    def overdue(self, now: datetime) -> "CaseQuerySet":
        return self.filter(OPEN, due_at__lt=now).exclude(status__in=workflow.QUIET)

    def published(self) -> "CaseQuerySet":
        """What may be counted in public. Not what was taken back by its owner, and what is one with another only once;
        never what is sealed: in a small district one more would tell."""
        return self.unsealed().exclude(status__in=(workflow.WITHDRAWN, workflow.MERGED))

    def suggestions(self) -> "CaseQuerySet":
        """What somebody proposes to be done better: so says its nature, or until it has one its mission."""
        return self.filter(SUGGESTS)

    def unsealed(self) -> "CaseQuerySet":
        """What may be counted for everybody who reads the figures of an office."""
        return self.filter(secrecy=rule.OPEN_CLASS, accused=[], accused_people=[])

    def kept_apart(self) -> "CaseQuerySet":
        """All others. Few, with an index of their own: what is counted beside a case leaves them out by it."""
        return self.filter(KEPT_APART)


class Case(models.Model):
    """One citizen's matter. The state fields are what the events say, and change with an event only."""

    client_id = models.UUIDField(unique=True)
    number = models.TextField()
    key_digest = models.BinaryField()
    intake_digest = models.BinaryField()
    external_ref = models.TextField(null=True)

    complainant_type = models.TextField(default="person")
    wishes = ArrayField(models.TextField(), default=list)
    distress_before = models.SmallIntegerField(null=True)
    mission = models.TextField(default="grievance")
    channel = models.TextField()
    identity = models.TextField()
    language = models.TextField(default="th")
    description = models.TextField()
    wish = models.TextField(blank=True)
    gist = models.TextField()

    province_code = models.TextField()
    district = models.ForeignKey(District, on_delete=models.PROTECT, db_index=False, related_name="+")
    subdistrict = models.ForeignKey(Subdistrict, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    village = models.ForeignKey(Village, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    place_note = models.TextField(blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)

    submitted_at = models.DateTimeField()
    deemed_received_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    routing_reason_th = models.TextField(blank=True)
    routing_reason_en = models.TextField(blank=True)

    # State: written by events only, see STATE below.
    status = models.TextField()
    version = models.IntegerField(default=1)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, db_index=False, related_name="+")
    agency = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    holders = ArrayField(models.TextField())
    came_from = models.TextField(blank=True)
    due_kind = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True)
    due_rule = models.TextField(blank=True)
    finish_due_at = models.DateTimeField(null=True)
    finish_rule = models.TextField(blank=True)
    paused_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    settlement = models.ForeignKey(
        SettlementCode, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    solved = models.TextField(blank=True)
    rating = models.SmallIntegerField(null=True)
    reopened_count = models.SmallIntegerField(default=0)
    urgency = models.TextField(default="normal")
    service_class = models.TextField(default="general")
    nature = models.TextField(blank=True)
    accused_type = models.TextField(blank=True)
    policy_code = models.TextField(blank=True)
    admissible = models.TextField(blank=True)
    refusal_code = models.TextField(blank=True)
    duties = models.JSONField(default=dict)
    workers = ArrayField(models.TextField(), default=list)
    transfer = models.TextField(blank=True)
    hops = models.SmallIntegerField(default=0)
    attention = models.TextField(blank=True)
    appeals = models.SmallIntegerField(default=0)
    reminders = models.SmallIntegerField(default=0)
    tick_at = models.DateTimeField(null=True)
    due_from = models.DateTimeField(null=True)
    finish_from = models.DateTimeField(null=True)
    waited_minutes = models.IntegerField(default=0)
    restricted_at = models.DateTimeField(null=True)  # her name rests since then, at her wish (see `restricting`)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, db_index=False, related_name="merged_here"
    )
    secrecy = models.TextField(default=rule.OPEN_CLASS)
    accused = ArrayField(models.TextField(), default=list)
    accused_people = ArrayField(models.BigIntegerField(), default=list)
    readers = ArrayField(models.BigIntegerField(), default=list)
    wish_met = models.TextField(blank=True)
    rating_result = models.SmallIntegerField(null=True)
    distress_after = models.SmallIntegerField(null=True)
    head = models.BinaryField()  # of its last event, see chain.py

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            # not unique=True, which would keep a second index of each for LIKE
            models.UniqueConstraint(fields=["number"], name="case_has_its_own_number"),
            models.UniqueConstraint(fields=["external_ref"], name="another_registers_case_is_taken_in_once"),
            models.CheckConstraint(
                name="closed_case_has_closed_at_and_open_case_has_not",
                condition=Q(status__in=workflow.CLOSED, closed_at__isnull=False)
                | (~Q(status__in=workflow.CLOSED) & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="open_case_has_a_next_date", condition=Q(closed_at__isnull=False) | Q(due_at__isnull=False)
            ),
            models.CheckConstraint(name="rating_is_one_to_five", condition=Q(rating=None) | Q(rating__range=(1, 5))),
            models.CheckConstraint(
                name="with_an_agency_means_an_open_task",
                condition=~Q(status__in=[workflow.ASSIGNED, workflow.AGENCY_ACCEPTED]) | ~Q(duties={}),
            ),
            models.CheckConstraint(name="nothing_is_owed_on_a_closed_case", condition=Q(closed_at=None) | Q(duties={})),
            models.CheckConstraint(
                name="merged_case_names_the_other", condition=~Q(status=workflow.MERGED) | Q(merged_into__isnull=False)
            ),
            models.CheckConstraint(name="secrecy_is_of_a_known_class", condition=Q(secrecy__in=rule.CLASSES)),
            models.CheckConstraint(name="no_accused_office_answers_for_it", condition=~Q(IsAmong("office", "accused"))),
            models.CheckConstraint(
                name="no_accused_agency_works_on_it",
                condition=(Q(agency=None) | ~Q(IsAmong("agency", "accused")))
                & ~Q(workers__overlap=models.F("accused")),
            ),
            models.CheckConstraint(
                name="no_accused_person_has_it_in_hand",
                condition=Q(assignee=None) | ~Q(IsAmong("assignee", "accused_people")),
            ),
            models.CheckConstraint(name="office_is_a_holder", condition=Q(IsAmong("office", "holders"))),
            models.CheckConstraint(
                name="agency_is_a_holder", condition=Q(agency=None) | Q(IsAmong("agency", "holders"))
            ),
            models.CheckConstraint(name="case_has_the_head_of_its_events", condition=Q(Bytes("head", 64))),
        ]
        indexes = [
            # with what the tabs of the queue count, so that counting reads the index alone
            models.Index(
                fields=["office", "due_at", "id"], name="case_queue_of_office", condition=OPEN,
                include=SEEN_BY,
            ),
            models.Index(fields=["assignee", "due_at", "id"], name="case_open_by_assignee", condition=OPEN),
            models.Index(
                fields=["agency", "due_at", "id"], name="case_queue_of_agency",
                condition=OPEN & Q(agency__isnull=False), include=SEEN_BY,
            ),
            models.Index(fields=["district"], name="case_open_by_district", condition=OPEN),
            models.Index(fields=["tick_at", "id"], name="case_for_the_machine", condition=Q(tick_at__isnull=False)),
            models.Index(fields=["attention", "id"], name="case_asks_a_superior", condition=OPEN & ~Q(attention="")),
            models.Index(
                fields=["merged_into"], name="case_merged_here", condition=Q(merged_into__isnull=False)
            ),
            models.Index(fields=["office"], name="case_accuses_people", condition=OPEN & ~Q(accused_people=[])),
            GinIndex(fields=["workers"], name="case_work_of_agencies", condition=OPEN),
            models.Index(fields=["office", "told_at"], name="case_heard_of_by_citizen", condition=OPEN),
            models.Index(fields=["closed_at"], name="case_ended", condition=~OPEN),
            models.Index(fields=["closed_at"], name="case_suggests", condition=SUGGESTS),
            models.Index(fields=["id"], name="case_kept_apart", condition=KEPT_APART),
            models.Index(fields=["office", "closed_at"], name="case_ended_by_office", condition=~OPEN),
            models.Index(fields=["office", "-id"], name="case_by_office"),
            models.Index(fields=["category", "submitted_at"], name="case_by_category_in_time"),
            models.Index(fields=["policy_code", "due_at", "id"], name="case_by_policy", condition=~Q(policy_code="")),
            GinIndex(fields=["holders"], name="case_holders"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def suggests(self) -> bool:
        """It is a suggestion, or came as one."""
        return SUGGESTION in (self.nature, self.mission)

    @property
    def is_sealed(self) -> bool:
        return self.secrecy != rule.OPEN_CLASS

    @property
    def point(self) -> tuple[float, float] | None:
        return None if self.longitude is None or self.latitude is None else (self.longitude, self.latitude)


STATE = (
    "status", "version", "office_id", "agency_id", "assignee_id", "category_id", "holders", "came_from", "due_kind",
    "due_at", "due_rule", "finish_due_at", "finish_rule", "paused_at", "told_at", "accepted_at", "closed_at",
    "settlement_id", "solved", "rating", "reopened_count", "urgency", "service_class", "nature", "accused_type",
    "policy_code", "admissible", "refusal_code", "duties", "workers", "transfer", "hops", "attention", "appeals",
    "reminders", "due_from", "finish_from", "waited_minutes", "merged_into_id", "wish_met", "rating_result",
    "distress_after", "secrecy", "accused", "accused_people", "readers",
)  # fmt: skip
"""The fields that only an event may change; folding a case's events gives exactly these.

`tick_at` is not among them: it follows from them and from the rules of the day.
"""
