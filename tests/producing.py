"""A chosen story and its film, up to the day before it is shown. All invented."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

import storytelling as telling
from factories import MONDAY
from people import actor
from sangsuk.accounts.models import User
from sangsuk.offices.actor import Actor
from sangsuk.stories.films import actions, papers, releases
from sangsuk.stories.models import Campaign, Entry, Film, Round, Selection, Story
from sangsuk.stories.models.films import FilmPerson

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nยายเดินช้า ๆ มาที่ประตู\n"
SCRIPT = "ฉากที่ 1 เช้าที่หน้าที่ว่าการอำเภอ ยายลงจากรถ"
RELEASE = ContentFile(b"%PDF-1.4\nrelease\n%%EOF", name="release.pdf")
LINK = "https://video.example.org/happy"


def chosen(n: int = 1, **changes: Any) -> Selection:
    """A published story that won the first place of its round."""
    campaign = Campaign.objects.filter(code="happy-2563").first() or telling.campaign()
    story = telling.published(n, campaign=campaign.code, uses=("publish", "film", "contact"), **changes)
    return won([story], f"{campaign.code}-{n}")[0]


def won(told: Sequence[Story], code: str) -> list[Selection]:
    """All of these were chosen in one announced round of their campaign, in this order."""
    many = len(told)
    round_ = Round.objects.create(
        code=code, campaign_id=told[0].campaign_id, title="ตัดสิน", winners=many, listed=max(24, many + 1), commitment="0" * 64,
        state="decided", seed_shown="1" * 64, made_at=MONDAY, ended_at=MONDAY,
    )  # fmt: skip
    made = [
        Selection.objects.create(
            round=round_, of=many, place=place,
            entry=Entry.objects.create(round=round_, story=story, packet=f"P{place}", text=story.text_shown),
        )
        for place, story in enumerate(told, 1)
    ]  # fmt: skip
    Round.objects.filter(pk=round_.pk).update(state="announced", announced_at=MONDAY)
    return list(Selection.objects.filter(pk__in=[one.pk for one in made]).order_by("place"))


def film(n: int = 1) -> Film:
    return actions.begin(chosen(n), by=actor("dao"), now=MONDAY)


def person(film: Film, *, signed: bool = True, uses: tuple[str, ...] = ("online",), **more: Any) -> releases.Added:
    added = releases.add(film, by=actor("dao"), part="ยายผู้มาทำบัตร", name="บุญมา (สมมติ)", now=MONDAY, **more)
    if signed:
        RELEASE.seek(0)
        releases.sign(added.person, RELEASE, by=actor("dao"), uses=uses, signed_on=date(2026, 11, 10), now=MONDAY)
    return releases.Added(FilmPerson.objects.get(pk=added.person.pk), added.key)


def shot(film: Film) -> Film:
    """With a script, a day and an allowed place: it is being edited."""
    papers.write(film, "script", SCRIPT, by=actor("dao"), now=MONDAY)
    papers.add_place(
        film, "ที่ว่าการอำเภอ", by=actor("dao"), allowed_by="นายอำเภอ", allowed_on=date(2026, 11, 1), now=MONDAY
    )
    papers.plan_day(film, date(2026, 11, 20), by=actor("dao"), now=MONDAY)
    actions.move(film, "shoot", by=actor("dao"), now=MONDAY)
    return actions.move(film, "edit", by=actor("dao"), now=MONDAY)


def accessible(film: Film) -> None:
    for kind, text in (("captions", VTT), ("transcript", "ยายเดินช้า ๆ มาที่ประตู"), ("description", VTT)):
        papers.write(film, kind, text, by=actor("dao"), now=MONDAY)


def approved(film: Film) -> Film:
    """Watched by four people for four things."""
    cut = papers.add_cut(film, LINK, 180, by=actor("dao"), now=MONDAY)
    actions.move(film, "submit", by=actor("dao"), now=MONDAY)
    for n, kind in enumerate(("content", "privacy", "access")):
        actions.approve(cut, kind, by=other(n), yes=True, now=MONDAY)
    actions.approve(cut, "chief", by=chief(), yes=True, now=MONDAY)
    return actions.move(film, "accept", by=actor("dao"), now=MONDAY)


def other(n: int) -> Actor:
    """One of several people of the department."""
    user, _made = User.objects.get_or_create(email=f"dopa{n}@example.com", defaults={"name": f"คนที่ {n}"})
    return replace(actor("dao"), user_id=user.pk, name=user.name)


def chief() -> Actor:
    """Who leads the department."""
    user, _made = User.objects.get_or_create(email="chief@example.com", defaults={"name": "หัวหน้าของกรม"})
    return replace(actor("dao"), user_id=user.pk, name=user.name, role="chief", leads=True)


def ready(n: int = 1) -> Film:
    made = film(n)
    prepared(made)
    return Film.objects.get(pk=made.pk)


def prepared(film: Film) -> releases.Added:
    """Everything up to the day before it is shown; and who is seen in it, with the key of her release."""
    added = person(film)
    shot(film)
    accessible(film)
    approved(film)
    papers.plan_showing(film, "website", date(2026, 12, 1), by=actor("dao"), now=MONDAY)
    actions.finish(film, by=actor("dao"), link=LINK, seconds=180, now=MONDAY)
    return added


def finished(film: Film) -> releases.Added:
    added = prepared(film)
    actions.move(film, "publish", by=actor("dao"), now=MONDAY)
    return added


def published(n: int = 1) -> Film:
    return actions.move(ready(n), "publish", by=actor("dao"), now=MONDAY)


def story_of(film: Film) -> Story:
    return Story.objects.get(pk=film.story_id)
