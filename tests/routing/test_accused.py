"""A text without a grave word is not searched for whom it accuses when nobody asked; that must lose nobody."""

import pytest

from sangsuk.routing import accused

OFFICE = accused.Body("5001", "district", "เมือง")


@pytest.mark.parametrize("word", [*accused.GRAVE, *accused.MILD])
def test_what_is_not_even_looked_at_could_not_have_been_grave(word: str) -> None:
    text = f"ปลัดอำเภอเมือง{word}ชาวบ้าน"
    found = accused.find(text, home="5001", bodies=[OFFICE])
    assert [one.code for one in found] == ["5001"]
    assert accused.may_be_grave(text) or not any(one.grave for one in found)
    assert accused.may_be_grave(text) == any(grave in text for grave in accused.GRAVE)
