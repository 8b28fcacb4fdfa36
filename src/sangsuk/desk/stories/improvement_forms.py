"""What the desk asks about an item of the improvement list: one form for each move, from the table of moves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm, soften
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.stories.improvements import queries, table
from sangsuk.stories.models import ImprovementItem

from ..row_forms import AnyEraDate

HELP = {
    "what": _("เขียนให้ประชาชนอ่านเข้าใจ เช่น เพิ่มช่องทำบัตรในเช้าวันจันทร์"), "due_on": _("เช่น 15/1/2570"),
    "changed": _("ถ้าผู้เล่าอนุญาตให้ติดต่อกลับ เราจะส่งข้อความนี้ให้"), "owner_role": _("เช่น ฝ่ายทะเบียนและบัตร"),
}  # fmt: skip
SUGGESTED = {
    ("done", "changed"): _("ผู้เสนอจะอ่านข้อความนี้ในหน้าติดตามเรื่อง และเราจะส่งให้ถ้ามีช่องทางติดต่อ"),
    ("drop", "why"): _("ผู้เสนอจะอ่านเหตุผลนี้ในหน้าติดตามเรื่อง"),
}
"""Who suggested something in a case follows it there."""


class MoveForm(KindForm):
    """The fields of one move of one item."""

    def __init__(
        self, *args: Any, item: ImprovementItem, move: table.Move, titles: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in (*move.needs, *move.takes):
            self.fields[name] = _field(name, item, titles, move)
        soften(self.fields.values())
        self.move = move


def _field(name: str, item: ImprovementItem, titles: dict[int, str], move: table.Move) -> forms.Field:
    asked = table.FIELDS[name]
    helps = SUGGESTED.get((move.name, name), "") if item.case_id else ""
    known: dict[str, Any] = {
        "label": asked.label,
        "help_text": helps or HELP.get(name, ""),
        "required": name in move.needs,
    }
    if name == "owner":
        people = [(one.user_id, one.name) for one in offices.colleagues(item.office_id)]
        return forms.ChoiceField(choices=[("", _("ยังไม่ระบุ")), *people], **known)
    if name == "leader":
        return forms.ChoiceField(choices=[("", _("เลือกรายการ")), *titles.items()], **known)
    if asked.kind == "date":
        return AnyEraDate(widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}), **known)
    if asked.kind == "line":
        return forms.CharField(max_length=asked.most, **known)
    return forms.CharField(max_length=asked.most, widget=forms.Textarea(attrs={"rows": 3}), **known)


def titles_of(item: ImprovementItem, actor: Actor) -> dict[int, str]:
    """The open items of the office, by what is planned or what was said."""
    found = queries.leaders(item, actor)
    said = queries.first_said(found, queries.cards_of(found))
    return {one.pk: f"{one.pk}: {one.what or said[one.pk] or _('ไม่มีข้อความ')}"[:120] for one in found}
