"""Letters are silent about who told us, and open only to who may read them."""

from dataclasses import replace

import pytest

from factories import MONDAY, case, moved
from lettering import draft, issued, without_gaps
from people import SOMCHAI, actor
from sangsuk.cases import letters, seconding
from sangsuk.cases.letters.matter import NAME
from sangsuk.cases.models import Case, Letter, LetterRegister, SecondLook
from sangsuk.common.errors import Missing, Refused
from sangsuk.ledger.models import Reading
from sangsuk.offices.actor import Actor
from typefaces import needs_thai_font

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world"), needs_thai_font]


def test_the_name_stands_in_a_letter_to_her_sealed_and_its_reading_is_written_down() -> None:
    made = issued("acknowledgement", identity="hidden")
    assert SOMCHAI.name not in str(made.paper)
    assert SOMCHAI.name not in made.addressee
    assert bytes(made.person) and SOMCHAI.name.encode() not in bytes(made.person)
    assert Reading.objects.filter(about=made.case.number).count() == 1
    shown = letters.pdf(made, by=actor("malee"), now=MONDAY)
    assert shown.same
    assert Reading.objects.filter(about=made.case.number).count() == 2


@pytest.mark.parametrize("identity", ["hidden", "none"])
@pytest.mark.parametrize("kind", [k.code for k in letters.KINDS.values() if k.to in ("agency", "office", "file")])
def test_no_draft_to_others_names_whoever_did_not_want_it(kind: str, identity: str) -> None:
    told = (
        {"reporter": SOMCHAI} if identity == "hidden" else {"reporter": replace(SOMCHAI, name="", phone="", email="")}
    )
    said = f"ดิฉันนาง{SOMCHAI.name} โทร {SOMCHAI.phone} น้ำท่วมถนนมาสามวันแล้ว"
    made = draft(kind, identity=identity, description=said, **told)
    assert NAME not in str(made.paper)
    assert SOMCHAI.phone not in str(made.paper)


@pytest.mark.parametrize("typed", [SOMCHAI.name, NAME, "โทร 081-555-0101", SOMCHAI.email.upper()])
def test_an_officer_who_types_the_hidden_name_into_a_letter_to_an_agency_is_stopped(typed: str) -> None:
    made = draft("request", identity="hidden")
    made = letters.change(made, {"body": f"ผู้ร้องคือ {typed}", "addressee": "หัวหน้า"}, by=actor("malee"), version=1)
    with pytest.raises(Refused) as trouble:
        letters.issue(made, by=actor("malee"), version=2, now=MONDAY)
    assert trouble.value.code == "identity_in_letter"


def test_whoever_gave_her_name_openly_is_named_to_the_agency() -> None:
    made = draft("request", identity="named")
    assert NAME in made.paper["body"]


def test_nobody_writes_to_somebody_who_gave_no_name() -> None:
    nobody = replace(SOMCHAI, name="", phone="", email="")
    with pytest.raises(Refused) as trouble:
        draft("acknowledgement", identity="none", reporter=nobody)
    assert trouble.value.code == "nobody_to_write_to"


def test_an_accusation_of_an_official_is_secret_from_the_first_word() -> None:
    told = case()
    Case.objects.filter(pk=told.pk).update(nature="tip_off")
    made = letters.start(Case.objects.get(pk=told.pk), "request", by=actor("malee"), now=MONDAY)
    assert made.paper["secrecy"] == "ลับ"


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("malee", True),
        ("suda", True),
        ("prasit", True),
        ("nok", True),
        ("anan", False),
        ("wichai", False),
        ("kanya", False),
        ("preecha", False),
    ],
)
def test_who_opens_an_issued_letter(who: str, opens: bool) -> None:
    made = issued()
    if opens:
        assert letters.letter(made.case.number, made.pk, actor(who)).pk == made.pk
    else:
        with pytest.raises(Missing):
            letters.letter(made.case.number, made.pk, actor(who))


def test_a_superior_opens_neither_a_draft_nor_a_secret_letter() -> None:
    first, secret = draft(n=1), draft(n=2)
    secret = letters.change(secret, {"secrecy": "ลับ"}, by=actor("malee"), version=1)
    secret = letters.issue(secret, by=actor("malee"), version=2, now=MONDAY)
    for made in (first, secret):
        with pytest.raises(Missing):
            letters.letter(made.case.number, made.pk, actor("prasit"))


def test_a_superior_prints_a_letter_without_the_hidden_name() -> None:
    made = issued("acknowledgement", identity="hidden")
    before = Reading.objects.count()
    shown = letters.pdf(letters.letter(made.case.number, made.pk, actor("prasit")), by=actor("prasit"), now=MONDAY)
    assert not shown.same
    assert Reading.objects.count() == before


