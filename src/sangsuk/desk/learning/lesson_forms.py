"""What the desk asks about lessons: what to begin with, the words of one, and the fields of each move."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm, soften
from sangsuk.common.moves import Move
from sangsuk.learning.lessons import table
from sangsuk.learning.lessons.words import KINDS, LEARNERS
from sangsuk.learning.models import Lesson

from .. import choices
from ..doors import language

HELP = {
    "situation": _("เขียนให้คนอำเภออื่นเข้าใจ โดยไม่มีชื่อคนและชื่อหมู่บ้าน"), "question": _("ผู้เรียนจะคิดข้อนี้ก่อนเห็นสิ่งที่ทำจริง"),
    "said": _("เว้นว่างได้ ถ้าไม่มีใครได้ถามประชาชน"), "roles": _("ไม่เลือกคือสำหรับทุกคน"),
    "public": _("ไม่ทำเครื่องหมาย คือให้เจ้าหน้าที่อ่านเท่านั้น"), "small": _("กรอกเมื่อยังมีรายละเอียดที่ระบบชี้ไว้ และท่านเห็นว่าอยู่ต่อได้"),
    "why": _("ผู้เขียนจะอ่านเหตุผลนี้"),
}  # fmt: skip
ROWS = {"situation": 7, "done": 9, "said": 4, "question": 3}


def flagship_choices() -> list[tuple[str, str]]:
    return [("", str(_("ไม่ระบุ"))), *((term.code, term.name(language())) for term in catalog.terms("flagship"))]


def category_choices() -> list[Any]:
    return [("", _("ไม่ระบุ")), *choices.categories()]


class FindForm(KindForm):
    """Narrowing a list; every field may be left out."""

    q = forms.CharField(label=_("ค้นหาคำในบทเรียน"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("ที่มา"), required=False, choices=[("", _("ทุกที่มา")), *KINDS.items()])
    category = forms.ChoiceField(label=_("ประเภทเรื่อง"), required=False, choices=category_choices)
    flagship = forms.ChoiceField(label=_("โครงการสำคัญ"), required=False, choices=flagship_choices)


class ProposeForm(KindForm):
    """One of the two."""

    number = forms.CharField(
        label=_("เลขที่เรื่อง"), required=False, max_length=60, help_text=_("เรื่องที่ยุติแล้ว เช่น 5001-70-000123"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
    )  # fmt: skip
    code = forms.CharField(
        label=_("รหัสเรื่องเล่าที่เผยแพร่แล้ว"), required=False, max_length=40, help_text=_("อยู่ท้ายที่อยู่ของหน้าเรื่องเล่า"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("number")) == bool(given.get("code")):
            self.add_error("number", _("กรุณากรอกช่องใดช่องหนึ่ง: เลขที่เรื่อง หรือรหัสเรื่องเล่า"))
        return given


class MoveForm(KindForm):
    """The fields of one move of a lesson."""

    def __init__(self, *args: Any, move: Move, lesson: Lesson, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*move.needs, *move.takes):
            if name != "small" or asks:
                self.fields[name] = _field(name, needed=name in move.needs)
                if move.name == "write":
                    self.fields[name].initial = getattr(lesson, name)
        soften(self.fields.values())
        self.move = move


def _field(name: str, *, needed: bool) -> forms.Field:
    asked = table.FIELDS[name]
    known: dict[str, Any] = {"label": asked.label, "help_text": HELP.get(name, ""), "required": needed}
    match asked.kind:
        case "tick" | "box":
            return forms.BooleanField(**known | {"required": False})
        case "roles":
            return forms.MultipleChoiceField(
                choices=list(LEARNERS.items()), widget=forms.CheckboxSelectMultiple, **known
            )
        case "category":
            return forms.ChoiceField(choices=category_choices, **known)
        case "flagship":
            return forms.ChoiceField(choices=flagship_choices, **known)
        case "line":
            return forms.CharField(max_length=asked.most, **known)
    return forms.CharField(max_length=asked.most, widget=forms.Textarea(attrs={"rows": ROWS.get(name, 3)}), **known)
