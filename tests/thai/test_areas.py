"""Sub-districts, districts and provinces are often called after people, and are places all the same."""

import geothai
import pytest

from sangsuk.thai import redact
from sangsuk.thai.areas import areas
from sangsuk.thai.longest import Longest

AMPHOES = [(d.name_th.removeprefix("เขต"), p.name_th) for p in geothai.provinces() for d in geothai.districts(p.code)]


@pytest.mark.parametrize(
    "sentence",
    [
        "อ.{district} น้ำท่วม", "อ. {district} ถนนพัง", "ไฟดับทั้ง อ.{district} มาสองวัน", "อ.{district}ไม่มีน้ำ",
        "อำเภอ{district} น้ำท่วม", "อ.{district} จ.{province} น้ำท่วม", "อ.{district} จังหวัด{province}", "ที่อ.{district}ฝุ่นมาก",
    ],
)  # fmt: skip
def test_every_district_of_the_country_keeps_its_name(sentence: str) -> None:
    told = [sentence.format(district=district, province=province) for district, province in AMPHOES]
    assert len(told) == 928
    assert [text for text in told if redact(text).text != text] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("พ.ต.อ.พิชัย ไม่รับแจ้ง", "[ชื่อบุคคล] ไม่รับแจ้ง"),
        ("ร.ต.อ. อุทัย ไม่รับแจ้ง", "[ชื่อบุคคล] ไม่รับแจ้ง"),
        ("อ.อุทัย ใจดี ไม่มาสอน", "[ชื่อบุคคล] ไม่มาสอน"),
        ("อ.วิเชียร ไม่มาสอน", "[ชื่อบุคคล] ไม่มาสอน"),
        ("อ.พลอยริน ไม่มาสอน", "[ชื่อบุคคล] ไม่มาสอน"),
        ("อ.พิชัย จ.อุตรดิตถ์ นายพิชัย ใจดี รับเงิน", "อ.พิชัย จ.อุตรดิตถ์ [ชื่อบุคคล] รับเงิน"),
        ("จ.ส.ต.สุเทพ ใจดี รับเงิน", "[ชื่อบุคคล] รับเงิน"),
    ],
)
def test_who_is_called_as_a_district_is_goes_when_something_tells_a_person(text: str, kept: str) -> None:
    assert redact(text).text == kept


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ต.สุเทพ อ.เมืองเชียงใหม่ จ.เชียงใหม่", ["สุเทพ", "เมืองเชียงใหม่", "เชียงใหม่"]),
        ("ตำบลช้างเผือก อำเภอ แม่ริม", ["ช้างเผือก", "แม่ริม"]),
        ("แขวงสีลม เขตบางรัก กรุงเทพมหานคร", ["สีลม", "บางรัก"]),
        ("พ.ต.อ.พิชัย", []),
        ("อ.นาทอง", []),
        ("", []),
    ],
)
def test_where_a_text_says_what_area_it_means(text: str, named: list[str]) -> None:
    assert [text[start:end] for _sign, start, end in areas(text)] == named


def test_of_several_names_the_longest_stands() -> None:
    names = Longest(["แม่", "แม่ริม", "เมือง"])
    assert [names.at("อ.แม่ริมใต้", 2), names.at("แม่แตง", 0), names.at("แม่ริม", 1), names.at("", 0)] == [
        "แม่ริม",
        "แม่",
        "",
        "",
    ]
