"""Every rule row and every docstring that points into docs/law.md finds its paragraph there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POINTER = re.compile(r"docs/law\.md#([a-z-]+)")


def test_every_pointer_into_the_law_finds_its_paragraph() -> None:
    paragraphs = set(
        re.findall(r"^## ([a-z-]+)$", (ROOT / "docs" / "law.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("data/*.csv")]
    pointers = {(file, name) for file in files for name in POINTER.findall(file.read_text(encoding="utf-8"))}
    assert pointers
    assert [(str(file), name) for file, name in sorted(pointers) if name not in paragraphs] == []
