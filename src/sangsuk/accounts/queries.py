"""Who is behind a token."""

import hashlib
from datetime import datetime

from .models import User


def user_by_token(token: str, *, now: datetime) -> User | None:
    digest = hashlib.sha256(token.encode()).digest()
    return User.objects.filter(
        kind=User.Kind.STAFF, is_active=True, tokens__digest=digest, tokens__expires_at__gt=now
    ).first()
