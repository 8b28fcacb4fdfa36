"""The verbs of the matrix: a district says how far a project is, its province has seen it or asks."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.stories.standing import WORKING
from sangsuk.thai import bangkok_date

from .. import periods, words
from ..areas import districts as areas
from ..models import Coverage, Project
from . import recording, table
from .words import MISSING

logger = logging.getLogger(__name__)
YEARS_BEFORE = 10
"""A project of this year may have begun long before it."""


def standings(district: str, by: Actor) -> frozenset[str]:
    """What somebody is to the cells of a district."""
    if not by.is_staff or by.role not in WORKING or by.at_agency:
        return frozenset()
    if by.office_level == "district" and by.office_code == district:
        return frozenset({table.DISTRICT})
    if by.office_level == "province" and by.province_code == district[:2]:
        return frozenset({table.PROVINCE})
    return frozenset()


@transaction.atomic
def say(
    project: Project, district: str, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Coverage:  # fmt: skip
    """Make one move of the table in one cell. `version`: 0 when the page had nothing there. Raises: Missing, Stale, NotAllowed, Refused."""
    now = now or timezone.now()
    areas.district(district)
    if project.programme.state != words.OPEN:
        raise NotAllowed("not_open", _("โครงการประจำปีนี้ไม่ได้เปิดใช้อยู่ จึงบันทึกไม่ได้"))
    cell = Coverage.objects.filter(project=project, district_code=district).first()
    if version is not None and version != (cell.version if cell else 0):
        raise recording.stale()
    given = {
        key: value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
        for key, value in (data or {}).items()
    }
    state = cell.state if cell else MISSING
    first = periods.year(project.programme.fiscal_year - YEARS_BEFORE).starts_on
    move = table.check(name, state, standings(district, by), given, today=bangkok_date(now), earliest=first)
    kept = {field: given[field] for field in (*move.needs, *move.takes) if given.get(field) not in (None, "")}
    changes = _changes(move.name, move.target, kept)
    if cell is None:
        cell = _begin(project, district, name, changes, kept, by, now)
    else:
        recording.advance(cell, name, changes, by=by, data=kept, now=now)
    logger.info("coverage said", extra={"project": project.pk, "district": district, "move": name})
    return cell


def _changes(name: str, target: str | None, kept: Mapping[str, Any]) -> dict[str, Any]:
    if name == "see":
        return {"look": words.SEEN, "question": ""}
    if name == "return":
        return {"look": words.ASKED, "question": kept["question"]}
    said = {"state": target, "since_on": kept["since_on"], "why": kept.get("why", "")}
    return said | {"look": words.NEW, "question": ""}


def _begin(
    project: Project, district: str, name: str, changes: Mapping[str, Any], kept: Mapping[str, Any], by: Actor, now: datetime
) -> Coverage:  # fmt: skip
    cell = Coverage(project=project, district_code=district, **changes)
    try:
        with transaction.atomic():
            cell.save(force_insert=True)
    except IntegrityError:
        raise recording.stale() from None
    recording.begin(cell, name, by=by, data=kept, now=now)
    return cell


@dataclass(frozen=True)
class Said:
    """What a form says of one cell."""

    project: Project
    state: str
    since_on: date | None
    why: str
    version: int


class SomeRefused(Refused):
    """Nothing was taken over. `cells`: by project, what is wrong there."""

    def __init__(self, cells: Mapping[str, Refused]) -> None:
        super().__init__("some_refused", _("ยังบันทึกไม่ได้ กรุณาดูข้อที่มีเครื่องหมาย แล้วบันทึกอีกครั้ง"))
        self.cells = dict(cells)
        self.status = 409 if any(one.status == 409 for one in self.cells.values()) else 422


@transaction.atomic
def say_all(district: str, said: Sequence[Said], *, by: Actor, now: datetime | None = None) -> int:
    """What is different of a whole page of cells: all of it, or nothing. Returns how many. Raises: NotAllowed, SomeRefused."""
    cells = {cell.project_id: cell for cell in Coverage.objects.filter(district_code=district)}
    wrong: dict[str, Refused] = {}
    changed = 0
    for one in said:
        if not differs(cells.get(one.project.pk), one.state, one.since_on, one.why):
            continue
        try:
            if one.state not in table.OF_STATE:
                raise Refused("needed", _("กรุณาเลือกว่าอยู่ขั้นไหน"), "state")
            data = {"since_on": one.since_on, "why": one.why}
            say(one.project, district, table.OF_STATE[one.state], by=by, version=one.version, data=data, now=now)
        except NotAllowed:
            raise
        except Refused as refused:
            wrong[one.project.pk] = refused
        changed += 1
    if wrong:
        raise SomeRefused(wrong)
    return changed


@transaction.atomic
def see_all(projects: Sequence[Project], district: str, *, by: Actor, now: datetime | None = None) -> int:
    """The province has seen whatever the district says and is not asked about. Returns how many."""
    if table.PROVINCE not in standings(district, by):
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่ของจังหวัดนี้"))
    rows = Coverage.objects.filter(project__in=[one.pk for one in projects], district_code=district, look=words.NEW)
    cells = list(rows.select_related("project__programme"))
    for cell in cells:
        say(cell.project, district, "see", by=by, version=cell.version, now=now)
    return len(cells)


def differs(cell: Coverage | None, state: str, since_on: date | None, why: str) -> bool:
    """Whether a form says something else than the cell."""
    if cell is None:
        return bool(state)
    return (cell.state, cell.since_on, cell.why) != (state, since_on, why)
