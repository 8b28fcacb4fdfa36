"""Ready words for the fields of moves: national ones and an office's own; what fills their gaps; the minutes they save."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.remember import remembered
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.thai.dates import date_in

from .. import story, workflow
from ..models import Case, ReplyTemplate, ReplyUse
from ..workflow import FIELDS
from . import gaps

SIGNS_A_MINUTE = 120
"""How fast words are typed, for the minutes that an office's own words save: an assumption until it is measured."""
OWN_SOURCE = "written by the office; minutes: 120 signs typed a minute, assumed until measured"


@dataclass(frozen=True, slots=True)
class Ready:
    """Ready words as they are offered: for which field, under which name, in both languages."""

    code: str
    move: str
    field: str
    office_code: str
    name_th: str
    name_en: str
    text_th: str
    text_en: str
    minutes: Decimal

    def name(self, language: str) -> str:
        return (self.name_en if language.startswith("en") else "") or self.name_th

    def text(self, language: str) -> str:
        return (self.text_en if language.startswith("en") else "") or self.text_th


def for_move(move: str, office_code: str) -> list[Ready]:
    """What is offered for this step: the office's own first. Remembered for some seconds."""
    return [ready for ready in _all(office_code) if ready.move == move]


def ready(code: str, office_code: str) -> Ready | None:
    return next((one for one in _all(office_code) if one.code == code), None)


@remembered
def _all(office_code: str) -> list[Ready]:
    rows = ReplyTemplate.objects.filter(Q(office_code=office_code) | Q(office_code=""), retired_at=None)
    return [
        Ready(r.code, r.move, r.field, r.office_code, r.name_th, r.name_en, r.text_th, r.text_en, r.minutes)
        for r in rows.order_by("-office_code", "order", "id")
    ]


def language_for(case: Case, move: str, field: str) -> str:
    """What the citizen will read is in her language; what stays inside is in the officer's."""
    row = workflow.MOVES.get(move)
    reads = row.reads if row else ()
    return case.language if field in reads else get_language() or "th"


def values(case: Case, *, by: Actor, now: datetime, language: str, agency: str = "") -> dict[str, str]:
    """What the house knows for the gaps; without a value the gap stays open. `agency`: the one chosen in the form."""
    with override(language):
        return {
            "number": case.number,
            "title": case.gist,
            "category": story.category_name(case.category_id or ""),
            "agency": story.office_name(agency or case.agency_id or ""),
            "office": story.office_name(case.office_id),
            "place": places.path(case.village_id or case.subdistrict_id or case.district_id, language),
            "due": date_in(case.finish_due_at, language, "full") if case.finish_due_at else "",
            "received": date_in(case.deemed_received_at, language, "full"),
            "today": date_in(now, language, "full"),
            "officer": by.name,
        }


def filled(data: Mapping[str, Any], case: Case, *, by: Actor, now: datetime, move: str = "") -> dict[str, Any]:
    """The data of a move with the gaps of its texts filled for this case."""
    done: dict[str, Any] = dict(data)
    for field, value in data.items():
        if _is_words(field, value) and gaps.found(value):
            told = values(
                case, by=by, now=now, language=language_for(case, move, field), agency=str(data.get("agency") or "")
            )
            done[field] = gaps.fill(value, told)
    return done


def _is_words(field: str, value: Any) -> bool:
    return isinstance(value, str) and field in FIELDS and FIELDS[field].kind == "text"


def words(code: str, case: Case, data: Mapping[str, Any], *, by: Actor, now: datetime) -> dict[str, str]:
    """What these ready words say of this case before anybody touches them, by field; {} when there are none."""
    one = ready(code, by.office_code) if code else None
    if one is None:
        return {}
    spoken = language_for(case, one.move, one.field)
    told = values(case, by=by, now=now, language=spoken, agency=str(data.get("agency") or ""))
    return {one.field: gaps.fill(one.text(spoken), told)}


def refuse_gaps(data: Mapping[str, Any]) -> None:
    """Nothing leaves with a gap in it. Raises Refused at the field."""
    for field, value in data.items():
        if _is_words(field, value) and (open_ := gaps.found(value)):
            told = {"gap": "{" + open_[0] + "}", "label": FIELDS[field].label}
            raise Refused("open_gap", _("ใน “%(label)s” ยังมีช่องว่าง %(gap)s กรุณาเติมให้ครบก่อนส่ง") % told, field)


