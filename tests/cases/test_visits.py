"""Visits: ordered, carried, reported exactly once, and nothing that was seen there is lost."""

import contextlib
import os
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from cases.test_nasty_files import with_place
from factories import MONDAY, case
from people import CITIZEN, SOMCHAI, actor, user
from sangsuk.cases import actions as cases
from sangsuk.cases import sweeping
from sangsuk.cases.models import Attachment, Case, CaseEvent, VisitPhoto, VisitReport
from sangsuk.cases.visits import queries as visits
from sangsuk.cases.visits import reporting
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.common.sealed import unseal_field
from sangsuk.ledger.models import Reading
from visiting import FOUND, HOUR, body, ordered, picture, report, report_id, sha256

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path, world: None) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def test_an_order_is_on_the_phones_of_its_team_and_of_nobody_else() -> None:
    visit = ordered()
    assert [g.visit for g in visits.going(actor("malee"))] == [visit] == [g.visit for g in visits.going(actor("suda"))]
    assert visits.going(actor("prasit")) == []
    assert set(visit.team.all()) == {user("malee"), user("suda")}


def test_a_team_without_an_account_is_the_care_of_who_ordered() -> None:
    visit = ordered(named="ช่างเทศบาลและผู้ใหญ่บ้าน")
    assert [person.email for person in visit.team.all()] == [user("suda").email]


@pytest.mark.parametrize(("urgency", "hours"), [("life", 4), ("urgent", 24)])
def test_the_more_urgent_the_sooner(urgency: str, hours: int) -> None:
    told = case()
    Case.objects.filter(pk=told.pk).update(urgency=urgency)
    told.refresh_from_db()
    visit = ordered(told)
    assert visit.urgent
    assert visit.due_at == MONDAY + timedelta(hours=hours)


def test_the_phone_carries_no_name_and_no_number_of_a_person() -> None:
    told = case(description=f"บ้านของ{SOMCHAI.name} โทร 0815550101 น้ำท่วมถนนหน้าโรงเรียน")
    ordered(told, to_check="โทรหานางบุญมา แก้วคำ 0815550102 แล้วไปบ้านสมชาย ดูระดับน้ำ", place="บ้านเลขที่ 12/3 ซอยวัด")
    (carried,) = visits.going(actor("malee"))
    words = " ".join([carried.gist, carried.place, carried.to_check])
    assert "ดูระดับน้ำ" in words
    for secret in ("0815550101", "0815550102", "บุญมา", "สมชาย", "ใจดี"):
        assert secret not in words


def test_what_was_found_before_goes_along_redacted(django_assert_num_queries: Any) -> None:
    first = ordered()
    report(first, findings="คุยกับนางบุญมา ใจดี โทร 0815550102 ท่ออุดตัน")
    second = ordered(Case.objects.get(pk=first.case_id))
    malee = actor("malee")
    with django_assert_num_queries(3):
        (carried,) = visits.going(malee)
    assert carried.visit == second
    assert [b.outcome for b in carried.before] == ["as_told"]
    assert "ท่ออุดตัน" in carried.before[0].findings and "0815550102" not in carried.before[0].findings


def test_a_report_is_in_the_story_with_its_photographs_and_ends_the_order() -> None:
    visit = ordered()
    kept = report(visit, photos=(picture("teal"), picture("red")))
    told = Case.objects.get(pk=visit.case_id)
    event = CaseEvent.objects.get(case=told, seq=kept.report.event_seq)
    assert (kept.first, kept.report.addition, kept.number) == (True, False, told.number)
    assert (event.move, event.data["findings"], event.data["duty"]) == ("report_visit", FOUND, visit.duty)
    assert told.duties == {}
    assert Attachment.objects.filter(case=told, event_seq=event.seq).count() == 2
    assert visits.going(actor("malee")) == []
    visit.refresh_from_db()
    assert visit.reported_at == MONDAY + HOUR and not visit.waits


