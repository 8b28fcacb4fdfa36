"""The picture that goes with a link where people share it (Open Graph): 1200 by 630, PNG. Values in, bytes out."""

from dataclasses import dataclass

from sangsuk.thai import cut, segment

from . import fonts
from .lines import pieces
from .printing import compiled

WIDTH, HEIGHT = 1200, 630
MOST_TITLE, MOST_QUOTE, MOST_LINE, MOST_TAGS = 110, 150, 60, 2
"""Visible signs; what is longer ends with '…'. At these lengths the smallest size still fits."""


@dataclass(frozen=True)
class ShareCard:
    """What stands on it: all of it published already, for the picture is kept by others. Only the title is needed.

    `tags`: hashtags, with their sign, the weightiest first: as many as there is room for beside the office, at most two.
    """

    title: str
    office: str = ""
    area: str = ""
    campaign: str = ""
    quote: str = ""
    tags: tuple[str, ...] = ()
    brand: str = "อำเภอสร้างสุข"


def png(card: ShareCard) -> bytes:
    """The same card gives the same bytes. Raises: NoThaiFont."""
    most = {"title": MOST_TITLE, "quote": MOST_QUOTE}
    told = {
        name: pieces(shortened(getattr(card, name).strip(), most.get(name, MOST_LINE)), thai_numerals=False)
        for name in ("title", "office", "area", "campaign", "quote", "brand")
    }
    tags = [pieces(tag.strip(), thai_numerals=False) for tag in card.tags[:MOST_TAGS]]
    return compiled("share_card", told | {"tags": tags}, {}, face=fonts.afar(), format="png", ppi=72)[0]


def shortened(text: str, most: int) -> str:
    """At most `most` visible signs, cut between words; within one only where it is as long as half the line."""
    short, end = cut(text, most), 0
    if short == text:
        return text
    for word in segment(text):
        if end + len(word) >= len(short):
            break
        end += len(word)
    return text[:end].rstrip() + "…" if end > most // 2 else short
