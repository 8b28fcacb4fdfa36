"""The programmers' door, put together: the addresses, the reader of bodies, the one handler of trouble, the description."""

import json
from functools import cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.responses import Response
from pydantic import BaseModel

from sangsuk.common.errors import Refused

from . import cards, citizens, desk, figures, flagships, problems, reading, record, reference, reports, stories
from .bearer import FIGURES, WRITES, Token

api = NinjaAPI(
    title="Sangsuk",
    version="1",
    description=words("แจ้งเรื่องร้องทุกข์ ติดตาม และดำเนินการ ด้วยโปรแกรมของท่านเอง"),
    docs_url=None,
    openapi_url=None,
    parser=reading.Reader(),
    urls_namespace="api",
)
api.add_router("", citizens.router)
api.add_router("", cards.router)
api.add_router("", desk.router)
api.add_router("", reports.router)
api.add_router("", reference.router)
api.add_router("", record.router)
api.add_router("", stories.router)
api.add_router("", figures.router)
api.add_router("", flagships.router)
for kind in (Exception, Refused, ValidationError, HttpError):
    api.add_exception_handler(kind, problems.handle)


SCHEME = words("กุญแจที่ผู้ดูแลออกให้ ใช้ได้เฉพาะสิทธิที่ระบุไว้ในแต่ละคำสั่ง เช่น cases:read")


class ProblemFault(BaseModel):
    field: str
    code: str
    detail: str


class Problem(BaseModel):
    """Whatever goes wrong, in one shape (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str | None
    errors: list[ProblemFault]


@cache
def schema() -> dict[str, Any]:
    """The OpenAPI description, in Thai as it stands in the code."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    made["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    for shape in made["components"]["schemas"].values():
        shape.pop("description", None)  # what the code says to its readers, in English only
    _scoped(made)
    made["servers"] = [{"url": "/"}]
    return cast(dict[str, Any], _untitled(made))


def _scoped(made: dict[str, Any]) -> None:
    """Which scope a token needs, at every operation that asks for one."""
    described = {one["operationId"]: one for methods in made["paths"].values() for one in methods.values()}
    for operation_id, scope in scopes().items():
        described[operation_id]["security"] = [{"Token": [scope]}]
    described["submit_case"]["security"] = [{}, {"Token": [WRITES]}]
    described["read_data_values"]["security"] = [{}, {"Token": [FIGURES]}]
    made["components"]["securitySchemes"]["Token"]["description"] = SCHEME


def scopes() -> dict[str, str]:
    """The scope of every operation that is closed."""
    views = [view for router in api._get_bound_routers() for view in router.path_operations.values()]
    return {
        str(operation.operation_id): asks.scope
        for view in views
        for operation in view.operations
        for asks in operation.auth_callbacks
        if isinstance(asks, Token)
    }


def _untitled(part: Any) -> Any:
    """Without the titles that were only made up from the names."""
    if isinstance(part, dict):
        made_up = "type" in part or "anyOf" in part or "$ref" in part or "properties" in part
        return {
            name: _untitled(value)
            for name, value in part.items()
            if not (made_up and name == "title" and isinstance(value, str))
        }
    return [_untitled(one) for one in part] if isinstance(part, list) else part


@cache
def in_language(code: str) -> dict[str, Any]:
    """The description as this reader gets it."""
    with translation.override(code):
        spoken: dict[str, Any] = _spoken(schema())
    return spoken


SPOKEN = ("summary", "description", "title")


def _spoken(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            name: _(value) if name in SPOKEN and isinstance(value, str) and value else _spoken(value)
            for name, value in part.items()
        }
    return [_spoken(one) for one in part] if isinstance(part, list) else part


def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs."""
    if request.method != "GET":
        return problems.wrong_method("GET")
    response = Response(in_language(get_language() or "th"), json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
