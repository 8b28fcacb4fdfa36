"""Pictures of the day: written anew without what betrays, and beside each whether its place and time agree with the trip."""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.files import StoredFile, accept, places_of
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.uploads import is_too_big
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.thai.dates import bangkok_date

from . import counting, rules, words
from .models import Trip, TripPhoto

MOST = 30
NEAR, IN_DISTRICT, FAR, ELSEWHERE, NOWHERE = "near", "district", "far", "elsewhere", "unknown"
SAME, OTHER, NEVER = "same", "other", "unknown"
WHERE = {
    NEAR: _("ตำแหน่งตรงกับพื้นที่"), IN_DISTRICT: _("ตำแหน่งอยู่ในอำเภอ"), FAR: _("อยู่ในอำเภอ แต่ห่างจากพื้นที่ที่ไป"),
    ELSEWHERE: _("ตำแหน่งน่าจะอยู่นอกอำเภอ"), NOWHERE: _("รูปไม่บอกตำแหน่ง"),
}  # fmt: skip
DAYS = {SAME: _("ถ่ายในวันออกหน่วย"), OTHER: _("ถ่ายคนละวันกับวันออกหน่วย"), NEVER: _("รูปไม่บอกเวลา")}
Point = tuple[float, float]


@dataclass(frozen=True)
class Agrees:
    """What the photograph says beside what the trip says. `far_m`: metres to the nearest of its places."""

    where: str
    day: str
    far_m: int | None


def keep(trip: Trip, upload: "File[Any]", *, by: Actor, now: datetime | None = None) -> TripPhoto:
    """Keep one picture; the same bytes again are the same picture. Raises Refused, NotAllowed."""
    now = now or timezone.now()
    digest = "" if is_too_big(upload) else hashlib.file_digest(upload.open(), "sha256").hexdigest()
    if kept := TripPhoto.objects.filter(trip=trip, sent_sha256=digest, by=by.user_id).first():
        return kept
    file = accept(upload, places=True)
    with transaction.atomic():
        trip = counting.begun(trip, by=by, now=now)
        if TripPhoto.objects.filter(trip=trip).count() >= MOST:
            raise Refused("too_many_files", _("แนบรูปได้ไม่เกิน %(most)s รูป") % {"most": MOST}, "photos")
        seen = agrees(trip, file)
        row, _new = TripPhoto.objects.get_or_create(
            trip=trip, sent_sha256=digest,
            defaults={
                "sha256": file.sha256, "kind": file.kind, "size": file.size, "width": file.width, "height": file.height,
                "name": file.name, "at": now, "by_id": counting.who(by), "taken_at": file.when, "far_m": seen.far_m,
                "where": seen.where, "day": seen.day, **places_of(file),
            },
        )  # fmt: skip
    return row


def remove(trip: Trip, pk: int, *, by: Actor, now: datetime | None = None) -> None:
    """A picture that should not be there goes, before the report. The file is swept away when nothing names it."""
    now = now or timezone.now()
    with transaction.atomic():
        trip = counting.begun(trip, by=by, now=now)
        TripPhoto.objects.filter(trip=trip, pk=pk).delete()


def one(trip: Trip, pk: int) -> TripPhoto:
    found = TripPhoto.objects.filter(trip=trip, pk=pk).first()
    if found is None:
        raise Missing("no_photo", _("ไม่พบรูปนี้"))
    return found


def agrees(trip: Trip, file: StoredFile) -> Agrees:
    """A sub-district has an outline where somebody has loaded one, and no point; a village has a point. Where nothing is
    known but the district, that is all that is said."""
    day = NEVER if file.when is None else SAME if bangkok_date(file.when) == trip.on else OTHER
    if file.at is None:
        return Agrees(NOWHERE, day, None)
    points = points_of(trip)
    far = round(min(metres(file.at, point) for point in points)) if points else None
    most = rules.amount(words.PHOTO, trip.on, trip.province_code) * 1000
    districts, tambon = _located(file.at)
    if tambon in {code[:6] for code in trip.areas} or (far is not None and far <= most):
        return Agrees(NEAR, day, far)
    if trip.district_code not in districts:
        return Agrees(ELSEWHERE, day, far)
    return Agrees(FAR if tambon or far is not None else IN_DISTRICT, day, far)


def points_of(trip: Trip) -> list[Point]:
    """Where the places of a trip are, as far as that is known. One query at most."""
    known = {place.code: place for place in places.inside(trip.district_code)}
    if any(len(code) == 8 for code in trip.areas):
        known |= {place.code: place for place in places.villages(trip.district_code)}
    some = (known[code] for code in trip.areas if code in known)
    return [(p.longitude, p.latitude) for p in some if p.longitude is not None and p.latitude is not None]


def metres(a: Point, b: Point) -> float:
    """On the sphere; good to a half of one percent."""
    (lon_a, lat_a), (lon_b, lat_b) = (tuple(map(math.radians, point)) for point in (a, b))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(min(1.0, h)))


def _located(at: Point) -> tuple[set[str], str]:
    """The districts that it may lie in, and the sub-district where its outline is known."""
    try:
        found = places.at(*at)
    except Refused:
        return set(), ""
    return {found.district_code, *(other.code for other in found.others)}, found.subdistrict_code or ""


def to_ask(photos: Iterable[TripPhoto]) -> int:
    """How many speak of another place or day than the trip: to be asked about, not accused."""
    return sum(photo.where in (FAR, ELSEWHERE) or photo.day == OTHER for photo in photos)
