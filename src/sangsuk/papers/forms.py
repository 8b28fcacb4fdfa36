"""A report on a form of fields and a table of results, one after the other: as the ministry asks for it each quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .lines import paragraphs, pieces
from .printing import compiled, stamped


@dataclass(frozen=True)
class Form:
    """`facts`: label and text of each field, in their order; `results` stands over the table, whose first two columns are words."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    results: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""
    notes: tuple[str, ...] = ()


def pdf(forms: Sequence[Form], *, made_at: datetime | None = None) -> bytes:
    """All in one file, each from a new page on. Raises: NoThaiFont."""
    return _printed(forms, format="pdf", timestamp=stamped(made_at))[0]


def pictures(forms: Sequence[Form], *, ppi: int = 80) -> list[bytes]:
    return _printed(forms, format="png", ppi=ppi)


def _printed(forms: Sequence[Form], **how: Any) -> list[bytes]:
    told = {
        "name": forms[0].title if forms else "", "author": "", "draft": False, "draft-word": [], "secrecy": [],
        "forms": [_told(one) for one in forms],
    }  # fmt: skip
    return compiled("form", told, {}, **how)


def _told(form: Form) -> dict[str, Any]:
    return {
        "title": _said(form.title), "subtitle": _said(form.subtitle), "results": _said(form.results), "empty": _said(form.empty),
        "facts": [[_said(label), [_said(one) for one in paragraphs(text)]] for label, text in form.facts],
        "heads": [_said(head) for head in form.heads], "widths": list(form.widths),
        "rows": [[{"pieces": _said(cell)} for cell in row] for row in form.rows], "notes": [_said(note) for note in form.notes],
    }  # fmt: skip


def _said(text: str) -> list[str]:
    """Figures as they are read on screen: a form of numbers is compared with the page, and with Excel."""
    return pieces(text, thai_numerals=False)
