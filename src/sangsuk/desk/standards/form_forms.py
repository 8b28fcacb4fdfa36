"""What the desk asks of a form: its facts, a section, a criterion, a year, a file."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm
from sangsuk.standards import words
from sangsuk.standards.models import Criterion
from sangsuk.standards.sheets import BETWEEN, CriterionGiven, FormGiven, SectionGiven
from sangsuk.thai import arabic_digits

from ..row_forms import AnyEraDate

_LATIN = {"lang": "en", "autocapitalize": "off", "spellcheck": "false", "autocomplete": "off", "class": "input--short"}


def _line(
    label: Any, hint: Any = "", *, required: bool = True, most: int = 200, latin: bool = False
) -> forms.CharField:
    widget = forms.TextInput(attrs=_LATIN if latin else {"autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=widget)


class FactsForm(KindForm):
    """What is of the whole form."""

    code = _line(_("รหัส"), _("ตัวอักษรอังกฤษตัวเล็ก ตัวเลข และขีดกลาง แบบเดียวกันของทุกปีใช้รหัสเดียว"), most=40, latin=True)
    year_be = forms.IntegerField(label=_("ปีงบประมาณ พ.ศ."), min_value=2550, max_value=2700)
    about = forms.ChoiceField(label=_("ประเมินเรื่อง"), choices=list(words.ABOUT.items()), widget=forms.RadioSelect)
    title_th = _line(_("ชื่อแบบ ภาษาไทย"))
    title_en = _line(_("ชื่อแบบ ภาษาอังกฤษ"), required=False)
    valid_from = AnyEraDate(label=_("เริ่มกรอกได้ตั้งแต่"))
    valid_to = AnyEraDate(label=_("เริ่มไม่ได้ตั้งแต่ (ข้ามได้)"), required=False)
    hand_in_by = AnyEraDate(label=_("ควรส่งภายใน (ข้ามได้)"), required=False)
    source = _line(_("ที่มา"), _("คำสั่ง ประกาศ มติ หรือหนังสือ พร้อมเลขที่และวันที่"), most=300)
    FIXED = ("code", "year_be")

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fixed:
            for name in self.FIXED:
                del self.fields[name]

    def given(self) -> FormGiven:
        return FormGiven(**self.cleaned_data)


class SectionForm(KindForm):
    no = forms.IntegerField(label=_("ลำดับหมวด"), min_value=1, max_value=99)
    title_th = _line(_("ชื่อหมวด ภาษาไทย"))
    title_en = _line(_("ชื่อหมวด ภาษาอังกฤษ"), required=False)

    def given(self) -> SectionGiven:
        return SectionGiven(**self.cleaned_data)


class CriterionForm(KindForm):
    """Parts stand one a line, Thai and English with | between; points as numbers with spaces between."""

    code = _line(_("รหัสข้อ"), _("ตัวอักษรอังกฤษตัวเล็ก ตัวเลข และขีดกลาง เช่น ramp"), most=40, latin=True)
    no = forms.IntegerField(label=_("ลำดับในหมวด"), min_value=1, max_value=99)
    text_th = _line(_("ข้อความ ภาษาไทย"), most=400)
    text_en = _line(_("ข้อความ ภาษาอังกฤษ"), required=False, most=400)
    kind = forms.ChoiceField(label=_("วิธีให้คะแนน"), choices=list(words.KINDS.items()), widget=forms.RadioSelect)
    parts = forms.CharField(
        label=_("รายการ"), required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 5, "class": "input--low"}),
        help_text=_("บรรทัดละหนึ่งอย่าง ตามด้วย | และภาษาอังกฤษ เช่น มีราวจับ | grab bars ข้อแบบมีหรือไม่มี เว้นว่าง"),
    )  # fmt: skip
    points = _line(
        _("คะแนน"), _("นับสิ่งที่มี: คะแนนเมื่อมี 0, 1, 2 … อย่าง เช่น 0 2 4 6 8 · เลือกหนึ่งข้อ: ข้อละหนึ่งค่า · มีหรือไม่มี: เช่น 0 4")
    )
    evidence = forms.BooleanField(label=_("ต้องแนบรูปหรือไฟล์"), required=False)
    basis = forms.ChoiceField(label=_("ข้อนี้มาจาก"), choices=list(words.BASES.items()), widget=forms.RadioSelect)
    source = _line(_("ที่มา"), _("คำสั่ง ประกาศ มติ หรือหนังสือ พร้อมเลขที่และวันที่"), most=300)

    def clean_points(self) -> tuple[Decimal, ...]:
        told = re.split(r"[\s,|]+", arabic_digits(self.cleaned_data["points"]).strip())
        try:
            found = tuple(Decimal(one) for one in told)
        except InvalidOperation:
            raise forms.ValidationError(_("กรุณาใส่ตัวเลข คั่นด้วยช่องว่าง เช่น 0 2 4"), code="invalid") from None
        if not all(one.is_finite() for one in found):
            raise forms.ValidationError(_("กรุณาใส่ตัวเลข คั่นด้วยช่องว่าง เช่น 0 2 4"), code="invalid")
        return found

    def clean_parts(self) -> tuple[dict[str, str], ...]:
        lines = [line.partition(BETWEEN) for line in self.cleaned_data["parts"].splitlines() if line.strip()]
        return tuple({"th": th.strip(), "en": en.strip().replace(BETWEEN, "/")} for th, _bar, en in lines)

    def given(self) -> CriterionGiven:
        return CriterionGiven(**self.cleaned_data)

    @classmethod
    def told(cls, one: Criterion) -> dict[str, Any]:
        """The values of a criterion that is there."""
        names = ("code", "no", "text_th", "text_en", "kind", "evidence", "basis", "source")
        lines = [f"{part['th']} {BETWEEN} {part['en']}" if part.get("en") else part["th"] for part in one.parts]
        points = " ".join(f"{point:.2f}".rstrip("0").rstrip(".") for point in one.points)
        return {name: getattr(one, name) for name in names} | {"parts": "\n".join(lines), "points": points}


class YearForm(KindForm):
    year_be = forms.IntegerField(label=_("ปีงบประมาณ พ.ศ."), min_value=2550, max_value=2700)


class FileForm(KindForm):
    file = forms.FileField(label=_("ไฟล์ CSV ของแบบ"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))
