"""What a citizen's program may do: tell, follow, reply, send a photograph. The number and the key open her own case."""

import re

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as words
from ninja import Query as NinjaQuery
from ninja import Router

from sangsuk.cases import actions as cases
from sangsuk.cases import counter, queries, readers, story
from sangsuk.cases.intake import New, Submitted
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.cases.sealed import way
from sangsuk.cases.standing import allowed
from sangsuk.common import limits
from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.common.faces import caller
from sangsuk.offices.actor import Actor

from . import outputs, uploads
from .answers import PICTURES, answer, troubles
from .bearer import CHANNEL, who_tells
from .downloads import the_file
from .inputs import LookQuery, NewCase, Reply
from .shapes.cases import CitizenCase, Given, LookList

router = Router(tags=["citizens"])
NUMBER = re.compile(r"[0-9A-Za-z-]{4,60}")
KEY_HEADER = {"parameters": [{
    "in": "header", "name": "X-Case-Key", "required": True, "schema": {"type": "string"},
    "example": "7KQ2-M9XB-4TRD-HW6P",
}]}  # fmt: skip


@router.post(
    "/cases", response={201: Given, 200: Given}, operation_id="submit_case", summary=words("แจ้งเรื่อง"),
    description=words("เรื่องใหม่ได้ 201 พร้อมเลขที่และรหัสลับ ส่ง client_id เดิมซ้ำได้ 200 และเรื่องเดิม ไม่มีเรื่องซ้ำ จึงลองส่งใหม่ได้เสมอเมื่อสัญญาณขาด"),
    openapi_extra=troubles(400, 401, 403, 413, 415, 422, 429),
)  # fmt: skip
def submit(request: HttpRequest, told: NewCase) -> HttpResponse:
    """New: 201 with the number and the key. The same client_id again: 200 and the same case, never a second one."""
    by, new = who_tells(request), told.as_new(get_language() or "th")
    if by.kind == "citizen" and (field := told.for_officials()):
        raise NotAllowed("officials_only", _("ช่องนี้ส่งได้เฉพาะเจ้าหน้าที่"), field)
    done = _served(told, new, by) if told.answer else cases.submit(new, by=by)
    if way.is_kept_from(done.case, by):  # handed on: neither the number nor the key is for this official
        return answer(outputs.handed_on(done), 201 if done.created else 200)
    given = outputs.given(done, story.lines(_events(done), audience=story.CITIZEN))
    return answer(given, 201 if done.created else 200, Location=f"/api/v1/cases/{done.case.number}")


def _served(told: NewCase, new: New, by: Actor) -> Submitted:
    """Asked and answered on the spot: closed when it is recorded."""
    return counter.record(new, told.answer or "", by=by, body=told.body or "", body_kind=told.body_kind or "")


def _events(done: Submitted) -> list[CaseEvent]:
    """The first one is known without asking the database. Who does not get the key does not get the story either."""
    if not done.key:
        return []
    return [done.first] if done.first else list(CaseEvent.objects.filter(case=done.case).order_by("seq"))


@router.get(
    "/cases/{number}", response=CitizenCase, operation_id="track_case", summary=words("ติดตามเรื่อง"),
    description=words("เรื่องอยู่ที่ไหน ใครดูแล ทำอะไรไปแล้ว และจะเกิดอะไรต่อภายในวันใด รหัสผิดกับเลขที่ที่ไม่มีได้คำตอบเดียวกัน"),
    openapi_extra=KEY_HEADER | troubles(404, 429),
)  # fmt: skip
def track(request: HttpRequest, number: str) -> HttpResponse:
    """Where the case is, who has it, what has been done, what comes next and by when. A wrong key is an unknown number."""
    track = _track(request, number)
    limits.check("track", case=track.case.number)
    return _tracked(track)