def test_the_names_of_people_met_are_sealed_and_stand_in_no_event() -> None:
    kept = report(ordered())
    assert "ทองดี".encode() not in bytes(kept.report.people_met)
    assert unseal_field(kept.report, "people_met") == "ผู้ใหญ่บ้านทองดี (สมมติ)"
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from cases_caseevent where data::text like '%ทองดี%' or changes::text like '%ทองดี%'"
        )
        assert cursor.fetchone() == (0,)


def test_who_opens_the_names_says_why_and_it_is_written_down() -> None:
    kept = report(ordered())
    with pytest.raises(Refused):
        visits.people_met(kept.report, by=actor("suda"), reason="", now=MONDAY)
    with pytest.raises(NotAllowed):
        visits.people_met(kept.report, by=actor("anan"), reason="อยากรู้ว่าใคร", now=MONDAY)
    assert not Reading.objects.exists()
    assert "ทองดี" in visits.people_met(kept.report, by=actor("suda"), reason="นัดตรวจซ้ำกับผู้ใหญ่บ้าน", now=MONDAY)
    assert Reading.objects.get().reason == "นัดตรวจซ้ำกับผู้ใหญ่บ้าน"


def test_the_same_bytes_again_are_the_same_report() -> None:
    visit = ordered()
    photo = picture()
    first, again = report(visit, photos=(photo,)), report(visit, photos=(photo,))
    assert (first.first, again.first) == (True, False)
    assert first.report == again.report
    assert (VisitReport.objects.count(), VisitPhoto.objects.count(), Attachment.objects.count()) == (1, 1, 1)
    assert CaseEvent.objects.filter(move="report_visit").count() == 1


@pytest.mark.parametrize("who", ["malee", "suda"])
def test_the_same_id_with_other_bytes_or_of_somebody_else_is_refused_and_changes_nothing(who: str) -> None:
    visit = ordered()
    report(visit)
    with pytest.raises(Stale) as refused:
        report(visit, by=who, findings="เขียนใหม่ทั้งหมดด้วยรหัสเดิม" if who == "malee" else FOUND)
    assert refused.value.code == "other_bytes" and "ยังอยู่ในเครื่อง" in str(refused.value)
    assert VisitReport.objects.get().findings == FOUND


def test_the_same_id_for_another_visit_is_refused() -> None:
    report(ordered())
    with pytest.raises(Stale):
        report(ordered(case(2)))
    assert VisitReport.objects.count() == 1


def test_two_of_a_team_both_report_and_the_second_is_an_addition() -> None:
    visit = ordered()
    first, second = report(visit, 1, by="malee"), report(visit, 2, by="suda", findings="ฝั่งตะวันตกน้ำลดแล้ว")
    assert (first.report.addition, second.report.addition) == (False, True)
    assert CaseEvent.objects.filter(move="report_visit").count() == 2
    shown = visits.reports_of(Case.objects.get(pk=visit.case_id), actor("malee"))
    assert [s.report.findings for s in shown] == [FOUND, "ฝั่งตะวันตกน้ำลดแล้ว"]


def test_a_report_that_comes_when_all_is_over_is_kept_all_the_same() -> None:
    visit = ordered()
    told = Case.objects.get(pk=visit.case_id)
    cases.move(told, "withdraw", by=CITIZEN, now=MONDAY + HOUR)
    assert visits.going(actor("malee")) == []
    kept = report(visit, photos=(picture(),))
    told.refresh_from_db()
    assert kept.report.addition
    assert (told.status, told.duties, told.tick_at) == ("withdrawn", {}, None)
    assert Attachment.objects.filter(case=told, event_seq=kept.report.event_seq).exists()


def test_a_cancelled_visit_that_was_made_nevertheless_is_an_addition() -> None:
    visit = ordered()
    cases.move(visit.case, "cancel_visit", by=actor("suda"), data={"reason": "ฝนตกหนัก"}, now=MONDAY + HOUR / 2)
    kept = report(visit)
    visit.refresh_from_db()
    assert kept.report.addition
    assert visit.cancelled_at and visit.reported_at is None


