"""What hangs on a story is taken back with it: the film and its texts, the office's answer, promises and proofs, the
certificate of who was praised, the announcement of the choice. Over a filled archive, every open address, the desk, the
disk and, in the end, every table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

import answering
import producing
import showing
import storytelling as telling
import walking
from factories import MONDAY
from people import CITIZEN, actor, user
from sangsuk.cases import sweeping
from sangsuk.cases.files import StoredFile
from sangsuk.stories import actions as stories
from sangsuk.stories import forgetting
from sangsuk.stories.films import actions as films
from sangsuk.stories.films import forgetting as film_people
from sangsuk.stories.films import papers, releases
from sangsuk.stories.gallery import clearing, files, share
from sangsuk.stories.models import Certificate, Film, FilmPerson, Praised, Selection, Story, StoryAuthor
from sangsuk.stories.recognition import certificates, people
from typefaces import needs_thai_font
from walking import Seen

pytestmark = [pytest.mark.usefixtures("world", "disk", "unlimited"), needs_thai_font]
LATER = MONDAY + timedelta(days=1)
LONG_AFTER = MONDAY + timedelta(days=900)
OTHERS = 30
KIT = {"/stories/press-kit.zip", "/stories/press-kit.zip?campaign=happy-2563"}
PRESS = KIT | {"/stories/press", "/stories/press?campaign=happy-2563"}
"""What newspapers take: of the chosen, their films, and what may be quoted."""
DEEDS = (
    "take_down", "withdraw", "publish", "quote", "name", "photograph", "film", "release", "unname", "",
)  # fmt: skip
GONE = ("take_down", "withdraw", "publish")
POSITION = "เจ้าพนักงานปกครอง ฝ่ายทะเบียน"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n{}\n"


@dataclass(frozen=True)
class Rich:
    """A story with everything that can hang on one, and by what each of it is known."""

    n: int
    story: Story
    film: Film
    praised: Praised
    certificate: Certificate
    digests: dict[str, frozenset[str]]

    def word(self, what: str) -> str:
        return f"{what}ที่{self.n:04d}"

    @property
    def hers(self) -> tuple[str, ...]:
        """What she told, and what the office said to it."""
        return (
            *(self.word(one) for one in ("หัวเรื่อง", "เนื้อความ", "นามแฝง", "ชื่อจริง", "คำตอบ", "คำมั่น", "ผลงาน")),
            self.story.code, *self.digests["card"], *self.digests["photographs"], *self.digests["proofs"],
        )  # fmt: skip

    @property
    def of_the_film(self) -> tuple[str, ...]:
        spoken = (self.word(one) for one in ("ชื่อหนัง", "เรื่องย่อ", "คำบรรยาย", "บทถอดเสียง", "บรรยายภาพ"))
        return (*spoken, *self.digests["master"])


def archive() -> list[Rich]:
    telling.campaign()
    for n in range(100, 100 + OTHERS):
        _told(n, files=())
    told = [_told(n, files=(showing.photograph(n), showing.sound(n))) for n in reversed(range(len(DEEDS)))][::-1]
    won = producing.won(told, "happy-2563-won")
    return [_rich(n, story, selection) for n, (story, selection) in enumerate(zip(told, won, strict=True))]


def _told(n: int, **changes: Any) -> Story:
    title, text = f"หัวเรื่องที่{n:04d}", f"เนื้อความที่{n:04d} เจ้าหน้าที่ช่วยกรอกแบบจนเสร็จและพูดดีมาก"
    return showing.shown(
        n, title=title, text=text, title_shown=title, text_shown=text, pen_name=f"นามแฝงที่{n:04d}", campaign="happy-2563",
        author=replace(telling.BUNMA, name=f"ชื่อจริงที่{n:04d}"), now=MONDAY - timedelta(minutes=n), **changes,
    )  # fmt: skip


def _rich(n: int, story: Story, selection: Selection) -> Rich:
    proofs = _answered(n, story)
    praised = _praised(n, story)
    certificate = certificates.issue(praised, why="ดูแลผู้สูงอายุที่มาทำบัตรจนเสร็จในวันเดียว", by=actor("suda"), now=MONDAY)
    film = _filmed(n, selection)
    bodies = [files.path_to(one, small=small) for one in story.files.all() for small in (False, True)
              if not (small and one.kind == "audio")]  # fmt: skip
    digests = {
        "card": _digests(share.kept(story)), "photographs": _digests(*bodies), "proofs": proofs,
        "master": frozenset({film.master}),
    }  # fmt: skip
    return Rich(n, Story.objects.get(pk=story.pk), film, praised, certificate, digests)


def _answered(n: int, story: Story) -> frozenset[str]:
    """An answer, a promise, and that it was done, with a photograph for everybody."""
    answering.answered(story, text=f"คำตอบที่{n:04d} {answering.TEXT}")
    made = answering.pledge(story, what=f"คำมั่นที่{n:04d} {answering.WHAT}")
    kept = showing.photograph(500 + n)
    proof = StoredFile(kept.sha256, "photo", kept.size, 64, 48, "จอคิว.jpg")
    answering.finished(made, did=f"ผลงานที่{n:04d} {answering.DID}", files=(proof,))
    return _digests(*files.paths("photo", kept.sha256, "jpg"))


def _praised(n: int, story: Story) -> Praised:
    praise = people.match(story, name=f"นางสาวคนดีที่{n:04d} ยิ้มง่าย", position=POSITION, by=actor("malee"), now=MONDAY)
    paper = StoredFile("c" * 64, "pdf", 900, None, None, "หนังสือยินยอม.pdf")
    people.allow(praise.praised, way="paper", given_on=date(2026, 11, 16), paper=paper, by=actor("malee"), now=MONDAY)
    return Praised.objects.get(pk=praise.praised_id)


def _filmed(n: int, selection: Selection) -> Film:
    """Shown from a master that lies here, with all its texts."""
    by = actor("dao")
    film = films.begin(selection, by=by, now=MONDAY)
    films.describe(film, by=by, title=f"ชื่อหนังที่{n:04d}", about=f"เรื่องย่อที่{n:04d}", now=MONDAY)
    producing.person(film)
    producing.shot(film)
    for kind, text in (
        ("treatment", f"โครงเรื่องที่{n:04d}"), ("captions", VTT.format(f"คำบรรยายที่{n:04d}")), ("transcript", f"บทถอดเสียงที่{n:04d}"),
        ("description", VTT.format(f"บรรยายภาพที่{n:04d}")),
    ):  # fmt: skip
        papers.write(film, kind, text, by=by, now=MONDAY)
    producing.approved(film)
    papers.plan_showing(film, "website", date(2026, 12, 1), by=by, now=MONDAY)
    kept = showing.film(n)
    films.finish(film, by=by, master=kept.sha256, form="mp4", seconds=8, now=MONDAY)
    films.move(film, "publish", by=by, now=MONDAY)
    return Film.objects.get(pk=film.pk)


def _digests(*paths: Path) -> frozenset[str]:
    return frozenset(one for path in paths for one in walking._read(path.read_bytes())[1])


def done(one: Rich, deed: str) -> None:
    if deed == "take_down":
        stories.move(one.story, deed, by=actor("dao"), data={"why": "ผู้ถูกกล่าวถึงขอให้นำออก"}, now=LATER)
    elif deed == "withdraw":
        stories.move(one.story, deed, by=CITIZEN, now=LATER)
    elif deed == "release":
        releases.withdraw(FilmPerson.objects.get(film=one.film), now=LATER)
    elif deed == "unname":
        people.take_back(one.praised, by=actor("malee"), now=LATER)
    elif deed:
        stories.move(one.story, "consent", by=CITIZEN, data={"uses": {deed: False}}, now=LATER)


def where(seen: dict[str, Seen], mark: str) -> set[str]:
    """What somebody searched for is repeated to her and does not count; all else does."""
    return {
        address
        for address, one in seen.items()
        if one.status == 200 and f"q={mark}" not in address and (mark in one.text or mark in one.digests)
    }


def left(seen: dict[str, Seen], marks: tuple[str, ...]) -> dict[str, set[str]]:
    return {mark: found for mark in marks if (found := where(seen, mark))}


@pytest.mark.slow
def test_films_answers_proofs_and_certificates_go_with_what_is_taken_back(disk: Path) -> None:
    told = archive()
    paths = sorted(set(walking.addresses([one.story for one in told])))
    before = walking.walked(paths)
    for one in told:
        assert {mark for mark in (*one.hers, *one.of_the_film) if not where(before, mark)} == {one.word("นามแฝง")}
        assert where(before, one.word("คนดี")) >= {f"/stories/{one.story.code}", f"/certificates/{one.certificate.code}"}
        assert (
            where(before, one.word("หัวเรื่อง")) >= {"/stories/rounds/happy-2563-won", f"/films/{one.film.code}"} | PRESS
        )
        assert where(before, one.word("ชื่อหนัง")) >= PRESS and where(before, one.word("เนื้อความ")) >= KIT
        assert all(where(before, one.word(text)) >= KIT for text in ("เรื่องย่อ", "คำบรรยาย", "บทถอดเสียง", "บรรยายภาพ"))
        assert all(where(before, card) >= KIT for card in one.digests["card"])
    for one, deed in zip(told, DEEDS, strict=True):
        done(one, deed)
    clearing.clear_due(LATER)
    after = walking.walked(paths)
    for one, deed in zip(told, DEEDS, strict=True):
        _only_what_is_allowed(after, one, deed)
    _nobody_hears_that_it_is_still_the_same(before, after, told)
    _desks_read_what_they_may(told)
    _disk_holds_what_it_may(disk, told)
    _long_after_nothing_is_left_of_it(disk, told)


def _only_what_is_allowed(after: dict[str, Seen], one: Rich, deed: str) -> None:
    page, film = f"/stories/{one.story.code}", f"/films/{one.film.code}"
    if deed in GONE:
        assert left(after, (*one.hers, *one.of_the_film)) == {}, deed
        assert where(after, one.word("คนดี")) == {f"/certificates/{one.certificate.code}"}
        return
    assert where(after, one.word("คำตอบ")) >= {page} and left(after, tuple(one.digests["proofs"]))
    if deed in ("film", "release"):
        assert left(after, one.of_the_film) == {}, deed
        assert where(after, one.word("หัวเรื่อง")) >= {page, "/stories/rounds/happy-2563-won"}
    else:
        assert set(left(after, one.of_the_film)) == set(one.of_the_film), deed
        assert where(after, one.word("ชื่อหนัง")) >= {film, "/stories/films"} | PRESS
    assert where(after, one.word("หัวเรื่อง")) >= PRESS
    assert (where(after, one.word("เนื้อความ")) >= KIT) is (deed != "quote")
    assert bool(where(after, one.word("คนดี"))) is (deed != "unname")
    if deed == "name":
        assert left(after, (one.word("ชื่อจริง"),)) == {}
    if deed == "photograph":
        assert left(after, tuple(one.digests["photographs"])) == {}
    if deed == "quote":
        assert left(after, tuple(one.digests["card"])) == {}
        assert where(after, one.word("เนื้อความ")).isdisjoint(PRESS)


def _nobody_hears_that_it_is_still_the_same(before: dict[str, Seen], after: dict[str, Seen], told: list[Rich]) -> None:
    client = Client()
    for one, deed in zip(told, DEEDS, strict=True):
        marks = one.of_the_film + (one.hers if deed in GONE else ())
        if deed not in (*GONE, "film", "release"):
            continue
        gave = {a for mark in marks for a in where(before, mark) if before[a].mark} - set(left(after, marks))
        assert gave, deed
        assert {a for a in gave if walking.seen(client, a, **{"If-None-Match": before[a].mark}).status == 304} == set()


PARTS = ("stories", "recognition", "voices", "improvements")


def _desks_read_what_they_may(told: list[Rich]) -> None:
    """What its author took back is there for nobody; what was taken down for moderators, and not for the office."""
    down, withdrawn = told[0], told[1]
    subjects = [down.story, withdrawn.story]
    paths = sorted(set(walking.addresses(subjects, walking.desk_routes(PARTS))))
    for who, sees in (("malee", False), ("suda", False), ("anan", False), ("dao", True), ("jinda", False)):
        desk = Client()
        desk.force_login(user(who))
        seen = walking.walked(paths, desk)
        assert left(seen, (*withdrawn.hers[:7], *withdrawn.of_the_film)) == {}, who
        assert bool(where(seen, down.word("หัวเรื่อง")) or where(seen, down.word("เนื้อความ"))) is sees, who


def _disk_holds_what_it_may(disk: Path, told: list[Rich]) -> None:
    here = _on(disk)
    for one, deed in zip(told, DEEDS, strict=True):
        assert (one.digests["master"] <= here) is (deed not in ("withdraw", "film")), deed
        assert (one.digests["photographs"] <= here) is (deed != "withdraw"), deed
        assert not (one.digests["card"] & here) or deed not in (*GONE, "quote"), deed
    assert not told[1].digests["photographs"] & here


def _long_after_nothing_is_left_of_it(disk: Path, told: list[Rich]) -> None:
    """Also of what was taken down: sealed for the moderators, but not for ever."""
    forgetting.forget_told(forgetting.told_over(LONG_AFTER))
    StoryAuthor.objects.filter(pk__in=forgetting.authors_over(LONG_AFTER)).delete()
    film_people.forget_people(film_people.people_over(LONG_AFTER))
    clearing.clear_due(LONG_AFTER)
    sweeping.forget_unused()
    here = _on(disk)
    for one in told[:2]:
        assert not here & frozenset().union(*one.digests.values())
        for what in (
            "หัวเรื่อง",
            "เนื้อความ",
            "นามแฝง",
            "ชื่อจริง",
            "ชื่อหนัง",
            "เรื่องย่อ",
            "คำบรรยาย",
            "บทถอดเสียง",
            "บรรยายภาพ",
            "โครงเรื่อง",
        ):
            assert list(tables_with(one.word(what))) == [], what
    assert told[DEEDS.index("release")].digests["master"].isdisjoint(here)
    assert told[-1].digests["master"] <= here


def _on(disk: Path) -> frozenset[str]:
    return _digests(*(path for path in disk.rglob("*") if path.is_file()))


def tables_with(mark: str) -> Iterator[str]:
    """Every table with a row in which this can be read."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select exists (select 1 from "{table}" one where one::text like %s)', [f"%{mark}%"])
            if cursor.fetchone()[0]:
                yield table
