"""What the desk asks about a mediation: the request, each move of its table, and the list of mediators."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.cases.checking import Person
from sangsuk.cases.intake import New
from sangsuk.cases.mediation import mediators, words
from sangsuk.cases.mediation.actions import Request
from sangsuk.cases.mediation.table import Move
from sangsuk.cases.models import Case, Mediation, Party
from sangsuk.common.forms import KindForm, soften
from sangsuk.offices.actor import Actor
from sangsuk.thai import BANGKOK, arabic_digits, bangkok_date

from .row_forms import AnyEraDate

SHORT = ("name", "phone", "email", "place", "signed_place")
_RADIO = forms.RadioSelect


def party_words(party: Party, people: list[Party]) -> str:
    """'อีกฝ่าย คนที่ 2': somebody without her name."""
    same = [one.no for one in people if one.side == party.side]
    side = words.IN_THE_ROOM[party.side]
    return _("%(side)s คนที่ %(n)s") % {"side": side, "n": same.index(party.no) + 1}


class Baht(forms.CharField):
    """'80,000', '๘๐๐๐๐' or nothing."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input--short"})

    def clean(self, value: Any) -> int | None:
        typed = arabic_digits(super().clean(value) or "").replace(",", "").replace(" ", "")
        if not typed:
            return None
        if not typed.isdigit() or len(typed) > 15:
            raise forms.ValidationError(_("กรุณากรอกเป็นจำนวนเงินเต็มบาท เช่น 80,000"), code="invalid")
        return int(typed)


def _line(label: Any, *, hint: Any = "", most: int = 200, **attrs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, widget=widget)


class RequestForm(KindForm):
    """A request for mediation: about a case of the district, or from somebody at the counter."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(
        label=words.FIELDS["kind"].label, choices=list(words.KINDS.items()), initial=words.CIVIL, widget=_RADIO
    )
    subject = _line(words.FIELDS["subject"].label, hint=words.FIELDS["subject"].hint)
    value_baht = Baht(label=words.FIELDS["value_baht"].label, help_text=words.FIELDS["value_baht"].hint, required=False)
    story = forms.CharField(
        label=gettext_lazy("เรื่องเป็นมาอย่างไร"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    requester_name = _line(gettext_lazy("ชื่อและนามสกุลผู้ขอ"))
    requester_phone = _line(gettext_lazy("เบอร์โทรศัพท์ผู้ขอ"), type="tel")
    requester_id_shown = forms.BooleanField(
        label=gettext_lazy("ผู้ขอแสดงบัตรประจำตัวแล้ว"), help_text=words.FIELDS["id_shown"].hint, required=False
    )
    requester_agrees = forms.BooleanField(
        label=gettext_lazy("ผู้ขอสมัครใจไกล่เกลี่ย และยินยอมให้อีกฝ่ายทราบว่าใครเป็นผู้ขอ"), required=False
    )
    other_name = _line(gettext_lazy("ชื่อและนามสกุลอีกฝ่าย"))
    other_phone = _line(gettext_lazy("เบอร์โทรศัพท์อีกฝ่าย"), type="tel")
    other_email = _line(gettext_lazy("อีเมลอีกฝ่าย"), type="email")
    since_case = forms.BooleanField(
        label=gettext_lazy("ผู้ขอขอไกล่เกลี่ยมาพร้อมเรื่องนี้ทางออนไลน์ ให้นับวันยื่นคำขอตั้งแต่วันแจ้งเรื่อง"), required=False
    )

    def __init__(self, *args: Any, case: Case | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        for name in ("story",) if case else ("since_case",):
            del self.fields[name]
        if case and case.identity != "none":
            self.fields["requester_name"].help_text = _("เว้นว่างได้ ถ้าผู้ขอคือผู้แจ้งเรื่องนี้")

    def request(self) -> Request:
        given = self.cleaned_data
        since = self.case if given.get("since_case") else None
        return Request(
            kind=given["kind"], subject=given["subject"], value_baht=given["value_baht"],
            requester=Person(given["requester_name"], given["requester_phone"]),
            other=Person(given["other_name"], given["other_phone"], given["other_email"]),
            requester_agrees=given["requester_agrees"], requester_id_shown=given["requester_id_shown"],
            online=since is not None, requested_at=since.submitted_at if since else None,
        )  # fmt: skip

    def new(self, actor: Actor) -> New:
        """The case that a request at the counter makes; its words are the officer's."""
        given = self.cleaned_data
        person = Person(given["requester_name"], given["requester_phone"])
        return New(
            client_id=given["client_id"], description=given["story"] or given["subject"], identity="hidden",
            mission="one_stop", channel="counter", district=actor.office_code, reporter=person, has_no_id=True,
        )  # fmt: skip


