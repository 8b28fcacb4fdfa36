"""Questions about many cases at once. Reads; changes nobody's rows."""

from django.db.models import Count

from sangsuk.cases.models import Case
from sangsuk.common.remember import remembered

FEW = 5
"""Below this, the public sees "1-4" and not the number: in a small district one complaint more must point at nobody."""


@remembered
def open_by_district() -> dict[str, int]:
    """Open cases that may be counted in public, by district. One query over the index of open cases by district."""
    rows = Case.objects.published().open().order_by().values_list("district_id").annotate(n=Count("id"))
    return dict(rows)


def open_by_province() -> dict[str, int]:
    """The same by province; adds up what the districts hold."""
    found: dict[str, int] = {}
    for code, n in open_by_district().items():
        found[code[:2]] = found.get(code[:2], 0) + n
    return found


def shown(n: int) -> str:
    """A count as the public may see it: '0', '1–4', '5', '6' ..."""
    return f"1–{FEW - 1}" if 0 < n < FEW else f"{n:,}"
