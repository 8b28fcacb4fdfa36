"""The form of one reference row, made from its model; and keeping a change together with who made it and why."""

from contextlib import nullcontext
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.common import remember
from sangsuk.common.forms import soften
from sangsuk.deadlines import actions as deadlines
from sangsuk.deadlines.models import Holiday
from sangsuk.ledger import actions as ledger
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import NotADate, parse_be

from .reference import CHOICES, LABELS, SEVERAL, UNSET, WORDS, Table


class AnyEraDate(forms.DateField):
    """A date from the browser's calendar (2026-11-20), or as an official writes it (20 พ.ย. 2569)."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input--short"})

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return None if isinstance(value, str) else value
        try:
            found = date.fromisoformat(value.strip())
        except ValueError:
            found = None
        if found is not None and found.year < 2400:
            return found
        try:
            return parse_be(value)
        except NotADate:
            raise ValidationError(_("อ่านวันที่นี้ไม่ออก เช่น 20 พ.ย. 2569"), code="invalid") from None


class Several(forms.MultipleChoiceField):
    """Boxes to tick for a column that holds words with a space between."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        return " ".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _field(field: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """The form field of a model's field: codes are chosen, dates are dates of either era."""
    kwargs["label"] = LABELS.get(field.name, field.name)
    listed_by = next(
        (key for key in (f"{field.model._meta.model_name}.{field.name}", field.name) if key in CHOICES), ""
    )
    if listed_by:
        offered = [] if field.name == "weekday" else [("", UNSET.get(field.name, _("ทั้งหมด")))]
        return forms.TypedChoiceField(
            choices=offered + CHOICES[listed_by](), coerce=int if field.name == "weekday" else str, empty_value="",
            required=not field.blank, label=kwargs["label"],
        )  # fmt: skip
    if field.name in SEVERAL:
        return Several(choices=SEVERAL[field.name](), required=not field.blank, label=kwargs["label"])
    if isinstance(field, models.DateField):
        return AnyEraDate(required=not field.blank, label=kwargs["label"])
    if isinstance(field, models.TimeField):
        time = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input--short"})
        return forms.TimeField(required=not field.blank, label=kwargs["label"], widget=time)
    made = field.formfield(help_text="", **kwargs)  # the model's own is for who reads the code
    if isinstance(made, forms.ChoiceField) and field.choices:
        listed: Any = made.choices
        unset = UNSET.get(field.name, _("เลือก"))
        made.choices = [(code, WORDS.get(code, word) if code else unset) for code, word in listed]
    return made


class RowForm(forms.ModelForm):  # type: ignore[type-arg]
    """`why` is always asked anew: no change of a rule without the word it stands on."""

    why = forms.CharField(
        label=gettext_lazy("ที่มาของการแก้ไขครั้งนี้"),
        help_text=gettext_lazy("คำสั่ง ประกาศ มติ หรือหนังสือ พร้อมเลขที่และวันที่"),
        max_length=300,
        min_length=5,
        error_messages={"required": gettext_lazy("กรุณาบอกที่มา เช่น คำสั่งจังหวัดที่ 123/2569")},
    )

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        soften(self.fields.values())

    def full_clean(self) -> None:
        """What the database would refuse, in words."""
        super().full_clean()
        broken = self.errors.pop(NON_FIELD_ERRORS, None)
        if broken:
            twice = any(error.code in ("unique", "unique_together") for error in broken.as_data())
            conflict = _("ค่าที่กรอกขัดกันหรือไม่ถูกรูปแบบ กรุณาตรวจรหัส จำนวน วันที่ และเวลาอีกครั้ง")
            self.add_error(None, _("มีแถวนี้อยู่แล้ว") if twice else conflict)


def form_for(table: Table, *, new: bool) -> type[RowForm]:
    fields = [name for name in table.fields if new or name not in table.fixed]
    made = forms.modelform_factory(table.model, form=RowForm, fields=fields, formfield_callback=_field)
    return cast(type[RowForm], made)


@transaction.atomic
def keep(form: RowForm, table: Table, *, by: Actor, now: datetime, new: bool) -> Any:
    """Write the row and what changed. Reference rows are the one thing that the desk writes itself."""
    names = form.changed_data if not new else list(form.fields)
    names = [name for name in names if name != "why"]
    before = {} if new else {name: _plain(form.initial.get(name)) for name in names}
    row = form.save(commit=False)
    row.source = form.cleaned_data["why"]
    if hasattr(row, "source_th"):  # what was given now stands in the words it was given in
        row.source_th = ""
    if hasattr(row, "edited_at"):
        row.edited_at = now
    if new and table.complete is not None:
        table.complete(row)
    with deadlines.watched(by_name=by.name, now=now) if isinstance(row, Holiday) else nullcontext():
        row.save()
    after = {name: _plain(form.cleaned_data.get(name)) for name in names}
    ledger.record_rule_change(
        table.name, str(row.pk), by=by, before=before, after=after, source=form.cleaned_data["why"], now=now
    )
    transaction.on_commit(remember.forget_all)
    return row


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return str(value.pk) if isinstance(value, models.Model) else str(value)
