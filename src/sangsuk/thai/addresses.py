"""House numbers and number plates. A lane, a road, a village and a plot of land keep their numbers."""

import re
from collections.abc import Iterator

from .lists import listed

Span = tuple[str, int, int]

# Each choice begins with a letter of its own: that is looked for several times as quickly.
_HOUSE_SIGN = re.compile(
    r"/[0-9]|(?:บ้าน|ห้อง|ที่|เลข|คือ|ปัจจุบัน|อยู่)[\s:.]{0,3}[0-9]|house|House|HOUSE|room|Room|ROOM|flat|Flat|apartment|Apartment|apt|Apt|moo|Moo|MOO|mu|Mu"
)
_ROAD = r"(?:หมู่|ม\.|ม\s?[0-9]|ซอย|ซ\.|ถนน|ถ\.|แขวง|ต\.|ตำบล)"
_HOUSE = re.compile(
    r"(?:(?:บ้าน|ห้อง)\s?เลขที่|เลขที่(?:บ้าน|ห้อง)|ที่อยู่\s?(?:เลขที่|คือ|ปัจจุบัน)?|หลังเลขที่)\s?[:.]?\s?"
    r"[0-9]{1,5}(?:[/-][0-9]{1,5})*(?:\s?[ก-ฮ](?![ก-๎.]))?(?![0-9])"
    r"|(?<![ก-ฮ])(?:บ้าน|ห้อง)(?:เลข)?\s?[0-9]{1,5}/[0-9]{1,5}(?![0-9/])"
    rf"|(?<![ก-ฮ])บ้าน(?:เลข)?\s?[0-9]{{1,4}}(?=\s?(?:หมู่|ม\.|ซอย|ซ\.))"
    rf"|(?<!ที่ดิน)(?<!โฉนด)เลขที่\s?[0-9]{{1,5}}(?:/[0-9]{{1,5}})*(?=\s?{_ROAD})"
    rf"|(?P<bare>(?<![0-9/ก-๎])[0-9]{{1,5}}(?:/[0-9]{{1,5}}){{1,2}}(?=\s?{_ROAD}))"
    r"|(?i:\b(?:house|room|flat|apartment|apt)\.?\s?(?:no\.?|number|#)?\s?[0-9]{1,5}(?:/[0-9]{1,5})*(?![0-9]))"
    r"|(?i:(?:\bno\.?\s?)?(?<![0-9/])[0-9]{1,5}(?:/[0-9]{1,5})*,?\s?(?=(?:moo|mu)\.?\s?[0-9]))"
)
# "ซอยอ่อนนุช 38/1 แขวง" is the number of a lane, not of a house.
_LANE_BEFORE = re.compile(r"(?:ซอย|ซ\.|ถนน|ถ\.|สุขุมวิท|ซ\s|คดี[^ ]{0,10}|หนังสือ[^ ]{0,10}|ที่\s?)[^0-9]{0,20}$")


def houses(plain: str) -> Iterator[Span]:
    if not _HOUSE_SIGN.search(plain):
        return
    for hit in _HOUSE.finditer(plain):
        if hit["bare"] is None or not _LANE_BEFORE.search(plain, max(0, hit.start() - 26), hit.start()):
            end = hit.end() - (len(hit.group()) - len(hit.group().rstrip(" ,")))
            yield "house", hit.start(), end


# Two letters and digits are also "กม 12": without the leading digit, a word for a vehicle must be near.
_PLATE = re.compile(
    r"(?<![ก-๎0-9])(?:[0-9] ?[ก-ฮ]{2}|[ก-ฮ]{1,3})[ -]{0,2}[0-9]{1,4}(?![0-9])(?!\s?(?:ม\.|เมตร|กม|ชม|น\.|บาท|/|-[0-9]))"
)
_TRUCK = re.compile(r"ทะเบียน(?:รถ)?\s?(?:เลขที่|เลข|หมายเลข)?\s?[:：]?\s?(?P<plate>[0-9]{2}-[0-9]{4})(?![0-9])")
_VEHICLE = re.compile(r"ทะเบียน|ป้ายแดง|รถ|เก๋ง|กระบะ|แท็?กซี่|มอไซ|มอเตอร์ไซ|สิบล้อ|ป้าย")
_REGISTERED = re.compile(r"ทะเบียน|ป้ายแดง")
_UNIT_PLATE = re.compile("[0-9][ก-ฮ]{2}[ -]?[0-9]{3,4}")  # 1กก 1234 is a plate, 1 กก 200 is a weight
_NOT_PLATE = listed("not_plates")


def plates(plain: str) -> Iterator[Span]:
    if "ทะเบียน" in plain:
        for hit in _TRUCK.finditer(plain):
            yield "plate", *hit.span("plate")
    for hit in _PLATE.finditer(plain):
        plate, begin = hit.group(), max(0, hit.start() - 30)
        letters = re.sub("[^ก-ฮ]", "", plate)
        if len(letters) == 3 and not plate[0].isdigit() and re.fullmatch("[ก-ฮ]{3}[ -]{0,2}[0-9]{1,3}", plate):
            sure = bool(_VEHICLE.search(plain, begin, hit.start()))
        elif len(letters) != 2 or letters in _NOT_PLATE:
            sure = bool(_REGISTERED.search(plain, begin, hit.start()))
        else:
            sure = plate[0].isdigit() or bool(_VEHICLE.search(plain, begin, hit.start()))
        if sure or (_UNIT_PLATE.fullmatch(plate) and _VEHICLE.search(plain, begin, hit.start())):
            yield "plate", hit.start(), hit.end()
