"""Criticism names nobody; praise names whom it thanks only while her own word for it is on record."""

from contextlib import suppress
from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

import storytelling as telling
from chance import examples
from factories import MONDAY
from people import CITIZEN, actor
from sangsuk.cases.files import StoredFile
from sangsuk.common.errors import Refused
from sangsuk.stories import actions as stories
from sangsuk.stories import recording
from sangsuk.stories.models import Praise, Praised, Story, StoryEvent
from sangsuk.stories.moderation import answers
from sangsuk.stories.moderation.answers import CONSENTED, NOT_IT, OWN, TAKE
from sangsuk.stories.moderation.queries import looked
from sangsuk.stories.recognition import people

pytestmark = pytest.mark.usefixtures("world")
POSITION = "เจ้าหน้าที่ทะเบียน"
PAPER = StoredFile("c" * 64, "pdf", 900, None, None, "หนังสือยินยอม.pdf")
AGREED, SILENT, WORKS, STRANGER = "นางสาวสมศรี ใจงาม", "นายวิโรจน์ ทองคำ", "มาลี รักงาน", "นางอรุณี สุขใจ"
GOOD = "ไปทำบัตรที่อำเภอ %s เจ้าหน้าที่ทะเบียน ดูแลดีมาก พูดเพราะ ขอบคุณจริง ๆ"
BAD = "ไปทำบัตรที่อำเภอ %s เจ้าหน้าที่ทะเบียน พูดจาไม่ดี ให้รอทั้งวัน ผิดหวังมาก"
TEXTS = {"positive": GOOD, "negative": BAD, "mixed": BAD}


def praised(name: str, n: int, *, agrees: bool = True) -> Praised:
    """Somebody whom an earlier story praised."""
    row = people.match(telling.published(n), name=name, position=POSITION, by=actor("malee"), now=MONDAY).praised
    if agrees:
        people.allow(row, way="paper", given_on=date(2026, 11, 16), paper=PAPER, by=actor("malee"), now=MONDAY)
    return row


def mark(story: Story, choice: str, own: str = "") -> None:
    """The same answer to every name that was found."""
    found = looked(story.code, actor("dao"), now=MONDAY)
    chosen = {one.key: (choice, own) for one in found.findings if one.name}
    assert chosen
    marks = answers.tidied(found.findings, chosen, of=found.told.no, names=found.answered.names)
    stories.move(story, "mark", by=actor("dao"), data={"marks": marks}, now=MONDAY)


def publish(story: Story, **changes: str) -> Story:
    found = looked(story.code, actor("dao"), now=MONDAY)
    shown = {"severity": 2, "title_shown": found.title, "text_shown": found.text} | changes
    return stories.move(story, "publish", by=actor("dao"), data=shown, now=MONDAY)


@pytest.mark.parametrize(
    ("tone", "name", "choice", "refused"),
    [
        ("positive", AGREED, CONSENTED, ""),
        ("positive", "คุณสมศรี ใจงาม", CONSENTED, ""),
        ("positive", "คุณสมศรี", CONSENTED, ""),
        ("positive", SILENT, CONSENTED, "no_naming_consent"),
        ("positive", "คุณมาลี รักงาน", CONSENTED, "no_naming_consent"),
        ("positive", STRANGER, CONSENTED, "no_naming_consent"),
        ("positive", "คุณสมศรี ทองคำ", CONSENTED, "no_naming_consent"),
        ("positive", STRANGER, NOT_IT, "is_a_name"),
        ("positive", "คุณมาลี", NOT_IT, "is_a_name"),
        ("positive", "คุณวิโรจน์", NOT_IT, "is_a_name"),
        ("negative", AGREED, CONSENTED, "not_keepable"),
        ("mixed", AGREED, CONSENTED, "not_keepable"),
        ("negative", "คุณสมศรี", NOT_IT, "is_a_name"),
        ("negative", "คุณอรุณี", NOT_IT, "is_a_name"),
        ("mixed", STRANGER, NOT_IT, "is_a_name"),
    ],
)
def test_whose_name_a_moderator_may_leave(tone: str, name: str, choice: str, refused: str) -> None:
    praised(AGREED, 1)
    praised(SILENT, 2, agrees=False)
    story = telling.story(3, text=TEXTS[tone] % name, tone=tone, now=MONDAY)
    if refused:
        with pytest.raises(Refused) as trouble:
            mark(story, choice)
        assert trouble.value.code == refused
        assert name not in publish(story).text_shown
    else:
        mark(story, choice)
        assert name in publish(story).text_shown


def test_the_page_offers_to_leave_a_name_only_where_that_would_hold() -> None:
    praised(AGREED, 1)
    for n, (name, offered) in enumerate([(AGREED, True), (SILENT, False)], start=2):
        story = telling.story(n, text=GOOD % name, now=MONDAY)
        found = looked(story.code, actor("dao"), now=MONDAY)
        [one] = [one for one in found.findings if one.name]
        assert answers.holds(CONSENTED, one, found.answered.names) is offered
        assert not answers.holds(NOT_IT, one, found.answered.names)


def test_who_has_the_same_given_name_must_agree_too_before_it_stands_alone() -> None:
    praised(AGREED, 1)
    praised("นายสมศรี คนละคน", 2, agrees=False)
    story = telling.story(3, text=GOOD % "คุณสมศรี", now=MONDAY)
    with pytest.raises(Refused) as trouble:
        mark(story, CONSENTED)
    assert trouble.value.code == "no_naming_consent"


