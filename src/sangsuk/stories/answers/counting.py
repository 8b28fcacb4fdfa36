"""Is the citizen answered, how soon, and is what was promised done? Per office, province, region, country or campaign.

Working days as the office's calendar counted them on the day of the answer. Of fewer stories than LEAST nothing is said
but that there are too few: one slow answer would be the whole figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Aggregate, Count, F, FloatField, Q

from ..models import Answering, Pledge, Story
from ..models.answers import BROKEN, CONFIRMED, DONE, GIVEN_UP
from ..standing import PASSED

LEAST = 10


class Disc(Aggregate):
    """A value that some share of the rows does not exceed: `percentile_disc(0.9) within group (order by x)`."""

    function = "PERCENTILE_DISC"
    output_field = FloatField()
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, name: str, share: float) -> None:
        super().__init__(name, share=share)


@dataclass(frozen=True)
class Counted:
    """`stories` that passed moderation, `answered` of them, `in_time` by their rule; days are None where too few.

    A promise is `confirmed` by its writer or `unconfirmed`; only the first is a change. `overdue` are those broken now.
    """

    stories: int = 0
    answered: int = 0
    in_time: int = 0
    late_now: int = 0
    median_days: float | None = None
    p90_days: float | None = None
    promised: int = 0
    confirmed: int = 0
    unconfirmed: int = 0
    overdue: int = 0
    given_up: int = 0

    @property
    def enough(self) -> bool:
        return self.stories >= LEAST

    @property
    def answered_percent(self) -> int | None:
        return round(100 * self.answered / self.stories) if self.enough else None

    @property
    def confirmed_percent(self) -> int | None:
        """Of all promises, not only of those that are due."""
        return round(100 * self.confirmed / self.promised) if self.promised >= LEAST else None

    @property
    def owes(self) -> int:
        return self.stories - self.answered


def counted(
    *, office: str = "", province: str = "", region: str = "", campaign: str = "", since: datetime | None = None,
    until: datetime | None = None, now: datetime, public: bool = True,
) -> Counted:  # fmt: skip
    """Of one office, one province and so on, or of the country. Two queries. `public`: only of published stories, for
    everybody."""
    narrowed = {"office": office, "province_code": province, "region": region, "campaign": campaign}
    rows = _stories(public).filter(**{name: code for name, code in narrowed.items() if code})
    told = dict(_answers(rows, since, until).aggregate(**_sums(now)))
    told |= _pledges(rows, since, until).aggregate(**_PLEDGES)
    return _counted(told)


def by_office(
    codes: Iterable[str],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    now: datetime,
    public: bool = False,
) -> dict[str, Counted]:
    """Each of these offices, for the list of those above them. Two queries."""
    rows = _stories(public).filter(office__in=list(codes))
    found: dict[str, dict[str, Any]] = {}
    answers = _answers(rows, since, until).order_by().values("story__office")
    promised = _pledges(rows, since, until).order_by().values("story__office")
    for some in (answers.annotate(**_sums(now)), promised.annotate(**_PLEDGES)):
        for row in some:
            found.setdefault(row["story__office"], {}).update(row)
    return {code: _counted(told) for code, told in found.items()}


def _stories(public: bool) -> Any:
    return Story.objects.published() if public else Story.objects.filter(status__in=PASSED)


def _answers(rows: Any, since: datetime | None, until: datetime | None) -> Any:
    return Answering.objects.filter(_within("passed_at", since, until), story__in=rows)


def _pledges(rows: Any, since: datetime | None, until: datetime | None) -> Any:
    return Pledge.objects.filter(_within("story__answering__passed_at", since, until), story__in=rows)


def _within(name: str, since: datetime | None, until: datetime | None) -> Q:
    """Of stories that passed in this time."""
    within = Q(**{f"{name}__gte": since}) if since else Q()
    return within & Q(**{f"{name}__lt": until}) if until else within


def _sums(now: datetime) -> dict[str, Any]:
    done = Q(answered_at__isnull=False)
    return {
        "n_stories": Count("pk"), "n_answered": Count("pk", filter=done),
        "n_in_time": Count("pk", filter=done & Q(answered_at__lte=F("due_at"))),
        "n_late_now": Count("pk", filter=Q(answered_at=None, due_at__lt=now)),
        "days_median": Disc("working_days", 0.5), "days_p90": Disc("working_days", 0.9),
    }  # fmt: skip


_PLEDGES: dict[str, Any] = {
    "n_promised": Count("pk"), "n_confirmed": Count("pk", filter=Q(status=CONFIRMED)),
    "n_unconfirmed": Count("pk", filter=Q(status=DONE)), "n_overdue": Count("pk", filter=Q(status=BROKEN)),
    "n_given_up": Count("pk", filter=Q(status=GIVEN_UP)),
}  # fmt: skip


def _counted(told: dict[str, Any]) -> Counted:
    numbers = {name.removeprefix("n_"): int(n or 0) for name, n in told.items() if name.startswith("n_")}
    enough = numbers.get("answered", 0) >= LEAST
    days: dict[str, Any] = {"median_days": told.get("days_median"), "p90_days": told.get("days_p90")} if enough else {}
    return replace(Counted(**numbers), **days)
