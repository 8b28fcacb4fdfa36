"""A file of another register, read once, dealt out in chunks to a few processes. docs/import.md

The reader, the count and the rejects are here; what a row means is the room's business. Every chunk is one transaction
there, so whenever this is killed, what is in is whole, and the next run finds it there.
"""

import contextlib
import csv
import gzip
import io
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.db import connection

from sangsuk.cases import traffy
from sangsuk.cases.bulk import Taken
from sangsuk.cases.models import Case, CaseEvent, Reporter

from .bar import Bar
from .crew import hired

MEANING = "sangsuk.cases.traffy"
CHUNK = 1000
AHEAD = 2  # chunks waiting for each process, so that none is idle and none piles up
LONGEST_FIELD = 1_000_000

Rows = list[tuple[int, list[str]]]
"""Rows with their number in the file; the header is row 1."""


class Unusable(Exception):
    """Not a file that can be read to its end; the message says why."""


class Interrupted(Exception):
    """It ended early by no fault of the file; what is in is whole, and a second run goes on."""


@dataclass
class Sum:
    taken: int = 0
    there: int = 0
    rejected: int = 0
    trouble: str = ""

    @property
    def rows(self) -> int:
        return self.taken + self.there + self.rejected


def run(file: Path, *, rejects: Path, limit: int | None, processes: int, bar: Bar, database: Mapping[str, Any]) -> Sum:
    """Import the file. `trouble` is set when it could not be read to its end. Raises Unusable, Interrupted."""
    total = Sum()
    with contextlib.ExitStack() as stack:
        source = stack.enter_context(_opened(file))
        rejected = stack.enter_context(_Rejects(rejects))
        reader = _Reader(source.text, limit)
        where = reader.columns()
        rejected.header = reader.header
        traffy.warm(where)
        crew = stack.enter_context(hired(processes, database))
        waiting: deque[tuple[Rows, Future[Taken]]] = deque()

        def collect() -> None:
            rows, future = waiting.popleft()
            _add(total, rows, _result(future), rejected)
            bar.show(total.rows, source.share_read())

        for rows in reader.chunks():
            waiting.append((rows, crew.do(MEANING, "take", where, [row for _, row in rows])))
            if len(waiting) > processes * AHEAD:
                collect()
        while waiting:
            collect()
        total.trouble = reader.trouble
    return total


def afterwards() -> None:
    """Tell the planner what there is now, before the first officer asks."""
    with connection.cursor() as cursor:
        for model in (Case, CaseEvent, Reporter):
            cursor.execute(f"analyze {model._meta.db_table}")


def _result(future: "Future[Taken]") -> Taken:
    try:
        return future.result()
    except BrokenProcessPool:
        raise Interrupted("A process of the import was ended. What it had finished is in; run it again.") from None


def _add(total: Sum, rows: Rows, taken: Taken, rejected: "_Rejects") -> None:
    total.taken += taken.taken
    total.there += taken.there
    total.rejected += len(taken.refused)
    for index, why in taken.refused:
        rejected.write(*rows[index], why)


# --- the file --------------------------------------------------------------------------------------------------------


@dataclass
class _Source:
    text: IO[str]
    raw: IO[bytes]
    size: int

    def share_read(self) -> float:
        return min(1.0, self.raw.tell() / self.size) if self.size else 1.0


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[_Source]:
    """As text; bytes that are no UTF-8 are carried along, so that only their row is refused."""
    try:
        raw = file.open("rb")
    except OSError as error:
        raise Unusable(f"{file} cannot be read: {error.strerror}") from None
    with raw:
        zipped = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        stream = gzip.GzipFile(fileobj=raw) if zipped else raw
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
        yield _Source(text, raw, file.stat().st_size)


class _Reader:
    """The rows in chunks. `trouble` says why it had to stop before the end, if it had to."""

    def __init__(self, text: IO[str], limit: int | None) -> None:
        csv.field_size_limit(LONGEST_FIELD)
        self.rows = csv.reader(text)
        self.limit = limit
        self.trouble = ""
        self.header: list[str] = []

    def columns(self) -> dict[str, int]:
        try:
            self.header = next(self.rows, [])
            return traffy.columns(self.header)
        except (traffy.Unusable, csv.Error, OSError, EOFError) as trouble:
            raise Unusable(str(trouble)) from None

    def chunks(self) -> Iterator[Rows]:
        chunk: Rows = []
        for numbered in self._numbered():
            chunk.append(numbered)
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def _numbered(self) -> Iterator[tuple[int, list[str]]]:
        number = 1
        while self.limit is None or number <= self.limit:
            try:
                row = next(self.rows)
            except StopIteration:
                return
            except (csv.Error, OSError, EOFError) as trouble:
                self.trouble = f"The file cannot be read beyond row {number}: {trouble}"
                return
            number += 1
            if row:
                yield number, row


class _Rejects:
    """The rejected rows with their reasons, made anew by each run; no file when there are none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.header: list[str] = []
        self.file: IO[str] | None = None

    def __enter__(self) -> "_Rejects":
        self.path.unlink(missing_ok=True)
        return self

    def write(self, number: int, row: Sequence[str], why: str) -> None:
        if self.file is None:
            self.file = self.path.open("w", encoding="utf-8", errors="surrogateescape", newline="")
            csv.writer(self.file).writerow(["row", "reason", *self.header])
        csv.writer(self.file).writerow([number, why, *row])

    def __exit__(self, *trouble: object) -> None:
        if self.file is not None:
            self.file.close()
