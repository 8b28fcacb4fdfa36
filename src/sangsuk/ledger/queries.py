"""Who looked at my case; who changed this rule."""

from django.db.models import Q

from sangsuk.common.remember import remembered

from .models import PublicFigure, Reading, RuleChange


def readings(about: str) -> list[Reading]:
    """Every look at one case's personal data, oldest first."""
    return list(Reading.objects.filter(about=about).order_by("at", "id"))


def rule_changes(table: str, key: str, *, most: int = 50) -> list[RuleChange]:
    """What became of one reference row, newest first."""
    return list(RuleChange.objects.filter(table=table, key=key).order_by("-at", "-id")[:most])


@remembered
def figures() -> frozenset[bytes]:
    """The fingerprints of the names that many are curious about."""
    return frozenset(
        bytes(mark) for mark in PublicFigure.objects.filter(removed_at=None).values_list("mark", flat=True)
    )


def page_of_readings(about: str, *, before: int | None, most: int) -> list[Reading]:
    """Looks at one case and at its lists, newest first, from below this row on."""
    rows = Reading.objects.filter(Q(about=about) | Q(about__startswith=f"{about}/")).order_by("-id")
    return list((rows.filter(pk__lt=before) if before else rows)[:most])
