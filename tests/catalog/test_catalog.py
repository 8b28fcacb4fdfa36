import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sangsuk.catalog import actions, queries
from sangsuk.catalog.guess import guess, hints_from
from sangsuk.catalog.models import Category, CategoryCrosswalk, Channel, Mission, SettlementCode
from sangsuk.common.errors import Refused

TRAFFY = [
    "ถนน",
    "ทางเท้า",
    "ความสะอาด",
    "น้ำท่วม",
    "แสงสว่าง",
    "สายไฟ",
    "ความปลอดภัย",
    "จราจร",
    "เสียงรบกวน",
    "ต้นไม้",
    "ท่อระบายน้ำ",
    "คลอง",
    "สะพาน",
    "กีดขวาง",
    "สัตว์จรจัด",
    "PM2.5",
    "คนจรจัด",
    "ป้าย",
    "ร้องเรียน",
    "สอบถาม",
    "เสนอแนะ",
    "การเดินทาง",
    "ป้ายจราจร",
    "ห้องน้ำ",
]


def test_the_eight_missions_and_the_two_levels(world: None) -> None:
    assert [m.code for m in queries.missions()] == [
        "grievance", "one_stop", "information", "advice", "referral", "policy", "relief", "suggestion",
    ]  # fmt: skip
    groups = [c for c in queries.categories() if not c.parent_code]
    assert len(groups) == 12
    for card in queries.categories():
        assert card.parent_code == (card.code.split(".")[0] if "." in card.code else "")
        assert re.search("[ก-๙]", card.name_th)
        assert card.name_en.isascii()
    kinds = [c for c in queries.categories() if c.parent_code]
    assert all(c.hint_th for c in kinds)
    assert {c.parent_code for c in kinds} == {c.code for c in groups}


def test_channels_and_settlements_are_there(world: None) -> None:
    assert {"web", "counter", "phone_1567", "line", "pm_1111", "traffy", "api"} <= {c.code for c in queries.channels()}
    assert {s.outcome for s in queries.settlements()} == {"solved", "partly", "explained", "not_solved"}
    assert queries.settlements()[0].name("en") == "Solved as wished"


@pytest.mark.parametrize("their_type", TRAFFY)
def test_every_traffy_type_has_a_category(world: None, their_type: str) -> None:
    assert queries.from_theirs("traffy", [their_type]) in {c.code for c in queries.categories()}


def test_among_several_foreign_types_the_most_telling_counts(world: None) -> None:
    assert queries.from_theirs("traffy", ["ความปลอดภัย", "สายไฟ"]) == "utility.cable"
    assert queries.from_theirs("traffy", ["ถนน", "น้ำท่วม"]) == "water.flood"
    assert queries.from_theirs("traffy", ["ไม่รู้จัก"]) == ""
    assert queries.from_theirs("traffy", []) == ""


def test_an_unknown_category_is_refused(world: None) -> None:
    assert queries.category("land.title").name_th == "เอกสารสิทธิ"
    with pytest.raises(Refused) as refused:
        queries.category("moon")
    assert (refused.value.code, refused.value.field) == ("unknown_category", "category")


def test_an_ended_category_is_no_choice_but_keeps_its_name(world: None) -> None:
    Category.objects.filter(code="utility.telecom").update(valid_to=date(2026, 11, 9))
    assert "utility.telecom" in {c.code for c in queries.categories(date(2026, 11, 8))}
    assert "utility.telecom" not in {c.code for c in queries.categories(date(2026, 11, 9))}
    assert queries.category("utility.telecom").name_en == "Telephone and internet"


@pytest.mark.parametrize(
    ("code", "parent"), [("Land", None), ("land.x", None), ("landx", "land"), ("land.x.y", "land")]
)
def test_the_database_refuses_a_crooked_code(world: None, code: str, parent: str | None) -> None:
    with pytest.raises(IntegrityError, match="subcategory_names_its_parent"), transaction.atomic():
        Category.objects.create(
            code=code, parent_id=parent, name_th="ก", name_en="x", order=1, valid_from=date(2015, 1, 1), source="x"
        )


def test_loading_again_changes_nothing_and_mends_what_was_changed(world: None) -> None:
    assert actions.load() == 0
    Mission.objects.filter(code="advice").update(name_en="Advise")
    CategoryCrosswalk.objects.filter(system="traffy", their_type="ถนน").delete()
    assert actions.load() == 2
    assert Mission.objects.get(code="advice").name_en == "Advice"


def test_every_reference_row_names_its_source(world: None) -> None:
    for model in (Mission, Channel, SettlementCode, Category, CategoryCrosswalk):
        assert not model.objects.filter(source="").exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("นายทุนล้อมรั้วปิดทางสาธารณะเข้านา", "land.encroachment"),
        ("ข้างบ้านเปิดเพลงเสียงดังทุกคืน นอนไม่หลับ", "environment.noise"),
        ("น้ำประปาไม่ไหลมา ๓ วัน", "utility.water_supply"),
        ("ยายอยู่คนเดียว ไม่ได้เบี้ยยังชีพ", "welfare.care"),
        ("ถนนเป็นหลุมเป็นบ่อ", "road.surface"),
        ("ถูกแก๊งหมวกกันน็อกทวงเงินกู้ดอกเบี้ยร้อยละ 20", "debt.informal"),
        ("มีคนขายยาบ้าในหมู่บ้าน เป็นเครือข่ายยาเสพติด", "drugs.dealing"),
        ("นายก อบต. เรียกเงินทอนจัดซื้อจัดจ้าง", "official.corruption"),
    ],
)
def test_a_category_is_suggested_from_everyday_words(world: None, text: str, code: str) -> None:
    suggested = queries.guess(text)
    assert suggested[0][0] == code
    assert 0.999 <= sum(share for _, share in queries.guess(text, most=99)) <= 1.001


def test_nothing_known_suggests_nothing(world: None) -> None:
    assert queries.guess("กขค xyz") == []
    assert queries.guess("") == []


def test_a_longer_hint_hides_the_shorter_one_inside_it() -> None:
    hints = hints_from([("light", [["ไฟ", "ทาง"]]), ("power", [["ไฟ"]])])
    assert guess(["ไฟ", "ทาง", "ดับ"], hints) == [("light", 1.0)]
    assert guess(["ไฟ", "ดับ"], hints) == [("power", 1.0)]


def test_a_hint_that_two_categories_share_tells_less() -> None:
    hints = hints_from([("a", [["น้ำ"], ["ท่อ"]]), ("b", [["น้ำ"]])])
    assert [code for code, _ in guess(["น้ำ", "ท่อ"], hints)] == ["a", "b"]
