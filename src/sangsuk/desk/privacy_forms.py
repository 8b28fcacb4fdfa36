"""Forms of the data protection officer's desk: one for each move, made from the table; and those that begin something."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm, soften
from sangsuk.privacy import life, rules
from sangsuk.privacy.breaches.table import KINDS as BREACH_KINDS
from sangsuk.privacy.breaches.table import RISKS
from sangsuk.privacy.requests.table import IDENTITY, KINDS, SCOPES
from sangsuk.thai import BANGKOK

from .doors import language
from .row_forms import AnyEraDate


def _area(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=5000, widget=forms.Textarea(attrs={"rows": rows})
    )


def grounds(axis: str, kind: str = "") -> list[tuple[str, str]]:
    english = language() == "en"
    rows = rules.grounds(axis, timezone.now(), kind=kind)
    return [
        (row.code, f"{row.name_en} ({row.basis_en})" if english else f"{row.name_th} ({row.basis_th})") for row in rows
    ]


def _ground(axis: str, label: Any, kind: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=lambda: [("", str(_("เลือก"))), *grounds(axis, kind)])


FIELDS: dict[str, Callable[[str, str], forms.Field]] = {
    "answer": lambda move, kind: _area(_("คำตอบถึงผู้ขอ"), _("ผู้ขอจะอ่านข้อความนี้ในหน้าของตน เขียนด้วยคำง่าย ๆ"), 4),
    "question": lambda move, kind: _area(_("ขอทราบอะไร"), _("ถามทีละอย่าง ด้วยคำง่าย ๆ"), 2),
    "ground": lambda move, kind: _ground(
        "extension" if move == "extend" else "refusal", _("เหตุตามกฎหมาย"), "" if move == "extend" else kind
    ),
    "scope": lambda move, kind: forms.ChoiceField(label=_("ลบอะไร"), choices=list(SCOPES.items()), widget=forms.RadioSelect),
    "risk": lambda move, kind: forms.ChoiceField(label=_("ความเสี่ยง"), choices=list(RISKS.items()), widget=forms.RadioSelect),
    "kinds": lambda move, kind: forms.MultipleChoiceField(
        label=_("ข้อมูลชนิดใด"), choices=list(BREACH_KINDS.items()), widget=forms.CheckboxSelectMultiple
    ),
    "people": lambda move, kind: forms.IntegerField(label=_("กระทบประมาณกี่คน"), min_value=0, max_value=100_000_000),
    "assessment": lambda move, kind: _area(_("เหตุผลของการประเมิน"), _("เกิดอะไรกับข้อมูล ใครอาจได้ไป และทำอะไรไปแล้ว"), 4),
    "notified_how": lambda move, kind: _area(_("แจ้งอย่างไร เลขที่หนังสือหรือเลขรับ"), "", 2),
    "late_reason": lambda move, kind: _area(_("เหตุที่แจ้งช้ากว่า 72 ชั่วโมง"), _("กรอกเมื่อพ้นกำหนดแล้ว"), 2),
    "cases": lambda move, kind: _area(_("เลขที่เรื่องของผู้ที่ได้รับผลกระทบ"), _("เว้นวรรคหรือขึ้นบรรทัดใหม่ระหว่างเลข"), 3),
    "text": lambda move, kind: _area(_("ข้อความถึงผู้ที่ได้รับผลกระทบ"), _("เกิดอะไรขึ้น อาจเสียหายอย่างไร เราทำอะไรแล้ว ท่านควรทำอะไร"), 5),
    "measures": lambda move, kind: _area(_("แก้ไขและป้องกันไม่ให้เกิดซ้ำอย่างไร"), "", 4),
    "reason": lambda move, kind: _area(_("เหตุผล"), "", 2),
    "quiet_until": lambda move, kind: AnyEraDate(label=_("ไม่บอกจนถึงวันที่")),
    "quiet_ground": lambda move, kind: _ground("quiet", _("เหตุตามกฎหมาย"), ""),
    "quiet_reason": lambda move, kind: _area(_("รายละเอียด"), "", 2),
}  # fmt: skip
KIND_ONLY = {"scope": "erase"}
"""A field that only one kind of request asks for."""


class MoveForm(KindForm):
    """The fields of one move. `version` is the state the person had before her eyes."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, move: life.Move, *args: Any, kind: str = "", scoped: bool = True, **kwargs: Any) -> None:
        self.move = move
        self.kind_of = kind
        super().__init__(*args, prefix=move.name, **kwargs)
        for name in (*move.needs, *move.takes):
            if KIND_ONLY.get(name, kind) == kind and (scoped or name != "scope"):
                field = FIELDS[name](move.name, kind)
                field.required = name in move.needs or name in KIND_ONLY
                self.fields[name] = field
        soften(self.fields.values())

    def given(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "version" and value not in ("", None, [])
        }


