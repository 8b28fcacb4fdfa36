"""Of which time a page tells: the last twelve months, or a fiscal year. Headline, charts, words and quotes keep to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from sangsuk.thai.dates import BANGKOK

from ..asking import nothing
from ..figures import months_of, year_of
from ..reports.words import month_name, year_name

LATEST = "latest"


@dataclass(frozen=True)
class Period:
    """Twelve months, the oldest first, as 202611. `code` as it stands in an address: "latest" or a fiscal year (BE)."""

    code: str
    months: tuple[int, ...]

    @property
    def ends(self) -> tuple[int, int]:
        return self.months[0], self.months[-1]

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From its first moment in Bangkok up to the first that no longer belongs to it."""
        first, last = self.ends
        return _begin(first), _begin(_after(last))

    def word(self) -> str:
        """As it stands in a list to choose from."""
        return _("12 เดือนล่าสุด") if self.code == LATEST else self.name()

    def name(self) -> str:
        """With its first and last month."""
        if self.code != LATEST:
            return year_name(int(self.code))
        first, last = (month_name(month) for month in self.ends)
        return _("12 เดือนล่าสุด (%(first)s – %(last)s)") % {"first": first, "last": last}


def latest(today: date) -> Period:
    """The month of today and the eleven before it."""
    month = today.year * 100 + today.month
    return Period(LATEST, tuple(_before(month, n) for n in range(11, -1, -1)))


def of_year(year_be: int) -> Period:
    return Period(str(year_be), tuple(months_of(year_be)))


def offered(heard: Collection[int], today: date) -> list[Period]:
    """Those that hold one of the months in which anybody was heard, the usual one first; the last twelve months when
    nobody was."""
    last = latest(today)
    years = [of_year(year) for year in sorted({year_of(month) for month in heard}, reverse=True)]
    return [last, *years] if not heard or set(last.months) & set(heard) else years


def chosen(code: str, among: Sequence[Period]) -> Period:
    """Without a word the first. Raises Missing."""
    found = next((one for one in among if not code or one.code == code), None)
    if found is None:
        raise nothing()
    return found


def _before(month: int, n: int) -> int:
    count = month // 100 * 12 + month % 100 - 1 - n
    return count // 12 * 100 + count % 12 + 1


def _after(month: int) -> int:
    return _before(month, -1)


def _begin(month: int) -> datetime:
    return datetime(month // 100, month % 100, 1, tzinfo=BANGKOK)
