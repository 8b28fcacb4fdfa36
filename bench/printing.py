"""Letters as PDF, beside a bare typst compile of the same text in the same typeface: what our layout and breaking cost."""

import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from . import words
from .figures import Figure, percentile

PAGES, ROWS, SEED = 400, 400, 29
OFFICE = ("ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่", "ที่ว่าการอำเภอเมืองเชียงใหม่", "จังหวัดเชียงใหม่")


def measure(pages: int | None = None) -> Iterator[Figure]:
    """No two letters are alike, so that nothing is remembered from one to the next. No database is asked."""
    home = Path(tempfile.mkdtemp(prefix="sangsuk-bench-"))
    os.environ.update(SANGSUK_HOME=str(home), SANGSUK_MODE="test", DJANGO_SETTINGS_MODULE="sangsuk.config.settings")
    try:
        import django

        django.setup()
        yield from _figures(pages or PAGES)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _figures(many: int) -> Iterator[Figure]:
    from sangsuk.papers import printing
    from sangsuk.papers.values import Book

    chance = random.Random(SEED)
    letters = [_letter(chance, number) for number in range(1, many + 2)]
    first = _timed(lambda: printing.pdf(letters[0]))
    ours = [_timed(lambda one=one: printing.pdf(one)) for one in letters[1:]]
    bare = [_timed(lambda one=one: _bare(_text(one))) for one in letters[1:]]
    yield _figure("papers.page", ours, statistics.median(bare))
    yield Figure("papers.first", first, "ms")
    yield _figure("papers.picture", [_timed(lambda one=one: printing.pictures(one)) for one in letters[1:101]])
    rows = tuple(
        (str(n), letters[n % many].number, *["ข้อความในทะเบียน " + words.story(chance)[1]] * 3) for n in range(ROWS)
    )
    book = Book(title="ทะเบียน", heads=("ที่", "เลขที่", "จาก", "ถึง", "เรื่อง"), widths=(1, 2, 3, 3, 4), rows=rows)
    spent = _timed(lambda: printing.pdf(book))
    floor = _timed(lambda: _bare("\n\n".join(" ".join(row) for row in rows)))
    yield Figure("papers.register", ROWS / spent * 1000, "rows/s", ROWS / floor * 1000, floor / spent)


def _figure(name: str, spent: list[float], floor: float | None = None) -> Figure:
    spent = sorted(spent)
    half = percentile(spent, 0.5)
    return Figure(
        name, half, "ms", floor, half / floor if floor else None, p50_ms=half, p95_ms=percentile(spent, 0.95),
        p99_ms=percentile(spent, 0.99),
    )  # fmt: skip


def _timed(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def _letter(chance: random.Random, number: int) -> "Letter":  # type: ignore[name-defined]  # noqa: F821
    from sangsuk.papers.values import Letter

    body = "\n".join(f"{words.story(chance)[1]} เรื่องที่ {number} {words.story(chance)[1]}" for _ in range(3))
    return Letter(
        number=f"ชม 0118 (ศดธ.)/{number}", on="21 พฤศจิกายน 2569", office=OFFICE, owner=OFFICE[:1], body=body,
        subject="ขอให้ตรวจสอบข้อเท็จจริงและดำเนินการ", addressee="หัวหน้าสำนักงานทางหลวง", signer="สุดา นำทาง",
    )  # fmt: skip


def _text(letter: "Letter") -> str:  # type: ignore[name-defined]  # noqa: F821
    return "\n\n".join(
        [letter.number, letter.on, *letter.office, letter.subject, letter.addressee, letter.body, letter.signer]
    )


def _bare(text: str) -> None:
    """The same words with typst's own breaking, nothing else on the page."""
    import typst

    from sangsuk.papers import fonts

    source = f'#set page(paper: "a4")\n#set text(font: "{fonts.face().family}", size: 16pt)\n#sys.inputs.text'
    typst.compile(source.encode(), format="pdf", font_paths=fonts.fonts(), sys_inputs={"text": text})
