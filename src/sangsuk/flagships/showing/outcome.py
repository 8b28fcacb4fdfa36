"""ทุกข์น้อยลง สุขมากขึ้น: what came of a programme for people, from what they said themselves. A line for each fact that tells of it."""

from sangsuk.common.remember import remembered

from ..folding import queries as folding
from ..indicators import queries as indicators
from ..models import Programme
from ..periods import Period, year
from .board import Line

FACTS = ("distress_less", "cases_content", "cards_good", "counter_satisfaction")
"""Less distress first, then more happiness."""


def outcome(programme: Programme) -> tuple[Period, list[Line]]:
    """Of the country in the fiscal year; what nobody has said yet has no value. One query, remembered for some seconds."""
    period = year(programme.fiscal_year)
    found: list[Line] = _lines(programme.code, period)
    return period, found


@remembered
def _lines(programme: str, period: Period) -> list[Line]:
    cards = [card for card in indicators.in_force(programme, period.starts_on) if card.fact in FACTS]
    values = folding.values([card.code for card in cards], [""], [period])
    return [
        Line(card, values.get((card.code, "", period)), None, None, None, "", None)
        for card in sorted(cards, key=lambda card: FACTS.index(card.fact))
    ]
