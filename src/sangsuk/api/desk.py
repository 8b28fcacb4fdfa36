"""What an official's program may do: the list, one case, the moves, files. The same rules as on the pages of the desk."""

from typing import Any, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as words
from ninja import Query, Router

from sangsuk.cases import actions as cases
from sangsuk.cases import queries, reporters, workflow
from sangsuk.cases.models import Case
from sangsuk.cases.standing import standings
from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from . import outputs, uploads
from .answers import PAPERS, PICTURES, answer, troubles
from .bearer import IDENTITY, READS, WRITES, Asked, Token
from .downloads import the_file
from .inputs import ListQuery, NewMove, Reason
from .shapes.cases import DeskCaseOut, DeskList, ReporterOut
from .shapes.reference import ColleagueList

router = Router(tags=["officials"], auth=Token(READS))
ACTS = Token(WRITES)


def _actor(request: HttpRequest) -> Actor:
    return cast(Asked, request).auth


@router.get(
    "/desk/cases", response=DeskList, operation_id="list_cases", summary=words("รายการเรื่องที่ท่านเห็นได้"),
    description=words("เรื่องใหม่สุดก่อน ส่งค่า next กลับมาเป็น cursor เพื่ออ่านหน้าถัดไป"),
    openapi_extra=troubles(401, 403, 422),
)  # fmt: skip
def list_cases(request: HttpRequest, asked: Query[ListQuery]) -> HttpResponse:
    """Newest first. Give `next` back as `cursor` for the page after."""
    now = timezone.now()
    page = queries.listing(_actor(request), asked.filters(), cursor=asked.cursor, now=now, size=asked.limit)
    return answer(outputs.desk_list(page, now))


@router.get(
    "/desk/cases/{number}", response=DeskCaseOut, operation_id="read_case", summary=words("เปิดเรื่อง"),
    description=words("เรื่องหนึ่งพร้อมลำดับเหตุการณ์ และ allowed_moves คือสิ่งที่ท่านทำได้ตอนนี้ เรื่องนอกความรับผิดชอบคือไม่มีเรื่องนั้น"),
    openapi_extra=troubles(401, 403, 404),
)  # fmt: skip
def read_case(request: HttpRequest, number: str) -> HttpResponse:
    """One case with its story and `allowed_moves`: what you may do with it now."""
    return _shown(number, _actor(request))


@router.post(
    "/desk/cases/{number}/moves", response=DeskCaseOut, auth=ACTS, operation_id="move_case", summary=words("ดำเนินการกับเรื่อง"),
    description=words("ตอบกลับเป็นเรื่องหลังดำเนินการแล้ว ถ้ามีผู้ทำไปก่อนจะได้ 409 ให้เปิดเรื่องอ่านใหม่แล้วจึงทำ"),
    openapi_extra=troubles(400, 401, 403, 404, 409, 413, 415, 422),
)  # fmt: skip
def move(request: HttpRequest, number: str, asked: NewMove) -> HttpResponse:
    """Answers with the case as it is afterwards. Somebody was quicker: 409, read it again first."""
    by = _actor(request)
    case = _seen(number, by)
    if asked.move == "attach":
        raise Refused("use_files", _("ส่งไฟล์ที่ /desk/cases/{number}/files"), "move")
    cases.move(case, asked.move, by=by, version=asked.version, data=asked.data)
    return _shown(number, by)


@router.post(
    "/desk/cases/{number}/files", response=DeskCaseOut, auth=ACTS, operation_id="attach_file", summary=words("แนบไฟล์"),
    description=words("รูปถ่ายหรือ PDF เป็นฟอร์มที่มี file (ได้หลายไฟล์) หรือ JSON ที่มีไฟล์เป็น base64"),
    openapi_extra=troubles(400, 401, 403, 404, 409, 413, 415, 422, body=uploads.BODY),
)  # fmt: skip
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Photographs or PDF, as a form with `file` (several allowed) or as JSON with base64."""
    by = _actor(request)
    case = _seen(number, by)
    got = uploads.received(request, papers=True)
    cases.attach(case, got.files, by=by, version=got.version)
    return _shown(number, by)


@router.get(
    "/desk/cases/{number}/files/{file_id}", operation_id="read_file", summary=words("เปิดไฟล์ของเรื่อง"),
    description=words("ตัวไฟล์เอง"),
    openapi_extra=troubles(401, 403, 404, gives=PICTURES | PAPERS),
)  # fmt: skip
def read_file(request: HttpRequest, number: str, file_id: str) -> FileResponse:
    """The file itself."""
    by = _actor(request)
    return the_file(queries.desk_case(number, by).files, file_id, by=by)


@router.post(
    "/desk/cases/{number}/reporter", response=ReporterOut, auth=Token(IDENTITY), operation_id="reveal_reporter", summary=words("ดูชื่อและเบอร์ติดต่อ"),
    description=words("ระบบจดว่าใครดูและเพราะอะไรก่อนเปิดชื่อให้เห็น เจ้าของเรื่องอ่านบันทึกนี้ได้"),
    openapi_extra=troubles(400, 401, 403, 404, 413, 415, 422),
)  # fmt: skip
def reporter(request: HttpRequest, number: str, asked: Reason) -> HttpResponse:
    """Who told us. Your look and your reason are written down first, and the citizen can see them."""
    by = _actor(request)
    person = reporters.reveal(_seen(number, by), by=by, reason=asked.reason)
    return answer(ReporterOut(name=person.name, phone=person.phone, email=person.email))


@router.get(
    "/desk/colleagues", response=ColleagueList, operation_id="list_colleagues", summary=words("เพื่อนร่วมงานที่มอบหมายได้"),
    description=words("ใช้กับ move ชื่อ delegate ช่อง assignee"),
    openapi_extra=troubles(401, 403),
)  # fmt: skip
def colleagues(request: HttpRequest) -> HttpResponse:
    """Whom a case of your office can be given to (the move `delegate`, field `assignee`)."""
    found = offices.colleagues(_actor(request).office_code)
    people: list[dict[str, Any]] = [{"id": one.user_id, "name": one.name} for one in found]
    return answer(ColleagueList.model_validate({"items": people}))


def _seen(number: str, by: Actor) -> Case:
    return queries.seen(number, by)


def _shown(number: str, by: Actor) -> HttpResponse:
    now = timezone.now()
    seen = queries.desk_case(number, by, now=now)
    owner = workflow.OWNER in standings(seen.case, by)
    return answer(outputs.desk_case(seen, now, owner=owner))
