"""What a row of theirs becomes with us."""

from datetime import UTC, datetime
from typing import Any

import pytest

from imports import traffy_files as files
from sangsuk.cases import replay, story, traffy
from sangsuk.cases.bulk import Taken
from sangsuk.cases.models import Case, CaseEvent, Register, Reporter
from sangsuk.cases.queries import Filters, listing
from sangsuk.offices.actor import Actor

pytestmark = pytest.mark.usefixtures("world")
WHERE = traffy.columns(files.HEADER)


def take(*rows: dict[str, Any]) -> Taken:
    return traffy.take(WHERE, [[str(row.get(name, "")) for name in files.HEADER] for row in rows])


def one(n: int = 1, **changes: Any) -> Case:
    """The case that this row becomes."""
    row = files.row(n, **changes)
    assert take(row) == Taken(taken=1)
    return Case.objects.get(external_ref=f"traffy:{row['ticket_id']}")


def refusal(**changes: Any) -> str:
    answer = take(files.row(**changes))
    assert (answer.taken, len(answer.refused), Case.objects.count()) == (0, 1, 0)
    return answer.refused[0][1]


def test_a_waiting_matter_comes_to_the_centre_of_its_district_with_the_dates_of_its_time() -> None:
    case = one(1, state="รอรับเรื่อง", count_reopen="", star="", timestamp="2022-05-10 03:00:00+00")
    assert (case.number, case.office_id, case.status) == ("5007-65-000001", "5007", "received")
    assert (case.district_id, case.subdistrict_id, case.point) == ("5007", "500701", (98.96, 18.91))
    assert (case.channel, case.identity, case.category_id) == ("traffy", "none", "water.flood")
    assert case.submitted_at == datetime(2022, 5, 10, 3, tzinfo=UTC)
    assert case.due_at == datetime(2022, 5, 11, 9, 30, tzinfo=UTC)  # closing hour of the next working day
    assert not Reporter.objects.exists()


def test_a_matter_of_bangkok_lies_with_the_ministry_and_is_handed_to_the_khet() -> None:
    case = one(3, state="กำลังดำเนินการ")
    assert (case.office_id, case.agency_id, case.status) == ("MOI", "1009", "agency_accepted")


@pytest.mark.parametrize(
    ("theirs", "reopened", "status", "settlement"),
    [
        ("รอรับเรื่อง", "", "received", None),
        ("รอรับเรื่อง", "2", "reopened", None),
        ("ส่งต่อ(ใหม่)", "0", "received", None),
        ("กำลังดำเนินการ", "", "in_progress", None),
        ("ติดตาม", "1", "in_progress", None),
        ("เสร็จสิ้น", "", "settled", "solved"),
        ("เสร็จสิ้น", "3", "settled", "solved"),
        ("ไม่เกี่ยวข้อง", "", "settled", "explained"),
    ],
)
def test_their_state_has_a_status_of_ours(theirs: str, reopened: str, status: str, settlement: str | None) -> None:
    case = one(1, state=theirs, count_reopen=reopened)
    assert (case.status, case.settlement_id) == (status, settlement)
    assert case.reopened_count == int(reopened or 0)
    assert (case.closed_at is not None) == (status == "settled")
    assert not list(replay.differences())


def test_what_became_of_it_bears_the_time_of_their_last_activity() -> None:
    case = one(1, state="เสร็จสิ้น", star="4.0", last_activity="2022-11-02 09:00:00+00")
    assert (case.closed_at, case.rating) == (datetime(2022, 11, 2, 9, tzinfo=UTC), 4)
    event = CaseEvent.objects.get(case=case, move="import")
    assert event.data["theirs"] == "เสร็จสิ้น"
    assert event.data["at_known"] is True


def test_a_time_that_nobody_wrote_down_is_not_made_up() -> None:
    case = one(1, state="เสร็จสิ้น", last_activity="")
    assert case.closed_at == case.submitted_at
    assert CaseEvent.objects.get(case=case, move="import").data["at_known"] is False


