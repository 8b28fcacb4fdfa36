"""The form of a visit's report. The phone fills the same fields and sends them as they stand here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.visits.phone_report import MOST_BAHT, OUTCOMES, SHA256, TEXTS
from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm
from sangsuk.thai import BANGKOK

from ..doors import language

_LOCAL = "%Y-%m-%dT%H:%M"


class Sent(forms.MultipleHiddenInput):
    """The photographs that are here already, so that a form that comes back does not ask for them again."""


class SentField(forms.Field):
    widget = Sent

    def clean(self, value: Any) -> list[str]:
        return [one for one in value or [] if SHA256.fullmatch(one)]


class Photos(forms.FileInput):
    allow_multiple_selected = True


def _area(name: str, rows: int, **told: Any) -> forms.CharField:
    most = TEXTS[name][1]
    widget = forms.Textarea(attrs={"rows": rows, "class": "input--low", "maxlength": most})
    return forms.CharField(widget=widget, required=False, strip=True, **told)


def _when(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "class": "input--short"}, format=_LOCAL)
    return forms.DateTimeField(
        label=label, widget=widget, input_formats=[_LOCAL], error_messages={"required": _("กรุณาบอกวันและเวลาที่ลงพื้นที่")}
    )


class ReportForm(KindForm):
    """`report` is the id under which it is taken in once, however often the button is pressed."""

    report = forms.UUIDField(widget=forms.HiddenInput)
    sent = SentField(required=False)
    visited_from = _when(_("ไปถึงเมื่อ"))
    visited_to = _when(_("เสร็จเมื่อ"))
    outcome = forms.ChoiceField(
        label=_("ผลการลงพื้นที่"), choices=[*OUTCOMES.items()], widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกผลการลงพื้นที่")},
    )  # fmt: skip
    findings = _area("findings", 5, label=_("พบอะไรในพื้นที่"), help_text=_("เห็นอะไร ที่ไหน มากน้อยแค่ไหน ไม่ต้องใส่ชื่อคน"))
    photos = forms.Field(
        label=_("รูปถ่าย (ถ้ามี)"), required=False,
        help_text=_("ถ่ายสถานที่และสิ่งที่พบ เลี่ยงใบหน้าและทะเบียนรถ ถ้ารูปบอกตำแหน่ง เราเก็บไว้เป็นหลักฐานของการลงพื้นที่"),
        widget=Photos(attrs={"accept": "image/*", "multiple": True}),
    )  # fmt: skip
    people_met = _area(
        "people_met", 3, label=_("พบใครบ้าง (ถ้ามี)"), help_text=_("ชื่อและหน้าที่ เราปิดผนึกไว้ ผู้ที่เปิดดูต้องบอกเหตุผล")
    )
    follow_up = _area("follow_up", 3, label=_("ต้องทำอะไรต่อ (ถ้ามี)"))
    relief_kind = forms.ChoiceField(label=_("ช่วยเหลือทันทีในพื้นที่ (ถ้ามี)"), required=False)
    relief_baht = forms.IntegerField(
        label=_("คิดเป็นเงิน (บาท)"), required=False, min_value=0, max_value=MOST_BAHT,
        widget=forms.NumberInput(attrs={"class": "input--short", "inputmode": "numeric", "min": 0, "step": 1}),
        error_messages={"invalid": _("จำนวนเงินต้องเป็นตัวเลขจำนวนเต็ม")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(term.code, term.name(language())) for term in catalog.terms("relief")]
        self.fields["relief_kind"].choices = [("", _("ไม่ได้ให้")), *words]  # type: ignore[attr-defined]

    @staticmethod
    def now() -> dict[str, datetime]:
        at = timezone.now().astimezone(BANGKOK).replace(second=0, microsecond=0)
        return {"visited_from": at, "visited_to": at}

    def told(self, photos: Sequence[str]) -> dict[str, Any]:
        """As a phone would have written it."""
        fields = self.cleaned_data
        moments = {name: fields[name].isoformat() for name in ("visited_from", "visited_to")}
        words = {name: fields[name] for name in ("outcome", "relief_kind", *TEXTS)}
        return {**words, **moments, "relief_baht": fields["relief_baht"], "point": None, "photos": list(photos)}

    def remember(self, sent: Sequence[str]) -> None:
        """Beside what was typed, should the form have to be shown again."""
        self.data: Any = self.data.copy()
        self.data.setlist(self.add_prefix("sent"), list(sent))

    def begin_anew(self, report: UUID) -> None:
        """The same words as a report of their own; its photographs have to be chosen again."""
        self.data = self.data.copy()
        self.data[self.add_prefix("report")] = str(report)
        self.data.setlist(self.add_prefix("sent"), [])
        self.add_error(None, _("ถ้าต้องการส่งเป็นรายงานเพิ่มเติม กรุณาเลือกรูปอีกครั้ง แล้วกด “ส่งรายงาน”"))
