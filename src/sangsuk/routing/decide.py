"""Who answers for a matter. Pure: facts, rules and offices in, one decision with its reason out."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date

MINISTRY = "MOI"


class NoRoute(LookupError):
    """No rule in force speaks of this matter."""


class NobodyImpartial(LookupError):
    """Everybody who could look into it is accused."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a matter is about and where. `barred`: the offices that must not have it, because the matter accuses them or
    somebody whom the people there obey."""

    mission: str
    category: str
    district_code: str
    on: date
    barred: frozenset[str] = frozenset()

    @property
    def province_code(self) -> str:
        return self.district_code[:2]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the routing table; '' means any. `valid_to` is the first day on which it no longer holds.

    `instead_of`: an office code. Such a row speaks only when that office, and all above it, are barred; its target is
    then an office's code.
    """

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
    instead_of: str = ""


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
    """The most specific rule in force decides; nobody who is accused ever gets the matter, nor anybody under him.

    `offices`: the codes of the offices there are. A centre that does not exist is replaced by the one above it.
    Raises: NoRoute, NobodyImpartial. Source: docs/law.md#who-answers, docs/law.md#conflict
    """
    rules = list(rules)
    rule = find(facts, [rule for rule in rules if not rule.instead_of])
    if rule is None:
        raise NoRoute(facts.category)
    ladder = [facts.district_code, f"{facts.province_code}00", MINISTRY]
    first = {"district": 0, "province": 1, "ministry": 2, "khet": 2}[rule.target]
    office_code = next((code for code in ladder[first:] if code in offices), MINISTRY)
    agency = facts.district_code if rule.target == "khet" and facts.district_code in offices else None
    decision = Decision(office_code, agency, rule.reason_th, rule.reason_en, rule.code)
    if office_code != ladder[first]:
        decision = _instead(decision, ladder[first])
    return _impartial(decision, facts, ladder, rules, offices)


def find(facts: Facts, rules: Iterable[Rule]) -> Rule | None:
    """The rule that speaks most exactly of this matter; among equals the newest, then the first by name."""
    fitting = sorted((rule for rule in rules if _fits(rule, facts)), key=lambda rule: rule.code)
    return max(fitting, key=lambda rule: (_specificity(rule), rule.valid_from), default=None)


def _fits(rule: Rule, facts: Facts) -> bool:
    prefix = rule.category_code
    return (
        _holds(rule, facts.on)
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


def _impartial(
    decision: Decision, facts: Facts, ladder: list[str], rules: Iterable[Rule], offices: Container[str]
) -> Decision:
    """Past every barred office, and past those under one, up to the ministry and beyond; a barred agency is not asked."""
    if not facts.barred:
        return decision
    if decision.agency_code in facts.barred:
        decision = replace(decision, agency_code=None)
    office = past(facts.barred, ladder, rules, offices, on=facts.on, start=decision.office_code)
    if office == decision.office_code:
        return decision
    return replace(
        decision,
        office_code=office,
        reason_th="เรื่องนี้ร้องเรียนหน่วยงานที่ตามปกติจะเป็นผู้ดูแล จึงให้ศูนย์ดำรงธรรมระดับเหนือขึ้นไปดูแลแทน",
        reason_en="This matter is about the office that would usually look after it, so the centre above does instead",
    )


def past(
    barred: Container[str], ladder: list[str], rules: Iterable[Rule], offices: Container[str], *, on: date, start: str
) -> str:
    """The first office of the ladder, from `start` on, that is not barred and under none that is; beyond the top, the one
    that a rule names. Raises: NobodyImpartial."""
    highest = max((at for at, code in enumerate(ladder) if code in barred), default=-1)
    for at, code in enumerate(ladder):
        if at > highest and at >= ladder.index(start) and (code in offices or (code == start and code not in barred)):
            return code
    beyond = sorted((rule for rule in rules if rule.instead_of in ladder and _holds(rule, on)), key=lambda r: r.code)
    for rule in beyond:
        if rule.target in offices and rule.target not in barred:
            return rule.target
    raise NobodyImpartial(start)


def _holds(rule: Rule, on: date) -> bool:
    return rule.valid_from <= on and (rule.valid_to is None or on < rule.valid_to)
