"""The card on paper, with the same questions in the same order as the page and as the officer's table."""

from sangsuk.catalog import queries as catalog
from sangsuk.offices import queries as offices
from sangsuk.papers.card_papers import CardPaper
from sangsuk.places import queries as places

from ..naming import office_called
from . import words
from .posters import Point

TH = "th"
QUESTIONS = {
    "tone": "วันนี้เป็นอย่างไร", "expectation": "เทียบกับที่ท่านคาดไว้", "service": "มาทำเรื่องอะไร", "age_band": "อายุ",
    "condition": "ท่านเป็น",
}  # fmt: skip
"""Paper speaks Thai, whatever the language of who prints it."""
_TONES = {"positive": "ดี", "mixed": "ดีบางอย่าง", "negative": "ไม่ดี"}
_EXPECTED = {"above": "ดีกว่าที่คาด", "met": "ตามที่คาด", "below": "แย่กว่าที่คาด"}


def sheet(point: Point) -> CardPaper:
    """Raises: Missing."""
    axes = {"service": words.SERVICES, "age_band": words.AGES, "condition": words.CONDITIONS}
    answers = {"tone": tuple(_TONES.values()), "expectation": tuple(_EXPECTED.values())}
    answers |= {name: tuple(term.name(TH) for term in catalog.terms(axis)) for name, axis in axes.items()}
    return CardPaper(
        place=office_called(point.office_code, TH), area=places.title(offices.known()[point.office_code].province_code),
        counter=point.name, asked=tuple((question, answers[name]) for name, question in QUESTIONS.items()),
    )  # fmt: skip
