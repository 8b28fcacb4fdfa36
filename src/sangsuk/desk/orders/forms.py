"""What the desk asks of an order and of a press release."""

from collections.abc import Mapping
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm, soften
from sangsuk.offices.actor import Actor
from sangsuk.orders import queries, reaching, words
from sangsuk.orders.models import Order
from sangsuk.places import queries as places
from sangsuk.places import regions
from sangsuk.thai import BANGKOK, arabic_digits, bangkok_date

from ..doors import language
from ..row_forms import AnyEraDate

FLAGSHIP = "flagship"
_BODY = gettext_lazy("บรรทัดที่ขึ้นต้นด้วย # เป็นหัวข้อ ขึ้นต้นด้วย - หรือ 1. เป็นรายการ เว้นหนึ่งบรรทัดคือขึ้นย่อหน้าใหม่")


def flagships() -> list[tuple[str, str]]:
    """Every project there ever was by its name and the year in its code, the newest programme first."""
    rows = sorted(catalog.all_terms(FLAGSHIP).values(), key=lambda one: one.code.partition("_")[0], reverse=True)
    return [(one.code, f"{one.name(language())} ({one.code.partition('_')[0].lstrip('f')})") for one in rows]


class OrderForm(KindForm):
    """The whole order. Areas are ticked as regions and provinces and written as districts; they become one list of codes."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("ชนิด"), choices=list(words.KINDS.items()), widget=forms.RadioSelect, initial=words.ORDER
    )
    title = forms.CharField(label=gettext_lazy("เรื่อง"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("ข้อความ"),
        max_length=30_000,
        required=False,
        help_text=_BODY,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    basis = forms.CharField(
        label=gettext_lazy("อ้างกฎหมายหรือนโยบาย"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    subject = forms.CharField(
        label=gettext_lazy("หมวด"), max_length=80, required=False, help_text=gettext_lazy("เช่น ศูนย์ดำรงธรรม งานทะเบียน")
    )
    flagship = forms.ChoiceField(label=gettext_lazy("โครงการสำคัญ"), required=False)
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("ถึงระดับ"), required=False, widget=forms.CheckboxSelectMultiple
    )
    regions = forms.MultipleChoiceField(
        label=gettext_lazy("เฉพาะภาค"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("ไม่เลือกพื้นที่ใดเลย คือส่งถึงทุกแห่ง"),
    )  # fmt: skip
    provinces = forms.MultipleChoiceField(
        label=gettext_lazy("เฉพาะจังหวัด"), required=False, widget=forms.CheckboxSelectMultiple
    )
    districts = forms.CharField(
        label=gettext_lazy("เฉพาะอำเภอ"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("บรรทัดละแห่ง เขียนชื่อหรือรหัส เช่น แม่ริม หรือ 5007"),
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("ใครต้องอ่าน นอกจากหัวหน้า"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(code, word) for code, word in words.ROLES.items() if code != words.CHIEF],
        help_text=gettext_lazy("หัวหน้าของหน่วยงานได้รับเสมอ เพราะเป็นผู้รับทราบแทนหน่วยงาน"), initial=[words.OFFICER],
    )  # fmt: skip
    asks = forms.ChoiceField(
        label=gettext_lazy("ขอให้ผู้รับทำอะไร"),
        choices=list(words.ASKS.items()),
        widget=forms.RadioSelect,
        initial=words.ACKNOWLEDGE,
    )
    per_person = forms.BooleanField(label=gettext_lazy("ให้รับทราบเป็นรายคน ไม่ใช่รายหน่วยงาน"), required=False)
    due_days = forms.IntegerField(
        label=gettext_lazy("รับทราบภายในกี่วันทำการ"), required=False, min_value=1, max_value=120,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        help_text=gettext_lazy("นับตามวันหยุดของแต่ละจังหวัด หรือเว้นว่างแล้วกำหนดเป็นวันที่ข้างล่าง"),
    )  # fmt: skip
    due_on = AnyEraDate(
        label=gettext_lazy("หรือรับทราบภายในวันที่"), required=False, widget=forms.TextInput(attrs={"class": "input--short"})
    )
    report_on = AnyEraDate(
        label=gettext_lazy("รายงานผลภายในวันที่"), required=False, widget=forms.TextInput(attrs={"class": "input--short"}),
        help_text=gettext_lazy("เฉพาะเมื่อขอให้รายงานผล เช่น 15/1/2570"),
    )  # fmt: skip
    ends_on = AnyEraDate(
        label=gettext_lazy("ใช้ถึงวันที่"), required=False, widget=forms.TextInput(attrs={"class": "input--short"}),
        help_text=gettext_lazy("เว้นว่าง ถ้าใช้จนกว่าจะยกเลิก"),
    )  # fmt: skip
    corrects = forms.ChoiceField(label=gettext_lazy("ใช้แทนฉบับเดิม"), required=False)

    WHAT = ("kind", "title", "body", "basis", "subject", "flagship", "corrects")
    WHOM = ("levels", "regions", "provinces", "districts", "roles")
    WHEN = ("asks", "per_person", "due_days", "due_on", "report_on", "ends_on")

    def __init__(self, *args: Any, actor: Actor, order: Order | None = None, **kwargs: Any) -> None:
        if order is not None:
            kwargs.setdefault("initial", initial_of(order))
        super().__init__(*args, **kwargs)
        self.office = actor.office_code
        self._choose("flagship", [("", _("ไม่เกี่ยวกับโครงการใด")), *flagships()])
        levels = reaching.levels_below(self.office)
        self._choose("levels", [(code, words.LEVELS[code]) for code in levels])
        self.fields["levels"].initial = [words.DISTRICT]
        old = queries.correctable(self.office, bangkok_date(order.made_at) if order else bangkok_date(timezone.now()))
        named = [(str(one.pk), f"{one.number} {one.title}") for one in old if order is None or one.pk != order.pk]
        self._choose("corrects", [("", _("ไม่ได้ใช้แทนฉบับใด")), *named])
        if words.PROVINCE in levels:
            self._choose("regions", [(code, name) for code, name in regions.NAMES.items()])
            here = [(one.code, one.title(language())) for one in places.provinces() if one.code != "10"]
            self._choose("provinces", here)
        else:  # a province chooses among its own districts
            del self.fields["regions"], self.fields["districts"]
            own = [
                (card.district_code, places.title(card.district_code, language()))
                for card in reaching.below(self.office)
            ]
            self._choose("provinces", own)
            self.fields["provinces"].label = _("เฉพาะอำเภอ")
            self.fields["provinces"].help_text = _("ไม่เลือกเลย คือส่งถึงทุกอำเภอ")

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def part(self, names: tuple[str, ...]) -> list[Any]:
        return [self[name] for name in names if name in self.fields]

    @property
    def what(self) -> list[Any]:
        return self.part(self.WHAT)

    @property
    def whom(self) -> list[Any]:
        return self.part(("levels", "roles"))

    @property
    def where(self) -> list[Any]:
        return self.part(("regions", "provinces", "districts"))

    @property
    def when(self) -> list[Any]:
        return self.part(self.WHEN)

    def clean_districts(self) -> list[str]:
        codes: list[str] = []
        for line in self.cleaned_data["districts"].splitlines():
            asked = arabic_digits(line).strip()
            if not asked:
                continue
            found = _districts().get(_plain(asked), [])
            if not found:
                raise forms.ValidationError(_("ไม่พบอำเภอ “%(name)s” กรุณาตรวจชื่อหรือใช้รหัส") % {"name": asked})
            if len(found) > 1:
                where = ", ".join(f"{code} {places.path(code, language())}" for code in found)
                raise forms.ValidationError(
                    _("มีอำเภอชื่อ “%(name)s” หลายแห่ง กรุณาใช้รหัส: %(where)s") % {"name": asked, "where": where}
                )
            codes += found
        return codes

    def given(self) -> dict[str, Any]:
        """As the room takes it."""
        told = dict(self.cleaned_data)
        areas = [*told.pop("regions", []), *told.pop("provinces", []), *told.pop("districts", [])]
        corrects, _version = told.pop("corrects", ""), told.pop("version", None)
        return told | {"areas": areas, "corrects_id": int(corrects) if corrects else None}

    def refuse(self, refused: Any) -> None:
        """An area may be at fault in any of the three fields."""
        if refused.field in ("areas", "corrects_id"):
            field = (
                "corrects"
                if refused.field == "corrects_id"
                else ("districts" if "districts" in self.fields else "provinces")
            )
            self.add_error(field, forms.ValidationError(str(refused), code=refused.code))
        else:
            super().refuse(refused)


@lru_cache(maxsize=1)
def _districts() -> dict[str, list[str]]:
    """By code and by name, Thai and English, without the word for district."""
    found: dict[str, list[str]] = {}
    for province in places.provinces():
        for one in places.inside(province.code):
            for name in {one.code, _plain(one.title("th")), _plain(one.title("en"))}:
                found.setdefault(name, []).append(one.code)
    return found


def _plain(name: str) -> str:
    return name.strip().removeprefix("อำเภอ").removeprefix("อ.").removesuffix("District").strip().lower()


def initial_of(order: Order) -> dict[str, Any]:
    province = reaching.levels_below(order.office_id) == [words.DISTRICT]
    short = {2, 4} if province else {2}
    return {
        "version": order.version, **{name: getattr(order, name) for name in (
            "kind", "title", "body", "basis", "subject", "flagship", "levels", "roles", "asks", "per_person", "due_days", "due_on",
            "report_on", "ends_on",
        )},
        "corrects": str(order.corrects_id or ""), "regions": [code for code in order.areas if code in regions.NAMES],
        "provinces": [code for code in order.areas if code.isdigit() and len(code) in short],
        "districts": "\n".join(code for code in order.areas if code.isdigit() and len(code) == 4 and not province),
    }  # fmt: skip


class MoveForm(KindForm):
    """The fields of one move of an order or a press release, from its table."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, move: Any, fields: Mapping[str, Any], needed: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in needed:
            self.fields[name] = forms.CharField(
                label=fields[name].label, max_length=fields[name].most, widget=forms.Textarea(attrs={"rows": 3})
            )
        soften(self.fields[name] for name in needed)
        self.move = move


