"""Whatever is told: what was masked is gone, and a rewording that was taken is not proposed again."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as some

from sangsuk.stories.moderation import signs
from sangsuk.stories.moderation.found import apart
from sangsuk.stories.moderation.review import applied, masked, review, reworded
from sangsuk.thai import redact

LEXICON = signs.shipped(date(2026, 11, 21))
PARTS = (
    "คุณสมศรี ใจดี", "เจ้าหน้าที่ทะเบียน", "ปลัดสมชาย", "ยายบุญมา", "น้องแนน", "นายวิชัย ทองคำ", "ดิฉันชื่อนางสาวมาลี แสนสุข",
    "เด็กหญิงพิมพ์ชนก สุขใจ", "ปลัดอำเภอ", "โทร 081-234-5678", "บ้านเลขที่ 45/2", "บ้านหนองแสง", "หมู่ที่ 4", "ตำบลนาดี", "วัดโพธิ์ชัย",
    "เมื่อวันที่ 3 ธันวาคม 2563", "9/12/2563", "เวลา 10.30 น.", "ตอนบ่ายสาม", "อายุ 84 ปี", "วัย 7 ขวบ", "หลานชายคนเล็กของกำนัน",
    "ลูกสาวคนโต", "ป่วยเป็นโรคลมชัก", "คนเดียวในหมู่บ้าน", "หลังงานศพพ่อ", "ช่วยดี", "พูดจาไม่ดี", "ใต้โต๊ะ", "ผมไม่อยากอยู่แล้ว", "ที่อำเภอ", "และ",
    "ไปทำบัตร", "\n",
)  # fmt: skip
stories = some.lists(
    some.one_of(some.sampled_from(PARTS), some.text("กขคงมาีเแ่้ 0123./", max_size=6)), min_size=1, max_size=9
).flatmap(lambda parts: some.sampled_from([" ", ""]).map(lambda glue: glue.join(parts)))


@settings(max_examples=150, deadline=None)
@given(stories)
def test_masking_never_leaves_what_was_found(text: str) -> None:
    found = review(text, LEXICON)
    shown = applied(text, found.masks)
    kept = "".join(c if not any(m.start <= at < m.end for m in found.masks) else "\0" for at, c in enumerate(text))
    assert len(shown) == kept.replace("\0", "").__len__() + sum(len(m.instead) for m in found.masks)
    for one in redact(text).found:
        assert any(m.start <= one.start and one.end <= m.end for m in found.masks), text[one.start : one.end]


@settings(max_examples=150, deadline=None)
@given(stories)
def test_a_masked_text_has_nothing_personal_left(text: str) -> None:
    assert redact(masked(text, LEXICON)).found == ()


@settings(max_examples=150, deadline=None)
@given(stories)
def test_rewording_again_changes_nothing(text: str) -> None:
    once = reworded(text, LEXICON)
    assert reworded(once, LEXICON) == once
    assert review(once, LEXICON).rewordings == ()


@settings(max_examples=100, deadline=None)
@given(stories)
def test_proposals_never_touch_each_other_and_lie_within_the_text(text: str) -> None:
    found = review(text, LEXICON).proposals
    assert apart(list(found)) == found
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert len({one.key for one in found}) == len(found)


@settings(max_examples=60, deadline=None)
@given(stories)
def test_a_look_is_the_same_twice_and_its_grade_has_reasons(text: str) -> None:
    found = review(text, LEXICON)
    assert found == review(text, LEXICON)
    assert 0 <= found.severity <= 5
    assert found.reasons
