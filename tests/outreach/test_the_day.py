"""What a day out leaves behind: sheets counted exactly once, photographs that agree or not, cases that are real."""

import threading
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from PIL import Image

import factories
from factories import MONDAY, client_id
from going_out import (
    CHANG_PHUEAK,
    DAY_AFTER,
    ON_THE_DAY,
    REPORT,
    SUTHEP,
    announced,
    held,
    move,
    planned,
    reported,
    villages,
)
from people import actor
from sangsuk.cases import queries as cases
from sangsuk.cases.files import path_of
from sangsuk.cases.intake import Submitted
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.common import ids
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.outreach import counting, forgetting, photographs, queries, recording, taking
from sangsuk.outreach.models import CountSheet, Trip, TripCase, TripPhoto

pytestmark = pytest.mark.usefixtures("world")
THREE = [1, 0, 0, 0, 2, 0, 0, 0, 0]


def count(
    trip: Trip, n: int = 1, what: str = "people", cells: Any = None, who: str = "malee", **more: Any
) -> CountSheet:
    return counting.count(trip, client_id(n), what, cells or THREE, by=actor(who), now=more.get("now", ON_THE_DAY))


def test_the_first_sheet_says_that_the_unit_is_out() -> None:
    trip = announced()
    count(trip)
    trip.refresh_from_db()
    assert (trip.status, trip.people, trip.served) == ("held", 3, 0)
    assert list(recording.differences()) == []


def test_the_same_sheet_again_is_the_same_sheet() -> None:
    trip = announced()
    first, again = count(trip), count(trip)
    assert first.pk == again.pk
    count(trip, 2, "registration", [0, 5, 0, 0, 0, 0, 0, 0, 1])
    trip.refresh_from_db()
    assert (trip.people, trip.served) == (3, 6)
    with pytest.raises(Stale):
        count(trip, 1, cells=[9] * 9)
    with pytest.raises(Stale):
        count(trip, 1, who="suda")
    trip.refresh_from_db()
    assert (trip.people, CountSheet.objects.count()) == (3, 2)


@pytest.mark.parametrize(
    ("what", "cells", "field"),
    [
        ("massage", THREE, "what"),
        ("people", [1, 2], "cells"),
        ("people", [0] * 9, "cells"),
        ("people", [-1, 2, 0, 0, 0, 0, 0, 0, 0], "cells"),
        ("people", [1.5, 0, 0, 0, 0, 0, 0, 0, 0], "cells"),
        ("people", [True, 0, 0, 0, 0, 0, 0, 0, 0], "cells"),
        ("people", [10_000, 0, 0, 0, 0, 0, 0, 0, 0], "cells"),
    ],
)
def test_numbers_are_whole_and_believable(what: str, cells: Any, field: str) -> None:
    trip = announced()
    with pytest.raises(Refused) as refused:
        count(trip, what=what, cells=cells)
    assert refused.value.field == field
    trip.refresh_from_db()
    assert (trip.status, CountSheet.objects.count()) == ("announced", 0)  # nothing half done


def test_a_sheet_taken_back_stays_and_counts_no_more() -> None:
    trip = announced()
    wrong, _right = count(trip), count(trip, 2, cells=[0, 1, 0, 0, 0, 0, 0, 0, 0])
    counting.take_back(wrong, "นับซ้ำกับโต๊ะหน้า", by=actor("malee"), now=ON_THE_DAY)
    trip.refresh_from_db()
    assert trip.people == 1 and CountSheet.objects.count() == 2
    people, *_rest = counting.totals(counting.sheets(trip), trip.services)
    assert (people.n, people.of(sex="female"), people.of(band="under_18")) == (1, 1, 0)
    with pytest.raises(Refused):
        counting.take_back(_right, " ", by=actor("malee"), now=ON_THE_DAY)
    assert count(trip).pk == wrong.pk  # the phone that sends it once more does not bring it back
    trip.refresh_from_db()
    assert trip.people == 1


def test_totals_by_kind_sex_and_age() -> None:
    trip = announced()
    count(trip, 1, "people", [1, 2, 3, 4, 5, 6, 7, 8, 9])
    count(trip, 2, "people", [1, 1, 1, 1, 1, 1, 1, 1, 1])
    count(trip, 3, "health", [0, 0, 4, 0, 0, 2, 0, 0, 0])
    found = {one.what: one for one in counting.totals(counting.sheets(trip), trip.services)}
    assert list(found) == ["people", "registration", "damrongdhama", "health"]
    people = found["people"]
    assert (people.n, people.of(sex="male"), people.of(band="60_up"), people.of(sex="unsaid", band="18_59")) == (
        54,
        18,
        21,
        9,
    )
    assert (found["health"].n, found["registration"].n) == (6, 0)


def test_the_database_adds_up_too() -> None:
    count(announced())
    with pytest.raises(IntegrityError), transaction.atomic():
        CountSheet.objects.update(n=4)


