"""What strangers send: files that lie about what they are, that burst, that are cut off, that tell more than they show."""

import gzip
import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from factories import MONDAY, moved, submitted
from people import actor
from sangsuk.cases import files, queries
from sangsuk.cases.models import DraftFile
from sangsuk.cases.pdf_actions import actions_of
from sangsuk.common.errors import Refused

PDF = b"%%PDF-1.7\n1 0 obj<</Type/Catalog%s>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n"


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes that unpack into a very large picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def wide(kind: str, width: int = 60_000, height: int = 60_000) -> bytes:
    """A picture whose head says that it is very large."""
    data = bytearray(picture("JPEG", progressive=True) if kind == "JPEG" else picture(kind))
    match kind:
        case "GIF":
            data[6:10] = width.to_bytes(2, "little") + height.to_bytes(2, "little")
        case "BMP":
            data[18:26] = width.to_bytes(4, "little") + height.to_bytes(4, "little")
        case "JPEG":
            at = data.index(b"\xff\xc2")
            data[at + 5 : at + 9] = height.to_bytes(2) + width.to_bytes(2)
        case "HEIF":
            at = data.index(b"ispe")
            data[at + 8 : at + 16] = width.to_bytes(4) + height.to_bytes(4)
    return bytes(data)


def moving(kind: str, frames: int = 3) -> bytes:
    out = io.BytesIO()
    first, *others = (Image.new("RGB", (40, 30), (n * 9 % 250, 90, 90)) for n in range(frames))
    first.save(out, kind, save_all=True, append_images=others)
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("run.exe", "MZ")
    return out.getvalue()


