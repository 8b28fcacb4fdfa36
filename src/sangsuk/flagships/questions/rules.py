"""What makes a number worth a question. Pure: numbers in, what was seen out; each rule says the facts its sentence needs.

Medians and the median absolute deviation are used, because one wrong number must not hide itself. 1.4826 makes the deviation of a
normal distribution out of it (Rousseeuw and Croux, Journal of the American Statistical Association 88, 1993).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import log1p
from statistics import median

COPIED, ROUNDED, TOO_GOOD, OUTLIER = "copied", "rounded", "too_good", "outlier"
RULES = (COPIED, ROUNDED, TOO_GOOD, OUTLIER)


@dataclass(frozen=True)
class Limits:
    """From where on each rule asks; a dated row at the desk, see `QuestionRule`. `least_told`: not a question, but how many people a
    group must have for everybody to read of it, see `showing.cells`."""

    same_in_a_row: int = 3
    round_share: Fraction = Fraction(3, 5)
    round_least: int = 5
    perfect_in_a_row: int = 3
    perfect_base: int = 20
    far: float = 6.0
    neighbours: int = 8
    least_told: int = 10


@dataclass(frozen=True)
class Known:
    """One number and what it stands beside. `history`: of the same area, the newest last, without this one; `beside`: this
    period in the other districts of the province. Values are number / base where there is a base."""

    number: Decimal
    base: Decimal | None = None
    flows: bool = True
    history: Sequence[Decimal] = ()
    bases: Sequence[Decimal] = ()
    beside: Sequence[Fraction] = ()

    @property
    def value(self) -> Fraction:
        return Fraction(self.number) / Fraction(self.base) if self.base else Fraction(self.number)


@dataclass(frozen=True)
class Question:
    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)


def ask(known: Known, limits: Limits) -> list[Question]:
    """Every question that this number is worth, in the order of RULES."""
    found = (copied(known, limits), rounded(known, limits), too_good(known, limits), outlier(known, limits))
    return [one for one in found if one is not None]


def copied(known: Known, limits: Limits) -> Question | None:
    """The same number month after month, of something that flows; what stands still may well stay the same."""
    if not known.flows or not known.number or (known.base is not None and known.number == known.base):
        return None
    same = 1
    for before, base in zip(reversed(known.history), _bases(known), strict=False):
        if before != known.number or base != known.base:
            break
        same += 1
    return Question(COPIED, {"times": same, "number": str(known.number)}) if same >= limits.same_in_a_row else None


def _bases(known: Known) -> list[Decimal | None]:
    return list(reversed(known.bases)) if known.base is not None else [None] * len(known.history)


def rounded(known: Known, limits: Limits) -> Question | None:
    """Most of an area's numbers of three digits and more end in two zeros; by chance one in a hundred does."""
    large = [one for one in (*known.history, known.number) if abs(one) >= 100]
    round_ones = [one for one in large if one % 100 == 0]
    if known.number % 100 or abs(known.number) < 100 or len(large) < limits.round_least:
        return None
    if Fraction(len(round_ones), len(large)) < limits.round_share:
        return None
    return Question(ROUNDED, {"round": len(round_ones), "all": len(large)})


def too_good(known: Known, limits: Limits) -> Question | None:
    """Everything, every time, of something of which others reach a part."""
    if known.base is None or known.base < limits.perfect_base or known.number != known.base:
        return None
    perfect = 1
    for number, base in zip(reversed(known.history), reversed(known.bases), strict=False):
        if number != base:
            break
        perfect += 1
    usual = median(known.beside) if len(known.beside) >= limits.neighbours else None
    if perfect < limits.perfect_in_a_row or usual is None or usual > Fraction(19, 20):
        return None
    return Question(TOO_GOOD, {"times": perfect, "percent": round(float(usual) * 100)})


def outlier(known: Known, limits: Limits) -> Question | None:
    """Far from its own past and from its neighbours, both measured by ratios: ten times as much is as far as a tenth."""
    own = [float(one) for one in _values(known)]
    others = [float(one) for one in known.beside]
    if len(others) < limits.neighbours or len(own) < 3:
        return None
    here = log1p(max(0.0, float(known.value)))
    far_own, far_others = _far(here, own), _far(here, others)
    if min(far_own, far_others) < limits.far:
        return None
    return Question(OUTLIER, {"usual": _short(median(own)), "others": _short(median(others))})


def _values(known: Known) -> list[Fraction]:
    if known.base is None:
        return [Fraction(one) for one in known.history]
    return [Fraction(n) / Fraction(b) for n, b in zip(known.history, known.bases, strict=False) if b]


def _far(here: float, numbers: Sequence[float]) -> float:
    """In deviations; at least a tenth counts as one, so that what never moved does not ask about every move."""
    logs = [log1p(max(0.0, one)) for one in numbers]
    middle = median(logs)
    deviation = 1.4826 * median(abs(one - middle) for one in logs)
    return abs(here - middle) / max(deviation, 0.1)


def _short(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 10 else f"{number:.2f}"
