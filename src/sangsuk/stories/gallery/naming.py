"""What offices, areas and words of a story are called in the reader's language."""

from django.utils.translation import get_language

from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Missing
from sangsuk.places import queries as places
from sangsuk.places.regions import NAMES as REGIONS

from .. import words
from ..models import Campaign, Story
from ..naming import office_called


def language() -> str:
    return get_language() or "th"


def office(code: str) -> str:
    return office_called(code, language())


def province(code: str) -> str:
    try:
        return places.title(code, language())
    except Missing:
        return ""


def region(code: str) -> str:
    return str(REGIONS.get(code, ""))


def term(axis: str, code: str) -> str:
    """A word of the catalog, also one that is not in force any more; "" for none."""
    card = catalog.all_terms(axis).get(code) if code else None
    return card.name(language()) if card else ""


def campaign(one: Campaign | None) -> str:
    return one.title(language()) if one else ""


def author(story: Story) -> str:
    """As she wishes to be called; said in words when she does not."""
    return story.author_shown or str(words.AUTHOR_UNNAMED)
