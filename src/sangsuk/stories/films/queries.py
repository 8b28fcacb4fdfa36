"""Questions about films: what the desk works on, and what everybody may watch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing
from sangsuk.offices.actor import Actor

from .. import words as stories
from ..models import Film, Selection, Story, StoryConsent
from ..models.films import FilmPaper, FilmPerson, FilmShowing
from . import facts_of, table, words
from .actions import may


def published() -> "QuerySet[Film]":
    """What everybody may watch: asked anew each time, so that a no holds at once, whatever else has or has not happened."""
    allows = StoryConsent.objects.filter(story=OuterRef("story"), use=stories.FILM, withdrawn_at=None)
    no = FilmPerson.objects.filter(film=OuterRef("pk"), left_out_at=None).exclude(release=words.SIGNED)
    shown = Q(state=words.PUBLISHED, selection__isnull=False, story__in=Story.objects.published().values("pk"))
    return (
        Film.objects.filter(shown, Exists(allows), ~Exists(no))
        .select_related("story__campaign")
        .order_by("-published_at")
    )


def watched(code: str) -> Film:
    """One film as everybody may watch it. Raises Missing."""
    film = published().filter(code=code).first()
    if film is None:
        raise Missing("no_film", _("ไม่พบภาพยนตร์นี้ อาจหยุดเผยแพร่แล้ว"))
    return film


def latest(film: Film, kind: str, language: str = "th") -> FilmPaper | None:
    return film.papers.filter(kind=kind, language=language).order_by("-no").first()


def languages(film: Film, kind: str) -> list[str]:
    """In which languages a text of this kind is there, Thai first."""
    return sorted(
        film.papers.filter(kind=kind).values_list("language", flat=True).distinct(), key=lambda one: one != "th"
    )


@dataclass(frozen=True)
class Row:
    film: Film
    waits: Mapping[str, Any]


def listing(actor: Actor) -> list[Row]:
    """All productions, newest first, with what each waits for. There are as many as winners. Raises NotAllowed."""
    may(actor)
    films = Film.objects.select_related("story__campaign", "selection").order_by("-made_at", "-id")[:60]
    return [Row(film, table.waiting_for(facts_of.film(film))) for film in films]


def to_begin(actor: Actor) -> "QuerySet[Selection]":
    """The chosen of announced rounds that have no film yet."""
    may(actor)
    rows = Selection.objects.filter(round__state="announced", film=None, entry__story__status=stories.PUBLISHED)
    return rows.select_related("round", "entry__story")


def seen(code: str, actor: Actor) -> Film:
    """Raises Missing, NotAllowed."""
    may(actor)
    film = Film.objects.filter(code=code).select_related("story__campaign", "selection__round").first()
    if film is None:
        raise Missing("no_film", _("ไม่พบภาพยนตร์นี้"))
    return film


def latest_counts(showings: Iterable[FilmShowing]) -> list[int]:
    """Of each channel that was counted, how often it was seen by the last day. No query when counts are prefetched."""
    counted = [list(one.counts.all()) for one in showings]
    return [max(counts, key=lambda one: one.on).views for counts in counted if counts]


def watch_at(film: Film) -> list[FilmShowing]:
    """The other channels where everybody finds it, by their links."""
    rows = film.showings.filter(shown_at__isnull=False, must_stop_at=None, dropped_at=None)
    return list(rows.exclude(link="").exclude(channel="host"))


def to_stop() -> "QuerySet[FilmShowing]":
    """Channels on which a stopped film may still be seen: somebody has to go there."""
    return FilmShowing.objects.filter(must_stop_at__isnull=False, stopped_at=None).select_related("film")
