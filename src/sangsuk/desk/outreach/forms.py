"""What the desk asks about a trip: the trip itself, one form for each move, what was counted, and a case on the spot."""

from datetime import date, time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing
from sangsuk.common.forms import KindForm, soften
from sangsuk.flagships.programme import queries as programme
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.outreach import counting, rules, series, table, taking, words
from sangsuk.outreach.actions import NewTrip
from sangsuk.outreach.models import Trip
from sangsuk.outreach.words import CELLS, PEOPLE
from sangsuk.places import queries as places
from sangsuk.thai import BANGKOK
from sangsuk.thai.dates import BE_OFFSET, fiscal_year_be

from ..doors import language
from ..forms import CounterForm
from ..row_forms import AnyEraDate
from ..steps.fields import Files

REPEATS = [
    (series.ONCE, _("ครั้งเดียว")), (series.WEEKLY, _("ทุกสัปดาห์ วันเดิม")), (series.FORTNIGHTLY, _("ทุกสองสัปดาห์ วันเดิม")),
    (series.MONTHLY, _("ทุกเดือน วันเดิมของสัปดาห์เดิม เช่น อังคารแรกของเดือน")),
]  # fmt: skip
TIMES = ["%H:%M", "%H.%M", "%H:%M:%S"]


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input--short"})
    return forms.TimeField(label=label, widget=widget, input_formats=TIMES)


def _date(label: Any, **told: Any) -> AnyEraDate:
    return AnyEraDate(
        label=label, widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}), **told
    )


def _lines(label: Any, rows: int, most: int, **told: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "input--low"})
    return forms.CharField(label=label, max_length=most, widget=widget, required=False, **told)


