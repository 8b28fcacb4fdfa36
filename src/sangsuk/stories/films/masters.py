"""The finished film as a file that is kept here: brought in like every stranger's film, given out to who may watch it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases import scanning
from sangsuk.common.errors import Refused

from ..media import keeping, limits
from ..models import Film


@dataclass(frozen=True)
class Master:
    """As `actions.finish` takes it."""

    master: str
    form: str
    seconds: int


@dataclass(frozen=True)
class _Kept:
    sha256: str
    kind: str


def keep(upload: "File[Any]", *, now: datetime | None = None) -> Master:
    """On disk before anybody says thanks, without what cameras and programs write beside picture and sound. Raises
    Refused, field "file"."""
    now = now or timezone.now()
    try:
        kept = keeping.accept(upload, now=now, video=limits.film(now))
    except Refused as refused:
        raise Refused(refused.code, refused.message, "file") from refused
    if kept.kind != keeping.VIDEO:
        raise Refused("not_media", _("ไฟล์นี้ไม่ใช่วิดีโอ กรุณาเลือกไฟล์ MP4, MOV หรือ WebM"), "file")
    return Master(kept.sha256, kept.form, max(1, round(kept.seconds)))


def path_to(film: Film) -> Path:
    """Where its bytes lie that may be given out. Raises: Refused while they are being checked, Missing."""
    return scanning.path_to(_Kept(film.master, film.form))
