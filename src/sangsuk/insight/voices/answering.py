"""How the offices of a scope answer what people tell of them, for its public page. Published stories only."""

from datetime import datetime

from sangsuk.stories.answers import counting
from sangsuk.stories.answers.counting import Counted
from sangsuk.thai.dates import fiscal_year_span

from . import scopes


def answering(scope: str, year: int, now: datetime) -> Counted:
    """Of the stories that passed moderation in a fiscal year. Two queries."""
    since, until = fiscal_year_span(year)
    return counting.counted(**_narrowed(scope), since=since, until=until, now=now)


def _narrowed(scope: str) -> dict[str, str]:
    if scope == scopes.COUNTRY:
        return {}
    if scope.startswith(scopes.REGION):
        return {"region": scope.removeprefix(scopes.REGION)}
    if scope.startswith(scopes.BELOW):
        return {"province": scope.removeprefix(scopes.BELOW)[:2]}
    return {"office": scope}