@router.get(
    "/cases/{number}/looks", response=LookList, operation_id="list_looks", summary=words("ใครเคยดูชื่อและเบอร์ของท่าน"),
    description=words("ใหม่สุดก่อน บอกวันเวลา หน่วยงาน ตำแหน่ง ดูอะไร และเพราะอะไร เหมือนในหน้าติดตามเรื่อง ไม่บอกชื่อเจ้าหน้าที่"),
    openapi_extra=KEY_HEADER | troubles(404, 422, 429),
)  # fmt: skip
def looks(request: HttpRequest, number: str, asked: NinjaQuery[LookQuery]) -> HttpResponse:
    """Who opened her name or her numbers, newest first: offices and positions, as on her page."""
    case = _opened(request, number)
    limits.check("track", case=case.number)
    return answer(outputs.looks(*readers.of_case(case, before=asked.before())))


@router.post(
    "/cases/{number}/replies", response=CitizenCase, operation_id="reply", summary=words("ตอบ เพิ่มข้อมูล ถอนเรื่อง หรือบอกผล"),
    description=words("ถ้าไม่บอก move ระบบถือเป็นคำตอบเมื่อมีคำถามรออยู่ ไม่เช่นนั้นถือเป็นข้อมูลเพิ่ม"),
    openapi_extra=KEY_HEADER | troubles(400, 403, 404, 409, 413, 415, 422, 429),
)  # fmt: skip
def reply(request: HttpRequest, number: str, told: Reply) -> HttpResponse:
    """Without `move`: the answer to an open question, else more facts."""
    case = _opened(request, number)
    limits.check("reply", case=case.number)
    move = told.move or _usual(case)
    cases.move(case, move, by=Actor.citizen(CHANNEL), version=told.version, data=told.data())
    return _tracked(_track(request, number))


@router.post(
    "/cases/{number}/files", response=CitizenCase, operation_id="send_photograph", summary=words("ส่งรูป"),
    description=words("ส่งเป็นฟอร์มที่มี file (ได้หลายรูป) หรือ JSON ที่มีรูปเป็น base64 เรานำตำแหน่งและเวลาออกจากรูปก่อนเก็บ"),
    openapi_extra=KEY_HEADER | troubles(400, 403, 404, 409, 413, 415, 422, 429, body=uploads.BODY),
)  # fmt: skip
def send_files(request: HttpRequest, number: str) -> HttpResponse:
    """Photographs, as a form with `file` (several allowed) or as JSON with base64. Place and time inside them are removed."""
    case = _opened(request, number)
    limits.check("reply", case=case.number)
    got = uploads.received(request, papers=False)
    cases.move(
        case, _usual(case), by=Actor.citizen(CHANNEL), version=got.version, data={"text": got.text}, files=got.files
    )
    return _tracked(_track(request, number))


@router.get(
    "/cases/{number}/files/{file_id}", operation_id="read_photograph", summary=words("ดูรูปของเรื่อง"),
    description=words("ตัวรูปเอง"),
    openapi_extra=KEY_HEADER | troubles(404, 429, gives=PICTURES),
)  # fmt: skip
def read_file(request: HttpRequest, number: str, file_id: str) -> FileResponse:
    """The file itself."""
    return the_file(_track(request, number).files, file_id)


def _no_case() -> Missing:
    return Missing("no_case", _("ไม่พบเรื่องที่ตรงกับเลขที่และรหัสนี้ ส่งรหัสลับของเรื่องในหัวข้อ X-Case-Key แล้วลองอีกครั้ง"))


def _key(request: HttpRequest, number: str) -> str:
    """The key that came along. What cannot be a number, or comes without a key, is answered like a wrong one."""
    key = request.headers.get("X-Case-Key", "").strip()
    if not key or not NUMBER.fullmatch(number):
        raise _no_case()
    return key


def _opened(request: HttpRequest, number: str) -> Case:
    return queries.opened(number, _key(request, number), caller=caller(request))


def _usual(case: Case) -> str:
    return "answer" if case.status == "info_requested" else "add"


def _track(request: HttpRequest, number: str) -> queries.Track:
    return queries.track(number, _key(request, number), caller=caller(request))


def _tracked(track: queries.Track) -> HttpResponse:
    return answer(outputs.citizen_case(track, allowed(track.case, Actor.citizen(CHANNEL), timezone.now())))
