"""Reading an operator's files piece by piece: GeoJSON features and CSV rows, plain or gzipped. Pure but for the disk."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"


class NotReadable(ValueError):
    """The file is not what it should be; the message says why, in English, for the operator."""


def features(path: Path) -> Iterator[dict[str, Any]]:
    """The features of a GeoJSON FeatureCollection, one in memory at a time."""
    decoder = json.JSONDecoder()
    with _open(path) as file:
        text = _skip_to_features(file)
        while True:
            text = text.lstrip(" \t\r\n,")
            if text.startswith("]"):
                return
            try:
                feature, end = decoder.raw_decode(text)
            except json.JSONDecodeError as trouble:
                # cut in the middle of a feature: read as much again as there is, so that a huge one stays linear
                more = file.read(max(CHUNK, len(text)))
                if not more:
                    raise NotReadable(f"the file ends in the middle, or is no JSON: {trouble}") from None
                text += more
                continue
            yield feature
            text = text[end:] or file.read(CHUNK)


def _skip_to_features(file: IO[str]) -> str:
    """What follows the opening bracket of "features"."""
    text = ""
    while more := file.read(CHUNK):
        text += more
        _before, name, after = text.partition('"features"')
        if name and (at := after.find("[")) >= 0:
            return after[at + 1 :]
    raise NotReadable('no "features" in it: this is no GeoJSON FeatureCollection')


def rows(path: Path, needed: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row of a CSV with a header."""
    with _open(path) as file:
        reader = csv.DictReader(file)
        missing = [name for name in needed if name not in (reader.fieldnames or [])]
        if missing:
            raise NotReadable(f"the first line must name these columns too: {', '.join(missing)}")
        try:
            for row in reader:
                yield reader.line_num, {name: (row[name] or "").strip() for name in needed}
        except csv.Error as trouble:
            raise NotReadable(f"line {reader.line_num}: {trouble}") from None


@contextmanager
def _open(path: Path) -> Iterator[IO[str]]:
    with path.open("rb") as raw:
        zipped = raw.read(2) == _GZIP
        raw.seek(0)
        source: Any = gzip.GzipFile(fileobj=raw) if zipped else raw
        try:
            yield io.TextIOWrapper(source, encoding="utf-8-sig", newline="")
        except (UnicodeDecodeError, EOFError, gzip.BadGzipFile, zlib.error) as trouble:
            raise NotReadable(f"not readable as UTF-8 text: {trouble}") from None
