"""From one voice to what is counted of it. Pure: values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from .tables import CARD, DESK, PUBLIC, STORY

ALL, THEME, SERVICE = "all", "theme", "service"
AXES = (ALL, THEME, SERVICE)
VOICES, STORIES = "voices", "stories"
TONES, EXPECTATIONS = ("positive", "negative", "mixed"), ("below", "met", "above")
MEASURES = (VOICES, STORIES, *TONES, *EXPECTATIONS)
TOGETHER = "~"
"""The value under which those of a bundle are told who would be too few alone."""

Key = tuple[str, str, str, int, str, str]  # scope, reach, axis, month, value, measure


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said of an office, without who it was. `open`: a published story, readable by everybody anyway. `weight`: less than one
    where a card came in a way that makes it count for less."""

    source: str
    ref: int
    version: int
    office: str
    on: date
    tone: str
    expectation: str = ""
    theme: str = ""
    service: str = ""
    words: tuple[str, ...] = ()
    open: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Bundled:
    """How a voice is told to the public: in which month, from which of its scopes on, under which theme and service."""

    month: int
    scopes: tuple[str, ...]
    theme: str
    service: str


def month_of(on: date) -> int:
    return on.year * 100 + on.month


def at_desk(voice: Voice, scopes: tuple[str, ...]) -> Iterator[Key]:
    yield from _lines(voice, DESK, Bundled(month_of(voice.on), scopes, voice.theme, voice.service))


def in_public(voice: Voice, how: Bundled) -> Iterator[Key]:
    yield from _lines(voice, PUBLIC, how)


def opened(voice: Voice, scopes: tuple[str, ...]) -> Bundled:
    """A published story is told as it is."""
    return Bundled(month_of(voice.on), scopes, voice.theme, voice.service)


def _lines(voice: Voice, reach: str, how: Bundled) -> Iterator[Key]:
    measures = [VOICES, voice.tone]
    if voice.expectation:
        measures.append(voice.expectation)
    if voice.source == STORY:
        measures.append(STORIES)
    for scope in how.scopes:
        for axis, value in ((ALL, ""), (THEME, how.theme), (SERVICE, how.service)):
            for measure in measures:
                yield scope, reach, axis, how.month, value, measure


def said(voice: Voice) -> Voice:
    """The part of it that the counting looks at; two that are the same here are counted the same."""
    return replace(voice, version=0)


__all__ = ["AXES", "CARD", "DESK", "MEASURES", "PUBLIC", "STORY", "Bundled", "Key", "Voice"]
