"""Names of areas as other registers write them."""

import pytest

from sangsuk.places import queries as places

pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("กรุงเทพมหานคร", "พระโขนง", "บางจาก"), "100905"),
        (("กทม", "เขตพระโขนง", "แขวงบางจาก"), "100905"),
        (("กรุงเทพฯ", "ป้อมปราบศัตรูพ่าย", ""), "1008"),
        (("จังหวัดเชียงใหม่", "อำเภอแม่ริม", "ตำบลริมใต้"), "500701"),
        (("จ.เชียงใหม่", "อ.แม่ริม", "ต. ริมใต้"), "500701"),
        (("Chiang Mai", "Mae Rim", "Rim Tai"), "500701"),
        (("เชียงใหม่", "แม่รีม", "ริมใต้"), "500701"),  # a long vowel for a short one
        (("นนทบุรี", "เมือง", ""), "1201"),
        (("นนทบุรี", "เมืองนนทบุรี", ""), "1201"),
        (("", "แม่ริม", ""), "5007"),  # there is one of that name in the country
        (("เชียงใหม่", "", "ริมใต้"), "500701"),
        (("เชียงใหม่", "แม่ริม", "ไม่มีตำบลนี้"), "5007"),
    ],
)
def test_a_name_is_found_in_the_area_above_it(names: tuple[str, str, str], code: str) -> None:
    found = places.match(*names)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "names",
    [
        ("", "เมือง", ""),  # every province has one
        ("", "เฉลิมพระเกียรติ", ""),  # five districts of that name
        ("", "", ""),
        ("เชียงใหม่", "", ""),
        ("เวียงจันทน์", "จันทะบูลี", ""),
        ("กรุงเทพมหานคร", "แม่ริม", ""),
    ],
)
def test_a_name_that_is_not_sure_fits_nothing(names: tuple[str, str, str]) -> None:
    assert places.match(*names) is None


def test_every_district_is_found_by_its_own_name() -> None:
    for province in places.provinces():
        for district in places.inside(province.code):
            found = places.match(province.name_th, district.name_th)
            assert found is not None
            assert found.code == district.code
