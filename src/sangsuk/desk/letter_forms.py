"""The form of one draft: every part of the paper that a person may change; of a list, one thing a line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.cases import letters
from sangsuk.cases.models import Letter
from sangsuk.common.forms import KindForm, soften
from sangsuk.papers import values

FACT = "fact_"
LISTS = ("references", "enclosures", "copies")
LABELS = {
    "title": _("ชื่อเอกสาร"), "subject": _("ชื่อเรื่อง"), "salutation": _("คำขึ้นต้น"), "addressee": _("ถึงใคร"),
    "references": _("อ้างถึง"), "enclosures": _("สิ่งที่ส่งมาด้วย"), "body": _("เนื้อความ"), "closing": _("คำลงท้าย"),
    "signer": _("ผู้ลงนาม"), "position": _("ตำแหน่งผู้ลงนาม"), "copies": _("สำเนาส่ง"),
}  # fmt: skip
HINTS = {
    "body": _("ขึ้นบรรทัดใหม่เมื่อขึ้นย่อหน้าใหม่ คำว่า [ชื่อผู้ร้อง] จะเป็นชื่อจริงเมื่อพิมพ์ให้ผู้มีสิทธิเห็น"),
    "signer": _("เว้นว่างได้ ถ้าจะเขียนด้วยมือ"), **dict.fromkeys(LISTS, _("บรรทัดละหนึ่งรายการ")),
}  # fmt: skip
ROWS = {"body": 14, "references": 2, "enclosures": 2, "copies": 2, "position": 2, "addressee": 2}
ORDER = (
    "title", "addressee", "subject", "body", "references", "enclosures", "signer", "position", "copies", "salutation",
    "closing",
)  # fmt: skip
WITHOUT = {values.ORDER: ("addressee", "salutation", "closing", "references"), values.MEMO: ("closing",)}
SPEEDS = [("", _("ปกติ")), *((word, word) for word in values.SPEEDS[1:])]
SECRECIES = [("", _("ไม่ลับ")), *((word, word) for word in values.SECRECIES[1:])]


class LetterForm(KindForm):
    """`version` is that of the draft which the person had before her eyes. What is too long or missing, `letters` says."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        self.labels = [label for label, _value in letter.paper.get("facts", ())]
        kwargs.setdefault("initial", _initial(letter))
        super().__init__(*args, **kwargs)
        skipped = WITHOUT.get(letter.paper.get("layout", ""), ())
        for at, label in enumerate(self.labels):
            self.fields[f"{FACT}{at}"] = _text(label, 2)
        for name in ORDER:
            if name in letter.paper and name not in skipped:
                self.fields[name] = _text(LABELS[name], ROWS.get(name, 1), HINTS.get(name, ""))
        self.fields["speed"] = forms.ChoiceField(label=_("ชั้นความเร็ว"), choices=SPEEDS, required=False)
        self.fields["secrecy"] = forms.ChoiceField(label=_("ชั้นความลับ"), choices=_stamps(letter), required=False)
        soften(self.fields.values())

    def given(self) -> dict[str, Any]:
        """What was typed, as the paper keeps it."""
        told = {name: self.cleaned_data[name] for name in (*ORDER, "speed", "secrecy") if name in self.cleaned_data}
        for name in LISTS:
            if name in told:
                told[name] = tuple(line.strip() for line in told[name].splitlines() if line.strip())
        if self.labels:
            told["facts"] = tuple((label, self.cleaned_data[f"{FACT}{at}"]) for at, label in enumerate(self.labels))
        return told

    def with_version(self, version: int) -> None:
        """The form as it was typed, but upon the draft as it is now."""
        self.data: Any = self.data.copy()
        self.data["version"] = str(version)


def _stamps(letter: Letter) -> list[tuple[str, Any]]:
    """Those that the case allows; and the one that a draft from before its sealing has."""
    at = [word for word, _label in SECRECIES].index(letters.least(letter.case))
    had = str(letter.paper.get("secrecy", ""))
    return [one for one in SECRECIES[:at] if one[0] == had] + SECRECIES[at:]


def _text(label: Any, rows: int, hint: Any = "") -> forms.CharField:
    low = {"class": "input--low"} if rows < 5 else {}
    area = forms.Textarea(attrs={"rows": rows, **low}) if rows > 1 else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=False, strip=False, widget=area)


def _initial(letter: Letter) -> dict[str, Any]:
    told = {name: "\n".join(value) if name in LISTS else value for name, value in letter.paper.items()}
    told |= {f"{FACT}{at}": value for at, (_label, value) in enumerate(letter.paper.get("facts", ()))}
    return told | {"version": letter.version}
