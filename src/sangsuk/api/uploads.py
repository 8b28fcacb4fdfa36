"""Photographs and papers that come with a request: as a form, or inside JSON in base64."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

import pydantic_core
from django.core.exceptions import RequestDataTooBig
from django.core.files.base import ContentFile, File
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field, ValidationError

from sangsuk.cases import files
from sangsuk.cases.files import StoredFile
from sangsuk.common.errors import Refused
from sangsuk.common.uploads import FILE_BYTES

from .inputs import Version
from .problems import Unheard
from .reading import content_type

MOST = 8
JSON_BYTES = FILE_BYTES * 4 // 3 + 10_000


class Sent(BaseModel):
    """One file in base64, with what the form would say."""

    name: str = Field("", examples=["road.jpg"])
    content: str = Field(description="base64")
    text: str = ""
    version: Version | None = None


BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "file": {"type": "array", "maxItems": MOST, "items": {"type": "string", "format": "binary"}},
                    "text": {"type": "string"},
                    "version": {"type": "integer"},
                },
                "required": ["file"],
            }
        },
        "application/json": {"schema": Sent.model_json_schema()},
    },
}
"""For the description of the addresses that take files."""


class Received(BaseModel):
    """Files that are safely on disk, and the words that came along."""

    files: tuple[StoredFile, ...]
    text: str
    version: int | None


def received(request: HttpRequest, *, papers: bool) -> Received:
    """Raises Refused and Unheard with the field at fault."""
    kind = content_type(request)
    readers: dict[str, Callable[[HttpRequest], tuple[list[File[Any]], str, int | None]]] = {
        "multipart/form-data": _form,
        "application/json": _json,
    }
    if kind not in readers:
        raise Unheard(415, "wrong_type", _("ส่งไฟล์ได้สองแบบ: multipart/form-data หรือ application/json ที่มีไฟล์เป็น base64"))
    sent, text, version = readers[kind](request)
    if not sent:
        raise Refused("needed", _("กรุณาเลือกไฟล์"), "file")
    if len(sent) > MOST:
        raise Refused("too_many_files", _("ส่งได้ครั้งละไม่เกิน %(most)s ไฟล์") % {"most": MOST}, "file")
    return Received(files=tuple(files.accept(f, papers=papers) for f in sent), text=text, version=version)


def _form(request: HttpRequest) -> "tuple[list[File[Any]], str, int | None]":
    version = request.POST.get("version", "")
    if version and not (version.isascii() and version.isdigit() and len(version) < 10):
        raise Refused("not_a_number", _("“version” ต้องเป็นตัวเลข"), "version")
    return list(request.FILES.getlist("file")), request.POST.get("text", ""), int(version) if version else None


def _json(request: HttpRequest) -> "tuple[list[File[Any]], str, int | None]":
    body = request.read(JSON_BYTES + 1)
    if len(body) > JSON_BYTES:
        raise RequestDataTooBig
    try:
        told = pydantic_core.from_json(body, allow_inf_nan=False)
    except ValueError as trouble:
        raise Unheard(400, "not_json", _("ข้อความที่ส่งมาไม่ใช่ JSON ที่ถูกต้อง กรุณาตรวจแล้วส่งใหม่")) from trouble
    try:
        sent = Sent.model_validate(told)
        data = base64.b64decode(sent.content, validate=True)
    except (ValidationError, binascii.Error, ValueError) as trouble:
        raise Refused("bad_file", _('ส่งไฟล์เป็น {"name": ชื่อไฟล์, "content": ไฟล์ในรูป base64}'), "content") from trouble
    return [ContentFile(data, name=sent.name or "photo")], sent.text, sent.version
