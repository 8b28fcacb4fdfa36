"""At the counter: whom does the citizen complain of? Asked when her words, or the kind of trouble, make one wonder.

An officer of the office that she complains of may write it down, but then hands it on: he sees neither its number nor its
key, nor the case. She is told the number by the centre that gets it, and takes her slip there. See docs/adr/0015.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.sealed import asking, intake


class AccusedFields:
    """A part of the form of the counter: its fields are there only when they are asked."""

    fields: dict[str, Any]
    data: Any

    def ask_whom(self, given: dict[str, Any], office_code: str) -> None:
        """Adds the question, what was found in the words, and whether the officer must hand it on."""
        told = given | {"district": str(given.get("code") or "")[:4]}
        if not told["district"] or not given.get("description") or not asking.is_open(told):
            return
        offers, around = asking.offers(told), asking.around(told["district"])
        asked = "asked_whom" in self.data
        chosen = [code for code in self._listed("accused") if code in dict(around)]
        nobody = "nobody" in self.data
        self.offer([(one.code, f"{one.name} (“{one.words}”)") for one in offers], around)
        if not asked:
            self.add_error("accused", _("กรุณาถามผู้ร้องว่าร้องเรียนหน่วยงานใด แล้วเลือกข้างล่าง"))  # type: ignore[attr-defined]
        elif bool(chosen) == nobody:
            self.add_error("accused", _("กรุณาเลือกหน่วยงานที่ผู้ร้องร้องเรียน หรือเลือกว่าไม่ได้ร้องเรียนหน่วยงานใด"))  # type: ignore[attr-defined]
        given["accused"] = tuple(dict.fromkeys(chosen))
        self.hands_on = intake.is_barred(office_code, frozenset(chosen))
        if asked and self.hands_on and "hand_on" not in self.data:
            self.add_error("hand_on", _("กรุณาอ่านและยืนยันการส่งต่อ"))  # type: ignore[attr-defined]

    def offer(self, found: list[tuple[str, str]], around: list[tuple[str, str]]) -> None:
        codes = {code for code, _name in found}
        if found:
            self.fields["accused"] = forms.MultipleChoiceField(
                label=_("จากข้อความ ผู้ร้องอาจร้องเรียน"), choices=found, initial=sorted(codes), required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        self.fields["accused_other"] = forms.ChoiceField(
            label=_("หน่วยงานอื่นที่ผู้ร้องร้องเรียน (ถ้ามี)"), required=False,
            widget=forms.Select(attrs={"class": "input"}),
            choices=[("", _("ไม่มี")), *(one for one in around if one[0] not in codes)],
        )  # fmt: skip
        if not found:
            self.fields["accused"] = self.fields.pop("accused_other")
            self.fields["accused"].label = _("หน่วยงานที่ผู้ร้องร้องเรียน")
        self.fields["nobody"] = forms.BooleanField(label=_("ผู้ร้องไม่ได้ร้องเรียนหน่วยงานหรือเจ้าหน้าที่ใด"), required=False)
        self.fields["hand_on"] = forms.BooleanField(
            label=_("อ่านแล้ว ส่งต่อให้ศูนย์ที่เป็นกลาง โดยข้าพเจ้าไม่เห็นเรื่องนี้อีก"), required=False
        )
        self.asks_whom = True

    asks_whom = False
    hands_on = False

    def _listed(self, name: str) -> list[str]:
        values = self.data.getlist(name) if hasattr(self.data, "getlist") else [self.data.get(name, "")]
        return [*values, str(self.data.get("accused_other") or "")]