@pytest.mark.parametrize("who", ["anan", "prasit", "nok", "kanya"])
def test_only_the_district_that_goes_out_writes_down(who: str) -> None:
    with pytest.raises(NotAllowed):
        count(announced(), who=who)


def test_nothing_is_counted_before_the_day_or_after_the_report() -> None:
    with pytest.raises(Refused) as early:
        count(announced(), now=MONDAY)
    assert early.value.code == "too_early"
    trip = reported()
    with pytest.raises(Refused) as over:
        count(trip, now=DAY_AFTER)
    assert over.value.code == "over"
    move(trip, "return", "prasit", now=DAY_AFTER, why="ตัวเลขไม่ครบ")
    count(trip, now=DAY_AFTER)


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_are_both_counted_and_one_that_sends_twice_once() -> None:
    trip = announced()
    malee = actor("malee")

    def send(n: int) -> None:
        try:
            counting.count(trip, client_id(n), "people", THREE, by=malee, now=ON_THE_DAY)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(n,)) for n in (1, 1, 2, 2, 3, 3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    trip.refresh_from_db()
    assert (trip.people, CountSheet.objects.count(), trip.status) == (9, 3, "held")
    assert list(recording.differences()) == []


# photographs


def picture(
    at: tuple[float, float] | None = (98.95, 18.79), when: str = "2026:11:18 10:00:00", colour: str = "teal"
) -> bytes:
    exif = Image.Exif()
    if when:
        exif.get_ifd(0x8769)[0x9003] = when
    if at:
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2], gps[3], gps[4] = "N", (at[1], 0.0, 0.0), "E", (at[0], 0.0, 0.0)
    out = BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def keep(trip: Trip, data: bytes, who: str = "malee") -> TripPhoto:
    return photographs.keep(trip, ContentFile(data, name="วัด.jpg"), by=actor(who), now=ON_THE_DAY)


@pytest.mark.parametrize(
    ("at", "when", "where", "day"),
    [
        ((98.98, 18.79), "2026:11:18 10:00:00", "district", "same"),
        ((98.98, 18.79), "2026:11:17 23:59:59", "district", "other"),
        ((100.5, 13.75), "2026:11:18 10:00:00", "elsewhere", "same"),
        (None, "", "unknown", "unknown"),
        ((2.35, 48.85), "2026:11:18 10:00:00", "elsewhere", "same"),
    ],
)
def test_place_and_time_of_a_photograph_beside_those_of_the_trip(
    at: Any, when: str, where: str, day: str, disk: Path
) -> None:
    photo = keep(announced(), picture(at, when))
    assert (photo.where, photo.day) == (where, day)
    raw = path_of(photo.sha256, "photo").read_bytes()
    with Image.open(BytesIO(raw)) as clean:
        assert not clean.getexif()
    assert photographs.to_ask([photo]) == int(where == "elsewhere" or day == "other")


def test_the_same_photograph_twice_is_one(disk: Path) -> None:
    trip = announced()
    assert keep(trip, picture()).pk == keep(trip, picture()).pk
    keep(trip, picture(colour="red"))
    assert TripPhoto.objects.count() == 2


def test_what_is_no_picture_changes_nothing(disk: Path) -> None:
    trip = announced()
    with pytest.raises(Refused):
        keep(trip, b"%PDF-1.7 ...")
    trip.refresh_from_db()
    assert trip.status == "announced"


def test_a_photograph_may_go_until_the_report(disk: Path) -> None:
    trip = announced()
    photo, other = keep(trip, picture()), keep(trip, picture(colour="red"))
    photographs.remove(trip, photo.pk, by=actor("malee"), now=ON_THE_DAY)
    assert [p.pk for p in TripPhoto.objects.all()] == [other.pk]
    trip.refresh_from_db()
    move(trip, "report", now=DAY_AFTER, **REPORT)
    with pytest.raises(Refused):
        photographs.remove(trip, other.pk, by=actor("malee"), now=DAY_AFTER)
    with pytest.raises(Missing):
        photographs.one(held(), other.pk)


def test_photographs_are_forgotten_when_their_time_is_over_and_the_numbers_stay(disk: Path) -> None:
    trip = announced()
    keep(trip, picture())
    count(trip)
    day = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
    assert not forgetting.photos_over(day - timedelta(hours=1)).exists()
    assert forgetting.photos_over(day).count() == 1
    assert CountSheet.objects.count() == 1


def test_metres() -> None:
    assert photographs.metres((98.98, 18.79), (98.98, 18.79)) == 0
    assert abs(photographs.metres((100.0, 13.0), (100.0, 14.0)) - 111_195) < 20


