"""From what the rooms below answer to what programs read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from sangsuk import thai
from sangsuk.cases import promises, readers, story, workflow
from sangsuk.cases.actions import Submitted
from sangsuk.cases.models import Attachment, Case
from sangsuk.cases.queries import DeskCase, Track
from sangsuk.catalog import queries as catalog
from sangsuk.common.paging import Page
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places

from . import asked
from .shapes.cases import (
    CitizenCase,
    DeskCaseOut,
    DeskEvent,
    DeskList,
    DeskRow,
    Due,
    Event,
    FileOf,
    Given,
    LookList,
    LookOf,
    PlaceOf,
    Said,
)
from .shapes.common import Named
from .shapes.reference import CategoryOf, OfficeOf, PlaceFound, TermOf


def _english() -> bool:
    return get_language() == "en"


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone(thai.BANGKOK) if at else None


def office_named(code: str | None) -> Named | None:
    return Named(code=code, name=story.office_name(code)) if code else None


def _category(code: str | None) -> Named | None:
    return Named(code=code, name=story.category_name(code)) if code else None


def _mission(code: str) -> Named:
    name = next((m.name("en" if _english() else "th") for m in catalog.missions() if m.code == code), code)
    return Named(code=code, name=name)


def _due(case: Case, now: promises.Now) -> Due | None:
    if case.due_at is None:
        return None
    return Due(
        kind=case.due_kind, at=case.due_at.astimezone(thai.BANGKOK), sentence=now.next, rule=case.due_rule,
        late=now.late, finish_at=_local(case.finish_due_at),
    )  # fmt: skip


def _place(case: Case) -> PlaceOf:
    smallest = case.village_id or case.subdistrict_id or case.district_id
    return PlaceOf(
        province=case.province_code, district=case.district_id, subdistrict=case.subdistrict_id, village=case.village_id,
        name=places.path(smallest, get_language() or "th"), note=case.place_note, point=case.point,
    )  # fmt: skip


def _file(file: Attachment, base: str) -> FileOf:
    return FileOf(
        id=file.pk, kind=file.kind, name=file.name, size=file.size, width=file.width, height=file.height,
        url=f"{base}/files/{file.pk}",
    )  # fmt: skip


def _event(line: story.Line, base: str) -> dict[str, Any]:
    return {
        "seq": line.seq, "at": line.at.astimezone(thai.BANGKOK), "move": line.move, "sentence": line.sentence,
        "who": line.who, "by_citizen": line.by_citizen,
        "parts": [Said(field=p.field, label=p.label, text=p.text) for p in line.parts],
        "files": [_file(f, base) for f in line.files],
    }  # fmt: skip


def track_url(number: str, key: str) -> str:
    """The page that shows her case, for a QR code or a message; without the key, the page that asks for it."""
    return f"{settings.SITE_URL}/track/{number}/{key}" if key else f"{settings.SITE_URL}/track"


def _citizen_base(number: str) -> str:
    return f"/api/v1/cases/{number}"


def given(done: Submitted, lines: Sequence[story.Line]) -> Given:
    case = done.case
    now = promises.now_of(case, timezone.now())
    base = _citizen_base(case.number)
    return Given(
        number=case.number, key=done.key or None, created=done.created, status=case.status, state=now.state,
        office=Named(code=case.office_id, name=story.office_name(case.office_id)), agency=office_named(case.agency_id),
        track_url=track_url(case.number, done.key), due=_due(case, now), events=[Event(**_event(line, base)) for line in lines],
    )  # fmt: skip


def handed_on(done: Submitted) -> Given:
    """For an official who wrote down what accuses his own office: that it is taken in, and nothing by which to find it."""
    return Given(
        number="", key=None, created=done.created, status=done.case.status, state="", office=Named(code="", name=""),
        agency=None, track_url="", due=None, events=[],
    )  # fmt: skip


def citizen_case(track: Track, moves: Sequence[workflow.Move]) -> CitizenCase:
    case, now = track.case, track.now
    base = _citizen_base(case.number)
    return CitizenCase(
        number=case.number, version=case.version, status=case.status, state=now.state, where=now.where, next=now.next,
        late=now.late, office=Named(code=case.office_id, name=story.office_name(case.office_id)),
        agency=office_named(case.agency_id), mission=_mission(case.mission), category=_category(case.category_id),
        description=case.description, wish=case.wish, place=_place(case),
        submitted_at=case.submitted_at.astimezone(thai.BANGKOK), closed_at=_local(case.closed_at), due=_due(case, now),
        question=track.question or None, allowed_moves=asked.moves(moves),
        events=[Event(**_event(line, base)) for line in track.lines], files=[_file(f, base) for f in track.files],
    )  # fmt: skip


def looks(found: Sequence[readers.Look], older: int | None) -> LookList:
    """As her page says it."""
    items = [
        LookOf(
            code=look.code, at=look.at.astimezone(thai.BANGKOK), office=look.office, role=look.role, what=look.what,
            reason=look.reason, second=look.two,
        )
        for look in found
    ]  # fmt: skip
    return LookList(items=items, next=str(older) if older else None)


def _row(case: Case, at: datetime) -> dict[str, Any]:
    now = promises.now_of(case, at)
    return {
        "number": case.number, "version": case.version, "status": case.status,
        "state": str(workflow.STATUSES[case.status][1]), "gist": case.gist, "mission": case.mission,
        "channel": case.channel, "category": _category(case.category_id),
        "district": Named(code=case.district_id, name=places.path(case.district_id, get_language() or "th")),
        "province": case.province_code, "office": Named(code=case.office_id, name=story.office_name(case.office_id)),
        "agency": office_named(case.agency_id), "assignee": case.assignee.name if case.assignee else None,
        "submitted_at": case.submitted_at.astimezone(thai.BANGKOK), "closed_at": _local(case.closed_at),
        "due": _due(case, now), "urgency": Named(code=case.urgency, name=story.value_words("urgency", case.urgency)),
    }  # fmt: skip


def desk_list(page: Page[Case], at: datetime) -> DeskList:
    return DeskList(items=[DeskRow(**_row(case, at)) for case in page.items], next=page.next)


def desk_case(seen: DeskCase, at: datetime, *, owner: bool) -> DeskCaseOut:
    """Only the office that answers reads the words whole; for all others telephones and names are taken out."""
    case = seen.case
    place = _place(case)
    if not owner:
        place.note = thai.redact(case.place_note).text
    base = f"/api/v1/desk/cases/{case.number}"
    settled = case.settlement_id
    return DeskCaseOut(
        **_row(case, at), **asked.of_case(seen), description=seen.description, wish=seen.wish, place=place, identity=case.identity,
        may_reveal=seen.may_reveal, routing_reason=case.routing_reason_en if _english() else case.routing_reason_th,
        settlement=Named(code=settled, name=story.value_words("settlement", settled)) if settled else None,
        solved=case.solved or None, rating=case.rating, allowed_moves=asked.moves(seen.moves),
        events=[DeskEvent(**_event(line, base), inside=line.inside) for line in seen.lines],
        files=[_file(f, base) for f in seen.files],
    )  # fmt: skip


def word(card: Any) -> dict[str, str]:
    return {
        "code": card.code,
        "name": card.name_en if _english() else card.name_th,
        "name_th": card.name_th,
        "name_en": card.name_en,
    }


def term(card: catalog.TermCard) -> TermOf:
    language = get_language() or "th"
    return TermOf(
        **word(card), say=card.say(language), basis=card.basis(language), second_person=card.second_person,
        can_appeal=card.can_appeal,
    )  # fmt: skip


def place_found(hit: places.PlaceHit) -> PlaceFound:
    point = (hit.longitude, hit.latitude) if hit.longitude is not None and hit.latitude is not None else None
    return PlaceFound(
        kind=hit.kind, code=hit.code, name=hit.label(get_language() or "th"), name_th=hit.label_th, name_en=hit.label_en,
        province=hit.province_code, district=hit.district_code, subdistrict=hit.subdistrict_code, point=point,
    )  # fmt: skip


def category(card: catalog.CategoryCard) -> CategoryOf:
    return CategoryOf(**word(card), parent=card.parent_code or None, hint=card.hint_th)


def office(card: offices.OfficeCard) -> OfficeOf:
    return OfficeOf(
        **word(card), kind=card.kind, level=card.level, parent=card.parent_code or None,
        province=card.province_code or None, district=card.district_code or None,
        agency_kind=card.agency_kind or None, is_centre=card.is_centre,
    )  # fmt: skip
