"""Loading what the map is made of. Every load may be repeated; the second time changes nothing."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import shapely
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common import remember
from sangsuk.common.errors import Refused

from . import files, parsing
from .models import Boundary, District, Loaded, Province, Subdistrict, Village
from .sources import Official

Progress = Callable[[int, int], None]
BATCH = 1000

_WRITTEN: dict[type[models.Model], list[str]] = {
    Province: ["name_th", "name_en", "longitude", "latitude", "valid_to", "source"],
    District: ["name_th", "name_en", "province", "is_khet", "longitude", "latitude", "valid_to", "source"],
    Subdistrict: ["name_th", "name_en", "district", "postcode", "valid_to", "source"],
    Village: ["name_th", "name_en", "subdistrict", "moo", "longitude", "latitude", "valid_to", "source"],
    Boundary: ["level", "geometry", "west", "south", "east", "north", "source", "loaded_at"],
}


@dataclass
class Report:
    """What a load of an operator's file did; `str()` is what the operator reads."""

    what: str
    read: int = 0
    written: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"{self.read:,} {self.what} read, {self.written:,} new or changed, {len(self.rejected):,} rejected."]
        for reason, count in Counter(reason for _where, reason in self.rejected).most_common():
            first = [where for where, why in self.rejected if why == reason][:5]
            lines.append(f"  {count:,} × {reason}: {', '.join(first)}{' …' if count > len(first) else ''}")
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])


@transaction.atomic
def load(progress: Progress | None = None, *, on: date | None = None) -> int:
    """The 77 provinces, 928 districts and 7,436 sub-districts; returns how many rows were written.

    An area that the official list no longer has is kept and ends today (or `on`): old cases point to it. Areas
    that an operator added are left alone.
    """
    official = Official()
    if Loaded.objects.filter(name="places", digest=official.digest).exists():
        return 0
    areas: list[tuple[Any, list[Any]]] = [
        (Province, official.provinces),
        (District, official.districts),
        (Subdistrict, official.subdistricts),
    ]
    total, done = sum(len(rows) for _model, rows in areas), 0
    for model, rows in areas:
        _upsert(model, rows)
        gone = model.objects.filter(valid_to=None, source__startswith="GeoThai")
        gone.exclude(code__in=[row.code for row in rows]).update(valid_to=on or timezone.localdate())
        done += len(rows)
        if progress:
            progress(done, total)
    _stamp("places", official.digest, total)
    return total


@transaction.atomic
def load_boundaries(path: Path, progress: Progress | None = None, *, now: datetime | None = None) -> Report:
    """Outlines from a GeoJSON file, joined on official codes (COD-AB p-codes); unknown codes are reported.

    Raises: Refused when the file cannot be read.
    """
    now, report = now or timezone.now(), Report("outlines")
    known = _codes(Province) | _codes(District) | _codes(Subdistrict)
    present = {code: bytes(wkb) for code, wkb in Boundary.objects.values_list("code", "geometry").iterator()}
    changed: set[str] = set()
    with _readable():
        for batch in _batches(_outlines(files.features(path), known, report)):
            rows = [_boundary(found, path.name, now) for found in batch]
            rows = [row for row in rows if present.get(row.code) != row.geometry]
            _upsert(Boundary, rows)
            changed.update(row.code for row in rows)
            if progress:
                progress(report.read, 0)
    report.written = len(changed)
    report.notes += _missing_outlines()
    if changed:
        _stamp("boundaries", hashlib.sha256(str(sorted(changed)).encode()).hexdigest(), Boundary.objects.count())
    return report


@transaction.atomic
def load_villages(path: Path, progress: Progress | None = None) -> Report:
    """Villages from a CSV with the columns dopa8, name_th, name_en, tambon_code, lat and lon.

    Raises: Refused when the file cannot be read.
    """
    report = Report("villages")
    source = path.name
    names = ("code", "name_th", "name_en", "longitude", "latitude", "source")
    present = {row[0]: row[1:] for row in Village.objects.filter(valid_to=None).values_list(*names).iterator(BATCH)}
    pointless = 0
    with _readable():
        for batch in _batches(_villages(files.rows(path, parsing.VILLAGE_COLUMNS), _codes(Subdistrict), report)):
            pointless += sum(v.longitude is None for v in batch)
            fresh = [v for v in batch if present.get(v.code) != (v.name_th, v.name_en, v.longitude, v.latitude, source)]
            _upsert(Village, [_village(v, source) for v in fresh])
            report.written += len(fresh)
            if progress:
                progress(report.read, 0)
    if pointless:
        report.notes.append(f"{pointless:,} villages without a usable point were kept without one.")
    if report.written:
        _stamp("villages", hashlib.sha256(source.encode()).hexdigest(), Village.objects.count())
    return report


