"""One page of voices, for either face: the panels of a scope with their words, drawings and quotes."""

from datetime import date
from typing import Any

from sangsuk.stories import words

from ..reports.words import language
from . import panels, quotes, saying, scopes
from .panels import Beside, Panel
from .periods import Period
from .quotes import Quote


def context(scope: str, period: Period, reach: str, today: date) -> dict[str, Any]:
    """Everything the component voices.html shows. The caller has asked who may read it."""
    panel = panels.told(scope, period, reach, today)
    above = scopes.above(scope)
    near = scopes.name(above, language()) if above else ""
    some = quotes.of(scope, period)
    tones = [(tone, words.TONES[tone], panel.tones[tone]) for tone in words.TONES]
    hopes = [(one, words.EXPECTATIONS[one], panel.expectations[one]) for one in reversed(list(words.EXPECTATIONS))]
    return {
        "panel": panel, "name": scopes.name(scope, language()), "period_name": period.name(),
        "finding": saying.finding(panel, near), "near": near, "public": reach == panels.PUBLIC,
        "seen": saying.seen(panel), "tones": saying.bars(tones, near), "hopes": saying.bars(hopes, near),
        "shown": panel.tones[words.POSITIVE].shown, "hoped": panel.expectations[words.ABOVE].shown,
        "received": saying.received(panel), "services": saying.counts(panel.services, words.SERVICES),
        "themes": saying.counts(panel.themes, words.THEMES), "happy": saying.happy(panel),
        "points": saying.points(panel.months), "drawn": any(month.positive.shown for month in panel.months),
        "trend": saying.trend(panel.months),
        "critical": quotes.critical(some), "good": quotes.good(some), "smiles": quotes.happy(some, panel.words),
    }  # fmt: skip


def lines(beside: list[Beside]) -> list[dict[str, Any]]:
    """Areas in the order of their names; a band and no rank."""
    near = {scope: scopes.name(scopes.above(scope), language()) for scope in {one.scope for one in beside}}
    made = [
        {
            "scope": one.scope, "name": scopes.name(one.scope, language()), "voices": one.voices,
            "share": saying.percent(one.positive.share), "between": saying.between(one.positive),
            "band": saying.band(one.positive, near[one.scope]), "few": not one.positive.shown,
        }
        for one in beside
    ]  # fmt: skip
    return sorted(made, key=lambda line: line["name"])


__all__ = ["Panel", "Quote", "context", "lines"]
