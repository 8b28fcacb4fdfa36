"""Forms of those who look after the log of readings."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm
from sangsuk.ledger.models import Reading


class LogForm(KindForm):
    """A code from a citizen's page, a case, or what comes after a row."""

    code = forms.CharField(label=_("รหัสการเปิดดู หรือเลขที่เรื่อง"), max_length=60, required=False)
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def narrowed(self, rows: "QuerySet[Reading]", *, by_case: bool) -> "QuerySet[Reading]":
        """`by_case`: False for who may not learn which case a row is about."""
        given: dict[str, Any] = self.cleaned_data
        if wanted := given["code"].strip().upper():
            of_case = Q(about=wanted) | Q(about__startswith=f"{wanted}/") if by_case else Q()
            rows = rows.filter(Q(code=wanted) | of_case)
        return rows.filter(pk__lt=given["after"]) if given["after"] else rows


class DecisionForm(KindForm):
    answer = forms.ChoiceField(
        label=_("การเปิดดูนี้"), choices=[("yes", _("มีเหตุสมควร")), ("no", _("ไม่มีเหตุสมควร"))], widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกว่ามีเหตุสมควรหรือไม่")},
    )  # fmt: skip
    why = forms.CharField(
        label=_("ตรวจอย่างไร และพบอะไร"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("กรุณาบอกว่าตรวจอย่างไร และพบอะไร")},
    )


class SecondForm(KindForm):
    """A chief may leave it empty; the data protection officer says the reason of law, see `seconding.decide`."""

    why = forms.CharField(label=_("เหตุตามกฎหมายที่ให้เปิดดูได้"), max_length=1000, required=False)


class FigureForm(KindForm):
    name = forms.CharField(
        label=_("ชื่อและนามสกุล"), max_length=200, help_text=_("เราเก็บชื่อไว้แบบปิดผนึก และเตือนเมื่อมีผู้เปิดดูเรื่องของผู้ที่มีชื่อนี้")
    )
