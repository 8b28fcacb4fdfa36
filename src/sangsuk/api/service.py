"""The programmers' door, put together: the addresses, the reader of bodies, the one handler of trouble, the description."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.responses import Response
from pydantic import BaseModel

from sangsuk.common.errors import Refused

from . import citizens, desk, problems, reading, reference

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
api.add_router("", desk.router)
api.add_router("", reference.router)
for kind in (Exception, Refused, ValidationError, HttpError):
    api.add_exception_handler(kind, problems.handle)


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


def schema() -> dict[str, Any]:
    """The OpenAPI description, in Thai as it stands in the code."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/api/v1/"))
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    made["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    made["servers"] = [{"url": "/"}]
    return made


SPOKEN = ("summary", "description", "title")


def spoken(part: Any) -> Any:
    """The same description in the reader's language."""
    if isinstance(part, dict):
        return {
            name: _(str(value)) if name in SPOKEN and value and not isinstance(value, dict | list) else spoken(value)
            for name, value in part.items()
        }
    return [spoken(one) for one in part] if isinstance(part, list) else part


def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs."""
    if request.method != "GET":
        return problems.wrong_method("GET")
    response = Response(spoken(schema()), json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
