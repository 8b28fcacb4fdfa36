"""Names that no title and no list tells, by their shape: family names end in few ways, titles of monks in fewer."""

import re
from collections.abc import Iterator

from .lists import listed
from .name_lists import known, run_pieces

_FAMILY = re.compile(
    r"(?:พ(?:ันธุ์|ันธ์|งศ์|งษ์|ิทักษ์|านิช|าณิชย์)|ว(?:งศ์|งษ์|ัฒนะ|ัฒนา|ัฒน์|าณิช)|กุล|รั(?:กษ์|ตน์)|เสถียร|สวัสดิ์|ศักดิ์|ทรัพย์|น(?:นท์|ันท์)|ภักดี|ไพบูลย์|ประเสริฐ"
    r"|สุวรรณ|ยงค์|โยธิน|โชติ|เดช|ตระกูล|ราช)(?![ก-๎])"
)
_BEFORE = re.compile(r"(?:^|[\s\"'“”‘’(*])(?P<given>[ก-ฮเ-ไ][ก-๎]{1,9}) (?P<family>[ก-ฮเ-ไ][ก-๎]{0,13})$")
_ABBOT = re.compile(
    r"(?<!วัด)(?<!ถนน)(?<!ซอย)พระ(?:เทพ|ราช|ธรรม|พรหม|ศรี|สุธรรม|วิสุทธิ|โพธิ|ปริยัติ|กิตติ|อุดม|มงคล)[ก-๎]{0,12}?"
    r"(?:กวี|มุนี|เมธี|โมลี|วิสุทธิคุณ|าจารย์|าภรณ์|วิกรม|โสภณ|สุนทร|วิมล|วิทยาคม|โกศล|เสนาบดี|ธาดา|ญาณ|โสภิต)"
)
_LONGEST = 24
_STOPS, _PLACES = listed("stops"), listed("name_places")


def shaped_names(text: str) -> Iterator[tuple[int, int]]:
    for ending in _FAMILY.finditer(text):
        begin = max(0, ending.start() - _LONGEST)
        pair = _BEFORE.search(text[begin : ending.start()])
        if pair and (pair.start("given") or not begin) and _named(pair["given"], pair["family"] + ending.group()):
            yield begin + pair.start("given"), ending.end()
    for hit in _ABBOT.finditer(text) if "พระ" in text else ():
        yield hit.span()


def _named(given: str, family: str) -> bool:
    """'วีรพล จารุพันธ์' is somebody, 'ถนน เจริญวัฒน์' is a road and 'นอนหลับ ขับถ่ายดี' no name."""
    lists = known()
    first, last = run_pieces(given), run_pieces(family)
    if not (_STOPS | _PLACES).isdisjoint(first + last):
        return False
    if given not in lists.given and any(part in lists.ends and len(part) >= 3 for part in first):
        return False
    everyday = (p for p in last if p in lists.ends and len(p) >= 3 and p not in lists.given and p not in lists.family)
    return len(last) > 1 and next(everyday, None) is None
