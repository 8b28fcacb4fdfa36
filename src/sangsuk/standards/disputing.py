"""A district objects once, in time; the province decides each point, by somebody who has neither visited nor confirmed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.files import StoredFile
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date, normalise

from . import marking, scoring, table
from .assessing import MOST_NOTE, Said, attach, locked, step
from .models import Answer, Assessment
from .standing import standings
from .words import CONFIRMED_, OBJECTION

LEAST = 10


@transaction.atomic
def object_to(
    one: Assessment, said: Mapping[int, str], *, by: Actor, version: int | None = None,
    files: Mapping[int, Sequence[StoredFile]] | None = None, now: datetime | None = None,
) -> Assessment:  # fmt: skip
    """Once, by the day that was told. `said`: what the office holds against the points of a criterion. Raises NotAllowed,
    Refused, Stale."""
    now = now or timezone.now()
    row = locked(one, version)
    found = table.check("object", row.status, standings(row, by), {})
    if row.objected_at is not None or (row.due_on is not None and bangkok_date(now) > row.due_on):
        raise NotAllowed("too_late", _("พ้นวันทักท้วงแล้ว ผลนี้เป็นที่สุด"), "move")
    words = {pk: normalise(text).strip() for pk, text in said.items() if text.strip()}
    lines = {line.criterion.pk: line for line in marking.sheet(row).lines}
    if not words or not words.keys() <= lines.keys():
        raise Refused("needed", _("กรุณาเขียนข้อทักท้วงอย่างน้อยหนึ่งข้อ"), "objections")
    for pk, text in words.items():
        _check(text, lines[pk].criterion.code)
        Answer.objects.filter(assessment=row, criterion=pk).update(objection=text)
    shown = {lines[pk].criterion: some for pk, some in (files or {}).items() if pk in words}
    attach(row, shown, OBJECTION, by=by, now=now)
    told = {"objections": {lines[pk].criterion.code: text for pk, text in words.items()}}
    return step(row, found, {"objected_at": now}, by=by, data=told, now=now)


@transaction.atomic
def decide(
    one: Assessment, said: Mapping[int, Said], *, by: Actor, version: int | None = None, now: datetime | None = None
) -> Assessment:
    """What stands for each criterion that was objected to, each with the reason. Raises NotAllowed, Refused, Stale."""
    now = now or timezone.now()
    row = locked(one, version)
    found = table.check("decide", row.status, standings(row, by), {})
    lines = [line for line in marking.sheet(row).lines if line.answer.objection]
    for line in lines:
        criterion, given = line.criterion, said.get(line.criterion.pk)
        if given is None or given.value is None:
            raise Refused("needed", _("กรุณาวินิจฉัยทุกข้อที่อำเภอทักท้วง"), criterion.code)
        if not scoring.is_answer(criterion.kind, len(criterion.parts), given.value):
            raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), criterion.code)
        _check(given.note.strip(), criterion.code)
        rows = Answer.objects.filter(assessment=row, criterion=criterion)
        rows.update(decided=given.value, decided_why=normalise(given.note).strip())
    told = {"decisions": {line.criterion.code: said[line.criterion.pk].value for line in lines}}
    return step(row, found, {}, by=by, data=told, now=now)


def _check(text: str, field: str) -> None:
    if not LEAST <= len(text) <= MOST_NOTE:
        raise Refused(
            "needed", _("กรุณาบอกเหตุผล %(least)s ถึง %(most)s ตัวอักษร") % {"least": LEAST, "most": MOST_NOTE}, field
        )


def lapse(now: datetime, *, limit: int = 200) -> int:
    """Results to which nobody objected in time stand from now on; the day itself still counts."""
    late = Assessment.objects.filter(status=CONFIRMED_, due_on__lt=bangkok_date(now)).order_by("due_on", "id")
    return sum(_lapse(one, now) for one in late[:limit])


@transaction.atomic
def _lapse(one: Assessment, now: datetime) -> bool:
    row, by = locked(one), Actor.system()
    if row.status != CONFIRMED_ or row.due_on is None or row.due_on >= bangkok_date(now):
        return False
    step(row, table.check("lapse", row.status, standings(row, by), {}), {}, by=by, data={}, now=now)
    return True
