"""What of a film is forgotten: the people in it, long after it is shown no more; and at once what its author takes back."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sangsuk.offices.actor import Actor

from ..gallery import clearing
from ..models import Film, FilmEvent
from ..models.films import FilmCut, FilmDay, FilmPaper, FilmPerson
from ..models.gallery import VIDEO
from . import recording, words

GONE = "–"


def people_over(until: datetime) -> "QuerySet[FilmPerson]":
    """Of films stopped before this moment, and those cut out before it."""
    over = Q(film__state=words.STOPPED, film__stopped_at__lt=until) | Q(left_out_at__lt=until)
    return FilmPerson.objects.filter(over).exclude(name=b"").order_by("pk")


def forget_people(rows: "QuerySet[FilmPerson]") -> int:
    """Names go, and the paper belongs to nothing any more; that there was a release of this kind stays. With the last of
    those who are in a stopped film the film itself goes, as far as it is kept here."""
    ids = list(rows.values_list("pk", flat=True))
    FilmPerson.objects.filter(pk__in=ids).exclude(paper_sha256="").update(paper_sha256=GONE)
    done = FilmPerson.objects.filter(pk__in=ids).update(name=b"", guardian=b"", part=GONE)
    known = FilmPerson.objects.filter(film=OuterRef("pk"), left_out_at=None).exclude(name=b"")
    for film in Film.objects.filter(~Exists(known), people__in=ids, state=words.STOPPED).distinct():
        forget_master(film, now=timezone.now())
    return done


def forget_master(film: Film, *, now: datetime) -> None:
    """She does not let it be filmed: what is kept here of the film goes. To be shown again it has to be brought anew."""
    if not film.master:
        return
    master, form = film.master, film.form
    recording.advance(film, "forget", {"master": "", "form": ""}, by=Actor.system(), data={}, now=now)
    _unsaid(film, "master")
    clearing.owe_bytes(VIDEO, master, form, now=now)


def forget_work(film: Film, *, now: datetime) -> None:
    """She took her story back, and the film tells it: every text of it goes, and the file. That there was a film stays, and
    where it must be taken off; it is called by its code."""
    forget_master(film, now=now)
    bare = {"title": film.code, "about": "", "link": "", "described": ""}
    recording.advance(film, "forget", bare, by=Actor.system(), data={}, now=now)
    _unsaid(film, *bare)
    FilmPaper.objects.filter(film=film).update(text=GONE, note="")
    FilmCut.objects.filter(film=film).update(note="")
    FilmDay.objects.filter(film=film).update(plan="")


def _unsaid(film: Film, *fields: str) -> None:
    """The events forget what these were before; the last of them says what they are."""
    for happened in FilmEvent.objects.filter(film=film, seq__lt=film.version):
        kept = {name: value for name, value in happened.changes.items() if name not in fields}
        FilmEvent.objects.filter(pk=happened.pk).update(changes=kept)
