"""How the house answers a phone: JSON with `house`, so that it can tell our word from any other page in between; what a rule
refuses has `code` and `message`. They go out when everything is committed."""

import functools
from typing import Any

from django.http import HttpResponse, JsonResponse

from sangsuk.common.errors import Refused

from .doors import DeskRequest, View


def answers(view: View) -> View:
    """A refusal becomes JSON; the phone keeps its copy."""

    @functools.wraps(view)
    def answered(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)  # type: ignore[return-value]
        except Refused as refused:
            told: dict[str, Any] = {"code": refused.code, "message": str(refused), "field": refused.field or ""}
            if hasattr(refused, "missing"):
                told["missing"] = refused.missing
            return say(told, refused.status)

    return answered


def say(told: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse({"house": "sangsuk"} | told, status=status, json_dumps_params={"ensure_ascii": False})


def kept(response: HttpResponse) -> HttpResponse:
    """A page or a script that a phone puts by: asked about each time, sent only when it has changed."""
    response["Cache-Control"] = "no-cache"
    return response
