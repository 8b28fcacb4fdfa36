"""Who answers for a matter. Pure: facts, rules and offices in, one decision with its reason out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Office(Protocol):
    """What this room needs to know of an office."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def province_code(self) -> str: ...
    @property
    def district_code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Facts:
    """What a matter is about and where. `accused_office_code`: an office the matter complains about, if any."""

    mission: str
    category: str
    district_code: str
    on: date
    accused_office_code: str = ""

    @property
    def province_code(self) -> str:
        return self.district_code[:2]


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    mission: str
    category_code: str
    province_code: str
    target: str
    reason_th: str
    reason_en: str
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The centre that is answerable, the agency it goes to at once (or None), and why."""

    office_code: str
    agency_code: str | None
    reason_th: str
    reason_en: str
    rule_code: str

    def reason(self, language: str) -> str:
        return self.reason_th if language.startswith("th") else self.reason_en


def decide(facts: Facts, rules: Iterable[Rule], offices: Mapping[str, Office]) -> Decision:
    """The most specific rule in force decides; a centre never judges a complaint about itself."""
    raise NotImplementedError
