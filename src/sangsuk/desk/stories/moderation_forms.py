"""What a moderator is asked: what is shown, how grave it is, why not, and what the duty officer did."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm
from sangsuk.stories import words
from sangsuk.stories.models.moderation import REJECT, TAKE_DOWN
from sangsuk.stories.moderation import rows
from sangsuk.stories.moderation.words import LANES

from ..doors import language

_LONG = {"rows": 3}


class MoveForm(KindForm):
    """A form that knows which version of the story its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def data_given(self) -> dict[str, Any]:
        """What the move is told; what was left empty is not said."""
        return {
            name: value for name, value in self.cleaned_data.items() if name != "version" and value not in ("", None)
        }


class ShownForm(MoveForm):
    """What will be shown, its grade, its theme."""

    title_shown = forms.CharField(label=gettext_lazy("ชื่อเรื่องที่เผยแพร่"), max_length=120)
    text_shown = forms.CharField(
        label=gettext_lazy("ข้อความที่เผยแพร่"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("แก้เฉพาะที่จำเป็นเพื่อคุ้มครองคน ไม่เปลี่ยนความหมายหรือน้ำเสียงของผู้เล่า"),
    )  # fmt: skip
    severity = forms.TypedChoiceField(
        label=gettext_lazy("ระดับความรุนแรง"), coerce=int, widget=forms.RadioSelect,
        help_text=gettext_lazy("ดูจากประโยคที่รุนแรงที่สุด ไม่ใช่ค่าเฉลี่ย"),
        error_messages={"required": gettext_lazy("กรุณาเลือกระดับความรุนแรง")},
    )  # fmt: skip
    theme = forms.ChoiceField(label=gettext_lazy("เป็นเรื่องของ"), required=False)
    why = forms.CharField(
        label=gettext_lazy("ถ้าคนในพื้นที่ยังเดาได้ว่าเป็นใคร เพราะเหตุใดจึงเผยแพร่ได้"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs=_LONG),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = language()
        self.fields["severity"].choices = [  # type: ignore[attr-defined]
            (one.grade, f"{one.grade} {rows.said(one, 'name', lang)}: {rows.said(one, 'says', lang)}")
            for one in rows.grades()
        ]
        themes = [(one.code, one.name(lang)) for one in catalog.terms(words.THEMES)]
        self.fields["theme"].choices = [("", _("ไม่ระบุ")), *themes]  # type: ignore[attr-defined]


class AskForm(MoveForm):
    note = forms.CharField(
        label=gettext_lazy("ข้อความถึงผู้เล่า"), max_length=2_000, widget=forms.Textarea(attrs=_LONG),
        help_text=gettext_lazy("บอกสั้น ๆ ว่าขอให้ดูอะไร และเพื่ออะไร ผู้เล่าจะเห็นถ้อยคำที่เสนอทีละแห่ง และเลือกเองได้"),
        initial=gettext_lazy("เราอยากเผยแพร่เรื่องของท่าน แต่บางแห่งอาจทำให้คนในพื้นที่รู้ว่าเป็นใคร ขอให้ท่านช่วยดูถ้อยคำที่เราเสนอด้านล่าง"),
    )  # fmt: skip


class RejectForm(MoveForm):
    reason = forms.ChoiceField(label=gettext_lazy("เหตุผล"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("ข้อความถึงผู้เล่า"), max_length=2_000, widget=forms.Textarea(attrs=_LONG),
        help_text=gettext_lazy("บอกว่าทำอย่างไรจึงจะผ่าน ผู้เล่าแก้แล้วส่งใหม่ หรือขอให้ผู้อื่นตรวจได้"),
    )  # fmt: skip
    USE = REJECT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (one.code, rows.said(one, "name", language())) for one in rows.reasons(self.USE)
        ]


class TakeDownForm(RejectForm):
    why = forms.CharField(
        label=gettext_lazy("ใครสั่งหรือขอ และเพราะอะไร (ผู้เล่าจะได้อ่าน ไม่ต้องใส่ชื่อคน)"),
        max_length=2_000,
        widget=forms.Textarea(attrs=_LONG),
    )
    note = forms.CharField(
        label=gettext_lazy("ข้อความถึงผู้เล่า"), max_length=2_000, required=False, widget=forms.Textarea(attrs=_LONG)
    )
    USE = TAKE_DOWN


class RestoreForm(MoveForm):
    why = forms.CharField(
        label=gettext_lazy("เพราะอะไรจึงนำกลับมา"), max_length=2_000, widget=forms.Textarea(attrs=_LONG)
    )


class DutyForm(MoveForm):
    done = forms.CharField(
        label=gettext_lazy("ทำอะไรไปแล้วบ้าง"), max_length=2_000, widget=forms.Textarea(attrs=_LONG),
        help_text=gettext_lazy("เช่น แจ้ง 1669 เมื่อใด ส่งข้อความถึงผู้เล่าว่าอย่างไร ใครรับดูแลต่อ อย่าใส่ชื่อผู้เล่า"),
    )  # fmt: skip


class GradeForm(MoveForm):
    lane = forms.ChoiceField(
        label=gettext_lazy("ย้ายไปช่อง"), choices=[(code, LANES[code]) for code in ("fast", "careful", "duty")]
    )


FORMS: dict[str, type[MoveForm]] = {
    "publish": ShownForm, "keep": ShownForm, "ask": AskForm, "reject": RejectForm, "take_down": TakeDownForm,
    "restore": RestoreForm, "duty": DutyForm, "grade": GradeForm, "pass_files": MoveForm,
}  # fmt: skip
"""The moves that a moderator makes on the page, and what each asks."""
