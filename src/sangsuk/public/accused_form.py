"""The form in which somebody says of which office she complains, or that it is none."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.sealed.asking import Offer
from sangsuk.common.forms import KindForm


class AccusedForm(KindForm):
    """What was found is ticked; she may take it away, name another, or say that there is none."""

    found = forms.MultipleChoiceField(
        label=_("จากที่ท่านเล่า เราเข้าใจว่าท่านร้องเรียนหน่วยงานนี้ ถ้าไม่ใช่ เอาเครื่องหมายออกได้"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other = forms.ChoiceField(label=_("หน่วยงานอื่นที่ท่านร้องเรียน (ถ้ามี)"), required=False)
    nobody = forms.BooleanField(label=_("ไม่ได้ร้องเรียนหน่วยงานหรือเจ้าหน้าที่ของรัฐ"), required=False)

    def __init__(
        self,
        *args: Any,
        offers: Sequence[Offer],
        around: Sequence[tuple[str, str]],
        answered: list[str] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        found = [one.code for one in offers]
        if offers:
            self.fields["found"].choices = [  # type: ignore[attr-defined]
                (one.code, _("%(office)s (ท่านเขียนว่า “%(words)s”)") % {"office": one.name, "words": one.words})
                for one in offers
            ]
            self.fields["found"].initial = found if answered is None else [code for code in answered if code in found]
        else:
            del self.fields["found"]
        self.fields["other"].choices = [("", _("ไม่มี"))] + [one for one in around if one[0] not in found]  # type: ignore[attr-defined]
        if answered is not None:
            self.fields["other"].initial = next((code for code in answered if code not in found), "")
            self.fields["nobody"].initial = not answered

    @property
    def codes(self) -> list[str]:
        given = self.cleaned_data
        return [*given.get("found", []), *([given["other"]] if given.get("other") else [])]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        named = bool(given.get("found") or given.get("other"))
        if not self.errors and named == bool(given.get("nobody")):
            both = _("ท่านเลือกทั้งหน่วยงานและ “ไม่ได้ร้องเรียน” กรุณาเลือกอย่างใดอย่างหนึ่ง")
            neither = _("กรุณาเลือกหน่วยงานที่ท่านร้องเรียน หรือเลือก “ไม่ได้ร้องเรียนหน่วยงานหรือเจ้าหน้าที่ของรัฐ”")
            self.add_error("nobody", both if named else neither)
        return given
