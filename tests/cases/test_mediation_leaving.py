"""When a case leaves its district, the docket does not stay open behind it."""

import pytest

from factories import MONDAY, case
from factories import moved as case_moved
from mediating import DAY, HOUR, TO_PANEL, TO_TERMS, docketed, moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import machine, replay
from sangsuk.cases.mediation import actions as mediating
from sangsuk.cases.mediation import counting, recording
from sangsuk.cases.models import Case, Mediation, Session
from sangsuk.common.errors import Refused
from sangsuk.notifications.models import Message
from sangsuk.offices.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def told_of_the_end() -> list[str]:
    return sorted(Message.objects.filter(code="mediation-dismissed").values_list("recipient_masked", flat=True))


@pytest.mark.parametrize("so_far", [(), TO_PANEL, (*TO_PANEL, "appoint"), TO_TERMS])
def test_when_a_superior_takes_the_case_over_the_docket_ends_with_that_step(so_far: tuple[str, ...]) -> None:
    mediation = moved(docketed(), *so_far)
    told = Case.objects.get(pk=mediation.case_id)
    told = cases.move(told, "take_over", by=actor("prasit"), data={"reason": "ร้องเรียนอำเภอเอง"}, now=MONDAY + 8 * DAY)
    mediation.refresh_from_db()
    assert (mediation.status, mediation.why_dismissed) == ("dismissed", "left_district")
    assert (mediation.ended_at, mediation.session_at) == (MONDAY + 8 * DAY, None)
    assert (told.status, told.office_id, told.duties) == ("in_progress", "5000", {})
    assert told_of_the_end() == (
        ["s•••@example.com", "•••202"] if so_far else ["s•••@example.com"]
    )  # who was never asked knows of nothing
    assert not Session.objects.filter(result="").exists()
    assert [*recording.differences(), *replay.differences(), *counting.beside_their_case()] == []
    with pytest.raises(Refused):
        mediating.move(mediation, "note", by=actor("malee"), data={"text": "ยังคุยต่อได้ไหม"}, now=MONDAY + 9 * DAY)


def test_nobody_dismisses_by_hand_for_the_reason_that_the_step_gives() -> None:
    with pytest.raises(Refused):
        mediating.move(
            docketed(), "dismiss", by=actor("malee"), data={"why": "left_district", "reason": "ลองดู"}, now=MONDAY + HOUR
        )


def test_a_case_that_climbs_when_the_time_of_the_law_is_over_takes_its_docket_along() -> None:
    mediation = moved(docketed(), *TO_PANEL)
    at = mediation.due_at + DAY
    told = cases.move(Case.objects.get(pk=mediation.case_id), "escalate", by=Actor.system(), now=at)
    mediation.refresh_from_db()
    assert (mediation.status, mediation.why_dismissed, mediation.ended_at) == ("dismissed", "time_over", at)
    assert (told.status, told.office_id, told.duties) == ("escalated", "5000", {})
    assert told_of_the_end() == ["s•••@example.com", "•••202"]


def test_as_long_as_both_want_more_time_the_case_does_not_climb_and_the_machine_comes_back_then() -> None:
    mediation = moved(docketed(), *TO_PANEL, "extend")
    late = Case.objects.get(pk=mediation.case_id).due_at + 70 * DAY
    assert late < mediation.due_at
    for minute in range(12):  # three reminders of the case, as many of the duty, and then up
        machine.tick(late + minute * HOUR / 60)
    told = Case.objects.get(pk=mediation.case_id)
    mediation.refresh_from_db()
    assert (told.status, told.tick_at, mediation.is_open) == ("mediation", mediation.due_at, True)


def test_what_waits_for_another_bodys_yes_is_not_brought_to_the_table() -> None:
    told = case_moved(case(7), ("accept", actor("malee")), ("refer_out", actor("malee")))
    with pytest.raises(Refused, match="รอคำตอบ"):
        docketed(told=told, now=MONDAY + DAY)
    assert not Mediation.objects.exists()
