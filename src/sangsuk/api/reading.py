"""Reading what was sent, with an end to how much."""

from typing import Any

import pydantic_core
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, RawPostDataException, UnreadablePostError
from django.utils.translation import gettext_lazy as _
from ninja.parser import Parser

from .problems import Unheard

JSON_BYTES = 1_000_000
DRAIN_BYTES = 256_000_000


def content_type(request: HttpRequest) -> str:
    return (request.content_type or "").lower()


def drain(request: HttpRequest) -> None:
    """Read on and throw away, so that the sender of too much sees our answer instead of "connection reset"."""
    read = 0
    try:
        while read < DRAIN_BYTES and (chunk := request.read(65_536)):
            read += len(chunk)
    except (UnreadablePostError, RawPostDataException):
        pass  # nobody is listening any more, or all of it was read before


class Reader(Parser):
    """JSON as strictly as the standard: no NaN, no half characters, no endless nesting."""

    def parse_body(self, request: HttpRequest) -> Any:
        if content_type(request) not in ("application/json", ""):
            raise Unheard(415, "wrong_type", _("กรุณาส่งเป็น JSON ด้วยหัวข้อ Content-Type: application/json"))
        if len(request.body) > JSON_BYTES:
            raise RequestDataTooBig
        return pydantic_core.from_json(request.body, allow_inf_nan=False)
