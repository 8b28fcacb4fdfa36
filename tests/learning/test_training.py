"""A training event from its plan to its archive: moves, invitations, seats, and what nobody else may do."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given as given_by
from hypothesis import settings as checked
from hypothesis import strategies as st

import training as made
from factories import MONDAY
from people import actor, user
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.learning.models import TrainingEvent, TrainingInvitation, TrainingMoment, TrainingSeat
from sangsuk.learning.training import actions, inviting, queries, recording, seats, table, words
from sangsuk.notifications.models import Message
from sangsuk.offices.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


BOTH: dict[str, Any] = {"targets": {"district_officer": None, "district_head": None}}
WHY = "วิทยากรติดราชการด่วนที่จังหวัดอื่น"


def move(event: TrainingEvent, name: str, by: str = "nok", **data: Any) -> TrainingEvent:
    return actions.move(made.fresh(event), name, by=actor(by), data=data, now=MONDAY)


@pytest.mark.parametrize("who", ["malee", "suda", "wichai", "kanya", "preecha", "daranee", "jinda"])
def test_only_the_ministry_the_department_and_provinces_make_training(who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.make(made.given(), by=actor(who), now=MONDAY)
    assert not TrainingEvent.objects.exists()


def test_numbers_run_in_the_fiscal_year_without_a_gap_and_a_refusal_takes_none() -> None:
    first = made.plan()
    with pytest.raises(Refused):
        actions.make(made.given(targets={}), by=actor("nok"), now=MONDAY)
    assert (first.code, made.plan("dao").code) == ("70-0001", "70-0002")


@pytest.mark.parametrize(("field", "changes"), [
    ("last_on", {"last_on": date(2026, 11, 19)}), ("closes_on", {"closes_on": date(2026, 11, 21)}),
    ("last_on", {"last_on": date(2027, 11, 20)}), ("quota", {"quota": 0}), ("quota", {"quota": 20_001}),
    ("targets", {"targets": {}}), ("targets", {"targets": {"nobody": None}}), ("targets", {"targets": {"district_head": 11}}),
    ("subjects", {"subjects": ("cooking",)}), ("subjects", {"regions": ("moon",), "provinces": ()}),
    ("flagship", {"flagship": "F 4;"}), ("title", {"title": " "}), ("place", {"place": "x"}),
    ("questions", {"questions": tuple({"th": str(n), "en": ""} for n in range(13))}),
])  # fmt: skip
def test_what_an_event_cannot_be_is_refused_at_its_field(field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        actions.make(made.given(**changes), by=actor("nok"), now=MONDAY)
    assert refused.value.field == field


def test_a_province_trains_its_own_people_whatever_it_asks_for() -> None:
    event = made.plan("prasit", provinces=(), regions=("south",))
    assert (event.provinces, event.regions) == (["50"], [])


def test_a_plan_is_seen_by_its_own_office_only_and_what_is_announced_by_all_officials() -> None:
    event = made.plan()
    for who in ("malee", "prasit", "dao"):
        with pytest.raises(Missing):
            queries.get(event.code, actor(who))
    assert queries.get(event.code, actor("nok")) == event
    move(event, "announce")
    assert queries.get(event.code, actor("malee")) == event


def test_the_whole_life_and_every_step_an_event_that_rebuilds_the_row() -> None:
    event = made.announced()
    for name in ("close", "reopen"):
        move(event, name)
    on = MONDAY + timedelta(days=4)
    actions.move(made.fresh(event), "hold", by=actor("nok"), now=on)
    actions.move(made.fresh(event), "evaluate", by=actor("nok"), data={"learnt": "จะโทรแจ้งผู้ร้องก่อนปิดเรื่องทุกครั้ง"}, now=on)
    actions.move(made.fresh(event), "archive", by=actor("nok"), now=on)
    moved = list(TrainingMoment.objects.filter(event=event).order_by("seq").values_list("move", flat=True))
    assert moved == ["make", "session", "session", "announce", "close", "reopen", "hold", "evaluate", "archive"]
    assert list(recording.EVENTS.differences()) == []
    TrainingEvent.objects.filter(pk=event.pk).update(status="held")
    assert len(list(recording.EVENTS.differences())) == 1


@pytest.mark.parametrize("name", list(table.MOVES))
def test_no_move_is_anybody_elses(name: str) -> None:
    event = made.plan()
    TrainingEvent.objects.filter(pk=event.pk).update(status=min(table.MOVES[name].sources), why="x")
    for who in ("malee", "prasit", "dao", "kanya", "preecha"):
        with pytest.raises(NotAllowed):
            move(event, name, who)


@pytest.mark.parametrize(("name", "data", "trouble"), [
    ("announce", {}, "no_programme"), ("hold", {}, "not_now"), ("cancel", {"why": "x"}, "too_short"), ("cancel", {}, "needed"),
    ("archive", {}, "not_now"), ("fly", {}, "unknown_move"),
])  # fmt: skip
def test_what_is_not_ready_does_not_move(name: str, data: dict[str, Any], trouble: str) -> None:
    event = made.plan(sessions=0)
    with pytest.raises(Refused) as refused:
        move(event, name, **data)
    assert refused.value.code == trouble
    assert made.fresh(event).status == words.DRAFT


def test_nobody_says_that_it_was_held_before_its_day() -> None:
    with pytest.raises(NotAllowed) as refused:
        move(made.announced(), "hold")
    assert refused.value.code == "not_yet"


def test_who_is_too_late_hears_that_somebody_was_quicker() -> None:
    event = made.announced()
    old = made.fresh(event)
    move(event, "close")
    with pytest.raises(Stale):
        actions.move(old, "close", by=actor("nok"), version=old.version - 1, now=MONDAY)


def test_postponed_and_set_anew_takes_its_programme_along_and_tells_everybody_once() -> None:
    event = made.invited()
    made.seat(event)
    move(event, "postpone", why=WHY)
    days = {"first_on": date(2026, 12, 1), "last_on": date(2026, 12, 1), "closes_on": date(2026, 11, 28)}
    with pytest.raises(Refused):
        move(
            event,
            "reschedule",
            **days | {"first_on": date(2026, 11, 2), "last_on": date(2026, 11, 2), "closes_on": date(2026, 11, 1)},
        )
    move(event, "reschedule", **days)
    assert set(event.sessions.values_list("on", flat=True)) == {date(2026, 12, 1)}
    codes = Message.objects.filter(code__in=["training-postponed", "training-rescheduled"]).values_list(
        "code", flat=True
    )
    assert sorted(codes) == ["training-postponed"] * 3 + ["training-rescheduled"] * 3
    assert WHY in Message.objects.filter(code="training-postponed").first().body


def test_called_off_tells_those_who_have_not_said_no() -> None:
    event = made.invited()
    inviting.decline(event, by=actor("anan"), now=MONDAY)
    move(event, "cancel", why=WHY)
    told = Message.objects.filter(code="training-cancelled")
    assert told.count() == 2 and all(WHY in one.body for one in told)


def test_asked_are_those_of_the_groups_and_the_region_each_once() -> None:
    for who in ("malee", "suda", "anan", "prasit", "orn", "nok", "wichai", "chaba"):
        user(who)
    event = made.announced(targets={"district_officer": None, "district_head": None, "ministry_officer": None})
    found = inviting.matching(event, MONDAY)
    assert {one.user_id for one in found} == {user(w).pk for w in ("malee", "suda", "anan", "nok")}
    assert inviting.counted(found) == {"district_officer": 2, "district_head": 1, "ministry_officer": 1}
    assert inviting.invite(event, by=actor("nok"), counted=4, now=MONDAY) == 4
    assert inviting.invite(event, by=actor("nok"), counted=0, now=MONDAY) == 0
    assert Message.objects.filter(code="training-invited").count() == 4


def test_somebody_with_two_posts_is_asked_once_as_the_first_group_that_fits() -> None:
    from sangsuk.offices.models import Office

    Membership.objects.create(
        user=user("malee"), office=Office.objects.get(code="5002"), role="chief", valid_from=date(2026, 1, 1)
    )
    found = inviting.matching(made.announced(), MONDAY)
    mine = [one for one in found if one.user_id == user("malee").pk]
    assert [(one.group, one.office) for one in mine] == [("district_head", "5002")]


def test_who_comes_new_is_asked_later_and_the_others_not_again() -> None:
    event = made.invited("malee")
    user("anan")
    assert inviting.invite(event, by=actor("nok"), counted=1, now=MONDAY) == 1
    assert TrainingInvitation.objects.filter(event=event).count() == 2
    assert Message.objects.filter(code="training-invited").count() == 2


def test_a_count_that_is_no_longer_true_sends_nothing() -> None:
    user("malee")
    event = made.announced()
    user("anan")
    with pytest.raises(Refused) as refused:
        inviting.invite(event, by=actor("nok"), counted=1, now=MONDAY)
    assert refused.value.code == "count_changed"
    assert not TrainingInvitation.objects.exists() and not Message.objects.exists()


def test_nobody_is_asked_to_a_plan() -> None:
    with pytest.raises(NotAllowed):
        inviting.invite(made.plan(), by=actor("nok"), counted=0, now=MONDAY)


def test_she_registers_herself_and_her_chief_for_several_but_nobody_for_others() -> None:
    event = made.invited()
    assert made.seat(event).status == words.REGISTERED
    with pytest.raises(NotAllowed):
        seats.register(event, [user("anan").pk], by=actor("suda"), now=MONDAY)
    with pytest.raises(NotAllowed):
        seats.register(event, [user("suda").pk], by=actor("malee"), now=MONDAY)
    both = seats.register(event, [user("malee").pk, user("suda").pk], by=actor("suda"), now=MONDAY)
    assert [one.status for one in both] == [words.REGISTERED] * 2
    assert TrainingSeat.objects.count() == 2


def test_who_was_not_invited_has_no_seat() -> None:
    event = made.invited("malee")
    with pytest.raises(Missing):
        seats.register(event, [user("anan").pk], by=actor("anan"), now=MONDAY)


def test_after_its_day_it_is_closed_but_the_organiser_may_put_somebody_in() -> None:
    event, late = made.invited(), MONDAY + timedelta(days=3)
    with pytest.raises(Refused):
        seats.register(event, [user("malee").pk], by=actor("malee"), now=late)
    assert seats.register(event, [user("malee").pk], by=actor("nok"), now=late)[0].status == words.REGISTERED


def test_who_waits_moves_up_in_the_order_in_which_they_came() -> None:
    event = made.invited(quota=1)
    first, second, third = (made.seat(event, who) for who in ("malee", "suda", "anan"))
    assert [first.status, second.status, third.status] == [words.REGISTERED, words.WAITING, words.WAITING]
    assert queries.mine(event, actor("anan"), MONDAY).before == 1
    seats.withdraw(first, by=actor("malee"), now=MONDAY)
    second.refresh_from_db()
    third.refresh_from_db()
    assert [second.status, third.status] == [words.REGISTERED, words.WAITING]
    assert Message.objects.filter(code="training-moved-up").count() == 1
    again = seats.register(event, [user("malee").pk], by=actor("malee"), now=MONDAY + timedelta(minutes=1))[0]
    assert again.status == words.WAITING and queries.mine(event, actor("malee"), MONDAY).before == 1
    assert list(recording.SEATS.differences()) == []


def test_a_full_group_waits_while_another_still_has_seats() -> None:
    event = made.invited(targets={"district_officer": 1, "district_head": None})
    assert [made.seat(event, who).status for who in ("malee", "anan", "suda")] == [
        "registered",
        "waiting",
        "registered",
    ]


def test_more_seats_let_in_who_waits_and_fewer_than_taken_are_refused() -> None:
    event = made.invited(quota=1)
    made.seat(event, "malee")
    waits = made.seat(event, "suda")
    actions.change(made.fresh(event), made.given(quota=2), by=actor("nok"), now=MONDAY)
    waits.refresh_from_db()
    assert waits.status == words.REGISTERED
    with pytest.raises(Refused) as refused:
        actions.change(made.fresh(event), made.given(quota=1), by=actor("nok"), now=MONDAY)
    assert refused.value.code == "quota_below"


def test_a_seat_is_given_back_by_herself_her_chief_or_the_organiser() -> None:
    event = made.invited()
    for who in ("malee", "suda", "nok"):
        seats.withdraw(made.seat(event), by=actor(who), now=MONDAY)
    with pytest.raises(NotAllowed):
        seats.withdraw(made.seat(event), by=actor("anan"), now=MONDAY)


def test_guests_come_by_name_and_count() -> None:
    event = made.announced(quota=1)
    assert made.guest(event).status == words.REGISTERED
    assert made.guest(event, 2).status == words.WAITING
    with pytest.raises(Refused) as refused:
        made.guest(event)
    assert refused.value.code == "known"
    with pytest.raises(NotAllowed):
        made.guest(event, 3, by="malee")


def test_the_database_refuses_two_seats_for_one_person_and_a_seat_of_nobody() -> None:
    event = made.invited()
    held = made.seat(event)
    for changes in ({"user": held.user}, {"user": None, "guest": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TrainingSeat.objects.create(event=event, status="registered", queued_at=MONDAY, **changes)


def test_a_session_outside_its_days_or_with_people_in_it_stays_as_it_is() -> None:
    event = made.plan()
    with pytest.raises(Refused):
        actions.put_session(event, made.slot(3, on=date(2026, 11, 21)), by=actor("nok"), now=MONDAY)
    with pytest.raises(Refused) as refused:
        actions.change(
            made.fresh(event),
            made.given(first_on=date(2026, 11, 23), last_on=date(2026, 11, 23)),
            by=actor("nok"),
            now=MONDAY,
        )
    assert refused.value.code == "session_outside"
    actions.drop_session(event, 2, by=actor("nok"), now=MONDAY)
    assert list(event.sessions.values_list("no", flat=True)) == [1]


def test_materials_are_a_file_or_an_address_of_the_web() -> None:
    from factories import PHOTO

    event = made.plan()
    actions.add_material(event, label="สไลด์", file=PHOTO, by=actor("nok"), now=MONDAY)
    recorded = actions.add_material(event, label="วิดีโอ", url="https://example.go.th/v", by=actor("nok"), now=MONDAY)
    for wrong in (
        {"url": "http://example.go.th/v"},
        {"url": "javascript:alert(1)"},
        {},
        {"url": "https://x.th/v", "file": PHOTO},
    ):
        with pytest.raises(Refused):
            actions.add_material(event, label="x", by=actor("nok"), now=MONDAY, **wrong)
    actions.drop_material(event, recorded.pk, by=actor("nok"), now=MONDAY)
    assert [one.label for one in event.materials.all()] == ["สไลด์"]


STEPS = st.lists(
    st.tuples(st.sampled_from(["register", "withdraw", "guest", "quota", "guest_out"]), st.integers(0, 5)), max_size=25
)


@checked(max_examples=25, deadline=None)
@given_by(STEPS, st.integers(1, 4), st.one_of(st.none(), st.integers(0, 3)))
def test_whatever_happens_seats_are_never_too_many_and_never_empty_while_somebody_fits(
    steps: list[tuple[str, int]], quota: int, group: int | None
) -> None:
    with transaction.atomic():
        _whatever(steps, quota, group)
        transaction.set_rollback(True)


def _whatever(steps: list[tuple[str, int]], quota: int, group: int | None) -> None:
    people = ["malee", "suda", "anan"]
    targets = {"district_officer": None if group is None else min(group, quota), "district_head": None}
    event = made.invited(*people, quota=quota, targets=targets)
    for n, (what, which) in enumerate(steps):
        now = MONDAY + timedelta(minutes=n)
        who = people[which % 3]
        try:
            if what == "register":
                seats.register(event, [user(who).pk], by=actor(who), now=now)
            elif what == "withdraw":
                held = TrainingSeat.objects.filter(event=event, user=user(who)).first()
                if held:
                    seats.withdraw(held, by=actor(who), now=now)
            elif what == "guest":
                made.guest(event, which, group="district_officer", now=now)
            elif what == "guest_out":
                held = TrainingSeat.objects.filter(event=event, user=None).exclude(status="withdrawn").first()
                if held:
                    seats.withdraw(held, by=actor("nok"), now=now)
            else:
                actions.change(
                    made.fresh(event),
                    made.given(quota=which + 1, **BOTH),
                    by=actor("nok"),
                    now=now,
                )
        except Refused:
            pass
        event = made.fresh(event)
        room = seats.Room(event)
        taken = TrainingSeat.objects.filter(event=event, status="registered")
        most = event.targets["district_officer"]
        assert taken.count() <= event.quota
        assert most is None or taken.filter(group="district_officer").count() <= most
        assert not any(room.has(one.group) for one in TrainingSeat.objects.filter(event=event, status="waiting"))
    assert list(recording.SEATS.differences()) == []


@pytest.mark.django_db(transaction=True)
def test_twelve_at_once_for_three_seats() -> None:
    """Each with a connection of its own; the row of the event lets them in one after the other."""
    from sangsuk.accounts.models import User
    from sangsuk.offices import actions as offices
    from sangsuk.offices import queries as who_works
    from sangsuk.offices.models import Office

    people = []
    for n in range(12):
        one = User.objects.create(email=f"o{n}@example.com", name=f"คนที่ {n} (สมมติ)")
        offices.appoint(one, Office.objects.get(code="5003"), "officer")
        people.append(one)
    event = made.invited("malee", quota=3)
    start, troubles = threading.Barrier(12), []

    def run(one: User) -> None:
        try:
            by = who_works.actor_for(one)
            start.wait()
            seats.register(event, [one.pk], by=by, now=MONDAY)
        except Exception as trouble:  # noqa: BLE001 - told below
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    counts = actions.seats_by_status(event)
    assert counts == {"registered": 3, "waiting": 9}
