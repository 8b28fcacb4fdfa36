"""What we owe somebody to say, and whether it was said."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sangsuk.common.sealed import SealedField


class Message(models.Model):
    """One duty to tell one person one thing. The row is the duty; sending is what a tick does about it.

    `about` is the case number, `dedupe_key` makes queueing the same thing twice one message. The recipient's address
    is sealed; `recipient_masked` is what officials see.
    """

    SEALED_AS, SEALED_ROW = "message", ("dedupe_key",)

    about = models.TextField()
    office_code = models.TextField()
    code = models.TextField()
    carrier = models.TextField()  # email | sms | page
    recipient = SealedField(default=b"")
    recipient_masked = models.TextField(blank=True)
    language = models.TextField(default="th")
    subject = models.TextField()
    body = models.TextField()
    dedupe_key = models.TextField(unique=True)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    carried_by = models.TextField(blank=True)  # outbox | smtp
    trouble = models.TextField(blank=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_is_not_both_sent_and_given_up", condition=Q(sent_at=None) | Q(given_up_at=None)
            )
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="message_unsent", condition=Q(sent_at=None, given_up_at=None)),
            models.Index(fields=["office_code", "-id"], name="message_by_office"),
            models.Index(fields=["about"], name="message_about"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.about}"


class Webhook(models.Model):
    """Where an office's own system wants to hear of its cases. The secrets are sealed; two are in force while one is changed."""

    SEALED_AS, SEALED_ROW = "webhook", ("pk",)

    office_code = models.TextField()
    url = models.TextField()
    label = models.TextField(blank=True)
    kinds = ArrayField(models.TextField())
    secret = SealedField()
    old_secret = SealedField(default=b"", label="secret")
    old_until = models.DateTimeField(null=True)
    made_by_name = models.TextField()
    made_by_id = models.BigIntegerField()
    created_at = models.DateTimeField()
    off_at = models.DateTimeField(null=True)
    off_why = models.TextField(blank=True)  # "" by hand, "failing" by the machine
    failing_since = models.DateTimeField(null=True)
    last_ok_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="webhook_is_https", condition=Q(url__startswith="https://")),
            models.CheckConstraint(name="webhook_wants_something", condition=~Q(kinds=[])),
            models.UniqueConstraint(
                fields=["office_code", "url"], name="one_webhook_an_address", condition=Q(off_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_code} {self.pk}"


class Delivery(models.Model):
    """One duty to post one thing to one webhook. It holds a number, a move and a time; no name and no words."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    name = models.TextField(unique=True)  # goes out as webhook-id, the same on every try
    kind = models.TextField()
    about = models.TextField(blank=True)
    body = models.TextField()
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delivery_is_not_both_sent_and_given_up", condition=Q(sent_at=None) | Q(given_up_at=None)
            )
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="delivery_unsent", condition=Q(sent_at=None, given_up_at=None)),
            models.Index(fields=["webhook", "-id"], name="delivery_by_webhook"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class HookProgress(models.Model):
    """One row: up to which event webhooks were told. `seen` becomes `upto` when all that ran at `seen_xid` has ended."""

    upto = models.BigIntegerField(default=0)
    seen = models.BigIntegerField(default=0)
    seen_xid = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.upto)
