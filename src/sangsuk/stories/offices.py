"""How a story calls the office it is told of: the building that people went to, not the centre inside it."""

from sangsuk.offices import queries as offices
from sangsuk.places import queries as places


def called(code: str, language: str) -> str:
    """ "ที่ว่าการอำเภอเมืองเชียงใหม่", "Mueang Chiang Mai District Office"; "" for an office that nobody knows."""
    card = offices.known().get(code)
    if card is None:
        return ""
    if card.kind != "district":
        return card.name(language)
    title = places.title(card.district_code, language)
    return f"ที่ว่าการ{title}" if language.startswith("th") else f"{title} Office"


def area(code: str, language: str) -> str:
    """The province, which tells apart the districts of the same name."""
    card = offices.known().get(code)
    return places.title(card.province_code, language) if card else ""
