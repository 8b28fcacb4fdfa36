"""What the author is asked when she does something with her own story; and the two words that open it."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm
from sangsuk.stories.hers import Mine
from sangsuk.stories.media import limits
from sangsuk.stories.words import PHOTOGRAPH

from ..widgets import area
from .forms import checked, media_field, what_may_come

CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "input--code"}


class StoryKeyForm(KindForm):
    """The number and the key from the slip; typed as one likes."""

    code = forms.CharField(
        label=_("เลขที่เรื่องเล่า"), help_text=_("8 ตัว อยู่ในใบรับเรื่องเล่าของท่าน"), max_length=20, widget=forms.TextInput(attrs=CODE),
        error_messages={"required": _("กรุณากรอกเลขที่เรื่องเล่า อยู่ในใบรับเรื่องเล่าของท่าน")},
    )  # fmt: skip
    key = forms.CharField(
        label=_("รหัสลับ"), help_text=_("16 ตัว เช่น AB2C-DE3F-GH4J-KL5M พิมพ์ติดกันหรือตัวเล็กก็ได้"), max_length=60,
        widget=forms.TextInput(attrs=CODE), error_messages={"required": _("กรุณากรอกรหัสลับ 16 ตัว อยู่ในใบรับเรื่องเล่าของท่าน")},
    )  # fmt: skip

    @classmethod
    def asked_again(cls, code: str, refused: Refused) -> "StoryKeyForm":
        form = cls({"code": code[:20], "key": ""})
        form.errors.clear()
        form.refuse(refused)
        return form

    def clean_code(self) -> str:
        return "".join(sign for sign in self.cleaned_data["code"].upper() if sign.isalnum())

    def clean_key(self) -> str:
        signs = "".join(sign for sign in self.cleaned_data["key"].upper() if sign.isalnum())
        return "-".join(signs[i : i + 4] for i in range(0, len(signs), 4))


class MoveForm(KindForm):
    """One move of hers; `version` is the story's as she saw it, so that nobody's change is written over unseen."""

    move = ""
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, mine: Mine, **kwargs: Any) -> None:
        initial = {"seen": mine.story.version, **self.known(mine), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)

    def known(self, mine: Mine) -> dict[str, Any]:
        return {}

    def version(self) -> int:
        return int(self.cleaned_data["seen"])

    def data_of_move(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class AcceptWordingForm(MoveForm):
    move = "accept_wording"


class WithdrawForm(MoveForm):
    move = "withdraw"
    sure = forms.BooleanField(
        label=_("ฉันต้องการถอนเรื่องนี้"), error_messages={"required": _("กรุณาทำเครื่องหมายว่าต้องการถอนจริง")}
    )

    def data_of_move(self) -> dict[str, Any]:
        return {}


class RewordForm(MoveForm):
    move = "reword"
    title = forms.CharField(label=pgettext_lazy("story", "ชื่อเรื่อง"), required=False, max_length=200)
    text = forms.CharField(label=_("เรื่องเล่า"), required=False, strip=False, widget=area(9))
    pen_name = forms.CharField(label=_("นามปากกา (ถ้าอยากใช้)"), required=False)

    def known(self, mine: Mine) -> dict[str, Any]:
        return {
            "title": mine.title_proposed or mine.told.title, "text": mine.text_proposed or mine.told.text,
            "pen_name": mine.told.pen_name,
        }  # fmt: skip

    def clean_text(self) -> str:
        return checked("text", self.cleaned_data["text"])


class AppealForm(MoveForm):
    move = "appeal"
    why = forms.CharField(label=_("ทำไมท่านเห็นว่าควรเผยแพร่"), widget=area(3))


class ConsentForm(MoveForm):
    """What she allows from now on. A box is ticked only where she has said yes before."""

    move = "consent"

    def __init__(self, *args: Any, mine: Mine, **kwargs: Any) -> None:
        super().__init__(*args, mine=mine, **kwargs)
        self.uses, language = mine.uses, get_language() or "th"
        for one in mine.uses:
            said = one.text.said(language)
            self.fields[one.use] = forms.BooleanField(
                label=said["short"], help_text=said["full"], required=False, initial=one.allowed
            )

    def consents(self) -> list[tuple[Any, Any]]:
        return [(one, self[one.use]) for one in self.uses]

    def data_of_move(self) -> dict[str, Any]:
        return {"uses": {one.use: bool(self.cleaned_data.get(one.use)) for one in self.uses}}


class ClaimForm(ConsentForm):
    move = "claim"


class AddFilesForm(MoveForm):
    """More files; and whether they may be shown, where she has not allowed that yet."""

    move = "add_files"
    enclosed = media_field()

    def __init__(self, *args: Any, mine: Mine, **kwargs: Any) -> None:
        super().__init__(*args, mine=mine, **kwargs)
        self.room = max(0, limits.FILES - len(mine.files))
        self.fields["enclosed"].label = _("รูป เสียง หรือวิดีโอสั้น")
        self.fields["enclosed"].help_text = what_may_come(self.room)
        asked = next((one for one in mine.uses if one.use == PHOTOGRAPH and not one.allowed), None)
        if asked:
            said = asked.text.said(get_language() or "th")
            self.fields[PHOTOGRAPH] = forms.BooleanField(label=said["short"], help_text=said["full"], required=False)

    def allows(self) -> bool:
        return bool(self.cleaned_data.get(PHOTOGRAPH))


MOVES: dict[str, type[MoveForm]] = {
    form.move: form
    for form in (AcceptWordingForm, RewordForm, AppealForm, AddFilesForm, ConsentForm, ClaimForm, WithdrawForm)
}
