"""What the counter asks when a question is answered on the spot: as little as the register needs."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.checking import SHORT
from sangsuk.cases.daily import gaps, replies
from sangsuk.cases.intake import New, Person
from sangsuk.cases.workflow import FIELDS
from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm
from sangsuk.offices.actor import Actor

from . import choices
from .doors import language
from .forms import areas
from .steps.ready_words import Offer, filled

LINE = {"autocomplete": "off"}


def missions() -> list[tuple[str, str]]:
    """The services that end where they begin, the usual ones first."""
    names = {card.code: card.name(language()) for card in catalog.missions()}
    return [(code, names[code]) for code in SHORT if code in names]


class Missions(forms.RadioSelect):
    """The page opens with the chosen one in focus, so that the arrows change it and Tab goes on."""

    def create_option(
        self, name: Any, value: Any, label: Any, selected: Any, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        option = super().create_option(name, value, label, selected, *args, **kwargs)
        if not selected:
            option["attrs"].pop("autofocus", None)
        return option


class ServeForm(KindForm):
    """One entry, made while she stands there. Name and telephone only when she wants to give them."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    mission = forms.ChoiceField(
        label=_("เรื่องแบบไหน"), widget=Missions, error_messages={"required": _("กรุณาเลือกว่าเป็นเรื่องแบบไหน")}
    )
    description = forms.CharField(
        label=_("ถามหรือขออะไร"), help_text=_("บรรทัดเดียวก็พอ เช่น ทำบัตรประชาชนหาย ต้องทำอย่างไร"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--low"}),
        error_messages={"required": _("กรุณาเขียนสั้น ๆ ว่าถามหรือขออะไร")},
    )  # fmt: skip
    category = forms.ChoiceField(label=_("ประเภทเรื่อง (เลือกทีหลังได้)"), required=False)
    area = forms.ChoiceField(
        label=_("เรื่องอยู่ในพื้นที่ไหน"), error_messages={"required": _("กรุณาเลือกพื้นที่"), "invalid_choice": _("กรุณาเลือกพื้นที่")}
    )
    body = forms.CharField(
        label=_("ส่งต่อให้หน่วยงานใด"), required=False, max_length=300, widget=forms.TextInput(attrs=LINE)
    )
    body_kind = forms.ChoiceField(label=_("เป็นหน่วยงานแบบไหน"), required=False)
    answer = forms.CharField(
        label=_("ตอบหรือช่วยอะไรไป"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3, "class": "input--low"}),
        error_messages={"required": _("กรุณาเขียนว่าตอบหรือช่วยอะไรไป")},
    )  # fmt: skip
    anyway = forms.BooleanField(label=FIELDS["anyway"].label, required=False)
    name = forms.CharField(label=_("ชื่อ (ไม่บอกก็ได้)"), required=False, max_length=200, widget=forms.TextInput(attrs=LINE))
    phone = forms.CharField(
        label=_("เบอร์โทรศัพท์"), required=False, max_length=40, widget=forms.TextInput(attrs={**LINE, "type": "tel"})
    )
    channel = forms.ChoiceField(label=_("รับเรื่องทาง"))
    language = forms.ChoiceField(label=_("ใบรับเรื่องเป็นภาษา"), choices=[("th", "ไทย"), ("en", "English")], initial="th")
    MORE = ("name", "phone", "channel", "language")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.data.get("description", "") if self.is_bound else ""
        places = [area for area in areas(actor) if area[0]]
        offered: Mapping[str, list[Any]] = {
            "mission": missions(),
            "category": [("", _("ยังไม่ระบุ")), *choices.categories_for(text)],
            "area": places if actor.office_level == "district" else [("", _("เลือกอำเภอ")), *places],
            "body_kind": [("", _("ไม่ระบุ")), *choices.terms("body_kind")],
            "channel": [(c.code, c.name(language())) for c in catalog.channels() if c.by_staff],
        }
        for name, some in offered.items():
            self.fields[name].choices = some  # type: ignore[attr-defined]
        if not self.is_bound:
            self.fields["mission"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("mission") == "referral" and not given.get("body", "").strip():
            self.add_error("body", _("กรุณาบอกว่าส่งต่อให้หน่วยงานใด"))
        if given.get("phone", "").strip() and not given.get("name", "").strip():
            self.add_error("name", _("ถ้าให้เบอร์โทรศัพท์ไว้ กรุณาบอกชื่อด้วย"))
        if left := gaps.found(given.get("answer", "")):
            self.add_error("answer", _("ยังมีช่องว่าง %(gap)s กรุณาเติมให้ครบ") % {"gap": "{" + left[0] + "}"})
        return given

    @property
    def more_is_open(self) -> bool:
        """Whether the part for less usual things has something to show."""
        return any(self.errors.get(name) for name in self.MORE) or bool(self.data.get("name") or self.data.get("phone"))

    def new(self) -> New:
        given = self.cleaned_data
        code = given["area"]
        return New(
            client_id=given["client_id"], mission=given["mission"], description=given["description"],
            identity="named" if given["name"].strip() else "none", reporter=Person(given["name"], given["phone"]),
            category=given["category"] or None, district=code[:4], subdistrict=code if len(code) == 6 else None,
            channel=given["channel"], language=given["language"], has_no_id=True,
        )  # fmt: skip

    def passed_on(self) -> dict[str, str]:
        """To whom she was sent on, where the entry is of that kind."""
        given = self.cleaned_data
        return {f: given[f] for f in ("body", "body_kind")} if given["mission"] == "referral" else {}


def offers(actor: Actor, office: str, today: str) -> list[Offer]:
    """Ready words for the answer, with what is known before there is a case."""
    told = {"office": office, "today": today, "officer": actor.name}
    return [filled(one, told, language()) for one in replies.for_move("serve", actor.office_code)]
