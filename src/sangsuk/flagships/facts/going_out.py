"""Facts of going out to villages, and of what people say at the counter: as the rooms below count them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sangsuk.outreach import queries as outreach
from sangsuk.outreach.queries import OutreachFacts
from sangsuk.standards import queries as standards

from .found import Found


def _of_trips(number: Callable[[OutreachFacts], int]) -> Callable[[date, date], Found]:
    def counted(first_day: date, before_day: date) -> Found:
        found = outreach.facts_by_district(first_day, before_day)
        return {code: (Decimal(number(facts)), None) for code, facts in found.items()}

    return counted


trips = _of_trips(lambda facts: facts.trips)
people = _of_trips(lambda facts: facts.people)


def satisfaction(first_day: date, before_day: date) -> Found:
    """Few answers are left out by the room itself."""
    return {
        code: (points, answers)
        for code, (points, answers) in standards.satisfaction_by_district(first_day, before_day).items()
    }
