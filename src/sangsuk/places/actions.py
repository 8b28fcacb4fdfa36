"""Loading what the map is made of. Every load may be repeated; the second time changes nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from sangsuk.common import remember

from .models import District, Loaded, Province, Subdistrict
from .sources import Official

Progress = Callable[[int, int], None]

_WRITTEN: dict[type[models.Model], list[str]] = {
    Province: ["name_th", "name_en", "longitude", "latitude", "valid_to", "source"],
    District: ["name_th", "name_en", "province", "is_khet", "longitude", "latitude", "valid_to", "source"],
    Subdistrict: ["name_th", "name_en", "district", "postcode", "valid_to", "source"],
}


@transaction.atomic
def load(progress: Progress | None = None, *, on: date | None = None) -> int:
    """The 77 provinces, 928 districts and 7,436 sub-districts; returns how many rows were written.

    An area that the official list no longer has is kept and ends today (or `on`): old cases point to it. Areas
    that an operator added are left alone.
    """
    official = Official()
    if _is_loaded("places", official.digest):
        return 0
    areas: list[tuple[Any, list[Any]]] = [
        (Province, official.provinces),
        (District, official.districts),
        (Subdistrict, official.subdistricts),
    ]
    total, done = sum(len(rows) for _, rows in areas), 0
    for model, rows in areas:
        model.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["code"], update_fields=_WRITTEN[model], batch_size=1000
        )
        gone = model.objects.filter(valid_to=None, source__startswith="GeoThai").exclude(
            code__in=[row.code for row in rows]
        )
        gone.update(valid_to=on or timezone.localdate())
        done += len(rows)
        if progress:
            progress(done, total)
    _remember_loaded("places", official.digest, total)
    return total


def _is_loaded(name: str, digest: str) -> bool:
    return Loaded.objects.filter(name=name, digest=digest).exists()


def _remember_loaded(name: str, digest: str, rows: int) -> None:
    Loaded.objects.update_or_create(name=name, defaults={"digest": digest, "rows": rows, "loaded_at": timezone.now()})
    remember.forget_all()
    transaction.on_commit(remember.forget_all)