def count_use(
    code: str, ready_words: Mapping[str, Any], sent: Mapping[str, Any], case: Case, *, by: Actor, now: datetime
) -> ReplyUse | None:
    """Note that this text began as ready words, with the minutes it saved, by how much of them is left in it.

    In the transaction of the move. `ready_words`: see `words`.
    """
    row = ReplyTemplate.objects.filter(code=code).first() if code else None
    if row is None or by.user_id is None or row.office_code not in ("", by.office_code):
        return None
    kept = gaps.kept_percent(str(ready_words.get(row.field, "")), str(sent.get(row.field, "")))
    if not kept:
        return None
    return ReplyUse.objects.create(
        template=row, case=case, event_seq=case.version, user_id=by.user_id, office_code=by.office_code, used_at=now,
        kept_percent=kept, minutes=(row.minutes * kept / 100).quantize(Decimal("0.1")),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saved:
    """How often ready words were used in a time, and how many minutes of typing that saved."""

    uses: int
    minutes: Decimal


def saved(office_code: str, *, since: datetime, until: datetime) -> Saved:
    """The clerical minutes that ready words saved an office. One query."""
    rows = ReplyUse.objects.filter(office_code=office_code, used_at__gte=since, used_at__lt=until)
    found = rows.aggregate(uses=Count("id"), minutes=Sum("minutes"))
    return Saved(found["uses"], found["minutes"] or Decimal(0))


@dataclass(frozen=True)
class Words:
    """What an office writes as ready words of its own."""

    move: str
    field: str
    name_th: str
    text_th: str
    name_en: str = ""
    text_en: str = ""


@transaction.atomic
def write(words: Words, *, by: Actor, code: str = "", now: datetime | None = None) -> ReplyTemplate:
    """Keep an office's own ready words, new or under the code they have. Raises Refused, NotAllowed, Missing."""
    if by.role not in ("officer", "chief", "agency"):
        raise NotAllowed("not_your_role", _("เฉพาะเจ้าหน้าที่ของสำนักงานเขียนข้อความสำเร็จรูปได้"))
    _check(words)
    longest = max(len(words.text_th), len(words.text_en))
    minutes = (Decimal(longest) / SIGNS_A_MINUTE).quantize(Decimal("0.1"))
    told = {
        "move": words.move, "field": words.field, "name_th": words.name_th.strip(), "name_en": words.name_en.strip(),
        "text_th": words.text_th.strip(), "text_en": words.text_en.strip(), "minutes": minutes, "source": OWN_SOURCE,
        "user_id": by.user_id, "edited_at": now or timezone.now(),
    }  # fmt: skip
    if not code:
        row = ReplyTemplate.objects.create(
            code=f"{by.office_code}-{uuid4().hex[:12]}", office_code=by.office_code, **told
        )
    else:
        row = _own(code, by)
        ReplyTemplate.objects.filter(pk=row.pk).update(**told)
        row.refresh_from_db()
    transaction.on_commit(_all.forget)
    return row


def _check(words: Words) -> None:
    row = workflow.MOVES.get(words.move)
    field = FIELDS.get(words.field)
    if row is None or field is None or field.kind != "text" or words.field not in (*row.needs, *row.takes):
        raise Refused("bad_choice", _("กรุณาเลือกว่าใช้กับขั้นตอนไหน"), "place")
    if not words.name_th.strip():
        raise Refused("needed", _("กรุณาตั้งชื่อ เช่น “นัดลงพื้นที่”"), "name_th")
    if len(words.text_th.strip()) < max(field.least, 10):
        raise Refused("too_short", _("กรุณาเขียนข้อความให้ยาวกว่านี้อีกนิด"), "text_th")
    for name, text in (("text_th", words.text_th), ("text_en", words.text_en)):
        if len(text) > field.most:
            raise Refused("too_long", _("ข้อความยาวเกิน %(most)s ตัวอักษร กรุณาย่อลง") % {"most": field.most}, name)


def _own(code: str, by: Actor) -> ReplyTemplate:
    row = ReplyTemplate.objects.filter(code=code, office_code=by.office_code, retired_at=None).first()
    if row is None:
        raise Missing("no_template", _("ไม่พบข้อความสำเร็จรูปนี้ หรือเป็นของส่วนกลาง"))
    return row


@transaction.atomic
def retire(code: str, *, by: Actor, now: datetime | None = None) -> str:
    """Offered no longer; what was counted stays. Returns its name."""
    if by.role not in ("officer", "chief", "agency"):
        raise NotAllowed("not_your_role", _("เฉพาะเจ้าหน้าที่ของสำนักงานเขียนข้อความสำเร็จรูปได้"))
    row = _own(code, by)
    ReplyTemplate.objects.filter(pk=row.pk).update(retired_at=now or timezone.now())
    transaction.on_commit(_all.forget)
    return row.name_th
