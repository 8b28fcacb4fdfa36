"""What of stories was announced, as newspapers want it: the choice with what its record says, and the films.

Nothing is here that is not public at this moment: an announced round, a story that is shown, a film that may be watched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

from ..films import queries as made
from ..films import words as film_words
from ..judging import deciding
from ..judging.standing import Place
from ..models import Film, FilmPaper, Round, Selection, StoryQuerySet
from ..models.judging import ANNOUNCED
from . import naming, telling
from .telling import Told


@dataclass(frozen=True)
class Chosen:
    """`why`: as the record has it, points and judges, or the reason of an exchange; "" where it says nothing."""

    tale: Told
    why: str


@dataclass(frozen=True)
class Choice:
    """An announced round, with those of its chosen that are shown, in their order."""

    round: Round
    campaign: str
    chosen: Sequence[Chosen]


@dataclass(frozen=True)
class Shown:
    """A film that may be watched, with the newest of each of its captions, transcripts and descriptions."""

    film: Film
    tale: Told
    length: str
    credit: str
    texts: Sequence[FilmPaper]


def choices(rows: StoryQuerySet) -> list[Choice]:
    """Of announced rounds those chosen that are among these, which must be published ones; the newest round first."""
    found = (
        Selection.objects.filter(round__state=ANNOUNCED, entry__story__in=rows.values("pk"))
        .select_related("round__campaign", "entry__story__campaign")
        .order_by("-round__announced_at", "round_id", "place")
    )
    return [_choice(round_, list(ones)) for round_, ones in groupby(found, key=lambda one: one.round)]


def _choice(round_: Round, selections: Sequence[Selection]) -> Choice:
    why = _why(round_)
    chosen = [Chosen(telling.told(one.entry.story), why.get(one.entry.packet, "")) for one in selections]
    return Choice(round_, naming.campaign(round_.campaign), chosen)


def _why(round_: Round) -> Mapping[str, str]:
    """By packet, what stands in the record that everybody may read. Nothing where it cannot be computed any more."""
    try:
        places = deciding.result(round_).places
    except Refused:
        return {}
    exchanged = _("คณะทำงานสองคนเปลี่ยนจากลำดับคะแนน ด้วยเหตุผลว่า %(reason)s")
    return {place.packet: _points(place) for place in places} | {
        one.into.packet: exchanged % {"reason": one.reason} for one in deciding.exchanges(round_)
    }


def _points(place: Place) -> str:
    said = {"rank": place.rank, "points": f"{place.adjusted:.1f}", "judges": place.judges}
    return _("ลำดับที่ %(rank)s ได้ %(points)s จาก 100 คะแนน จากกรรมการ %(judges)s คน") % said


def films(rows: StoryQuerySet) -> list[Shown]:
    """Those of these stories. Two queries."""
    found = list(made.published().filter(story__in=rows.values("pk")))
    texts = FilmPaper.objects.filter(film__in=found, kind__in=film_words.ACCESSIBLE)
    newest = list(texts.order_by("film_id", "kind", "language", "-no").distinct("film_id", "kind", "language"))
    return [_shown(film, [one for one in newest if one.film_id == film.pk]) for film in found]


def _shown(film: Film, texts: Sequence[FilmPaper]) -> Shown:
    tale = telling.told(film.story)
    credit = _("ภาพยนตร์: กรมการปกครอง โครงการ%(campaign)s ผู้เล่า: %(author)s")
    said = {"campaign": tale.campaign, "author": tale.author}
    return Shown(film, tale, film_words.length(film.seconds), credit % said, texts)
