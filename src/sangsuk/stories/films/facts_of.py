"""What the table must know of a film, read from the rows."""

from .. import consents
from .. import words as stories
from ..models import Film
from ..models.films import FilmPerson
from .table import Facts


def film(film: Film) -> Facts:
    """Six queries."""
    cut = film.cuts.order_by("-no").prefetch_related("approvals").first()
    approvals = list(cut.approvals.all()) if cut else []
    people = FilmPerson.objects.filter(film=film, left_out_at=None).values_list("release", "uses")
    return Facts(
        state=film.state,
        story_is_passed=film.story.status == stories.PUBLISHED,
        is_chosen=film.selection_id is not None,
        author_allows=stories.FILM in consents.allowed(film.story),
        papers=frozenset(film.papers.values_list("kind", flat=True).distinct()),
        people=tuple((release, frozenset(uses)) for release, uses in people),
        places_open=film.places.filter(dropped_at=None, allowed_on=None).count(),
        has_day=film.days.filter(dropped_at=None).exists(),
        has_cut=cut is not None,
        approved=frozenset(one.kind for one in approvals if one.yes),
        refused=any(not one.yes for one in approvals),
        can_be_seen=bool(film.link or film.master),
        channels=frozenset(film.showings.filter(dropped_at=None, must_stop_at=None).values_list("channel", flat=True))
        or frozenset({"website"}),
    )
