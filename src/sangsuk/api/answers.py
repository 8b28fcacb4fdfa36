"""How an answer leaves the house, and which troubles an address may answer with."""

from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel

from .problems import CONTENT_TYPE, title


def answer(body: BaseModel, status: int = 200, **headers: str) -> HttpResponse:
    """Written by the same code that checks it, in one pass."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(body.model_dump_json().encode(), status=status, content_type="application/json", headers=named)


def public(body: BaseModel) -> HttpResponse:
    """Reference data: the same for everybody, and not new every minute."""
    return answer(body, Cache_Control="public, max-age=300")


BYTES = {"schema": {"type": "string", "format": "binary"}}
PICTURES, PAPERS = {"image/jpeg": BYTES}, {"application/pdf": BYTES}


def troubles(*statuses: int, body: dict[str, Any] | None = None, gives: dict[str, Any] | None = None) -> dict[str, Any]:
    """For the description of an address: the troubles it may answer with, and a body of its own on the way in or out."""
    asked = {*statuses, 429} if 401 in statuses else set(statuses)  # who carries a token may ask too often
    extra: dict[str, Any] = {"responses": {str(status): _trouble(status) for status in sorted(asked)}}
    if gives:
        extra["responses"]["200"] = {"description": "OK", "content": gives}
    if body:
        extra["requestBody"] = body
    return extra


HEADERS = {401: "WWW-Authenticate", 403: "WWW-Authenticate", 429: "Retry-After"}
"""What stands beside the body; with a 403 only when the token lacks a scope."""


def _trouble(status: int) -> dict[str, Any]:
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    made: dict[str, Any] = {"description": title(status), "content": {CONTENT_TYPE: shape}}
    if name := HEADERS.get(status):
        made["headers"] = {name: {"required": status != 403, "schema": {"type": "string"}}}
    return made
