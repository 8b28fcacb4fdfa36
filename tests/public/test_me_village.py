"""A headman is appointed, takes the post up with ThaID, brings matters, and sees neither who others are nor what is not hers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import people
from factories import new
from sangsuk.accounts import mock
from sangsuk.accounts.models import User
from sangsuk.cases import actions as cases
from sangsuk.cases.mine import bringing
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.cases.reporters import contact
from sangsuk.common.errors import Refused
from sangsuk.offices import posts
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import VillagePost
from sangsuk.places.models import Village
from sangsuk.privacy.retention.executors import EXECUTORS, Doing
from signing_in import sign_in

from .telling import STORY, text

VILLAGE = "50010703"
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def village(world: None) -> Village:
    return Village.objects.create(
        code=VILLAGE, name_th="บ้านสมมติ", name_en="Ban Sommot", subdistrict_id="500107", moo=3, source="test"
    )


def appointed(who: str = "sommai", **changes: Any) -> VillagePost:
    given: dict[str, Any] = {
        "by": people.actor("suda"), "post": "headman", "area_code": VILLAGE, "number": mock.PEOPLE[who].pid,
        "name": "สมหมาย รักบ้าน (สมมติ)", "valid_from": TODAY() - timedelta(days=30), "valid_to": None, "order_no": "ที่ 1/2569",
    }  # fmt: skip
    return posts.appoint(**(given | changes))


@pytest.fixture
def sommai() -> Client:
    """She holds the post."""
    post, client = appointed(), Client()
    sign_in(client, "sommai")
    assert "ท่านได้รับแต่งตั้งเป็น" in text(client.get("/me"))
    assert client.post(f"/me/village/{post.pk}/take").status_code == 302
    return client


def at(client: Client) -> str:
    return f"/me/village/{VillagePost.objects.get().pk}"


def brought(client: Client, **who: str) -> Case:
    """Told in her steps; gives the case."""
    draft = client.post(f"{at(client)}/tell")["Location"]
    client.post(draft, {"description": STORY, "wish": ""})
    last = client.get(f"{draft}/who")["Location"]
    assert last == f"{draft}/behalf"
    given = {
        "for_": "village",
        "consent": "",
        "identity": "named",
        "name": "สมหมาย รักบ้าน",
        "phone": "",
        "language": "th",
    }
    answer = client.post(last, given | who)
    assert answer.status_code == 302, text(answer)
    return Case.objects.latest("id")


def test_she_brings_a_matter_of_the_village_and_it_is_recorded_as_that(sommai: Client) -> None:
    case = brought(sommai)
    assert (case.village_id, case.channel) == (VILLAGE, "headman")
    assert case.recorded_by == User.objects.get(kind="citizen")
    event = CaseEvent.objects.get()
    assert event.data["on_behalf"] == {"as": "headman", "area": VILLAGE, "for": "village"}
    assert "ผู้ใหญ่บ้าน" in text(sommai.get(f"/me/cases/{case.number}"))
    assert case.number in text(sommai.get(at(sommai)))


def test_for_a_villager_she_needs_his_consent_and_it_is_noted(sommai: Client) -> None:
    with pytest.raises(AssertionError):
        brought(sommai, for_="villager", consent="")
    assert not Case.objects.exists()
    case = brought(sommai, for_="villager", consent="said", name="บุญมี ยากไร้ (สมมติ)", identity="hidden")
    assert contact(case).name == "บุญมี ยากไร้ (สมมติ)"
    assert CaseEvent.objects.get().data["on_behalf"]["consent"] == "said"
    assert "บุญมี" not in text(sommai.get(f"/me/cases/{case.number}")) + text(sommai.get(at(sommai)))


def test_the_desk_reads_who_brought_it(sommai: Client) -> None:
    from sangsuk.cases import queries

    case = brought(sommai)
    assert "แทนหมู่บ้าน" in queries.desk_case(case.number, people.actor("malee")).lines[0].sentence


def told(n: int, **changes: Any) -> Case:
    return cases.submit(new(n, village=VILLAGE, **changes), by=people.CITIZEN).case


def page_of(client: Client) -> str:
    """Her page without what is new at every look."""
    import re

    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text(client.get(at(client))))


SECRET: dict[str, dict[str, Any]] = {
    "sealed": {"description": "มีคนขายยาบ้าในหมู่บ้านทุกคืน ช่วยตรวจสอบด้วย"},
    "about an official": {"description": "เจ้าหน้าที่เรียกเงินก่อนทำเรื่องให้", "accused_type": "official"},
    "of misconduct": {"description": "มีการเรียกรับเงินในการทำประชาคม", "category": "official.corruption"},
    "about herself": {"description": "ผู้ใหญ่บ้านเก็บเงินค่าน้ำแล้วไม่ออกใบเสร็จ"},
}


@pytest.mark.parametrize("name", SECRET)
def test_what_accuses_her_or_is_secret_moves_nothing_on_her_page(name: str, sommai: Client) -> None:
    for n in range(4):
        told(n)
    before = page_of(sommai)
    assert "ขณะนี้มี 4 เรื่อง" in before
    case = told(9, **SECRET[name])
    if name == "sealed":
        Case.objects.filter(pk=case.pk).update(secrecy="secret")
    assert page_of(sommai) == before
    assert sommai.get(f"/me/cases/{case.number}").status_code == 404


def test_few_are_not_counted_out(sommai: Client) -> None:
    before = page_of(sommai)
    told(1)
    told(2)
    assert page_of(sommai) == before, "one or two would be somebody"


def test_of_others_she_sees_the_number_and_nothing_else(sommai: Client) -> None:
    found = [told(n) for n in range(4)]
    page = text(sommai.get(at(sommai)))
    assert "4" in page and not any(case.number in page for case in found)
    assert sommai.get(f"/me/cases/{found[0].number}").status_code == 404


def test_a_case_of_hers_that_is_sealed_later_is_gone_for_her(sommai: Client) -> None:
    case = brought(sommai)
    Case.objects.filter(pk=case.pk).update(secrecy="secret")
    assert case.number not in text(sommai.get(at(sommai)))
    assert sommai.get(f"/me/cases/{case.number}").status_code == 404


def test_another_citizen_does_not_take_the_post(sommai: Client) -> None:
    post = appointed("thongdi", post="kamnan", area_code="500107")
    assert sommai.post(f"/me/village/{post.pk}/take").status_code == 404
    line = Client()
    sign_in(line, "thongdi", provider="line")
    assert line.post(f"/me/village/{post.pk}/take").status_code == 404, "LINE proves nobody's number"
    thongdi = Client()
    sign_in(thongdi, "thongdi")
    assert thongdi.get(f"/me/village/{post.pk}").status_code == 404
    assert thongdi.post(f"/me/village/{post.pk}/take").status_code == 302
    assert "กำนัน" in text(thongdi.get(f"/me/village/{post.pk}"))


def test_when_the_term_is_over_so_is_the_sight(sommai: Client) -> None:
    case = brought(sommai)
    posts.end(VillagePost.objects.get().pk, by=people.actor("suda"), on=TODAY())
    assert sommai.get(at(sommai)).status_code == 404
    assert sommai.get(f"/me/cases/{case.number}").status_code == 404
    assert sommai.post(f"{at(sommai)}/tell").status_code == 404


def test_a_draft_of_a_post_is_sent_by_its_holder_alone(sommai: Client) -> None:
    draft = sommai.post(f"{at(sommai)}/tell")["Location"]
    sommai.post(draft, {"description": STORY, "wish": ""})
    other = Client()
    sign_in(other, "malai")
    given = {"for_": "village", "identity": "none", "language": "th"}
    assert other.post(f"{draft}/behalf", given).status_code == 404 and not Case.objects.exists()


def test_the_number_is_not_kept(sommai: Client) -> None:
    row = VillagePost.objects.values().get()
    assert mock.PEOPLE["sommai"].pid not in repr(
        {k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items()}
    )


REFUSED: dict[str, dict[str, Any]] = {
    "a number that is none": {"number": "1234567890123"},
    "a village elsewhere": {"area_code": "50020101"},
    "a village that is not known": {"area_code": "50010799"},
    "a headman of a sub-district": {"area_code": "500107"},
    "an end before the beginning": {"valid_to": date(2020, 1, 1)},
    "without an order": {"order_no": " "},
    "by an officer": {"by": "malee"},
    "by a province": {"by": "prasit"},
    "a second one at the same time": {"twice": True},
}


@pytest.mark.parametrize("name", REFUSED)
def test_who_may_not_be_appointed(name: str) -> None:
    changes = dict(REFUSED[name])
    if changes.pop("twice", False):
        appointed()
    if "by" in changes:
        changes["by"] = people.actor(changes["by"])
    with pytest.raises(Refused):
        appointed(**changes)


def test_the_rule_is_the_same_for_the_list_and_the_one(sommai: Client) -> None:
    case, post = brought(sommai), VillagePost.objects.get()
    assert bringing.brought(post) == [case]
    Case.objects.filter(pk=case.pk).update(accused_type="official")
    assert bringing.brought(post) == [] and sommai.get(f"/me/cases/{case.number}").status_code == 404


def test_when_her_account_is_gone_the_post_stays_and_waits_for_her(sommai: Client) -> None:
    assert VillagePost.objects.get().user_id
    sommai.post("/me/account", {"deed": "delete"})
    row = VillagePost.objects.get()
    assert row.user_id is None and bytes(row.person) and bytes(row.name)


def test_who_was_headman_long_ago_is_forgotten_and_that_there_was_one_is_not() -> None:
    post = appointed()
    engine = EXECUTORS["village_posts"]
    now = timezone.now()
    assert engine.due(now, 10) == [], "a post that runs is a public matter"
    VillagePost.objects.update(valid_to=timezone.localdate(now) - timedelta(days=1))
    doing = Doing(now, now, Actor.system(), rule="village_posts")
    assert engine.due(now, 10) == [str(post.pk)] and engine.apply([str(post.pk)], doing) == {"village_posts": 1}
    row = VillagePost.objects.get()
    assert (bytes(row.person), bytes(row.name), row.user_id, row.order_no) == (b"", b"", None, post.order_no)
    assert engine.due(now, 10) == []