class TripForm(KindForm):
    """A trip of one's own district. `whole`: a new one, with its day and how it comes again."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    on = _date(_("วันออกหน่วย"), help_text=_("เช่น 18/11/2569"))
    from_time = _time(_("ตั้งแต่เวลา"))
    to_time = _time(_("ถึงเวลา"))
    place = forms.CharField(
        label=_("จุดนัดพบ"), help_text=_("ประชาชนจะได้อ่าน เช่น ศาลาประชาคม หมู่ 3 หรือวัดสวนดอก"), max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    areas = forms.MultipleChoiceField(
        label=_("ไปให้ถึงหมู่บ้านหรือตำบลไหน"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("กรุณาเลือกหมู่บ้านหรือตำบลที่ไป อย่างน้อยหนึ่งแห่ง")},
    )  # fmt: skip
    services = forms.MultipleChoiceField(
        label=_("บริการที่นำไป"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("กรุณาเลือกบริการอย่างน้อยหนึ่งอย่าง")},
    )  # fmt: skip
    bring = _lines(_("ประชาชนควรนำอะไรมา (ถ้ามี)"), 2, 500, help_text=_("ประชาชนจะได้อ่าน เช่น บัตรประชาชนใบเดิม ทะเบียนบ้าน"))
    partners = _lines(_("หน่วยงานที่ไปด้วย (ถ้ามี)"), 2, 1000)
    leader = forms.TypedChoiceField(label=_("หัวหน้าชุด"), required=False, coerce=int, empty_value=None)
    project_code = forms.ChoiceField(label=_("เป็นงานของโครงการสำคัญใด (ถ้ามี)"), required=False)
    repeat = forms.ChoiceField(label=_("ไปซ้ำหรือไม่"), choices=REPEATS, initial=series.ONCE)
    until = _date(_("ซ้ำถึงวันที่"), required=False, help_text=_("ไม่กรอก หมายถึงสิ้นปีงบประมาณของวันแรก"))
    FIRST = ("on", "from_time", "to_time", "place")
    LAST = ("bring", "partners", "leader", "project_code")

    def __init__(self, *args: Any, actor: Actor, trip: Trip | None = None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trip = trip
        if trip is not None:
            for name in ("on", "repeat", "until"):
                del self.fields[name]
        district = offices.office(actor.office_code).district_code
        self.tambons = _tambons(district)
        self._choose("areas", [one for _tambon, some in self.tambons for one in some])
        offered = rules.services(trip.on if trip else today)
        kept = [
            rules.known_services(today)[code]
            for code in (trip.services if trip else ())
            if code in rules.known_services(today)
        ]
        kinds = {kind.code: kind.name(language()) for kind in [*offered, *kept]}
        self._choose("services", [*kinds.items()])
        people = [(one.user_id, one.name) for one in offices.colleagues(actor.office_code)]
        self._choose("leader", [("", _("ยังไม่ระบุ")), *people])
        self._choose("project_code", [("", _("ไม่ใช่งานของโครงการใด")), *projects(actor, self["project_code"].initial)])

    def _choose(self, name: str, offered: list[Any]) -> None:
        self.fields[name].choices = offered  # type: ignore[attr-defined]

    @property
    def by_village(self) -> bool:
        return any(len(code) == 8 for _tambon, some in self.tambons for code, _name in some)

    @property
    def groups(self) -> list[tuple[str, list[Any], bool]]:
        """The boxes of each sub-district, and whether one of them is ticked. In a district without villages, one group."""
        boxes = {box.data["value"]: box for box in self["areas"]}
        if not self.by_village:
            return [("", list(boxes.values()), True)]
        grouped = [(tambon, [boxes[code] for code, _name in some]) for tambon, some in self.tambons]
        return [(tambon, some, any(box.data["selected"] for box in some)) for tambon, some in grouped]

    def new(self) -> NewTrip:
        given = self.cleaned_data
        kept = {
            name: given[name]
            for name in (*self.LAST, "from_time", "to_time", "place", "areas", "services", "client_id")
        }
        return NewTrip(on=given["on"] if self.trip is None else self.trip.on, **kept)

    def days(self) -> list[date]:
        first = self.cleaned_data["on"]
        until = self.cleaned_data["until"] or date(fiscal_year_be(first) - BE_OFFSET, 9, 30)
        return series.days(first, self.cleaned_data["repeat"], until)

    @staticmethod
    def of(trip: Trip) -> dict[str, Any]:
        """What a form begins with that changes or copies this trip. The day is chosen anew."""
        same = ("place", "areas", "services", "bring", "partners", "project_code")
        begins, ends = (_local(at) for at in (trip.starts_at, trip.ends_at))
        return {name: getattr(trip, name) for name in same} | {
            "leader": trip.leader_id or "", "from_time": begins, "to_time": ends, "client_id": uuid4(),
        }  # fmt: skip

    @staticmethod
    def usual() -> dict[str, Any]:
        return {"from_time": time(9), "to_time": time(15), "services": ["registration", "damrongdhama"]}


def projects(actor: Actor, kept: str | None) -> list[tuple[str, str]]:
    """The flagships of the programme that is open, and the one of another year that a trip already has. (code, name)"""
    try:
        cards = programme.cards(programme.current(actor))
        if kept and kept not in {card.project.code for card in cards}:
            cards.append(programme.card(actor, kept))
    except Missing:
        cards = []
    return [(card.project.code, card.name(language())) for card in cards]


def _local(at: Any) -> time:
    moment: time = at.astimezone(BANGKOK).time()
    return moment


def _tambons(district: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """(sub-district, the choices in it). One query."""
    villages: dict[str, list[tuple[str, str]]] = {}
    for village in places.villages(district):
        villages.setdefault(village.above, []).append((village.code, village.title(language())))
    found = []
    for tambon in places.inside(district):
        name = tambon.title(language())
        whole = _("ทั้ง%(tambon)s") % {"tambon": name} if villages else name
        found.append((name, [(tambon.code, str(whole)), *villages.get(tambon.code, [])]))
    return found


HELP = {
    "on": _("เช่น 25/11/2569"), "reason": _("ประชาชนที่ติดตามจะได้อ่าน ไม่ต้องใส่ชื่อคน"),
    "summary": _("ทำอะไรไปบ้าง จำนวนที่นับไว้จะแนบไปเอง ไม่ต้องพิมพ์ซ้ำ"), "reached": _("เอาเครื่องหมายออกจากที่ที่ไปไม่ถึง"),
}  # fmt: skip


class MoveForm(KindForm):
    """The fields of one move of one trip."""

    def __init__(self, *args: Any, trip: Trip, move: table.Move, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*move.needs, *move.takes):
            self.fields[name] = _field(name, trip, needed=name in move.needs)
        soften(self.fields.values())
        self.move = move


def _field(name: str, trip: Trip, *, needed: bool) -> forms.Field:
    asked = table.FIELDS[name]
    label = asked.label if needed else _("%(label)s (ถ้ามี)") % {"label": asked.label}
    known: dict[str, Any] = {"label": label, "help_text": HELP.get(name, ""), "required": needed}
    if asked.kind == "date":
        return _date(known.pop("label"), **known)
    if asked.kind == "areas":
        names = places.titles(trip.areas, language())
        return forms.MultipleChoiceField(
            choices=[(code, names[code]) for code in trip.areas], initial=trip.reached or trip.areas,
            widget=forms.CheckboxSelectMultiple, **known,
        )  # fmt: skip
    initial = getattr(trip, name) if name in ("summary", "problems") else ""
    rows = 4 if asked.most > 1000 else 2
    widget = forms.Textarea(attrs={"rows": rows, "class": "input--low"})
    return forms.CharField(max_length=asked.most, widget=widget, initial=initial, **known)


class Number(forms.IntegerField):
    """An empty cell is nobody."""

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class CountForm(KindForm):
    """One sheet: what is counted, and nine numbers. `client_id` stays with what was typed until it has been sent."""

    client_id = forms.UUIDField(widget=forms.HiddenInput(attrs={"data-unsent-id": True}), initial=uuid4)
    what = forms.ChoiceField(label=_("นับอะไร"))

    def __init__(self, *args: Any, trip: Trip, names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, names.get(code, code)) for code in trip.services]
        self.fields["what"].choices = [(PEOPLE, _("ผู้มาใช้บริการ นับคนละหนึ่งครั้ง")), *kinds]  # type: ignore[attr-defined]
        for n, (sex, band) in enumerate(CELLS):
            label = f"{words.SEXES[sex]} {words.BANDS[band]}"
            box = forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "aria-label": label, "class": "cell"}
            )
            self.fields[f"c{n}"] = Number(
                label=label, required=False, min_value=0, max_value=counting.MOST, widget=box,
                error_messages={
                    "invalid": _("ต้องเป็นเลขจำนวนเต็ม"), "min_value": _("ต้องไม่น้อยกว่าศูนย์"),
                    "max_value": _("มากเกินไป กรุณาตรวจอีกครั้ง"),
                },
            )  # fmt: skip
        soften(self.fields.values())

    @property
    def grid(self) -> list[tuple[Any, list[Any]]]:
        """A row for each age band, a column for each sex."""
        many = len(words.BANDS)
        return [
            (label, [self[f"c{sex * many + row}"] for sex in range(len(words.SEXES))])
            for row, label in enumerate(words.BANDS.values())
        ]

    @property
    def cells(self) -> list[int]:
        return [self.cleaned_data[f"c{n}"] for n in range(len(CELLS))]


class BackForm(KindForm):
    why = forms.CharField(
        label=_("ทำไมไม่นับแผ่นนี้"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class PhotoForm(KindForm):
    photos = forms.Field(
        label=_("รูปถ่าย"), required=False,
        help_text=_("ถ่ายสถานที่และการให้บริการ เลี่ยงใบหน้าและเอกสาร เราตรวจตำแหน่งและเวลาที่รูปบอก แล้วลบออกจากรูป"),
        widget=Files(attrs={"accept": "image/*,.heic,.heif", "multiple": True}),
    )  # fmt: skip


class TripCaseForm(CounterForm):
    """A case taken on the spot: the places of the trip come first, and the way it came is known."""

    def __init__(self, *args: Any, trip: Trip, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = places.titles(trip.areas, language())
        own = [(code, names[code]) for code in trip.areas]
        others = [one for one in self.fields["area"].choices if one[0] not in names]
        self._choose("area", [*own, *others])
        self.fields["area"].initial = own[0][0]
        self.fields["channel"].initial = taking.CHANNEL
        self.fields["channel"].widget = forms.HiddenInput()
        self.fields["client_id"].widget = forms.HiddenInput(attrs={"data-unsent-id": True})
