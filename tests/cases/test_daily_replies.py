"""Ready words: gaps that the house fills, gaps that the officer fills, nothing that leaves with a gap; minutes counted."""

from datetime import timedelta
from decimal import Decimal

import pytest

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import workflow
from sangsuk.cases.daily import gaps, replies
from sangsuk.cases.daily.replies import Words
from sangsuk.cases.models import ReplyTemplate, ReplyUse
from sangsuk.common.errors import Missing, NotAllowed, Refused

pytestmark = pytest.mark.usefixtures("world")
OWN = Words(
    "inform", "text", "นัดลงพื้นที่", "เรื่อง {เลขที่} เราจะไปดูวันที่ {วันนัด}", "A visit", "Matter {number}: we come on {day}"
)


@pytest.mark.parametrize("text", ["{เลขที่}", "{number}", "{ number }", "{Number}"])
def test_a_gap_has_a_thai_name_and_an_english_one(text: str) -> None:
    assert gaps.fill(text, {"number": "5001-70-000001"}) == "5001-70-000001"


def test_a_gap_without_a_value_stays_open_and_so_does_one_nobody_knows() -> None:
    assert gaps.fill("{หน่วยงาน} มา {วันนัด}", {"agency": ""}) == "{หน่วยงาน} มา {วันนัด}"
    assert gaps.unknown("{หน่วยงาน} มา {วันนัด} {วันนัด}") == ["วันนัด"]


@pytest.mark.parametrize("text", ["ไม่มีช่องว่าง", "{}", "{\n}", "{" + "ก" * 61 + "}", "วงเล็บ } กลับด้าน {"])
def test_not_everything_in_braces_is_a_gap(text: str) -> None:
    assert gaps.found(text) == []


@pytest.mark.parametrize(
    ("ready", "sent", "percent"),
    [("ก ข", "ก ข", 100), ("กกก ข", "กกก", 75), ("ก ข", "", 0), ("", "อะไรก็ได้", 0), ("กข คง", "กข  คง\nเพิ่ม", 100)],
)
def test_how_much_of_the_ready_words_is_left(ready: str, sent: str, percent: int) -> None:
    assert gaps.kept_percent(ready, sent) == percent


def test_every_national_row_fits_a_field_of_its_move_in_both_languages() -> None:
    rows = list(ReplyTemplate.objects.filter(office_code=""))
    assert len(rows) >= 12
    for row in rows:
        move = workflow.MOVES[row.move]
        assert row.field in (*move.needs, *move.takes), row.code
        assert workflow.FIELDS[row.field].kind == "text"
        assert row.name_en, row.code
        assert len(gaps.found(row.text_th)) == len(gaps.found(row.text_en)), row.code
        assert gaps.unknown(row.text_en) == [] or gaps.unknown(row.text_th), row.code
        assert max(len(row.text_th), len(row.text_en)) < workflow.FIELDS[row.field].most
        assert row.minutes > 0
        assert "|" not in row.text_th


def test_the_house_fills_what_it_knows_of_the_case() -> None:
    told = moved(case(category="water.flood"), ("hand_to_agency", actor("malee")))
    malee = actor("malee")
    values = replies.values(told, by=malee, now=MONDAY, language="th")
    assert set(values) == set(gaps.NAMES.values())
    assert all(values.values())
    text = gaps.fill("{เลขที่} {ชื่อเรื่อง} {ประเภท} {หน่วยงาน} {กำหนด} {วันนี้}", values)
    assert told.number in text
    assert "การไฟฟ้า" in text
    assert "น้ำท่วม" in text
    assert "วันจันทร์ที่ 16 พฤศจิกายน 2569" in text
    assert "Monday 16 November 2026" in replies.values(told, by=malee, now=MONDAY, language="en")["today"]


def test_the_agency_just_chosen_in_the_form_fills_the_gap() -> None:
    told = moved(case(), ("accept", actor("malee")))
    data = {"agency": "50-electricity", "instruction": "ขอให้{หน่วยงาน}ตรวจหม้อแปลง"}
    sent = replies.filled(data, told, by=actor("malee"), now=MONDAY, move="hand_to_agency")
    assert "ไฟฟ้า" in sent["instruction"]
    assert sent["agency"] == "50-electricity"


