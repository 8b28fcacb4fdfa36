"""Praise reaches whom it is for; a name stands in public only on her own word; nobody is ranked."""

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest

import storytelling as telling
from answering import bad
from factories import MONDAY
from people import CITIZEN, STAFF, actor
from sangsuk.cases.files import StoredFile
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.papers import printing
from sangsuk.stories import actions as stories
from sangsuk.stories import recording
from sangsuk.stories.models import Certificate, CertificatePrint, Praise, Praised, RingFlag, Story
from sangsuk.stories.recognition import asking, certificates, people, yearly
from typefaces import needs_thai_font

pytestmark = pytest.mark.usefixtures("world")
KEEN, POSITION = "นางสาวกตัญญู ผู้ใหญ่ดี", "เจ้าพนักงานปกครอง ฝ่ายทะเบียน"
WHY = "ดูแลผู้สูงอายุที่มาทำบัตรประจำตัวประชาชนจนแล้วเสร็จในวันเดียว"
SIGNED = StoredFile("c" * 64, "pdf", 900, None, None, "หนังสือยินยอม.pdf")


def praise(story: Story | None = None, *, who: str = "malee", **changes: Any) -> Praise:
    story = story or telling.published()
    return people.match(story, by=actor(who), now=MONDAY, **({"name": KEEN, "position": POSITION} | changes))


def allowed(praised: Praised, **changes: Any) -> Praised:
    data: dict[str, Any] = {"way": "paper", "given_on": date(2026, 11, 16), "paper": SIGNED}
    people.allow(praised, by=actor("malee"), now=MONDAY, **(data | changes))
    return Praised.objects.get(pk=praised.pk)


@pytest.mark.parametrize("who", sorted(STAFF))
def test_the_office_and_moderators_say_whom_a_story_speaks_of(who: str) -> None:
    if who in ("malee", "suda", "prasit", "dao", "nok"):
        assert praise(who=who).praised.office_id == "5001"
    else:
        with pytest.raises(NotAllowed):
            praise(who=who)


def test_criticism_names_nobody_not_even_inside() -> None:
    with pytest.raises(NotAllowed):
        praise(bad())
    assert people.spoken_of(bad(2, spoken_of="นายสมชาย"), actor("malee")) == ""


def test_whom_she_named_is_read_by_who_matches_without_her_numbers() -> None:
    story = telling.published(spoken_of="พี่กตัญญู ฝ่ายทะเบียน โทร 081 555 0199")
    assert "กตัญญู" in people.spoken_of(story, actor("malee"))
    assert "0199" not in people.spoken_of(story, actor("malee"))
    assert people.spoken_of(story, actor("anan")) == people.spoken_of(story, CITIZEN) == ""


def test_the_same_name_in_an_office_is_the_same_person_and_is_sealed() -> None:
    first, second = praise(telling.published(1)), praise(telling.published(2), name="นางสาวกตัญญู  ผู้ใหญ่ดี")
    assert first.praised_id == second.praised_id
    assert "กตัญญู".encode() not in bytes(Praised.objects.get().name)
    assert people.name_of(first.praised, actor("suda")) == KEEN
    for who in sorted(set(STAFF) - {"malee", "suda", "prasit"}):
        assert people.name_of(first.praised, actor(who)) == "", who


def test_praise_shows_the_position_until_she_lets_herself_be_named() -> None:
    made = praise()
    story = made.story
    assert people.shown(story) == [people.Shown("", POSITION, False)]
    allowed(made.praised)
    assert people.shown(story) == [people.Shown(KEEN, POSITION, False)]
    people.take_back(made.praised, by=actor("suda"))
    assert people.shown(story) == [people.Shown("", POSITION, False)]


def test_with_her_word_her_name_leaves_the_published_text_as_well() -> None:
    made = praise(telling.published(passed={"text_shown": "ออกมารับยายถึงรถ สมคำว่ากตัญญูจริง ๆ ใจดีมาก"}))
    allowed(made.praised)
    people.take_back(made.praised, by=actor("suda"))
    story = Story.objects.get()
    assert "กตัญญู" not in story.text_shown
    assert POSITION in story.text_shown
    assert list(recording.differences()) == []


def test_from_her_own_account_only_she_herself_says_yes() -> None:
    made = praise(user_id=actor("malee").user_id, name="")
    assert people.mine(actor("malee")) == [made.praised]
    with pytest.raises(NotAllowed):
        people.allow(made.praised, way="own_account", by=actor("suda"))
    people.allow(made.praised, way="own_account", by=actor("malee"), now=MONDAY)
    assert people.shown(made.story)[0].name == STAFF["malee"].name
    people.take_back(made.praised, by=actor("malee"))
    assert people.shown(made.story)[0].name == ""


