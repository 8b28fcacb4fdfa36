"""The printed page: what is typed is printed and never run, nothing is cut, and the same values give the same bytes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import typst
from PIL import Image, ImageChops

from sangsuk.common.errors import Refused
from sangsuk.papers import fonts, printing
from sangsuk.papers.values import EXTERNAL, MEMO, ORDER, Book, Letter, Paper, Sheet, Signature
from typefaces import HERE, needs_thai_font

pytestmark = needs_thai_font

HOSTILE = [
    '#panic("run")', "#read(\"/etc/passwd\")", "$ x", "*b", "_i", "`raw", "```", "@nobody", "<label>", "\\", "\\#", "// gone",
    "/* gone", "*/", "= Heading", "- item", "+ item", "[", "]", "{", "}", "#", "##", "#let x = 1", "~", "---", "\"", "'",
    "#pagebreak()", "\\u{41}", "</script>", "%s %(name)s", "#sys.inputs", "{{7*7}}",
]  # fmt: skip
BODY = "ด้วยน้ำท่วมถนนหน้าโรงเรียนบ้านสันทราย ผู้ใหญ่บ้านแจ้งว่าเครื่องสูบน้ำจากญี่ปุ่นชำรุด " * 6
LETTER = Letter(
    number="ชม 0118 (ศดธ.)/12", on="21 พฤศจิกายน 2569", office=("ศูนย์ดำรงธรรม", "อำเภอเมือง"), subject="ขอข้อเท็จจริง",
    addressee="ผู้จัดการ", body=BODY, signer="สุดา นำทาง", position="หัวหน้าศูนย์", owner=("ศูนย์", "โทร. 0 5311 2233"),
)  # fmt: skip
SHEET = Sheet(title="แบบส่งต่อ", facts=(("เลขที่", "1"),), body=BODY, signatures=(Signature("ผู้ส่ง"), Signature("ผู้รับ")))
BOOK = Book(title="ทะเบียน", heads=("ที่", "เรื่อง"), widths=(1, 4), rows=(("1", BODY),) * 3)


def look(paper: Paper) -> list[Image.Image]:
    from io import BytesIO

    return [Image.open(BytesIO(page)).convert("RGB") for page in printing.pictures(paper, ppi=60)]


@pytest.mark.parametrize("paper", [*(replace(LETTER, layout=kind) for kind in (EXTERNAL, MEMO, ORDER)), SHEET, BOOK])
def test_every_layout_prints(paper: Paper) -> None:
    made = printing.pdf(paper)
    assert made.startswith(b"%PDF-")
    assert made == printing.pdf(paper)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_code_is_printed_and_not_run(text: str) -> None:
    everywhere = dict.fromkeys(
        ("number", "on", "subject", "addressee", "salutation", "body", "closing", "signer", "position"), text
    )
    lists = dict.fromkeys(("office", "owner", "references", "enclosures", "copies"), (text, text))
    for layout in (EXTERNAL, MEMO, ORDER):
        assert len(printing.pictures(Letter(layout=layout, **everywhere, **lists), ppi=20)) == 1  # type: ignore[arg-type]
    sheet = Sheet(title=text, facts=((text, text),), body=text, signatures=(Signature(text, text),), office=(text,))
    assert len(printing.pictures(sheet, ppi=20)) == 1
    assert len(printing.pictures(Book(title=text, heads=(text,), rows=((text,),), note=text), ppi=20)) == 1


def test_markup_is_seen_on_the_page_as_it_was_typed() -> None:
    marked, plain = look(replace(LETTER, body="*น้ำท่วม* #strong[x]")), look(replace(LETTER, body="น้ำท่วม x"))
    assert ImageChops.difference(marked[0], plain[0]).getbbox() is not None


def red(page: Image.Image) -> set[str]:
    """In which thirds of the page there is red ink."""
    found = set()
    for name, top in (("top", 0), ("middle", page.height // 3), ("bottom", 2 * page.height // 3)):
        part = page.crop((0, top, page.width, top + page.height // 3))
        if any(r > 150 and g < 60 and b < 60 for _n, (r, g, b) in part.getcolors(1 << 20) or []):  # type: ignore[misc]
            found.add(name)
    return found


def test_secrecy_stands_red_on_top_and_bottom_of_every_page() -> None:
    pages = look(replace(LETTER, body="\n".join([BODY] * 6), secrecy="ลับมาก"))
    assert len(pages) > 1
    assert [red(page) for page in pages] == [{"top", "bottom"}] * len(pages)
    assert red(look(LETTER)[0]) == set()


def test_speed_stands_red_on_top_of_the_first_page_only() -> None:
    pages = look(replace(LETTER, body="\n".join([BODY] * 6), speed="ด่วนที่สุด"))
    assert [red(page) for page in pages] == [{"top"}, *[set()] * (len(pages) - 1)]


def test_a_short_letter_stays_on_one_sheet() -> None:
    assert len(look(LETTER)) == 1


def test_a_long_register_runs_over_pages() -> None:
    assert len(look(replace(BOOK, rows=(("1", BODY),) * 60))) > 3
    assert len(look(replace(BOOK, rows=(), empty="ไม่มีหนังสือในเดือนนี้"))) == 1


@pytest.mark.parametrize("word", ["ปิ๊", "ฝี้", "ป้ำ", "ญู่", "ฎุ", "ฐู", "ไโใ", "ญี่ปุ่น", "กตัญญู", "ผู้ใหญ่"])
def test_the_line_holds_the_highest_tone_mark_and_the_lowest_vowel(word: str) -> None:
    face = fonts.face()

    def height(top: str, bottom: str) -> float:
        source = f"""#set text(font: "{face.family}", size: 100pt, top-edge: "{top}", bottom-edge: "{bottom}")
        #context [#metadata(measure("{word}").height.pt()) <height>]"""
        return float(typst.query(source.encode(), "<height>", field="value", one=True, font_paths=fonts.fonts()))

    assert height("bounds", "baseline") <= face.rise * 100
    assert height("baseline", "bounds") <= face.fall * 100


