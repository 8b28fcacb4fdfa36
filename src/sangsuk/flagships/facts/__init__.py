"""What the product counts of itself: named facts, by district, of any span of days."""

from .found import Found
from .registry import FACTS, Fact

__all__ = ["FACTS", "Fact", "Found"]
