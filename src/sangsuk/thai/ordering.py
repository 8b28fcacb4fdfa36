"""In which order Thai words stand in a list: as in a dictionary, by the consonant that is spoken first."""

import re

from .normal import normalise

_LEADS = re.compile(r"([เแโใไ])([ก-ฮ])")
_MARKS = re.compile("[็-์]")


def in_order(text: str) -> tuple[str, str]:
    """A key to sort by: a vowel that is written before its consonant counts after it, tone marks count last.

    Source: Royal Institute Dictionary, order of words in its introduction.
    """
    said = _LEADS.sub(r"\2\1", normalise(text).lower())
    return _MARKS.sub("", said), said
