"""Accused, sealed, entrusted, unsealed: the state by which `sealed.rule` says who sees."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import axes
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.routing import queries as routing
from sangsuk.thai.dates import bangkok_date

from .. import duties as owed
from ..checking import SHORT
from ..sealed import intake as sealing
from ..sealed import late, way
from ..sealed.rule import CLASSES, OPEN_CLASS
from ..workflow import CLOSED, ESCALATED
from .base import Changes, Doing, Effect, among
from .taking import go_on
from .transfers import move_to

LOWEST = CLASSES[1]
"""What accuses somebody is at least this secret."""


def _accuse(doing: Doing) -> Changes:
    """One office more, and perhaps one of its people. The case leaves whoever must not have it, work and all."""
    case = doing.case
    office = among(doing, "accused_office", set(offices.directory()), _("กรุณาเลือกหน่วยงานจากรายการ"))
    person = _person(doing, office)
    accused = list(dict.fromkeys([*case.accused, office]))
    people = list(dict.fromkeys([*case.accused_people, *([person] if person else [])]))
    if accused == case.accused and people == case.accused_people:
        raise Refused("same_office", _("ระบุผู้ถูกร้องนี้ไว้แล้ว"), "accused_office")
    if max(len(accused), len(people)) > sealing.MOST:
        raise Refused("too_many", _("ระบุผู้ถูกร้องได้ไม่เกิน %(most)s แห่ง") % {"most": sealing.MOST}, "accused_office")
    return _kept_from(doing, accused, people)


def _person(doing: Doing, office: str) -> int | None:
    if not doing.data.get("accused_person"):
        return None
    chosen = str(doing.data["accused_person"])
    found: int | None = next(
        (one.user_id for one in offices.staff() if str(one.user_id) == chosen and one.office_code == office), None
    )
    if found is None:
        raise Refused("bad_choice", _("กรุณาเลือกเจ้าหน้าที่ของหน่วยงานที่ถูกร้อง"), "accused_person")
    return found


def _kept_from(doing: Doing, accused: list[str], people: list[int]) -> Changes:
    case = doing.case
    secrecy = sealing.strictest(case.secrecy, LOWEST)
    changes: Changes = {"accused": accused, "accused_people": people, "secrecy": secrecy}
    changes["readers"] = [one for one in _readers(doing) if one not in people]
    closed = sealing.barred(accused, people)
    if case.assignee_id in people:
        changes["assignee_id"] = None
    out = [key for key, duty in owed.tasks(case.duties).items() if sealing.is_barred(str(duty["who"]), closed)]
    if out:
        changes["duties"] = owed.without(case.duties, *out)
        changes["status"] = owed.status_by_tasks(changes["duties"])
    if sealing.is_barred(case.attention, closed):
        changes["attention"] = ""
    if sealing.is_barred(case.office_id, closed):
        changes |= _away(doing, closed)
    return changes


def _away(doing: Doing, closed: frozenset[str]) -> Changes:
    upper = way.upper(doing.case, doing.now, closed=closed)
    if not upper:
        raise routing.nobody_impartial()
    away = move_to(doing, upper, transfer="up", closed=closed) | go_on(doing) | {"readers": []}
    return away if doing.case.status in CLOSED else away | {"status": ESCALATED}


def _step_aside(doing: Doing) -> Changes:
    """Somebody accused has come to command the office that answers: it is an accused office from now on."""
    case = doing.case
    closed = way.closed_to(case)
    accused = list(dict.fromkeys([*case.accused, *(code for code in closed if code not in case.accused)]))
    return _kept_from(doing, accused, list(case.accused_people))


def _seal_late(doing: Doing) -> Changes:
    """What the rule of today says of its words, for a case that came before there was one. What has ended stays ended."""
    case, seal = doing.case, late.seal_today(doing.case, bangkok_date(doing.now))
    if not late.adds(seal, case):
        raise Refused("nothing_to_seal", _("กติกาปิดผนึกไม่ได้กล่าวถึงเรื่องนี้"), "move")
    accused = list(dict.fromkeys([*case.accused, *seal.accused]))[: sealing.MOST]
    people = list(dict.fromkeys([*case.accused_people, *seal.people]))[: sealing.MOST]
    secrecy = sealing.strictest(case.secrecy, seal.secrecy)
    return _kept_from(doing, accused, people) | {"secrecy": secrecy}


def _seal(doing: Doing) -> Changes:
    """As secret as this, never less: that takes two."""
    secrecy = among(doing, "secrecy", list(CLASSES[1:]), _("กรุณาเลือกชั้นความลับจากรายการ"))
    if CLASSES.index(secrecy) <= CLASSES.index(doing.case.secrecy):
        raise Refused("not_more_secret", _("เรื่องนี้ลับเท่านี้หรือมากกว่าอยู่แล้ว การลดชั้นความลับต้องเสนอเปิดผนึก"), "secrecy")
    return {"secrecy": secrecy, "readers": _readers(doing)}


def _readers(doing: Doing) -> list[int]:
    """Who seals it reads on."""
    own = [doing.by.user_id] if doing.by.user_id and doing.by.office_code == doing.case.office_id else []
    return list(dict.fromkeys([*doing.case.readers, *own]))[-sealing.MOST :]


def _entrust(doing: Doing) -> Changes:
    chosen = str(doing.data["assignee"])
    found = next((c for c in offices.colleagues(doing.case.office_id, looking=True) if str(c.user_id) == chosen), None)
    if found is None:
        raise Refused("bad_choice", _("กรุณาเลือกผู้รับผิดชอบจากรายชื่อของสำนักงานนี้"), "assignee")
    way.check_person(doing.case, found.user_id, "assignee")
    return {"readers": list(dict.fromkeys([*doing.case.readers, found.user_id]))[-sealing.MOST :]}


def _ask_unseal(doing: Doing) -> Changes:
    """Takes the seal off, or one office off the accused: when somebody else agrees."""
    office = str(doing.data.get("accused_office") or "")
    if office and office not in doing.case.accused:
        raise Refused("bad_choice", _("หน่วยงานนี้ไม่ได้อยู่ในรายชื่อผู้ถูกร้อง"), "accused_office")
    told: dict[str, Any] = {"by": doing.by.user_id, "office": office}
    return {"duties": owed.opened(doing.duties, owed.UNSEAL, doing.seq, **told)}


def _unseal(doing: Doing) -> Changes:
    key, duty = next(iter(owed.of_kind(doing.duties, owed.UNSEAL).items()))
    changes: Changes = {"duties": owed.without(doing.duties, key)}
    if office := str(duty.get("office") or ""):
        gone = {one.user_id for one in offices.staff() if one.office_code == office}
        changes["accused"] = [code for code in doing.case.accused if code != office]
        changes["accused_people"] = [one for one in doing.case.accused_people if one not in gone]
        return changes
    return changes | {"secrecy": OPEN_CLASS}


def _keep_sealed(doing: Doing) -> Changes:
    return {"duties": owed.without(doing.duties, *owed.of_kind(doing.duties, owed.UNSEAL))}


def by_kind(doing: Doing, changes: Changes) -> Changes:
    """What follows for the seal when a case is sorted anew: never less secret than before, and who sorts it reads on."""
    case = doing.case
    category, short = changes.get("category_id", case.category_id) or "", case.mission in SHORT
    classes = [case.secrecy]
    if "category_id" in changes and not short:
        classes.append(routing.secrecy_of(category, bangkok_date(doing.now)))
    for axis, field in ((axes.NATURE, "nature"), (axes.ACCUSED, "accused_type")):
        term = catalog.all_terms(axis).get(str(changes.get(field) or ""))
        if term and term.secrecy in CLASSES:
            classes.append(term.secrecy)
    secrecy = sealing.strictest(*classes)
    return {} if secrecy == case.secrecy else {"secrecy": secrecy, "readers": _readers(doing)}


EFFECTS: dict[str, Effect] = {
    "accuse": _accuse,
    "step_aside": _step_aside,
    "seal_late": _seal_late,
    "seal": _seal,
    "entrust": _entrust,
    "ask_unseal": _ask_unseal,
    "unseal": _unseal,
    "keep_sealed": _keep_sealed,
}
