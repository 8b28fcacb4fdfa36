"""The picture that goes with a link where people share it (Open Graph): 1200 by 630, PNG. Values in, bytes out."""

from dataclasses import dataclass

from sangsuk.thai import cut

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
        name: pieces(cut(getattr(card, name).strip(), most.get(name, MOST_LINE)), thai_numerals=False)
        for name in ("title", "office", "area", "campaign", "quote", "brand")
    }
    tags = [pieces(tag.strip(), thai_numerals=False) for tag in card.tags[:MOST_TAGS]]
    return compiled("share_card", told | {"tags": tags}, {}, face=fonts.afar(), format="png", ppi=72)[0]
