"""Writing down a look at personal data, before the look."""

from datetime import datetime

from sangsuk.offices.actor import Actor

from .models import Reading


def record_reading(about: str, *, by: Actor, fields: list[str], reason: str, now: datetime) -> None:
    """Must be called, in the same transaction, before any personal datum is unsealed for a person."""
    Reading.objects.create(
        about=about, at=now, user_id=by.user_id, who=by.name, office_code=by.office_code,
        fields=",".join(fields), reason=reason,
    )  # fmt: skip