class RequestForm(KindForm):
    """A request that somebody makes at the counter, after it was seen who she is."""

    kind = forms.ChoiceField(label=_("ผู้ขอต้องการอะไร"), choices=list(KINDS.items()))
    identity = forms.ChoiceField(
        label=_("ตรวจตัวผู้ขออย่างไร"),
        choices=[pair for pair in IDENTITY.items() if pair[0] != "key"],
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label=_("เลขที่เรื่อง (ถ้ามี)"), required=False, max_length=60)
    name = forms.CharField(label=_("ชื่อผู้ขอ (ถ้าไม่มีเลขที่เรื่อง)"), required=False, max_length=200)
    contact = forms.CharField(label=_("เบอร์หรืออีเมลสำหรับตอบ (ถ้าไม่มีเลขที่เรื่อง)"), required=False, max_length=254)
    field = forms.ChoiceField(
        label=_("ถ้าขอแก้ข้อมูล: แก้อะไร"), required=False,
        choices=[("", _("เลือก")), ("name", _("ชื่อ")), ("phone", _("เบอร์โทรศัพท์")), ("email", _("อีเมล"))],
    )  # fmt: skip
    value = forms.CharField(label=_("ถ้าขอแก้ข้อมูล: ที่ถูกต้องคือ"), required=False, max_length=254)
    text = forms.CharField(
        label=_("ผู้ขอเล่าว่า"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FindForm(KindForm):
    """What she says or shows, typed once; the browser is asked not to remember it."""

    typed = forms.CharField(
        label=_("เบอร์โทรศัพท์ หรือเลขประจำตัวประชาชน"), max_length=40,
        error_messages={"required": _("กรุณากรอกเบอร์โทรศัพท์หรือเลขประจำตัวประชาชนของผู้ขอ")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("ค้นเพราะอะไร"), max_length=1000, help_text=_("เช่น ผู้ขอมาที่ศูนย์และแสดงบัตรแล้ว"),
        error_messages={"required": _("กรุณาบอกว่าค้นเพราะอะไร เช่น ผู้ขอมาที่ศูนย์และแสดงบัตรแล้ว")},
    )  # fmt: skip


class BreachForm(KindForm):
    """Something went wrong with people's data: three questions, so that nobody waits with it."""

    happened = forms.CharField(
        label=_("เกิดอะไรขึ้น"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("เช่น ส่งอีเมลผิดคน ทำเอกสารหาย มีคนเปิดดูโดยไม่มีหน้าที่ ไม่ต้องใส่ชื่อหรือเบอร์ของใคร"),
    )  # fmt: skip
    where = forms.CharField(label=_("ที่ไหน หรือระบบใด (ข้ามได้)"), required=False, max_length=300)
    known_on = AnyEraDate(label=_("ทราบเหตุวันที่"))
    known_at = forms.TimeField(
        label=_("เวลา"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input--short"})
    )

    def known(self) -> datetime:
        return datetime.combine(self.cleaned_data["known_on"], self.cleaned_data["known_at"], tzinfo=BANGKOK)


class DisclosureForm(KindForm):
    """Who asks for what, on which basis."""

    number = forms.CharField(label=_("เลขที่เรื่อง"), max_length=60)
    body = forms.CharField(label=_("หน่วยงานที่ขอ"), max_length=300)
    ground = forms.ChoiceField(label=_("ฐานกฎหมาย"), choices=lambda: [("", str(_("เลือก"))), *grounds("disclosure")])
    reference = forms.CharField(label=_("เลขที่และวันที่ของหนังสือขอ"), max_length=300)
    what = forms.CharField(
        label=_("ขอข้อมูลอะไร"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("บอกชนิดข้อมูล เช่น ชื่อและเบอร์ของผู้ร้อง ไม่ต้องใส่ตัวข้อมูล"),
    )  # fmt: skip


class HoldForm(KindForm):
    number = forms.CharField(label=_("เลขที่เรื่อง"), max_length=60)
    ground = forms.ChoiceField(label=_("เหตุตามกฎหมาย"), choices=lambda: [("", str(_("เลือก"))), *grounds("hold")])
    reason = forms.CharField(label=_("รายละเอียด"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