def test_the_case_may_have_gone_to_another_centre_meanwhile() -> None:
    visit = ordered()
    told = Case.objects.get(pk=visit.case_id)
    cases.move(told, "redirect", by=actor("suda"), data={"office": "5002", "reason": "จุดเกิดเหตุอยู่อีกอำเภอ"}, now=MONDAY)
    assert report(visit).first
    assert Case.objects.get(pk=told.pk).duties == {}


def test_two_orders_of_one_case_are_told_apart() -> None:
    first = ordered()
    second = ordered(Case.objects.get(pk=first.case_id), team=("suda",))
    report(second, by="suda")
    first.refresh_from_db()
    assert first.waits
    assert list(Case.objects.get(pk=first.case_id).duties) == [first.duty]
    assert [g.visit for g in visits.going(actor("malee"))] == [first]


def test_a_visit_that_ended_with_its_case_does_not_come_back_with_it() -> None:
    visit = ordered()
    told = Case.objects.get(pk=visit.case_id)
    Case.objects.filter(pk=told.pk).update(duties={})  # what every ending does
    second = ordered(Case.objects.get(pk=told.pk))
    assert [g.visit for g in visits.going(actor("malee"))] == [second]
    report(second)
    visit.refresh_from_db()
    assert visit.reported_at is None


def test_who_was_not_sent_finds_nothing() -> None:
    visit = ordered(team=("malee",))
    for who in ("suda", "anan", "prasit", "kanya", "wichai"):
        with pytest.raises(Missing):
            report(visit, by=who)
    with pytest.raises(Missing):
        report(visit, by="anan", photos=(picture(),))
    assert not VisitPhoto.objects.exists()


def test_a_report_waits_for_its_photographs() -> None:
    visit = ordered()
    photo = picture()
    with pytest.raises(reporting.PhotosMissing) as waits:
        reporting.report(visit.public_id, report_id(), body(photos=[sha256(photo)]), by=actor("malee"), now=MONDAY)
    assert waits.value.missing == [sha256(photo)]
    assert not VisitReport.objects.exists()
    assert report(visit, photos=(photo,)).first


