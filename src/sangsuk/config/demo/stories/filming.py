"""Three films of the three chosen stories: one that everybody can see, one that waits for approval, one before its first day."""

from datetime import UTC, date, datetime, timedelta

from sangsuk.accounts.models import User
from sangsuk.offices.actor import Actor
from sangsuk.offices.queries import actor_for
from sangsuk.stories.films import actions, papers, releases
from sangsuk.stories.films import words as of_films
from sangsuk.stories.judging import deciding
from sangsuk.stories.models import Film, Round

from ..pictures import paper
from . import scenes
from .scenes import Scene

BEGUN = datetime(2021, 2, 8, 3, tzinfo=UTC)
HOUSE = "https://films.sangsuk.example"
SECONDS = 372


def make(round_: Round, *, until: datetime) -> int:
    """As far as each of the three has come; returns how many films."""
    if until < BEGUN + timedelta(days=120):
        return 0
    maker, readers = _of("phitsamai@dopa"), [_of(who) for who in ("orathai@dopa", "dao@dopa", "nok@moi", "thawin@dopa")]
    chosen = deciding.chosen(round_)
    for selection in chosen:
        scene = scenes.SCENES.get(selection.entry.story.title_shown)
        film = actions.begin(selection, by=maker, title=scene.title if scene else "", now=BEGUN)
        if scene is not None:
            _produce(film, scene, maker, readers)
    return len(chosen)


def _of(who: str) -> Actor:
    actor = actor_for(User.objects.get(email=f"{who}.sangsuk.example"), "desk")
    assert actor is not None
    return actor


def _produce(film: Film, scene: Scene, maker: Actor, readers: list[Actor]) -> None:
    actions.describe(film, by=maker, title=scene.title, about=scene.about, now=BEGUN + timedelta(hours=1))
    papers.write(film, of_films.TREATMENT, scene.treatment, by=maker, now=BEGUN + timedelta(days=2))
    place = papers.add_place(film, scene.place, by=maker, now=BEGUN + timedelta(days=5))
    papers.budget(film, "ทีมถ่ายทำสองวัน", 46_000, by=maker, now=BEGUN + timedelta(days=5))
    papers.budget(film, "คำบรรยาย ล่ามภาษามือ และเสียงบรรยายภาพ", 18_500, by=maker, now=BEGUN + timedelta(days=5))
    people = [
        releases.add(film, by=maker, part=part, name=name, now=BEGUN + timedelta(days=6)).person
        for part, name in scene.people
    ]
    if scene.stage == of_films.WRITING:
        return
    at = BEGUN + timedelta(days=14)
    papers.write(film, of_films.SCRIPT, scene.script, by=maker, now=at)
    papers.allow_place(place, by=maker, allowed_by="หัวหน้าสำนักงานอำเภอ", allowed_on=at.date(), now=at)
    papers.plan_day(film, date(2021, 3, 2), by=maker, place=place, plan="ถ่ายในห้องตั้งแต่เช้า ตอนคนยังน้อย", now=at)
    for person in people:
        releases.sign(
            person, paper("release"), by=maker, uses=tuple(of_films.RELEASE_USES), signed_on=at.date(), now=at
        )
    actions.move(film, "shoot", by=maker, now=BEGUN + timedelta(days=22))
    actions.move(film, "edit", by=maker, now=BEGUN + timedelta(days=25))
    _edit(film, scene, maker, readers)


def _edit(film: Film, scene: Scene, maker: Actor, readers: list[Actor]) -> None:
    at = BEGUN + timedelta(days=40)
    address = f"{HOUSE}/{film.code.lower()}"
    cut = papers.add_cut(film, f"{address}/cut-1", SECONDS, by=maker, note="ฉบับแรกสำหรับให้ความเห็น", now=at)
    papers.write(film, of_films.CAPTIONS, scene.captions, by=maker, now=at)
    papers.write(film, of_films.TRANSCRIPT, scene.transcript, by=maker, now=at)
    papers.write(film, of_films.DESCRIPTION, scene.description, by=maker, now=at)
    actions.move(film, "submit", by=maker, now=at + timedelta(days=1))
    if scene.stage == of_films.APPROVING:
        actions.approve(cut, of_films.CONTENT, by=readers[0], yes=True, now=at + timedelta(days=3))
        return
    for kind, reader in zip(of_films.APPROVALS, readers, strict=True):
        actions.approve(cut, kind, by=reader, yes=True, now=at + timedelta(days=3))
    actions.move(film, "accept", by=maker, now=at + timedelta(days=5))
    actions.finish(film, by=maker, link=f"{address}/film", seconds=SECONDS, now=at + timedelta(days=6))
    opens = BEGUN + timedelta(days=85)
    showings = [
        papers.plan_showing(film, channel, opens.date(), by=maker, now=at + timedelta(days=7))
        for channel in ("website", "facebook")
    ]
    actions.move(film, "publish", by=maker, now=opens)
    papers.shown(showings[1], f"{HOUSE}/{film.code.lower()}/on-the-page", by=maker, now=opens + timedelta(hours=1))
    for showing, views in zip(showings, (8_412, 126_300), strict=True):
        papers.count(
            showing,
            (opens + timedelta(days=30)).date(),
            views=views,
            shares=views // 40,
            by=maker,
            now=opens + timedelta(days=31),
        )
