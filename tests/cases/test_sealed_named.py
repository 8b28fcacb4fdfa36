"""Whom an official types as the one he asks: never who is accused, however he is called."""

import pytest

from factories import case, given, moved
from people import STAFF, actor
from sangsuk.cases import actions as cases
from sangsuk.cases.sealed import intake, way
from sangsuk.common.errors import Refused

pytestmark = pytest.mark.django_db
HOME = "5001"


@pytest.fixture
def everybody(world):
    for who in STAFF:
        actor(who)


TYPED: list[tuple[tuple[str, ...], str, bool]] = [
    (("50-electricity",), "การไฟฟ้าส่วนภูมิภาคจังหวัดเชียงใหม่", True),
    (("50-electricity",), "การไฟฟ้า", True),
    (("50-electricity",), "ช่างของการ ไฟฟ้า", False),  # torn apart it is anything: a person must look
    (("50-electricity",), "การไฟฟ้า จังหวัดลำพูน", False),
    (("50-electricity",), "การประปาส่วนภูมิภาค", False),
    (("50-police",), "สภ.เมืองเชียงใหม่", True),
    (("50-police",), "ตำรวจ จังหวัดลำพูน", False),
    (("50-police",), "มูลนิธิเพื่อนหญิง", False),
    (("5002",), "ที่ว่าการอำเภอจอมทอง", True),
    (("5002",), "อำเภอ จอมทอง", True),
    (("5002",), "อ.จอมทอง", True),
    (("5002",), "ที่ว่าการอำเภอเมืองเชียงใหม่", False),
    (("5002",), "ผู้ใหญ่บ้านหมู่ 4", False),
    (("5001",), "ผู้ใหญ่บ้านหมู่ 4", True),
    (("5001",), "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่", True),
    (("5000",), "ศาลากลาง", True),
    (("5000",), "สำนักงานจังหวัดลำพูน", False),
    (("5000",), "ที่ว่าการอำเภอจอมทอง", True),  # it stands under the province
    (("MOI",), "กระทรวงมหาดไทย", True),
    ((), "การไฟฟ้า", False),
]


@pytest.mark.parametrize(("accused", "words", "is_closed"), TYPED)
def test_whom_the_words_name(everybody, accused, words, is_closed):
    found = case(accused=accused)
    try:
        way.check_named(found, words, "body")
        refused = ""
    except Refused as one:
        refused = one.code
    assert refused == ("accused" if is_closed else "")


@pytest.mark.parametrize(
    ("name", "field", "more"),
    [
        ("refer_out", "body", {}),
        ("refer", "body", {}),
        ("ask_other", "to_whom", {"other_kind": "agency"}),
        ("ask_other", "to_whom", {"other_kind": "witness"}),
        ("hand_to_agency", "body", {"agency": "outside"}),
        ("meet", "members", {}),
    ],
)
def test_no_move_asks_who_is_accused_and_others_may_be_asked(everybody, name, field, more):
    suda = actor("suda")
    found = moved(case(accused=("50-electricity",)), ("accept", suda))
    with pytest.raises(Refused) as refused:
        cases.move(found, name, by=suda, data=given(name) | more | {field: "การไฟฟ้าส่วนภูมิภาค สาขาเมือง"})
    assert (refused.value.code, refused.value.field) == ("accused", field)
    found.refresh_from_db()
    cases.move(found, name, by=suda, data=given(name) | more | {field: "มูลนิธิเพื่อนบ้าน"})
    assert found.duties


@pytest.mark.parametrize("words", ["นายอนันต์ ต่างถิ่น", "คุณอนันต์ ต่างถิ่น ที่อำเภอ", "อนันต์  ต่างถิ่น"])
def test_a_person_who_is_accused_is_not_asked_by_his_name(everybody, words):
    suda, anan = actor("suda"), actor("anan")
    found = moved(case(description="นายอนันต์ ต่างถิ่น เรียกรับเงินค่าอนุญาตขุดดิน", accused=("50-police",)), ("accept", suda))
    assert found.accused_people == [anan.user_id]
    with pytest.raises(Refused) as refused:
        cases.move(found, "ask_other", by=suda, data=given("ask_other") | {"to_whom": words})
    assert refused.value.code == "accused"


def test_names_of_offices_are_read_with_or_without_spaces(everybody):
    assert "5002" in intake.named("ศูนย์ดำรงธรรม อำเภอจอมทอง", HOME)
    assert not intake.named("มูลนิธิเพื่อนบ้าน", HOME)
