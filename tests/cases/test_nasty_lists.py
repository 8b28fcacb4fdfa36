"""Workbooks that are not what they seem: small ones that grow, pages under other names, and what a scanner would find."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from clamd import EICAR, Clamd
from sangsuk.cases import repeats
from sangsuk.cases.repeats import sheets
from sangsuk.common.errors import Refused

PAGE, WORDS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["ชื่อ", "โทร"])
    page.append(["นายสมมติ คนหนึ่ง", "0815550100"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(change: Callable[[str, bytes], bytes], *more: tuple[str, bytes], moved: str = "") -> bytes:
    """The workbook with its parts changed, and others beside them; `moved` is where its page lies now."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in old.namelist():
            data = change(name, old.read(name))
            if moved:
                data = data.replace(f"/{PAGE}".encode(), f"/{moved}".encode())
            pack.writestr(moved if moved and name == PAGE else name, data)
        for name, data in more:
            pack.writestr(name, data)
    return out.getvalue()


def grown(part: str, at: bytes, by: bytes, size: int) -> bytes:
    return changed(lambda name, data: data.replace(at, by * (size // len(by)) + at, 1) if name == part else data)


def lying(size: int) -> bytes:
    """Says in its table of contents that its page is small."""
    whole = bytearray(grown(PAGE, b"</row>", b"<c/>", size))
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as pack:
        real = pack.getinfo(PAGE).file_size
    at = whole.rindex(real.to_bytes(4, "little"))
    whole[at : at + 4] = (900).to_bytes(4, "little")
    return bytes(whole)


def locked() -> bytes:
    whole = bytearray(workbook())
    at = whole.index(b"PK\x01\x02")
    whole[at + 8] |= 1
    return bytes(whole)


SAME: Callable[[str, bytes], bytes] = lambda name, data: data  # noqa: E731
NASTY: dict[str, bytes] = {
    "one row of millions of cells": grown(PAGE, b"</row>", b"<c/>", 8_000_000),
    "a row in another alphabet": changed(
        lambda n, d: (d.decode() + " " * 900_000).encode("utf-16") if n == PAGE else d
    ),
    "styles without end": grown(STYLES, b"</cellXfs>", b"<xf/>", 2_000_000),
    "words without end": changed(SAME, (WORDS, b"<sst>" + b"<si><t/></si>" * 700_000 + b"</sst>")),
    "far more than it is": grown(PAGE, b"</sheetData>", b"<row/>", 70_000_000),
    "says that it is small": lying(8_000_000),
    "a page under another name": changed(SAME, moved="xl/page.dat"),
    "hundreds of parts": changed(SAME, *((f"xl/media/{n}.png", b"x") for n in range(300))),
    "locked": locked(),
    "a pack that is no workbook": changed(SAME).replace(b"[Content_Types].xml", b"[Content_Typos].xml"),
    "cut off": workbook()[:-40],
    "a page in front of it": b"PK" + workbook(),
}


@pytest.mark.parametrize("what", NASTY)
def test_it_is_refused_in_words_before_it_grows(what: str) -> None:
    assert len(NASTY[what]) < sheets.FILE_BYTES, "small enough to come in"
    with pytest.raises(Refused) as refused:
        repeats.read(NASTY[what], "รายชื่อ.xlsx")
    assert refused.value.code in ("unreadable", "too_many_rows") and str(refused.value)


def test_what_people_really_send_is_read() -> None:
    rows = b"".join(b'<row r="%d"><c s="1"/></row>' % n for n in range(3, 6000))
    formatted = changed(
        lambda name, data: data.replace(b"</sheetData>", rows + b"</sheetData>") if name == PAGE else data,
        ("xl/media/image1.png", b"\x89PNG" + bytes(2_000_000)),
    )
    assert [person.name for person in repeats.read(formatted, "ก.xlsx").people] == ["นายสมมติ คนหนึ่ง"]


def test_a_list_is_scanned_before_it_is_opened(scanner: Clamd) -> None:
    content = workbook()
    assert len(repeats.read(content, "ก.xlsx").people) == 1
    assert scanner.scanned == [content]
    for infected in (changed(SAME) + EICAR, "ชื่อ\nนายสมมติ คนหนึ่ง\n".encode() + EICAR):
        with pytest.raises(Refused, match="พบไวรัส") as refused:
            repeats.read(infected, "ก.csv")
        assert (refused.value.code, refused.value.field) == ("infected", "file")


@pytest.mark.parametrize("trouble", ["dead", "rude"])
def test_without_an_answer_of_the_scanner_it_is_not_opened(scanner: Clamd, trouble: str) -> None:
    if trouble == "dead":
        scanner.kill()
    scanner.answer = b"INSTREAM size limit exceeded. ERROR\0"
    with pytest.raises(Refused, match="ลองใหม่") as refused:
        repeats.read(workbook(), "ก.xlsx")
    assert refused.value.code == "not_scanned"
