"""Reference rows, kept by an operator: list, change, add, end. Every change names its source and is written down."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.common import paging
from sangsuk.common.dated import source_in
from sangsuk.common.errors import Missing, Refused
from sangsuk.deadlines import queries as deadlines
from sangsuk.deadlines import say
from sangsuk.deadlines.models import Holiday
from sangsuk.ledger import queries as ledger

from .. import reference
from ..doors import DeskRequest, came_too_late, desk, language, need_power, page
from ..row_forms import RowForm, form_for, keep

SIZE = 40
ROLES = ("operator", "dpo")


@desk(roles=ROLES)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    return page(request, "desk/rules.html", {"tables": reference.tables_for(request.actor)}, here="rules")


@desk(roles=ROLES)
@require_safe
def rows(request: DeskRequest, table: str) -> HttpResponse:
    found = reference.table(table, request.actor)
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    matching = Q()
    for name in found.search if q else ():
        matching |= Q(**{f"{name}__icontains": q})
    shown = _page(found, reference.rows(found, request.actor).filter(matching), request.GET.get("cursor", ""))
    address = reverse("desk:rows", args=[found.name])
    more = f"{address}?{urlencode({'q': q, 'cursor': shown.next})}" if shown.next else ""
    context = {
        "table": found,
        "heads": [reference.LABELS[name] for name in found.columns],
        "rows": [(row.pk, reference.cells(found, row)) for row in shown.items],
        "q": q,
        "next": more,
        "first": f"{address}?{urlencode({'q': q})}" if request.GET.get("cursor") else "",
    }
    return page(request, "desk/rules_table.html", context, here="rules")


def _page(table: reference.Table, found: Any, cursor: str) -> paging.Page[Any]:
    """By the table's order and then by key, so that no row is shown twice or left out."""
    name, down = table.order.removeprefix("-"), table.order.startswith("-")
    if cursor:
        key = paging.decode(cursor)
        if len(key) != 2:
            raise _bad_cursor()
        past = "lt" if down else "gt"
        try:
            found = found.filter(Q(**{f"{name}__{past}": key[0]}) | Q(**{name: key[0], f"pk__{past}": key[1]}))
        except (ValueError, TypeError, ValidationError) as trouble:
            raise _bad_cursor() from trouble
    order = ("-" if down else "") + "pk"
    return paging.page(list(found.order_by(table.order, order)[: SIZE + 1]), SIZE, lambda r: (getattr(r, name), r.pk))


def _bad_cursor() -> Refused:
    return Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"))


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: DeskRequest, table: str, key: str = "") -> HttpResponse:
    """One row; without a key, a new one."""
    found = reference.table(table, request.actor)
    if request.method == "POST":
        need_power(request)
    instance = _existing(request, found, key) if key else None
    if not key and not found.adds:
        raise Missing("no_adding", _("ชุดนี้เพิ่มแถวที่นี่ไม่ได้"))
    form = form_for(found, new=not key)(request.POST if request.method == "POST" else None, instance=instance)
    if request.actor.office_level != "ministry" and "province_code" in form.fields:
        own = request.actor.province_code
        field: Any = form.fields["province_code"]
        field.choices = [choice for choice in field.choices if choice[0] == own]
        field.required, form.initial["province_code"] = True, own
    status = 200
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        kept = keep(form, found, by=request.actor, now=timezone.now(), new=not key)
        return redirect(f"{reverse('desk:row', args=[found.name, kept.pk])}?done=1")
    if request.method == "POST":
        status = 422
    return page(request, "desk/rules_row.html", _row(request, found, instance, form), here="rules", status=status)


def _existing(request: DeskRequest, table: reference.Table, key: str) -> Any:
    try:
        found = reference.rows(table, request.actor).filter(pk=key).first()
    except ValueError:
        found = None
    if found is None:
        raise Missing("no_row", _("ไม่พบแถวนี้ หรือแถวนี้ไม่ได้อยู่ในความดูแลของท่าน"))
    return found


def _row(request: DeskRequest, table: reference.Table, instance: Any, form: RowForm) -> dict[str, Any]:
    changes = ledger.rule_changes(table.name, str(instance.pk)) if instance else []
    fixed = (
        [(reference.LABELS[n], reference.words_of(n, getattr(instance, n))) for n in (*table.fixed, *table.shown)]
        if instance
        else []
    )
    told = [
        (
            change,
            [
                _changed(n, change.before.get(n, ""), value)
                for n, value in change.after.items()
                if change.before or value
            ],
        )
        for change in changes
    ]
    return {
        "table": table, "row": instance, "title": reference.title_of(table, instance) if instance else "", "form": form, "fixed": fixed, "changes": told,
        "source": source_in(instance, language()), "done": request.GET.get("done") and not form.errors,
        "followed": _followed(instance) if isinstance(instance, Holiday) else (),
    }  # fmt: skip


def _changed(name: str, before: str, after: str) -> tuple[Any, str, str]:
    return reference.LABELS.get(name, name), reference.was(name, before), reference.was(name, after)


def _followed(day: Holiday) -> list[str]:
    """What became of the dates of open cases, the newest change first."""
    return [say.followed(change, language()) for change in deadlines.changes_of(day.on, day.province_code)]
