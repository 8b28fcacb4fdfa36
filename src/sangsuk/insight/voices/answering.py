"""How the offices of a scope answer what people tell of them, for its public page. Published stories only."""

from datetime import datetime

from sangsuk.stories.answers import counting
from sangsuk.stories.answers.counting import Counted

from . import scopes
from .periods import Period


def answering(scope: str, period: Period, now: datetime) -> Counted:
    """Of the stories that passed moderation in that time. Two queries."""
    since, until = period.span
    office = province = region = ""
    if scope == scopes.COUNTRY:
        pass
    elif scope.startswith(scopes.REGION):
        region = scope.removeprefix(scopes.REGION)
    elif scope.startswith(scopes.BELOW):
        province = scope.removeprefix(scopes.BELOW)[:2]
    else:
        office = scope
    return counting.counted(office=office, province=province, region=region, since=since, until=until, now=now)
