"""The documentation page: the same description as openapi.json, for eyes. Nothing is fetched, nothing runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import service
from .examples import EXAMPLES

GROUPS = {
    "citizens": gettext_lazy("สำหรับโปรแกรมของประชาชน"),
    "officials": gettext_lazy("สำหรับโปรแกรมของเจ้าหน้าที่"),
    "record": gettext_lazy("บันทึกสาธารณะที่ใครก็ตรวจได้"),
    "reference": gettext_lazy("รายการรหัส"),
    "stories": gettext_lazy("เรื่องเล่าที่เผยแพร่แล้ว"),
    "flagships": gettext_lazy("โครงการสำคัญ ตัวชี้วัด และตัวเลข"),
}
DEPTH = 3


@dataclass(frozen=True)
class Line:
    """One field or parameter: where it stands, its name, what it may be, and what it is for."""

    name: str
    where: str
    kind: str
    needed: bool
    about: str


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    about: str
    asks: list[Line]
    gives: list[Line]
    troubles: list[str]
    example: str


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "api/docs.html", {"groups": groups(get_language() or "th"), "site": settings.SITE_URL})


def groups(language: str) -> list[tuple[str, Any, list[Operation]]]:
    """Every address, in the order of the description."""
    described = service.in_language(language)
    found: dict[str, list[Operation]] = {name: [] for name in GROUPS}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_operation(method, path, operation, described))
    return [(name, title, found[name]) for name, title in GROUPS.items()]


def _operation(method: str, path: str, operation: dict[str, Any], described: dict[str, Any]) -> Operation:
    good = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
    return Operation(
        id=operation["operationId"], method=method.upper(), path=path, summary=operation["summary"],
        about=operation.get("description", ""), asks=list(_asks(operation, described)),
        gives=list(_json(good.get("content", {}), described, "")),
        troubles=[s for s in sorted(operation["responses"]) if not s.startswith("2")],
        example=EXAMPLES.get(operation["operationId"], "").format(site=settings.SITE_URL),
    )  # fmt: skip


def _asks(operation: dict[str, Any], described: dict[str, Any]) -> Iterator[Line]:
    places = {"path": _("ในที่อยู่"), "query": _("หลังเครื่องหมาย ?"), "header": _("หัวข้อ")}
    for one in operation["parameters"]:
        about = one.get("description", "")
        yield Line(one["name"], places[one["in"]], kind_of(one["schema"], described), one["required"], about)
    content = operation.get("requestBody", {}).get("content", {})
    form = content.get("multipart/form-data")
    if form:
        yield from _fields(form["schema"], described, _("ฟอร์ม"))
    yield from _json(content, described, "JSON")


def _json(content: dict[str, Any], described: dict[str, Any], where: str) -> Iterator[Line]:
    if "application/json" in content:
        yield from _fields(content["application/json"]["schema"], described, where)


def _fields(shape: dict[str, Any], described: dict[str, Any], where: str, above: str = "") -> Iterator[Line]:
    """The fields of an object and of the objects in it, as `place.district` and `events[].seq`."""
    shape = _resolved(shape, described)
    needed = shape.get("required", [])
    for name, field in shape.get("properties", {}).items():
        full = f"{above}{name}"
        yield Line(full, where, kind_of(field, described), name in needed, field.get("description", ""))
        inner, mark = _inner(field, described)
        if inner and full.count(".") < DEPTH - 1:
            yield from _fields(inner, described, where, f"{full}{mark}.")


def _inner(field: dict[str, Any], described: dict[str, Any]) -> tuple[dict[str, Any] | None, str]:
    for choice in [field, *field.get("anyOf", ())]:
        choice = _resolved(choice, described)
        if "properties" in choice:
            return choice, ""
        items = _resolved(choice.get("items", {}), described)
        if "properties" in items:
            return items, "[]"
    return None, ""


def _resolved(shape: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in shape:
        found: dict[str, Any] = described["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]]
        return found
    return shape


def kind_of(field: dict[str, Any], described: dict[str, Any]) -> str:
    """What a value may be, in a word or two."""
    if "anyOf" in field:
        return " | ".join(dict.fromkeys(kind_of(choice, described) for choice in field["anyOf"]))
    field = _resolved(field, described)
    if "enum" in field:
        return " | ".join(str(value) for value in field["enum"])
    kind = str(field.get("format") or field.get("type", "object"))
    if kind == "array":
        items = field.get("items") or field.get("prefixItems", [{}])[0]
        return f"[{kind_of(items, described)}]"
    if "maxLength" in field and "pattern" not in field:
        return f"{kind} ≤ {field['maxLength']:,}"
    return kind
