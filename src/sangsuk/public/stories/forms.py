"""What somebody who tells a story is asked, step by step. Only the story itself must be said; the rest can be left out."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sangsuk.cases import checking
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm
from sangsuk.stories import drafts, table, words
from sangsuk.stories.media import limits
from sangsuk.stories.models import Campaign, ConsentText

from ..widgets import Photos, area

FILES = "image/*,.heic,.heif,audio/*,video/*,.m4a,.mp3,.ogg,.wav,.mp4,.mov,.webm,.3gp"


def chosen_from(axis: str, *, nothing: Any) -> Any:
    """The terms of an axis, with what to choose when none fits; asked anew for every form."""

    def choices() -> Iterable[tuple[str, str]]:
        language = get_language() or "th"
        yield "", str(nothing)
        for card in catalog.terms(axis):
            yield card.code, card.name(language)

    return choices


def themes_of(campaign: Campaign | None) -> Iterable[tuple[str, str]]:
    """A campaign may ask for some themes only."""
    language = get_language() or "th"
    asked = campaign.themes if campaign else []
    yield "", str(_("ไม่แน่ใจ ให้เจ้าหน้าที่ช่วยเลือก"))
    for card in catalog.terms(words.THEMES):
        if not asked or card.code in asked:
            yield card.code, card.name(language)


def media_field() -> forms.Field:
    said = {
        "accept": FILES, "multiple": True,
        "data-sending": _("กำลังส่ง “{name}” {percent}%"), "data-waiting": _("ตอนนี้เชื่อมต่อไม่ได้ “{name}” ส่งไปแล้ว {percent}% และจะส่งต่อเองเมื่อมีสัญญาณ"),
        "data-opening": _("กำลังตรวจ “{name}”…"), "data-stop": _("ไม่ส่งไฟล์นี้"), "data-failed": _("ส่ง “{name}” ไม่ได้ กรุณาลองใหม่อีกครั้ง"),
        "data-busy": _("ไฟล์ยังส่งไม่ครบ รออีกสักครู่แล้วกดอีกครั้ง"),
    }  # fmt: skip
    return forms.Field(label=_("รูป เสียง หรือวิดีโอสั้น (ถ้ามี)"), required=False, widget=Photos(attrs=said))


def what_may_come(files: int) -> str:
    """So many files, and how long each may be."""
    now = timezone.now()
    said = _(
        "ได้ถึง %(files)s ไฟล์ เสียงไม่เกิน %(audio)s นาที วิดีโอไม่เกิน %(video)s นาที เรานำสถานที่ วันเวลา และชื่อเครื่องออกจากไฟล์ให้ก่อนเก็บ"
    )
    return said % {"files": files, "audio": limits.audio(now).minutes, "video": limits.video(now).minutes}


def checked(field: str, value: str) -> str:
    """As `stories.table` measures it: the same sentence here and there. Raises ValidationError."""
    try:
        table.check_field(field, value, needed=field == "text")
    except Refused as refused:
        raise forms.ValidationError(str(refused), code=refused.code) from refused
    return value


def _person(field: str, check: Callable[[str], str], value: str) -> str:
    try:
        return check(value)
    except Refused as refused:
        raise forms.ValidationError(str(refused), code=refused.code) from refused


class TextForm(KindForm):
    """Step 2: the story itself."""

    text = forms.CharField(
        label=_("เล่าเรื่องของท่าน"), required=False, strip=False, widget=area(9, low=False, keep=True),
        help_text=_("เล่าด้วยคำของท่านเอง เช่น ไปทำอะไร เจอใคร เกิดอะไรขึ้น แล้วรู้สึกอย่างไร ไม่ต้องเขียนให้สวย"),
    )  # fmt: skip
    title = forms.CharField(
        label=_("ชื่อเรื่อง (ไม่ตั้งก็ได้)"),
        required=False,
        widget=forms.TextInput(attrs={"data-keep": "", "autocomplete": "off"}),
    )
    tone = forms.ChoiceField(
        label=_("เรื่องนี้ทำให้ท่านรู้สึกอย่างไร"), choices=list(words.TONES.items()), widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกว่าประทับใจ ยังไม่พอใจ หรือมีทั้งสองอย่าง")},
    )  # fmt: skip
    enclosed = media_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enclosed"].help_text = what_may_come(limits.FILES)

    def clean_text(self) -> str:
        return checked("text", self.cleaned_data["text"])

    def clean_title(self) -> str:
        return checked("title", self.cleaned_data["title"].strip())


class AboutForm(KindForm):
    """Step 3: about whom and when. All of it may be left out, except what a campaign asks for."""

    role_spoken_of = forms.CharField(
        label=_("เรื่องนี้เกี่ยวกับใคร"),
        required=False,
        max_length=100,
        help_text=_("บอกหน้าที่หรือทีม เช่น เจ้าหน้าที่ทะเบียน ปลัดอำเภอ ทีมออกหน่วย"),
    )
    spoken_of = forms.CharField(
        label=_("ชื่อคนหรือทีม (ถ้าทราบ)"), required=False,
        help_text=_("เราไม่แสดงชื่อนี้ในหน้าเว็บ ถ้าเป็นคำชม เราจะถามเจ้าตัวก่อนว่ายอมให้แสดงชื่อหรือไม่ ถ้าเป็นคำติ จะไม่แสดงชื่อเลย"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    visited_on = forms.CharField(
        label=_("ไปที่ว่าการอำเภอวันไหน (จำไม่ได้ให้เว้นว่าง)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input--short"}),
    )
    service = forms.ChoiceField(
        label=_("ไปเรื่องอะไร"), required=False, choices=chosen_from(words.SERVICES, nothing=_("ไม่แน่ใจ หรือไม่ได้ไปรับบริการ"))
    )
    expectation = forms.ChoiceField(
        label=_("เทียบกับที่คาดไว้"),
        required=False,
        choices=[("", _("ไม่ตอบ")), *words.EXPECTATIONS.items()],
        widget=forms.RadioSelect,
    )
    theme = forms.ChoiceField(label=_("เรื่องนี้เป็นเรื่องของ"), required=False)
    flagship = forms.ChoiceField(
        label=_("เกี่ยวกับโครงการเหล่านี้หรือไม่"),
        required=False,
        choices=chosen_from(words.FLAGSHIPS, nothing=_("ไม่เกี่ยว หรือไม่แน่ใจ")),
    )

    def __init__(self, *args: Any, campaign: Campaign | None = None, now: datetime, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", None) or {}
        answers = {f"answer_{code}": said for code, said in (initial.get("answers") or {}).items()}
        super().__init__(*args, initial=initial | answers, **kwargs)
        self.now, self.questions = now, list(campaign.questions) if campaign else []
        self.fields["theme"].choices = list(themes_of(campaign))  # type: ignore[attr-defined]
        english = (get_language() or "th") == "en"
        for asked in self.questions:
            label = asked.get("en") or asked["th"] if english else asked["th"]
            self.fields[f"answer_{asked['code']}"] = forms.CharField(
                label=label, required=bool(asked.get("required")), max_length=2000, widget=area(3),
                error_messages={"required": _("กรุณาตอบคำถามข้อนี้")},
            )  # fmt: skip
            self.fields[f"answer_{asked['code']}"].widget.attrs["class"] = "input input--low"

    @property
    def must_answer(self) -> bool:
        return any(one.get("required") for one in self.questions)

    def asked(self) -> list[Any]:
        return [self[f"answer_{one['code']}"] for one in self.questions]

    def clean_visited_on(self) -> str:
        try:
            day = drafts.day_of(self.cleaned_data["visited_on"].strip(), self.now)
        except Refused as refused:
            raise forms.ValidationError(str(refused), code=refused.code) from refused
        return day.isoformat() if day else ""

    def clean_spoken_of(self) -> str:
        return checked("spoken_of", self.cleaned_data["spoken_of"].strip())

    def told(self) -> dict[str, Any]:
        """The fields of the draft."""
        given = dict(self.cleaned_data)
        answers = {one["code"]: given.pop(f"answer_{one['code']}", "") for one in self.questions}
        return given | {"answers": answers}


class YouForm(KindForm):
    """Step 4: who she is, as far as she says, and what we may do with the story. Nothing is ticked for her."""

    pen_name = forms.CharField(
        label=_("นามปากกา (ถ้าอยากใช้)"), required=False, help_text=_("ชื่อที่แสดงคู่กับเรื่อง ถ้าไม่ตั้ง เราจะเขียนว่า “ผู้เล่าไม่ประสงค์ออกนาม”"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(
        label=_("ชื่อและนามสกุล (ไม่บอกก็ได้)"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("เบอร์โทรศัพท์ (ไม่บอกก็ได้)"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "input--short"}),
    )  # fmt: skip
    email = forms.CharField(
        label=_("อีเมล (ไม่บอกก็ได้)"),
        required=False,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )
    PERSON = ("pen_name", "name", "phone", "email")

    def __init__(self, *args: Any, texts: Mapping[str, ConsentText], **kwargs: Any) -> None:
        initial = kwargs.pop("initial", None) or {}
        given = {f"use_{use}": True for use in initial.get("uses") or ()}
        super().__init__(*args, initial=initial | given, **kwargs)
        self.texts, language = texts, get_language() or "th"
        for use, text in texts.items():
            said = text.said(language)
            self.fields[f"use_{use}"] = forms.BooleanField(label=said["short"], help_text=said["full"], required=False)

    def consents(self) -> list[tuple[str, Any]]:
        return [(self.texts[use].version, self[f"use_{use}"]) for use in self.texts]

    def clean_pen_name(self) -> str:
        return checked("pen_name", self.cleaned_data["pen_name"].strip())

    def clean_phone(self) -> str:
        return _person("phone", checking.phone, self.cleaned_data["phone"])

    def clean_email(self) -> str:
        return _person("email", checking.email, self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("use_name") and not given.get("name", "").strip():
            self.add_error("name", _("ท่านให้แสดงชื่อจริง กรุณากรอกชื่อ หรือเอาเครื่องหมายข้อนั้นออก"))
        reachable = given.get("phone") or given.get("email") or {"email", "phone"} & set(self.errors)
        if given.get("use_contact") and not reachable:
            self.add_error("phone", _("ท่านให้ติดต่อกลับ กรุณากรอกเบอร์โทรศัพท์หรืออีเมล หรือเอาเครื่องหมายข้อนั้นออก"))
        return given

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        uses = [use for use in self.texts if given.get(f"use_{use}")]
        return {name: given[name].strip() for name in self.PERSON} | {"uses": uses}
