"""Going out at the desk: the plan, the page of the day, cases on the spot, what nobody has visited; and whose each page is."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories import STORY, client_id
from going_out import SUTHEP, announced, held, planned, reported, villages
from people import STAFF, actor, user
from sangsuk.cases.models import Case
from sangsuk.common import ids
from sangsuk.outreach import counting
from sangsuk.outreach.models import CountSheet, FeedKey, OutreachRule, ServiceKind, Trip, TripCase, TripPhoto

from .conftest import NOW
from .reading import body, photo

TODAY = date(2026, 11, 16)


def form(**changes: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "client_id": str(uuid4()), "on": "18/11/2569", "from_time": "09:00", "to_time": "15.00", "place": "ศาลาประชาคมตำบลสุเทพ",
        "areas": [SUTHEP], "services": ["registration", "damrongdhama"], "bring": "บัตรประชาชนใบเดิม", "partners": "", "leader": "",
        "project_code": "f2564_05", "repeat": "once", "until": "",
    }  # fmt: skip
    return told | changes


def today(**changes: Any) -> Trip:
    """One that is announced for this very day."""
    return announced(on=TODAY, **changes)


def sheet(**changes: Any) -> dict[str, Any]:
    return {"client_id": str(client_id(7)), "what": "people", "c0": "2", "c4": "1", "c8": ""} | changes


def told(**changes: Any) -> dict[str, Any]:
    data = {
        "client_id": str(client_id(8)), "description": STORY, "area": SUTHEP, "place": "", "channel": "counter", "identity": "named",
        "name": "บุญมา ใจเย็น (สมมติ)", "phone": "081 555 0171", "language": "th", "category": "",
    }  # fmt: skip
    return data | changes


# the plan


def test_a_trip_is_planned_on_one_page(at: Any) -> None:
    answer = at("malee").post("/desk/outreach/new", form())
    trip = Trip.objects.get()
    assert answer["Location"] == f"/desk/outreach/{trip.pk}"
    assert (trip.on, trip.office_id, trip.areas, trip.project_code) == (
        date(2026, 11, 18),
        "5001",
        [SUTHEP],
        "f2564_05",
    )
    assert trip.ends_at.isoformat() == "2026-11-18T08:00:00+00:00"


def test_a_flagship_is_chosen_and_read_by_its_name(at: Any) -> None:
    client = at("malee")
    offered = body(client.get("/desk/outreach/new"))
    assert '<option value="f2564_05">' in offered and "f2564_05</option>" not in offered
    assert client.post("/desk/outreach/new", form(project_code="f1999_01")).status_code == 422
    client.post("/desk/outreach/new", form())
    (name,) = re.findall(r'<option value="f2564_05">([^<]+)</option>', offered)
    told = body(client.get(f"/desk/outreach/{Trip.objects.get().pk}"))
    assert f"<dd>{name}</dd>" in told and "f2564_05" not in told


def test_every_first_tuesday_until_the_end_of_the_fiscal_year(at: Any) -> None:
    answer = at("malee").post("/desk/outreach/new", form(on="1/12/2569", repeat="monthly"), follow=True)
    days = list(Trip.objects.order_by("on").values_list("on", flat=True))
    assert days[:3] == [date(2026, 12, 1), date(2027, 1, 5), date(2027, 2, 2)] and days[-1] == date(2027, 9, 7)
    assert len(days) == 10 and "เพิ่มในแผนแล้ว 10 ครั้ง" in body(answer)


def test_a_day_off_is_said_and_a_double_press_plans_once(at: Any) -> None:
    client, once = at("malee"), form(on="5/12/2569")
    assert "ตรงกับวันหยุด" in body(client.post("/desk/outreach/new", once, follow=True))
    client.post("/desk/outreach/new", once)
    assert Trip.objects.count() == 1


def test_what_is_missing_is_said_and_what_was_typed_stays(at: Any) -> None:
    answer = at("malee").post("/desk/outreach/new", form(areas=[], to_time="08:00", bring="ทะเบียนบ้านเล่มเก่า"))
    page = body(answer)
    assert answer.status_code == 422 and "กรุณาเลือกหมู่บ้านหรือตำบลที่ไป" in page and "ทะเบียนบ้านเล่มเก่า" in page
    named = at("malee").post("/desk/outreach/new", form(place="บ้านนายสมชาย ใจดี"))
    assert named.status_code == 422 and "ดูเหมือนมีชื่อบุคคล" in body(named)
    assert not Trip.objects.exists()


def test_a_copy_begins_with_everything_but_the_day(at: Any) -> None:
    trip = planned(bring="สำเนาทะเบียนบ้าน")
    page = body(at("malee").get(f"/desk/outreach/new?from={trip.pk}"))
    assert "สำเนาทะเบียนบ้าน" in page and re.search(rf'value="{SUTHEP}"[^>]* checked', page) and 'value="09:00"' in page
    assert str(trip.series) not in page
    other = at("anan").get(f"/desk/outreach/new?from={trip.pk}")
    assert other.status_code == 404


def test_villages_stand_in_their_sub_districts_once_they_are_loaded(at: Any) -> None:
    client = at("malee")
    assert "ระบบนี้ยังไม่มีรายชื่อหมู่บ้าน" in body(client.get("/desk/outreach/new"))
    rows = villages()
    page = body(client.get("/desk/outreach/new"))
    assert "ระบบนี้ยังไม่มีรายชื่อหมู่บ้าน" not in page and rows[0].title_th in page and "ทั้งตำบลสุเทพ" in page
    client.post("/desk/outreach/new", form(areas=[rows[0].pk, rows[2].pk]))
    assert Trip.objects.get().areas == [rows[0].pk, rows[2].pk]


def test_a_month_shows_its_days_and_the_one_before_and_after(at: Any) -> None:
    trip, other = announced(), planned(on=date(2026, 12, 2))
    page = body(at("malee").get("/desk/outreach"))
    assert f"/desk/outreach/{trip.pk}" in page and f"/desk/outreach/{other.pk}" not in page
    assert "?month=2026-10" in page and "?month=2026-12" in page
    assert f"/desk/outreach/{other.pk}" in body(at("malee").get("/desk/outreach?month=2026-12"))
    assert at("malee").get("/desk/outreach?month=9999-99").status_code == 200


def test_what_is_late_is_said_with_the_chiefs_name(at: Any) -> None:
    user("suda")
    trip = planned(on=date(2026, 11, 4))
    page = body(at("malee").get("/desk/outreach"))
    assert "มี 1 ครั้งที่เลยกำหนดส่งรายงาน" in page and "ผู้รับผิดชอบคือ สุดา นำทาง" in page
    assert "ยังไม่ได้บอกว่าออกหน่วยหรือไม่" in body(at("malee").get("/desk/outreach/list?shelf=owing"))
    assert "เลยกำหนด" in body(at("prasit").get(f"/desk/outreach/{trip.pk}"))
    assert re.search(r"รออยู่ 1 รายการ", body(at("malee").get("/desk/flagships")))


def test_a_page_of_trips_costs_the_same_for_two_and_fifty(at: Any, django_assert_max_num_queries: Any) -> None:
    client = at("malee")
    for many in (2, 48):
        for n in range(many):
            announced(on=TODAY + timedelta(days=n % 10))
        client.get("/desk/outreach")
        with django_assert_max_num_queries(24):
            client.get("/desk/outreach")
        with django_assert_max_num_queries(22):
            client.get("/desk/outreach/list")


# whose pages


PAGES = {
    "/desk/outreach": {"malee": 200, "suda": 200, "anan": 200, "prasit": 200, "kanya": 200, "nok": 302, "dao": 302},
    "/desk/outreach/list?shelf=past": dict.fromkeys(("malee", "suda", "anan", "prasit", "kanya", "nok", "dao"), 200),
    "/desk/outreach/districts": {"malee": 302, "suda": 302, "anan": 302, "prasit": 200, "kanya": 200, "nok": 200, "dao": 200},
    "/desk/outreach/new": {"malee": 200, "suda": 200, "anan": 200},
    "/desk/outreach/coverage": dict.fromkeys(("malee", "suda", "anan", "prasit", "kanya", "nok", "dao"), 200),
    "/desk/outreach/coverage.csv": dict.fromkeys(("malee", "suda", "anan", "prasit", "kanya", "nok", "dao"), 200),
    "/desk/outreach/calendars": dict.fromkeys(("malee", "suda", "anan", "prasit", "kanya", "nok", "dao"), 200),
    "/desk/outreach/{pk}": {"malee": 200, "suda": 200, "prasit": 200, "kanya": 200, "nok": 200, "dao": 200, "anan": 404, "orn": 404},
    "/desk/outreach/{pk}/day": {"malee": 200, "suda": 200, "anan": 404, "orn": 404},
    "/desk/outreach/{pk}/case": {"malee": 200, "suda": 200, "anan": 404, "orn": 404},
    "/desk/outreach/{pk}/change": {"malee": 200, "suda": 200, "anan": 404, "orn": 404},
}  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_whose_page_it_is(at: Any, address: str) -> None:
    trip = today()
    for who in STAFF:
        status = at(who).get(address.format(pk=trip.pk)).status_code
        expected = PAGES[address].get(
            who, 200 if who == "orn" and "{pk}" not in address and "new" not in address else 403
        )
        assert status == expected, (address, who, status)


def test_a_stranger_is_asked_to_sign_in() -> None:
    trip = today()
    assert Client().get(f"/desk/outreach/{trip.pk}").status_code == 302
    assert Client().post(f"/desk/outreach/{trip.pk}/counts", sheet()).status_code == 302
    assert not CountSheet.objects.exists()


# its life


def test_the_next_step_is_offered_and_taken(at: Any) -> None:
    client, trip = at("malee"), planned()
    page = body(client.get(f"/desk/outreach/{trip.pk}"))
    assert "ประกาศให้ประชาชนทราบ" in page and "ส่งรายงานให้จังหวัด" not in page
    client.post(f"/desk/outreach/{trip.pk}/moves/announce", {"version": trip.version})
    assert Trip.objects.get().status == "announced"
    stale = client.post(f"/desk/outreach/{trip.pk}/moves/cancel", {"version": trip.version, "cancel-reason": "ฝนตกหนัก"})
    assert stale.status_code == 409
    bad = client.post(f"/desk/outreach/{trip.pk}/moves/move_day", {"move_day-on": "", "move_day-reason": "ชนกับงานอื่น"})
    assert bad.status_code == 422 and "ชนกับงานอื่น" in body(bad)
    client.post(
        f"/desk/outreach/{trip.pk}/moves/move_day", {"move_day-on": "20/11/2569", "move_day-reason": "ชนกับงานอื่น"}
    )
    assert "ย้ายไปวันอื่น · จากพ. 18 พ.ย. 2569 เป็นศ. 20 พ.ย. 2569 · มาลี รักงาน" in re.sub(
        r"\s+", " ", body(client.get(f"/desk/outreach/{trip.pk}"))
    )


@pytest.mark.parametrize(("who", "status"), [("prasit", 403), ("kanya", 403), ("anan", 404), ("nok", 403)])
def test_nobody_else_moves_it(at: Any, who: str, status: int) -> None:
    trip = planned()
    assert at(who).post(f"/desk/outreach/{trip.pk}/moves/announce").status_code == status
    assert Trip.objects.get().status == "planned"


def test_a_report_goes_to_the_province_and_comes_back(at: Any) -> None:
    trip = today()
    client, province = at("malee"), at("prasit")
    client.post(f"/desk/outreach/{trip.pk}/moves/hold")
    sent = {"report-summary": "ให้บริการครบทุกอย่าง", "report-reached": [SUTHEP], "report-problems": ""}
    client.post(f"/desk/outreach/{trip.pk}/moves/report", sent)
    assert "รอจังหวัดดู" in body(province.get(f"/desk/outreach/{trip.pk}"))
    province.post(f"/desk/outreach/{trip.pk}/moves/return", {"return-why": "ขอจำนวนผู้สูงอายุ"})
    page = body(client.get(f"/desk/outreach/{trip.pk}"))
    assert "ขอจำนวนผู้สูงอายุ" in page and "ให้บริการครบทุกอย่าง" in page  # kept, to be mended
    client.post(f"/desk/outreach/{trip.pk}/moves/report", sent)
    province.post(f"/desk/outreach/{trip.pk}/moves/see", {"see-note": "ขอบคุณ"})
    assert Trip.objects.get().status == "seen" and "ขอบคุณ" in body(client.get(f"/desk/outreach/{trip.pk}"))


def test_details_are_changed_on_the_same_form(at: Any) -> None:
    trip = announced()
    client = at("malee")
    changed = form(place="วัดสวนดอก", version=trip.version)
    assert client.post(f"/desk/outreach/{trip.pk}/change", changed).status_code == 302
    assert Trip.objects.get().place == "วัดสวนดอก"
    assert client.post(f"/desk/outreach/{trip.pk}/change", changed).status_code == 409
    late = reported()
    assert client.get(f"/desk/outreach/{late.pk}/change").status_code == 403


# the day


def test_numbers_are_counted_once_however_often_they_are_sent(at: Any) -> None:
    client, trip = at("malee"), today()
    for _again in range(2):
        assert client.post(f"/desk/outreach/{trip.pk}/counts", sheet()).status_code == 302
    trip.refresh_from_db()
    assert (trip.status, trip.people, CountSheet.objects.count()) == ("held", 3, 1)
    other = client.post(f"/desk/outreach/{trip.pk}/counts", sheet(c0="9"))
    assert other.status_code == 409 and 'value="9"' in body(other)
    page = body(client.get(f"/desk/outreach/{trip.pk}/day"))
    assert "นับแล้ว 3 คน" in page


@pytest.mark.parametrize("bad", ["-1", "1.5", "สอง", "99999"])
def test_a_wrong_number_is_refused_with_what_was_typed(at: Any, bad: str) -> None:
    trip = today()
    answer = at("malee").post(f"/desk/outreach/{trip.pk}/counts", sheet(c3=bad))
    assert answer.status_code == 422 and f'value="{bad}"' in body(answer) and 'value="2"' in body(answer)
    assert not CountSheet.objects.exists()


def test_a_telephone_that_kept_a_sheet_hears_json(at: Any) -> None:
    client, trip = at("malee"), today()
    send = {"data": sheet(), "HTTP_ACCEPT": "application/json"}
    answer = client.post(f"/desk/outreach/{trip.pk}/counts", **send)
    assert answer.json() == {"house": "sangsuk", "id": str(client_id(7)), "n": 3}
    assert client.post(f"/desk/outreach/{trip.pk}/counts", **send).json()["n"] == 3
    refused = client.post(
        f"/desk/outreach/{trip.pk}/counts",
        sheet(client_id=str(client_id(9)), c0="", c4=""),
        HTTP_ACCEPT="application/json",
    )
    assert refused.status_code == 422 and refused.json()["message"]
    assert CountSheet.objects.count() == 1


def test_a_slip_of_the_finger_is_taken_back_with_a_reason(at: Any) -> None:
    client, trip = at("malee"), today()
    client.post(f"/desk/outreach/{trip.pk}/counts", sheet())
    wrong = CountSheet.objects.get()
    assert client.post(f"/desk/outreach/{trip.pk}/counts/{wrong.pk}/back", {"why": ""}).status_code == 422
    client.post(f"/desk/outreach/{trip.pk}/counts/{wrong.pk}/back", {"why": "นับซ้ำ"})
    trip.refresh_from_db()
    assert trip.people == 0 and "ไม่นับ: นับซ้ำ" in body(client.get(f"/desk/outreach/{trip.pk}/day"))
    other = today()
    assert client.post(f"/desk/outreach/{other.pk}/counts/{wrong.pk}/back", {"why": "นับซ้ำ"}).status_code == 404


def test_a_case_taken_on_the_spot_has_number_key_and_slip(at: Any) -> None:
    client, trip = at("malee"), today()
    page = body(client.get(f"/desk/outreach/{trip.pk}/case"))
    assert f'<option value="{SUTHEP}" selected' in page  # the place is known beforehand
    answer = client.post(f"/desk/outreach/{trip.pk}/case", told())
    case = Case.objects.get()
    assert answer["Location"] == f"/desk/new/{case.number}?trip={trip.pk}"
    assert (case.channel, case.subdistrict_id) == ("mobile_unit", SUTHEP)
    slip = body(client.get(answer["Location"]))
    assert case.number in slip and ids.secret_key(case.client_id) in slip and f"/desk/outreach/{trip.pk}/case" in slip
    assert TripCase.objects.get().trip_id == trip.pk
    assert case.number in body(client.get(f"/desk/outreach/{trip.pk}/day"))
    assert case.number in body(client.get("/desk/?tab=all"))
    assert client.post(f"/desk/outreach/{trip.pk}/case", told()).status_code == 302 and Case.objects.count() == 1


def test_a_telephone_is_told_the_id_of_what_was_taken_in_and_why_something_was_not(at: Any) -> None:
    client, trip, given = at("malee"), today(), told()
    address, program = f"/desk/outreach/{trip.pk}/case", {"HTTP_ACCEPT": "application/json"}
    answers = [client.post(address, given, **program).json() for _again in range(2)]
    case = Case.objects.get()
    assert answers[0] == answers[1] == {
        "house": "sangsuk", "id": given["client_id"], "number": case.number, "next": f"/desk/new/{case.number}?trip={trip.pk}",
    }  # fmt: skip
    assert case.number in body(client.get(answers[0]["next"])) and TripCase.objects.get().trip_id == trip.pk
    other = client.post(address, given | {"description": "อย่างอื่น ไม่ใช่เรื่องเดิม"}, **program)
    nothing = client.post(address, told(client_id=str(uuid4()), description=""), **program)
    elsewhere = at("anan").post(address, told(client_id=str(uuid4())), **program)
    assert [(one.status_code, one.json()["house"]) for one in (other, nothing, elsewhere)] == [
        (422, "sangsuk"), (422, "sangsuk"), (404, "sangsuk"),
    ]  # fmt: skip
    assert all(one.json()["message"] and "id" not in one.json() for one in (other, nothing, elsewhere))
    assert Case.objects.count() == 1


def test_the_counter_keeps_its_own_usual_channel(at: Any) -> None:
    client, trip = at("malee"), today()
    client.post("/desk/new", told(channel="phone", client_id=str(uuid4())))
    client.post(f"/desk/outreach/{trip.pk}/case", told())
    assert '<option value="phone" selected' in body(client.get("/desk/new"))


def test_a_case_that_is_not_told_is_refused_with_what_was_typed(at: Any) -> None:
    trip = today()
    answer = at("malee").post(f"/desk/outreach/{trip.pk}/case", told(description="", name="บุญมา"))
    assert answer.status_code == 422 and "กรุณาเขียนว่าเกิดอะไรขึ้น" in body(answer) and "บุญมา" in body(answer)
    assert Trip.objects.get().status == "announced"


def test_photographs_are_kept_looked_at_and_given_to_nobody_else(at: Any) -> None:
    client, trip = at("malee"), today()
    empty = client.post(f"/desk/outreach/{trip.pk}/photos", {})
    assert empty.status_code == 422
    client.post(f"/desk/outreach/{trip.pk}/photos", {"photos": [photo()]})
    kept = TripPhoto.objects.get()
    page = body(client.get(f"/desk/outreach/{trip.pk}/day"))
    assert "รูปไม่บอกตำแหน่ง" in page
    address = f"/desk/outreach/{trip.pk}/photos/{kept.pk}"
    assert (
        status_of(client, address) == status_of(client, f"{address}?small") == status_of(at("prasit"), address) == 200
    )
    assert [status_of(at(who), address) for who in ("anan", "kanya", "orn")] == [404, 403, 404]
    bad = client.post(f"/desk/outreach/{trip.pk}/photos", {"photos": [SimpleUploadedFile("a.jpg", b"nonsense")]})
    assert bad.status_code == 422 and TripPhoto.objects.count() == 1
    client.post(f"{address}/remove")
    assert not TripPhoto.objects.exists()


def test_before_the_day_and_after_the_report_the_page_says_so(at: Any) -> None:
    client = at("malee")
    early, late = announced(), reported()
    assert "ยังไม่ถึงวันออกหน่วย" in body(client.get(f"/desk/outreach/{early.pk}/day"))
    assert client.post(f"/desk/outreach/{early.pk}/counts", sheet()).status_code == 422
    assert "จึงบันทึกเพิ่มไม่ได้" in body(client.get(f"/desk/outreach/{late.pk}/day"))


def status_of(client: Client, address: str) -> int:
    """Of a file, read to its end."""
    answer = client.get(address)
    assert b"".join(answer) or answer.status_code == 200
    return int(answer.status_code)


# coverage


def test_a_district_reads_what_it_has_not_visited(at: Any) -> None:
    counting.count(today(), client_id(1), "people", [1] * 9, by=actor("malee"), now=NOW)
    page = body(at("malee").get("/desk/outreach/coverage"))
    assert "15 จาก 16 ตำบลยังไม่ได้ไปใน 12 เดือน" in page and "จึงนับเป็นตำบล" in page and "ยังไม่เคยไป" in page
    table = at("malee").get("/desk/outreach/coverage.csv").content.decode()
    assert "500108,ตำบลสุเทพ,tambon,2026-11-16,2027-11-16,,1,12,2026-11-16" in table


def test_villages_with_points_are_dots(at: Any) -> None:
    rows = villages()
    page = body(at("malee").get("/desk/outreach/coverage"))
    assert page.count("reach--0") == 3 and "3 จาก 3 หมู่บ้านยังไม่ได้ไป" in page and rows[0].name_th in page


def test_the_province_and_the_country_read_shares(at: Any) -> None:
    held()
    page = body(at("prasit").get("/desk/outreach/coverage"))
    assert "จังหวัดเชียงใหม่:" in page and page.count('class="reach') == 25
    country = body(at("nok").get("/desk/outreach/coverage"))
    assert "ทั้งประเทศ:" in country and country.count('class="reach') == 878
    assert "สุเทพ" in body(at("nok").get("/desk/outreach/coverage?area=5001"))
    assert "5002,อำเภอจอมทอง จังหวัดเชียงใหม่,tambon,0," in at("prasit").get("/desk/outreach/coverage.csv").content.decode()


@pytest.mark.parametrize(
    ("who", "area", "status"),
    [("malee", "5002", 404), ("malee", "50", 404), ("prasit", "5002", 200), ("prasit", "3001", 404), ("nok", "3001", 200),
     ("nok", "9999", 404), ("nok", "x", 404), ("kanya", "50", 200)],
)  # fmt: skip
def test_who_looks_where(at: Any, who: str, area: str, status: int) -> None:
    assert at(who).get(f"/desk/outreach/coverage?area={area}").status_code == status


# calendars and rules


def test_a_secret_address_is_shown_once_and_can_be_renewed_and_closed(at: Any) -> None:
    client = at("malee")
    trip = planned()
    page = body(client.post("/desk/outreach/calendars", {"renew": "1"}))
    token = re.search(r"/outreach/mine/([\w-]+)\.ics", page)[1]
    assert token not in body(client.get("/desk/outreach/calendars"))
    assert token not in str(FeedKey.objects.values_list("digest", flat=True))
    feed = Client().get(f"/outreach/mine/{token}.ics")
    assert (
        feed.status_code == 200 and str(trip.public_id) in feed.content.decode() and "no-store" in feed["Cache-Control"]
    )
    client.post("/desk/outreach/calendars", {"renew": "1"})
    assert Client().get(f"/outreach/mine/{token}.ics").status_code == 404
    client.post("/desk/outreach/calendars", {"end": "1"})
    assert not FeedKey.objects.exists()


@pytest.mark.usefixtures("powerful_operator")
def test_the_operator_keeps_kinds_and_numbers(at: Any) -> None:
    client = at("preecha")
    assert "ไปทุกหมู่บ้านภายใน (เดือน)" in body(client.get("/desk/rules/outreach_rules"))
    new = {
        "code": "boat",
        "name_th": "เรือบริการ",
        "name_en": "Boat",
        "order": "15",
        "valid_from": "2026-01-01",
        "why": "คำสั่งกรมที่ 1/2569",
    }
    assert client.post("/desk/rules/outreach_services/add", new).status_code == 302
    assert ServiceKind.objects.get(pk="boat").source == "คำสั่งกรมที่ 1/2569"
    edit = {"amount": "6", "valid_from": "2020-10-01", "valid_to": "", "why": "คำสั่งกรมที่ 2/2569"}
    assert client.post("/desk/rules/outreach_rules/rows/visit_months", edit).status_code == 302
    assert OutreachRule.objects.get(pk="visit_months").amount == 6


def test_the_year_by_district(at: Any) -> None:
    reported()
    planned(who="anan", areas=["500203"], on=date(2026, 11, 2))
    page = body(at("prasit").get("/desk/outreach/districts?year=2570"))
    assert "ออกหน่วยแล้ว 1 ครั้ง" in page and "5002" in page
    assert "ปีนี้ยังไม่มีอำเภอใด" in body(at("prasit").get("/desk/outreach/districts?year=2569"))
    one = body(at("prasit").get("/desk/outreach/list?shelf=past&office=5001"))
    assert "ตำบลสุเทพ" in one
