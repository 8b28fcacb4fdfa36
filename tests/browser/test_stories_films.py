"""A film from the choice to the screen, as the department makes it: in a real browser and in Thai."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

import filming
import producing
from people import STAFF, Role
from sangsuk.common import ids
from sangsuk.stories.models import Film, FilmPerson

from .conftest import Opener
from .desk import enter
from .looking import followed, small_targets, too_wide, violations

PDF = b"%PDF-1.4\nrelease\n%%EOF"
READERS = ("dao", "nok", "orathai", "thawin")


def looked_at(page: Page, name: str) -> None:
    if folder := os.environ.get("SANGSUK_PICTURES"):
        page.screenshot(path=f"{folder}/film-{name}.png", full_page=True)
    assert too_wide(page) == ""
    assert violations(page) == []


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two more of the department: a film is watched by four people."""
    for who in READERS[2:]:
        monkeypatch.setitem(
            STAFF,
            who,
            Role(f"{who}@example.com", f"{who} กรมปกครอง", "DOPA", "chief" if who == "thawin" else "officer"),
        )
    yield


def box(page: Page, word: str) -> Locator:
    """The first small form under this word, opened."""
    found = page.locator("details").filter(has=page.locator("summary", has_text=re.compile(f"^{word}$"))).first
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def add(page: Page, word: str, **typed: Any) -> None:
    """Fill one small form by the ends of its fields' names, and press its button."""
    form = box(page, word)
    for name, value in typed.items():
        field = form.locator(f"[name={name}]")
        if isinstance(value, dict | Path):
            field.set_input_files(value)
        elif field.first.get_attribute("type") in ("radio", "checkbox"):
            form.locator(f"[name={name}][value={value}]").check()
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    followed(form.get_by_role("button", name=word))


def step(page: Page, word: str) -> None:
    followed(page.locator("section").first.get_by_role("button", name=word, exact=True))


@pytest.mark.usefixtures("world", "monday", "readers")
@pytest.mark.parametrize("width", [1280, 360])
def test_from_the_winner_to_the_public_film_with_captions(opened: Opener, tmp_path: Path, width: int) -> None:
    producing.chosen()
    desk = enter(opened(width=width), "dao")
    desk.goto("/desk/stories/films")
    looked_at(desk, f"begin-{width}")
    followed(desk.get_by_role("button", name="เริ่มผลิตภาพยนตร์"))
    add(desk, "บันทึกชื่อ", title="เก้าอี้ที่ยกออกมา", about="เช้าวันหนึ่งที่หน้าอำเภอ")
    _written(desk)
    key = _prepared(desk)
    looked_at(desk, f"writing-{width}")
    step(desk, "เริ่มถ่ายทำ")
    followed(desk.get_by_role("button", name="ถ่ายแล้ว").first)
    add(desk, "ใส่ยอดที่ใช้จริง", spent_baht="45500")
    step(desk, "ถ่ายเสร็จ เริ่มตัดต่อ")
    add(desk, "เพิ่มฉบับตัดต่อ", link="https://video.example.org/cut-1", seconds="2")
    expect(desk.get_by_text("ยังขาด คำบรรยายใต้ภาพ, บทถอดเสียง, เสียงบรรยายภาพ")).to_be_visible()
    for kind, text in (
        ("captions", producing.VTT),
        ("transcript", "ยายเดินช้า ๆ มาที่ประตู"),
        ("description", producing.VTT),
    ):
        add(desk, "บันทึกฉบับใหม่", kind=kind, text=text)
    step(desk, "ส่งให้เห็นชอบ")
    _approved(opened, width)
    desk.reload()
    add(desk, "เพิ่มผู้ปรากฏ", part="คนเดินผ่านหน้าประตู", name="สมหมาย เดินผ่าน (สมมติ)")
    desk.goto(f"/desk/stories/films/{Film.objects.get().code}")
    step(desk, "เห็นชอบครบแล้ว")
    add(desk, "บันทึกฉบับสมบูรณ์", file=_film(tmp_path))
    add(desk, "เพิ่มช่องทาง", channel="website", on="20/11/2569")
    add(desk, "เพิ่มช่องทาง", channel="facebook", on="21/11/2569")
    expect(desk.get_by_text("ผู้ปรากฏในภาพยนตร์ 1 คนยังไม่มีคำอนุญาตที่ใช้ได้")).to_be_visible()
    expect(desk.get_by_role("button", name="เผยแพร่", exact=True)).to_have_count(0)
    looked_at(desk, f"refused-{width}")
    _signed(desk)
    step(desk, "เผยแพร่")
    add(desk, "ลงช่องทางนี้แล้ว", link="https://www.facebook.com/watch/1")
    for views in ("120", "80"):
        form = desk.locator(".card").filter(has_text="เว็บไซต์นี้" if views == "120" else "Facebook")
        form.locator("summary", has_text="บันทึกยอด").click()
        form.locator("[name=on]").fill("16/11/2569")
        form.locator("[name=views]").fill(views)
        followed(form.get_by_role("button", name="บันทึกยอด"))
    expect(desk.get_by_text("รวมทุกช่องทาง มีผู้ชม 200 ครั้ง")).to_be_visible()
    looked_at(desk, f"published-{width}")
    _watched(opened, width)
    _stopped(opened, desk, key, width)


