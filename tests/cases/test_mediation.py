"""The docket of a district: what may come in, how it goes, and how it ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import MONDAY, case, submitted
from mediating import (
    DAY,
    HOUR,
    TO_PANEL,
    TO_TERMS,
    at_counter,
    docketed,
    everybody_shows_a_card,
    given,
    moved,
    panel,
    request,
    settled,
)
from people import SOMCHAI, actor
from sangsuk.cases import duties, replay
from sangsuk.cases.checking import Person
from sangsuk.cases.mediation import actions as mediating
from sangsuk.cases.mediation import law, recording
from sangsuk.cases.models import Case, DocketRegister, Mediation, MediationEvent, MediationRule, Party, Session
from sangsuk.common.errors import NotAllowed, Refused, Stale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def test_a_case_goes_into_the_docket_and_waits_there() -> None:
    mediation = docketed()
    assert (mediation.number, mediation.docket) == ("5001-M69-00001", "1/2569")
    assert (mediation.status, mediation.consent_requester, mediation.consent_other) == ("docketed", "agreed", "")
    told = Case.objects.get(pk=mediation.case_id)
    assert told.status == "mediation"
    assert [duty["kind"] for duty in told.duties.values()] == [duties.MEDIATION]


def test_numbers_run_without_a_gap_and_begin_anew_with_the_year() -> None:
    with pytest.raises(Refused):
        docketed(1, value_baht=3_000_000)
    assert [docketed(n).docket for n in (2, 3)] == ["1/2569", "2/2569"]
    january = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)
    assert docketed(4, now=january).docket == "1/2570"
    assert DocketRegister.objects.get(year_be=2569).last == 2


def test_a_request_out_of_hours_counts_from_the_next_working_moment() -> None:
    saturday_night = datetime(2026, 11, 14, 14, 0, tzinfo=UTC)
    told = submitted(1, now=saturday_night).case
    mediation = docketed(told=told, now=MONDAY, online=True, requested_at=saturday_night)
    assert mediation.requested_at == saturday_night
    assert mediation.deemed_requested_at == datetime(2026, 11, 16, 1, 30, tzinfo=UTC)
    assert mediation.due_at.date() == date(2027, 2, 16)


def test_at_the_counter_case_and_docket_are_made_at_once_and_only_once() -> None:
    mediation = at_counter()
    assert mediation.case.mission == "one_stop"
    assert mediation.case.status == "mediation"
    assert at_counter().pk == mediation.pk
    assert Mediation.objects.count() == 1


def test_what_is_refused_at_the_counter_leaves_no_case_behind() -> None:
    with pytest.raises(Refused) as refused:
        at_counter(value_baht=2_000_001)
    assert refused.value.code == "over_limit"
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("value", "fits"), [(2_000_000, True), (2_000_001, False), (None, True), (0, True), (-1, False)]
)
def test_the_limit_is_two_million_since_2565(value: int | None, fits: bool) -> None:
    if fits:
        assert docketed(value_baht=value).limit_baht == 2_000_000
    else:
        with pytest.raises(Refused):
            docketed(value_baht=value)


def test_the_refusal_names_the_law_and_where_else_to_go() -> None:
    with pytest.raises(Refused) as refused:
        docketed(value_baht=2_500_000)
    said = str(refused.value)
    for part in ("2,500,000", "2,000,000", "พระราชกฤษฎีกา", "ศาล"):
        assert part in said
    assert refused.value.field == "value_baht"


def test_before_the_decree_of_2565_the_limit_was_two_hundred_thousand() -> None:
    assert law.limit("civil", date(2022, 10, 12)).amount == 200_000
    assert law.limit("civil", date(2022, 10, 13)).amount == 2_000_000
    assert law.limit("criminal", date(2026, 1, 1)) is None


def test_every_rule_says_where_it_comes_from_and_whether_it_was_read() -> None:
    assert MediationRule.objects.filter(source="").count() == 0
    assert set(MediationRule.objects.filter(verified=True).values_list("code", flat=True)) == {"limit.2565"}


def test_the_database_itself_refuses_a_value_above_the_limit() -> None:
    mediation = docketed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mediation.objects.filter(pk=mediation.pk).update(value_baht=2_000_001)


def test_a_case_is_in_one_mediation_at_a_time() -> None:
    mediation = docketed()
    with pytest.raises(Refused) as refused:
        docketed(told=Case.objects.get(pk=mediation.case_id))
    assert refused.value.code == "already"


@pytest.mark.parametrize("who", ["anan", "prasit", "nok", "kanya", "wichai", "preecha"])
def test_only_the_district_that_has_the_case_dockets_it(who: str) -> None:
    with pytest.raises(NotAllowed):
        mediating.docket(case(), request(), by=actor(who), now=MONDAY)


def test_only_civil_and_compoundable_matters_are_taken() -> None:
    with pytest.raises(Refused) as refused:
        docketed(kind="divorce")
    assert refused.value.code == "wrong_kind"


def test_who_gave_no_name_is_asked_for_one() -> None:
    told = case(identity="none", reporter=Person())
    with pytest.raises(Refused) as refused:
        docketed(told=told, requester=Person())
    assert refused.value.field == "requester_name"
    assert docketed(told=Case.objects.get(pk=told.pk), requester=SOMCHAI).requesters == 1


def test_the_reporter_of_the_case_is_the_requester_when_nobody_else_is_named() -> None:
    mediation = docketed(requester=Person())
    from sangsuk.cases.mediation.parties import contact

    assert contact(Party.objects.get(mediation=mediation, side="requester")).name == SOMCHAI.name


def test_the_whole_way_to_a_signed_contract() -> None:
    mediation = settled()
    assert (mediation.status, mediation.signed_at, mediation.sessions_held) == ("settled", "district_office", 1)
    told = Case.objects.get(pk=mediation.case_id)
    assert told.status == "result_reported"
    assert told.duties == {}
    assert Session.objects.get().result == "agreed"
    assert list(recording.differences()) == []
    assert list(replay.differences()) == []


def test_who_does_not_want_to_is_let_go_and_the_case_goes_on() -> None:
    mediation = moved(docketed(), "ask_consent", "refuse")
    assert (mediation.status, mediation.why_dismissed, mediation.consent_other) == ("dismissed", "refusal", "refused")
    told = Case.objects.get(pk=mediation.case_id)
    assert (told.status, told.duties) == ("in_progress", {})


def test_the_other_side_is_invited_only_after_the_requester_has_agreed() -> None:
    mediation = docketed(requester_agrees=False)
    with pytest.raises(NotAllowed):
        moved(mediation, "ask_consent")
    mediation = mediating.move(mediation, "agree", by=actor("malee"), data={"side": "requester"}, now=MONDAY + HOUR)
    assert moved(mediation, "ask_consent").status == "asked"


def test_without_another_side_there_is_nobody_to_invite() -> None:
    mediation = docketed(other=Person())
    with pytest.raises(NotAllowed):
        moved(mediation, "ask_consent")
    assert moved(mediation, "add_party", "ask_consent").status == "asked"


def test_a_side_that_was_not_asked_cannot_have_agreed() -> None:
    with pytest.raises(Refused) as refused:
        moved(docketed(), "agree")
    assert refused.value.code == "not_asked"


def test_nobody_signs_before_everybody_has_shown_a_card() -> None:
    mediation = moved(docketed(), *TO_TERMS)
    then = MONDAY + 8 * DAY
    with pytest.raises(NotAllowed):
        mediating.move(mediation, "sign", by=actor("malee"), data=given("sign", then), now=then)
    mediation = everybody_shows_a_card(mediation, then)
    assert mediation.identified == 2


@pytest.mark.parametrize("missing", ["signed_on", "signed_at", "signed_place"])
def test_a_contract_has_a_day_and_a_place(missing: str) -> None:
    then = MONDAY + 8 * DAY
    mediation = everybody_shows_a_card(moved(docketed(), *TO_TERMS), then)
    with pytest.raises(Refused) as refused:
        mediating.move(mediation, "sign", by=actor("malee"), data=given("sign", then, **{missing: ""}), now=then)
    assert refused.value.field == missing


def test_nobody_signs_tomorrow() -> None:
    then = MONDAY + 8 * DAY
    mediation = everybody_shows_a_card(moved(docketed(), *TO_TERMS), then)
    data = given("sign", then, signed_on=then.date() + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        mediating.move(mediation, "sign", by=actor("malee"), data=data, now=then)
    assert refused.value.code == "in_the_future"


def test_a_session_is_not_over_before_it_has_begun() -> None:
    mediation = moved(docketed(), *TO_PANEL, "appoint")
    with pytest.raises(NotAllowed):
        mediating.move(mediation, "adjourn", by=actor("malee"), data=given("adjourn", MONDAY), now=MONDAY + DAY)


def test_no_appointment_after_the_time_is_over() -> None:
    mediation = moved(docketed(), *TO_PANEL)
    late = given("appoint", MONDAY, at=mediation.due_at + HOUR)
    with pytest.raises(Refused) as refused:
        mediating.move(mediation, "appoint", by=actor("malee"), data=late, now=MONDAY + DAY)
    assert refused.value.code == "after_the_end"


def test_three_months_may_become_six_when_both_agree_and_never_more_than_a_year() -> None:
    mediation = moved(docketed(), *TO_PANEL)
    assert mediation.due_at.date() == date(2027, 2, 16)
    ends = []
    for n in range(3):
        mediation = mediating.move(
            mediation, "extend", by=actor("malee"), data=given("extend", MONDAY), now=MONDAY + n * DAY
        )
        ends.append(mediation.due_at.date())
    assert ends[0] == date(2027, 5, 17)  # the 16th is a Sunday
    assert mediation.extended_months == 9
    with pytest.raises(NotAllowed):
        mediating.move(mediation, "extend", by=actor("malee"), data=given("extend", MONDAY), now=MONDAY + 4 * DAY)


def test_time_is_over_when_it_is_over_and_not_before() -> None:
    mediation = moved(docketed(), *TO_PANEL)
    over = {"why": "time_over"}
    with pytest.raises(Refused) as refused:
        mediating.move(mediation, "dismiss", by=actor("malee"), data=over, now=mediation.due_at)
    assert refused.value.code == "not_yet"
    mediation = mediating.move(mediation, "dismiss", by=actor("malee"), data=over, now=mediation.due_at + HOUR)
    assert mediation.why_dismissed == "time_over"


def test_a_value_found_to_be_higher_stays_within_the_limit() -> None:
    mediation = docketed()
    with pytest.raises(Refused) as refused:
        mediating.move(
            mediation, "revalue", by=actor("malee"), data={"value_baht": 2_000_001, "reason": "ตีราคาใหม่"}, now=MONDAY
        )
    assert refused.value.code == "over_limit"
    assert moved(mediation, "revalue").value_baht == 120_000


def test_of_two_at_once_the_second_is_told() -> None:
    mediation = docketed()
    copy = Mediation.objects.get(pk=mediation.pk)
    moved(mediation, "note")
    with pytest.raises(Stale):
        moved(copy, "note")
    assert MediationEvent.objects.count() == 2


def test_nothing_can_be_attached() -> None:
    mediating.refuse_recordings({})
    for name in ("เสียง.mp3", "ภาพ.mp4", "สัญญา.pdf"):
        with pytest.raises(Refused) as refused:
            mediating.refuse_recordings({"file": name})
        assert refused.value.code == "no_recording"


def test_a_dispute_can_be_mediated_again_after_it_was_dismissed() -> None:
    mediation = moved(docketed(), "ask_consent", "refuse")
    told = Case.objects.get(pk=mediation.case_id)
    assert docketed(told=told, now=MONDAY + 3 * DAY).docket == "2/2569"


def test_the_list_of_mediators_is_there() -> None:
    assert [one.may_chair for one in panel()] == [True, False, False]


def test_when_the_citizen_takes_her_case_back_the_mediation_ends_and_the_other_side_is_told() -> None:
    from people import CITIZEN
    from sangsuk.cases import actions as cases
    from sangsuk.notifications.models import Message

    mediation = moved(docketed(), *TO_PANEL, "appoint")
    cases.move(Case.objects.get(pk=mediation.case_id), "withdraw", by=CITIZEN, now=MONDAY + DAY)
    mediation = Mediation.objects.get(pk=mediation.pk)
    assert (mediation.status, mediation.why_dismissed, mediation.session_at) == ("dismissed", "withdrawn", None)
    assert Session.objects.get().result == "ended"
    assert [one.recipient_masked for one in Message.objects.filter(code="mediation-dismissed")] == ["•••202"]
    assert list(recording.differences()) == []
