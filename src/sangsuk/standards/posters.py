"""The poster of the survey: in the hall of a district office, with the short address of its page."""

from sangsuk.offices import queries as offices
from sangsuk.papers.posters import Poster
from sangsuk.places import queries as places
from sangsuk.stories.naming import office_called

PATH = "/r/{code}"
"""Short enough to be typed from a wall. The page behind it stands in the public face."""
WORDS = {
    "question": "ให้คะแนนบริการของเราวันนี้",
    "both": "ห้าข้อสั้น ๆ คะแนนของท่านคือมาตรฐานของเรา",
    "paper": "ไม่มีโทรศัพท์ ขอให้เจ้าหน้าที่เปิดหน้านี้ แล้วท่านแตะเองได้",
    "seconds": "หนึ่งนาที", "seconds-more": "แตะห้าครั้ง หน้าเดียว",
}  # fmt: skip
ENGLISH = "Rate our service today: five taps, one minute. No name, no app."


def poster(office_code: str, *, site: str) -> Poster:
    card = offices.known()[office_code]
    return Poster(
        place=office_called(office_code, "th"), area=places.title(card.province_code),
        address=site.rstrip("/") + PATH.format(code=office_code),
    )  # fmt: skip
