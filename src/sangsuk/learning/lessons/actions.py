"""The verbs of a lesson: propose a case or a story, write, send, check, give back, retire."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.cases import queries as cases
from sangsuk.cases import workflow
from sangsuk.cases.models import Case
from sangsuk.catalog import queries as catalog
from sangsuk.common import ids
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.stories import consents
from sangsuk.stories.models import Story

from ..models.lessons import LESSON_WORDS, Lesson, LessonEvent
from . import anonymity, drafting, recording, standing, table
from .words import CASE, CHECKING, DRAFT, LEARNERS, NEEDED_USES, PUBLISHED, STORY

logger = logging.getLogger(__name__)
CODE_SIGNS = 8
FLAGSHIPS = "flagship"


def new_code() -> str:
    """An address that says nothing."""
    return ids.by_chance(CODE_SIGNS)


def may_be_a_lesson(case: Case) -> bool:
    """Settled, sealed by nobody, accusing nobody, resting for nobody, and with its words kept."""
    apart = case.is_sealed or bool(case.accused) or bool(case.accused_people)
    return case.status == workflow.SETTLED and not apart and case.restricted_at is None and bool(case.description)


@transaction.atomic
def propose_case(number: str, *, by: Actor, now: datetime | None = None) -> Lesson:
    """Begin a lesson out of a settled case that she may see. Raises Missing, NotAllowed, Refused."""
    now = now or timezone.now()
    _check_maker(by)
    case = cases.seen(number.strip(), by)
    if not may_be_a_lesson(case):
        raise Refused(
            "not_a_lesson",
            _("ทำเป็นบทเรียนได้เฉพาะเรื่องที่ยุติแล้ว ไม่ปิดลับ ไม่มีการกล่าวหา และเจ้าของไม่ได้ขอให้ระงับการใช้ข้อมูล"),
            "number",
        )
    made = _blank(CASE, by, now, case=case, category=case.category_id or "")
    return _begun(made, drafting.of_case(case), by, now, "number")


@transaction.atomic
def propose_story(code: str, *, by: Actor, now: datetime | None = None) -> Lesson:
    """Begin a lesson out of a published story whose author lets her words be used. Raises Missing, NotAllowed, Refused."""
    now = now or timezone.now()
    _check_maker(by)
    story = Story.objects.published().visible_to(by).filter(code=code.strip().upper()).first()
    if story is None:
        raise Missing("no_story", _("ไม่พบเรื่องเล่านี้ หรือยังไม่ได้เผยแพร่"))
    if not set(NEEDED_USES) <= consents.allowed(story):
        raise Refused("no_consent", _("ผู้เล่ายังไม่ได้อนุญาตให้ยกข้อความไปใช้ จึงทำเป็นบทเรียนไม่ได้"), "code")
    made = _blank(STORY, by, now, story=story, flagship=story.flagship)
    return _begun(made, drafting.of_story(story), by, now, "code")


def _check_maker(by: Actor) -> None:
    if not standing.makes(by):
        raise NotAllowed("not_yours", _("ผู้เสนอบทเรียนคือเจ้าหน้าที่จังหวัด กรมการปกครอง และกระทรวงมหาดไทย"))


def _blank(kind: str, by: Actor, now: datetime, **known: Any) -> Lesson:
    return Lesson(
        code=new_code(), kind=kind, office_code=by.office_code, proposer_id=by.user_id, made_at=now, status=DRAFT,
        province_code="" if standing.organises(by) else by.province_code, **known,
    )  # fmt: skip


def _begun(made: Lesson, parts: Mapping[str, str], by: Actor, now: datetime, field: str) -> Lesson:
    for name, text in parts.items():
        setattr(made, name, text)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused("already", _("เรื่องนี้มีบทเรียนอยู่แล้ว กรุณาเปิดจากรายการบทเรียน"), field) from None
    recording.begin(made, "propose", by=by, data={}, now=now)
    found_by(made)
    logger.info("lesson proposed", extra={"lesson": made.code, "kind": made.kind})
    return made


def hands(lesson: Lesson) -> frozenset[int]:
    """Everybody who proposed it or wrote in it. One query."""
    wrote = LessonEvent.objects.filter(lesson=lesson, move__in=("propose", "write"), user__isnull=False)
    return frozenset({*wrote.values_list("user_id", flat=True), *([lesson.proposer_id] if lesson.proposer_id else [])})


def standings(lesson: Lesson, by: Actor) -> frozenset[str]:
    """Everything that this person is to this lesson. One query for who makes lessons."""
    if by.kind == "system":
        return frozenset({table.MACHINE})
    here = standing.organises(by) or (standing.makes(by) and lesson.province_code == by.province_code)
    if not here:
        return frozenset()
    found = {table.MAKER}
    if by.office_code == lesson.office_code or standing.organises(by):
        found.add(table.AUTHOR)
    if by.user_id not in hands(lesson):
        found.add(table.CHECKER)
    return frozenset(found)


def is_allowed(lesson: Lesson) -> bool:
    """Whether what it was made of lets it be used now. One query. A forgotten case's lesson is what a checker may still pass."""
    if lesson.kind == CASE:
        rows = Case.objects.unsealed().filter(pk=lesson.case_id or 0, restricted_at=None)
        return rows.exists()
    return Lesson.objects.shown().filter(pk=lesson.pk).exists()


