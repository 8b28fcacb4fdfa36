"""The official days off as far as a library knows them; what it cannot know is marked as an estimate.

Source: docs/law.md#holidays. The `holidays` library only seeds the table: the cabinet announces days every year, and
what a person has set in the table stays.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import version
from typing import Any

import holidays

_VERSION = version("holidays")
FIRST_YEAR, LAST_YEAR = 2015, 2029  # BE 2558-2572
CONFIRMED_TO = 2025  # the library says of itself that it is right until then

# Southern border provinces: Announcements of the Prime Minister's Office No. 20 (2555), for Songkhla No. 21 (2556).
SOUTH = ("90", "91", "94", "95", "96")
_SOUTH_SOURCE = "Announcements of the Prime Minister's Office No. 20 (2012) and 21 (2013); day by holidays "
_SOUTH_DAYS = {
    "Chinese New Year": ("วันตรุษจีน", "Chinese New Year"),
    "Eid al-Fitr": ("วันตรุษอีดิ้ลฟิตรี (วันรายอปอซอ)", "Eid al-Fitr"),
    "Eid al-Adha": ("วันตรุษอีดิ้ลอัฎฮา (วันรายอฮัจยี)", "Eid al-Adha"),
}
_LABOUR = "แรงงาน"


def national() -> Iterator[dict[str, Any]]:
    """Public and government holidays of the country, without Labour Day, on which offices are open."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    for kind in ("public", "government"):
        thai = holidays.country_holidays("TH", years=years, categories=(kind,), language="th")
        english = holidays.country_holidays("TH", years=years, categories=(kind,), language="en_US")
        for on in sorted(thai):
            pairs = zip(thai[on].split("; "), english[on].split("; "), strict=True)
            names = [(th, en) for th, en in pairs if _LABOUR not in th]
            if names:
                yield _row(
                    on,
                    "; ".join(th for th, _ in names),
                    "; ".join(en for _, en in names),
                    kind="special" if "พิเศษ" in thai[on] else kind,
                    source=_source(on, "holidays "),
                )


def southern(closed: set[date]) -> Iterator[dict[str, Any]]:
    """Chinese New Year and the two Eids where they are holidays; on a weekend, the next working day too."""
    found = holidays.country_holidays("MY", years=range(FIRST_YEAR, LAST_YEAR + 1), language="en_US")
    taken = set(closed)
    for on in sorted(found):
        for name in found[on].split("; "):
            words = _SOUTH_DAYS.get(name.removesuffix(" (estimated)"))
            if words is None:
                continue
            yield from _southern_rows(on, *words)
            taken.add(on)
            instead = on
            while instead in taken or instead.isoweekday() > 5:
                instead += timedelta(days=1)
            if on.isoweekday() > 5:
                taken.add(instead)
                yield from _southern_rows(instead, f"ชดเชย{words[0]}", f"{words[1]} (in lieu)")


def _southern_rows(on: date, name_th: str, name_en: str) -> Iterator[dict[str, Any]]:
    for province in SOUTH:
        yield _row(
            on, name_th, name_en, kind="provincial", province_code=province, source=_source(on, _SOUTH_SOURCE, 2014)
        )


def _row(on: date, name_th: str, name_en: str, *, kind: str, source: str, province_code: str = "") -> dict[str, Any]:
    return {
        "on": on, "name_th": name_th, "name_en": name_en, "province_code": province_code, "kind": kind,
        "announced_on": None, "cancelled": False, "source": source,
    }  # fmt: skip


def _source(on: date, what: str, confirmed_to: int = CONFIRMED_TO) -> str:
    sure = "" if on.year <= confirmed_to else ", estimate, to be confirmed by the yearly announcement"
    return f"{what}{_VERSION}{sure}; see docs/law.md#holidays"
