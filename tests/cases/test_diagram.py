from pathlib import Path

from sangsuk.cases import diagram

PAGE = Path(__file__).parents[2] / "docs" / "workflow.md"


def test_the_page_in_docs_is_the_table():
    assert PAGE.read_text() == diagram.page()
