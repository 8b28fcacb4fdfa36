"""What is added to a film: versions of its texts, places, days, costs, cuts, channels and how often it was seen."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices.actor import Actor

from ..models import Film
from ..models.films import FilmCost, FilmCount, FilmCut, FilmDay, FilmPaper, FilmPlace, FilmShowing
from . import captions, facts_of, recording, table, words
from .actions import locked, may, web_address

LANGUAGES = ("th", "en")


@transaction.atomic
def write(
    film: Film, kind: str, text: str, *, by: Actor, language: str = "th", note: str = "", now: datetime | None = None
) -> FilmPaper:
    """A new version of a text; older ones stay. Captions and described audio are checked as WebVTT. Raises Refused."""
    may(by)
    if kind not in words.PAPERS or language not in LANGUAGES:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "kind")
    if len(text.strip()) < 10:
        raise Refused("too_short", _("ข้อความสั้นเกินไป"), "text")
    if kind in (words.CAPTIONS, words.DESCRIPTION):
        text = captions.tidy(text)
    now, film = now or timezone.now(), locked(film, None)
    last = film.papers.filter(kind=kind, language=language).aggregate(no=Max("no"))["no"] or 0
    paper = FilmPaper.objects.create(
        film=film,
        kind=kind,
        language=language,
        no=last + 1,
        text=text.strip(),
        note=note.strip(),
        made_by=by.name,
        made_at=now,
    )
    recording.advance(film, "write", {}, by=by, data={"kind": kind, "no": paper.no, "language": language}, now=now)
    return paper


@transaction.atomic
def add_place(
    film: Film,
    name: str,
    *,
    by: Actor,
    allowed_by: str = "",
    allowed_on: date | None = None,
    now: datetime | None = None,
) -> FilmPlace:
    may(by)
    if len(name.strip()) < 2:
        raise Refused("needed", _("กรุณาบอกสถานที่"), "name")
    _whose(allowed_by, allowed_on)
    now, film = now or timezone.now(), locked(film, None)
    place = FilmPlace.objects.create(film=film, name=name.strip(), allowed_by=allowed_by.strip(), allowed_on=allowed_on)
    recording.advance(film, "place", {}, by=by, data={"place": place.pk}, now=now)
    return place


@transaction.atomic
def allow_place(place: FilmPlace, *, by: Actor, allowed_by: str, allowed_on: date, now: datetime | None = None) -> None:
    may(by)
    _whose(allowed_by, allowed_on)
    now, film = now or timezone.now(), locked(place.film, None)
    FilmPlace.objects.filter(pk=place.pk).update(allowed_by=allowed_by.strip(), allowed_on=allowed_on)
    recording.advance(film, "allow_place", {}, by=by, data={"place": place.pk}, now=now)


def _whose(allowed_by: str, allowed_on: date | None) -> None:
    if allowed_on is not None and len(allowed_by.strip()) < 2:
        raise Refused("needed", _("กรุณาบอกว่าใครอนุญาตให้ใช้สถานที่"), "allowed_by")


@transaction.atomic
def plan_day(
    film: Film, on: date, *, by: Actor, place: FilmPlace | None = None, plan: str = "", now: datetime | None = None
) -> FilmDay:
    may(by)
    now, film = now or timezone.now(), locked(film, None)
    if place is not None and place.film_id != film.pk:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "place")
    day = FilmDay.objects.create(film=film, on=on, place=place, plan=plan.strip())
    recording.advance(film, "day", {}, by=by, data={"on": on}, now=now)
    return day


@transaction.atomic
def budget(
    film: Film, what: str, planned_baht: int, *, by: Actor, spent_baht: int | None = None, now: datetime | None = None
) -> FilmCost:
    may(by)
    if len(what.strip()) < 2:
        raise Refused("needed", _("กรุณาบอกรายการ"), "what")
    now, film = now or timezone.now(), locked(film, None)
    cost = FilmCost.objects.create(film=film, what=what.strip(), planned_baht=planned_baht, spent_baht=spent_baht)
    recording.advance(film, "cost", {}, by=by, data={"planned": planned_baht, "spent": spent_baht}, now=now)
    return cost


@transaction.atomic
def spend(cost: FilmCost, spent_baht: int, *, by: Actor, now: datetime | None = None) -> None:
    may(by)
    now, film = now or timezone.now(), locked(cost.film, None)
    FilmCost.objects.filter(pk=cost.pk).update(spent_baht=spent_baht)
    recording.advance(film, "spend", {}, by=by, data={"cost": cost.pk, "spent": spent_baht}, now=now)


@transaction.atomic
def day_done(day: FilmDay, *, by: Actor, now: datetime | None = None) -> None:
    """That day's shooting has been."""
    may(by)
    now, film = now or timezone.now(), locked(day.film, None)
    FilmDay.objects.filter(pk=day.pk, done_at=None).update(done_at=now)
    recording.advance(film, "day_done", {}, by=by, data={"on": day.on}, now=now)


