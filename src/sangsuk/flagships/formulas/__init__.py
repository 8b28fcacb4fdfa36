"""Formulas over indicators: a small language that reckons exactly, knows its units, and can do nothing else. Pure."""

from .formula import GIVEN, Formula, given, parse
from .order import ordered
from .units import ANY, BARE, Dimension, dimension

__all__ = ["ANY", "BARE", "GIVEN", "Dimension", "Formula", "dimension", "given", "ordered", "parse"]