def test_the_citizen_reads_in_her_language_and_notes_stay_in_the_officers() -> None:
    told = case(language="en")
    assert replies.language_for(told, "inform", "text") == "en"
    assert replies.language_for(told, "note", "text") == "th"


def test_nothing_leaves_with_a_gap_in_it() -> None:
    with pytest.raises(Refused) as refused:
        replies.refuse_gaps({"agency": "{x}", "text": "เราจะไปวันที่ {วันนัด}"})
    assert refused.value.field == "text"
    assert "{วันนัด}" in str(refused.value)
    replies.refuse_gaps({"text": "เราจะไปพรุ่งนี้"})


def test_an_office_writes_changes_and_retires_its_own() -> None:
    malee = actor("malee")
    row = replies.write(OWN, by=malee, now=MONDAY)
    assert row.minutes > 0
    assert [r.code for r in replies.for_move("inform", "5001")][0] == row.code
    assert row.code not in [r.code for r in replies.for_move("inform", "5002")]
    again = replies.write(Words("inform", "text", "ชื่อใหม่", OWN.text_th), by=actor("suda"), code=row.code)
    assert (again.pk, again.name_th) == (row.pk, "ชื่อใหม่")
    assert replies.retire(row.code, by=malee) == "ชื่อใหม่"
    assert row.code not in [r.code for r in replies.for_move("inform", "5001")]
    with pytest.raises(Missing):
        replies.retire(row.code, by=malee)


def test_national_rows_and_those_of_another_office_are_not_ones_own_to_change() -> None:
    row = replies.write(OWN, by=actor("malee"))
    for code, who in ((row.code, "anan"), ("inform.visit", "malee")):
        with pytest.raises(Missing):
            replies.write(OWN, by=actor(who), code=code)
    with pytest.raises(NotAllowed):
        replies.write(OWN, by=actor("kanya"))


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (Words("x", "text", "ก", "ข" * 20), "place"), (Words("inform", "agency", "ก", "ข" * 20), "place"),
        (Words("hand_to_agency", "agency", "ก", "ข" * 20), "place"), (Words("inform", "text", " ", "ข" * 20), "name_th"),
        (Words("inform", "text", "ก", "สั้น"), "text_th"), (Words("inform", "text", "ก", "ข" * 5001), "text_th"),
    ],
)  # fmt: skip
def test_ready_words_without_a_place_a_name_or_a_text_are_refused(words: Words, field: str) -> None:
    with pytest.raises(Refused) as refused:
        replies.write(words, by=actor("malee"))
    assert refused.value.field == field


def test_a_use_is_counted_by_how_much_of_the_words_was_left() -> None:
    malee, told = actor("malee"), moved(case(), ("accept", actor("malee")))
    row = ReplyTemplate.objects.get(code="inform.visit")
    ready = {"text": "กกกก ขขขข"}
    whole = replies.count_use(row.code, ready, {"text": "กกกก ขขขข"}, told, by=malee, now=MONDAY)
    assert whole is not None
    assert (whole.kept_percent, whole.minutes) == (100, row.minutes)
    half = moved(told, ("note", malee))
    use = replies.count_use(row.code, ready, {"text": "กกกก"}, half, by=malee, now=MONDAY)
    assert use is not None
    assert use.minutes == (row.minutes / 2).quantize(Decimal("0.1"))
    later = moved(half, ("note", malee))
    assert replies.count_use(row.code, ready, {"text": "เขียนใหม่หมด"}, later, by=malee, now=MONDAY) is None
    assert replies.count_use("no.such", ready, ready, later, by=malee, now=MONDAY) is None
    found = replies.saved("5001", since=MONDAY - timedelta(days=1), until=MONDAY + timedelta(days=1))
    assert found == replies.Saved(2, whole.minutes + use.minutes)
    assert replies.saved("5002", since=MONDAY, until=MONDAY + timedelta(days=1)) == replies.Saved(0, Decimal(0))
    assert ReplyUse.objects.count() == 2
