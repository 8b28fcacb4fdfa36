"""Sub-districts, districts and provinces where a text says that it means one: 'ต.สุเทพ', 'อำเภอแม่ริม', 'จ.เชียงใหม่'.

The names are geothai's. Many an area is called as people are, and no name of a person is looked for in it.
"""

import re
from collections.abc import Iterator
from functools import cache

import geothai

from .longest import Longest

_SIGN = re.compile(
    r"(?<![.])(?<![.] )(?:(?P<tambon>ต\.|ตำบล|แขวง)|(?P<amphoe>อ\.|อำเภอ|เขต)|(?P<province>จ\.|จังหวัด)) ?"
)
"""Not behind a full stop: in พ.ต.อ. and จ.ส.ต. the same letters are a rank."""


def areas(text: str) -> Iterator[tuple[int, int, int]]:
    """Where the sign begins ('อ.'), where the name, and where both end."""
    for sign in _SIGN.finditer(text):
        name = _names()[sign.lastgroup or ""].at(text, sign.end())
        if name:
            yield sign.start(), sign.end(), sign.end() + len(name)


@cache
def _names() -> dict[str, Longest]:
    provinces = geothai.provinces()
    amphoes = [amphoe for province in provinces for amphoe in geothai.districts(province.code)]
    tambons = [tambon for amphoe in amphoes for tambon in geothai.subdistricts(amphoe.code)]
    return {
        "province": Longest(province.name_th for province in provinces),
        "amphoe": Longest(amphoe.name_th.removeprefix("เขต") for amphoe in amphoes),
        "tambon": Longest(tambon.name_th for tambon in tambons),
    }