def test_issuing_a_letter_in_a_secret_case_asks_the_chief_and_the_question_stays() -> None:
    malee, suda = actor("malee"), actor("suda")
    made = without_gaps(draft("acknowledgement", identity="named"))
    made = letters.change(made, {"secrecy": "ลับ"}, by=malee, version=made.version)
    Case.objects.update(secrecy="secret", readers=[malee.user_id, suda.user_id])
    made.refresh_from_db()
    for _again in range(2):
        with pytest.raises(Refused) as trouble:
            letters.issue(made, by=malee, version=made.version, now=MONDAY)
        assert trouble.value.code == "second_needed"
    look = SecondLook.objects.get()
    assert not Letter.objects.exclude(number="").exists() and not LetterRegister.objects.exists()
    seconding.decide(look.pk, by=suda, yes=True, now=MONDAY)
    assert letters.issue(made, by=malee, version=made.version, now=MONDAY).number
    assert Reading.objects.get().second_who == suda.name


def sealed_draft(kind: str = "acknowledgement", **told: object) -> Letter:
    """A draft of the province in a case that accuses the district."""
    return draft(kind, 7, who="prasit", **({"accused": ("5001",)} | told))


@pytest.mark.parametrize("kind", list(letters.KINDS))
def test_no_paper_of_a_sealed_case_begins_below_its_class(kind: str) -> None:
    told = case(7, accused=("5001",))
    Case.objects.filter(pk=told.pk).update(secrecy="very_secret")
    made = letters.start(Case.objects.get(pk=told.pk), kind, by=_opener(), now=MONDAY)
    assert made.paper["secrecy"] == "ลับมาก"


@pytest.mark.parametrize(("given", "goes"), [("", False), ("ลับ", True), ("ลับที่สุด", True)])
def test_the_stamp_is_raised_by_the_officer_and_never_lowered_below_the_case(given: str, goes: bool) -> None:
    made = sealed_draft()
    if goes:
        assert letters.change(made, {"secrecy": given}, by=_opener(), version=1).paper["secrecy"] == given
        return
    with pytest.raises(Refused) as trouble:
        letters.change(made, {"secrecy": given}, by=_opener(), version=1)
    assert (trouble.value.code, trouble.value.field) == ("below_seal", "secrecy")


def test_a_draft_from_before_the_sealing_is_stamped_before_it_goes_out() -> None:
    made = without_gaps(draft(n=8))
    Case.objects.filter(pk=made.case_id).update(secrecy="secret")
    made.case.refresh_from_db()
    with pytest.raises(Refused) as trouble:
        letters.issue(made, by=actor("suda"), version=made.version, now=MONDAY)
    assert trouble.value.code == "below_seal"


def test_a_letter_of_a_sealed_case_takes_its_number_apart_and_leaves_no_gap() -> None:
    """The province's letters: 1, one under seal, 2."""
    by, suda, made = actor("prasit"), actor("suda"), []
    for n, accused in ((11, ()), (12, ("5001",)), (13, ())):
        told = case(n, accused=accused, identity="hidden")
        if not accused:
            told = moved(told, ("accept", suda), ("pass_up", suda), ("accept", by))
        one = without_gaps(letters.start(told, "request", by=by, now=MONDAY))
        made.append(letters.issue(one, by=by, version=one.version, now=MONDAY))
    assert [one.number.rpartition("/")[2] for one in made] == ["1", "ล1", "2"]
    assert [one.secrecy for one in made] == ["", "ลับ", ""]
    assert made[2].pk == made[0].pk + 1, "nor is there a gap among the keys"
    assert letters.pdf(made[1], by=by, now=MONDAY).same


def _opener() -> Actor:
    return actor("prasit")


@pytest.mark.parametrize(
    ("addressee", "code"), [("ผู้จัดการการไฟฟ้าส่วนภูมิภาคจังหวัดเชียงใหม่", "accused"), ("หัวหน้าสำนักงานขนส่งจังหวัดเชียงใหม่", "")]
)
def test_no_letter_goes_to_an_office_that_the_case_accuses(addressee: str, code: str) -> None:
    told = Case.objects.filter(pk=(made := draft("request")).case_id)
    told.update(accused=["50-electricity"])
    made = letters.change(
        Letter.objects.get(pk=made.pk), {"body": "ขอทราบข้อเท็จจริง", "addressee": addressee}, by=actor("malee"), version=1
    )
    try:
        letters.issue(made, by=actor("malee"), version=2, now=MONDAY)
        refused = ""
    except Refused as trouble:
        refused = trouble.code
    assert refused == code
