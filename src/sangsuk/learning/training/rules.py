"""The dated rows that training goes by, read once: subjects, groups, the usual questions, numbers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sangsuk.common.errors import Missing
from sangsuk.common.remember import remembered
from sangsuk.offices.queries import in_force
from sangsuk.places import queries as places
from sangsuk.places import regions

from ..models import TrainingGroup, TrainingQuestion, TrainingRule, TrainingSubject


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    name_th: str
    name_en: str
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    local: bool

    def name(self, language: str) -> str:
        return self.name_en if language.startswith("en") else self.name_th


@dataclass(frozen=True, slots=True)
class Subject:
    code: str
    name_th: str
    name_en: str

    def name(self, language: str) -> str:
        return self.name_en if language.startswith("en") else self.name_th


@remembered
def groups(on: date) -> dict[str, Group]:
    """In their order. One query, remembered."""
    return {row.code: _group(row) for row in TrainingGroup.objects.filter(in_force(on))}


@remembered
def known_groups() -> dict[str, Group]:
    """Those of old too, for naming."""
    return {row.code: _group(row) for row in TrainingGroup.objects.all()}


def _group(row: TrainingGroup) -> Group:
    return Group(
        row.code, row.name_th, row.name_en, tuple(row.roles.split()), tuple(row.office_kinds.split()), row.local
    )


@remembered
def subjects(on: date) -> dict[str, Subject]:
    return {row.code: _subject(row) for row in TrainingSubject.objects.filter(in_force(on))}


@remembered
def known_subjects() -> dict[str, Subject]:
    return {row.code: _subject(row) for row in TrainingSubject.objects.all()}


def _subject(row: TrainingSubject) -> Subject:
    return Subject(row.code, row.name_th, row.name_en)


@remembered
def questions(on: date) -> tuple[dict[str, str], ...]:
    """The items with which a new form begins."""
    rows = TrainingQuestion.objects.filter(in_force(on))
    return tuple({"th": row.ask_th, "en": row.ask_en} for row in rows)


@remembered
def amount(what: str, on: date) -> int:
    """The number in force with the latest beginning. Raises Missing when an operator has ended every row."""
    row = TrainingRule.objects.filter(in_force(on), what=what).order_by("-valid_from", "code").first()
    if row is None:
        raise Missing("no_rule", f"no rule is in force: {what}")
    return row.amount


def group_called(code: str, language: str) -> str:
    found = known_groups().get(code)
    return found.name(language) if found else code


def subject_called(code: str, language: str) -> str:
    found = known_subjects().get(code)
    return found.name(language) if found else code


def provinces_of(region_codes: list[str], province_codes: list[str]) -> list[str]:
    """The provinces that an event speaks of; empty for the whole country."""
    if province_codes:
        return sorted(province_codes)
    if region_codes:
        return sorted(p.code for p in places.provinces() if regions.region_of(p.code) in region_codes)
    return []


def within(group: Group, provinces: list[str], office: str = "office") -> Q:
    """Memberships of a group, narrowed to these provinces where the group is local and there are any."""
    found = Q(role__in=group.roles) & Q(**{f"{office}__kind__in": group.kinds})
    if group.local and provinces:
        found &= Q(**{f"{office}__province_code__in": provinces})
    return found


def of_scope(regions_: list[str], provinces_: list[str], language: str) -> str:
    """Which part of the country, in words; empty for the whole of it."""
    if provinces_:
        names = {p.code: p.title(language) for p in places.provinces()}
        return ", ".join(names.get(code, code) for code in sorted(provinces_))
    return ", ".join(str(regions.NAMES[code]) for code in regions.NAMES if code in regions_)
