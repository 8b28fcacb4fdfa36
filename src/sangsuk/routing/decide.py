"""Who answers for a matter. Pure: facts, rules and offices in, one decision with its reason out."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date

MINISTRY = "MOI"


class NoRoute(LookupError):
    """No rule in force speaks of this matter."""


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
    """A row of the routing table; '' means any. `valid_to` is the first day on which it no longer holds."""

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


def decide(facts: Facts, rules: Iterable[Rule], offices: Container[str]) -> Decision:
    """The most specific rule in force decides; a centre never looks into a complaint about itself.

    `offices`: the codes of the offices there are. A centre that does not exist is replaced by the one above it.
    Raises: NoRoute. Source: docs/law.md#who-answers, docs/law.md#conflict
    """
    rule = find(facts, rules)
    if rule is None:
        raise NoRoute(facts.category)
    ladder = [facts.district_code, f"{facts.province_code}00", MINISTRY]
    first = {"district": 0, "province": 1, "ministry": 2, "khet": 2}[rule.target]
    office_code = next((code for code in ladder[first:] if code in offices), MINISTRY)
    agency = facts.district_code if rule.target == "khet" and facts.district_code in offices else None
    decision = Decision(office_code, agency, rule.reason_th, rule.reason_en, rule.code)
    if office_code != ladder[first]:
        decision = _instead(decision, ladder[first])
    return _impartial(decision, facts.accused_office_code, ladder, offices)


def find(facts: Facts, rules: Iterable[Rule]) -> Rule | None:
    """The rule that speaks most exactly of this matter; among equals the newest, then the first by name."""
    fitting = sorted((rule for rule in rules if _fits(rule, facts)), key=lambda rule: rule.code)
    return max(fitting, key=lambda rule: (_specificity(rule), rule.valid_from), default=None)


def _fits(rule: Rule, facts: Facts) -> bool:
    prefix = rule.category_code
    return (
        rule.valid_from <= facts.on
        and (rule.valid_to is None or facts.on < rule.valid_to)
        and rule.mission in ("", facts.mission)
        and rule.province_code in ("", facts.province_code)
        and (not prefix or facts.category == prefix or facts.category.startswith(prefix + "."))
    )


def _specificity(rule: Rule) -> int:
    category = 0 if not rule.category_code else 2 if "." in rule.category_code else 1
    return 8 * bool(rule.province_code) + 2 * category + bool(rule.mission)


def _instead(decision: Decision, missing: str) -> Decision:
    return replace(
        decision,
        reason_th=f"{decision.reason_th} (ไม่มีศูนย์ดำรงธรรมรหัส {missing} จึงส่งให้ศูนย์ระดับเหนือขึ้นไป)",
        reason_en=f"{decision.reason_en} (there is no centre with the code {missing}, so it goes to the one above)",
    )


def _impartial(decision: Decision, accused: str, ladder: list[str], offices: Container[str]) -> Decision:
    """Past the accused office and those under it, up to the ministry; the accused agency is not asked either."""
    if not accused:
        return decision
    if decision.agency_code == accused:
        decision = replace(decision, agency_code=None)
    if accused not in ladder or ladder.index(accused) < ladder.index(decision.office_code):
        return decision
    above = next((code for code in ladder[ladder.index(accused) + 1 :] if code in offices), MINISTRY)
    return replace(
        decision,
        office_code=above,
        reason_th="เรื่องนี้ร้องเรียนหน่วยงานที่ตามปกติจะเป็นผู้ดูแล จึงให้ศูนย์ดำรงธรรมระดับเหนือขึ้นไปดูแลแทน",
        reason_en="This matter is about the office that would usually look after it, so the centre above does instead",
    )
