"""What somebody of the department fills in of an indicator."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm
from sangsuk.flagships.facts import FACTS
from sangsuk.flagships.indicators import queries, words
from sangsuk.flagships.indicators.cards import IndicatorCard
from sangsuk.flagships.indicators.draft import Fixed, Said, plain
from sangsuk.flagships.words import FORMULA, REPORTED

CHECK = "check_"
AMOUNTS = ("least", "most", "usual_least", "usual_most", "jump")


def _area(label: Any, rows: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _text(label: Any, most: int = 300, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=most, help_text=help_text)


def _number(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=20, decimal_places=6)


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-day": ""})
    return forms.DateField(label=label, widget=widget, help_text=help_text)


class SaidForm(KindForm):
    """What an indicator means from a day on."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name_th = _text(_("ชื่อ ภาษาไทย"), required=True)
    name_en = _text(_("ชื่อ ภาษาอังกฤษ"), required=True)
    definition_th = _area(_("นิยาม ภาษาไทย: นับอะไร ไม่นับอะไร"), 4)
    definition_en = _area(_("นิยาม ภาษาอังกฤษ"), 4, required=False)
    unit = forms.ChoiceField(label=_("หน่วย"))
    direction = forms.ChoiceField(label=_("ทางไหนดี"), choices=list(words.DIRECTIONS.items()))
    formula = _area(
        _("สูตร"), 3, required=False,
        help_text=_("เช่น percent(settled, received) ใช้ชื่อสั้นของตัวชี้วัดในโครงการเดียวกัน หรือรหัสเต็ม ใช้ได้: + - * / ( ) percent per sum min max if_none days months"),
    )  # fmt: skip
    number_th = _text(_("ตัวเลขที่กรอก (หรือตัวตั้ง) คืออะไร ภาษาไทย"))
    number_en = _text(_("ตัวเลขที่กรอก (หรือตัวตั้ง) คืออะไร ภาษาอังกฤษ"))
    base_th = _text(_("ตัวหารคืออะไร ภาษาไทย (ไม่มีให้เว้นไว้)"))
    base_en = _text(_("ตัวหารคืออะไร ภาษาอังกฤษ"))
    axes = forms.MultipleChoiceField(label=_("แจกแจงตาม"), required=False, widget=forms.CheckboxSelectMultiple)
    evidence = forms.ChoiceField(label=_("หลักฐานที่ขอ"), required=False, choices=list(words.EVIDENCE.items()))
    check_whole = forms.BooleanField(label=_("ต้องเป็นจำนวนเต็ม"), required=False)
    check_part = forms.BooleanField(label=_("ตัวตั้งต้องไม่เกินตัวหาร"), required=False)
    check_least = _number(_("ไม่รับค่าที่น้อยกว่า (ไม่กรอกคือ 0)"))
    check_most = _number(_("ไม่รับค่าที่มากกว่า"))
    check_usual_least = _number(_("ถามซ้ำเมื่อน้อยกว่า"))
    check_usual_most = _number(_("ถามซ้ำเมื่อมากกว่า"))
    check_jump = _number(_("ถามซ้ำเมื่อต่างจากช่วงก่อนเกินกี่เท่า"))
    check_at_most = forms.ChoiceField(label=_("ต้องไม่เกินค่าของตัวชี้วัดอื่น"), required=False)
    check_adds_up = _text(_("ควรเท่าผลรวมของ (รหัสเต็ม เว้นวรรคระหว่างรหัส)"))
    baseline = _number(_("ค่าฐาน"))
    baseline_of = _text(_("ค่าฐานของเมื่อไร เช่น FY2020"), 40)
    standing = forms.ChoiceField(label=_("ที่มาเชื่อถือได้แค่ไหน"), choices=list(words.STANDINGS.items()))
    source = _text(_("เอกสารหรือที่มา"), required=True)
    since = _day(_("ใช้ตั้งแต่วันที่"), _("วันที่ 1 ของเดือน"))
    why = _text(_("เหตุที่แก้"), 500, help_text=_("ผู้อ่านตัวเลขทุกคนเห็นข้อความนี้"))

    def __init__(
        self, *args: Any, cards: dict[str, IndicatorCard], kind: str, fresh: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "th"
        units = sorted(queries.units().values(), key=lambda one: one.name(language))
        axes = dict.fromkeys(cell.axis for cell in queries.cells().values())
        others = [(code, f"{code} {one.name(language)}") for code, one in cards.items() if one.kind == REPORTED]
        self._choose("unit", [(one.code, one.name(language)) for one in units])
        self._choose("axes", [(axis, words.axis(axis)) for axis in axes])
        self._choose("check_at_most", [("", _("ไม่เทียบ")), *others])
        self.kind = kind
        if fresh:
            del self.fields["why"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @staticmethod
    def of(card: Said, seen: int) -> dict[str, Any]:
        """What it is now, as the form shows it."""
        initial: dict[str, Any] = {name: getattr(card, name) for name in card.__dataclass_fields__}
        initial |= {f"{CHECK}{rule}": value for rule, value in card.checks.items()}
        initial[f"{CHECK}adds_up"] = " ".join(card.checks.get("adds_up", ()))
        return initial | {"seen": seen, "why": "", "since": None}

    def said(self) -> Said:
        given = self.cleaned_data
        words_of = {
            name: given[name] for name in Said.__dataclass_fields__ if name in given and name not in ("axes", "checks")
        }
        baseline: Decimal | None = given["baseline"]
        more = {
            "axes": tuple(given["axes"]),
            "checks": self._checks(),
            "baseline": None if baseline is None else plain(baseline),
        }
        return Said(**words_of | more)

    def _checks(self) -> dict[str, Any]:
        given = self.cleaned_data
        rules: dict[str, Any] = {rule: str(given[CHECK + rule]) for rule in AMOUNTS if given[CHECK + rule] is not None}
        rules |= {rule: True for rule in ("whole", "part") if given[CHECK + rule]}
        if given["check_at_most"]:
            rules["at_most"] = given["check_at_most"]
        if given["check_adds_up"]:
            rules["adds_up"] = given["check_adds_up"].split()
        return rules

    def words_of(self) -> list[Any]:
        return [self[name] for name in ("name_th", "name_en", "definition_th", "definition_en", "unit", "direction")]

    def counted(self) -> list[Any]:
        if self.kind == FORMULA:
            return [self["formula"]]
        return [self[name] for name in ("number_th", "number_en", "base_th", "base_en")]

    def asked(self) -> list[Any]:
        """Only of what areas report."""
        if self.kind != REPORTED:
            return []
        return [self[name] for name in ("axes", "evidence")] + [
            self[name] for name in self.fields if name.startswith(CHECK)
        ]

    def stands(self) -> list[Any]:
        names = ("baseline", "baseline_of", "standing", "source", "since", "why")
        return [self[name] for name in names if name in self.fields]


class FixedForm(KindForm):
    """What never changes of an indicator: asked once."""

    short = _text(
        _("ชื่อสั้น ใช้ในสูตร เช่น visitors"), 30, required=True, help_text=_("ตัวอักษรอังกฤษเล็ก ตัวเลข และขีดล่าง เปลี่ยนภายหลังไม่ได้")
    )
    level = forms.ChoiceField(label=_("ระดับที่รายงาน"), choices=list(words.LEVELS.items())[:-1], initial="district")
    frequency = forms.ChoiceField(label=_("รายงานเมื่อไร"), choices=list(words.FREQUENCIES.items()))
    over_areas = forms.ChoiceField(label=_("รวมหลายพื้นที่อย่างไร"), choices=list(words.OVER_AREAS.items()))
    over_time = forms.ChoiceField(label=_("รวมหลายช่วงเวลาอย่างไร"), choices=list(words.OVER_TIME.items()))
    fact = forms.ChoiceField(label=_("ระบบนับสิ่งใด"), required=False)
    order = forms.IntegerField(label=_("ลำดับในหน้า"), min_value=0, max_value=9999, initial=900)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["fact"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("ไม่ใช่สิ่งที่ระบบนับ")), *((name, one.label) for name, one in FACTS.items())]
        if kind != "fact":
            del self.fields["fact"]
        if kind == FORMULA:
            del self.fields["over_areas"], self.fields["over_time"]

    def fixed(self, project: str, kind: str, valid_from: date) -> Fixed:
        given = dict(self.cleaned_data)
        return Fixed(code=f"{project}.{given.pop('short')}", project=project, kind=kind, valid_from=valid_from, **given)


class EndForm(KindForm):
    on = _day(_("ไม่ใช้ตั้งแต่วันที่"), _("วันที่ 1 ของเดือน"))
    why = _text(_("เหตุที่เลิกใช้"), 500, required=True)


class FileForm(KindForm):
    file = forms.FileField(
        label=_("ไฟล์ CSV"), error_messages={"required": _("กรุณาเลือกไฟล์"), "empty": _("ไฟล์นี้ว่างเปล่า กรุณาเลือกไฟล์ใหม่")},
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )  # fmt: skip