class MoveForm(KindForm):
    """One move's form: a field for everything that its row says it needs. Rules of substance stand in `cases.mediation`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, move: Move, mediation: Mediation, people: list[Party], now: datetime, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"version": mediation.version} | _initial(move, mediation, now))
        super().__init__(*args, prefix=move.name, **kwargs)
        self.move = move
        for name in (*move.needs, *move.takes):
            for made, field in _fields(name, move, mediation, people, now).items():
                self.fields[made] = field
        soften(self.fields.values())

    def given(self) -> dict[str, Any]:
        told = {
            k: v
            for k, v in self.cleaned_data.items()
            if k not in ("version", "at_day", "at_time") and v not in ("", None, [])
        }
        day, hour = self.cleaned_data.get("at_day"), self.cleaned_data.get("at_time")
        if isinstance(day, date) and isinstance(hour, time):
            told["at"] = datetime.combine(day, hour, tzinfo=BANGKOK)
        return told

    def refuse(self, refused: Any) -> None:
        if refused.field == "at":
            refused.field = "at_day"
        super().refuse(refused)

    def with_version(self, version: int) -> None:
        self.data: Any = self.data.copy()
        self.data[self.add_prefix("version")] = str(version)


def _initial(move: Move, mediation: Mediation, now: datetime) -> dict[str, Any]:
    """What is most often right: the side that was asked, the same people and place as before, today."""
    asked = words.REQUESTER if mediation.consent_requester == words.WAS_ASKED else words.OTHER
    return {
        "side": asked, "chair": mediation.chair_id, "mediators": [one for one in mediation.panel if one != mediation.chair_id],
        "mode": words.IN_PERSON, "attended": "both", "signed_at": "district_office",
        "signed_on": bangkok_date(now), "at_time": "09:30",
    }  # fmt: skip


def _fields(name: str, move: Move, mediation: Mediation, people: list[Party], now: datetime) -> dict[str, forms.Field]:
    field, needed = words.FIELDS[name], name in move.needs
    told: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": False}
    match field.kind:
        case "moment":
            hour = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input--short"})
            return {
                "at_day": AnyEraDate(label=_("วันที่นัด"), required=needed),
                "at_time": forms.TimeField(label=_("เวลานัด"), required=needed, widget=hour),
            }
        case "date":
            return {name: AnyEraDate(**told | {"required": needed})}
        case "yes":
            return {name: forms.BooleanField(**told)}
        case "number":
            return {name: Baht(**told)}
        case "many":
            offered = [(str(one.pk), one.name) for one in mediators.in_force(mediation.office_id, bangkok_date(now))]
            return {name: forms.MultipleChoiceField(choices=offered, widget=forms.CheckboxSelectMultiple, **told)}
        case "choice":
            offered = _offered(name, move, mediation, people, now)
            few = len(offered) <= 4
            return {name: forms.ChoiceField(choices=offered if few else [("", _("เลือก")), *offered],
                                            widget=_RADIO if few else forms.Select, **told)}  # fmt: skip
    if name in SHORT:
        return {
            name: forms.CharField(max_length=field.most, widget=forms.TextInput(attrs={"autocomplete": "off"}), **told)
        }
    rows = 8 if field.most > 2000 else 3
    return {
        name: forms.CharField(
            max_length=field.most, widget=forms.Textarea(attrs={"rows": rows, "class": "input--low"}), **told
        )
    }


def _offered(name: str, move: Move, mediation: Mediation, people: list[Party], now: datetime) -> list[tuple[str, Any]]:
    match name:
        case "side":
            return list((words.IN_THE_ROOM if move.name == "add_party" else words.SIDES).items())
        case "party":
            shown = [
                one for one in people if move.name != "identify" or (not one.id_shown and one.side != words.ACCUSED)
            ]
            return [(str(one.no), party_words(one, people)) for one in shown]
        case "chair":
            listed = mediators.in_force(mediation.office_id, bangkok_date(now))
            return [(str(one.pk), one.name) for one in listed if one.may_chair]
        case "mode":
            return list(words.MODES.items())
        case "attended":
            return list(words.ATTENDED.items())
        case "signed_at":
            return list(words.PLACES.items())
    over = now > mediation.due_at
    reasons = [code for code in words.REASONS if code not in words.BY_ITSELF and (over or code != words.TIME_OVER)]
    return [(code, words.REASONS[code]) for code in reasons]


class MediatorForm(KindForm):
    """Somebody new on the list."""

    name = _line(gettext_lazy("ชื่อและนามสกุล"))
    may_chair = forms.BooleanField(label=gettext_lazy("เป็นประธานได้ (นายอำเภอ ปลัดอำเภอ หรืออัยการ)"), required=False)
    valid_from = AnyEraDate(label=gettext_lazy("ขึ้นบัญชีตั้งแต่วันที่"))
    source = _line(gettext_lazy("คำสั่งหรือประกาศ"), hint=gettext_lazy("เลขที่และวันที่"), most=300)


class EndForm(KindForm):
    """The day from which somebody is no longer on the list, and on whose word."""

    valid_to = AnyEraDate(label=gettext_lazy("พ้นจากบัญชีตั้งแต่วันที่"))
    source = _line(gettext_lazy("คำสั่งหรือประกาศ"), hint=gettext_lazy("เลขที่และวันที่"), most=300)
