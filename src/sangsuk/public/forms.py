"""What a citizen is asked, and nothing more. Rules of substance stand in `cases`; here is the shape and the wording."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.cases import checking
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm

from .widgets import area, photo_field

WHO = [
    ("named", pgettext_lazy("citizen", "บอกชื่อ")),
    ("hidden", pgettext_lazy("citizen", "บอกชื่อ แต่ให้ศูนย์ดำรงธรรมทราบเท่านั้น")),
    ("none", pgettext_lazy("citizen", "ไม่บอกชื่อ")),
]


def topics() -> Iterable[tuple[str, str]]:
    """The headings a citizen may choose from; she need not."""
    language = get_language() or "th"
    yield "", str(_("ไม่แน่ใจ ให้เจ้าหน้าที่ช่วยเลือก"))
    for card in catalog.categories():
        if not card.parent_code:
            yield card.code, card.name(language)


def wishes() -> Iterable[tuple[str, str]]:
    language = get_language() or "th"
    return [(card.code, card.name(language)) for card in catalog.terms("wish")]


def distress() -> Iterable[tuple[Any, Any]]:
    """From nothing to unbearable; the ends in words, so that the numbers mean the same to everybody."""
    ends = {0: _("0 ไม่ทุกข์ใจเลย"), 10: _("10 ทุกข์ใจมากจนทนไม่ไหว")}
    return [("", _("ไม่บอกก็ได้")), *((n, ends.get(n, str(n))) for n in range(11))]


class StoryForm(KindForm):
    """Step 1: what happened, and what she wishes."""

    description = forms.CharField(
        label=_("เกิดอะไรขึ้น"),
        help_text=_("เล่าด้วยคำของท่านเอง เช่น เกิดอะไรขึ้น ตั้งแต่เมื่อไร ใครเดือดร้อน"),
        required=False,
        strip=False,
        widget=area(7, low=False, keep=True),
    )
    wish = forms.CharField(
        label=_("ท่านอยากให้เราช่วยอย่างไร (ไม่บอกก็ได้)"),
        required=False,
        strip=False,
        widget=area(2, keep=True),
    )
    category = forms.ChoiceField(label=_("เป็นเรื่องเกี่ยวกับอะไร (ข้ามได้)"), choices=topics, required=False)
    wishes = forms.MultipleChoiceField(
        label=_("อยากได้อะไรบ้าง เลือกได้หลายข้อ"), choices=wishes, required=False, widget=forms.CheckboxSelectMultiple
    )
    distress = forms.TypedChoiceField(
        label=_("ตอนนี้เรื่องนี้ทำให้ท่านทุกข์ใจแค่ไหน"), choices=distress, coerce=int, empty_value=None, required=False
    )
    MORE = ("wishes", "distress")
    photos = photo_field(_("รูปถ่าย (ถ้ามี)"), _("ได้ถึง 8 รูป เรานำข้อมูลโทรศัพท์ออกจากรูปให้ก่อนเก็บ"))

    @property
    def more_is_open(self) -> bool:
        """Whether the part that may be skipped has something to show."""
        return any(self[name].value() for name in self.MORE) or any(self.errors.get(name) for name in self.MORE)

    def clean_description(self) -> str:
        return _told(self.cleaned_data["description"], "description")

    def clean_wish(self) -> str:
        return _told(self.cleaned_data["wish"], "wish", least=0)


def _told(text: str, field: str, least: int = checking.LEAST) -> str:
    try:
        return checking.told(text, field, least=least)
    except Refused as refused:
        raise forms.ValidationError(str(refused), code=refused.code) from refused


class PlaceForm(KindForm):
    """Step 2, second half: is this the place, and where exactly?"""

    subdistrict = forms.ChoiceField(label=_("ตำบล"), required=False)
    place_note = forms.CharField(
        label=_("จุดที่เกิดเรื่อง (ถ้าบอกได้)"),
        help_text=_("เช่น ปากซอยหลังวัด ใกล้โรงเรียน บ้านเลขที่"),
        required=False,
        widget=area(2),
    )

    def __init__(self, *args: Any, subdistricts: list[tuple[str, str]], khet: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subdistrict"].choices = [("", str(_("ไม่แน่ใจ"))), *subdistricts]  # type: ignore[attr-defined]
        self.fields["subdistrict"].label = _("แขวง") if khet else _("ตำบล")


class WhoForm(KindForm):
    """Step 3: who she is, as far as she wants to say."""

    identity = forms.ChoiceField(
        label=_("ท่านอยากให้ใครทราบชื่อของท่าน"),
        choices=WHO,
        widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกว่าจะบอกชื่อหรือไม่")},
    )
    name = forms.CharField(
        label=_("ชื่อและนามสกุล"), required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("เบอร์โทรศัพท์ (ถ้ามี)"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "input--short"}),
    )
    email = forms.CharField(
        label=_("อีเมล (ถ้ามี)"),
        required=False,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )
    national_id = forms.CharField(
        required=False, max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "class": "input--short"}),
    )  # fmt: skip
    has_no_id = forms.BooleanField(label=_("ไม่มีเลขประจำตัวประชาชน"), required=False)
    language = forms.ChoiceField(
        label=_("ให้เราติดต่อท่านเป็นภาษา"), choices=[("th", "ไทย"), ("en", "English")], widget=forms.RadioSelect
    )
    PERSON = ("name", "phone", "email", "national_id")

    def __init__(self, *args: Any, asked: catalog.Asked = catalog.NOT_ASKED, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked, digits = asked, self.fields["national_id"]
        digits.label = _("เลขประจำตัวประชาชน 13 หลัก") if asked.required else _("เลขประจำตัวประชาชน 13 หลัก (ไม่บอกก็ได้)")
        digits.help_text = asked.why(get_language() or "th")
        if not asked.required:
            del self.fields["has_no_id"]
        if not asked:
            del self.fields["national_id"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("identity"):
            person = checking.Person(*(given.get(field, "") for field in self.PERSON))
            try:
                checking.who(given["identity"], person, asked=self.asked, has_none=given.get("has_no_id", False))
            except Refused as refused:
                self.refuse(refused)
        return given


class ReachForm(KindForm):
    """Where somebody who pressed "mine too" wants to be told of the end."""

    phone = forms.CharField(
        label=_("เบอร์โทรศัพท์"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "input--short"}),
    )
    email = forms.CharField(
        label=_("หรืออีเมล"),
        required=False,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )


class KeyForm(KindForm):
    """The number and the key from the slip; typed as one likes."""

    number = forms.CharField(
        label=_("เลขที่เรื่อง"),
        help_text=_("เช่น 5001-70-000123"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("กรุณากรอกเลขที่เรื่อง อยู่ในใบรับเรื่องของท่าน")},
    )
    key = forms.CharField(
        label=_("รหัสลับ"),
        help_text=_("16 ตัว เช่น AB2C-DE3F-GH4J-KL5M พิมพ์ติดกันหรือตัวเล็กก็ได้"),
        max_length=60,
        widget=forms.TextInput(attrs={
            "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "input--code",
        }),
        error_messages={"required": _("กรุณากรอกรหัสลับ 16 ตัว อยู่ในใบรับเรื่องของท่าน")},
    )  # fmt: skip

    @classmethod
    def asked_again(cls, number: str, refused: Refused) -> "KeyForm":
        """For an address whose key opens nothing: the number stands there, and why."""
        form = cls({"number": number, "key": ""})
        form.errors.clear()
        form.refuse(refused)
        return form

    def clean_number(self) -> str:
        return "".join(thai.arabic_digits(self.cleaned_data["number"]).upper().split())