class ReportForm(KindForm):
    text = forms.CharField(
        label=gettext_lazy("ทำอะไรไปแล้ว ได้ผลอย่างไร"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("ไม่ต้องใส่ชื่อหรือเบอร์ของประชาชน"),
    )  # fmt: skip


class NewsForm(KindForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("หัวข้อข่าว"), max_length=200)
    lead = forms.CharField(
        label=gettext_lazy("ความนำ"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("ใคร ทำอะไร ที่ไหน เมื่อไร ในสองสามประโยค"),
    )  # fmt: skip
    body = forms.CharField(
        label=gettext_lazy("เนื้อข่าว"),
        max_length=30_000,
        required=False,
        help_text=_BODY,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    event_on = AnyEraDate(
        label=gettext_lazy("วันที่จัดงาน"), required=False, widget=forms.TextInput(attrs={"class": "input--short"})
    )
    tags = forms.CharField(
        label=gettext_lazy("แฮชแท็ก"), required=False, max_length=600,
        help_text=gettext_lazy("คั่นด้วยช่องว่าง เช่น #ทุกข์น้อยลงสุขมากขึ้น #อำเภอสร้างสุข"),
    )  # fmt: skip
    projects = forms.MultipleChoiceField(
        label=gettext_lazy("เกี่ยวกับโครงการสำคัญ"), required=False, widget=forms.CheckboxSelectMultiple
    )
    named = forms.CharField(
        label=gettext_lazy("เจ้าหน้าที่ที่เอ่ยชื่อ"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("บรรทัดละคน เฉพาะเจ้าหน้าที่ที่ตั้งใจเอ่ยชื่อในหน้าที่ ห้ามใส่ชื่อประชาชน"),
    )  # fmt: skip
    publish_on = AnyEraDate(
        label=gettext_lazy("เผยแพร่ตั้งแต่วันที่"), required=False, widget=forms.TextInput(attrs={"class": "input--short"}),
        help_text=gettext_lazy("เว้นว่าง ถ้าเผยแพร่ทันทีที่มีผู้เห็นชอบ"),
    )  # fmt: skip
    publish_time = forms.TimeField(
        label=gettext_lazy("เวลา"), required=False, input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"class": "input--short"}), help_text=gettext_lazy("เช่น 9.30 ถ้าเว้นว่างคือ 8.30 น."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["projects"].choices = flagships()  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        told["tags"] = list(dict.fromkeys([*told["tags"].split(), *told.pop("projects")]))
        on, at, _version = told.pop("publish_on"), told.pop("publish_time"), told.pop("version", None)
        moment = datetime.combine(on, at or time(8, 30), tzinfo=BANGKOK) if on else None
        return told | {"named": told["named"].splitlines(), "publish_at": moment}

    def refuse(self, refused: Any) -> None:
        if refused.field == "publish_at":
            self.add_error("publish_on", forms.ValidationError(str(refused), code=refused.code))
        else:
            super().refuse(refused)


class PictureForm(KindForm):
    alt = forms.CharField(
        label=gettext_lazy("ในรูปมีอะไร"), max_length=300, help_text=gettext_lazy("สำหรับผู้ที่มองไม่เห็นรูป เช่น เจ้าหน้าที่รับเรื่องที่โต๊ะหน้าอำเภอ"),
    )  # fmt: skip