@transaction.atomic
def move(
    lesson: Lesson, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Lesson:  # fmt: skip
    """Make one move of the table. Returns the lesson as it is now. Raises: Stale, NotAllowed, Refused."""
    now = now or timezone.now()
    if version is not None and version != lesson.version:
        raise recording.stale()
    given = {k: _tidy(v) if isinstance(v, str) else v for k, v in (data or {}).items()}
    row = table.check(name, lesson.status, standings(lesson, by), given, allowed=is_allowed(lesson))
    kept = {field: given[field] for field in (*row.needs, *row.takes) if field in given}
    changes = ({} if row.target is None else {"status": row.target}) | _changes(lesson, name, kept, by, now)
    recording.advance(lesson, name, changes, by=by, data=_noted(name, kept), now=now)
    found_by(lesson)
    logger.info("lesson moved", extra={"lesson": lesson.code, "move": name})
    return lesson


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def _noted(name: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept beside the state; the words of a version stand in its changes."""
    return {} if name == "write" else {k: v for k, v in kept.items() if k in ("why", "small")}


def _changes(lesson: Lesson, name: str, kept: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, Any]:
    parts = {part: getattr(lesson, part) for part in table.PARTS}
    match name:
        case "write":
            anonymity.check(parts | {part: kept[part] for part in table.PARTS if part in kept})
            written = {field: kept[field] for field in table.WRITTEN if field in kept}
            _check_choices(written)
            return {field: value for field, value in written.items() if value != getattr(lesson, field)}
        case "send":
            for field in ("title", "situation", "question", "done"):
                table.check_field(field, parts[field], needed=True)
            anonymity.check(parts)
        case "publish":
            anonymity.check(parts)
            if anonymity.looked(parts).is_high and not kept.get("small"):
                raise Refused(
                    "small", _("ยังมีรายละเอียดหลายอย่างที่คนในพื้นที่อาจรู้ว่าเป็นใคร กรุณาส่งกลับให้แก้ หรือบอกเหตุผลที่ให้อยู่ต่อได้"), "small"
                )
            return {
                "checker_id": by.user_id, "published_at": now, "public": bool(kept.get("public")), "why": "",
                "stands_alone": lesson.case is not None and not lesson.case.description,
            }  # fmt: skip
        case "give_back" | "retire":
            return {"why": kept["why"]}
        case "revise" | "take_back":
            return {"why": "", "checker_id": None, "published_at": None, "public": False}
    return {}


def _check_choices(written: Mapping[str, Any]) -> None:
    if written.get("category") and written["category"] not in catalog.all_categories():
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "category")
    if written.get("flagship") and written["flagship"] not in catalog.all_terms(FLAGSHIPS):
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "flagship")
    if not set(written.get("roles") or ()) <= set(LEARNERS):
        raise Refused("bad_choice", _("กรุณาเลือกจากรายการ"), "roles")


@transaction.atomic
def by_machine(
    lesson: Lesson, name: str, *, why: str = "", now: datetime, changes: Mapping[str, Any] | None = None
) -> None:
    """What follows from somewhere else: the case or the story of it. The caller decides when."""
    by = Actor.system()
    row = table.check(name, lesson.status, {table.MACHINE}, {})
    state = {"status": row.target, **({"why": why} if why else {}), **(changes or {})}
    recording.advance(lesson, name, state, by=by, data={"why": why} if why else {}, now=now)
    found_by(lesson)
    logger.info("lesson moved", extra={"lesson": lesson.code, "move": name})


def found_by(lesson: Lesson) -> None:
    """It is found by the words it shows now; what is not learned from is found by none."""
    words = " ".join(getattr(lesson, part) for part in LESSON_WORDS) if lesson.status in (PUBLISHED, CHECKING) else ""
    vector = SearchVector(Value(thai.index_words(words)), config="simple") if words else None
    Lesson.objects.filter(pk=lesson.pk).update(vector=vector)


def versions(lesson: Lesson) -> list[tuple[LessonEvent, dict[str, Any]]]:
    """Every version that was written, the newest first, each as it was then. One query."""
    found: list[tuple[LessonEvent, dict[str, Any]]] = []
    state: dict[str, Any] = {}
    for event in LessonEvent.objects.filter(lesson=lesson).order_by("seq"):
        state |= event.changes
        if event.move in ("propose", "write", "bring"):
            found.append((event, {name: state.get(name, "") for name in LESSON_WORDS}))
    return found[::-1]


__all__ = [
    "by_machine", "found_by", "hands", "is_allowed", "may_be_a_lesson", "move", "new_code", "propose_case", "propose_story", "standings",
    "versions",
]  # fmt: skip
