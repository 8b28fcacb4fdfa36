"""When a voice may be told to everybody: in a bundle, together with so many others that none can be taken out again. Pure.

Whatever the public reads, of any area, month, theme or service, is a sum of whole groups of at least `group` voices, and
without theme or service of whole bundles of at least `bundle`. A sum or difference of such figures is one too. So no
subtraction between levels or periods, or between today and tomorrow, leaves fewer.

The bundle of an office holds its voices in the order of their days. What is left over waits for the next; after so many
days it is told with others of the province, and after as many again with others of the country.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from .hearing import TOGETHER

T = TypeVar("T")


def bundles(waiting: Sequence[T], least: int) -> Iterator[Sequence[T]]:
    """Whole bundles from the front; who is left over waits on."""
    for first in range(0, len(waiting) - least + 1, least):
        yield waiting[first : first + least]


def groups(values: Iterable[str], least: int) -> dict[str, str]:
    """Under which value each is told: its own where enough have it, else together; together they are enough again.

    If all but one value are few and even together too few, the smallest of the others goes with them.
    """
    counted = Counter(values)
    own = sorted((value for value, n in counted.items() if n >= least), key=lambda value: (-counted[value], value))
    few = sum(n for n in counted.values() if n < least)
    while own and 0 < few < least:
        few += counted[own.pop()]
    return {value: value if value in own else TOGETHER for value in counted}
