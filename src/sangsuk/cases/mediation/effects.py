"""What each move of a mediation changes beside its status. Reads the rules and the list of mediators, writes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.thai import bangkok_date

from ..models import Mediation, Mediator, Party
from . import law, parties, words
from .mediators import in_force, names
from .table import Move

Changes = dict[str, Any]


@dataclass(frozen=True)
class Doing:
    """One move being made. `people`: who belongs to it now, read once when the move asks for them."""

    mediation: Mediation
    move: Move
    data: Mapping[str, Any]
    people: tuple[Party, ...]
    now: datetime

    @property
    def today(self) -> date:
        return bangkok_date(self.now)


def changes_of(doing: Doing) -> Changes:
    """Every state field that this move sets. Raises Refused."""
    changes: Changes = {"status": doing.move.target} if doing.move.target else {}
    changes |= _PARTICULAR.get(doing.move.name, _nothing)(doing)
    if changes.get("status") in words.CLOSED:
        changes |= {"ended_at": doing.now, "session_at": None, "session_mode": "", "session_place": ""}
    return changes


def _nothing(doing: Doing) -> Changes:
    return {}


def one_of(value: Any, known: Mapping[str, Any], field: str) -> str:
    if value not in known:
        raise Refused("bad_choice", _("กรุณาเลือก “%(label)s” จากรายการ") % {"label": words.FIELDS[field].label}, field)
    return str(value)


_COUNTS = {words.REQUESTER: "requesters", words.OTHER: "others"}


def _add_party(doing: Doing) -> Changes:
    """An official complained of is written down too, but is no party and shows no card."""
    side = one_of(doing.data["side"], words.IN_THE_ROOM, "side")
    if parties.same(doing.data["name"]) in {parties.same(name) for name in names(doing.mediation.panel)}:
        raise Refused("conflict", _("ชื่อนี้เป็นผู้ไกล่เกลี่ยของเรื่องนี้อยู่ กรุณาเลือกผู้ไกล่เกลี่ยใหม่ก่อน"), "name")
    if side == words.ACCUSED:
        return {}
    count = _COUNTS[side]
    shown = bool(doing.data.get("id_shown"))
    return {count: getattr(doing.mediation, count) + 1, "identified": doing.mediation.identified + shown}


def party_of(doing: Doing) -> Party:
    chosen = str(doing.data["party"])
    found = next((party for party in doing.people if str(party.no) == chosen), None)
    if found is None:
        raise Refused("bad_choice", _("กรุณาเลือกคู่กรณีจากรายการ"), "party")
    return found


def _drop_party(doing: Doing) -> Changes:
    party = party_of(doing)
    if party.side == words.ACCUSED:
        return {}
    count = _COUNTS[party.side]
    left = getattr(doing.mediation, count) - 1
    if not left and doing.mediation.status != words.DOCKETED:
        raise Refused("last_of_side", _("แต่ละฝ่ายต้องมีอย่างน้อยหนึ่งคน กรุณาเพิ่มชื่อที่ถูกต้องก่อน"), "party")
    return {count: left, "identified": doing.mediation.identified - party.id_shown}


def _identify(doing: Doing) -> Changes:
    party = party_of(doing)
    if party.id_shown or party.side == words.ACCUSED:
        raise Refused("bad_choice", _("คนนี้ไม่ต้องบันทึกอีก"), "party")
    return {"identified": doing.mediation.identified + 1}


def _ask(doing: Doing) -> Changes:
    return {"consent_other": words.WAS_ASKED}


def _agree(doing: Doing) -> Changes:
    side = one_of(doing.data["side"], words.SIDES, "side")
    _check_asked(doing.mediation, side)
    changes: Changes = {f"consent_{side}": words.SAID_YES}
    both = [changes.get(field, getattr(doing.mediation, field)) for field in ("consent_requester", "consent_other")]
    return changes | ({"status": words.AGREED} if both == [words.SAID_YES] * 2 else {})


def _refuse(doing: Doing) -> Changes:
    side = one_of(doing.data["side"], words.SIDES, "side")
    _check_asked(doing.mediation, side)
    return {f"consent_{side}": words.SAID_NO, "why_dismissed": words.REFUSAL}


def _check_asked(mediation: Mediation, side: str) -> None:
    said = getattr(mediation, f"consent_{side}")
    if said == words.SAID_YES:
        raise Refused("said_already", _("ฝ่ายนี้ตอบไว้แล้วว่าสมัครใจ ถ้าเปลี่ยนใจ ให้ใช้ “จำหน่ายจากสารบบ”"), "side")
    if said != words.WAS_ASKED:
        raise Refused("not_asked", _("ยังไม่ได้เชิญฝ่ายนี้"), "side")


def _choose_panel(doing: Doing) -> Changes:
    """The chair and those beside her, all on the list today, none of them a party."""
    listed = {str(one.pk): one for one in in_force(doing.mediation.office_id, doing.today)}
    chair = listed.get(str(doing.data["chair"]))
    if chair is None or not chair.may_chair:
        raise Refused("bad_choice", _("กรุณาเลือกประธานจากบัญชีผู้ไกล่เกลี่ยของอำเภอ"), "chair")
    chosen = list(dict.fromkeys(str(one) for one in doing.data.get("mediators") or ()))
    if not set(chosen) <= set(listed):
        raise Refused("bad_choice", _("กรุณาเลือกผู้ไกล่เกลี่ยจากบัญชีของอำเภอ"), "mediators")
    beside: list[Mediator] = [listed[one] for one in chosen if one != str(chair.pk)]
    least = law.members(doing.mediation.kind, doing.today)
    if len(beside) < least:
        raise Refused("too_few", _("ต้องมีผู้ไกล่เกลี่ยที่ทั้งสองฝ่ายเลือกอีกอย่างน้อย %(least)s คน") % {"least": least}, "mediators")
    parties.check_impartial(doing.mediation, [one.name for one in (chair, *beside)], doing.people)
    return {"chair_id": chair.pk, "panel": [chair.pk, *(one.pk for one in beside)]}


def _appoint(doing: Doing) -> Changes:
    at: datetime = doing.data["at"]
    if at <= doing.now:
        raise Refused("in_the_past", _("กรุณานัดวันและเวลาที่ยังมาไม่ถึง"), "at")
    if at > doing.mediation.due_at:
        raise Refused("after_the_end", _("วันนัดเลยเวลาที่กฎหมายให้ไกล่เกลี่ย กรุณานัดให้เร็วขึ้น หรือขยายเวลาโดยทั้งสองฝ่ายยินยอม"), "at")
    mode = one_of(doing.data["mode"], words.MODES, "mode")
    return {
        "session_no": doing.mediation.session_no + 1, "session_at": at, "session_mode": mode,
        "session_place": doing.data["place"],
    }  # fmt: skip


_NO_SESSION: Changes = {"session_at": None, "session_mode": "", "session_place": ""}


def _postpone(doing: Doing) -> Changes:
    return dict(_NO_SESSION)


def _held(doing: Doing) -> Changes:
    if doing.move.name == "adjourn":
        one_of(doing.data["attended"], words.ATTENDED, "attended")
    return _NO_SESSION | {"sessions_held": doing.mediation.sessions_held + 1}


def _sign(doing: Doing) -> Changes:
    """Signed in person, after an agreement, in time, and not tomorrow."""
    on: date = doing.data["signed_on"]
    if on > doing.today:
        raise Refused("in_the_future", _("วันที่ลงนามยังมาไม่ถึง"), "signed_on")
    if not bangkok_date(doing.mediation.requested_at) <= on <= bangkok_date(doing.mediation.due_at):
        raise Refused("out_of_time", _("วันที่ลงนามต้องอยู่ในเวลาที่กฎหมายให้ไกล่เกลี่ย"), "signed_on")
    where = one_of(doing.data["signed_at"], words.PLACES, "signed_at")
    return {"signed_on": on, "signed_at": where, "signed_place": doing.data["signed_place"]}


def _extend(doing: Doing) -> Changes:
    found = law.extended(doing.mediation, doing.today)
    if found is None:
        raise Refused("no_longer", _("ขยายเวลาอีกไม่ได้แล้ว"), "both_agree")
    return {"due_at": found[0], "extended_months": found[1]}


def _revalue(doing: Doing) -> Changes:
    law.check_value(doing.data["value_baht"], law.kept_limit(doing.mediation))
    return {"value_baht": doing.data["value_baht"]}


def _dismiss(doing: Doing) -> Changes:
    why = one_of(doing.data["why"], words.REASONS, "why")
    if why == words.REFUSAL:
        raise Refused("bad_choice", _("ถ้าฝ่ายใดไม่สมัครใจ ให้ใช้ “บันทึกว่าไม่สมัครใจ”"), "why")
    if why in words.BY_ITSELF:
        raise Refused("bad_choice", _("กรุณาเลือกเหตุอื่น เหตุนี้ระบบบันทึกให้เองเมื่อศูนย์ระดับเหนือรับเรื่องไป"), "why")
    if why == words.TIME_OVER and doing.now <= doing.mediation.due_at:
        raise Refused("not_yet", _("ยังไม่ครบเวลาที่กฎหมายให้ไกล่เกลี่ย"), "why")
    if why == words.NOT_AGREED and not doing.mediation.sessions_held:
        raise Refused("no_session", _("ยังไม่ได้ไกล่เกลี่ยสักครั้ง กรุณาเลือกเหตุอื่น"), "why")
    return {"why_dismissed": why}


_PARTICULAR: dict[str, Callable[[Doing], Changes]] = {
    "add_party": _add_party, "drop_party": _drop_party, "identify": _identify, "ask_consent": _ask, "agree": _agree,
    "refuse": _refuse, "choose_panel": _choose_panel, "appoint": _appoint, "postpone": _postpone, "adjourn": _held,
    "reach": _held, "sign": _sign, "extend": _extend, "revalue": _revalue, "dismiss": _dismiss,
}  # fmt: skip
WITH_PEOPLE = ("drop_party", "identify", "choose_panel")
"""Moves that ask who belongs to it."""
