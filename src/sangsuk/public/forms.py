"""What a citizen is asked, and nothing more. Rules of substance stand in `cases`; here is the shape and the wording."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.cases import checking
from sangsuk.cases.models import Case
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm

WHO = [
    ("named", pgettext_lazy("citizen", "บอกชื่อ")),
    ("hidden", pgettext_lazy("citizen", "บอกชื่อ แต่ให้ศูนย์ดำรงธรรมทราบเท่านั้น")),
    ("none", pgettext_lazy("citizen", "ไม่บอกชื่อ")),
]
SOLVED = [("yes", _("แก้ไขแล้ว")), ("partly", _("แก้ไขบางส่วน")), ("no", _("ยังไม่ได้แก้ไข"))]
WISH_MET = [("yes", _("ได้ตามที่ขอ")), ("partly", _("ได้บางส่วน")), ("no", _("ไม่ได้"))]
STARS = [
    ("5", _("5 ดีมาก")),
    ("4", _("4 ดี")),
    ("3", _("3 พอใช้")),
    ("2", _("2 ควรปรับปรุง")),
    ("1", _("1 แย่")),
]


def _area(rows: int, *, low: bool = True, keep: bool = False) -> forms.Textarea:
    """`keep`: what is typed here is kept on the phone until it is sent, see keep.js."""
    kept = {"data-keep": ""} if keep else {}
    return forms.Textarea(attrs={"rows": rows, "class": "input--low" if low else "", **kept})


class Photos(forms.FileInput):
    """A file input for several photographs. What was chosen is read from the request by the view, each file by itself."""

    allow_multiple_selected = True


def _photos(label: Any, help_text: Any = "", *, papers: bool = False) -> forms.Field:
    words = {
        "data-shrinking": _("กำลังย่อรูปให้ส่งได้เร็วขึ้น…"),
        "data-ready": _("เลือกแล้ว {n} รูป รวม {size} เมกะไบต์"),
        "data-picture": _("รูปที่ {n}"),
    }
    attrs = {"accept": f"image/*,.heic,.heif{',.pdf' if papers else ''}", "multiple": True, "data-photos": "", **words}
    return forms.Field(label=label, help_text=help_text, required=False, widget=Photos(attrs=attrs))


def papers() -> forms.Field:
    """Photographs and PDF papers, for those who answer through a link."""
    return _photos(_("รูปถ่ายหรือเอกสาร PDF (ถ้ามี)"), papers=True)


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
        widget=_area(7, low=False, keep=True),
    )
    wish = forms.CharField(
        label=_("ท่านอยากให้เราช่วยอย่างไร (ไม่บอกก็ได้)"),
        required=False,
        strip=False,
        widget=_area(2, keep=True),
    )
    category = forms.ChoiceField(label=_("เป็นเรื่องเกี่ยวกับอะไร (ข้ามได้)"), choices=topics, required=False)
    wishes = forms.MultipleChoiceField(
        label=_("อยากได้อะไรบ้าง เลือกได้หลายข้อ"), choices=wishes, required=False, widget=forms.CheckboxSelectMultiple
    )
    distress = forms.TypedChoiceField(
        label=_("ตอนนี้เรื่องนี้ทำให้ท่านทุกข์ใจแค่ไหน"), choices=distress, coerce=int, empty_value=None, required=False
    )
    MORE = ("wishes", "distress")
    photos = _photos(_("รูปถ่าย (ถ้ามี)"), _("ได้ถึง 8 รูป เรานำตำแหน่งและข้อมูลโทรศัพท์ออกจากรูปให้ก่อนเก็บ"))

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
        widget=_area(2),
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
    language = forms.ChoiceField(
        label=_("ให้เราติดต่อท่านเป็นภาษา"), choices=[("th", "ไทย"), ("en", "English")], widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("identity"):
            try:
                checking.who(
                    given["identity"], checking.Person(*(given.get(f, "") for f in ("name", "phone", "email")))
                )
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

    def clean_number(self) -> str:
        return "".join(thai.arabic_digits(self.cleaned_data["number"]).upper().split())


class _VersionForm(KindForm):
    """A move of the citizen; the version says which state of the case she had before her eyes."""

    move = ""
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def data_of_move(self) -> dict[str, Any]:
        return {k: v for k, v in self.cleaned_data.items() if k not in ("version", "photos") and v not in ("", None)}


class AddForm(_VersionForm):
    move = "add"
    text = forms.CharField(label=_("อยากบอกอะไรเพิ่ม"), required=False, widget=_area(4))
    photos = _photos(_("รูปถ่ายหรือเอกสาร PDF (ถ้ามี)"), papers=True)


class AnswerForm(_VersionForm):
    move = "answer"
    text = forms.CharField(label=_("คำตอบของท่าน"), required=False, widget=_area(4))
    photos = _photos(_("รูปถ่ายหรือเอกสาร PDF (ถ้ามี)"), papers=True)


class AgreeForm(_VersionForm):
    """One press: it is well."""

    move = "agree"


class ObjectForm(_VersionForm):
    move = "object"
    text = forms.CharField(
        label=_("ยังมีอะไรไม่เรียบร้อย"),
        widget=_area(3),
        error_messages={"required": _("กรุณาบอกสั้น ๆ ว่ายังมีอะไรไม่เรียบร้อย")},
    )


class AppealForm(_VersionForm):
    move = "appeal"
    text = forms.CharField(
        label=_("ทำไมท่านจึงอยากให้พิจารณาใหม่"),
        widget=_area(3),
        error_messages={"required": _("กรุณาบอกสั้น ๆ ว่าทำไมจึงอยากให้พิจารณาใหม่")},
    )


class WithdrawForm(_VersionForm):
    move = "withdraw"
    comment = forms.CharField(label=_("เพราะอะไร (ไม่บอกก็ได้)"), required=False, widget=_area(2))


class RateForm(_VersionForm):
    move = "rate"
    solved = forms.ChoiceField(
        label=_("ปัญหาของท่านได้รับการแก้ไขหรือไม่"),
        choices=SOLVED,
        widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาเลือกว่าปัญหาได้รับการแก้ไขหรือไม่")},
    )
    rating = forms.TypedChoiceField(
        label=_("เราดูแลเรื่องของท่านได้ดีเพียงใด"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("กรุณาให้คะแนน 1 ถึง 5")},
    )
    rating_result = forms.TypedChoiceField(
        label=_("ผลที่ได้เป็นอย่างไร (ไม่บอกก็ได้)"), choices=[("", _("ไม่บอกก็ได้")), *STARS], coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip
    wish_met = forms.ChoiceField(
        label=_("ท่านได้ตามที่ขอไว้หรือไม่ (ไม่บอกก็ได้)"), choices=[("", _("ไม่บอกก็ได้")), *WISH_MET], required=False
    )
    distress_after = forms.TypedChoiceField(
        label=_("ตอนนี้เรื่องนี้ยังทำให้ท่านทุกข์ใจแค่ไหน"), choices=distress, coerce=int, empty_value=None, required=False
    )
    comment = forms.CharField(label=_("อยากบอกอะไรเราอีก (ไม่บอกก็ได้)"), required=False, widget=_area(3))

    def only_what_was_asked(self, case: Case) -> None:
        """Nobody is asked twice about what she did not say before."""
        if not (case.wish or case.wishes):
            self.fields.pop("wish_met")
        if case.distress_before is None:
            self.fields.pop("distress_after")


class ReopenForm(_VersionForm):
    move = "reopen"
    text = forms.CharField(
        label=_("ยังมีอะไรไม่เรียบร้อย"),
        widget=_area(3),
        error_messages={"required": _("กรุณาบอกสั้น ๆ ว่ายังมีอะไรไม่เรียบร้อย")},
    )


MOVES: dict[str, type[_VersionForm]] = {
    f.move: f for f in (AddForm, AnswerForm, AgreeForm, ObjectForm, WithdrawForm, RateForm, ReopenForm, AppealForm)
}
