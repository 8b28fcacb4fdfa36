"""Formulas over indicators: a small language that reckons exactly, knows its units, and can do nothing else. Pure."""

from .evaluator import Value, Values
from .formula import GIVEN, Formula, given, parse
from .order import DEEPEST, ordered
from .units import ANY, BARE, Dimension, dimension

__all__ = [
    "ANY",
    "BARE",
    "DEEPEST",
    "GIVEN",
    "Dimension",
    "Formula",
    "Value",
    "Values",
    "dimension",
    "given",
    "ordered",
    "parse",
]
