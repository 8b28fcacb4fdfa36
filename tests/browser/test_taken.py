"""Where a photograph was taken goes with it when she lets it, though her phone makes it smaller; and never when she does not."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from public.telling import STORY
from sangsuk.cases.models import DraftFile

from .conftest import Opener


def photograph(folder: Path, *, place: bool = True, kind: str = "JPEG") -> Path:
    """As a phone takes it: turned by its EXIF, with its maker's name, and larger than what we send."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Telephone of Somchai"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (18.0, 47.0, 18.0), 3: "E", 4: (98.0, 59.0, 7.08)})
    out = BytesIO()
    Image.effect_noise((3000, 2250), 60).convert("RGB").save(out, kind, exif=exif)
    path = folder / f"ถนน.{kind.lower()}"
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize(
    ("lets", "place", "kind"),
    [(True, True, "JPEG"), (True, True, "WEBP"), (False, True, "JPEG"), (True, False, "JPEG")],
)
def test_the_place_goes_only_when_she_lets_it(
    opened: Opener, tmp_path: Path, lets: bool, place: bool, kind: str
) -> None:
    page = opened()
    page.goto("/tell")
    box = page.locator("[name=photo_places]")
    box.set_checked(lets)
    sent: list[Any] = []
    page.on("request", lambda request: sent.append(request.post_data_buffer) if request.method == "POST" else None)
    page.locator("#id_photos").set_input_files(photograph(tmp_path, place=place, kind=kind))
    expect(page.locator(".thumb img")).to_have_count(1)
    size = page.locator("#id_photos").evaluate("e => e.files[0].size")
    assert size < 3_000_000
    held = bytes(
        page.locator("#id_photos").evaluate(
            "async e => [...new Uint8Array((await e.files[0].slice(0, 200).arrayBuffer()))]"
        )
    )
    assert (b"Exif" in held) is (lets and place) and b"Somchai" not in held
    page.locator("#id_description").fill(STORY)
    with page.expect_navigation(url="**/where"):
        page.get_by_role("button", name="ไปขั้นต่อไป: ที่ไหน").click()
    file = DraftFile.objects.get()
    if kind == "JPEG":  # a browser does not turn a WebP by what is written in it
        assert (file.width, file.height) == (1536, 2048), "upright, and not turned twice"
    assert (file.longitude, file.latitude) == ((98.9853, 18.78833) if lets and place else (None, None))
