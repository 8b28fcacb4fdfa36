"""From one centre to another. The receiver answers for it at once; unless it takes the case up in time, it comes back."""

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.sources import MINISTRY

from ..intake import holders_of
from ..models import Case
from ..sealed import way
from ..sealed.intake import MOST, is_barred
from ..sealed.rule import OPEN_CLASS
from .base import Changes, Doing, Effect
from .taking import go_on

WAY_BACK = 8
"""How many offices `came_from` remembers, so that a case can go back step by step; the last one is the nearest."""
MOST_HOPS = 3
"""The next one goes to the governor's queue: whoever had it before, somebody must now decide."""


def also(case: Case, code: str) -> list[str]:
    return list(dict.fromkeys([*case.holders, *holders_of(code)]))


def move_to(doing: Doing, code: str, *, transfer: str, closed: frozenset[str] | None = None) -> Changes:
    """To this centre, or past it to the governor when the case has been passed on too often.

    `transfer` is who passed it on and gets it back when nobody takes it up; "up" when it can only climb; "" when it was
    taken. `closed`: the offices that must not have it, where these change with the same move.
    """
    case = doing.case
    hops = case.hops + 1
    attention = ""
    closed = way.closed_to(case) if closed is None else closed
    if hops > MOST_HOPS and (decider := _decider(case, code)) and not is_barred(decider, closed):
        code = attention = decider
    readers = (
        [*case.readers, *([case.assignee_id] if case.assignee_id else [])][-MOST:]
        if case.secrecy != OPEN_CLASS
        else case.readers
    )
    return {
        "office_id": code, "assignee_id": None, "holders": also(case, code), "hops": hops, "transfer": transfer,
        "came_from": " ".join([*case.came_from.split(), case.office_id][-WAY_BACK:]), "attention": attention,
        "readers": list(dict.fromkeys(readers)),
    }  # fmt: skip


def _decider(case: Case, code: str) -> str:
    """The province's centre, unless the case goes to the ministry or would not move at all."""
    province = case.province_code + "00" if len(case.province_code) == 2 else case.province_code
    known = offices.directory()
    if code == MINISTRY or province not in known or not known[province].is_centre or province == case.office_id:
        return ""
    return province


def _pass_up(doing: Doing) -> Changes:
    return move_to(doing, upper_of(doing), transfer=doing.case.office_id)


def upper_of(doing: Doing) -> str:
    """The next one above, past whoever is accused. Raises Refused."""
    upper = way.upper(doing.case, doing.now)
    if not upper:
        raise Refused("no_upper", _("เรื่องนี้อยู่ที่ระดับสูงสุดแล้ว"), "move")
    return upper


def _return_down(doing: Doing) -> Changes:
    *before, origin = doing.case.came_from.split()
    way.check_office(doing.case, origin, "move")
    moved = move_to(doing, origin, transfer=doing.case.office_id)
    return moved | ({"came_from": " ".join(before)} if moved["office_id"] == origin else {})


def _redirect(doing: Doing) -> Changes:
    office = offices.directory().get(str(doing.data["office"]))
    if office is None or not office.is_centre:
        raise Refused("bad_choice", _("กรุณาเลือกศูนย์ดำรงธรรมจากรายการ"), "office")
    if office.code == doing.case.office_id:
        raise Refused("same_office", _("เรื่องอยู่ที่ศูนย์นี้แล้ว กรุณาเลือกศูนย์อื่น"), "office")
    way.check_office(doing.case, office.code, "office")
    return move_to(doing, office.code, transfer=doing.case.office_id)


def _take_over(doing: Doing) -> Changes:
    taken = move_to(doing, doing.by.office_code, transfer="") | go_on(doing) | {"attention": "", "settlement_id": None}
    taken |= {"office_id": doing.by.office_code, "holders": also(doing.case, doing.by.office_code)}
    return taken | {"assignee_id": doing.by.user_id, "accepted_at": doing.case.accepted_at or doing.now}


def lapse(doing: Doing) -> Changes:
    """Nobody took it up: back to the office that passed it on, and the receiver's superior is asked to look."""
    case, origin = doing.case, doing.case.transfer
    if way.is_closed_to(case, origin):
        return escalate(doing)
    been = case.came_from.split()
    been = been[:-1] if been[-1:] == [origin] else [*been, case.office_id]
    upper = way.upper(case, doing.now)
    return {
        "office_id": origin, "assignee_id": None, "holders": also(case, origin), "transfer": "",
        "came_from": " ".join(been[-WAY_BACK:]), "status": "in_progress",
        "attention": upper if upper and upper != origin else case.office_id,
    }  # fmt: skip


def escalate(doing: Doing) -> Changes:
    """Late for too long: up by one level. From the citizen's side the same as an officer's passing it up."""
    upper = upper_of(doing)
    return move_to(doing, upper, transfer="up") | go_on(doing) | {"attention": upper}


EFFECTS: dict[str, Effect] = {
    "pass_up": _pass_up,
    "return_down": _return_down,
    "redirect": _redirect,
    "take_over": _take_over,
    "lapse": lapse,
    "escalate": escalate,
}
