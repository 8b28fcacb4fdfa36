"""What an office answers in public, what it takes upon itself to change, and where a story and a case are one person's."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sangsuk.cases.models import Case
from sangsuk.cases.models.base import Bytes, Happened, Stored

from .stories import Story

PROMISED, BROKEN, DONE, CONFIRMED, DISPUTED, GIVEN_UP = (
    "promised", "broken", "done", "confirmed", "disputed", "given_up",
)  # fmt: skip
PLEDGE_STATUSES = (PROMISED, BROKEN, DONE, CONFIRMED, DISPUTED, GIVEN_UP)


class Answering(models.Model):
    """That the office owes a story an answer: since when, by when, by which rule; and when it gave one.

    `working_days` is counted once, when the first answer was given. A machine reminds at `remind_at` and tells the
    province at `escalate_at`.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="answering")
    passed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    rule_code = models.TextField()
    remind_at = models.DateTimeField()
    escalate_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    working_days = models.SmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="answers_owed", condition=Q(answered_at=None)),
            models.Index(
                fields=["remind_at"], name="answers_to_remind", condition=Q(answered_at=None, reminded_at=None)
            ),
            models.Index(
                fields=["escalate_at"], name="answers_to_escalate", condition=Q(answered_at=None, escalated_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="answered_story_has_its_working_days",
                condition=Q(answered_at=None, working_days=None) | Q(answered_at__isnull=False, working_days__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class StoryAnswer(models.Model):
    """What the office answered. A correction is the next row and says why; the last one is shown, all are kept."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="answers", db_index=False)
    no = models.SmallIntegerField()
    text = models.TextField()
    signed_as = models.TextField()
    why = models.TextField(blank=True)
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    office_code = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="answer_has_its_own_number", fields=["story", "no"]),
            models.CheckConstraint(name="corrected_answer_says_why", condition=Q(no=1) | ~Q(why="")),
            models.CheckConstraint(name="answer_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}/{self.no}"


class Pledge(models.Model):
    """A change that the office has promised in public: what, which post or unit sees to it, by which day.

    State fields (PLEDGE_STATE) change with a `PledgeEvent` only. `owner` is the person inside the house and is never
    shown outside; `owner_role` is. `said` is what the writer found missing, without names.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="pledges", db_index=False)
    no = models.SmallIntegerField()
    made_at = models.DateTimeField()
    first_due_on = models.DateField()

    status = models.TextField(default=PROMISED)
    version = models.IntegerField(default=1)
    what = models.TextField()
    owner_role = models.TextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    moved = models.SmallIntegerField(default=0)
    was_broken = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    did = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True)
    confirmed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalate_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_on"], name="pledges_not_done", condition=Q(status__in=[PROMISED, DISPUTED, BROKEN])
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="pledge_has_its_own_number", fields=["story", "no"]),
            models.CheckConstraint(name="pledge_has_a_known_status", condition=Q(status__in=list(PLEDGE_STATUSES))),
            models.CheckConstraint(
                name="done_pledge_says_what_was_done",
                condition=~Q(status__in=[DONE, CONFIRMED]) | (~Q(did="") & Q(done_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="only_a_confirmed_pledge_has_its_moment",
                condition=Q(status=CONFIRMED, confirmed_at__isnull=False)
                | (~Q(status=CONFIRMED) & Q(confirmed_at=None)),
            ),
            models.CheckConstraint(
                name="pledge_is_not_moved_before_it_began", condition=Q(due_on__gte=F("first_due_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}/{self.no}"


PLEDGE_STATE = (
    "status", "version", "what", "owner_role", "owner_id", "due_on", "moved", "was_broken", "why", "did", "done_at", "said",
    "confirmed_at", "reminded_at", "escalate_at", "escalated_at",
)  # fmt: skip


class PledgeEvent(Happened):
    """One thing that happened to a pledge. Only ever inserted, in the transaction of the change."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pledge", "seq"], name="event_has_its_own_place_in_the_pledge"),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id}/{self.seq} {self.move}"


class PledgeFile(Stored):
    """A photograph or a paper that proves a change. `open_to_all`: the office says that nobody is to be known in it."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="files")
    open_to_all = models.BooleanField(default=False)
    alt = models.TextField(blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="proof_stands_once_in_a_pledge", fields=["pledge", "sha256"])]

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.kind}"


class StoryCase(models.Model):
    """That a story and a case are told by the same person. Nobody else may learn of it, see `answers.rails`.

    GRIEVANCE: her story became a case. INVITED: who was content with how her case ended was invited to tell a story;
    `digest` is of the token that she carries, and it is good for one story.
    """

    GRIEVANCE, INVITED = "grievance", "invited"

    kind = models.TextField()
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, related_name="rails")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    digest = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="story_becomes_one_case", fields=["story"], condition=Q(kind="grievance")),
            models.UniqueConstraint(name="case_invites_once", fields=["case"], condition=Q(kind="invited")),
            models.CheckConstraint(
                name="invitation_has_a_token",
                condition=Q(kind="grievance", digest=None, story__isnull=False)
                | (Q(kind="invited", ends_at__isnull=False) & Q(Bytes("digest", 32))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
