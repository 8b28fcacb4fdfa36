"""What makes an officer's day lighter: her filters, ready words, who stands in for whom, who looks at the same case,
and what was done to many cases at one press.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .case import Case


def _person(**more: Any) -> "models.ForeignKey[Any, Any]":
    kept: dict[str, Any] = {"on_delete": models.PROTECT, "db_index": False, "related_name": "+"}
    return models.ForeignKey(settings.AUTH_USER_MODEL, **(kept | more))


class SavedFilter(models.Model):
    """A way of looking at the queue under a name. `query` holds the fields of the queue's address."""

    user = _person()
    office_code = models.TextField()
    name = models.TextField()
    query = models.JSONField(default=dict)
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["user", "office_code", "name"], name="filter_has_its_own_name_for_a_person"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["office_code"], name="filter_shared_in_office", condition=Q(shared=True)),
        ]

    def __str__(self) -> str:
        return self.name


class ReplyTemplate(models.Model):
    """Ready words for one field of one move, with gaps. `office_code` empty: for the whole country.

    `minutes` is what one use saves, `source` where both the words and that figure come from.
    """

    code = models.TextField(unique=True)
    office_code = models.TextField(blank=True, default="")
    move = models.TextField()
    field = models.TextField()
    name_th = models.TextField()
    name_en = models.TextField(blank=True, default="")
    text_th = models.TextField()
    text_en = models.TextField(blank=True, default="")
    minutes = models.DecimalField(max_digits=4, decimal_places=1)
    order = models.PositiveSmallIntegerField(default=100)
    source = models.TextField()
    user = _person(null=True)
    edited_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(name="template_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="template_saves_no_negative_minutes", condition=Q(minutes__gte=0)),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["move", "office_code"], name="template_of_move")]

    def __str__(self) -> str:
        return self.name_th


class ReplyUse(models.Model):
    """That a text went out which began as a template. `kept_percent`: how much of the ready words was left in it."""

    template = models.ForeignKey(ReplyTemplate, on_delete=models.PROTECT, related_name="uses")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    event_seq = models.IntegerField()
    user = _person()
    office_code = models.TextField()
    used_at = models.DateTimeField()
    kept_percent = models.PositiveSmallIntegerField()
    minutes = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["case", "event_seq"], name="template_is_counted_once_for_an_event"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["office_code", "used_at"], name="template_use_of_office")]

    def __str__(self) -> str:
        return f"{self.template_id} in {self.case_id}/{self.event_seq}"


class Absence(models.Model):
    """That a person is away, from the first to the last day, and who stands in. It is ended early, never edited."""

    user = _person()
    office_code = models.TextField()
    deputy = _person()
    from_on = models.DateField()
    to_on = models.DateField()
    created_by = _person()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = _person(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(name="absence_ends_after_it_begins", condition=Q(to_on__gte=F("from_on"))),
            models.CheckConstraint(name="nobody_stands_in_for_herself", condition=~Q(user=F("deputy"))),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["office_code", "to_on"], name="absence_of_office", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} away {self.from_on} to {self.to_on}, {self.deputy_id} stands in"


class Presence(models.Model):
    """That a person has a case open just now. Nobody's history: swept, and the table is lost in a crash (unlogged)."""

    case = models.ForeignKey(Case, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    user = _person(on_delete=models.DO_NOTHING, db_constraint=False)
    office_code = models.TextField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["case", "user"], name="a_person_is_at_a_case_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.case_id}"


class Batch(models.Model):
    """One step made on many cases at one press. The id comes from the form, so that pressing twice does nothing twice."""

    client_id = models.UUIDField(primary_key=True)
    user = _person()
    office_code = models.TextField()
    move = models.TextField()
    data = models.JSONField(default=dict)
    template_code = models.TextField(blank=True, default="")
    back = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.move} {self.client_id}"


class BatchItem(models.Model):
    """One case of a batch: the version that was before her eyes, and what came of it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.PositiveSmallIntegerField()
    version = models.IntegerField()
    outcome = models.TextField(blank=True, default="")
    said = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["batch", "case"], name="a_case_is_once_in_a_batch"),
            models.CheckConstraint(name="item_waits_is_done_or_was_refused", condition=Q(outcome__in=["", "done", "refused", "stale"])),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.batch_id} {self.case_id} {self.outcome}"
