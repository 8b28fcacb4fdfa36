"""What we owe somebody to say, and whether it was said."""

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
