"""Who goes: colleagues to tick, on whose phones the visit will be, and anybody else by name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.models import Case
from sangsuk.cases.visits.event_rows import joined
from sangsuk.cases.workflow import FIELDS
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor


class Team(forms.MultipleChoiceField):
    """Gives the names in one line, as the event keeps them."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> str:
        return joined(super().clean(value))


def team(case: Case, actor: Actor | None) -> Team:
    """The colleagues of the office that answers, and of the one who orders; the one responsible is ticked."""
    offices_ = dict.fromkeys([case.office_id, *([actor.office_code] if actor else [])])
    names = dict.fromkeys(person.name for code in offices_ for person in offices.colleagues(code))
    mine = [case.assignee.name] if case.assignee and case.assignee.name in names else []
    label = FIELDS["team"].label
    return Team(
        label=label, choices=[(name, name) for name in names], initial=mine,
        help_text=_("เรื่องจะขึ้นในหน้าลงพื้นที่ของคนที่เลือก ถ้ามีผู้อื่นไปด้วย เขียนไว้ในช่องถัดไป"),
        error_messages={
            "required": _("กรุณาเลือกว่าใครลงพื้นที่ อย่างน้อยหนึ่งคน"),
            "invalid_choice": _("กรุณาเลือกผู้ลงพื้นที่จากรายชื่อ"),
        },
    )  # fmt: skip
