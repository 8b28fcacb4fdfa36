"""Who was in a film that is shown no more is forgotten when its time is over: her name, and the paper that she signed."""

from datetime import datetime

from django.db.models import Q, QuerySet

from ..models.films import FilmPerson

GONE = "–"


def people_over(until: datetime) -> "QuerySet[FilmPerson]":
    """Of films stopped before this moment, and those cut out before it."""
    over = Q(film__stopped_at__lt=until) | Q(left_out_at__lt=until)
    return FilmPerson.objects.filter(over).exclude(name=b"").order_by("pk")


def forget_people(rows: "QuerySet[FilmPerson]") -> int:
    """Names go, and the paper belongs to nothing any more; that there was a release of this kind stays."""
    ids = list(rows.values_list("pk", flat=True))
    FilmPerson.objects.filter(pk__in=ids).exclude(paper_sha256="").update(paper_sha256=GONE)
    return FilmPerson.objects.filter(pk__in=ids).update(name=b"", guardian=b"", part=GONE)
