"""What is said with each move, in the topic's own words."""

from collections.abc import Callable, Mapping
from random import Random
from typing import TYPE_CHECKING, Any

from sangsuk.catalog import queries as catalog
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places

from . import deeds
from .staff import Staff

if TYPE_CHECKING:
    from .making import Matter

_WITHDRAWALS = (
    "อบต. มาแก้ให้แล้วเมื่อวาน ไม่ต้องดำเนินการต่อแล้ว{pol} ขอบคุณ{pol}",
    "คุยกับเพื่อนบ้านเข้าใจกันแล้ว ขอถอนเรื่อง{pol}",
    "แจ้งซ้ำกับที่ผู้ใหญ่บ้านแจ้งไว้แล้ว ขอถอนอันนี้{pol}",
)
_REDIRECTS = ("ตรวจแผนที่แล้ว จุดที่แจ้งอยู่ในเขตอำเภอข้างเคียง จึงส่งให้ศูนย์ที่รับผิดชอบพื้นที่ดูแลต่อ",)
_PROCEEDS = ("โทรหาผู้ร้องสามครั้งในเวลาต่างกันแล้วไม่มีผู้รับสาย จะลงไปดูที่จุดเกิดเหตุเอง",)
_RECALLS = ("หน่วยงานแจ้งว่าคิวงานเต็มถึงเดือนหน้า อำเภอจะประสานเทศบาลให้ช่วยแก้เฉพาะหน้าก่อน",)
_RETURNS = (
    "จังหวัดตรวจสำนวนแล้ว เห็นว่านายอำเภอมีอำนาจสั่งการได้เองตามที่เทศบาลเสนอ และจังหวัดได้ประสานงบฉุกเฉินให้แล้ว ขอให้อำเภอดำเนินการต่อและแจ้งผู้ร้องภายในสัปดาห์นี้",
)
_TAKE_OVERS = ("เรื่องเดียวกันมีผู้ร้องจากสามอำเภอ จังหวัดจะประสานทุกหน่วยงานในคราวเดียว",)
_PROVINCE_NEWS = (
    "จังหวัดรับเรื่องของท่านมาดูแลแล้ว ได้เชิญหน่วยงานที่เกี่ยวข้องมาประชุมวัน{day}นี้ และจะแจ้งผลให้ท่านทราบ",
    "คณะทำงานของจังหวัดลงพื้นที่แล้วเมื่อวัน{day} ขณะนี้กำลังสรุปแนวทางแก้ไข",
)
_PROVINCE_DOSSIER = (
    "จังหวัดประชุมหน่วยงานที่เกี่ยวข้องแล้ว ลงพื้นที่พร้อมนายอำเภอ และบรรเทาความเดือดร้อนเฉพาะหน้าให้ผู้ร้องแล้ว",
    "การแก้ไขถาวรต้องใช้งบประมาณและอำนาจอนุมัติของส่วนกลาง เกินอำนาจของจังหวัด",
    "ขอให้กระทรวงประสานกรมเจ้าของเรื่องพิจารณาจัดสรรงบประมาณ และแจ้งกรอบเวลาให้จังหวัดทราบ เพื่อตอบผู้ร้อง",
)


def data_for(move: str, matter: "Matter", chance: Random, *, staff: Staff) -> Mapping[str, Any]:
    """The fields that this move needs, filled."""
    make = _MAKERS.get(move) or deeds.DEEDS.get(move)
    return make(matter, chance, staff) if make else {}


def _say(matter: "Matter", chance: Random, sentences: tuple[str, ...]) -> str:
    agency = offices.directory().get(matter.case.agency_id or matter.agency_code)
    return matter.told.fill(chance.choice(sentences), agency=agency.name_th if agency else "หน่วยงาน")


