"""What the desk asks of an answer, a promise, praise, a consent and a certificate. Rules of substance stand in `stories`."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.common.forms import KindForm, soften
from sangsuk.offices import queries as offices
from sangsuk.stories.answers import table
from sangsuk.stories.models import Pledge, Story, StoryAnswer
from sangsuk.stories.recognition import asking, people
from sangsuk.thai import bangkok_date
from sangsuk.thai.dates import fiscal_year_be

from ..row_forms import AnyEraDate
from ..steps.fields import Files

PROOFS = {"accept": "image/*,application/pdf", "multiple": True}


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "input--low"})


def _line(label: Any, hint: Any = "", most: int = 120, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, max_length=most, required=False, widget=widget, **more)


class AnswerForm(KindForm):
    """The public answer; once there is one, its correction with a reason."""

    text = forms.CharField(
        label=gettext_lazy("คำตอบถึงผู้เล่าและประชาชน"), required=False, max_length=6000, widget=_area(8),
        help_text=gettext_lazy("บอกว่าพบอะไร ทำอะไรไปแล้ว หรือทำไมจึงเป็นเช่นนั้น ทุกคนอ่านได้ จึงไม่ใส่ชื่อหรือเบอร์ของใคร"),
    )  # fmt: skip
    signed_as = _line(gettext_lazy("ตอบในนามตำแหน่งหรือฝ่าย"), gettext_lazy("เช่น นายอำเภอ หรือ ฝ่ายทะเบียนและบัตร ไม่ใส่ชื่อคน"))
    why = _line(gettext_lazy("แก้คำตอบเพราะอะไร"), gettext_lazy("ประชาชนเห็นว่าแก้กี่ครั้ง และอ่านคำตอบเดิมได้"), 500)
    last = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, before: StoryAnswer | None, **kwargs: Any) -> None:
        known = {"last": before.no, "text": before.text, "signed_as": before.signed_as} if before else {"last": 0}
        super().__init__(*args, initial=known, prefix="answer", **kwargs)
        if before is None:
            del self.fields["why"]


class PledgeForm(KindForm):
    """A promise, or one move of a promise: a field for everything that it needs."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, fields: tuple[str, ...], story: Story, pledge: Pledge | None = None, **kwargs: Any
    ) -> None:
        known = {"version": pledge.version, "owner_role": pledge.owner_role, "owner": pledge.owner_id} if pledge else {}
        super().__init__(*args, initial=known, **kwargs)
        for name in fields:
            self.fields.update(_field(name, story))
        soften(self.fields.values())

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


HINTS = {
    "what": gettext_lazy("บอกสิ่งที่ประชาชนจะเห็นได้เมื่อทำเสร็จ เช่น ติดจอบอกลำดับคิวทุกช่อง"), "owner_role": gettext_lazy("ประชาชนเห็นคำนี้ ไม่ใส่ชื่อคน"),
    "due_on": gettext_lazy("เลือกวันที่ทำได้จริง ถ้าเลยวัน ประชาชนจะเห็นว่าเลยกำหนด"), "why": gettext_lazy("ประชาชนอ่านได้"),
    "did": gettext_lazy("ประชาชนอ่านได้ และผู้เล่าจะได้รับข้อความให้ช่วยยืนยัน"),
}  # fmt: skip


def _field(name: str, story: Story) -> dict[str, forms.Field]:
    told: dict[str, Any] = {"label": table.FIELDS[name], "help_text": HINTS.get(name, ""), "required": False}
    match name:
        case "due_on":
            return {name: AnyEraDate(**told)}
        case "owner":
            people_ = [(str(one.user_id), one.name) for one in offices.colleagues(story.office_id)]
            return {name: forms.ChoiceField(choices=[("", _("ยังไม่ระบุ")), *people_], **told)}
        case "files":
            told["help_text"] = _("รูปถ่ายหรือ PDF ไม่เกิน 6 ไฟล์ ไฟล์ละไม่เกิน 10 เมกะไบต์ ผู้เล่าเห็นทุกไฟล์")
            public = forms.BooleanField(
                label=_("แสดงรูปต่อสาธารณะได้ ในรูปไม่มีใบหน้า ป้ายทะเบียน หรือเอกสารของใคร"), required=False
            )
            return {name: forms.Field(widget=Files(attrs=PROOFS), **told), "open_to_all": public}
        case "owner_role":
            return {name: _line(told["label"], told["help_text"])}
    return {name: forms.CharField(max_length=3000, widget=_area(3), **told)}


class PraiseForm(KindForm):
    """Whom a story speaks of: somebody with an account there, or a name."""

    user = forms.ChoiceField(label=gettext_lazy("เลือกจากเจ้าหน้าที่ของอำเภอ"), required=False)
    name = _line(gettext_lazy("หรือพิมพ์ชื่อบุคคลหรือชื่อทีม"), gettext_lazy("เก็บเป็นความลับ ประชาชนเห็นชื่อเมื่อเจ้าของชื่อยินยอมเท่านั้น"))
    position = _line(gettext_lazy("ตำแหน่งหรือฝ่าย"), gettext_lazy("ประชาชนเห็นคำนี้"))
    kind = forms.ChoiceField(
        label=gettext_lazy("คำชมนี้เป็นของ"),
        choices=list(people.KINDS.items()),
        initial="person",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, story: Story, **kwargs: Any) -> None:
        super().__init__(*args, prefix="praise", **kwargs)
        offered = [(str(one.user_id), one.name) for one in offices.colleagues(story.office_id)]
        self.fields["user"].choices = [("", _("ไม่อยู่ในรายการ")), *offered]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        chosen = told.pop("user")
        return told | {"user_id": int(chosen) if chosen else None}


class PaperConsentForm(KindForm):
    """A consent on paper: the day of the signature and the paper itself."""

    given_on = AnyEraDate(label=gettext_lazy("ลงนามเมื่อวันที่"), required=False)
    paper = forms.Field(
        label=gettext_lazy("หนังสือยินยอมที่ลงนามแล้ว"), required=False, widget=Files(attrs={"accept": "image/*,application/pdf"}),
        help_text=gettext_lazy("รูปถ่ายหรือ PDF หนึ่งไฟล์ เห็นเฉพาะอำเภอและจังหวัด"),
    )  # fmt: skip


class CertificateForm(KindForm):
    why = forms.CharField(
        label=gettext_lazy("ได้รับคำชมเพราะ"), required=False, max_length=500, widget=_area(3),
        help_text=gettext_lazy("ประโยคเดียวที่ต่อจากชื่อ เช่น ดูแลผู้สูงอายุที่มาทำบัตรประจำตัวประชาชนจนแล้วเสร็จในวันเดียว"),
    )  # fmt: skip


class WhyForm(KindForm):
    """A reason, for taking something back."""

    why = forms.CharField(label=gettext_lazy("เหตุผล"), required=False, max_length=500, widget=_area(2))


class DecideForm(KindForm):
    """What a person finds of praise that looks arranged."""

    state = forms.ChoiceField(
        label=gettext_lazy("ผลการพิจารณา"), required=False, widget=forms.RadioSelect,
        choices=[(code, asking.STATES[code]) for code in ("fine", "left_out")],
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("เหตุผล"), required=False, max_length=1000, widget=_area(2))


class YearForm(KindForm):
    """Which fiscal year."""

    year = forms.IntegerField(
        label=gettext_lazy("ปีงบประมาณ พ.ศ."), widget=forms.NumberInput(attrs={"class": "input--short"})
    )

    @staticmethod
    def present(now: datetime) -> int:
        return fiscal_year_be(bangkok_date(now))
