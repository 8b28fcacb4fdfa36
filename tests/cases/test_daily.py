"""Saved filters, who stands in for whom, and who else has the case open."""

from datetime import date, timedelta

import pytest

from factories import MONDAY, case, given, moved
from people import STAFF, Role, actor, user
from sangsuk.cases import actions as cases
from sangsuk.cases import queries
from sangsuk.cases.daily import absences, filters, presence
from sangsuk.cases.models import Absence, Case, Presence
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices import actions as offices

pytestmark = pytest.mark.usefixtures("world")
TODAY = date(2026, 11, 16)


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two more officers at 5001."""
    more = {
        "nid": Role("nid@example.com", "นิด ช่วยงาน", "5001", "officer"),
        "kai": Role("kai@example.com", "ไก่ ทำแทน", "5001", "officer"),
    }
    monkeypatch.setitem(STAFF, "nid", more["nid"])
    monkeypatch.setitem(STAFF, "kai", more["kai"])
    for who in (*more, "malee", "suda"):
        user(who)


def away(who: str, deputy: str, *, days: tuple[int, int] = (0, 2), by: str = "suda") -> Absence:
    return absences.arrange(
        user_id=user(who).pk, deputy_id=user(deputy).pk, from_on=TODAY + timedelta(days=days[0]),
        to_on=TODAY + timedelta(days=days[1]), by=actor(by), now=MONDAY,
    )  # fmt: skip


def test_a_filter_is_kept_under_its_name_and_only_what_a_queue_understands() -> None:
    filters.save(" ไฟฟ้า  ที่ช้า ", {"tab": "late", "category": "utility", "evil": "1", "q": ""}, by=actor("malee"))
    (chip,) = filters.of(actor("malee"))
    assert chip.name == "ไฟฟ้า ที่ช้า"
    assert chip.query == (("tab", "late"), ("category", "utility"))
    assert filters.of(actor("suda")) == []
    assert filters.of(actor("anan")) == []


def test_a_shared_filter_is_seen_by_the_office_and_by_nobody_else() -> None:
    row = filters.save("ไฟฟ้า", {"tab": "open"}, by=actor("malee"), shared=True)
    assert [(c.name, c.mine) for c in filters.of(actor("suda"))] == [("ไฟฟ้า", False)]
    assert filters.of(actor("anan")) == []
    with pytest.raises(Missing):
        filters.delete(row.pk, by=actor("anan"))
    assert filters.delete(row.pk, by=actor("suda")) == "ไฟฟ้า"  # the chief tidies up


def test_a_colleague_does_not_delete_what_is_not_hers(busy: None) -> None:
    row = filters.save("ไฟฟ้า", {}, by=actor("malee"), shared=True)
    with pytest.raises(Missing):
        filters.delete(row.pk, by=actor("nid"))


def test_a_name_is_needed_and_is_used_once_and_twenty_are_enough() -> None:
    malee = actor("malee")
    for n in range(filters.MOST):
        filters.save(f"ตัวกรอง {n}", {}, by=malee)
    for name, code in (("  ", "needed"), ("ตัวกรอง 1", "too_many"), ("อีกอัน", "too_many")):
        with pytest.raises(Refused) as refused:
            filters.save(name, {}, by=malee)
        assert refused.value.code == code
    filters.delete(filters.of(malee)[0].id, by=malee)
    with pytest.raises(Refused) as refused:
        filters.save("ตัวกรอง 1", {}, by=malee)
    assert refused.value.code == "twice"


def test_while_she_is_away_what_is_given_to_her_goes_to_her_deputy(busy: None) -> None:
    away("malee", "nid")
    malee, nid = user("malee").pk, user("nid").pk
    assert absences.stand_in(malee, office_code="5001", now=MONDAY) == nid
    assert absences.stand_in(nid, office_code="5001", now=MONDAY) == nid
    assert absences.stand_in(malee, office_code="5001", now=MONDAY + timedelta(days=3)) == malee  # ended by itself
    assert absences.stand_in(malee, office_code="5001", now=MONDAY - timedelta(days=1)) == malee


def test_a_step_that_hands_over_is_redirected_and_the_event_keeps_who_was_meant(busy: None) -> None:
    away("malee", "nid")
    told = cases.move(case(), "delegate", by=actor("suda"), data={"assignee": user("malee").pk}, now=MONDAY)
    assert told.assignee_id == user("nid").pk
    event = told.events.order_by("seq").last()
    assert event.data["assignee"] == user("malee").pk
    assert event.changes["assignee_id"] == user("nid").pk
    line = queries.desk_case(told.number, actor("suda"), now=MONDAY).lines[-1]
    assert "นิด ช่วยงาน" in line.sentence
    assert "มาลี รักงาน" in line.sentence


def test_a_deputy_who_is_away_has_a_deputy_too(busy: None) -> None:
    away("malee", "nid")
    away("nid", "kai")
    assert absences.stand_in(user("malee").pk, office_code="5001", now=MONDAY) == user("kai").pk
    assert set(absences.covered(actor("kai"), MONDAY)) == {user("malee").pk, user("nid").pk}
    assert absences.covered(actor("nid"), MONDAY) == ()


def test_a_circle_is_refused_when_it_is_arranged(busy: None) -> None:
    away("malee", "nid")
    away("nid", "kai")
    with pytest.raises(Refused) as refused:
        away("kai", "malee", days=(1, 5))
    assert (refused.value.code, refused.value.field) == ("circle", "deputy")
    away("kai", "malee", days=(3, 5))  # on other days there is none


def test_a_circle_that_is_there_all_the_same_leaves_the_case_with_whom_it_was_meant_for(busy: None) -> None:
    away("malee", "nid")
    Absence.objects.create(
        user=user("nid"), office_code="5001", deputy=user("malee"), from_on=TODAY, to_on=TODAY, created_by=user("nid"),
        created_at=MONDAY,
    )  # fmt: skip
    assert absences.stand_in(user("malee").pk, office_code="5001", now=MONDAY) == user("malee").pk
    assert absences.covered(actor("nid"), MONDAY) == ()


def test_a_deputy_who_left_the_office_stands_in_for_nobody(busy: None) -> None:
    away("malee", "nid")
    offices.release(user("nid").memberships.get(), on=date.today())  # noqa: DTZ011 - the membership's own day
    assert absences.stand_in(user("malee").pk, office_code="5001", now=MONDAY) == user("malee").pk


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"deputy": "malee"}, "bad_choice"), ({"deputy": "anan"}, "bad_choice"), ({"who": "anan"}, "bad_choice"),
        ({"days": (2, 1)}, "bad_date"), ({"days": (-9, -1)}, "bad_date"), ({"days": (0, 400)}, "bad_date"),
        ({"by": "nid"}, "not_yours"), ({"by": "wichai"}, "not_your_role"), ({"by": "kanya"}, "not_your_role"),
    ],
)  # fmt: skip
def test_what_cannot_be_arranged(busy: None, change: dict[str, object], code: str) -> None:
    given_ = {"who": "malee", "deputy": "nid"} | change
    with pytest.raises((Refused, NotAllowed)) as refused:
        away(**given_)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not Absence.objects.exists()


def test_one_is_away_once_at_a_time_and_comes_back_early(busy: None) -> None:
    row = away("malee", "nid", by="malee")
    with pytest.raises(Refused):
        away("malee", "kai", days=(2, 4))
    with pytest.raises(Missing):
        absences.end(row.pk, by=actor("nid"))
    ended = absences.end(row.pk, by=actor("malee"), now=MONDAY)
    assert (ended.ended_at, ended.ended_by_id) == (MONDAY, user("malee").pk)
    assert absences.stand_in(user("malee").pk, office_code="5001", now=MONDAY) == user("malee").pk
    assert Absence.objects.count() == 1  # on record
    with pytest.raises(Missing):
        absences.end(row.pk, by=actor("malee"))


def test_the_deputy_finds_her_colleagues_cases_among_her_own(busy: None) -> None:
    told = moved(case(), ("accept", actor("malee")))
    assert [c.number for c in queries.queue(actor("nid"), "mine", now=MONDAY).page.items] == []
    away("malee", "nid")
    found = queries.queue(actor("nid"), "mine", now=MONDAY)
    assert [c.number for c in found.page.items] == [told.number]
    assert found.counts["mine"] == 1
    assert Case.objects.get().assignee_id == user("malee").pk  # hers still


def test_two_people_at_one_case_see_each_other() -> None:
    told = case()
    assert presence.beat(told, actor("malee"), MONDAY) == []
    (other,) = presence.beat(told, actor("suda"), MONDAY + timedelta(seconds=9))
    assert (other.name, other.office_code) == ("มาลี รักงาน", "5001")
    assert [o.name for o in presence.beat(told, actor("malee"), MONDAY + timedelta(seconds=20))] == ["สุดา นำทาง"]
    assert presence.beat(told, actor("malee"), MONDAY + timedelta(seconds=80)) == []
    assert Presence.objects.count() == 2


def test_a_beat_is_one_statement_and_a_beat_too_soon_writes_nothing(django_assert_num_queries: object) -> None:
    told, malee = case(), actor("malee")
    with django_assert_num_queries(1):  # type: ignore[operator]
        presence.beat(told, malee, MONDAY)
    presence.beat(told, malee, MONDAY + timedelta(seconds=3))
    assert Presence.objects.get().seen_at == MONDAY


def test_who_only_looks_is_not_watched_and_an_agency_sees_its_own_people_only() -> None:
    told = moved(case(), ("hand_to_agency", actor("malee")))
    presence.beat(told, actor("kanya"), MONDAY)
    assert Presence.objects.count() == 0
    presence.beat(told, actor("malee"), MONDAY)
    assert presence.beat(told, actor("wichai"), MONDAY) == []
    assert [o.name for o in presence.beat(told, actor("malee"), MONDAY + timedelta(seconds=9))] == ["วิชัย ไฟฟ้า"]


def test_who_has_been_gone_for_an_hour_is_forgotten() -> None:
    presence.beat(case(), actor("malee"), MONDAY)
    assert presence.sweep(MONDAY + timedelta(minutes=59)) == 0
    assert presence.sweep(MONDAY + timedelta(minutes=61)) == 1


def test_a_tab_can_be_walked_through_also_when_the_case_has_moved_on() -> None:
    malee = actor("malee")
    one, two, three = (moved(case(n), ("accept", malee), now=MONDAY - timedelta(days=9 - n)) for n in (1, 2, 3))
    place = queries.place_of(one, "mine")
    assert queries.following(malee, "mine", now=MONDAY) == one.number
    cases.move(one, "inform", by=malee, data=given("inform"), now=MONDAY)  # it is due later now
    assert queries.following(malee, "mine", after=place, now=MONDAY) == two.number
    assert queries.following(malee, "mine", after=queries.place_of(two, "mine"), now=MONDAY) == three.number
    assert queries.following(malee, "late", now=MONDAY) == ""
    assert queries.following(malee, "all", after=queries.place_of(two, "all"), now=MONDAY) == one.number