def test_the_timeline_says_where_the_history_comes_from() -> None:
    case = one(1, state="เสร็จสิ้น")
    events = CaseEvent.objects.filter(case=case).order_by("seq")
    told = story.lines(events, audience=story.CITIZEN)
    assert [line.move for line in told] == ["submit", "import"]
    assert "“เสร็จสิ้น”" in told[1].sentence


def test_only_the_redacted_text_is_searched_and_shown_in_lists() -> None:
    case = one(1, comment="โทรหาลุงได้ที่ 081-555-0101 ท่อระบายน้ำตัน", address="99/1 ซอยสมมติ")
    assert "0101" not in case.gist
    with_number = listing(Actor.system(), Filters(q="0101"))
    by_word = listing(Actor.system(), Filters(q="ท่อระบายน้ำ"))
    assert (len(with_number.items), len(by_word.items)) == (0, 1)


def test_the_words_of_an_import_are_those_of_a_submission() -> None:
    import factories

    text = "สมชายบอกว่าน้ำท่วมมากกกก ที่บ้านเลขที่ 12/3 หมู่ 4 ติดต่อ 0815550101 ไลน์ somchai99"
    imported = one(1, comment=text, address="")
    told = factories.case(7, description=text, wish="")
    rows = Case.objects.filter(pk__in=[imported.pk, told.pk]).values_list("gist", "words__vector").distinct()
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ticket_id": ""}, "no number"),
        ({"comment": "  "}, "no text"),
        ({"comment": "ก" * 10_001}, "10,001"),
        ({"comment": "เสีย\udcff"}, "not UTF-8"),
        ({"timestamp": "เมื่อวาน"}, "no time"),
        ({"timestamp": "2099-01-01 00:00:00"}, "future"),
        ({"timestamp": "1999-01-01 00:00:00"}, "before 2015"),
        ({"state": "หายไป"}, "unknown state"),
        ({"star": "9"}, "star"),
        ({"star": "4.5"}, "star"),
        ({"count_reopen": "-1"}, "count_reopen"),
        ({"province": "ลาว", "district": "", "subdistrict": "", "coords": ""}, "unknown place"),
        ({"province": "", "district": "", "subdistrict": "", "coords": "[102.61, 17.99]"}, "unknown place"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(changes: dict[str, Any], reason: str) -> None:
    assert reason in refusal(**changes)
    assert not Register.objects.exists()


def test_without_names_the_point_finds_the_district() -> None:
    case = one(1, province="", district="", subdistrict="", coords="18.91, 98.96")  # latitude first, too
    assert (case.district_id, case.point) == ("5007", (98.96, 18.91))


def test_a_bad_row_does_not_keep_the_others_out() -> None:
    answer = take(files.row(1), files.row(2, state="?"), files.row(3))
    assert (answer.taken, [index for index, _ in answer.refused]) == (2, [1])


def test_the_same_number_of_theirs_is_one_case_however_often_it_comes() -> None:
    assert take(files.row(1), files.row(1), files.row(2)) == Taken(taken=2, there=1)
    assert take(files.row(1), files.row(2)) == Taken(there=2)
    assert Case.objects.count() == 2


def test_the_columns_of_the_sample_are_known_too() -> None:
    sample = (
        "id,comment,machine_tags,province,district,subdistrict,timestamp_utc,state,star,count_reopen,longitude,latitude"
    )
    where = traffy.columns(sample.split(","))
    row = [
        "1",
        "น้ำท่วมซอย",
        "น้ำท่วม,ถนน",
        "เชียงใหม่",
        "แม่ริม",
        "",
        "2022-10-07 10:07:52",
        "เสร็จสิ้น",
        "",
        "0",
        "98.96",
        "18.91",
    ]
    assert traffy.take(where, [row]) == Taken(taken=1)
    case = Case.objects.get(external_ref="traffy:1")
    assert (case.category_id, case.submitted_at) == ("water.flood", datetime(2022, 10, 7, 10, 7, 52, tzinfo=UTC))


@pytest.mark.parametrize(("header", "missing"), [("a,b", "ticket_id"), ("id,comment,timestamp,state", "district")])
def test_a_file_of_something_else_is_told_apart(header: str, missing: str) -> None:
    with pytest.raises(traffy.Unusable, match=missing):
        traffy.columns(header.split(","))
