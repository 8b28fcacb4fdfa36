"""The many small forms of one film's page, each with names of its own; the one that was sent has what was typed."""

from dataclasses import dataclass
from typing import Any

from sangsuk.common.forms import KindForm

from .film_deeds import DEEDS
from .film_forms import WhyForm


@dataclass(frozen=True)
class Sent:
    """The form that was refused: which deed or move, about which row."""

    name: str = ""
    of: str = ""
    form: KindForm | None = None


@dataclass(frozen=True)
class Boxes:
    sent: Sent

    def of(self, name: str, row: int | str = "") -> dict[str, Any]:
        """`mine`: this one was sent, so the page opens here and says what is wrong."""
        deed = DEEDS[name]
        mine = self.sent.name == name and self.sent.of == str(row) and self.sent.form is not None
        empty = deed.form(auto_id=f"{name}{row}_%s") if deed.form else None
        form = self.sent.form if mine else empty
        return {"name": name, "row": row, "button": deed.button, "form": _called(form, f"{name}{row}_%s"), "mine": mine}

    def why(self, name: str) -> dict[str, Any]:
        mine = self.sent.name == name and self.sent.form is not None
        return {"form": _called(self.sent.form if mine else WhyForm(), f"{name}_%s"), "mine": mine}


def _called(form: KindForm | None, auto_id: str) -> KindForm | None:
    if form is not None:
        form.auto_id = auto_id
    return form
