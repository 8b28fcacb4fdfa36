"""A step of a request, a breach or a disclosure: the form is checked, the verb called, or the page shown again with what was typed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, NotAllowed, Refused

from .doors import DeskRequest, came_too_late
from .privacy_forms import MoveForm


def of(moves: Mapping[str, Any], name: str) -> Any:
    """Raises Missing."""
    if name not in moves:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    return moves[name]


def press(
    request: DeskRequest,
    form: MoveForm,
    act: Callable[[dict[str, Any], int | None], object],
    *,
    back: tuple[str, int],
    again: Callable[[int, bool], HttpResponse],
) -> HttpResponse:
    """`act` is given what was filled in and the version that was seen; `back` is the address of the page and its row;
    `again` shows it with this form, by status and whether the row is to be read anew. Raises NotAllowed."""
    form.is_valid()
    if not came_too_late(request, form) and not form.errors:
        try:
            act(form.given(), form.cleaned_data.get("version"))
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
            return again(refused.status, True)
        messages.success(request, _("บันทึกแล้ว"))
        return redirect(back[0], pk=back[1])
    return again(422, False)
