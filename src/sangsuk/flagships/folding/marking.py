"""That figures no longer say what the entries say: noted with the change, taken up within seconds."""

from collections.abc import Iterable
from datetime import datetime
from itertools import product

from ..models import Entry, StaleFigure
from ..periods import year


def changed(entries: Iterable[Entry], *, now: datetime) -> None:
    """To be called in the transaction that changed entries that count, or counted."""
    keys = {(one.indicator_id, one.area_code[:2], one.starts_on) for one in entries}
    StaleFigure.objects.bulk_create(
        StaleFigure(indicator_id=indicator, province_code=province, starts_on=on, since=now)
        for indicator, province, on in sorted(keys)
    )


def meaning_changed(indicator: str, fiscal_years: Iterable[int], provinces: Iterable[str], *, now: datetime) -> None:
    """A new version, or an area that changed: everything of these years is folded again."""
    StaleFigure.objects.bulk_create(
        StaleFigure(indicator_id=indicator, province_code=province, starts_on=year(fiscal).starts_on, since=now)
        for fiscal, province in product(fiscal_years, provinces)
    )
