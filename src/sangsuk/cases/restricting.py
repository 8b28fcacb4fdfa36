"""Her name rests: she asked that it be kept and not used. Nobody looks meanwhile but with the data protection officer's yes.

Why it rests, since when and until when stands in the register of the room `privacy`; here stands only that it does, so that
the door of `reading` need not ask anybody. Messages to her go on: they are for her.
Source: docs/law.md#rights-answer (Personal Data Protection Act s.32 and s.34).
"""

from datetime import datetime

from .models import Case


def begin(case: Case, *, now: datetime) -> None:
    """Again changes nothing."""
    Case.objects.filter(pk=case.pk, restricted_at=None).update(restricted_at=now)
    case.restricted_at = case.restricted_at or now


def end(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(restricted_at=None)
    case.restricted_at = None