def _outlines(found: Iterable[Any], known: set[str], report: Report) -> Iterator[parsing.Outline]:
    """The features that can be used, each code once; the others go into the report."""
    seen: set[str] = set()
    for number, feature in enumerate(found, start=1):
        report.read = number
        try:
            outline = parsing.outline(feature)
            if outline.code in seen:
                raise parsing.Rejected("the same code again")
            if outline.code not in known:
                raise parsing.Rejected(f"unknown {outline.level} code")
        except parsing.Rejected as reason:
            report.rejected.append((_called(feature, number), str(reason)))
            continue
        seen.add(outline.code)
        yield outline


def _called(feature: Any, number: int) -> str:
    """What to call a rejected feature in the report: its code if it has one, else its place in the file."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    codes = [str(v) for k, v in (properties or {}).items() if v and str(k).casefold().endswith(("pcode", "code"))]
    return max(codes, key=len, default=f"feature {number}")


def _villages(
    rows: Iterable[tuple[int, dict[str, str]]], known: set[str], report: Report
) -> Iterator[parsing.VillageRow]:
    seen: set[str] = set()
    for line, row in rows:
        report.read += 1
        try:
            village = parsing.village(row)
            if village.subdistrict_code not in known:
                raise parsing.Rejected("unknown tambon_code")
            if village.code in seen:
                raise parsing.Rejected("the same dopa8 again")
        except parsing.Rejected as reason:
            report.rejected.append((f"line {line}", str(reason)))
            continue
        seen.add(village.code)
        yield village


def _boundary(found: parsing.Outline, source: str, now: datetime) -> Boundary:
    west, south, east, north = found.geometry.bounds
    return Boundary(
        code=found.code,
        level=found.level,
        geometry=shapely.to_wkb(found.geometry),
        west=west,
        south=south,
        east=east,
        north=north,
        source=source,
        loaded_at=now,
    )


def _village(row: parsing.VillageRow, source: str) -> Village:
    return Village(
        code=row.code,
        subdistrict_id=row.subdistrict_code,
        name_th=row.name_th,
        name_en=row.name_en,
        moo=int(row.code[6:]),
        longitude=row.longitude,
        latitude=row.latitude,
        source=source,
    )


def _missing_outlines() -> list[str]:
    """Of each level that has outlines, how many areas in force have none."""
    notes = []
    for level, model in (("province", Province), ("district", District), ("subdistrict", Subdistrict)):
        drawn = Boundary.objects.filter(level=level).values("code")
        missing = list(
            model._default_manager.filter(valid_to=None).exclude(code__in=drawn).values_list("code", flat=True)
        )
        if missing and drawn.exists():
            notes.append(f"{len(missing):,} of level {level} have no outline yet: {', '.join(missing[:5])} …")
    return notes


def _codes(model: type[models.Model]) -> set[str]:
    return set(model._default_manager.values_list("pk", flat=True))


def _upsert(model: Any, rows: Sequence[Any]) -> None:
    if rows:
        model.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["code"], update_fields=_WRITTEN[model], batch_size=BATCH
        )


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


@contextmanager
def _readable() -> Iterator[None]:
    """Turns a file that cannot be read into a sentence for whoever gave it."""
    try:
        yield
    except files.NotReadable as trouble:
        message = _("อ่านไฟล์นี้ไม่ได้ เพราะ %(why)s") % {"why": trouble}
        raise Refused("file_not_readable", message, "file") from None


def _stamp(name: str, digest: str, rows: int) -> None:
    """Write down what was loaded; every process sees it within seconds, this one at once."""
    Loaded.objects.update_or_create(name=name, defaults={"digest": digest, "rows": rows, "loaded_at": timezone.now()})
    remember.forget_all()
    transaction.on_commit(remember.forget_all)
