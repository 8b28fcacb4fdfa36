"""What the maker of a campaign fills in."""

from datetime import date
from itertools import count
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.forms import KindForm
from sangsuk.stories import words
from sangsuk.stories.campaigns.actions import MOST_QUESTIONS, Given
from sangsuk.stories.campaigns.queries import PHASES
from sangsuk.stories.models import Campaign

STATES = {
    Campaign.DRAFT: _("ฉบับร่าง ยังไม่มีใครเห็น"),
    Campaign.READY: _("เปิดเผย รับเรื่องตามวันที่กำหนด"),
    Campaign.ARCHIVED: _("เก็บเข้าคลัง ยังเปิดอ่านได้"),
}

PLAIN = (
    "title_th", "title_en", "purpose_th", "purpose_en", "opens_on", "closes_on", "hashtags", "themes", "winners_count",
    "source", "state",
)  # fmt: skip


def day(label: Any, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-day": ""})
    return forms.DateField(label=label, required=required, widget=widget)


def _themes() -> list[tuple[str, str]]:
    language = get_language() or "th"
    return [(term.code, term.name(language)) for term in catalog.terms(words.THEMES)]


class CampaignForm(KindForm):
    """A campaign whole: what it is called, when, what it asks, what happens after."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title_th = forms.CharField(label=_("ชื่อโครงการ ภาษาไทย"), max_length=200)
    title_en = forms.CharField(label=_("ชื่อโครงการ ภาษาอังกฤษ"), max_length=200)
    purpose_th = forms.CharField(
        label=_("โครงการนี้ชวนเล่าเรื่องอะไร ภาษาไทย"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    purpose_en = forms.CharField(
        label=_("โครงการนี้ชวนเล่าเรื่องอะไร ภาษาอังกฤษ"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    opens_on = day(_("เปิดรับตั้งแต่วันที่"))
    closes_on = day(_("ถึงสิ้นวันที่"))
    hashtags = forms.CharField(label=_("แฮชแท็ก (เว้นวรรคระหว่างคำ)"), required=False, max_length=400)
    themes = forms.MultipleChoiceField(
        label=_("รับเรื่องแบบไหน (ไม่เลือกคือทุกแบบ)"), choices=_themes, required=False, widget=forms.CheckboxSelectMultiple
    )
    winners_count = forms.IntegerField(label=_("เลือกกี่เรื่อง"), min_value=1, max_value=20)
    source = forms.CharField(label=_("คำสั่งหรือประกาศที่อ้างถึง"), max_length=300)
    state = forms.ChoiceField(label=_("สถานะ"), choices=list(STATES.items()), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, MOST_QUESTIONS + 1):
            self.fields[f"question_{n}_th"] = forms.CharField(
                label=_("คำถามที่ %(n)s ภาษาไทย") % {"n": n}, required=False, max_length=300
            )
            self.fields[f"question_{n}_en"] = forms.CharField(
                label=_("คำถามที่ %(n)s ภาษาอังกฤษ") % {"n": n}, required=False, max_length=300
            )
            self.fields[f"question_{n}_required"] = forms.BooleanField(
                label=_("คำถามที่ %(n)s ต้องตอบ") % {"n": n}, required=False
            )
            self.fields[f"question_{n}_code"] = forms.SlugField(required=False, widget=forms.HiddenInput)
        for kind, phase in PHASES.items():
            self.fields[f"{kind}_from"] = day(_("%(phase)s ตั้งแต่") % {"phase": phase}, required=False)
            self.fields[f"{kind}_to"] = day(_("%(phase)s ถึง") % {"phase": phase}, required=False)
        for one in self.fields.values():
            if not isinstance(
                one.widget, (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect, forms.HiddenInput)
            ):
                one.widget.attrs["class"] = "input"

    @classmethod
    def of(cls, campaign: Campaign) -> dict[str, Any]:
        """What it is now, as the form shows it."""
        initial: dict[str, Any] = {name: getattr(campaign, name) for name in PLAIN}
        initial |= {"seen": campaign.version, "hashtags": " ".join(f"#{tag}" for tag in campaign.hashtags)}
        for n, one in enumerate(campaign.questions, start=1):
            initial |= {
                f"question_{n}_th": one["th"],
                f"question_{n}_en": one.get("en", ""),
                f"question_{n}_required": one.get("required"),
                f"question_{n}_code": one["code"],
            }
        for phase in campaign.phases.all():
            initial |= {f"{phase.kind}_from": phase.from_on, f"{phase.kind}_to": phase.to_on}
        return initial

    def plain(self) -> list[Any]:
        return [self[name] for name in ("code", *PLAIN) if name in self.fields]

    def questions(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("question_") and not self[name].is_hidden]

    def codes(self) -> list[Any]:
        """By which answers that came are known; a question keeps its own however it is worded, and wherever it stands."""
        return [self[f"question_{n}_code"] for n in range(1, MOST_QUESTIONS + 1)]

    def phases(self) -> list[Any]:
        return [self[f"{kind}_{end}"] for kind in PHASES for end in ("from", "to")]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for n in range(1, MOST_QUESTIONS + 1):
            if bool(given.get(f"question_{n}_th")) != bool(given.get(f"question_{n}_en")):
                self.add_error(f"question_{n}_en", _("กรุณาเขียนคำถามทั้งภาษาไทยและภาษาอังกฤษ"))
        for kind in PHASES:
            if bool(given.get(f"{kind}_from")) != bool(given.get(f"{kind}_to")):
                self.add_error(f"{kind}_to", _("กรุณาใส่ทั้งวันเริ่มและวันสิ้นสุด"))
        return given

    def given(self) -> Given:
        told = self.cleaned_data
        asked = [n for n in range(1, MOST_QUESTIONS + 1) if told[f"question_{n}_th"]]
        known = {told[f"question_{n}_code"] for n in range(1, MOST_QUESTIONS + 1)}
        free = (code for n in count(1) if (code := f"q{n}") not in known)
        questions = [
            {
                "code": told[f"question_{n}_code"] or next(free), "th": told[f"question_{n}_th"],
                "en": told[f"question_{n}_en"], "required": told[f"question_{n}_required"],
            }
            for n in asked
        ]  # fmt: skip
        phases: dict[str, tuple[date, date]] = {
            kind: (told[f"{kind}_from"], told[f"{kind}_to"]) for kind in PHASES if told[f"{kind}_from"]
        }
        plain = {name: told[name] for name in PLAIN if name != "hashtags"}
        return Given(**plain, hashtags=told["hashtags"].replace(",", " ").split(), questions=questions, phases=phases)


class NewCampaignForm(CampaignForm):
    code = forms.CharField(
        label=_("รหัสในที่อยู่เว็บ"),
        max_length=40,
        help_text=_("ตัวอักษรอังกฤษตัวเล็ก ตัวเลข และขีดกลาง เช่น happy-2569 เปลี่ยนทีหลังไม่ได้"),
    )
    field_order = ("code",)


class CopyForm(KindForm):
    code = forms.CharField(label=_("รหัสในที่อยู่เว็บของโครงการใหม่"), max_length=40, help_text=_("เช่น happy-2570"))
    opens_on = day(_("เปิดรับตั้งแต่วันที่"))


class ConsentTextForm(KindForm):
    """New words for one use; from today on, for this campaign."""

    use = forms.ChoiceField(label=_("การใช้"), choices=list(words.USES.items()))
    short_th = forms.CharField(label=_("ถ้อยคำสั้น ภาษาไทย"), max_length=200)
    short_en = forms.CharField(label=_("ถ้อยคำสั้น ภาษาอังกฤษ"), max_length=200)
    full_th = forms.CharField(label=_("คำอธิบายเต็ม ภาษาไทย"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    full_en = forms.CharField(
        label=_("คำอธิบายเต็ม ภาษาอังกฤษ"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.CharField(label=_("อ้างถึงกฎหมายหรือคำสั่งใด"), max_length=300)