@pytest.mark.parametrize("tone", ["positive", "negative", "mixed"])
@pytest.mark.parametrize("name", [AGREED, SILENT, STRANGER, "คุณมาลี"])
def test_a_name_that_is_typed_in_by_hand_is_not_published(tone: str, name: str) -> None:
    praised(AGREED, 1)
    praised(SILENT, 2, agrees=False)
    story = telling.story(3, text=TEXTS[tone] % "", tone=tone, now=MONDAY)
    with pytest.raises(Refused) as trouble:
        publish(story, text_shown=TEXTS[tone] % name)
    assert trouble.value.code == "still_personal"


def test_her_word_taken_back_between_answer_and_publishing_masks_the_name() -> None:
    row = praised(AGREED, 1)
    story = telling.story(2, text=GOOD % AGREED, now=MONDAY)
    mark(story, CONSENTED)
    text = looked(story.code, actor("dao"), now=MONDAY).text
    people.take_back(row, by=actor("malee"), now=MONDAY)
    with pytest.raises(Refused) as trouble:
        publish(story, text_shown=text)
    assert trouble.value.code == "still_personal"
    assert "สมศรี" not in publish(story).text_shown


@pytest.mark.parametrize("name", [AGREED, "คุณสมศรี"])
def test_her_word_taken_back_later_takes_the_name_out_of_what_is_published(name: str) -> None:
    row = praised(AGREED, 1)
    story = telling.story(2, text=GOOD % name, now=MONDAY)
    mark(story, CONSENTED)
    assert name in publish(story).text_shown
    assert Praise.objects.filter(story=story, praised=row).exists()
    people.take_back(row, by=actor("malee"), now=MONDAY)
    story.refresh_from_db()
    assert "สมศรี" not in story.text_shown
    assert "เจ้าหน้าที่ทะเบียน" in story.text_shown
    assert "สมศรี" not in str([*StoryEvent.objects.filter(story=story).values_list("data", "changes")])
    assert list(recording.differences()) == []


def test_what_the_mask_left_is_no_name_whatever_stands_behind_it() -> None:
    told = "เห็นพี่ต้อม เจ้าหน้าที่การเงิน อยู่เย็นทุกวันพุธ ช่วยสอนงานให้นักศึกษาฝึกงานทุกคน ขอบคุณมากค่ะ"
    story = publish(telling.story(text=told, now=MONDAY))
    assert "เจ้าหน้าที่ท่านหนึ่ง อยู่เย็นทุกวันพุธ" in story.text_shown


def test_the_authors_own_name_stands_while_she_allows_it() -> None:
    own = "ดิฉันชื่อนางบุญมา ยิ้มง่าย ไปทำบัตรที่อำเภอ เจ้าหน้าที่ดูแลดีมาก ขอบคุณจริง ๆ"
    silent = telling.story(1, text=own, now=MONDAY)
    with pytest.raises(Refused) as trouble:
        mark(silent, CONSENTED)
    assert trouble.value.code == "no_naming_consent"
    story = telling.story(2, text=own, uses=("publish", "name"), now=MONDAY)
    mark(story, CONSENTED)
    assert "บุญมา ยิ้มง่าย" in publish(story).text_shown
    stories.move(story, "consent", by=CITIZEN, data={"uses": {"name": False}}, now=MONDAY)
    assert "บุญมา" not in story.text_shown
    assert "ไปทำบัตรที่อำเภอ" in story.text_shown
    assert story.status == "published"
    assert list(recording.differences()) == []


NAMES = {AGREED: "สมศรี", SILENT: "วิโรจน์", "คุณ" + WORKS: "มาลี", "คุณมาลี": "มาลี", STRANGER: "อรุณี"}
numbers = count(100)


@settings(max_examples=examples(25), phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(
    tone=some.sampled_from(list(TEXTS)), told=some.lists(some.sampled_from(list(NAMES)), min_size=1, max_size=3),
    choice=some.sampled_from([TAKE, OWN, NOT_IT, CONSENTED]), own=some.sampled_from(["ท่านหนึ่ง", *NAMES]),
    typed=some.sampled_from(["", *NAMES]), agrees=some.booleans(),
)  # fmt: skip
def test_whatever_is_answered_or_typed_only_praise_names_and_only_her_who_agreed(
    tone: str, told: list[str], choice: str, own: str, typed: str, agrees: bool
) -> None:
    Praised.objects.exists() or praised(SILENT, 1, agrees=False)
    row = Praised.objects.filter(position="คนที่ยินยอม").first()
    if row is None:
        row = people.match(telling.published(2), name=AGREED, position="คนที่ยินยอม", by=actor("malee")).praised
    if agrees and people.consent_of(row) is None:
        people.allow(row, way="paper", given_on=date(2026, 11, 16), paper=PAPER, by=actor("malee"), now=MONDAY)
    if not agrees and people.consent_of(row) is not None:
        people.take_back(row, by=actor("malee"), now=MONDAY)
    story = telling.story(next(numbers), text=" แล้วก็ ".join(TEXTS[tone] % name for name in told), tone=tone, now=MONDAY)
    with suppress(Refused):
        mark(story, choice, own)
    text = looked(story.code, actor("dao"), now=MONDAY).text
    try:
        publish(story, text_shown=f"{text} {typed}")
    except Refused:
        return
    named = {given for given in NAMES.values() if given in story.text_shown}
    assert named <= ({"สมศรี"} if tone == "positive" and agrees and choice == CONSENTED else set())
