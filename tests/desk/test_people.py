"""Accounts kept by an office's administrator: her pages, her deeds, and what she may not."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import people
from sangsuk.accounts.models import Deed, Session, User
from sangsuk.offices import actions as offices
from sangsuk.offices import queries

from .reading import text

WHY = "คำสั่งอำเภอที่ 12/2569"
NEW = {"name": "สายฝน คนใหม่", "email": "Saifon@Example.com", "office": "5001", "role": "officer", "why": WHY}


def link_in(answer: Any) -> str:
    found: str = text(answer).partition("/desk/join/")[2].split()[0]
    return "/desk/join/" + found


@pytest.mark.parametrize("who", people.STAFF)
@pytest.mark.parametrize(
    "address", ["/desk/people", "/desk/people/new", "/desk/people/bulk", "/desk/people/bulk/template.xlsx"]
)
def test_only_who_keeps_accounts_sees_them(at: Any, who: str, address: str) -> None:
    assert at(who).get(address).status_code == (200 if who == "chaba" else 403)


def test_the_day_of_an_administrator_begins_with_the_people(at: Any) -> None:
    assert at("chaba").get("/desk/")["Location"] == "/desk/people"


def test_she_sees_her_office_and_nobody_elses(at: Any) -> None:
    for who in ("malee", "suda", "anan", "prasit"):
        people.user(who)
    page = text(at("chaba").get("/desk/people"))
    assert "มาลี รักงาน" in page and "สุดา นำทาง" in page
    assert "อนันต์ ต่างถิ่น" not in page and "ประสิทธิ์" not in page


@pytest.mark.parametrize("who", ["anan", "prasit", "orn", "nok", "wichai", "preecha"])
def test_people_of_other_offices_are_not_there(at: Any, who: str) -> None:
    other, chaba = people.user(who), at("chaba")
    assert chaba.get(f"/desk/people/{other.pk}").status_code == 404
    for deed in ("role", "release", "close", "reopen", "factors", "invite"):
        assert chaba.post(f"/desk/people/{other.pk}/{deed}", {"why": WHY}).status_code == 404
    other.refresh_from_db()
    assert other.is_active and not Deed.objects.filter(whom=other).exists()


@pytest.mark.parametrize("deed", ["role", "release", "close", "factors", "invite"])
def test_she_does_nothing_to_her_own_account(at: Any, deed: str) -> None:
    chaba = people.user("chaba")
    place = str(queries.memberships_of(chaba)[0].pk)
    answer = at("chaba").post(f"/desk/people/{chaba.pk}/{deed}", {"why": WHY, "place": place, "role": "chief"})
    assert answer.status_code == 403
    assert queries.memberships_of(chaba)[0].role == "admin"


def test_a_new_person_comes_by_her_link_and_works(at: Any) -> None:
    made = at("chaba").post("/desk/people/new", NEW)
    assert "เพิ่มคนแล้ว" in text(made)
    link, browser = link_in(made), Client()
    assert "สวัสดี สายฝน คนใหม่" in text(browser.get(link))
    weak = browser.post(link, {"password": "short", "again": "short"})
    assert weak.status_code == 422 and "สั้นเกินไป" in text(weak)
    password = "ปลาตัวใหญ่ว่ายในคลอง"
    assert browser.post(link, {"password": password, "again": password})["Location"] == "/desk/account/factors"
    assert browser.get("/desk/today").status_code == 200
    assert Client().get(link).status_code == 404
    user = User.objects.get(email="saifon@example.com")
    done = [(deed.what, deed.by_name) for deed in user.deeds.order_by("pk")]
    chaba = people.user("chaba").name
    assert done[:3] == [("made", chaba), ("appointed", chaba), ("invited", chaba)]
    assert ("joined", user.name) in done


@pytest.mark.parametrize(
    "wrong", [{"role": "operator"}, {"role": "dpo"}, {"office": "5002"}, {"email": "x"}, {"name": " "}, {"why": ""}]
)
def test_what_she_may_not_give_makes_nobody(at: Any, wrong: dict[str, str]) -> None:
    chaba = at("chaba")
    assert chaba.post("/desk/people/new", NEW | wrong).status_code == 422
    assert not User.objects.filter(email="saifon@example.com").exists()


def test_a_role_is_changed_with_a_reason_and_written_down(at: Any) -> None:
    malee, chaba = people.user("malee"), at("chaba")
    place = str(queries.memberships_of(malee)[0].pk)
    address = f"/desk/people/{malee.pk}/role"
    assert chaba.post(address, {"place": place, "role": "chief", "why": ""}).status_code == 422
    assert chaba.post(address, {"place": place, "role": "operator", "why": WHY}).status_code == 422
    assert "บันทึกแล้ว" in text(chaba.post(address, {"place": place, "role": "chief", "why": WHY}))
    assert people.actor("malee").role == "chief"
    deed = Deed.objects.get(whom=malee)
    assert (deed.what, deed.why, deed.by_name, deed.data) == (
        "role_changed", WHY, people.user("chaba").name, {"office": "5001", "role": "chief", "before": "officer"},
    )  # fmt: skip


@pytest.mark.parametrize("deed", ["release", "close", "factors"])
def test_what_takes_a_person_out_ends_her_sessions(at: Any, deed: str) -> None:
    malee, hers = people.user("malee"), at("malee")
    place = str(queries.memberships_of(malee)[0].pk)
    at("chaba").post(f"/desk/people/{malee.pk}/{deed}", {"place": place, "why": WHY})
    assert not Session.objects.filter(user=malee).exists()
    assert hers.get("/desk/today").status_code == 302


def test_who_also_works_elsewhere_is_only_released_here(at: Any) -> None:
    malee = people.user("malee")
    offices.appoint(malee, "5002", "officer")
    chaba = at("chaba")
    assert chaba.post(f"/desk/people/{malee.pk}/close", {"why": WHY}).status_code == 403
    assert chaba.post(f"/desk/people/{malee.pk}/invite", {"why": WHY}).status_code == 403
    here = next(m for m in queries.memberships_of(malee) if m.office_id == "5001")
    chaba.post(f"/desk/people/{malee.pk}/release", {"place": str(here.pk), "why": WHY})
    assert [m.office_id for m in queries.memberships_of(malee)] == ["5002"]


def test_a_national_operator_keeps_accounts_only_while_her_power_is_on(at: Any, powerful: Any) -> None:
    malee = people.user("malee")
    preecha = at("preecha")
    assert preecha.get(f"/desk/people/{malee.pk}").status_code == 403
    assert preecha.post(f"/desk/people/{malee.pk}/close", {"why": WHY}).status_code == 403
    powerful()
    assert preecha.post(f"/desk/people/{malee.pk}/close", {"why": WHY}).status_code == 200
    malee.refresh_from_db()
    assert not malee.is_active


def test_the_list_costs_the_same_for_two_and_for_fifty(at: Any, django_assert_num_queries: Any) -> None:
    chaba = at("chaba")
    people.user("malee")
    chaba.get("/desk/people")
    with django_assert_num_queries(4):
        chaba.get("/desk/people")
    for n in range(50):
        user = User.objects.create(email=f"n{n}@example.com", name=f"คนที่ {n:02}")
        offices.appoint(user, "5001", "officer")
    with django_assert_num_queries(4):
        page = chaba.get("/desk/people").content.decode()
    assert page.count("@example.com") == 40
    following = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = chaba.get(following).content.decode()
    assert page.count("n49@") + second.count("n49@") == 1
    assert chaba.get("/desk/people?cursor=odd").status_code in (404, 422)


def book(*rows: list[str]) -> SimpleUploadedFile:
    made = openpyxl.Workbook()
    for row in (["ชื่อ-นามสกุล", "อีเมล", "รหัสหน่วยงาน", "บทบาท"], *rows):
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return SimpleUploadedFile("people.xlsx", out.getvalue())


def test_a_file_is_looked_through_and_nothing_is_half_done(at: Any) -> None:
    chaba = at("chaba")
    good, bad = (
        ["หนึ่ง ตัวอย่าง", "one@example.com", "5001", "เจ้าหน้าที่"],
        ["สอง ตัวอย่าง", "two@example.com", "5002", "officer"],
    )
    looked = chaba.post("/desk/people/bulk", {"file": book(good, bad, good), "why": WHY})
    assert looked.status_code == 422
    assert "แถวที่ 3" in text(looked) and "แถวที่ 4: อีเมลนี้อยู่ในไฟล์แล้ว" in text(looked)
    assert not User.objects.filter(email="one@example.com").exists()
    looked = chaba.post(
        "/desk/people/bulk", {"file": book(good, ["สอง", "two@example.com", "5001", "chief"]), "why": WHY}
    )
    signed = looked.content.decode().partition('name="looked" value="')[2].partition('"')[0]
    done = chaba.post("/desk/people/bulk", {"looked": signed})
    assert text(done).count("/desk/join/") == 2
    again = chaba.post("/desk/people/bulk", {"looked": signed})
    assert again.status_code == 422 and User.objects.filter(email="two@example.com").count() == 1


def test_a_look_is_of_use_to_who_had_it_and_unchanged(at: Any) -> None:
    looked = at("chaba").post(
        "/desk/people/bulk", {"file": book(["ก ข", "one@example.com", "5001", "officer"]), "why": WHY}
    )
    signed = looked.content.decode().partition('name="looked" value="')[2].partition('"')[0]
    other = people.user("suda")
    offices.appoint(other, "5001", "admin")
    for client, value in ((at("suda"), signed), (at("chaba"), signed[:-2] + "xx")):
        assert client.post("/desk/people/bulk", {"looked": value}).status_code == 422
    assert not User.objects.filter(email="one@example.com").exists()


def test_the_new_role_and_the_short_reason_are_kept_when_it_has_to_be_corrected(at: Any) -> None:
    malee = people.user("malee")
    place = malee.memberships.get().pk
    answer = at("chaba").post(f"/desk/people/{malee.pk}/role", {"place": place, "role": "chief", "why": "สั่ง"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<option value="chief" selected>' in page and 'value="สั่ง"' in page
