"""Tables that are given away open in a spreadsheet as what they say."""

import csv
import io
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sangsuk.common import cells


def test_an_exported_cell_is_never_a_formula() -> None:
    text = cells.csv_file([["=cmd()", "+66", "@x", "-1", "ปกติ"]]).decode("utf-8-sig")
    assert text.strip() == "'=cmd(),'+66,'@x,'-1,ปกติ"


def test_a_number_stays_a_number_and_nothing_an_empty_cell() -> None:
    assert cells.csv_file([[-1, None, Decimal("2.50"), ""]]) == "\ufeff-1,,2.50,\r\n".encode()


def test_each_row_is_given_away_as_soon_as_it_is_there() -> None:
    assert list(cells.csv_lines([["ชื่อ"], ["ก"], ["ข"]])) == ["\ufeffชื่อ\r\n", "ก\r\n", "ข\r\n"]


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=2), max_size=5
    )
)
def test_what_is_written_is_read_again_and_no_cell_reckons(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(cells.csv_file(rows).decode("utf-8-sig"), newline="")))
    assert read == [[cells.no_formula(cell) for cell in row] for row in rows]
    assert not any(cell.startswith(cells.MAKES_A_FORMULA) for row in read for cell in row)
