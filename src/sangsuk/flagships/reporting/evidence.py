"""Photographs and papers that show what a number says: where and when they were taken is said in words, never a reason to
refuse; a picture that was seen before becomes a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.cases import files
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.thai import bangkok_date

from ..models import Entry, Evidence, Sheet
from ..periods import Period
from ..words import DIGITS, DISTRICT, FILLING, RETURNED
from . import asking, likeness, recording, table
from .standing import standings

INSIDE, OUTSIDE, UNKNOWN = "inside", "outside", "unknown"
MOST = 10


@dataclass(frozen=True)
class Again:
    """The same or a very similar picture stands beside another number. `same`: to the last byte."""

    evidence: Evidence
    same: bool


@transaction.atomic
def add(
    sheet: Sheet, indicator: str, upload: "File[Any]", *, by: Actor, note: str = "", now: datetime | None = None
) -> Evidence:
    """Keep one photograph or paper beside a number; the same again is the same. Raises Refused, NotAllowed."""
    now = now or timezone.now()
    if table.FILLER not in standings(sheet, by):
        raise NotAllowed("not_yours", _("เฉพาะผู้กรอกรายงานนี้แนบหลักฐานได้"))
    if indicator not in {one.code for one in asking.of_sheet(sheet)}:
        raise Refused("not_asked", _("แบบรายงานนี้ไม่ได้ถามตัวชี้วัด %(code)s") % {"code": indicator}, "photos")
    stored = files.accept(upload, papers=True, places=True)
    sheet = recording.locked(sheet)  # sent twice at one moment it is still kept once
    entry, _new = Entry.objects.get_or_create(
        indicator_id=indicator, starts_on=sheet.starts_on, area_code=sheet.area_code, cell="", period=sheet.period,
        defaults={"sheet": sheet},
    )  # fmt: skip
    there = Evidence.objects.filter(entry=entry)
    known = there.filter(sha256=stored.sha256).first()
    if known is not None:
        return known
    if there.count() >= MOST:
        raise Refused("too_many", _("แนบได้ตัวชี้วัดละไม่เกิน 10 ไฟล์"), "photos")
    look = likeness.look_of_file(files.path_of(stored.sha256, stored.kind)) if stored.kind == files.PHOTO else None
    telling = look if look is not None and likeness.says_something(look) else None
    return Evidence.objects.create(
        entry=entry, sha256=stored.sha256, kind=stored.kind, size=stored.size, width=stored.width, height=stored.height,
        name=stored.name, warns=stored.warns, **files.places_of(stored), taken_at=stored.when, note=note.strip()[:500],
        place=place_of(stored.at, sheet.area_code), time=time_of(stored.when, asking.period_of(sheet)), look=telling,
        bands=likeness.bands(telling) if telling is not None else [], added_by_id=by.user_id, added_at=now,
    )  # fmt: skip


def place_of(at: tuple[float, float] | None, area_code: str) -> str:
    """Whether a point lies in an area. As sure as the outlines are: where they leave a doubt, nothing is said."""
    if at is None:
        return UNKNOWN
    try:
        found = places.at(*at)
    except Refused:
        return OUTSIDE
    digits = min(len(area_code), DIGITS[DISTRICT])
    if found.district_code[:digits] != area_code[:digits]:
        maybe = not found.certain and any(one.code[:digits] == area_code[:digits] for one in found.others)
        return UNKNOWN if maybe else OUTSIDE
    wanted, lies = area_code[:6], found.subdistrict_code
    if len(wanted) == 6 and lies and lies != wanted:
        return OUTSIDE
    return INSIDE


def time_of(at: datetime | None, period: Period) -> str:
    if at is None:
        return UNKNOWN
    return INSIDE if period.starts_on <= bangkok_date(at) < period.before else OUTSIDE


@transaction.atomic
def remove(sheet: Sheet, evidence_id: int, *, by: Actor) -> None:
    """As long as the number is still being filled in. Raises Missing, NotAllowed."""
    row = Evidence.objects.select_related("entry").filter(pk=evidence_id, entry__sheet=sheet).first()
    if row is None:
        raise Missing("no_evidence", _("ไม่พบหลักฐานนี้"))
    if table.FILLER not in standings(sheet, by) or row.entry.state not in (FILLING, RETURNED):
        raise NotAllowed("not_now", _("รายงานส่งไปแล้ว จึงนำหลักฐานออกไม่ได้"))
    row.delete()


def seen_before(rows: Iterable[Evidence]) -> dict[int, list[Again]]:
    """By the number of each: where else the same or nearly the same picture stands. One query."""
    rows = list(rows)
    if not rows:
        return {}
    bands = sorted({band for row in rows for band in row.bands})
    hashes = {row.sha256 for row in rows}
    others = Evidence.objects.filter(sha256__in=hashes) | Evidence.objects.filter(bands__overlap=bands)
    found: dict[int, list[Again]] = {}
    for other in others.select_related("entry").order_by("pk"):
        for row in rows:
            if other.entry_id == row.entry_id:
                continue
            same = other.sha256 == row.sha256
            near = (
                None not in (row.look, other.look) and likeness.apart(row.look or 0, other.look or 0) <= likeness.NEAR
            )
            if same or near:
                found.setdefault(row.pk, []).append(Again(other, same))
    return found


__all__ = ["INSIDE", "OUTSIDE", "UNKNOWN", "add", "place_of", "remove", "seen_before", "time_of"]
