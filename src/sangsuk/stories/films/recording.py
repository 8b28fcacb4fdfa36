"""Events of a film, and the proof that they alone write its state."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.cases.intake import plain
from sangsuk.cases.replay import Difference, compared
from sangsuk.common.errors import Stale
from sangsuk.offices.actor import Actor

from ..models import FILM_STATE, Film, FilmEvent


def advance(
    film: Film, move: str, changes: Mapping[str, Any], *, by: Actor, data: Mapping[str, Any], now: datetime
) -> FilmEvent:
    """Compare-and-swap, then the event; the film at hand becomes what the row is. Raises Stale."""
    changes = {**changes, "version": film.version + 1}
    if not Film.objects.filter(pk=film.pk, version=film.version).update(**changes):
        raise stale()
    for field, value in changes.items():
        setattr(film, field, value)
    return event(film, move, by=by, data=data, changes=changes, now=now)


def stale() -> Stale:
    return Stale("stale", _("ภาพยนตร์นี้เพิ่งมีผู้ดำเนินการไปก่อน กรุณาดูข้อมูลล่าสุดแล้วทำอีกครั้ง"))


def event(
    film: Film, move: str, *, by: Actor, data: Mapping[str, Any], changes: Mapping[str, Any], now: datetime
) -> FilmEvent:
    return FilmEvent.objects.create(
        film=film, seq=film.version, at=now, move=move, actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
        office_code=by.office_code, data=plain(data), changes=plain(changes),
    )  # fmt: skip


def differences() -> Iterator[Difference]:
    """Every difference between films and their events."""
    events = FilmEvent.objects.order_by("film_id", "seq").values_list("film_id", "seq", "changes")
    blank = plain({f.attname: f.get_default() for f in Film._meta.concrete_fields if f.attname in FILM_STATE})
    yield from compared(Film.objects.order_by("id"), events, FILM_STATE, blank, called="code")
