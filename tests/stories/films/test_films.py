"""A film is made step by step, is shown when nothing stands in its way, and stops when anybody in it says so."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.base import File as FileOf
from django.utils import timezone

import filming
import producing
import storytelling as telling
from factories import MONDAY
from people import CITIZEN, STAFF, actor
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.stories import actions as stories
from sangsuk.stories import consents
from sangsuk.stories.films import (
    actions,
    facts_of,
    forgetting,
    masters,
    papers,
    queries,
    recording,
    releases,
    stopping,
    table,
    words,
)
from sangsuk.stories.gallery import clearing
from sangsuk.stories.models import Entry, Film, FilmEvent, FilmPaper, FilmPerson, FilmShowing, Round, Selection, Story

pytestmark = pytest.mark.usefixtures("world")
DAO = "dao"


def test_from_the_choice_to_the_screen() -> None:
    film = producing.published()
    assert (film.state, queries.watched(film.code).link) == ("published", producing.LINK)
    assert {one.channel: one.shown_at for one in FilmShowing.objects.all()} == {"website": MONDAY, "host": MONDAY}
    assert list(recording.differences()) == []


def test_when_another_story_is_chosen_in_its_place_a_film_is_shown_no_more_and_the_other_gets_its_own() -> None:
    film = producing.published()
    place, other_story = film.selection, telling.published(2, campaign="happy-2563", uses=("publish", "film"))
    assert place is not None
    instead = Entry.objects.create(round=place.round, story=other_story, packet="P9", text=other_story.text_shown)
    stopping.unchosen(place, now=MONDAY)
    Selection.objects.filter(pk=place.pk).update(entry=instead)
    film.refresh_from_db()
    assert (film.state, film.selection) == ("stopped", None)
    assert not queries.published().exists()
    assert list(queries.to_begin(actor(DAO))) == [place]
    other = actions.begin(Selection.objects.get(pk=place.pk), by=actor(DAO))
    assert other.story_id == instead.story_id
    assert "chosen" in table.in_the_way(facts_of.film(film))
    stopping.unchosen(place, now=MONDAY)
    Selection.objects.filter(pk=place.pk).update(entry=film.story.entries.get())
    assert actions.begin(Selection.objects.get(pk=place.pk), by=actor(DAO)) == film
    assert list(recording.differences()) == []


def test_there_is_one_film_for_each_chosen_story_and_none_before_the_choice_is_announced() -> None:
    selection = producing.chosen()
    assert actions.begin(selection, by=actor(DAO)) == actions.begin(selection, by=actor(DAO))
    Round.objects.update(state="decided", announced_at=None)
    with pytest.raises(Refused) as refused:
        actions.begin(Selection.objects.get(), by=actor(DAO))
    assert refused.value.code == "not_announced"


@pytest.mark.parametrize("who", sorted(set(STAFF) - {"dao", "nok"}))
def test_only_the_department_and_the_ministry_make_films(who: str) -> None:
    film = producing.film()
    with pytest.raises(NotAllowed):
        actions.move(film, "stop", by=actor(who), data={"why": "ไม่ใช่งานของเขา"})
    with pytest.raises(NotAllowed):
        queries.seen(film.code, actor(who))


def left(film: Film) -> set[str]:
    return set(table.in_the_way(facts_of.film(Film.objects.get(pk=film.pk))))


def test_each_step_takes_one_thing_out_of_the_way() -> None:
    film = producing.film()
    assert left(film) == {"script", "day", "cut", "accessible", "approvals", "film"}
    person = producing.person(film, signed=False)
    assert "releases" in left(film)
    producing.RELEASE.seek(0)
    releases.sign(
        person.person, producing.RELEASE, by=actor(DAO), uses=["online"], signed_on=date(2026, 11, 1), now=MONDAY
    )
    producing.shot(film)
    producing.accessible(film)
    assert left(film) == {"cut", "approvals", "film"}


OBSTACLES = {
    "releases": lambda film: releases.add(film, by=actor(DAO), part="คนเดินผ่าน", name="ใครคนหนึ่ง", now=MONDAY),
    "accessible": lambda film: FilmPaper.objects.filter(film=film, kind="description").delete(),
    "film": lambda film: Film.objects.filter(pk=film.pk).update(link=""),
    "channels": lambda film: papers.plan_showing(film, "television", date(2026, 12, 2), by=actor(DAO), now=MONDAY),
    "author": lambda film: consents.set_to(producing.story_of(film), {"film": False}, now=MONDAY),
    "story": lambda film: Story.objects.update(status="kept", published_at=None),
}


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_it_is_not_shown_while_something_is_missing(obstacle: str) -> None:
    film = producing.ready()
    OBSTACLES[obstacle](film)
    with pytest.raises(Refused) as refused:
        actions.move(film, "publish", by=actor(DAO))
    assert refused.value.code == f"in_the_way_{obstacle}"
    assert not queries.published().exists()


def test_one_person_does_not_approve_alone_and_a_new_cut_begins_anew() -> None:
    film = producing.film()
    producing.shot(film)
    producing.accessible(film)
    cut = papers.add_cut(film, producing.LINK, 100, by=actor(DAO), now=MONDAY)
    actions.move(film, "submit", by=actor(DAO), now=MONDAY)
    actions.approve(cut, "content", by=producing.other(1), yes=True, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.approve(cut, "privacy", by=producing.other(1), yes=True, now=MONDAY)
    with pytest.raises(Refused):
        actions.approve(cut, "content", by=producing.other(2), yes=True, now=MONDAY)
    with pytest.raises(Refused):
        actions.approve(cut, "access", by=producing.other(2), yes=False, note="", now=MONDAY)
    actions.approve(cut, "access", by=producing.other(2), yes=False, note="คำบรรยายเร็วเกินไป", now=MONDAY)
    with pytest.raises(Refused):
        actions.move(film, "accept", by=actor(DAO))
    actions.move(film, "rework", by=actor(DAO), data={"why": "แก้คำบรรยาย"}, now=MONDAY)
    again = papers.add_cut(film, producing.LINK, 100, by=actor(DAO), now=MONDAY)
    assert facts_of.film(Film.objects.get()).approved == frozenset()
    actions.move(film, "submit", by=actor(DAO), now=MONDAY)
    with pytest.raises(Refused):
        actions.approve(cut, "privacy", by=producing.other(3), yes=True, now=MONDAY)
    assert again.no == 2


def test_what_the_chief_approves_only_the_chief_can_approve() -> None:
    film = producing.film()
    producing.shot(film)
    producing.accessible(film)
    cut = papers.add_cut(film, producing.LINK, 100, by=actor(DAO), now=MONDAY)
    actions.move(film, "submit", by=actor(DAO), now=MONDAY)
    thawin, officer = producing.chief(), actor(DAO)
    for somebody in (officer, producing.other(1), actor("nok")):
        one = replace(somebody, leads=False)
        with pytest.raises(NotAllowed, match="เฉพาะหัวหน้าหน่วยงาน") as refused:
            actions.approve(cut, "chief", by=one, yes=True, now=MONDAY)
        assert (refused.value.code, refused.value.field) == ("chief_only", "kind")
    assert not cut.approvals.exists()
    for n, kind in enumerate(("content", "privacy", "access")):
        actions.approve(cut, kind, by=replace(producing.other(n), leads=False), yes=True, now=MONDAY)
    with pytest.raises(Refused) as open_:
        actions.move(film, "accept", by=officer)
    assert "ผู้บริหาร" in str(open_.value)
    actions.approve(cut, "chief", by=thawin, yes=True, now=MONDAY)
    assert actions.move(film, "accept", by=officer, now=MONDAY).state == "ready"


def test_whoever_takes_her_release_back_stops_the_film_on_every_channel() -> None:
    film = producing.ready()
    papers.plan_showing(film, "facebook", date(2026, 12, 1), by=actor(DAO), now=MONDAY)
    actions.move(film, "publish", by=actor(DAO), now=MONDAY)
    papers.shown(FilmShowing.objects.get(channel="facebook"), "https://www.facebook.com/v/1", by=actor(DAO), now=MONDAY)
    releases.withdraw(FilmPerson.objects.get(), now=MONDAY + timedelta(hours=1))
    film = Film.objects.get()
    assert (film.state, film.why_stopped) == ("stopped", "ผู้ปรากฏในภาพยนตร์ถอนคำอนุญาต")
    with pytest.raises(Missing):
        queries.watched(film.code)
    assert {s.channel: (s.must_stop_at is not None, s.stopped_at is not None) for s in FilmShowing.objects.all()} == {
        "website": (True, True), "facebook": (True, False), "host": (True, False),
    }  # fmt: skip
    for showing in queries.to_stop():
        papers.taken_off(showing, by=actor(DAO))
    assert not queries.to_stop().exists()


def test_a_channel_that_somebody_filmed_does_not_allow_is_not_added_while_it_is_shown() -> None:
    film = producing.published()
    television = papers.plan_showing(film, "television", date(2026, 12, 2), by=actor(DAO), now=MONDAY)
    with pytest.raises(Refused) as refused:
        papers.shown(television, "https://tv.example.com/1", by=actor(DAO), now=MONDAY)
    assert refused.value.code == "in_the_way_channels"
    facebook = papers.plan_showing(film, "facebook", date(2026, 12, 2), by=actor(DAO), now=MONDAY)
    papers.shown(facebook, "https://www.facebook.com/v/1", by=actor(DAO), now=MONDAY)
    tiktok = papers.plan_showing(film, "tiktok", date(2026, 12, 2), by=actor(DAO), now=MONDAY)
    papers.drop(tiktok, by=actor(DAO), now=MONDAY)
    with pytest.raises(NotAllowed):
        papers.shown(tiktok, "https://www.tiktok.com/1", by=actor(DAO), now=MONDAY)
    assert {one.channel for one in FilmShowing.objects.exclude(shown_at=None)} == {"website", "host", "facebook"}


def test_even_a_row_that_says_published_is_not_shown_against_a_no() -> None:
    producing.published()
    FilmPerson.objects.update(release="withdrawn", withdrawn_at=MONDAY)
    assert not queries.published().exists()


@pytest.mark.parametrize("how", ["consent", "withdraw", "take_down"])
def test_the_author_or_the_story_going_stops_it(how: str) -> None:
    film = producing.published()
    data = {"consent": {"uses": {"film": False}}, "withdraw": {}, "take_down": {"why": "มีผู้แจ้งว่าไม่จริง"}}[how]
    by = actor(DAO) if how == "take_down" else CITIZEN
    stories.move(producing.story_of(film), how, by=by, data=data, now=MONDAY)
    assert Film.objects.get().state == "stopped"
    assert not queries.published().exists()


def test_without_her_it_may_be_shown_again() -> None:
    film = producing.published()
    releases.withdraw(FilmPerson.objects.get(), now=MONDAY)
    actions.move(film, "rework", by=actor(DAO), data={"why": "ตัดผู้ถอนออก"}, now=MONDAY)
    releases.leave_out(FilmPerson.objects.get(), by=actor(DAO), now=MONDAY)
    producing.approved(film)
    assert actions.move(film, "publish", by=actor(DAO), now=MONDAY).state == "published"


def test_a_minor_needs_somebody_who_signs_for_her() -> None:
    with pytest.raises(Refused) as refused:
        producing.person(producing.film(), is_minor=True)
    assert refused.value.field == "guardian"


def test_her_key_finds_her_release_and_names_lie_sealed() -> None:
    added = producing.person(producing.film())
    assert releases.mine(added.key.lower()) == added.person
    with pytest.raises(Missing):
        releases.mine("AAAA-BBBB-CCCC-DDDD")
    assert "บุญมา".encode() not in bytes(added.person.name)
    assert releases.name_of(added.person) == "บุญมา (สมมติ)"
    assert "บุญมา" not in str([*FilmEvent.objects.values("data", "changes")])


def test_a_release_of_tomorrow_or_without_a_use_or_paper_is_refused() -> None:
    person = producing.person(producing.film(), signed=False).person
    for uses, day, paper, field in (
        ([], date(2026, 11, 1), producing.RELEASE, "uses"),
        (["cinema"], date(2026, 11, 1), producing.RELEASE, "uses"),
        (["online"], MONDAY.date() + timedelta(1), producing.RELEASE, "signed_on"),
        (["online"], date(2026, 11, 1), ContentFile(b"hello", name="x.txt"), "paper"),
    ):
        paper.seek(0)
        with pytest.raises(Refused) as refused:
            releases.sign(person, paper, by=actor(DAO), uses=uses, signed_on=day, now=MONDAY)
        assert refused.value.field == field


def test_who_was_quicker_wins() -> None:
    film = producing.film()
    before = film.version
    papers.write(film, "treatment", "โครงเรื่องของยายกับเก้าอี้", by=actor(DAO), now=MONDAY)
    with pytest.raises(Stale):
        actions.move(film, "stop", by=actor(DAO), version=before, data={"why": "ช้าไปแล้ว"})


@pytest.mark.parametrize(
    "link", ["", "http://a.example/x", "javascript:alert(1)", "https://", "https://u:p@a.example/", "x" * 700]
)
def test_a_link_is_an_address_that_browsers_open_safely(link: str) -> None:
    with pytest.raises(Refused):
        actions.finish(producing.film(), by=actor(DAO), link=link, seconds=10)


def test_how_often_it_was_seen_is_written_down_once_a_day() -> None:
    producing.published()
    showing = FilmShowing.objects.get(channel="website")
    papers.count(showing, date(2026, 12, 2), views=100, by=actor(DAO), now=MONDAY)
    papers.count(showing, date(2026, 12, 2), views=120, shares=3, by=actor(DAO), now=MONDAY)
    assert [(c.views, c.shares) for c in showing.counts.all()] == [(120, 3)]


def test_long_after_it_was_stopped_its_people_are_forgotten() -> None:
    producing.published()
    releases.withdraw(FilmPerson.objects.get(), now=MONDAY)
    assert forgetting.forget_people(forgetting.people_over(MONDAY)) == 0
    assert forgetting.forget_people(forgetting.people_over(MONDAY + timedelta(days=1))) == 1
    kept = FilmPerson.objects.get()
    assert (bytes(kept.name), kept.part, kept.paper_sha256, kept.release) == (b"", "–", "–", "withdrawn")


def test_every_move_has_a_way_and_every_obstacle_a_sentence() -> None:
    needs = {need for move in table.MOVES.values() for need in move.needs}
    worst = table.Facts(
        state=words.READY, story_is_passed=False, author_allows=False, is_chosen=False, people=(("pending", frozenset()), ("signed", frozenset())),
        places_open=1, channels=frozenset({"television"}),
    )  # fmt: skip
    assert needs == set(table.in_the_way(worst))
    assert {state for move in table.MOVES.values() for state in move.sources} | {"published"} == set(words.STATES)


def test_where_the_finished_film_lies_is_a_channel_that_must_be_cleared_too() -> None:
    film = producing.ready()
    described = f"{producing.LINK}-described"
    actions.finish(film, by=actor(DAO), link=producing.LINK, described=described, seconds=180, now=MONDAY)
    actions.move(film, "publish", by=actor(DAO), now=MONDAY)
    assert not queries.watch_at(Film.objects.get())
    actions.move(film, "stop", by=actor(DAO), data={"why": "มีผู้ขอให้หยุด"}, now=MONDAY)
    assert {one.link for one in queries.to_stop()} == {producing.LINK, described}
    with pytest.raises(Refused):
        papers.plan_showing(film, "host", date(2026, 12, 1), by=actor(DAO), now=MONDAY)


def test_what_people_watch_is_not_exchanged_behind_the_approval() -> None:
    film = producing.published()
    with pytest.raises(NotAllowed):
        actions.finish(film, by=actor(DAO), link="https://video.example.org/other", seconds=10, now=MONDAY)
    assert Film.objects.get().link == producing.LINK


def test_a_place_gets_its_permission_later_or_is_not_used_and_a_day_is_ticked_off() -> None:
    film = producing.film()
    used, unused = (papers.add_place(film, name, by=actor(DAO), now=MONDAY) for name in ("ที่ว่าการอำเภอ", "ตลาด"))
    assert "places" in left(film)
    papers.allow_place(used, by=actor(DAO), allowed_by="นายอำเภอ", allowed_on=date(2026, 11, 1), now=MONDAY)
    papers.drop(unused, by=actor(DAO), now=MONDAY)
    assert "places" not in left(film)
    day = papers.plan_day(film, date(2026, 11, 20), by=actor(DAO), now=MONDAY)
    papers.day_done(day, by=actor(DAO), now=MONDAY)
    day.refresh_from_db()
    assert day.done_at == MONDAY
    papers.drop(day, by=actor(DAO), now=MONDAY)
    assert "day" in left(film)


def test_a_channel_is_dropped_from_the_plan_until_it_is_shown_there() -> None:
    film = producing.ready()
    planned = papers.plan_showing(film, "television", date(2026, 12, 2), by=actor(DAO), now=MONDAY)
    assert "channels" in left(film)
    papers.drop(planned, by=actor(DAO), now=MONDAY)
    actions.move(film, "publish", by=actor(DAO), now=MONDAY)
    with pytest.raises(NotAllowed):
        papers.drop(FilmShowing.objects.get(channel="website"), by=actor(DAO), now=MONDAY)


def test_a_finished_film_is_kept_here_and_the_one_before_it_goes(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    film = producing.film()
    for n, seconds in enumerate((1, 2)):
        with filming.film(tmp_path / f"{n}.mp4", seconds=seconds).open("rb") as opened:
            kept = masters.keep(FileOf(opened, name="film.mp4"), now=MONDAY)
        actions.finish(film, by=actor(DAO), now=MONDAY, **vars(kept))
        clearing.clear_due(timezone.now() + timedelta(days=3))
    assert [one.suffix for one in (tmp_path / "files").rglob("*.mp4")] == [".mp4"]
    assert masters.path_to(Film.objects.get()).stem == kept.master
    assert b"SECRET" not in masters.path_to(Film.objects.get()).read_bytes()
    with (
        filming.sound(tmp_path / "a.mp3", form="mp3", codec="libmp3lame").open("rb") as opened,
        pytest.raises(Refused) as refused,
    ):
        masters.keep(FileOf(opened, name="film.mp3"), now=MONDAY)
    assert (refused.value.code, refused.value.field) == ("not_media", "file")


@pytest.mark.parametrize("how", ["film", "withdraw"])
def test_what_the_author_takes_back_of_the_film_goes_at_once(how: str) -> None:
    film = producing.ready()
    actions.finish(film, by=actor(DAO), master="a" * 64, form="mp4", seconds=180, now=MONDAY)
    actions.move(film, "publish", by=actor(DAO), now=MONDAY)
    data = {"uses": {"film": False}} if how == "film" else {}
    stories.move(
        producing.story_of(film), "consent" if how == "film" else "withdraw", by=CITIZEN, data=data, now=MONDAY
    )
    film = Film.objects.get()
    assert (film.state, film.master) == ("stopped", "")
    texts = set(film.papers.values_list("text", flat=True))
    assert (texts == {"–"}, film.title == film.code) == (how == "withdraw", how == "withdraw")
    assert "a" * 64 not in str([*FilmEvent.objects.values("data", "changes")])
    assert list(recording.differences()) == []