@pytest.mark.parametrize(
    ("at", "where"), [((98.951, 18.801), "near"), ((98.98, 18.70), "far"), ((100.5, 13.75), "elsewhere")]
)
def test_a_village_is_known_by_its_point(at: Any, where: str, disk: Path) -> None:
    rows = villages()
    type(rows[0]).objects.filter(pk=rows[0].pk).update(longitude=None, latitude=None)
    trip = announced(areas=[rows[0].pk, rows[1].pk])
    assert photographs.points_of(trip) == [(98.95, 18.8)]
    photo = keep(trip, picture(at))
    assert photo.where == where and (photo.far_m is not None and photo.far_m < 10_000) == (where == "near")


# cases


def take(trip: Trip, n: int = 1, who: str = "malee", **changes: Any) -> Submitted:
    return taking.take(trip, factories.new(n, **changes), by=actor(who), now=ON_THE_DAY)


def test_a_case_taken_on_the_spot_is_a_real_one_with_number_key_and_owner() -> None:
    trip = announced()
    taken = take(trip, subdistrict=SUTHEP)
    case = taken.case
    assert ids.secret_key(case.client_id) == taken.key and taken.created and not taking.is_hidden(case, actor("malee"))
    assert (case.office_id, case.channel, case.recorded_by_id) == ("5001", "mobile_unit", actor("malee").user_id)
    assert cases.opened(case.number, taken.key, caller="a test").pk == case.pk
    assert CaseEvent.objects.get(case=case, seq=1).office_code == "5001"
    assert [c.pk for c in taking.of_trip(trip, actor("malee"))] == [case.pk]
    trip.refresh_from_db()
    assert trip.status == "held" and taking.numbers([trip]) == {trip.pk: 1}


def test_the_same_case_again_is_tied_once() -> None:
    trip = announced()
    first, again = take(trip), take(trip)
    assert first.case.pk == again.case.pk and again.key and TripCase.objects.count() == 1


def test_a_case_that_is_refused_leaves_no_trace() -> None:
    trip = announced()
    with pytest.raises(Refused):
        take(trip, description=" ")
    trip.refresh_from_db()
    assert (trip.status, Case.objects.count(), TripCase.objects.count()) == ("announced", 0, 0)


def test_who_accuses_the_district_leaves_no_number_with_it() -> None:
    trip = announced()
    taken = take(trip, accused=("5001",))
    assert taking.is_hidden(taken.case, actor("malee")) and taken.case.office_id == "5000"
    assert not TripCase.objects.exists() and taking.numbers([trip]) == {}
    assert queries.facts_by_district(date(2026, 11, 1), date(2026, 12, 1))["5001"].cases == 0


def test_a_case_sealed_later_is_in_no_list_and_no_count() -> None:
    trip = announced()
    case = take(trip).case
    assert taking.numbers([trip]) == {trip.pk: 1}
    Case.objects.filter(pk=case.pk).update(secrecy="secret")
    assert taking.of_trip(trip, actor("malee")) == [] and taking.numbers([trip]) == {}
    assert queries.facts_by_district(date(2026, 11, 1), date(2026, 12, 1))["5001"].cases == 0


def test_another_district_sees_no_case_of_the_trip() -> None:
    trip = announced()
    take(trip)
    assert taking.of_trip(trip, actor("anan")) == []
    assert len(taking.of_trip(trip, actor("prasit"))) == 1


# what the flagships ask


def test_facts_by_district_are_exact(django_assert_num_queries: Any) -> None:
    one = announced(areas=[SUTHEP, CHANG_PHUEAK])
    count(one, 1)
    count(one, 2, "health", [4, 0, 0, 0, 0, 0, 0, 0, 0])
    take(one)
    two = announced(areas=[SUTHEP])
    count(two, 3)
    announced()  # not held: no fact
    other = planned(who="anan", areas=["500203"])
    counting.count(other, client_id(9), "people", THREE, by=actor("anan"), now=ON_THE_DAY)
    with django_assert_num_queries(2):
        facts = queries.facts_by_district(date(2026, 11, 18), date(2026, 11, 19))
    assert facts == {
        "5001": queries.OutreachFacts(trips=2, villages=2, people=6, services=4, cases=1),
        "5002": queries.OutreachFacts(trips=1, villages=1, people=3, services=0, cases=0),
    }
    assert queries.facts_by_district(date(2026, 11, 19), date(2026, 12, 1)) == {}
    assert queries.facts_by_district(date(2026, 11, 1), date(2026, 11, 18)) == {}


def test_trips_of_a_project(django_assert_num_queries: Any) -> None:
    mine = announced(project_code="f2564_05")
    move(announced(project_code="f2564_05"), "cancel", reason="ฝนตกหนัก")
    planned(project_code="f2564_06")
    with django_assert_num_queries(1):
        (found,) = queries.trips_of_project("f2564_05", "50")
    assert (found.pk, found.district_code, found.areas, found.status) == (mine.pk, "5001", (SUTHEP,), "announced")
    assert queries.trips_of_project("f2564_05", "30") == [] and queries.trips_of_project("") == []
