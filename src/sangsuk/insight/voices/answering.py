"""How the offices of a scope answer what people tell of them, for its public page. Published stories only."""

from datetime import datetime

from sangsuk.stories.answers import counting
from sangsuk.stories.answers.counting import Counted

from . import scopes
from .periods import Period


def answering(scope: str, period: Period, now: datetime) -> Counted:
    """Of the stories that passed moderation in that time. Two queries."""
    since, until = period.span
    return counting.counted(**_narrowed(scope), since=since, until=until, now=now)


def _narrowed(scope: str) -> dict[str, str]:
    if scope == scopes.COUNTRY:
        return {}
    if scope.startswith(scopes.REGION):
        return {"region": scope.removeprefix(scopes.REGION)}
    if scope.startswith(scopes.BELOW):
        return {"province": scope.removeprefix(scopes.BELOW)[:2]}
    return {"office": scope}