def _written(desk: Page) -> None:
    """Treatment and two versions of the script."""
    add(desk, "บันทึกฉบับใหม่", kind="treatment", text="เล่าจากฝั่งยาย ไม่มีเสียงบรรยาย มีแต่เสียงเช้าของอำเภอ")
    add(desk, "บันทึกฉบับใหม่", kind="script", text=producing.SCRIPT)
    add(desk, "บันทึกฉบับใหม่", kind="script", text=f"{producing.SCRIPT}\nฉากที่ 2 เก้าอี้", note="เพิ่มฉากเก้าอี้")
    expect(desk.get_by_text("ฉบับที่ 2")).to_be_visible()


def _prepared(desk: Page) -> str:
    """Who is filmed and has signed, where, when, for how much. Returns the key of her release."""
    add(desk, "เพิ่มผู้ปรากฏ", part="ยายผู้มาทำบัตร", name="บุญมา ยิ้มง่าย (สมมติ)")
    key = desk.locator("[name=key]").input_value()
    desk.goto(f"/desk/stories/films/{Film.objects.get().code}")
    _signed(desk)
    add(desk, "เพิ่มสถานที่", name="หน้าที่ว่าการอำเภอ")
    add(desk, "เพิ่มวันถ่ายทำ", on="17/11/2569", plan="เช้า หน้าประตู")
    add(desk, "เพิ่มรายการ", what="ทีมถ่ายทำหนึ่งวัน", planned_baht="46000")
    expect(desk.get_by_text("สถานที่ 1 แห่งยังไม่ได้รับอนุญาต")).to_be_visible()
    add(desk, "ได้รับอนุญาตแล้ว", allowed_by="นายอำเภอ", allowed_on="15/11/2569")
    return key


def _signed(desk: Page) -> None:
    form = box(desk, "บันทึกหนังสืออนุญาต")
    form.locator("[name=paper]").set_input_files({"name": "r.pdf", "mimeType": "application/pdf", "buffer": PDF})
    form.locator("[name=signed_on]").fill("14/11/2569")
    form.get_by_label("สื่อออนไลน์").check()
    followed(form.get_by_role("button", name="บันทึกหนังสืออนุญาต"))


def _approved(opened: Opener, width: int) -> None:
    """Four people for four things."""
    code = Film.objects.get().code
    for who, kind in zip(READERS, ("content", "privacy", "access", "chief"), strict=True):
        reader = enter(opened(width=width), who)
        reader.goto(f"/desk/stories/films/{code}")
        add(reader, "บันทึกความเห็น", kind=kind, yes="yes")
        expect(reader.locator(".notice--happy").first).to_be_visible()


def _film(folder: Path) -> Path:
    return filming.film(folder / "film.webm", form="webm", picture="libvpx", sound="libopus")


def _watched(opened: Opener, width: int) -> None:
    """Everybody sees it with its captions, and reads what is said and what is to be seen."""
    film = Film.objects.get()
    anybody = opened(width=width)
    anybody.goto("/stories/films")
    looked_at(anybody, f"public-list-{width}")
    followed(anybody.get_by_role("link", name="เก้าอี้ที่ยกออกมา").first)
    video = anybody.locator("video")
    anybody.wait_for_function("document.querySelector('video').readyState > 0")
    anybody.wait_for_function("document.querySelector('video').textTracks[0].cues?.length === 1")
    assert video.evaluate("v => [v.textTracks[0].kind, v.textTracks[0].mode]") == ["captions", "showing"]
    anybody.locator("summary", has_text="อ่านบทถอดเสียง").click()
    expect(anybody.get_by_text("ยายเดินช้า ๆ มาที่ประตู").first).to_be_visible()
    assert small_targets(anybody) == []
    looked_at(anybody, f"public-{width}")
    assert (Path(str(film.master)).name, film.form) == (film.master, "webm")
    plain = opened(width=width, javascript=False)
    plain.goto(f"/films/{film.code}")
    expect(plain.locator("video")).to_be_visible()


def _stopped(opened: Opener, desk: Page, key: str, width: int) -> None:
    """She takes her release back on a phone, by the key on her paper: it is shown nowhere, and the desk hears of the rest."""
    film = Film.objects.get()
    hers = opened(width=360)
    hers.goto("/films/release")
    looked_at(hers, f"release-find-{width}")
    hers.get_by_label("รหัสของหนังสืออนุญาต").fill(key.lower())
    followed(hers.get_by_role("button", name="ดูหนังสืออนุญาต"))
    expect(hers.get_by_text("ยายผู้มาทำบัตร")).to_be_visible()
    looked_at(hers, f"release-{width}")
    followed(hers.get_by_role("button", name="ถอนคำอนุญาต"))
    expect(hers.get_by_role("status").first).to_contain_text("หยุดเผยแพร่")
    looked_at(hers, f"release-gone-{width}")
    anybody = opened(width=width)
    for address in (
        f"/films/{film.code}",
        f"/films/{film.code}/file",
        f"/films/{film.code}/captions.th.vtt",
        "/stories/films",
    ):
        answer = anybody.request.get(address)
        assert answer.status == 404, address
    desk.goto("/desk/stories/films")
    expect(desk.get_by_role("alert")).to_contain_text("Facebook")
    looked_at(desk, f"to-stop-{width}")
    followed(desk.get_by_role("alert").get_by_role("link").first)
    followed(desk.get_by_role("button", name="เอาออกจากช่องทางนี้แล้ว"))
    desk.goto("/desk/stories/films")
    expect(desk.get_by_role("alert")).to_have_count(0)
    assert FilmPerson.objects.get(key_digest=ids.key_digest(key)).release == "withdrawn"
