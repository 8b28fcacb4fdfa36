"""What the virus scanner said of a file's bytes, once for all places where the same bytes hang."""

from django.db import models
from django.db.models import Q

WAITING, CLEAN, INFECTED = "waiting", "clean", "infected"


class FileScan(models.Model):
    """`found` is the scanner's name for what it found, `trouble` why it could not look; `due_at` when it is tried (again)."""

    sha256 = models.TextField(primary_key=True)
    kind = models.TextField()
    state = models.TextField(default=WAITING)
    found = models.TextField(blank=True)
    trouble = models.TextField(blank=True)
    tries = models.IntegerField(default=0)
    first_seen_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=WAITING, scanned_at=None, due_at__isnull=False)
                | Q(state__in=(CLEAN, INFECTED), scanned_at__isnull=False, due_at=None),
                name="a_file_waits_or_was_scanned",
            )
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state=WAITING), name="file_scan_is_due")]

    def __str__(self) -> str:
        return f"{self.sha256[:8]} {self.state}"
