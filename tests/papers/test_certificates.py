"""The certificate: one sheet whatever is said, Thai numerals, and room for the chief's hand."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from sangsuk.papers import certificates, fonts
from sangsuk.papers.certificates import Certificate
from typefaces import in_every_typeface, needs_thai_font

pytestmark = needs_thai_font

WHY = "พาผู้สูงอายุที่มาคนเดียวไปทำบัตรประจำตัวประชาชนถึงบ้านในวันหยุด และดูแลจนแล้วเสร็จ"
PRAISE = Certificate(
    office=("ที่ว่าการอำเภอเมืองเชียงใหม่", "จังหวัดเชียงใหม่"), name="นางสาวกตัญญู ผู้ใหญ่ดี", role="เจ้าพนักงานปกครอง", why=WHY,
    on="21 พฤศจิกายน พุทธศักราช 2569", number="12/2569", signer="นายสมศักดิ์ ตัวอย่าง", position=("นายอำเภอเมืองเชียงใหม่",),
)  # fmt: skip
LONG = replace(PRAISE, name="ทีมงานฝ่ายทะเบียนและบัตร ที่ว่าการอำเภอเมืองเชียงใหม่ และคณะผู้ใหญ่บ้าน", why=WHY * 3)


def look(certificate: Certificate) -> Image.Image:
    (page,) = certificates.pictures(certificate, ppi=60)
    return Image.open(io.BytesIO(page)).convert("RGB")


@pytest.mark.parametrize(
    "certificate", [PRAISE, LONG, replace(PRAISE, signer="", role=""), replace(PRAISE, draft=True)]
)
def test_it_is_one_lying_sheet(certificate: Certificate) -> None:
    page = look(certificate)
    assert page.width / page.height == pytest.approx(297 / 210, abs=0.01)


def test_it_is_still_one_sheet_with_the_operators_emblem(settings: object, tmp_path: Path) -> None:
    emblem = tmp_path / "mark.svg"
    emblem.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><circle cx="15" cy="15" r="14"/></svg>'
    )
    for certificate in (PRAISE, LONG):
        settings.PAPER_EMBLEM = ""  # type: ignore[attr-defined]
        without = look(certificate)
        settings.PAPER_EMBLEM = str(emblem)  # type: ignore[attr-defined]
        assert ImageChops.difference(without, look(certificate)).getbbox() is not None


@in_every_typeface
def test_it_is_one_sheet_in_whatever_typeface_is_here(face: fonts.Face, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "face", lambda: face)
    look(LONG)


def test_numerals_are_thai_whichever_were_typed() -> None:
    thai = replace(PRAISE, on="๒๑ พฤศจิกายน พุทธศักราช ๒๕๖๙", number="๑๒/๒๕๖๙")
    assert ImageChops.difference(look(PRAISE), look(thai)).getbbox() is None


@pytest.mark.parametrize("text", ['#panic("run")', "$ x", "*b", "\\", "```", '#read("/etc/passwd")', "{{7*7}}"])
def test_what_looks_like_code_is_printed_and_not_run(text: str) -> None:
    look(Certificate(office=(text,), name=text, why=text, on=text, number=text, signer=text, position=(text,)))


def test_nothing_crosses_the_frame() -> None:
    """Between the outer and the inner line of the frame there is paper only, on all four sides."""
    page = look(LONG).convert("L")
    gap = round(11.2 * 60 / 25.4)
    across = [page.getpixel((page.width // 3 + x, gap)) for x in range(page.width // 3)]
    down = [page.getpixel((gap, page.height // 3 + y)) for y in range(page.height // 3)]
    assert min(across + down) > 200  # type: ignore[type-var, operator]


def test_the_same_values_give_the_same_bytes() -> None:
    assert certificates.pdf(PRAISE) == certificates.pdf(PRAISE)