@transaction.atomic
def drop(row: FilmPlace | FilmDay | FilmCost | FilmShowing, *, by: Actor, now: datetime | None = None) -> None:
    """It does not come to that. What was shown somewhere is not dropped: it is taken off."""
    may(by)
    now, film = now or timezone.now(), locked(row.film, None)
    if isinstance(row, FilmShowing) and row.shown_at is not None:
        raise NotAllowed("not_now", _("ช่องทางนี้เผยแพร่ไปแล้ว จึงตัดออกจากแผนไม่ได้"))
    type(row)._default_manager.filter(pk=row.pk, dropped_at=None).update(dropped_at=now)
    recording.advance(film, "drop", {}, by=by, data={"what": row._meta.model_name, "row": row.pk}, now=now)


@transaction.atomic
def add_cut(film: Film, link: str, seconds: int, *, by: Actor, note: str = "", now: datetime | None = None) -> FilmCut:
    """A new edit. What was approved before was another one: every approval is asked for anew."""
    may(by)
    link = web_address(link, "link")
    if seconds < 1:
        raise Refused("bad_value", _("กรุณาบอกความยาวเป็นวินาที"), "seconds")
    now, film = now or timezone.now(), locked(film, None)
    if film.state != words.EDITING:
        raise NotAllowed("not_now", _("เพิ่มฉบับตัดต่อได้ในขั้นตัดต่อเท่านั้น"))
    last = film.cuts.aggregate(no=Max("no"))["no"] or 0
    cut = FilmCut.objects.create(
        film=film, no=last + 1, link=link, seconds=seconds, note=note.strip(), made_by=by.name, made_at=now
    )
    recording.advance(film, "cut", {}, by=by, data={"cut": cut.no}, now=now)
    return cut


@transaction.atomic
def plan_showing(film: Film, channel: str, on: date, *, by: Actor, now: datetime | None = None) -> FilmShowing:
    may(by)
    if channel not in words.PLANNED:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "channel")
    now, film = now or timezone.now(), locked(film, None)
    if film.showings.filter(channel=channel, dropped_at=None, must_stop_at=None, stopped_at=None).exists():
        raise Refused("twice", _("ช่องทางนี้อยู่ในแผนแล้ว"), "channel")
    showing = FilmShowing.objects.create(film=film, channel=channel, planned_on=on)
    recording.advance(film, "plan", {}, by=by, data={"channel": channel, "on": on}, now=now)
    return showing


@transaction.atomic
def shown(showing: FilmShowing, link: str, *, by: Actor, now: datetime | None = None) -> None:
    """It is on that channel now. Only while the film is published, and where everybody in it allows that use."""
    may(by)
    now, film = now or timezone.now(), locked(showing.film, None)
    if film.state != words.PUBLISHED:
        raise NotAllowed("not_now", _("ลงช่องทางอื่นได้เมื่อภาพยนตร์เผยแพร่แล้วเท่านั้น"))
    facts = replace(facts_of.film(film), channels=frozenset({showing.channel}))
    if obstacle := table.in_the_way(facts).get("channels"):
        raise Refused("in_the_way_channels", obstacle, "link")
    open_there = FilmShowing.objects.filter(pk=showing.pk, dropped_at=None, must_stop_at=None)
    if not open_there.update(link=web_address(link, "link"), shown_at=now):
        raise NotAllowed("not_now", _("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูภาพยนตร์อีกครั้ง"))
    recording.advance(film, "shown", {}, by=by, data={"channel": showing.channel}, now=now)


@transaction.atomic
def taken_off(showing: FilmShowing, *, by: Actor, now: datetime | None = None) -> None:
    """Somebody has taken it off that channel and says so: the duty is done."""
    may(by)
    now, film = now or timezone.now(), locked(showing.film, None)
    if showing.must_stop_at is None:
        raise NotAllowed("not_now", _("ช่องทางนี้ไม่ได้ถูกสั่งให้หยุด"))
    FilmShowing.objects.filter(pk=showing.pk, stopped_at=None).update(stopped_at=now)
    recording.advance(film, "taken_off", {}, by=by, data={"channel": showing.channel}, now=now)


@transaction.atomic
def count(
    showing: FilmShowing,
    on: date,
    *,
    views: int,
    by: Actor,
    shares: int = 0,
    comments: int = 0,
    now: datetime | None = None,
) -> FilmCount:
    may(by)
    now, film = now or timezone.now(), locked(showing.film, None)
    counted, _made = FilmCount.objects.update_or_create(
        showing=showing, on=on, defaults={"views": views, "shares": shares, "comments": comments}
    )
    data = {"channel": showing.channel, "on": on, "views": views}
    recording.advance(film, "count", {}, by=by, data=data, now=now)
    return counted
