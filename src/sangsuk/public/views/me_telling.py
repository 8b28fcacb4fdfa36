"""Telling while signed in: her verified name if she wants to give it, and the case in her list if she wants it there.

Signed in does not mean named. A case without a name, or a sealed one, comes into her list only by a press of its own.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from sangsuk.accounts import citizens
from sangsuk.cases import drafts
from sangsuk.cases.mine import keeping, marks
from sangsuk.cases.models import Case
from sangsuk.common.errors import Missing
from sangsuk.common.faces import expired

from ..citizens import citizen_of, hers
from ..forms import WhoForm
from .me import me
from .me_signing import stale


class SignedInWhoForm(WhoForm):
    """As for everybody, with two more boxes."""

    use_name = forms.BooleanField(label=_("ใช้ชื่อที่ยืนยันกับ ThaID"), required=False)
    keep = forms.BooleanField(label=_("เก็บเรื่องนี้ไว้ใน “เรื่องของฉัน” ถ้าบอกชื่อ"), required=False)
    OWN = ("use_name", "keep")

    def __init__(self, *args: Any, known: citizens.Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        if not known.verified:
            del self.fields["use_name"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("use_name") and given.get("identity") in ("named", "hidden") and not given.get("name"):
            given["name"] = self.known.name
        return super().clean()


def form_for(request: HttpRequest, telling: drafts.Telling, data: Any = None) -> WhoForm:
    """The form of step 3, for whoever tells."""
    user, initial = citizen_of(request), {"language": get_language(), **telling.fields}
    asked = drafts.id_asked(telling)
    if user is None:
        return WhoForm(data, initial=initial, asked=asked)
    return SignedInWhoForm(data, initial={"keep": True, **initial}, asked=asked, known=citizens.known(user))


def told(form: WhoForm) -> dict[str, Any]:
    """What of the form belongs to the case."""
    own = getattr(form, "OWN", ())
    return {name: value for name, value in form.cleaned_data.items() if name not in own}


def keep_told(request: HttpRequest, case: Case, form: WhoForm) -> None:
    user = citizen_of(request)
    if user is not None and form.cleaned_data.get("keep") and not keeping.is_private(case):
        keeping.keep(user.pk, case)


def may_keep(request: HttpRequest, case: Case) -> bool:
    """Whether the slip offers it: she is signed in, and it is not in her list yet."""
    user = citizen_of(request)
    return user is not None and not keeping.keeps(marks.holder(user.pk), case)


@hers
@require_POST
def keep(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Her own press on the slip: into the list, also what is private. The draft's token is the proof that she told it."""
    drafts.get(token)
    if expired(request):
        return stale(request)
    case = Case.objects.filter(client_id=token).first()
    if case is None:
        raise Missing("no_case", _("ไม่พบเรื่องนี้"))
    keeping.keep(me(request).pk, case)
    return redirect("public:my_case", number=case.number)
