"""The numbers and kinds in force, from dated rows that the operator keeps."""

from dataclasses import dataclass
from datetime import date

from sangsuk.common.remember import remembered

from . import words
from .models import OutreachRule, ServiceKind

USUAL = {words.VISIT: 12, words.REPORT: 5, words.ANNOUNCE: 7, words.ESCALATE: 5, words.PHOTO: 10}
"""Should somebody end every row of a kind."""


@dataclass(frozen=True)
class Rule:
    """`source` in English, `source_th` where it was given in Thai too; `code` "" where no row speaks of it."""

    amount: int
    code: str = ""
    source: str = ""
    source_th: str = ""


@dataclass(frozen=True)
class Service:
    code: str
    name_th: str
    name_en: str
    ended: bool

    def name(self, language: str) -> str:
        return self.name_en if language.startswith("en") else self.name_th


def rule(what: str, on: date, province_code: str = "") -> Rule:
    """A province's own row before the country's; of several in force the one that began last."""
    rows = [r for r in _all_rules() if r.what == what and _holds(r, on)]
    for code in (province_code, ""):
        if mine := [r for r in rows if r.province_code == code]:
            last = mine[-1]
            return Rule(last.amount, last.code, last.source, last.source_th)
    return Rule(USUAL[what])


def amount(what: str, on: date, province_code: str = "") -> int:
    return rule(what, on, province_code).amount


def provinces_with_own(what: str, on: date) -> list[str]:
    """The provinces for which a row of their own holds."""
    return sorted({r.province_code for r in _all_rules() if r.what == what and r.province_code and _holds(r, on)})


def services(on: date) -> list[Service]:
    """The kinds that may be offered on that day, in their order."""
    return [one for one in known_services(on).values() if not one.ended]


def known_services(on: date) -> dict[str, Service]:
    """Every kind there is or was, for naming those of old trips."""
    return {r.code: Service(r.code, r.name_th, r.name_en, not _holds(r, on)) for r in _all_services()}


@remembered
def _rules() -> tuple[OutreachRule, ...]:
    return tuple(OutreachRule.objects.order_by("valid_from", "code"))


@remembered
def _services() -> tuple[ServiceKind, ...]:
    return tuple(ServiceKind.objects.order_by("order", "code"))


def _all_rules() -> tuple[OutreachRule, ...]:
    found: tuple[OutreachRule, ...] = _rules()
    return found


def _all_services() -> tuple[ServiceKind, ...]:
    found: tuple[ServiceKind, ...] = _services()
    return found


def _holds(row: OutreachRule | ServiceKind, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or on < row.valid_to)
