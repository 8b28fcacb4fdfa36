"""What a formula comes to. Exact; what cannot be said (nothing reported, a division by 0) is None, never an error."""

from collections.abc import Mapping
from fractions import Fraction

from .tree import Call, Name, Negative, Node, Number, Pair

Value = Fraction | None
Values = Mapping[str, Value]


def value(node: Node, values: Values) -> Fraction | None:
    """None where any part is None, but: `sum`, `min` and `max` go by what there is, `if_none` has another word for it."""
    match node:
        case Number(amount):
            return Fraction(amount)
        case Name(code):
            return values.get(code)
        case Negative(of):
            known = value(of, values)
            return None if known is None else -known
        case Pair(op, left, right):
            return _pair(op, value(left, values), value(right, values))
        case Call(word, of):
            return _call(word, [value(one, values) for one in of])
    raise AssertionError(node)


def _pair(op: str, left: Fraction | None, right: Fraction | None) -> Fraction | None:
    if left is None or right is None:
        return None
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return left / right if right else None


def _call(word: str, given: list[Fraction | None]) -> Fraction | None:
    if word in ("percent", "per"):
        return _pair("/", *given)
    if word == "if_none":
        return given[0] if given[0] is not None else given[1]
    there = [one for one in given if one is not None]
    if not there:
        return None
    match word:
        case "sum":
            return sum(there, Fraction(0))
        case "min":
            return min(there)
    return max(there)
