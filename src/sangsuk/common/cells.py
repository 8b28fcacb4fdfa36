"""Tables that are given away as text: what stands in their cells, and the comma-separated file."""

import csv
from collections.abc import Iterable, Iterator

EXCEL_READS_UTF_8 = "\ufeff"
MAKES_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def no_formula(text: str) -> str:
    """A spreadsheet would reckon with what begins with '='."""
    return f"'{text}" if text.startswith(MAKES_A_FORMULA) else text


class _Through:
    """Gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Line by line, heads first, as RFC 4180 says; words never begin a formula, and None is an empty cell."""
    writer, mark = csv.writer(_Through()), EXCEL_READS_UTF_8
    for row in rows:
        yield mark + str(writer.writerow([no_formula(cell) if isinstance(cell, str) else cell for cell in row]))
        mark = ""


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """The same at once."""
    return "".join(csv_lines(rows)).encode()