def test_the_operators_emblem_takes_the_place_that_is_kept_for_it(settings: object, tmp_path: Path) -> None:
    without = look(LETTER)
    emblem = tmp_path / "mark.svg"
    emblem.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><circle cx="15" cy="15" r="14"/></svg>'
    )
    settings.PAPER_EMBLEM = str(emblem)  # type: ignore[attr-defined]
    with_it = look(LETTER)
    changed = ImageChops.difference(without[0], with_it[0]).getbbox()
    assert changed is not None
    assert changed[3] < without[0].height / 4  # nothing else on the page has moved
    settings.PAPER_EMBLEM = str(tmp_path / "none.svg")  # type: ignore[attr-defined]
    with pytest.raises(Refused, match=r"none\.svg"):
        printing.pdf(LETTER)


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    bare = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    monkeypatch.setattr(fonts, "_fonts", lambda own: bare)
    yield


@pytest.mark.usefixtures("no_fonts")
def test_without_a_thai_font_the_machine_says_what_to_install() -> None:
    with pytest.raises(fonts.NoThaiFont) as trouble:
        printing.pdf(LETTER)
    assert "fonts-thai-tlwg" in str(trouble.value)


def test_the_states_own_face_comes_first() -> None:
    assert fonts.chosen(["Garuda", "Laksaman", "TH Sarabun New"]) == fonts.PREFERRED[0]
    assert fonts.chosen(["noto sans thai", "Loma"]).family == "Noto Sans Thai"  # type: ignore[union-attr]
    assert fonts.chosen(["DejaVu Sans"]) is None


def test_this_machine_has_one_to_print_with() -> None:
    """Else the tests of every typeface would look at none."""
    assert fonts.face() == HERE[0]
