"""Where and when a photograph says it was taken: read from its EXIF before the picture is written anew without it."""

import math
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image

from sangsuk.thai import BANGKOK

Point = tuple[float, float]


def taken_at(image: Image.Image) -> Point | None:
    """(longitude, latitude) in WGS 84, rounded to about a metre; None when it says nothing that can be."""
    try:
        gps = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        tags = ExifTags.GPS
        latitude = _degrees(gps.get(tags.GPSLatitude), gps.get(tags.GPSLatitudeRef), "S")
        longitude = _degrees(gps.get(tags.GPSLongitude), gps.get(tags.GPSLongitudeRef), "W")
    except Exception:  # noqa: BLE001 - whatever a stranger wrote there, the picture is what matters
        return None
    if latitude is None or longitude is None or not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    return None if latitude == longitude == 0 else (round(longitude, 5), round(latitude, 5))


def taken_when(image: Image.Image) -> datetime | None:
    """When the shutter was pressed, aware; a telephone that names no time zone is taken to be in Thailand. None when it
    says nothing that can be."""
    try:
        told = image.getexif().get_ifd(ExifTags.IFD.Exif)
        base = ExifTags.Base
        day, _, clock = _text(told.get(base.DateTimeOriginal)).partition(" ")
        at = datetime.fromisoformat(f"{day.replace(':', '-')}T{clock}{_text(told.get(base.OffsetTimeOriginal))}")
        return at if at.tzinfo else at.replace(tzinfo=BANGKOK)
    except Exception:  # noqa: BLE001 - whatever a stranger wrote there, the picture is what matters
        return None


def _text(value: Any) -> str:
    return (value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")).strip("\0 ")


def _degrees(parts: Any, reference: Any, negative: str) -> float | None:
    if parts is None or len(parts) != 3:
        return None
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value):
        return None
    sign = reference.decode("ascii", "replace") if isinstance(reference, bytes) else str(reference)
    return -value if sign.strip("\0 ").upper() == negative else value
