"""The poster: everything stands on one sheet, in black on white, and the code leads where the letters say."""

import io
from dataclasses import replace

import pytest
import segno
from PIL import Image

from sangsuk.papers import fonts, posters
from sangsuk.papers.posters import Poster
from typefaces import in_every_typeface, needs_thai_font

pytestmark = needs_thai_font

OFFICE = Poster("ที่ว่าการอำเภอเมืองเชียงใหม่", "จังหวัดเชียงใหม่", "https://sangsuk.example.go.th/c/5001")
COUNTER = replace(OFFICE, counter="ช่องที่ 2 งานทะเบียนและบัตร", address="https://sangsuk.example.go.th/c/5001-2")
LONG = Poster(
    "ที่ว่าการอำเภอเฉลิมพระเกียรติสมเด็จพระศรีนครินทร์", "จังหวัดพระนครศรีอยุธยา",
    "https://a-rather-long-name-of-a-host.department.example.go.th/c/1401-12",
    "ช่องที่ 12 งานทะเบียนราษฎร บัตรประจำตัวประชาชน และงานทะเบียนทั่วไปของผู้สูงอายุและผู้พิการ",
)  # fmt: skip


def look(*given: Poster, size: str = "a4") -> list[Image.Image]:
    return [Image.open(io.BytesIO(page)).convert("RGB") for page in posters.pictures(given, size=size)]


@pytest.mark.parametrize("size", posters.SIZES)
@pytest.mark.parametrize("poster", [OFFICE, COUNTER, LONG])
def test_a_poster_is_one_page_whatever_the_names_are(poster: Poster, size: str) -> None:
    assert len(look(poster, size=size)) == 1


@in_every_typeface
def test_it_is_one_page_in_whatever_typeface_is_here(face: fonts.Face, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "afar", lambda: face)
    assert [len(look(LONG, size=size)) for size in posters.SIZES] == [1, 1]


@pytest.mark.parametrize("size", posters.SIZES)
@pytest.mark.parametrize("poster", [OFFICE, COUNTER, LONG])
def test_nothing_touches_the_border_of_the_sheet(poster: Poster, size: str) -> None:
    page = look(poster, size=size)[0]
    left, top, right, bottom = page.convert("L").point(lambda ink: 255 if ink < 200 else 0).getbbox() or (0, 0, 0, 0)
    margin = page.width // 21  # a centimetre of A4
    assert left >= margin and page.width - right >= margin
    assert top >= margin * 0.9 and page.height - bottom >= margin * 0.9


def test_there_is_no_colour_on_it() -> None:
    colours = look(COUNTER)[0].getcolors(1 << 20) or []
    assert all(red == green == blue for _n, (red, green, blue) in colours)  # type: ignore[misc]


def test_the_small_sheet_is_half_as_wide() -> None:
    large, small = look(OFFICE)[0], look(OFFICE, size="a6")[0]
    assert small.width == pytest.approx(large.width / 2, abs=2)
    assert small.height == pytest.approx(large.height / 2, abs=2)


def test_many_posters_are_one_file_and_its_bytes_are_always_the_same() -> None:
    assert len(look(OFFICE, COUNTER, LONG)) == 3
    made = posters.pdf([OFFICE, COUNTER])
    assert made.startswith(b"%PDF-")
    assert made == posters.pdf([OFFICE, COUNTER])


def test_the_code_of_the_page_is_the_code_of_its_address() -> None:
    """Read back from the picture, square by square: the printed code is that of the address and of no other."""
    page = Image.open(io.BytesIO(posters.pictures([OFFICE], ppi=150)[0])).convert("L")
    matrix = [
        [bool(square) for square in row] for row in segno.make(OFFICE.address, error="q", boost_error=False).matrix
    ]
    box = _code_of(page)
    step = (box[2] - box[0]) / len(matrix)
    read = [
        [page.getpixel((int(box[0] + (x + 0.5) * step), int(box[1] + (y + 0.5) * step))) < 128 for x in range(len(matrix))]  # type: ignore[operator]
        for y in range(len(matrix))
    ]  # fmt: skip
    assert read == matrix


def _code_of(page: Image.Image) -> tuple[int, int, int, int]:
    """Inside the frame that stands around the code: 96 mm of a sheet of 210 mm, in the middle of the line."""
    wide = round(page.width * 96 / 210)
    left = (page.width - wide) // 2
    column = [y for y in range(page.height) if page.getpixel((left + 4, y)) < 128]  # type: ignore[operator]
    middle = [y for y in column if page.getpixel((left - 20, y)) >= 128]  # type: ignore[operator]
    runs = _longest_run(middle)
    return left, runs[0], left + wide, runs[0] + wide


def _longest_run(found: list[int]) -> list[int]:
    runs: list[list[int]] = [[]]
    for y in found:
        if runs[-1] and y != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(y)
    return next(run for run in runs if len(run) > 60)


def test_there_is_no_third_size() -> None:
    with pytest.raises(ValueError, match="a5"):
        posters.pdf([OFFICE], size="a5")
