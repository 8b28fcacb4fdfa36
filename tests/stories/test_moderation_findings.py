"""What is found in a story, and what is proposed for it. Every sentence is invented."""

from datetime import UTC, date, datetime, time

import pytest

from sangsuk.common import seeds
from sangsuk.deadlines.clock import Hours, calendar_from
from sangsuk.stories.moderation import clocks, grading, signs, words
from sangsuk.stories.moderation.moments import age_band
from sangsuk.stories.moderation.review import applied, review

LEXICON = signs.shipped(date(2026, 11, 21))


def look(text: str, tone: str = ""):
    return review(text, LEXICON, told_tone=tone)


def cleaned(text: str, tone: str = "") -> str:
    return applied(text, look(text, tone).proposals)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("ผมขอชมคุณสมศรี ใจดี เจ้าหน้าที่ทะเบียนที่ช่วยผม", "ผมขอชมเจ้าหน้าที่ทะเบียนท่านหนึ่งที่ช่วยผม"),
        ("เจ้าหน้าที่ทะเบียนชื่อคุณวิชัย พูดจาไม่ดี", "เจ้าหน้าที่ทะเบียนท่านหนึ่ง พูดจาไม่ดี"),
        ("นายวิชัย ทองคำ ปลัดอำเภอ ให้รอทั้งวัน", "ปลัดอำเภอท่านหนึ่ง ให้รอทั้งวัน"),
        ("ปลัดสมชายพูดดี ปลัดสมชายยังช่วยขนของ", "ปลัดอำเภอท่านหนึ่งพูดดี ปลัดอำเภอท่านนั้นยังช่วยขนของ"),
        ("ท่านนายอำเภอสมเกียรติ รักไทย มาเอง", "ผู้บริหารอำเภอ มาเอง"),
        ("น้องแนน เคาน์เตอร์ 3 ยิ้มแย้ม", "เจ้าหน้าที่ท่านหนึ่ง เคาน์เตอร์ 3 ยิ้มแย้ม"),
        ("ดิฉันชื่อนางสาวมาลี แสนสุข มาแจ้งย้าย", "ดิฉัน มาแจ้งย้าย"),
        ("ยายบุญมาเดินไม่ไหว", "คุณยายท่านหนึ่งเดินไม่ไหว"),
        ("เด็กหญิงพิมพ์ชนก สุขใจ ได้บัตรแล้ว", "เด็กคนหนึ่ง ได้บัตรแล้ว"),
        ("โทรหาผมได้ที่ 081-234-5678", "โทรหาผมได้ที่ [เบอร์โทร]"),
    ],
)
def test_a_name_gives_way_to_the_position_or_to_who_it_is(told: str, shown: str) -> None:
    assert cleaned(told) == shown


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("เมื่อวันที่ 3 ธันวาคม", "เมื่อต้นเดือนธันวาคม"),
        ("วันจันทร์ที่ ๑๕ ธ.ค. ๖๓ เวลา ๑๐.๓๐ น.", "กลางเดือนธันวาคม พ.ศ. 2563 ช่วงสาย"),
        ("ไปเมื่อ 29/12/2563", "ไปเมื่อ ปลายเดือนธันวาคม พ.ศ. 2563"),
        ("อยู่บ้านหนองแสง หมู่ที่ 4 ตำบลนาดี มานาน", "อยู่หมู่บ้านแห่งหนึ่ง มานาน"),
        ("หลานชายคนเล็กของกำนันพามา", "ญาติของผู้ใหญ่ในชุมชนพามา"),
        ("ลูกสาวคนโตพามา", "ลูกสาวพามา"),
        ("พ่อป่วยเป็นโรคลมชัก", "พ่อมีโรคประจำตัว"),
        ("แม่อายุ 84 ปี", "แม่อายุ 80 กว่าปี"),
        ("ฝากลูกวัย 7 ขวบ", "ฝากลูกวัยเด็ก"),
        ("ไปวัดโพธิ์ชัยก่อน", "ไปวัดแห่งหนึ่งก่อน"),
        ("เป็นคนแรกของหมู่บ้าน", "เป็นคนหนึ่งในชุมชน"),
    ],
)
def test_what_neighbours_would_know_is_said_more_widely(told: str, shown: str) -> None:
    assert cleaned(told) == shown


@pytest.mark.parametrize(
    "told",
    [
        "ชาวบ้านกลับบ้านไปแล้ว ผู้ใหญ่บ้านพาไปที่ว่าการอำเภอ ทะเบียนบ้านได้ในวันเดียว",
        "ไปวัดความดันที่อำเภอ แล้ววัดความสุข",
        "พ่นยาให้หมดหมู่บ้าน ดีมาก",
        "นักเรียนชั้น ม.2 มาทำบัตร",
        "บ้านเรามีคนมาก",
    ],
)
def test_everyday_words_are_left_alone(told: str) -> None:
    assert look(told).proposals == ()


@pytest.mark.parametrize(
    ("told", "tone", "why"),
    [
        ("คุณสมศรี เจ้าหน้าที่ทะเบียน ดูแลดีมาก", "positive", "praise"),
        ("คุณสมศรี เจ้าหน้าที่ทะเบียน ดูแลดีมาก", "mixed", "criticism"),
        ("คุณสมศรี เจ้าหน้าที่ทะเบียน พูดจาไม่ดี", "negative", "criticism"),
        ("คุณสมศรี เจ้าหน้าที่ทะเบียน ดีมาก ไม่เหมือนคนก่อนที่เรียกเงินใต้โต๊ะ", "positive", "criticism"),
        ("ผมชื่อสมชาย ใจงาม", "positive", "author"),
    ],
)
def test_only_praise_may_ask_to_keep_a_name(told: str, tone: str, why: str) -> None:
    assert [one.why for one in look(told, tone).masks] == [why]