@pytest.mark.parametrize(
    "wrong", [{"paper": None}, {"given_on": None}, {"given_on": date(2026, 11, 17)}, {"way": "rumour"}]
)
def test_a_consent_on_paper_has_its_paper_and_its_day(wrong: dict[str, Any]) -> None:
    made = praise()
    with pytest.raises(Refused):
        allowed(made.praised, **wrong)
    assert not Praised.objects.exclude(name_shown="").exists()


@pytest.mark.parametrize("how", ["withdraw", "take_down", "unpublish"])
def test_praise_is_gone_with_its_story(how: str) -> None:
    made = praise()
    allowed(made.praised)
    story = made.story
    if how == "withdraw":
        stories.move(story, "withdraw", by=CITIZEN)
    elif how == "take_down":
        stories.move(story, "take_down", by=actor("nok"), data={"why": "มีผู้แจ้งว่าเป็นเรื่องของคนอื่น"})
    else:
        stories.move(story, "consent", by=CITIZEN, data={"uses": {"publish": False}})
    assert people.shown(story) == []
    if how != "unpublish":
        assert people.of_office("5001", actor("suda")) == []
        assert yearly.listed("5001", 2570, by=actor("suda")).lines == ()


def test_undone_it_was_somebody_else() -> None:
    made = praise()
    people.undo(made, by=actor("suda"))
    assert people.shown(made.story) == []
    assert praise(made.story).pk != made.pk


# -- certificates ------------------------------------------------------------------------------------------------------


@needs_thai_font
def test_the_chief_signs_numbers_have_no_gap_and_it_prints_again() -> None:
    one, other = praise(telling.published(1)).praised, praise(telling.published(2), name="นายอดทน ตั้งใจ").praised
    allowed(one), allowed(other)
    first = certificates.issue(one, why=WHY, by=actor("suda"), now=MONDAY)
    with pytest.raises(Refused):  # the same day again
        certificates.issue(one, why=WHY, by=actor("suda"), now=MONDAY)
    second = certificates.issue(other, why=WHY, by=actor("suda"), now=MONDAY)
    assert (first.number, second.number) == ("1/2569", "2/2569")
    assert certificates.printed(first, by=actor("suda")).startswith(b"%PDF")
    assert CertificatePrint.objects.count() == 1
    assert KEEN not in str(first.paper)


@pytest.mark.parametrize("who", sorted(set(STAFF) - {"suda"}))
def test_nobody_but_the_chief_issues(who: str) -> None:
    made = praise()
    allowed(made.praised)
    with pytest.raises(NotAllowed):
        certificates.issue(made.praised, why=WHY, by=actor(who), now=MONDAY)
    assert not Certificate.objects.exists()


def test_no_certificate_without_her_consent_or_without_a_story() -> None:
    made = praise()
    for prepare in (lambda: None, lambda: (allowed(made.praised), people.undo(made, by=actor("suda")))):
        prepare()
        with pytest.raises(Refused):
            certificates.issue(made.praised, why=WHY, by=actor("suda"), now=MONDAY)


@needs_thai_font
def test_the_page_of_its_code_says_whether_it_is_true_and_names_her_only_while_she_wants() -> None:
    made = praise()
    allowed(made.praised)
    paper = certificates.issue(made.praised, why=WHY, by=actor("suda"), now=MONDAY)
    assert certificates.verified(paper.code.lower()).name == KEEN
    people.take_back(made.praised, by=actor("suda"))
    assert certificates.verified(paper.code).name == ""
    certificates.revoke(paper, why="ออกให้ผิดคน จึงออกฉบับใหม่แทน", by=actor("suda"))
    assert certificates.verified(paper.code).revoked
    with pytest.raises(Refused):
        certificates.printed(Certificate.objects.get(), by=actor("suda"))
    for code in ("", "\x00", "AAAAAAAAAA", paper.code + "A"):
        with pytest.raises(Missing):
            certificates.verified(code)


# -- the yearly list -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", sorted(STAFF))
def test_the_yearly_list_is_for_the_chief_and_the_province(who: str) -> None:
    praise()
    if who in ("suda", "prasit"):
        assert [line.name for line in yearly.listed("5001", 2570, by=actor(who)).lines] == [KEEN]
    else:
        with pytest.raises(NotAllowed):
            yearly.listed("5001", 2570, by=actor(who))


