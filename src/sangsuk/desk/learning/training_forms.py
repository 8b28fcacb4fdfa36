"""What the desk asks about training: the event, its sessions and papers, guests, reasons, the form afterwards."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm, soften
from sangsuk.learning.models import TrainingEvent, TrainingSession
from sangsuk.learning.training import rules, table, words
from sangsuk.learning.training.actions import MOST_SEATS, Given, Slot, Speaker
from sangsuk.learning.training.coverage import Asked
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.places import regions
from sangsuk.thai import bangkok_date

from ..row_forms import AnyEraDate
from .lesson_forms import flagship_choices

SPEAKERS = 3


def _language() -> str:
    return get_language() or "th"


def _groups() -> list[tuple[str, str]]:
    return [(g.code, g.name(_language())) for g in rules.groups(bangkok_date(timezone.now())).values()]


def _subjects() -> list[tuple[str, str]]:
    return [(s.code, s.name(_language())) for s in rules.subjects(bangkok_date(timezone.now())).values()]


def _provinces() -> list[tuple[str, str]]:
    return sorted(((p.code, p.title(_language())) for p in places.provinces()), key=lambda one: one[1])


def _boxes(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **more)


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input--short"})
    return forms.TimeField(label=label, widget=widget, input_formats=["%H:%M", "%H:%M:%S", "%H.%M"])


class EventForm(KindForm):
    """A training event whole."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("ชื่อการอบรม"), max_length=300)
    programme = forms.CharField(
        label=_("วัตถุประสงค์และเนื้อหา"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    place = forms.CharField(label=_("สถานที่"), max_length=300)
    first_on = AnyEraDate(label=_("วันแรก"))
    last_on = AnyEraDate(label=_("วันสุดท้าย"))
    closes_on = AnyEraDate(label=_("รับลงทะเบียนถึงวันที่"))
    quota = forms.IntegerField(label=_("จำนวนที่นั่งทั้งหมด"), min_value=1, max_value=MOST_SEATS)
    targets = _boxes(_("กลุ่มเป้าหมาย"), _groups)
    regions = _boxes(
        _("ภาค"), lambda: list(regions.NAMES.items()), required=False, help_text=_("ไม่เลือกภาคและจังหวัด คือทั้งประเทศ")
    )
    provinces = _boxes(_("หรือเลือกเฉพาะจังหวัด"), _provinces, required=False)
    subjects = _boxes(_("เรื่องที่อบรม"), _subjects, required=False)
    flagship = forms.CharField(label=_("โครงการสำคัญ"), max_length=40, required=False, widget=forms.Select)
    attend_percent = forms.IntegerField(
        label=_("ได้เกียรติบัตรเมื่อเข้าอบรมอย่างน้อยร้อยละเท่าไรของช่วงทั้งหมด"), min_value=1, max_value=100
    )
    questions = forms.CharField(
        label=_("คำถามในแบบประเมิน บรรทัดละหนึ่งข้อ"), max_length=6000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("ผู้ตอบเลือกหนึ่งในห้าระดับ ใส่คำแปลหลังเครื่องหมาย | ได้"),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by.office_level == "province":  # its own people and nobody else's
            del self.fields["regions"], self.fields["provinces"]
        for code, name in _groups():
            self.fields[f"seats_{code}"] = forms.IntegerField(
                label=_now("ที่นั่งของกลุ่ม %(group)s") % {"group": name}, required=False, min_value=0, max_value=MOST_SEATS
            )  # fmt: skip
        self.fields["flagship"].widget.choices = flagship_choices()
        soften(self.fields.values())

    @property
    def seats(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("seats_")]

    @property
    def first_part(self) -> list[Any]:
        names = ("title", "programme", "place", "first_on", "last_on", "closes_on", "quota", "targets")
        return [self[name] for name in names]

    @property
    def last_part(self) -> list[Any]:
        return [self[name] for name in ("subjects", "flagship", "attend_percent", "questions")]

    @staticmethod
    def of(event: TrainingEvent) -> dict[str, Any]:
        """The fields as the event has them."""
        same = (
            "version", "title", "programme", "place", "first_on", "last_on", "closes_on", "quota", "regions", "provinces", "subjects",
            "flagship", "attend_percent",
        )  # fmt: skip
        seats = {f"seats_{code}": most for code, most in event.targets.items()}
        return {name: getattr(event, name) for name in same} | seats | {
            "targets": list(event.targets), "questions": lines_of(event.questions),
        }  # fmt: skip

    @staticmethod
    def blank() -> dict[str, Any]:
        today = bangkok_date(timezone.now())
        return {
            "attend_percent": rules.amount(words.ATTEND_PERCENT, today), "questions": lines_of(rules.questions(today)),
        }  # fmt: skip

    def given(self) -> Given:
        told = self.cleaned_data
        plain = (
            "title",
            "place",
            "first_on",
            "last_on",
            "closes_on",
            "quota",
            "programme",
            "flagship",
            "attend_percent",
        )
        return Given(
            **{name: told[name] for name in plain}, regions=tuple(told.get("regions", ())),
            provinces=tuple(told.get("provinces", ())), subjects=tuple(told["subjects"]),
            targets={code: told.get(f"seats_{code}") for code in told["targets"]}, questions=questions_in(told["questions"]),
        )  # fmt: skip


def lines_of(questions: Any) -> str:
    return "\n".join(f"{one['th']} | {one['en']}" if one.get("en") else one["th"] for one in questions)


def questions_in(text: str) -> tuple[Mapping[str, str], ...]:
    """One question in each line, with its English after a stroke if there is any."""
    pairs = [line.partition("|") for line in text.splitlines()]
    return tuple({"th": th.strip()[:300], "en": en.strip()[:300]} for th, _stroke, en in pairs if th.strip())


class SessionForm(KindForm):
    """One part of the programme."""

    title = forms.CharField(label=_("หัวข้อ"), max_length=300)
    on = AnyEraDate(label=_("วันที่"))
    begins = _time(_("เริ่ม"))
    ends = _time(_("เลิก"))
    room = forms.CharField(label=_("ห้อง"), max_length=120, required=False)
    says = forms.CharField(
        label=_("สาระสำคัญ"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("เติมภายหลังได้ ผู้เข้าอบรมอ่านทบทวนได้"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, SPEAKERS + 1):
            for name, label in (
                ("name", _now("วิทยากรคนที่ %(n)s")), ("position", _now("ตำแหน่งของวิทยากรคนที่ %(n)s")),
                ("from", _now("หน่วยงานของวิทยากรคนที่ %(n)s")),
            ):  # fmt: skip
                field = forms.CharField(label=label % {"n": n}, max_length=200, required=False)
                self.fields[f"speaker_{n}_{name}"] = field
        soften(self.fields.values())

    @property
    def main(self) -> list[Any]:
        return [self[name] for name in ("title", "on", "begins", "ends", "room", "says")]

    @property
    def speakers(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("speaker_")]

    @staticmethod
    def of(session: TrainingSession) -> dict[str, Any]:
        told: dict[str, Any] = {
            name: getattr(session, name) for name in ("title", "on", "begins", "ends", "room", "says")
        }
        for n, one in enumerate(session.speakers[:SPEAKERS], start=1):
            told |= {
                f"speaker_{n}_name": one["name"], f"speaker_{n}_position": one["position"],
                f"speaker_{n}_from": one["affiliation"],
            }  # fmt: skip
        return told

    def given(self) -> Slot:
        told = self.cleaned_data
        speakers = [
            Speaker(told[f"speaker_{n}_name"], told[f"speaker_{n}_position"], told[f"speaker_{n}_from"])
            for n in range(1, SPEAKERS + 1)
        ]
        return Slot(
            on=told["on"], begins=told["begins"], ends=told["ends"], title=told["title"], room=told["room"], says=told["says"],
            speakers=[one for one in speakers if one.name],
        )  # fmt: skip


class MaterialForm(KindForm):
    label = forms.CharField(label=_("เป็นเอกสารอะไร"), max_length=200, required=False)
    url = forms.CharField(label=_("หรือที่อยู่ของวิดีโอ"), max_length=500, required=False, help_text=_("ขึ้นต้นด้วย https://"))
    session = forms.ChoiceField(label=_("ของช่วง"), required=False)
    photos = forms.Field(
        label=_("ไฟล์ PDF หรือรูป"), required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )  # fmt: skip
    field_order = ("label", "photos", "url", "session")

    def __init__(self, *args: Any, sessions: list[TrainingSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _now("ทั้งการอบรม")), *((str(one.no), one.title) for one in sessions)]
        self.fields["session"].choices = choices  # type: ignore[attr-defined]


class GuestForm(KindForm):
    """Somebody without an account here."""

    name = forms.CharField(label=_("ชื่อแขก"), max_length=200)
    affiliation = forms.CharField(label=_("ตำแหน่งและหน่วยงาน"), max_length=200, required=False)
    group = forms.ChoiceField(label=_("มาในกลุ่ม"), required=False)

    def __init__(self, *args: Any, event: TrainingEvent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(code, rules.group_called(code, _language())) for code in event.targets]
        self.fields["group"].choices = [("", _now("แขกนอกกลุ่ม")), *groups]  # type: ignore[attr-defined]


class MoveForm(KindForm):
    """The fields of one move."""

    def __init__(self, *args: Any, move: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in move.needs:
            asked = table.FIELDS[name]
            self.fields[name] = (
                AnyEraDate(label=asked.label) if asked.kind == "date"
                else forms.CharField(label=asked.label, max_length=asked.most, widget=forms.Textarea(attrs={"rows": 3}))
            )  # fmt: skip
        soften(self.fields.values())


class ReasonForm(KindForm):
    why = forms.CharField(label=_("เหตุผล"), max_length=500, widget=forms.TextInput)


class OpinionForm(KindForm):
    """Five levels for each question of the event, and a line of one's own."""

    def __init__(self, *args: Any, event: TrainingEvent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = _language().startswith("en")
        for n, question in enumerate(event.questions):
            said = (question.get("en") if english else "") or question["th"]
            self.fields[f"mark_{n}"] = forms.ChoiceField(
                label=said, required=False, widget=forms.RadioSelect,
                choices=[(str(level), name) for level, name in words.LEVELS.items()],
            )  # fmt: skip
        self.fields["text"] = forms.CharField(
            label=_now("อยากบอกอะไรเพิ่มไหม"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_now("ไม่ต้องใส่ชื่อใคร ชื่อและเบอร์โทรศัพท์จะถูกปิดก่อนเก็บ"),
        )  # fmt: skip
        soften(self.fields.values())

    def marks(self) -> list[int | None]:
        told = [value for name, value in self.cleaned_data.items() if name.startswith("mark_")]
        return [int(value) if value else None for value in told]


class CoverageForm(KindForm):
    """Of whom it is asked who has not been trained."""

    group = forms.ChoiceField(label=_("กลุ่มเป้าหมาย"), required=False)
    region = forms.ChoiceField(label=_("ภาค"), required=False)
    province = forms.ChoiceField(label=_("จังหวัด"), required=False)
    subject = forms.ChoiceField(label=_("อบรมเรื่อง"), required=False)
    flagship = forms.ChoiceField(label=_("โครงการสำคัญ"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, first, choices in (
            ("group", _now("ทุกกลุ่ม"), _groups()), ("region", _now("ทุกภาค"), list(regions.NAMES.items())),
            ("province", _now("ทุกจังหวัด"), _provinces()), ("subject", _now("เรื่องใดก็ได้"), _subjects()),
            ("flagship", _now("โครงการใดก็ได้"), flagship_choices()[1:]),
        ):  # fmt: skip
            self.fields[name].choices = [("", first), *choices]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What is not on a list is as if nothing were asked."""
        self.is_valid()
        return Asked(**{name: self.cleaned_data.get(name, "") for name in self.fields})