def test_a_photograph_that_was_cut_off_is_not_kept() -> None:
    visit = ordered()
    photo = picture(size=(400, 300))
    with pytest.raises(Refused) as refused:
        reporting.keep_photo(
            visit.public_id, report_id(), sha256(photo), photo[: len(photo) // 2], name="a.jpg", by=actor("malee")
        )
    assert refused.value.code == "cut_off"
    assert not VisitPhoto.objects.exists()


@pytest.mark.parametrize("bad", [
    {"findings": "สั้น"}, {"findings": None}, {"findings": "ก" * 5001}, {"outcome": "fine"}, {"outcome": ["as_told"]},
    {"visited_from": ""}, {"visited_from": "2026-11-16T10:30"}, {"visited_to": "2026-11-16T10:00:00+07:00"},
    {"visited_to": "2027-11-16T10:00:00+07:00"}, {"relief_baht": 500}, {"relief_kind": "gold", "relief_baht": 1},
    {"relief_kind": "money", "relief_baht": -1}, {"relief_kind": "money", "relief_baht": 1.5},
    {"point": {"longitude": 999, "latitude": 1}}, {"point": "here"}, {"point": {"longitude": 1, "latitude": float("nan")}},
    {"photos": ["x"]}, {"photos": [f"{n:064x}" for n in range(21)]}, {"people_met": 5}, {"follow_up": "a\x00b"},
])  # fmt: skip
def test_what_cannot_be_right_is_refused_in_a_sentence_and_changes_nothing(bad: dict[str, Any]) -> None:
    visit = ordered()
    with pytest.raises(Refused) as refused:
        reporting.report(visit.public_id, report_id(), body(**bad), by=actor("malee"), now=MONDAY + HOUR)
    assert str(refused.value)
    assert not VisitReport.objects.exists()
    assert Case.objects.get(pk=visit.case_id).duties


@pytest.mark.parametrize("sent", [b"", b"[]", b"{", b"null", b"\xff", b"[" * 200_000])
def test_what_is_no_report_is_refused(sent: bytes) -> None:
    visit = ordered()
    with pytest.raises(Refused):
        reporting.report(visit.public_id, report_id(), sent, by=actor("malee"), now=MONDAY)


def test_relief_on_the_spot_counts_like_any_other() -> None:
    visit = ordered()
    report(visit, relief_kind="goods", relief_baht=700)
    event = CaseEvent.objects.get(move="relieve")
    assert (event.data["relief_kind"], event.data["baht"]) == ("goods", 700)
    assert VisitReport.objects.get().relief_baht == 700


def test_a_late_visit_is_red_at_its_office_and_for_its_team() -> None:
    visit = ordered()
    after = visit.due_at + HOUR
    told = Case.objects.get(pk=visit.case_id)
    assert list(visits.overdue(actor("malee"), visit.due_at - HOUR)) == []
    assert list(visits.overdue(actor("malee"), after)) == [visit]
    assert list(visits.overdue(actor("anan"), after)) == list(visits.overdue(actor("wichai"), after)) == []
    assert (visits.is_overdue(told, visit.due_at - HOUR), visits.is_overdue(told, after)) == (False, True)
    report(visit)
    assert list(visits.overdue(actor("malee"), after)) == []


def test_a_photograph_that_waits_for_its_report_is_not_swept_away(settings: Any) -> None:
    visit = ordered()
    photo = picture()
    kept = reporting.keep_photo(visit.public_id, report_id(), sha256(photo), photo, name="a.jpg", by=actor("malee"))
    files = list(Path(settings.MEDIA_ROOT).rglob("*.jpg"))
    for file in files:
        os.utime(file, (0, 0))
    sweeping.sweep(MONDAY)
    assert all(f.exists() for f in files) and any(kept.sha256 in f.name for f in files)
    sweeping.sweep(kept.received_at + timedelta(days=61))
    assert not any(f.exists() for f in files) and not VisitPhoto.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_at_once_from_many_sides_there_is_one_report_for_each_id() -> None:
    """Three phones, each pressing four times at the same moment, while a colleague works on the same case."""
    visit = ordered()
    people = {"malee": actor("malee"), "suda": actor("suda")}
    sent = [(1, "malee"), (2, "suda"), (3, "malee")] * 4
    together = threading.Barrier(len(sent) + 1)
    answers: list[object] = []

    def press(n: int, who: str) -> None:
        try:
            together.wait(20)
            told = reporting.report(visit.public_id, report_id(n), body(), by=people[who], now=MONDAY + HOUR)
            answers.append((n, told.report.pk))
        except BaseException as trouble:
            answers.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=one) for one in sent]
    for thread in threads:
        thread.start()
    together.wait(20)
    for n in range(5):
        with contextlib.suppress(Stale):
            fresh = Case.objects.get(pk=visit.case_id)
            cases.move(fresh, "note", by=people["malee"], data={"text": f"ครั้งที่ {n}"}, now=MONDAY)
    for thread in threads:
        thread.join(30)
    assert len(set(answers)) == 3, answers
    assert VisitReport.objects.filter(addition=False).count() == 1
    assert VisitReport.objects.count() == CaseEvent.objects.filter(move="report_visit").count() == 3
    assert Case.objects.get(pk=visit.case_id).duties == {}


def test_where_a_photograph_of_a_visit_was_taken_is_kept_as_evidence() -> None:
    there = with_place((18.0, 47.0, 18.0), (98.0, 59.0, 7.08))
    visit = ordered()
    report(visit, photos=(there,))
    for kept in (VisitPhoto.objects.get(), Attachment.objects.get()):
        assert (kept.longitude, kept.latitude) == (98.9853, 18.78833)