@pytest.mark.parametrize(
    ("told", "lane", "alarm", "severity"),
    [
        ("เจ้าหน้าที่ยิ้มแย้ม เสร็จในสิบนาที", "fast", None, 0),
        ("อยากให้ปรับปรุงที่จอดรถ", "fast", None, 1),
        ("รอทั้งวัน พูดจาไม่ดี", "fast", None, 2),
        ("ถูกตัดสิทธิ เพราะเอกสารหาย", "careful", None, 3),
        ("ต้องจ่ายใต้โต๊ะห้าร้อย", "careful", "accusation", 4),
        ("ไม่มีการเรียกเงินใต้โต๊ะเลย", "fast", None, 0),
        ("พวกชาวเขาสกปรก", "careful", "hate", 4),
        ("เจ้าหน้าที่เหี้ยมาก", "careful", "obscene", 3),
        ("ซื้อกะหรี่ปั๊บมาฝาก", "fast", None, 0),
        ("ผมไม่อยากอยู่แล้ว", "duty", "self_harm", 5),
        ("ไม่เคยคิดฆ่าตัวตายมาก่อน", "duty", "self_harm", 5),
        ("เจอดีแน่ รู้นะว่าบ้านอยู่ไหน", "duty", "threat", 5),
        ("จะฆ่ายุงให้หมด", "fast", None, 0),
        ("เด็กข้างบ้านถูกทุบตีทุกคืน", "duty", "child_harm", 5),
        ("รถผมถูกทิ้งไว้ข้างถนน", "fast", None, 0),
        ("เด็กหญิงพิมพ์ชนก สุขใจ ได้บัตรแล้ว", "careful", None, 0),
    ],
)
def test_each_story_goes_its_lane(told: str, lane: str, alarm: str | None, severity: int) -> None:
    found = look(told)
    assert (found.lane, found.severity) == (lane, severity)
    assert {one.lane for one in found.alarms} == ({alarm} if alarm else set())


def test_the_score_counts_each_kind_once_and_one_more_for_each_beyond_the_second() -> None:
    one = look("อยู่บ้านหนองแสง")
    many = look("ยายอายุ 84 ปี อยู่บ้านหนองแสง ไปเมื่อวันที่ 3 ธันวาคม หลานชายคนเล็กของกำนันพามา")
    assert (one.anonymity.score, one.anonymity.level) == (3, "low")
    assert many.anonymity.pieces == {"village": 3, "kin": 3, "date": 2, "age": 1}
    assert (many.anonymity.score, many.anonymity.level, many.lane) == (9 + 2, "hold", "careful")
    assert look("บ้านหนองแสง กับบ้านโนนสูง").anonymity.score == 3


def test_where_the_thresholds_lie_is_a_row_and_not_code() -> None:
    strict = review("อยู่บ้านหนองแสง", LEXICON, limits=grading.Limits(ask=1, hold=3))
    assert (strict.anonymity.level, strict.lane) == ("hold", "careful")


def test_a_look_says_why_in_words() -> None:
    found = look("นายวิชัย ทองคำ ปลัดอำเภอ เรียกเงินใต้โต๊ะ")
    assert [words.reason(one.code, dict(one.gaps)) for one in found.reasons] == [
        "กล่าวหาว่ามีการทุจริตหรือกระทำผิด", "เรื่องนี้ตำหนิและมีชื่อคนอยู่ในข้อความ",
    ]  # fmt: skip


@pytest.mark.parametrize(("age", "band"), [(7, "วัยเด็ก"), (15, "วัยรุ่น"), (84, "อายุ 80 กว่าปี"), (97, "อายุมากกว่า 90 ปี")])
def test_an_age_is_said_by_its_ten_years(age: int, band: str) -> None:
    assert age_band(age) == band


def test_every_rewording_and_every_kind_has_words_and_finds_nothing_itself() -> None:
    for sign in LEXICON.signs:
        assert sign.kind in signs.KINDS
        if sign.instead:
            assert look(sign.instead).rewordings == (), sign.code
    for name in ("signs", "rules", "grades", "help_lines"):
        for row in seeds.rows(signs.DATA / f"{name}.csv"):
            assert row["source"] and row["valid_from"], row


RULES = clocks.in_force(seeds.rows(signs.DATA / "rules.csv"), date(2026, 11, 21))
CALENDAR = calendar_from(
    [Hours(day, time(8, 30), time(16, 30)) for day in range(1, 6)],
    [],
    first_on=date(2026, 11, 1),
    last_on=date(2027, 1, 31),
)


@pytest.mark.parametrize(
    ("what", "due"),
    [
        ("duty", datetime(2026, 11, 20, 15, 0, tzinfo=UTC)),  # Friday night: an hour is an hour
        ("fast", datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),  # received on Monday, so Tuesday's closing
        ("careful", datetime(2026, 11, 26, 9, 30, tzinfo=UTC)),
    ],
)
def test_the_clocks_of_the_lanes(what: str, due: datetime) -> None:
    received = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # Friday 21:00 in Bangkok
    assert clocks.due_at(received, RULES[what], CALENDAR) == due


def test_of_two_rules_the_one_that_began_last_holds() -> None:
    rows = seeds.rows(signs.DATA / "rules.csv")
    new = next(row for row in rows if row["what"] == "fast") | {
        "code": "fast.2",
        "amount": "2",
        "valid_from": "2026-01-01",
    }
    assert clocks.in_force([new, *rows], date(2026, 11, 21))["fast"].amount == 2
    assert clocks.in_force([new, *rows], date(2025, 11, 21))["fast"].amount == 1
