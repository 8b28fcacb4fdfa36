"""One shape for whatever goes wrong: application/problem+json (RFC 9457), with a sentence for the person who asked.

`code` is stable and English, for programs; `detail` is a whole sentence in the language asked for; `field` and `errors`
name what to mend, as the request called it.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from ninja.errors import HttpError, ValidationError

from sangsuk.common.errors import Refused, TooMany

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
MOST_ERRORS = 20
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}  # RFC 9110; older Pythons still say otherwise


@dataclass(frozen=True)
class Fault:
    """One thing at fault: the field as the request called it, a code, and what would help."""

    field: str
    code: str
    detail: str


class Unheard(Refused):
    """The request could not be read at all; `status` says how."""

    def __init__(self, status: int, code: str, message: object, field: str | None = None) -> None:
        super().__init__(code, message, field)
        self.status = status


def title(status: int) -> str:
    return TITLES.get(status) or HTTPStatus(status).phrase


def problem(
    status: int,
    code: str,
    detail: object,
    *,
    field: str | None = None,
    errors: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    body = {
        "type": "about:blank", "title": title(status), "status": status, "code": code,
        "detail": str(detail), "field": field, "errors": [asdict(fault) for fault in errors],
    }  # fmt: skip
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE, headers=dict(headers or {})
    )


def of(trouble: Exception) -> HttpResponse:
    """Whatever was raised, as an answer. What nobody foresaw is written down and told without its insides."""
    if isinstance(trouble, HttpError) and isinstance(trouble.__cause__, Refused | RequestDataTooBig):
        trouble = trouble.__cause__  # the framework wraps what the reader of bodies says
    if isinstance(trouble, Refused):
        return refused(trouble)
    if isinstance(trouble, ValidationError):
        return invalid(trouble)
    if isinstance(trouble, RequestDataTooBig):
        return too_large()
    if isinstance(trouble, HttpError):
        return _of_framework(trouble)
    if isinstance(trouble, SuspiciousOperation | UnreadablePostError | MultiPartParserError):
        return problem(400, "unreadable", _("อ่านคำขอนี้ไม่ได้ กรุณาตรวจแล้วส่งใหม่"))
    logger.error("request failed", exc_info=trouble)
    return problem(500, "failed", _("ระบบขัดข้อง เรากำลังแก้ไข ข้อมูลที่ส่งมายังไม่ถูกบันทึก กรุณาลองใหม่อีกครั้ง"))


def refused(trouble: Refused) -> HttpResponse:
    headers = {"Retry-After": str(trouble.retry_after)} if isinstance(trouble, TooMany) else {}
    if trouble.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="sangsuk"'
    if scope := getattr(trouble, "scope", ""):  # RFC 6750, 3.1
        headers["WWW-Authenticate"] = f'Bearer realm="sangsuk", error="insufficient_scope", scope="{scope}"'
    field = named(trouble.field)
    errors = [Fault(field, trouble.code, str(trouble))] if field else []
    return problem(trouble.status, trouble.code, trouble, field=field, errors=errors, headers=headers)


def no_such_address() -> HttpResponse:
    return problem(404, "no_such_address", _("ไม่มีที่อยู่นี้ ดูรายการทั้งหมดได้ที่ /api/v1/docs"))


def wrong_method(allowed: str) -> HttpResponse:
    detail = _("ที่อยู่นี้รับเฉพาะคำสั่ง %(allowed)s") % {"allowed": allowed}
    return problem(405, "wrong_method", detail, headers={"Allow": allowed})


def length_needed() -> HttpResponse:
    """A body in pieces of unknown number would be read as empty by the layer below."""
    return problem(411, "length_needed", _("กรุณาบอกขนาดของข้อมูลในหัวข้อ Content-Length แทนการส่งเป็นส่วน ๆ"))


def too_large() -> HttpResponse:
    return problem(413, "too_large", _("ข้อมูลที่ส่งมาใหญ่เกินไป ส่งได้ครั้งละไม่เกิน 1 เมกะไบต์ และไฟล์ละไม่เกิน 10 เมกะไบต์"))


def _of_framework(trouble: HttpError) -> HttpResponse:
    if trouble.status_code == 401:
        detail = _("ต้องมีกุญแจเข้าระบบ กรุณาส่งหัวข้อ Authorization: Bearer ตามด้วยกุญแจของท่าน")
        return refused(Unheard(401, "no_token", detail))
    if trouble.status_code == 400:
        return problem(400, "not_json", _("ข้อความที่ส่งมาไม่ใช่ JSON ที่ถูกต้อง กรุณาตรวจแล้วส่งใหม่"))
    return problem(trouble.status_code, "refused", trouble.message)


FIELD_NAMES = {
    "name": "reporter.name", "phone": "reporter.phone", "email": "reporter.email", "district": "place.district",
    "subdistrict": "place.subdistrict", "village": "place.village", "point": "place.point", "place_note": "place.note",
    "photos": "file",
}  # fmt: skip
"""What the rules call a thing, and what this door calls it."""


def named(field: str | None) -> str | None:
    return FIELD_NAMES.get(field, field) if field else None


def invalid(trouble: ValidationError) -> HttpResponse:
    """A request that does not have the shape of the description: 422, every fault named."""
    faults = [_fault(error) for error in trouble.errors[:MOST_ERRORS]]
    first = faults[0]
    return problem(422, first.code, first.detail, field=first.field, errors=faults)


def _fault(error: Mapping[str, Any]) -> Fault:
    """`loc` is ("body", "told", "place", "point", 0): where it came, the name of our argument, then the way to it."""
    where, *steps = error["loc"]
    if where == "body":
        steps = steps[1:]
    field = ".".join(str(step) for step in steps) or where
    about = error.get("ctx", {})
    gaps = {"field": field, "choices": about.get("expected", ""), "most": about.get("max_length", "")}
    code, sentence = _sentence(error["type"])
    return Fault(field, code, str(sentence) % gaps)


def _sentence(kind: str) -> tuple[str, Any]:
    """For the kinds of fault that the checker of shapes knows."""
    for kinds, code, sentence in SHAPES:
        if kind.startswith(kinds):
            return code, sentence
    return "invalid", lazy("ค่าของ “%(field)s” ใช้ไม่ได้ กรุณาดูรูปแบบที่ /api/v1/docs")


SHAPES: list[tuple[tuple[str, ...], str, Any]] = [
    (("missing",), "needed", lazy("ยังขาด “%(field)s”")),
    (("literal_error", "enum"), "bad_choice", lazy("“%(field)s” ต้องเป็นค่าใดค่าหนึ่งใน %(choices)s")),
    (("uuid",), "not_a_uuid", lazy("“%(field)s” ต้องเป็น UUID เช่น 7d8f7f0e-3f1c-4c53-9a52-0d8a7b0f1c11")),
    (("string_too_long",), "too_long", lazy("“%(field)s” ยาวได้ไม่เกิน %(most)s ตัวอักษร")),
    (("float", "finite", "int", "greater", "less"), "not_a_number", lazy("“%(field)s” ต้องเป็นตัวเลขในช่วงที่ใช้ได้")),
    (("tuple", "list", "too_long", "too_short"), "not_a_list",
     lazy("“%(field)s” ต้องเป็นรายการตามรูปแบบ เช่น จุดบนแผนที่คือ [ลองจิจูด, ละติจูด]")),
    (("dict", "model", "mapping"), "not_an_object", lazy("“%(field)s” ต้องเป็นวัตถุ JSON ที่มีชื่อและค่า")),
    (("string",), "not_text", lazy("“%(field)s” ต้องเป็นข้อความที่เก็บได้")),
]  # fmt: skip


def handle(request: HttpRequest, trouble: Exception | type[Exception]) -> HttpResponse:
    """The one handler of the framework."""
    return of(trouble if isinstance(trouble, Exception) else trouble())
