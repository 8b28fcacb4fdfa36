"""What an office wrote about a suggestion is forgotten with the words of the case: it may name whoever suggested it."""

from collections.abc import Iterable

from ..models.improvements import ImprovementEvent, ImprovementItem

FORGOTTEN = "–"
WORDS = ("what", "changed", "why")


def of_cases(cases: Iterable[int]) -> int:
    """That it stood on the list, by when and how it ended stays, and the events still say what the row is."""
    items = list(ImprovementItem.objects.filter(case__in=list(cases)))
    for item in items:
        blank = {name: FORGOTTEN for name in WORDS if getattr(item, name)}
        ImprovementItem.objects.filter(pk=item.pk).update(**blank)
    for event in ImprovementEvent.objects.filter(item__in=items):
        kept = {"data": _without(event.data), "changes": _without(event.changes)}
        ImprovementEvent.objects.filter(pk=event.pk).update(**kept)
    return len(items)


def _without(said: dict[str, object]) -> dict[str, object]:
    return {name: FORGOTTEN if value and name in WORDS else value for name, value in said.items()}
