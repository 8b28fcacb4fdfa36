"""What the desk asks about practices and about taking one over: one form for each move, from the tables of moves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm, soften
from sangsuk.common.moves import Move
from sangsuk.learning.models import Adoption, Practice
from sangsuk.learning.practices import table
from sangsuk.learning.practices.words import DIRECTIONS, RESULTS
from sangsuk.offices import queries as offices

from ..row_forms import AnyEraDate
from .lesson_forms import category_choices, flagship_choices

HELP = {
    "problem": _("ใครเดือดร้อน อย่างไร บ่อยแค่ไหน โดยไม่มีชื่อคน"), "tried": _("ให้อำเภออื่นทำตามได้ ทีละขั้น"),
    "result": _("บอกทั้งสิ่งที่ดีขึ้นและสิ่งที่ยังไม่ดี"), "baht": _("เว้นว่างได้ ถ้าไม่ได้ใช้เงิน ให้กรอก 0"), "hours": _("รวมของทุกคนที่ช่วยกันทำ"),
    "measure": _("เช่น จำนวนนาทีที่รอโดยเฉลี่ย เว้นว่างทั้งห้าช่องได้ ถ้าไม่ได้วัด"), "unit": _("เช่น นาที เรื่อง คน"), "owner_role": _("เช่น ฝ่ายทะเบียนและบัตร"),
    "starts_on": _("เช่น 15/1/2570"), "note": _("อำเภออื่นจะอ่านข้อความนี้ ทั้งที่ได้ผลและไม่ได้ผลมีประโยชน์เท่ากัน"),
    "why": _("เขียนให้ผู้อ่านเข้าใจ โดยไม่มีชื่อคน"),
}  # fmt: skip
ROWS = {"problem": 4, "tried": 6, "result": 4}


class FindForm(KindForm):
    """Narrowing a list; every field may be left out."""

    q = forms.CharField(label=_("ค้นหาคำในวิธีทำงาน"), required=False, max_length=200)
    category = forms.ChoiceField(label=_("ประเภทเรื่อง"), required=False, choices=category_choices)
    flagship = forms.ChoiceField(label=_("โครงการสำคัญ"), required=False, choices=flagship_choices)


class AskedForm(KindForm):
    """Fields of the tables by their names."""

    def __init__(self, *args: Any, needs: tuple[str, ...], takes: tuple[str, ...], office: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*needs, *takes):
            self.fields[name] = _field(name, office, needed=name in needs)
        soften(self.fields.values())


class WriteForm(AskedForm):
    """The whole of a practice."""

    def __init__(self, *args: Any, office: str, **kwargs: Any) -> None:
        rest = tuple(name for name in table.WRITTEN if name not in table.TOLD)
        super().__init__(*args, needs=table.TOLD, takes=rest, office=office, **kwargs)


class MoveForm(AskedForm):
    """The fields of one move."""

    def __init__(self, *args: Any, move: Move, of: Practice | Adoption, **kwargs: Any) -> None:
        super().__init__(*args, needs=move.needs, takes=move.takes, office=of.office_id, **kwargs)
        if move.name in ("write", "plan"):
            for name, field in self.fields.items():
                field.initial = getattr(of, "owner_id" if name == "owner" else name)
        if isinstance(of, Adoption) and move.name == "report" and not of.practice.measure:
            del self.fields["before"], self.fields["after"]
        self.move = move


class AdoptForm(AskedForm):
    """From which day, and whose it is."""

    def __init__(self, *args: Any, office: str, **kwargs: Any) -> None:
        super().__init__(*args, needs=table.BEGIN_NEEDS, takes=table.BEGIN_TAKES, office=office, **kwargs)


class FileForm(KindForm):
    file = forms.FileField(label=_("รูปถ่ายหรือ PDF"), error_messages={"required": _("กรุณาเลือกไฟล์")})
    alt = forms.CharField(label=_("ไฟล์นี้คืออะไร"), max_length=200, help_text=_("เช่น แผ่นคำแนะนำที่ติดหน้าเคาน์เตอร์"))


def _field(name: str, office: str, *, needed: bool) -> forms.Field:
    asked = table.FIELDS[name]
    known: dict[str, Any] = {"label": asked.label, "help_text": HELP.get(name, ""), "required": needed}
    match asked.kind:
        case "figure":
            return forms.CharField(
                max_length=24, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input--short"}), **known
            )
        case "direction":
            return forms.ChoiceField(choices=[("", _("ไม่ได้วัด")), *DIRECTIONS.items()], **known)
        case "outcome":
            return forms.ChoiceField(choices=list(RESULTS.items()), widget=forms.RadioSelect, **known)
        case "category":
            return forms.ChoiceField(choices=category_choices, **known)
        case "flagship":
            return forms.ChoiceField(choices=flagship_choices, **known)
        case "choice":
            people = [(one.user_id, one.name) for one in offices.colleagues(office)]
            return forms.ChoiceField(choices=[("", _("ยังไม่ระบุ")), *people], **known)
        case "date":
            return AnyEraDate(widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}), **known)
        case "line":
            return forms.CharField(max_length=asked.most, **known)
    return forms.CharField(max_length=asked.most, widget=forms.Textarea(attrs={"rows": ROWS.get(name, 3)}), **known)
