"""The verbs of a practice and of taking one over."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.cases.files import StoredFile
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.stories.answers.checking import nobody_named
from sangsuk.stories.improvements.words import DONE
from sangsuk.stories.models import ImprovementItem, Pledge
from sangsuk.thai import bangkok_date

from ..lessons import rules
from ..lessons.actions import new_code
from ..lessons.words import REPORT_AFTER
from ..models.practices import Adoption, Practice, PracticeMaterial
from . import recording, standing, table
from .words import DRAFT, PUBLISHED, RETURNED, RUNNING

logger = logging.getLogger(__name__)
MOST_FILES = 10
FIGURES = ("baht", "hours", "before", "after")
CONFIRMED = "confirmed"


@transaction.atomic
def begin(
    *,
    by: Actor,
    data: Mapping[str, Any],
    item: int | None = None,
    pledge: int | None = None,
    now: datetime | None = None,
) -> Practice:
    """A district writes down what it did; perhaps out of something done on its list, or a promise that was proved.
    Raises NotAllowed, Missing, Refused."""
    now = now or timezone.now()
    if not standing.writes(by):
        raise NotAllowed("not_yours", _("ผู้เขียนวิธีทำงานคือเจ้าหน้าที่ของที่ว่าการอำเภอที่ทำจริง"))
    from_item, from_pledge = _source(by, item, pledge)
    made = Practice(
        code=new_code(), office_id=by.office_code, province_code=by.province_code, made_at=now, status=DRAFT,
        from_item=from_item, from_pledge=from_pledge,
    )  # fmt: skip
    written = _written(data, by.office_code)
    for name, value in written.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    recording.PRACTICES.begin(made, "begin", by=by, data={}, now=now)
    logger.info("practice begun", extra={"practice": made.code})
    return made


def _source(by: Actor, item: int | None, pledge: int | None) -> tuple[ImprovementItem | None, Pledge | None]:
    if item is not None:
        found = ImprovementItem.objects.visible_to(by).filter(pk=item, status=DONE).first()
        if found is None:
            raise Missing("no_item", _("ไม่พบรายการที่ปรับปรุงแล้วนี้"))
        return found, None
    if pledge is not None:
        kept = Pledge.objects.filter(pk=pledge, status=CONFIRMED, story__office=by.office_code).first()
        if kept is None:
            raise Missing("no_pledge", _("ไม่พบคำมั่นที่ผู้เล่ายืนยันแล้วนี้"))
        return None, kept
    return None, None


def beginnings(by: Actor, *, most: int = 20) -> tuple[list[ImprovementItem], list[Pledge]]:
    """Of what she can begin: done items and proved promises of her office that are no practice yet. Two queries."""
    if not standing.writes(by):
        return [], []
    mine = Practice.objects.filter(office=by.office_code)
    items = ImprovementItem.objects.visible_to(by).filter(status=DONE)
    items = items.exclude(pk__in=mine.filter(from_item__isnull=False).values("from_item")).order_by("-done_at", "-pk")
    pledges = Pledge.objects.filter(story__office=by.office_code, status=CONFIRMED)
    pledges = pledges.exclude(pk__in=mine.filter(from_pledge__isnull=False).values("from_pledge")).order_by(
        "-confirmed_at"
    )
    return list(items[:most]), list(pledges[:most])


def drawn_from(by: Actor, *, item: int | None = None, pledge: int | None = None) -> dict[str, str]:
    """The first words of a form: what was planned and what changed. Raises Missing."""
    one, promise = _source(by, item, pledge)
    if one is not None:
        return {"title": one.what[:120], "tried": one.what, "result": one.changed}
    if promise is not None:
        return {"title": promise.what[:120], "tried": promise.what, "result": promise.did}
    return {}


def _written(data: Mapping[str, Any], office: str) -> dict[str, Any]:
    """As it may be kept and read by everybody. Raises Refused at the field at fault."""
    written: dict[str, Any] = {}
    for name in table.WRITTEN:
        value = data.get(name)
        table.check_field(name, value, needed=name in table.TOLD)
        if name in FIGURES:
            written[name] = table.figure(name, value)
        else:
            written[name] = str(value or "").replace("\r\n", "\n").replace("\x00", "").strip()
    for name in ("title", "problem", "tried", "result", "measure", "unit"):
        if written[name]:
            nobody_named(written[name], name, office)
    if written["category"] and written["category"] not in catalog.all_categories():
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "category")
    if written["flagship"] and written["flagship"] not in catalog.all_terms("flagship"):
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "flagship")
    return written | table.check_measured(written)


@transaction.atomic
def move(
    practice: Practice, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Practice:  # fmt: skip
    """Make one move of the table. Returns the practice as it is now. Raises: Stale, NotAllowed, Refused."""
    now, given = now or timezone.now(), dict(data or {})
    if version is not None and version != practice.version:
        raise recording.PRACTICES.stale()
    row = table.check(table.MOVES, name, practice.status, standing.standings(practice, by), given)
    changes: dict[str, Any] = {} if row.target is None else {"status": row.target}
    if name == "write":
        changes |= {k: v for k, v in _written(given, practice.office_id).items() if v != getattr(practice, k)}
    if name == "publish":
        changes |= {"published_at": now, "checker_id": by.user_id, "why": ""}
    if name in ("give_back", "retire"):
        changes |= {"why": str(given["why"]).strip()}
        nobody_named(changes["why"], "why", practice.office_id)
    if name in ("revise", "take_back"):
        changes |= {"why": "", "checker_id": None, "published_at": None}
    kept = {k: changes[k] for k in ("why",) if changes.get(k)}
    recording.PRACTICES.advance(practice, name, changes, by=by, data=kept, now=now)
    _found_by(practice)
    logger.info("practice moved", extra={"practice": practice.code, "move": name})
    return practice


def _found_by(practice: Practice) -> None:
    words = " ".join((practice.title, practice.problem, practice.tried, practice.result, practice.measure))
    vector = SearchVector(Value(thai.index_words(words)), config="simple") if practice.status == PUBLISHED else None
    Practice.objects.filter(pk=practice.pk).update(vector=vector)


@transaction.atomic
def add_material(
    practice: Practice, file: StoredFile, alt: str, *, by: Actor, now: datetime | None = None
) -> PracticeMaterial:
    """A photograph or a paper, with words for who cannot see it. While it is being written. Raises NotAllowed, Refused."""
    _check_writing(practice, by)
    alt = " ".join(alt.split())
    if not 5 <= len(alt) <= 200:
        raise Refused("needed", _("กรุณาบอกสั้น ๆ ว่าไฟล์นี้คืออะไร 5 ถึง 200 ตัวอักษร"), "alt")
    nobody_named(alt, "alt", practice.office_id)
    rows = PracticeMaterial.objects.filter(practice=practice)
    if rows.count() >= MOST_FILES:
        raise Refused("too_many", _("แนบไฟล์ได้ไม่เกิน %(most)s ไฟล์") % {"most": MOST_FILES}, "file")
    kept = {
        "kind": file.kind,
        "size": file.size,
        "width": file.width,
        "height": file.height,
        "name": file.name,
        "warns": file.warns,
    }
    found, new = PracticeMaterial.objects.get_or_create(
        practice=practice, sha256=file.sha256,
        defaults={**kept, "alt": alt, "added_at": now or timezone.now(), "added_by_id": by.user_id},
    )  # fmt: skip
    if not new:
        raise Refused("already", _("แนบไฟล์นี้ไว้แล้ว"), "file")
    return found


def remove_material(practice: Practice, pk: int, *, by: Actor) -> None:
    """Raises NotAllowed, Missing. The bytes go with the hourly sweep when nobody else has them."""
    _check_writing(practice, by)
    if not PracticeMaterial.objects.filter(practice=practice, pk=pk).delete()[0]:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))


def _check_writing(practice: Practice, by: Actor) -> None:
    if standing.OFFICE not in standing.standings(practice, by) or practice.status not in (DRAFT, RETURNED):
        raise NotAllowed("not_now", _("แนบหรือลบไฟล์ได้เฉพาะเมื่อกำลังเขียน"))


@transaction.atomic
def adopt(practice: Practice, *, by: Actor, data: Mapping[str, Any], now: datetime | None = None) -> Adoption:
    """Another office takes it over, from a day on and with an owner. Raises NotAllowed, Refused."""
    now, today = now or timezone.now(), bangkok_date(now or timezone.now())
    if not standing.writes(by):
        raise NotAllowed("not_yours", _("ผู้รับไปทำคือที่ว่าการอำเภอ"))
    if practice.status != PUBLISHED:
        raise NotAllowed("not_now", _("วิธีทำงานนี้ไม่ได้แนะนำอยู่ในขณะนี้"))
    if practice.office_id == by.office_code:
        raise Refused("own", _("นี่คือวิธีทำงานของอำเภอท่านเอง"), "move")
    for name in (*table.BEGIN_NEEDS, *table.BEGIN_TAKES):
        table.check_field(name, data.get(name), needed=name in table.BEGIN_NEEDS)
    starts_on, owner = table.check_start(data["starts_on"], today), _owner(data.get("owner"), by.office_code)
    rule = rules.rule(REPORT_AFTER, today)
    made = Adoption(
        practice=practice, office_id=by.office_code, province_code=by.province_code, made_at=now, status=RUNNING,
        starts_on=starts_on, report_due_on=table.due(starts_on, rule.amount, today), rule_code=rule.code,
        owner_role=_role(data["owner_role"], by.office_code), owner_id=owner,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused("already", _("อำเภอของท่านรับวิธีนี้ไปทำแล้ว"), "move") from None
    recording.ADOPTIONS.begin(made, "adopt", by=by, data={}, now=now)
    logger.info("practice adopted", extra={"practice": practice.code, "office": made.office_id})
    return made


def _role(said: Any, office: str) -> str:
    role = " ".join(str(said).split())
    nobody_named(role, "owner_role", office)
    return role


def _owner(chosen: Any, office: str) -> int | None:
    if not chosen:
        return None
    if not str(chosen).isdecimal() or int(chosen) not in {one.user_id for one in offices.colleagues(office)}:
        raise Refused("bad_choice", _("ผู้รับผิดชอบต้องเป็นเจ้าหน้าที่ของที่ว่าการอำเภอนี้"), "owner")
    return int(chosen)


@transaction.atomic
def move_adoption(
    adoption: Adoption, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Adoption:  # fmt: skip
    """Make one move of the table. Returns the adoption as it is now. Raises: Stale, NotAllowed, Refused."""
    now, given = now or timezone.now(), dict(data or {})
    if version is not None and version != adoption.version:
        raise recording.ADOPTIONS.stale()
    row = table.check(table.ADOPTIONS, name, adoption.status, standing.of_adoption(adoption, by), given)
    changes: dict[str, Any] = {} if row.target is None else {"status": row.target}
    changes |= _adopted(adoption, name, given, now)
    kept = {k: changes[k] for k in ("why", "note") if changes.get(k)}
    recording.ADOPTIONS.advance(adoption, name, changes, by=by, data=kept, now=now)
    logger.info("adoption moved", extra={"adoption": adoption.pk, "move": name})
    return adoption


def _adopted(adoption: Adoption, name: str, given: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    office, today = adoption.office_id, bangkok_date(now)
    match name:
        case "report":
            return _reported(adoption, given, now)
        case "plan":
            starts_on = table.check_start(given["starts_on"], today)
            return {
                "starts_on": starts_on, "owner_role": _role(given["owner_role"], office), "owner_id": _owner(given.get("owner"), office),
                "why": _said(given["why"], "why", office), **_due(starts_on, today),
            }  # fmt: skip
        case "stop":
            return {"why": _said(given["why"], "why", office), "report_due_on": None}
    return _due(today, today)


def _due(starts_on: date, today: date) -> dict[str, Any]:
    rule = rules.rule(REPORT_AFTER, today)
    return {"report_due_on": table.due(starts_on, rule.amount, today), "rule_code": rule.code}


def _reported(adoption: Adoption, given: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Before it began nothing can have come of it. Figures only of a practice that is measured, and both of them."""
    if adoption.starts_on > bangkok_date(now):
        raise Refused("too_early", _("ยังไม่ถึงวันเริ่ม จึงยังรายงานผลไม่ได้ ถ้าเริ่มก่อนแล้ว กรุณาเปลี่ยนวันเริ่มก่อน"), "outcome")
    before, after = table.figure("before", given.get("before")), table.figure("after", given.get("after"))
    if (before is None) != (after is None):
        raise Refused(
            "needed", _("กรุณากรอกทั้งตัวเลขก่อนและหลัง หรือเว้นว่างทั้งสองช่อง"), "before" if before is None else "after"
        )
    if before is not None and not adoption.practice.measure:
        raise Refused("no_measure", _("วิธีทำงานนี้ไม่มีตัวเลขวัดผล กรุณาเล่าเป็นถ้อยคำ"), "before")
    return {
        "outcome": table.check_outcome(given["outcome"]), "note": _said(given["note"], "note", adoption.office_id), "before": before,
        "after": after, "reported_at": now, "reports": adoption.reports + 1, "report_due_on": None, "why": "",
    }  # fmt: skip


def _said(text: Any, field: str, office: str) -> str:
    said = str(text).replace("\r\n", "\n").replace("\x00", "").strip()
    nobody_named(said, field, office)
    return said


__all__ = ["add_material", "adopt", "begin", "beginnings", "drawn_from", "move", "move_adoption", "remove_material"]
