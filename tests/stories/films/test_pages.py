"""Films at the desk and for everybody; a release is taken back by whoever has its key."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import producing
from people import CITIZEN, STAFF, user
from sangsuk.stories import actions as stories
from sangsuk.stories.models import Film, FilmPerson

pytestmark = pytest.mark.usefixtures("world")


def signed_in(who: str = "dao") -> Client:
    client = Client()
    client.force_login(user(who))
    return client


def test_from_the_choice_to_a_signed_release() -> None:
    selection, desk = producing.chosen(), signed_in()
    assert "เริ่มผลิตภาพยนตร์" in desk.get(reverse("desk:story_films")).content.decode()
    desk.post(reverse("desk:story_film_begin", args=[selection.pk]))
    film = Film.objects.get()
    given = {"part": "ยาย", "name": "บุญมา (สมมติ)"}
    said = desk.post(reverse("desk:story_film_deed", args=[film.code, "person"]), given).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', said)
    assert key is not None
    paper = desk.post(reverse("desk:story_film_paper", args=[film.code, 1]), {"key": key[1]})
    assert paper.content.startswith(b"%PDF") or b"".join(getattr(paper, "streaming_content", [])).startswith(b"%PDF")
    release = SimpleUploadedFile("r.pdf", b"%PDF-1.4\nrelease\n%%EOF")
    person = FilmPerson.objects.get()
    signed = {"of": person.pk, "signed_on": "10/11/2569", "uses": ["online"], "paper": release}
    assert desk.post(reverse("desk:story_film_deed", args=[film.code, "sign"]), signed).status_code == 302
    assert FilmPerson.objects.get().release == "signed"
    hers = Client().post(reverse("public:release"), {"key": key[1]}).content.decode()
    assert "ยาย" in hers and "บุญมา" not in hers
    Client().post(reverse("public:release"), {"key": key[1], "deed": "withdraw"})
    assert (FilmPerson.objects.get().release, Film.objects.get().state) == ("withdrawn", "stopped")


def test_what_is_wrong_is_said_and_what_was_typed_stays() -> None:
    film, desk = producing.film(), signed_in()
    for name, given, sentence in (
        ("write", {"kind": "captions", "language": "th", "text": "ไม่มีช่วงเวลาเลย"}, "ช่วงเวลาของคำบรรยาย"),
        ("person", {"part": "เด็กชาย", "name": "ก้อง", "is_minor": "on"}, "ผู้ปกครอง"),
        ("day", {"on": "9/12/2020", "plan": "ถ่ายหน้าอำเภอ"}, "ปีพุทธศักราช"),
        ("finish", {"link": "http://a.example", "seconds": "90"}, "https://"),
        ("cost", {"what": "ค่ารถ", "planned_baht": "-1"}, "ตั้งแต่ 0"),
    ):
        answer = desk.post(reverse("desk:story_film_deed", args=[film.code, name]), given)
        page = answer.content.decode()
        assert (answer.status_code, sentence in page) == (422, True), name
        assert all(typed in page for typed in given.values() if typed != "on"), name


def test_a_step_says_what_is_in_its_way() -> None:
    film, desk = producing.film(), signed_in()
    page = desk.get(reverse("desk:story_film", args=[film.code])).content.decode()
    assert "ยังไม่มีบท" in page and "เริ่มถ่ายทำ</button>" not in page
    answer = desk.post(reverse("desk:story_film_move", args=[film.code, "shoot"]), {"version": film.version})
    assert answer.status_code == 422
    stopped = desk.post(reverse("desk:story_film_move", args=[film.code, "stop"]), {"version": film.version, "why": ""})
    assert stopped.status_code == 422 and Film.objects.get().state == "writing"


@pytest.mark.parametrize("who", sorted(STAFF))
def test_who_opens_the_films_at_the_desk(who: str) -> None:
    film = producing.film()
    expected = 200 if who in ("dao", "nok") else 403
    assert signed_in(who).get(reverse("desk:story_films")).status_code == expected
    assert signed_in(who).get(reverse("desk:story_film", args=[film.code])).status_code == expected


def test_everybody_watches_what_is_published_and_nothing_else() -> None:
    film, anybody = producing.ready(), Client()
    addresses = [
        reverse("public:film", args=[film.code]), reverse("public:film_text", args=[film.code, "captions", "th"]),
        reverse("public:stories_films"),
    ]  # fmt: skip
    assert {anybody.get(address).status_code for address in addresses} == {404}
    producing.actions.move(film, "publish", by=producing.actor("dao"), now=producing.MONDAY)
    assert [anybody.get(address).status_code for address in addresses] == [200, 200, 200]
    assert anybody.get(addresses[1]).content.decode() == producing.VTT.strip()
    assert producing.LINK in anybody.get(addresses[0]).content.decode()
    FilmPerson.objects.update(release="withdrawn", withdrawn_at=producing.MONDAY)
    assert {anybody.get(address).status_code for address in addresses} == {404}


def test_a_wrong_key_is_slowed_down_and_tells_nothing() -> None:
    producing.person(producing.film())
    statuses = [
        Client().post(reverse("public:release"), {"key": f"AAAA-BBBB-CCCC-{n:04d}"}).status_code for n in range(40)
    ]
    assert statuses[0] == 422 and statuses[-1] == 429


def test_a_story_leads_to_its_film_while_the_film_is_shown() -> None:
    film = producing.published()
    page, way = f"/stories/{film.story.code}", f'href="/films/{film.code}"'
    assert way in Client().get(page).content.decode()
    stories.move(film.story, "consent", by=CITIZEN, data={"uses": {"film": False}})
    assert way not in Client().get(page).content.decode()
