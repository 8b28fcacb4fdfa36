"""The verbs of a visit: a photograph that comes ahead of its report, and the report, taken in exactly once.

A phone sends until it has an answer, so everything here may come twice, cut off, or from two phones at once. The case's
row is locked first: whoever comes second waits a moment and finds what the first has done.
"""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.offices.actor import Actor

from .. import actions, story
from ..files import StoredFile, accept, places_of
from ..models import Case, Visit, VisitPhoto, VisitReport
from ..standing import allowed
from . import phone_report
from . import queries as visits
from .phone_report import Told

logger = logging.getLogger(__name__)


class PhotosMissing(Refused):
    """The report is good, and these of its photographs are not here (yet, or any more)."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__("photos_missing", _("ยังขาดรูป %(n)s รูป เครื่องของท่านจะส่งให้อีกครั้ง") % {"n": len(missing)}, "photos")
        self.missing = missing


@dataclass(frozen=True)
class Kept:
    """A report that is in the case. `first`: it has just come in; else it was here already."""

    report: VisitReport
    number: str
    first: bool


def keep_photo(
    public_id: UUID, client_id: UUID, sha256: str, data: bytes, *, name: str, by: Actor, now: datetime | None = None
) -> VisitPhoto:
    """Keep one photograph of a report that is still to come. Once more, it is the same one.

    Raises: Refused when the bytes are not those that were announced (a cut line), or are no picture; Missing.
    """
    visit = visits.one_of_team(public_id, by)
    kept = VisitPhoto.objects.filter(client_id=client_id, sent_sha256=sha256).first()
    if kept is not None and kept.visit_id == visit.pk and kept.sent_by_id == by.user_id:
        return kept
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused("cut_off", _("รูปขาดระหว่างทาง เครื่องของท่านจะส่งให้อีกครั้ง"), "photos")
    if VisitPhoto.objects.filter(client_id=client_id).count() >= phone_report.MOST_PHOTOS:
        most = {"most": phone_report.MOST_PHOTOS}
        raise Refused("too_many_files", _("แนบรูปได้ไม่เกิน %(most)s รูป") % most, "photos")
    file = accept(ContentFile(data, name=name or "photo.jpg"), places=True)
    row, _first = VisitPhoto.objects.get_or_create(
        client_id=client_id, sent_sha256=sha256,
        defaults={
            "visit": visit, "sent_by_id": _who(by), "received_at": now or timezone.now(), "sha256": file.sha256,
            "kind": file.kind, "size": file.size, "width": file.width, "height": file.height, "name": file.name,
            **places_of(file),
        },
    )  # fmt: skip
    if row.visit_id != visit.pk or row.sent_by_id != by.user_id:
        raise Stale("other_bytes", _("รูปนี้เป็นของรายงานฉบับอื่น กรุณาเขียนเป็นรายงานฉบับใหม่"))
    return row


def report(public_id: UUID, client_id: UUID, body: bytes, *, by: Actor, now: datetime | None = None) -> Kept:
    """Take a report in, once. Raises Missing, Refused, PhotosMissing; Stale when this id came with other bytes before."""
    now = now or timezone.now()
    visit = visits.one_of_team(public_id, by)
    digest = phone_report.digest_of(body)
    try:
        with transaction.atomic():
            case = Case.objects.select_for_update().get(pk=visit.case_id)
            before = VisitReport.objects.filter(client_id=client_id).first()
            if before is not None:
                return _again(before, visit, digest, by)
            told = phone_report.read(body, now=now)
            kept = _take_in(case, visit, client_id, told, digest, by=by, now=now)
    except IntegrityError:  # this id came for another case at the same moment
        return _again(VisitReport.objects.get(client_id=client_id), visit, digest, by)
    logger.info("visit reported", extra={"case": case.number, "addition": kept.addition, "photos": len(told.photos)})
    return Kept(kept, case.number, first=True)


def _again(before: VisitReport, visit: Visit, digest: bytes, by: Actor) -> Kept:
    same = bytes(before.digest) == digest and before.visit_id == visit.pk and before.reported_by_id == by.user_id
    if not same:
        sentence = _("รายงานฉบับนี้เคยส่งมาแล้วและมีเนื้อหาต่างจากครั้งนี้ เราจึงยังไม่ได้เปลี่ยนอะไร สิ่งที่ท่านเขียนยังอยู่ในเครื่องของท่าน")
        raise Stale("other_bytes", sentence)
    return Kept(before, visit.case.number, first=False)


def _take_in(
    case: Case, visit: Visit, client_id: UUID, told: Told, digest: bytes, *, by: Actor, now: datetime
) -> VisitReport:
    """The event writes the row, as from any door; the phone adds its own id and bytes, the hours, the place, the relief."""
    files = _files(visit, client_id, told, by)
    data = {
        "duty": visit.duty, "findings": told.findings, "follow_up": told.follow_up, "people_met": told.people_met,
        "visit_outcome": told.outcome,
    }  # fmt: skip
    case = actions.move(case, "report_visit", by=by, data={k: v for k, v in data.items() if v}, files=files, now=now)
    seq = case.version
    if told.relief_kind:
        _relieve(case, told, by=by, now=now)
    row = VisitReport.objects.get(visit=visit, event_seq=seq)
    for field, value in {"client_id": client_id, "digest": digest, **_phones_own(told)}.items():
        setattr(row, field, value)
    row.save()
    return row


def _phones_own(told: Told) -> Mapping[str, Any]:
    longitude, latitude = told.point or (None, None)
    return {
        "visited_from": told.visited_from, "visited_to": told.visited_to, "longitude": longitude, "latitude": latitude,
        "accuracy_m": told.accuracy_m, "relief_kind": told.relief_kind, "relief_baht": told.relief_baht,
    }  # fmt: skip


def _who(by: Actor) -> int:
    assert by.user_id is not None  # a team has people
    return by.user_id


def _files(visit: Visit, client_id: UUID, told: Told, by: Actor) -> tuple[StoredFile, ...]:
    rows = VisitPhoto.objects.filter(client_id=client_id, visit=visit, sent_by=by.user_id)
    found = {row.sent_sha256: row for row in rows}
    missing = [sent for sent in told.photos if sent not in found]
    if missing:
        raise PhotosMissing(missing)
    kept = (found[sent] for sent in told.photos)
    return tuple(StoredFile(p.sha256, p.kind, p.size, p.width, p.height, p.name, _at(p)) for p in kept)


def _at(photo: VisitPhoto) -> tuple[float, float] | None:
    """Where it was taken belongs to what a visit proves."""
    return None if photo.longitude is None or photo.latitude is None else (photo.longitude, photo.latitude)


def _relieve(case: Case, told: Told, *, by: Actor, now: datetime) -> None:
    """What was given on the spot counts like any other relief, where this person may record one."""
    if "relieve" not in {move.name for move in allowed(case, by, now)}:
        return
    with translation.override(case.language):  # she reads these words, whatever the officer reads
        words, giver = _("ช่วยเหลือทันทีระหว่างลงพื้นที่"), story.office_name(by.office_code) or by.name
    data: dict[str, Any] = {"relief_kind": told.relief_kind, "text": words, "giver": giver}
    if told.relief_baht is not None:
        data["baht"] = told.relief_baht
    try:
        actions.move(case, "relieve", by=by, data=data, now=now)
    except NotAllowed:
        logger.info("relief of a visit stays in its report", extra={"case": case.number})
