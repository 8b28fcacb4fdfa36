"""A body without an account answers through a link, and the link opens nothing else."""

from datetime import timedelta

import pytest

from factories import DATA, MONDAY, case, given, moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import outside, workflow
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.notifications.models import Message

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ASKED = DATA["hand_to_agency"] | {"agency": "outside", "body": "สหกรณ์ไฟฟ้าบ้านสันทราย", "body_email": "coop@example.com"}


def handed() -> Case:
    malee = actor("malee")
    told = moved(case(description="เสาไฟเอียงหน้าบ้านเลขที่ 12 โทรหาผมที่ 081-234-5678 ได้ตลอด"), ("accept", malee))
    return cases.move(told, "hand_to_agency", by=malee, data=ASKED, now=MONDAY + timedelta(hours=1))


def token(told: Case, key: str = "") -> str:
    return outside.link(told, key or next(iter(told.duties)), now=MONDAY).rpartition("/")[2]


def test_the_body_is_written_to_and_its_work_is_owed_like_any_agencys(world):
    told = handed()
    [duty] = told.duties.values()
    assert (told.status, told.agency_id, duty["name"], duty["lead"]) == (
        workflow.ASSIGNED,
        None,
        "สหกรณ์ไฟฟ้าบ้านสันทราย",
        True,
    )
    message = Message.objects.get(code="outside-asked")
    assert "/answer/" in message.body
    with pytest.raises(NotAllowed):
        cases.move(told, "hand_to_agency", by=actor("malee"), data=ASKED, now=MONDAY + DAY)


def test_it_accepts_and_reports_and_the_centre_closes(world):
    told = handed()
    link = token(told)
    opened = outside.opened(link, now=MONDAY + DAY)
    assert [m.name for m in opened.moves] == ["agency_accept", "agency_return", "report"]
    told = cases.move(opened.case, "agency_accept", by=opened.actor, now=MONDAY + DAY)
    opened = outside.opened(token(told), now=MONDAY + DAY)
    told = cases.move(opened.case, "report", by=opened.actor, data=given("report"), now=MONDAY + 2 * DAY)
    assert told.status == workflow.RESULT_REPORTED
    event = CaseEvent.objects.get(move="report")
    assert (event.actor_kind, event.actor_name, event.channel) == ("outside", "สหกรณ์ไฟฟ้าบ้านสันทราย", "link")
    told = cases.move(told, "close", by=actor("malee"), data=given("close"), now=MONDAY + 3 * DAY)
    with pytest.raises(Missing):
        outside.opened(link, now=MONDAY + 3 * DAY)


def test_the_link_shows_no_name_and_no_number_of_the_citizen(world):
    opened = outside.opened(token(handed()), now=MONDAY + DAY)
    assert "081-234-5678" not in opened.description
    assert any("หม้อแปลง" in words for words in opened.wanted)


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: t + "x", lambda t: "x" + t, lambda t: "", lambda t: "ก" * 40]
)
def test_a_forged_link_opens_nothing(world, spoil):
    with pytest.raises(Missing):
        outside.opened(spoil(token(handed())), now=MONDAY + DAY)


def test_an_old_link_opens_nothing(world):
    good = token(handed())
    outside.opened(good, now=MONDAY + 10 * DAY)
    with pytest.raises(Missing) as refusal:
        outside.opened(good, now=MONDAY + 40 * DAY)
    assert refusal.value.code == "old_link"


def test_a_link_for_one_duty_makes_no_other_move(world):
    told = handed()
    opened = outside.opened(token(told), now=MONDAY + DAY)
    for name in ("close", "note", "inform", "withdraw", "referral_answer", "approve"):
        with pytest.raises((NotAllowed, Refused)):
            cases.move(opened.case, name, by=opened.actor, data=given(name), now=MONDAY + DAY)


def test_a_referral_is_confirmed_by_its_receiver(world):
    malee = actor("malee")
    told = moved(case(), ("accept", malee))
    data = given("refer_out") | {"body_email": "ocpb@example.com"}
    told = cases.move(told, "refer_out", by=malee, data=data, now=MONDAY + timedelta(hours=1))
    opened = outside.opened(token(told), now=MONDAY + DAY)
    told = cases.move(opened.case, "referral_answer", by=opened.actor, data=given("referral_answer"), now=MONDAY + DAY)
    assert (told.status, told.duties) == (workflow.REFERRED_OUT, {})


def test_a_body_needs_a_name_and_a_good_address(world):
    malee = actor("malee")
    told = moved(case(), ("accept", malee))
    for data, field in [(ASKED | {"body": ""}, "body"), (ASKED | {"body_email": "nobody"}, "body_email")]:
        with pytest.raises(Refused) as refusal:
            cases.move(told, "hand_to_agency", by=malee, data=data, now=MONDAY + DAY)
        assert refusal.value.field == field
    assert Case.objects.get().version == 2