def test_the_list_is_in_the_order_of_names_whoever_was_praised_more() -> None:
    for n in (1, 2, 3):
        praise(telling.published(n), name="นายอดทน ตั้งใจ")
    praise(telling.published(4), name="นายกล้า สู้งาน")
    year = yearly.listed("5001", 2570, by=actor("suda"))
    assert [line.name for line in year.lines] == ["นายกล้า สู้งาน", "นายอดทน ตั้งใจ"]
    assert yearly.listed("5001", 2569, by=actor("suda")).lines == ()
    sheet = openpyxl.load_workbook(io.BytesIO(yearly.workbook(year))).active
    assert sheet is not None
    assert [row[1] for row in sheet.iter_rows(min_row=6, values_only=True)] == ["นายกล้า สู้งาน", "นายอดทน ตั้งใจ"]
    assert "ไม่ใช่ลำดับ" in str(sheet["A3"].value)


def test_the_list_is_in_the_order_of_a_dictionary_without_titles() -> None:
    for n, name in enumerate(("นายอดทน ตั้งใจ", "นางสาวเมตตา กรุณา", "นางมาลัย งามตา"), start=1):
        praise(telling.published(n), name=name)
    lines = yearly.listed("5001", 2570, by=actor("suda")).lines
    assert [line.name for line in lines] == ["นางมาลัย งามตา", "นางสาวเมตตา กรุณา", "นายอดทน ตั้งใจ"]


def test_when_she_took_it_back_is_known_until_she_allows_it_again() -> None:
    one = praise().praised
    assert people.taken_back_at(one) is None
    allowed(one)
    assert people.taken_back_at(one) is None
    people.take_back(one, by=actor("suda"), now=MONDAY + timedelta(days=2))
    assert people.taken_back_at(one) == MONDAY + timedelta(days=2)
    people.allow(
        one, way="paper", given_on=date(2026, 11, 16), paper=SIGNED, by=actor("malee"), now=MONDAY + timedelta(days=3)
    )
    assert people.taken_back_at(one) is None


def test_a_province_sees_where_somebody_is_praised() -> None:
    praise()
    assert people.with_somebody(["5001", "5002"], actor("prasit")) == {"5001"}


@needs_thai_font
def test_the_list_prints() -> None:
    praise()
    assert printing.pdf(yearly.book(yearly.listed("5001", 2570, by=actor("suda")))).startswith(b"%PDF")


# -- rings -----------------------------------------------------------------------------------------------------------------


def test_one_contact_that_praises_again_and_again_is_asked_about_once() -> None:
    for n in range(1, 4):
        telling.published(n, passed={"text_shown": f"เรื่องที่ {n} {'กขคงจ'[n] * 40} เจ้าหน้าที่ใจดี"})
    assert asking.look(MONDAY) == 1
    assert asking.look(MONDAY) == 0
    flag = RingFlag.objects.get()
    assert (flag.kind, flag.state, flag.offices, flag.stories.count()) == ("same_contact", "open", ["5001"], 3)
    assert "0815550102" not in str(RingFlag.objects.values().get())


def test_somebody_who_works_there_is_asked_about() -> None:
    actor("malee")
    telling.published(author=telling.Person("ใครสักคน", "", STAFF["malee"].email))
    asking.look(MONDAY)
    assert RingFlag.objects.get().kind == "own_staff"


@pytest.mark.parametrize("who", sorted(STAFF))
def test_the_province_and_the_department_decide_with_a_reason(who: str) -> None:
    for n in range(1, 4):
        praise(telling.published(n))
    asking.look(MONDAY)
    flag = RingFlag.objects.filter(kind="same_contact").get()
    data: dict[str, Any] = {"state": "left_out", "why": "โทรถามแล้ว เป็นญาติของเจ้าหน้าที่"}
    if who in ("prasit", "dao", "nok"):
        with pytest.raises(Refused):
            asking.decide(flag.pk, state="fine", why="ok", by=actor(who))
        asking.decide(flag.pk, by=actor(who), **data)
        assert yearly.listed("5001", 2570, by=actor("suda")).lines == ()
    else:
        with pytest.raises((NotAllowed, Missing)):
            asking.decide(flag.pk, by=actor(who), **data)


def test_an_open_question_takes_nobody_off_the_list_and_is_noted_beside_it() -> None:
    for n in range(1, 4):
        praise(telling.published(n))
    asking.look(MONDAY)
    assert [line.asked for line in yearly.listed("5001", 2570, by=actor("suda")).lines] == [True]


def test_old_praise_is_not_looked_at_again() -> None:
    for n in range(1, 4):
        telling.published(n)
    assert asking.look(MONDAY + timedelta(days=400)) == 0