def _ask(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    matter.question = chance.randrange(len(matter.topic.questions))
    return {"question": matter.told.fill(matter.topic.questions[matter.question][0])}


def _answer(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    return {"text": matter.told.fill(matter.topic.questions[matter.question][1])}


def _note(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    return {"text": _say(matter, chance, matter.topic.agency_notes if matter.case.agency_id else matter.topic.notes)}


def _inform(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    at_district = matter.case.office_id == matter.case.district_id
    return {"text": _say(matter, chance, matter.topic.news if at_district else _PROVINCE_NEWS)}


def _categorise(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    return {"category": matter.topic.category}


def _hand(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    instruction = matter.told.fill(chance.choice(matter.topic.instructions))
    return {
        "agency": matter.agency_code, "instruction": instruction, "finding": deeds.found(matter, chance),
        "citizen_told": deeds.told(matter, chance),
    }  # fmt: skip


def _add_agency(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    """Another agency of the province, so that two work side by side."""
    busy = {duty["who"] for duty in matter.case.duties.values()}
    others = [card.code for card in offices.agencies_for(matter.case.province_code) if card.code not in busy]
    return {"agency": chance.choice(others), "instruction": matter.told.fill("ขอให้ช่วยดูความปลอดภัยที่{spot}ระหว่างแก้ไข")}


def _serve(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    return {"answer": matter.answer}


def _close(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    settlement, answer = chance.choice(matter.topic.answers)
    return {"settlement": settlement, "answer": matter.told.fill(answer)}


def _rate(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    outcome = next((s.outcome for s in catalog.settlements() if s.code == matter.case.settlement_id), "solved")
    happy = matter.happy and chance.random() < 0.85
    solved = ("yes" if outcome == "solved" else "partly") if happy else chance.choice(("partly", "no"))
    rating = chance.choice((4, 5, 5) if happy else (1, 2, 3))
    comment = matter.told.fill(chance.choice(matter.topic.happy if happy else matter.topic.unhappy))
    return {
        "solved": solved, "rating": rating, "comment": comment if chance.random() < 0.7 else "",
        "rating_result": max(1, rating - chance.randint(0, 1)), "wish_met": solved,
        "distress_after": chance.randint(0, 2) if solved == "yes" else chance.randint(3, 8),
    }  # fmt: skip


def _pass_up(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    at_district = matter.case.office_id == matter.case.district_id
    dossier = chance.choice(matter.topic.dossiers) if at_district else _PROVINCE_DOSSIER
    told = {name: matter.told.fill(text) for name, text in zip(("tried", "obstacle", "asked"), dossier, strict=True)}
    return told | {"citizen_told": deeds.told(matter, chance)}


def _redirect(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    district = matter.case.district_id
    others = [place.code for place in places.inside(district[:2]) if place.code != district]
    return {"office": chance.choice(others), "reason": chance.choice(_REDIRECTS)}


def _delegate(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    return {"assignee": staff.of(matter.case.office_id).user_id}


def _one(field: str, sentences: Callable[["Matter"], tuple[str, ...]]) -> "Maker":
    return lambda matter, chance, staff: {field: _say(matter, chance, sentences(matter))}


Maker = Callable[["Matter", Random, Staff], dict[str, Any]]
_MAKERS: dict[str, Maker] = {
    "ask": _ask,
    "answer": _answer,
    "note": _note,
    "inform": _inform,
    "categorise": _categorise,
    "hand_to_agency": _hand,
    "close": _close,
    "tell_result": _close,
    "add_agency": _add_agency,
    "serve": _serve,
    "rate": _rate,
    "pass_up": _pass_up,
    "redirect": _redirect,
    "delegate": _delegate,
    "add": _one("text", lambda m: m.topic.additions),
    "report": _one("result", lambda m: m.topic.results),
    "send_back": _one("reason", lambda m: m.topic.more_needed),
    "agency_return": _one("reason", lambda m: m.topic.agency_refusals),
    "reopen": _one("text", lambda m: m.topic.unhappy),
    "withdraw": _one("comment", lambda m: _WITHDRAWALS),
    "proceed": _one("reason", lambda m: _PROCEEDS),
    "recall": _one("reason", lambda m: _RECALLS),
    "return_down": _one("reason", lambda m: _RETURNS),
    "take_over": _one("reason", lambda m: _TAKE_OVERS),
    "attach": lambda matter, chance, staff: {"file": "ภาพสมมติ"},
}
