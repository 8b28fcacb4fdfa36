"""Questions about many cases at once. Reads; changes nobody's rows."""

from collections.abc import Collection, Iterable

from django.db.models import Count

from sangsuk.cases.models import Case
from sangsuk.common.remember import remembered

FEW = 5
"""Below this, the public sees "1-4" and not the number: in a small district one complaint more must point at nobody."""

MANY = 10
"""From so many hidden numbers on, their sum tells nothing of a single one."""


@remembered
def open_by_district() -> dict[str, int]:
    """Open cases that may be counted in public, by district. One query over the index of open cases by district."""
    rows = Case.objects.published().open().order_by().values_list("district_id").annotate(n=Count("id"))
    return dict(rows)


def shown_by_province() -> dict[str, str]:
    """The same by province, as the public may see it."""
    found: dict[str, list[int]] = {}
    for code, n in open_by_district().items():
        found.setdefault(code[:2], []).append(n)
    return {code: shown_sum(parts) for code, parts in found.items()}


def shown_sum(parts: Iterable[int]) -> str:
    """A sum as the public may see it beside its parts: from–to when a part is hidden, or the difference would tell it."""
    counts = [n for n in parts if n]
    hidden = sum(n < FEW for n in counts)
    least = sum(n for n in counts if n >= FEW) + hidden
    return f"{least:,}–{least + hidden * (FEW - 2):,}" if hidden else f"{least:,}"


def shown_whole(parts: Collection[int]) -> str:
    """The sum of the whole country: exact once so many parts are hidden that it tells nothing of any of them."""
    return f"{sum(parts):,}" if sum(0 < n < FEW for n in parts) >= MANY else shown_sum(parts)


def shown(n: int) -> str:
    """A count as the public may see it: '0', '1–4', '5', '6' ..."""
    return f"1–{FEW - 1}" if 0 < n < FEW else f"{n:,}"
