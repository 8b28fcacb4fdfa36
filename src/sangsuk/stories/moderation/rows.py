"""The rows that moderation goes by, read once and remembered: signs, clocks, grades, reasons, help lines."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sangsuk.common import seeds
from sangsuk.common.remember import remembered
from sangsuk.places.models import Subdistrict

from ..models.moderation import HelpLine, ModerationReason, ModerationRule, ModerationSign, SeverityGrade
from . import clocks, signs
from .clocks import Rule
from .signs import DATA, Lexicon

_FILES = (
    (ModerationSign, "signs", "code"), (ModerationRule, "rules", "code"), (SeverityGrade, "grades", "grade"),
    (HelpLine, "help_lines", "code"), (ModerationReason, "reasons", "code"),
)  # fmt: skip


def load() -> int:
    """Bring the rows up to date; returns how many changed."""
    return sum(seeds.write(model, seeds.rows(DATA / f"{name}.csv"), key=(key,)) for model, name, key in _FILES)


def lexicon(on: date | None = None) -> Lexicon:
    """The signs in force, with the names of the country's sub-districts. Two queries, remembered."""
    found: Lexicon = _lexicon(on or timezone.localdate())
    return found


@remembered
def _lexicon(on: date) -> Lexicon:
    read = signs.parsed(ModerationSign.objects.values(), on)
    return Lexicon(read.signs, _subdistricts())


@remembered
def _subdistricts() -> frozenset[str]:
    """Their names do not change from day to day."""
    names = Subdistrict.objects.values_list("name_th", flat=True)
    return frozenset(name for name in names if len(name) > 1)


def rules(on: date | None = None) -> dict[str, Rule]:
    found: dict[str, Rule] = _rules(on or timezone.localdate())
    return found


@remembered
def _rules(on: date) -> dict[str, Rule]:
    return clocks.in_force(
        ModerationRule.objects.values("code", "what", "amount", "unit", "valid_from", "valid_to"), on
    )


@remembered
def _grades(on: date) -> tuple[SeverityGrade, ...]:
    return tuple(SeverityGrade.objects.filter(_in_force(on)))


def grades(on: date | None = None) -> tuple[SeverityGrade, ...]:
    found: tuple[SeverityGrade, ...] = _grades(on or timezone.localdate())
    return found


@remembered
def _reasons(use: str, on: date) -> tuple[ModerationReason, ...]:
    return tuple(ModerationReason.objects.filter(_in_force(on), use=use))


def reasons(use: str, on: date | None = None) -> tuple[ModerationReason, ...]:
    """Why a story may be rejected or taken down, as choices."""
    found: tuple[ModerationReason, ...] = _reasons(use, on or timezone.localdate())
    return found


@remembered
def _help_lines(on: date) -> tuple[HelpLine, ...]:
    return tuple(HelpLine.objects.filter(_in_force(on)))


def help_lines(lanes: Iterable[str], on: date | None = None) -> list[HelpLine]:
    """Whom somebody in need can call, for these alarms."""
    wanted = set(lanes)
    return [line for line in _help_lines(on or timezone.localdate()) if wanted & set(line.lane.split())]


def said(row: Any, field: str, language: str) -> str:
    """`name` or `says` of a row in a language."""
    return str(getattr(row, f"{field}_th" if language.startswith("th") else f"{field}_en"))


def _in_force(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
