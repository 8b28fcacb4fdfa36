"""Who looked at my case; who changed this rule."""

from .models import Reading, RuleChange


def readings(about: str) -> list[Reading]:
    """Every look at one case's personal data, oldest first."""
    return list(Reading.objects.filter(about=about).order_by("at", "id"))


def rule_changes(table: str, key: str, *, most: int = 50) -> list[RuleChange]:
    """What became of one reference row, newest first."""
    return list(RuleChange.objects.filter(table=table, key=key).order_by("-at", "-id")[:most])
