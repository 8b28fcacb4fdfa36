"""What comes in as a photograph is a photograph, says nothing about its taker, and lies on disk."""

from datetime import UTC, datetime
from io import BytesIO

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sangsuk.cases import files
from sangsuk.common.errors import Refused
from sangsuk.common.uploads import TooBig


def picture(fmt="JPEG", size=(640, 480), mode="RGB", **how):
    out = BytesIO()
    Image.new(mode, size, "teal").save(out, fmt, **how)
    return out.getvalue()


def upload(data, name="รูป.jpg"):
    return SimpleUploadedFile(name, data)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def test_a_photograph_is_kept_with_a_small_one_beside_it():
    kept = files.accept(upload(picture(size=(4000, 3000))))
    assert (kept.kind, kept.width, kept.height, kept.name) == ("photo", 2048, 1536, "รูป.jpg")
    with (
        Image.open(files.path_of(kept.sha256, "photo")) as full,
        Image.open(files.path_of(kept.sha256, "photo", thumb=True)) as small,
    ):
        assert full.size == (2048, 1536)
        assert small.size == (480, 360)
    assert files.path_of(kept.sha256, "photo").stat().st_size == kept.size


def test_a_small_photograph_is_not_blown_up():
    kept = files.accept(upload(picture(size=(320, 200))))
    assert (kept.width, kept.height) == (320, 200)


def test_the_place_and_the_phone_are_taken_out():
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (18.0, 47.0, 12.0)
    data = picture(exif=exif, comment=b"SecretComment", xmp=b"<x>SecretXmp</x>")
    assert b"SecretPhone" in data
    kept = files.accept(upload(data + b"SecretTail"))
    for thumb in (False, True):
        raw = files.path_of(kept.sha256, "photo", thumb=thumb).read_bytes()
        assert b"Secret" not in raw
        with Image.open(BytesIO(raw)) as clean:
            assert not clean.getexif()


def test_a_picture_lying_on_its_side_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = files.accept(upload(picture(size=(400, 300), exif=exif)))
    assert (kept.width, kept.height) == (300, 400)


@pytest.mark.parametrize(
    ("fmt", "mode", "name"),
    [
        ("PNG", "RGBA", "a.png"),
        ("WEBP", "RGB", "a.webp"),
        ("GIF", "P", "a.gif"),
        ("PNG", "I;16", "a.png"),
        ("JPEG", "CMYK", "a.jpg"),
    ],
)
def test_what_phones_and_screens_make_is_welcome(fmt, mode, name):
    out = BytesIO()
    Image.new(mode, (60, 40)).save(out, fmt)
    assert files.accept(upload(out.getvalue(), name)).kind == "photo"


def test_a_heic_is_welcome_and_becomes_a_jpeg():
    out = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "teal")).save(out, quality=60)
    kept = files.accept(upload(out.getvalue(), "IMG_0001.HEIC"))
    assert files.path_of(kept.sha256, "photo").read_bytes()[:3] == b"\xff\xd8\xff"


def test_the_same_picture_twice_is_one_file():
    first, second = files.accept(upload(picture())), files.accept(upload(picture(), "other.jpg"))
    assert first.sha256 == second.sha256


HEIC_HEAD = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty_file", "ว่างเปล่า"),
        (b"%PDF-1.7\n...\n%%EOF\n", "not_a_photo", "PDF"),
        (HEIC_HEAD, "broken_photo", "เปิดรูป"),
        (picture()[:300], "broken_photo", "เปิดรูป"),
        (picture("PNG")[:60], "broken_photo", "เปิดรูป"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 64, "not_a_photo", "วิดีโอ"),
        (b"PK\x03\x04 a word document", "not_a_photo", "ไม่ใช่รูปถ่าย"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "not_a_photo", "ไม่ใช่รูปถ่าย"),
        (b"<html>", "not_a_photo", "ไม่ใช่รูปถ่าย"),
    ],
    ids=["empty", "pdf", "broken-heic", "cut-jpeg", "cut-png", "video", "docx", "svg", "html"],
)
def test_what_is_no_photograph_is_refused_in_words(data, code, words):
    with pytest.raises(Refused) as refused:
        files.accept(upload(data))
    assert (refused.value.code, refused.value.field) == (code, "photos")
    assert words in str(refused.value)
    assert "รูป.jpg" in str(refused.value)


def test_a_file_that_was_too_big_to_keep_is_refused_with_its_size():
    with pytest.raises(Refused, match="200.0 เมกะไบต์"):
        files.accept(TooBig(None, "ไฟล์ใหญ่.jpg", "image/jpeg", 200_000_000))


def test_a_picture_bomb_is_refused_before_it_is_decoded():
    bomb = picture("PNG", size=(20_000, 20_000), mode="1")
    assert len(bomb) < 100_000
    with pytest.raises(Refused, match="ขนาดภาพใหญ่เกินไป"):
        files.accept(upload(bomb, "bomb.png"))


def test_a_pdf_is_kept_only_where_papers_are_welcome_and_only_whole():
    whole = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    assert files.accept(upload(whole, "ใบเสร็จ.pdf"), papers=True).kind == "pdf"
    with pytest.raises(Refused, match="ไม่ครบ"):
        files.accept(upload(whole[:20], "ใบเสร็จ.pdf"), papers=True)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\รูป\\บ้าน.jpg", "บ้าน.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("ก" * 100 + ".jpg", "ก" * 40 + "…" + "ก" * 11 + ".jpg"),
    ],
)
def test_the_name_that_is_shown_is_tame(given, shown):
    assert files.shown_name(given) == shown


def test_nothing_half_written_is_left_behind(settings):
    kept = files.accept(upload(picture()))
    folder = files.path_of(kept.sha256, "photo").parent
    assert all(not path.name.startswith(".") for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())
    assert folder.name == kept.sha256[:2]


@pytest.mark.parametrize(
    ("said", "offset", "at"),
    [
        ("2026:11:16 09:30:00", None, datetime(2026, 11, 16, 2, 30, tzinfo=UTC)),
        ("2026:11:16 09:30:00", "+09:00", datetime(2026, 11, 16, 0, 30, tzinfo=UTC)),
        ("0000:00:00 00:00:00", None, None),
        ("yesterday", None, None),
        ("2026:11:16 09:30:00", "soon", None),
        (None, None, None),
    ],
)
def test_when_it_was_taken_is_noted_only_where_places_are(said, offset, at):
    exif = Image.Exif()
    told = exif.get_ifd(0x8769)
    for tag, value in ((0x9003, said), (0x9011, offset)):
        if value is not None:
            told[tag] = value
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif)
    assert files.accept(upload(out.getvalue()), places=True).when == at
    assert files.accept(upload(out.getvalue())).when is None
