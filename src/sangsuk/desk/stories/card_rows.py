"""Cards and their sums as rows of a page."""

from collections.abc import Mapping
from typing import Any

from sangsuk.catalog import queries as catalog
from sangsuk.stories.cards import words
from sangsuk.stories.cards.queries import Line, Totals
from sangsuk.stories.models import FeedbackCard


def card_row(card: FeedbackCard, language: str) -> Mapping[str, Any]:
    """One card as the office reads it: the day and not the minute, so that nobody is found by when she came."""
    return {
        "day": card.day, "tone": words.TONES[card.tone], "tone_code": card.tone,
        "expectation": words.EXPECTED.get(card.expectation, ""), "service": _term(words.SERVICES, card.service, language),
        "point": card.point.name(language) if card.point else "", "line": card.line_shown, "more": card.more_shown,
        "age": _term(words.AGES, card.age_band, language), "condition": _term(words.CONDITIONS, card.condition, language),
        "channel": words.CHANNELS[card.channel], "marks": [words.MARKS[mark] for mark in card.marks],
        "weight": None if card.weight >= 1 else f"{max(card.weight, 0.01):.2f}",
    }  # fmt: skip


def totals_rows(totals: Totals, language: str) -> dict[str, Any]:
    return {
        "all": _line(totals.all, ""),
        "lines": [_line(line, _term(words.SERVICES, line.key, language)) for line in totals.services],
        "channels": [(words.CHANNELS[code], many) for code, many in sorted(totals.channels.items())],
        "marked": [(words.MARKS[code], many) for code, many in sorted(totals.marked.items())],
        "tones": list(words.TONES.values()), "expected": list(words.EXPECTED.values()),
    }  # fmt: skip


def _line(line: Line, name: str) -> dict[str, Any]:
    return {
        "name": name, "cards": line.cards, "counts": round(line.weight, 1), "held_back": line.held_back,
        "tones": [_percent(line.share(tone)) for tone in words.TONES],
        "expected": [_percent(line.share_of(one)) for one in words.EXPECTED],
    }  # fmt: skip


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _term(axis: str, code: str, language: str) -> str:
    found = catalog.all_terms(axis).get(code)
    return found.name(language) if found else ""
