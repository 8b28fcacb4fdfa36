"""What the desk asks beside the moves: a complaint at the counter, and why somebody wants to see a name."""

import contextlib
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sangsuk.cases import checking
from sangsuk.cases.intake import New, Person
from sangsuk.cases.reporters import FIELDS
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.forms import KindForm
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.places.queries import PlaceHit
from sangsuk.thai.dates import arabic_digits

from . import choices
from .accused_fields import AccusedFields
from .doors import language
from .steps.forms import FILES, Files

HITS = 7
Opened = TypeVar("Opened")
IDENTITIES = [
    ("named", _("บอกชื่อ หน่วยงานที่แก้ไขเห็นได้")),
    ("hidden", _("บอกชื่อ แต่ให้ศูนย์ดำรงธรรมทราบเท่านั้น")),
    ("none", _("ไม่บอกชื่อ")),
]


class RevealForm(KindForm):
    """Why somebody wants to see what is sealed."""

    reason = forms.CharField(
        label=_("เหตุผลที่ต้องดู"),
        help_text=_("เช่น โทรนัดตรวจที่เกิดเหตุ เจ้าของเรื่องจะเห็นเหตุผลนี้พร้อมชื่อของท่าน"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def ticked(self) -> list[str]:
        """What the boxes show: as they were left, or a name and a number to call."""
        return self.fields_wanted() if self.is_bound else ["name", "phone"]

    def fields_wanted(self) -> list[str]:
        """What is to be opened; the usual ones where the form does not ask."""
        return (
            self.data.getlist("fields") if isinstance(self.data, QueryDict) and "choose" in self.data else list(FIELDS)
        )

    def opened(self, look: Callable[[str], Opened]) -> Opened | None:
        """What was sealed; None when the reason is not one, and then the form says so.

        Raises: NotAllowed for whom no reason would open it: that is a page, not a mistake in a field.
        """
        self.is_valid()
        try:
            return look(self.cleaned_data.get("reason", ""))
        except NotAllowed:
            raise
        except Refused as refused:
            self.errors.clear()
            self.refuse(refused)
            return None


def place_hits(typed: str) -> list[PlaceHit]:
    """Places that a case can be in: a district or smaller, by name, postcode or official code."""
    typed = arabic_digits(typed).strip()
    if typed.isdigit() and len(typed) in (4, 6):
        with contextlib.suppress(Refused):
            typed = places.path(typed, "th")
    return [hit for hit in places.search(typed, HITS * 2) if hit.district_code][:HITS]


def _row(**attrs: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", **attrs})


def _area(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class CounterForm(AccusedFields, KindForm):
    """A complaint that somebody makes at the counter, on the telephone or in a letter, on one page."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    description = forms.CharField(label=_("เกิดอะไรขึ้น"), required=False, strip=False, widget=_area(6, autofocus=True))
    area = forms.ChoiceField(label=_("เกิดเรื่องที่ไหน"), required=False)
    place = forms.CharField(
        label=_("หรือที่อื่น"), help_text=_("พิมพ์ชื่อตำบลหรืออำเภอ รหัสไปรษณีย์ หรือรหัสพื้นที่"), required=False, max_length=200,
        widget=_row(),
    )  # fmt: skip
    place_code = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    place_note = forms.CharField(label=_("จุดที่เกิดเรื่อง"), required=False, max_length=1000, widget=_row())
    category = forms.ChoiceField(label=_("ประเภทเรื่อง (เลือกทีหลังได้)"), required=False)
    channel = forms.ChoiceField(label=_("รับเรื่องทาง"))
    identity = forms.ChoiceField(label=_("การเปิดเผยชื่อ"), choices=IDENTITIES, initial="named")
    name = forms.CharField(label=_("ชื่อและนามสกุลผู้ร้อง"), required=False, widget=_row())
    phone = forms.CharField(label=_("เบอร์โทรศัพท์"), required=False, widget=_row(type="tel"))
    email = forms.CharField(label=_("อีเมล"), required=False, widget=_row(type="email"))
    national_id = forms.CharField(
        label=_("เลขประจำตัวประชาชน (เฉพาะเรื่องที่ต้องใช้)"), required=False, max_length=40, widget=_row(),
    )  # fmt: skip
    has_no_id = forms.BooleanField(label=_("ผู้ร้องไม่มีเลขประจำตัวประชาชน"), required=False)
    wish = forms.CharField(label=_("อยากให้ช่วยอย่างไร"), required=False, strip=False, widget=_area(2))
    language = forms.ChoiceField(label=_("ติดต่อกลับเป็นภาษา"), choices=[("th", "ไทย"), ("en", "English")], initial="th")
    mission = forms.ChoiceField(label=_("เป็นงานด้าน"), initial="grievance", required=False)
    urgency = forms.ChoiceField(label=_("ความเร่งด่วน"), initial="normal", required=False)
    photos = forms.Field(label=_("รูปถ่ายหรือเอกสาร PDF"), required=False, widget=Files(attrs=FILES))
    MORE = ("wish", "place_note", "email", "national_id", "has_no_id", "language", "mission", "urgency", "photos")
    USUAL = ("", "th", "grievance", "normal")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hits: list[PlaceHit] = []
        self.office_code = actor.office_code
        offered = areas(actor)
        self._choose("area", offered)
        self.fields["area"].initial = offered[0][0] if offered else ""
        text = self.data.get("description", "") if self.is_bound else ""
        self._choose("category", [("", _("ยังไม่ระบุ")), *choices.categories_for(text)])
        self._choose("mission", [(m.code, m.name(language())) for m in catalog.missions()])
        self._choose("urgency", choices.words("urgency"))
        self._choose("channel", [(c.code, c.name(language())) for c in catalog.channels() if c.by_staff])
        self.may_ask_id = catalog.id_ever_asked()
        if not self.may_ask_id:
            del self.fields["national_id"], self.fields["has_no_id"]

    def _choose(self, name: str, offered: list[Any]) -> None:
        self.fields[name].choices = offered

    @property
    def more_is_open(self) -> bool:
        """Whether the part for less usual things has something to show."""
        return any(self.errors.get(name) or self.data.get(name, "") not in self.USUAL for name in self.MORE)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("description", "").strip():
            self._try("description", lambda: checking.told(given["description"], "description"))
        else:  # the rule's own sentence asks the citizen
            self.add_error("description", _("กรุณาเขียนว่าเกิดอะไรขึ้น ที่ไหน ตั้งแต่เมื่อไร"))
        asked = catalog.id_asked(given.get("mission") or New.mission, given.get("category"))
        if given.get("national_id") and not asked:
            self.add_error("national_id", _("เรื่องประเภทนี้ไม่ต้องใช้เลขประจำตัวประชาชน กรุณาลบเลขออก เราเก็บเท่าที่จำเป็น"))
        has_none = given.get("has_no_id", False)
        self._try("name", lambda: checking.who(given.get("identity", ""), self.person, asked=asked, has_none=has_none))
        given["code"] = self._place(given.get("place", "").strip(), given.get("place_code", ""), given.get("area", ""))
        self.ask_whom(given, self.office_code)
        return given

    def _try(self, name: str, check: Any) -> None:
        try:
            check()
        except Refused as refused:
            self.refuse(refused)

    def _place(self, typed: str, chosen: str, area: str) -> str:
        """What was chosen among the places found, else the only one found, else her own area. Several: she chooses."""
        if not typed:
            if not area:
                self.add_error("place", _("กรุณาเลือกหรือพิมพ์ว่าเกิดเรื่องที่ไหน"))
            return area
        self.hits = place_hits(typed)
        codes = [hit.code for hit in self.hits]
        if chosen in codes:
            return chosen
        if len(codes) == 1:
            return codes[0]
        nothing = _("ไม่พบที่ชื่อนี้ กรุณาพิมพ์ชื่อตำบลหรืออำเภออีกครั้ง")
        self.add_error("place", _("มีหลายที่ชื่อนี้ กรุณาเลือกหนึ่งที่ข้างล่าง") if codes else nothing)
        return ""

    @property
    def person(self) -> Person:
        given = self.cleaned_data
        return Person(
            given.get("name", ""), given.get("phone", ""), given.get("email", ""), given.get("national_id", "")
        )

    def new(self, files: tuple[Any, ...]) -> New:
        given, code = self.cleaned_data, self.cleaned_data["code"]
        return New(
            client_id=given["client_id"], description=given["description"], wish=given["wish"],
            category=given["category"] or None, district=code[:4], subdistrict=code[:6] if len(code) >= 6 else None,
            village=code if len(code) == 8 else None, place_note=given["place_note"], identity=given["identity"],
            reporter=self.person, channel=given["channel"], language=given["language"], files=files,
            mission=given["mission"] or "grievance", urgency=given["urgency"] or "normal", accused=given.get("accused"),
            has_no_id=given.get("has_no_id", False),
        )  # fmt: skip


def areas(actor: Actor) -> list[Any]:
    """Where most of what one hears happens: the officer's own district and its sub-districts, or her province's districts."""
    office = offices.directory().get(actor.office_code)
    if office is not None and office.district_code:
        own = places.district(office.district_code)
        whole = (own.code, _("%(place)s (ไม่ระบุตำบล)") % {"place": own.title(language())})
        return [whole, *((p.code, p.title(language())) for p in places.inside(own.code)), ("", _("ที่อื่น"))]
    return [("", _("เลือกอำเภอ หรือพิมพ์ข้างล่าง")), *choices.districts(actor)] if actor.province_code else []