def png_with_words(words: bytes) -> bytes:
    data, packed = picture("PNG"), b"Comment\0\0" + zlib.compress(words, 9)
    chunk = len(packed).to_bytes(4) + b"zTXt" + packed + zlib.crc32(b"zTXt" + packed).to_bytes(4)
    return data[:33] + chunk + data[33:]


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
REFUSED = {
    "html called jpg": ("a.jpg", HTML, "not_a_photo"),
    "svg": ("a.svg", SVG, "not_a_photo"),
    "svg called png": ("a.png", SVG, "not_a_photo"),
    "program called jpg": ("a.jpg", b"MZ" + bytes(200), "not_a_photo"),
    "zip called jpg": ("a.jpg", b"PK\x03\x04" + bytes(60), "not_a_photo"),
    "nothing": ("a.jpg", b"", "empty_file"),
    "cut off jpeg": ("a.jpg", picture(size=(900, 700), quality=95)[:900], "broken_photo"),
    "cut off png": ("a.png", picture("PNG")[:40], "broken_photo"),
    "only a jpeg's first bytes": ("a.jpg", b"\xff\xd8\xff" + bytes(40), "broken_photo"),
    "bomb of pixels": ("a.png", png_that_says(60_000, 60_000), "too_many_pixels"),
    "bomb of pixels, gif": ("a.gif", wide("GIF"), "too_many_pixels"),
    "bomb of pixels, bmp": ("a.bmp", wide("BMP"), "too_many_pixels"),
    "bomb of pixels, progressive jpeg": ("a.jpg", wide("JPEG"), "too_many_pixels"),
    "words in a picture that unpack": ("a.png", png_with_words(b"\0" * 90_000_000), "broken_photo"),
    "only spaces": ("a.jpg", b" " * 5000, "not_a_photo"),
    "svg with a mark in front": ("a.jpg", b"\xef\xbb\xbf" + SVG, "not_a_photo"),
    "svgz": ("a.svgz", gzip.compress(SVG), "not_a_photo"),
    "workbook called jpg": ("a.jpg", zipped(), "not_a_photo"),
    "postscript": ("a.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not_a_photo"),
    "heic that says it is large": ("a.heic", wide("HEIF"), ""),
    "cut off heic": ("a.heic", picture("HEIF")[:300], "broken_photo"),
    "tiff": ("a.tif", picture("TIFF"), "not_a_photo"),
    "video": ("a.jpg", b"\x00\x00\x00\x18ftypmp42" + bytes(40), "not_a_photo"),
    "pdf where photographs are asked for": ("a.jpg", PDF % b"", "not_a_photo"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_in_words_and_nothing_is_kept(what: str, tmp_path: Path) -> None:
    name, data, code = REFUSED[what]
    with pytest.raises(Refused) as refused:
        files.accept(SimpleUploadedFile(name, data, "image/jpeg"))
    assert refused.value.code in ([code] if code else ["too_many_pixels", "broken_photo"]) and str(refused.value)
    assert not list(tmp_path.rglob("*.jpg"))


@pytest.mark.parametrize("what", [key for key in REFUSED if key.startswith("bomb of pixels")])
def test_a_bomb_of_pixels_is_refused_before_it_is_decoded(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def decoded(*_args: Any) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", decoded)
    name, data, code = REFUSED[what]
    with pytest.raises(Refused) as refused:
        files.accept(SimpleUploadedFile(name, data))
    assert refused.value.code == code


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_a_moving_picture_one_still_is_kept(kind: str) -> None:
    data = moving(kind, 200)
    stored, ours = kept(data)
    with Image.open(io.BytesIO(ours)) as still:
        assert (still.format, getattr(still, "n_frames", 1), stored.width) == ("JPEG", 1, 40)


def test_a_heic_of_a_telephone_is_a_jpeg_of_ours() -> None:
    stored, ours = kept(picture("HEIF", (64, 48)), "IMG_0001.HEIC")
    assert (stored.width, stored.height) == (64, 48) and ours.startswith(b"\xff\xd8\xff")


def kept(data: bytes, name: str = "a.jpg", **how: bool) -> tuple[files.StoredFile, bytes]:
    stored = files.accept(SimpleUploadedFile(name, data), **how)
    return stored, files.path_of(stored.sha256, stored.kind).read_bytes()


@pytest.mark.parametrize("name", ["a.pdf", "a.exe", "a.html", "../../etc/passwd", "a.jpg\x00.html"])
def test_a_photograph_by_any_name_is_a_jpeg_of_ours(name: str) -> None:
    stored, data = kept(picture("PNG"), name)
    assert stored.kind == "photo" and data.startswith(b"\xff\xd8\xff") and "/" not in stored.name


@pytest.mark.parametrize("hidden", [HTML, b"PK\x03\x04 zip behind", b"<?php system($_GET[0]);", b"%%EOF"])
def test_what_hides_behind_a_picture_is_gone(hidden: bytes) -> None:
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        _, data = kept(picture(kind) + hidden)
        assert hidden not in data
    _, data = kept(picture("JPEG", comment=hidden))
    assert hidden not in data


def with_place(latitude: Any, longitude: Any, **more: Any) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "S" if more.get("south") else "N", 2: latitude, 3: "E", 4: longitude})
    exif[0x010F] = "Telephone of Somchai"
    return picture(exif=exif)


def test_where_it_was_taken_is_noted_apart_and_leaves_the_picture() -> None:
    data = with_place((18.0, 47.0, 18.0), (98.0, 59.0, 7.08))
    stored, ours = kept(data, places=True)
    assert stored.at == (98.98530, 18.78833)
    assert b"Exif" not in ours and b"Somchai" not in ours
    assert kept(data)[0].at is None, "where its sender is not told, it is not noted"
    assert kept(with_place((7.0, 0.0, 0.0), (100.0, 0.0, 0.0), south=True), places=True)[0].at == (100.0, -7.0)


@pytest.mark.parametrize(
    "bad", [((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), ((190.0, 0.0, 0.0), (98.0, 0.0, 0.0)), ((18.0, 0.0), (98.0, 0.0, 0.0))]
)
def test_a_place_that_cannot_be_is_none(bad: Any) -> None:
    assert kept(with_place(*bad), places=True)[0].at is None


PACKED = (
    b">>endobj 2 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n"
    + zlib.compress(b"<</S/JavaScript>>")
    + b"\nendstream endobj 3 0 obj<<"
)
PAPERS = {
    "plain": (PDF % b"", ""),
    "script": (PDF % b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>", "script"),
    "script in hex": (PDF % b"/OpenAction<</S/J#61va#53cript>>", "script"),
    "program": (PDF % b"/AA<</O<</S/Launch/F(cmd.exe)>>>>", "program"),
    "files": (PDF % b"/Names<</EmbeddedFiles 3 0 R>>", "files"),
    "form": (PDF % b"/AcroForm<</XFA 4 0 R>>", "sends"),
    "zip behind": (PDF % b"" + zipped(), "files"),
    "page in front": (HTML + PDF % b"", ""),
    "locked": (PDF % b"/Encrypt 9 0 R", "hidden"),
    "packed": (PDF % PACKED, "script"),
    "words about script": (PDF % b"/Title(JavaScript for beginners)", ""),
}  # fmt: skip


@pytest.mark.parametrize("what", PAPERS)
def test_what_a_paper_can_do_by_itself_is_known(what: str) -> None:
    data, found = PAPERS[what]
    assert files.accept_with_papers(SimpleUploadedFile("a.pdf", data)).warns == found


def test_a_packed_bomb_in_a_paper_is_let_go_in_time() -> None:
    bomb = b"<</Filter/FlateDecode>>stream\n" + zlib.compress(b"\0" * 50_000_000) + b"\nendstream "
    assert "hidden" in actions_of(PDF % (bomb * 40))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_trouble_us(data: bytes) -> None:
    actions_of(data)
    for papers in (False, True):
        try:
            files.accept(SimpleUploadedFile("a", data), papers=papers, places=True)
        except Refused as refused:
            assert str(refused)


def test_a_cut_off_paper_is_refused() -> None:
    with pytest.raises(Refused, match="ไม่ครบ"):
        files.accept_with_papers(SimpleUploadedFile("a.pdf", b"%PDF-1.7\n1 0 obj"))


@pytest.mark.django_db
@pytest.mark.parametrize(("switch", "sent"), [({"photo_places": "yes"}, True), ({}, False)])
@pytest.mark.usefixtures("world", "remembering")
def test_the_citizen_decides_whether_the_place_goes_along(client: Any, switch: dict[str, str], sent: bool) -> None:
    photo = SimpleUploadedFile("a.jpg", with_place((18.0, 47.0, 18.0), (98.0, 59.0, 7.08)))
    told = {"description": "น้ำท่วมถนนหน้าโรงเรียนบ้านสันทราย", "photos": photo} | switch
    page = client.get("/tell").content.decode()
    assert 'name="photo_places"' in page
    answer = client.post(client.get("/tell").request["PATH_INFO"], told)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    file = DraftFile.objects.get()
    assert (file.longitude is not None) is sent
    client.post(f"/tell/{file.draft_id}/photos/{file.pk}/no-place")
    file.refresh_from_db()
    assert file.longitude is None


@pytest.mark.django_db
@pytest.mark.usefixtures("world", "remembering")
def test_only_the_office_that_answers_reads_where_it_was_taken_and_what_it_is_called() -> None:
    stored = files.accept(
        SimpleUploadedFile("บ้านนายประดิษฐพงษ์ ทองแสงใส.jpg", with_place((18.0, 47.0, 18.0), (98.0, 59.0, 7.08))),
        places=True,
    )
    told = submitted(files=(stored,)).case
    moved(told, ("hand_to_agency", actor("malee")))
    (own,) = queries.desk_case(told.number, actor("malee"), now=MONDAY).files
    assert own.longitude == 98.9853 and "ประดิษฐพงษ์" in own.name
    (theirs,) = queries.desk_case(told.number, actor("wichai"), now=MONDAY).files
    assert theirs.longitude is None and "ประดิษฐพงษ์" not in theirs.name
