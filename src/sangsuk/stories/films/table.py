"""The life of a film as one table, and what stands in the way of each step. Pure: values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused

from . import words
from .words import APPROVING, EDITING, PUBLISHED, READY, SHOOTING, STOPPED, WRITING


@dataclass(frozen=True)
class Facts:
    """What is known of a film beside its state. `people`: of everybody who is in it, her release and the uses she allows."""

    state: str
    story_is_passed: bool
    author_allows: bool
    is_chosen: bool
    papers: frozenset[str] = frozenset()
    people: tuple[tuple[str, frozenset[str]], ...] = ()
    places_open: int = 0
    has_day: bool = False
    has_cut: bool = False
    approved: frozenset[str] = frozenset()
    refused: bool = False
    can_be_seen: bool = False
    channels: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Move:
    """`needs`: names of obstacles below that must be out of the way."""

    name: str
    sources: frozenset[str]
    target: str
    label: Any
    said: Any
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


def _moves(*moves: Move) -> dict[str, Move]:
    return {move.name: move for move in moves}


_ALIVE = ("author", "story", "chosen")
MOVES = _moves(
    Move("shoot", frozenset({WRITING}), SHOOTING, _("เริ่มถ่ายทำ"), _("เริ่มถ่ายทำ"), (*_ALIVE, "script", "day", "places", "releases")),
    Move("edit", frozenset({SHOOTING}), EDITING, _("ถ่ายเสร็จ เริ่มตัดต่อ"), _("ถ่ายเสร็จ เริ่มตัดต่อ"), _ALIVE),
    Move("submit", frozenset({EDITING}), APPROVING, _("ส่งให้เห็นชอบ"), _("ส่งให้เห็นชอบ"), (*_ALIVE, "cut", "accessible")),
    Move("rework", frozenset({APPROVING, READY, STOPPED}), EDITING, _("กลับไปตัดต่อ"), _("กลับไปตัดต่อ"), asks=("why",)),
    Move("accept", frozenset({APPROVING}), READY, _("เห็นชอบครบแล้ว"), _("เห็นชอบครบแล้ว"), (*_ALIVE, "approvals")),
    Move(
        "publish", frozenset({READY}), PUBLISHED, _("เผยแพร่"), _("เผยแพร่"),
        (*_ALIVE, "releases", "channels", "approvals", "accessible", "film"),
    ),
    Move(
        "stop", frozenset({WRITING, SHOOTING, EDITING, APPROVING, READY, PUBLISHED}), STOPPED, _("หยุด"), _("หยุด"), asks=("why",),
    ),
)  # fmt: skip


def in_the_way(facts: Facts) -> dict[str, Any]:
    """Everything that is not as it must be for a film to be shown, each as a sentence that says what to do."""
    missing = [words.PAPERS[kind] for kind in words.ACCESSIBLE if kind not in facts.papers]
    unsigned = sum(1 for release, _uses in facts.people if release != words.SIGNED)
    wanted = {words.CHANNEL_OF[channel] for channel in facts.channels}
    narrow = sum(1 for release, uses in facts.people if release == words.SIGNED and not wanted <= uses)
    open_ = [label for kind, label in words.APPROVALS.items() if kind not in facts.approved]
    found = {
        "author": (not facts.author_allows, _("ผู้เขียนยังไม่อนุญาตให้ทำภาพยนตร์ หรือถอนคำอนุญาตแล้ว")),
        "story": (not facts.story_is_passed, _("เรื่องเล่าไม่ได้เผยแพร่อยู่")),
        "chosen": (not facts.is_chosen, _("เรื่องนี้ไม่อยู่ในเรื่องที่ได้รับเลือกแล้ว")),
        "script": (words.SCRIPT not in facts.papers, _("ยังไม่มีบท")),
        "day": (not facts.has_day, _("ยังไม่มีวันถ่ายทำ")),
        "places": (facts.places_open > 0, _("สถานที่ %(n)s แห่งยังไม่ได้รับอนุญาต") % {"n": facts.places_open}),
        "releases": (unsigned > 0, _("ผู้ปรากฏในภาพยนตร์ %(n)s คนยังไม่มีคำอนุญาตที่ใช้ได้") % {"n": unsigned}),
        "channels": (narrow > 0, _("ผู้ปรากฏในภาพยนตร์ %(n)s คนไม่ได้อนุญาตสำหรับช่องทางที่วางแผนไว้") % {"n": narrow}),
        "cut": (not facts.has_cut, _("ยังไม่มีฉบับตัดต่อให้ดู")),
        "accessible": (bool(missing), _("ยังขาด %(what)s") % {"what": ", ".join(map(str, missing))}),
        "approvals": (
            bool(open_) or facts.refused, _("ยังเห็นชอบไม่ครบ: %(what)s") % {"what": ", ".join(map(str, open_)) or _("มีผู้ไม่เห็นชอบ")},
        ),
        "film": (not facts.can_be_seen, _("ยังไม่มีไฟล์หรือลิงก์ของภาพยนตร์ฉบับสมบูรณ์")),
    }  # fmt: skip
    return {name: sentence for name, (is_so, sentence) in found.items() if is_so}


def available(facts: Facts) -> list[Move]:
    """The moves of this state whose way is free, in the order of the table."""
    obstacles = in_the_way(facts)
    return [m for m in MOVES.values() if facts.state in m.sources and not any(need in obstacles for need in m.needs)]


def waiting_for(facts: Facts) -> dict[str, Any]:
    """What stands between this film and its next step: each obstacle by name, with its sentence."""
    obstacles = in_the_way(facts)
    onward = [m for m in MOVES.values() if facts.state in m.sources and m.name not in ("stop", "rework")]
    return {need: obstacles[need] for move in onward for need in move.needs if need in obstacles}


def check(name: str, facts: Facts, given: Mapping[str, str]) -> Move:
    """The move, or a refusal that says what is in its way."""
    move = MOVES.get(name)
    if move is None:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    if facts.state not in move.sources:
        raise NotAllowed("not_now", _("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูภาพยนตร์อีกครั้ง"), "move")
    obstacles = in_the_way(facts)
    for need in move.needs:
        if need in obstacles:
            raise Refused(f"in_the_way_{need}", obstacles[need], "move")
    for field in move.asks:
        if len(given.get(field, "").strip()) < 5:
            raise Refused("needed", _("กรุณาบอกเหตุผล"), field)
    return move
