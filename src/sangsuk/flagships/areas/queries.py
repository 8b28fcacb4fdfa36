"""What is known of areas that changed."""

from datetime import datetime
from fractions import Fraction

from django.db.models import Q

from ..models import AreaChange
from .succession import Change, Succession


def known(at: datetime | None = None) -> Succession:
    """As we know it now, or as we knew it at a moment."""
    rows = AreaChange.objects.order_by("on", "from_code", "to_code")
    then = Q(known_to=None) if at is None else (Q(known_to=None) | Q(known_to__gt=at)) & Q(known_from__lte=at)
    return Succession(Change(row.from_code, row.to_code, Fraction(row.share), row.on) for row in rows.filter(then))
