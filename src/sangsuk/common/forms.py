"""Forms that look alike and speak kindly. What a form asks stands with the face that asks it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .errors import Refused

_PLAIN = (forms.RadioSelect, forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.HiddenInput)
KIND = {
    "required": _("กรุณากรอกช่องนี้"),
    "invalid": _("ข้อความในช่องนี้ยังไม่ถูกรูปแบบ กรุณาตรวจอีกครั้ง"),
    "invalid_choice": _("กรุณาเลือกหนึ่งข้อจากรายการ"),
}
LIMITS = {
    "null_characters_not_allowed": _("มีอักขระที่ใช้ไม่ได้ กรุณาพิมพ์ใหม่"),
    "min_length": _("กรุณาเขียนให้ยาวกว่านี้อีกนิด"),
    "max_length": _("ยาวเกินไป ขอไม่เกิน %(limit_value)d ตัวอักษร"),
}


@contextmanager
def told_in(form: Any) -> Iterator[None]:
    """What a rule refuses about what was typed (422) is said in the form, and the page goes on to show it; anything else
    goes to the one handler of the face."""
    try:
        yield
    except Refused as refused:
        if refused.status != 422:
            raise
        form.refuse(refused)


def soften(fields: Iterable[forms.Field]) -> None:
    """Every input gets its class, and Django's stock errors our words."""
    for field in fields:
        if not isinstance(field.widget, _PLAIN):
            classes = field.widget.attrs.get("class", "")
            field.widget.attrs["class"] = f"input {classes}".strip()
        stock: dict[str, Any] = {}
        for kind in reversed(type(field).__mro__):
            stock.update(getattr(kind, "default_error_messages", {}))
        for code, message in LIMITS.items():
            field.error_messages.setdefault(code, message)
        for code, message in KIND.items():
            if code in stock and field.error_messages.get(code) == stock[code]:
                field.error_messages[code] = message


class KindForm(forms.Form):
    """Gives every input its class; leaves checking to the server, so that the words are ours and not the browser's."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        soften(self.fields.values())

    def refuse(self, refused: Any) -> None:
        """Put a rule's refusal (`common.errors.Refused`) where the person can see and mend it."""
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, forms.ValidationError(str(refused), code=refused.code))
