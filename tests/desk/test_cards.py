"""Cards at the desk: for the office they are about, sums for those above it, and paper that loses nothing."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

import people
from carding import sent, several
from sangsuk.stories.cards import actions
from sangsuk.stories.models import CardBundle, CardPoint, FeedbackCard
from sangsuk.thai import bangkok_date
from typefaces import needs_thai_font

pytestmark = pytest.mark.usefixtures("world")
OWN, ABOVE = ("malee", "suda"), ("prasit", "kanya", "nok", "dao")
PAGES = ("/desk/cards/points", "/desk/cards/bundles", "/desk/cards/posters.pdf", "/desk/cards/paper.pdf")


def at_desk(who: str) -> Client:
    client = Client()
    client.force_login(people.user(who))
    return client


def today(many: int, **more: Any) -> list[FeedbackCard]:
    return several(many, now=timezone.now(), **more)


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


@pytest.mark.parametrize("who", OWN)
def test_the_office_reads_its_cards_without_names_and_without_the_minute(who: str) -> None:
    sent(line="คุณสมชาย ใจดี โทร 081 555 0101 พูดไม่ดี", tone="negative", now=timezone.now())
    page = text(at_desk(who), "/desk/cards")
    assert "พูดไม่ดี" in page and "ใจดี" not in page and "0101" not in page
    article = page.split('class="feedback"')[1].split("</article>")[0]
    assert not re.search(r"\d\d[:.]\d\d น", article)


@pytest.mark.parametrize("who", ABOVE)
def test_those_above_see_sums_and_no_words(who: str) -> None:
    today(5, line="อ่านได้เฉพาะอำเภอ")
    page = text(at_desk(who), "/desk/cards?office=5001")
    assert "100 %" in page and "อ่านได้เฉพาะอำเภอ" not in page


@pytest.mark.parametrize("who", ABOVE)
def test_those_above_choose_an_office_first(who: str) -> None:
    assert "เมืองเชียงใหม่" in text(at_desk(who), "/desk/cards")


def test_fewer_than_five_are_not_shown_above() -> None:
    today(4)
    assert "น้อยกว่า 5" in text(at_desk("dao"), "/desk/cards?office=5001")


@pytest.mark.parametrize(
    ("who", "office"), [("malee", "5002"), ("anan", "5001"), ("prasit", "3001"), ("orn", "5001"), ("dao", "9999"), ("dao", "5000")]
)  # fmt: skip
def test_an_office_outside_her_reach_is_not_there(who: str, office: str) -> None:
    text(at_desk(who), f"/desk/cards?office={office}", 404)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", sorted(set(people.STAFF) - set(OWN) - {"anan"}))
def test_counters_and_paper_belong_to_district_offices(who: str, page: str) -> None:
    assert at_desk(who).get(page).status_code in (403, 404)


def test_the_list_is_narrowed_and_paged() -> None:
    today(30), today(1, tone="negative", line="ห้องน้ำไม่สะอาด")
    client = at_desk("malee")
    page = text(client, "/desk/cards?to_improve=on")
    assert page.count('class="feedback"') == 1 and "ห้องน้ำไม่สะอาด" in page
    first = text(client, "/desk/cards")
    assert first.count('class="feedback"') == 25
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older and text(client, older[1].replace("&amp;", "&")).count('class="feedback"') == 6


@pytest.mark.parametrize(
    "query", ["since=x", "service=x", "after=x", "until=2026-99-99", "since=2026-11-30&until=2026-01-01"]
)
def test_an_address_typed_wrong_does_not_break_the_page(query: str) -> None:
    assert at_desk("malee").get(f"/desk/cards?{query}").status_code in (200, 422)


def test_a_counter_is_opened_and_closed() -> None:
    client = at_desk("suda")
    client.post("/desk/cards/points", {"name_th": "ช่องที่ 1 ทะเบียน", "service": "registration"})
    assert "/c/5001-1" in text(client, "/desk/cards/points")
    client.post("/desk/cards/points/5001-1/close")
    assert CardPoint.objects.get().closed_at is not None
    assert "/c/5001-1" not in text(client, "/desk/cards/points")
    assert client.post("/desk/cards/points", {"name_th": ""}).status_code == 422


@needs_thai_font
@pytest.mark.parametrize("address", ["posters.pdf", "posters.pdf?size=a6", "paper.pdf", "paper.pdf?point=5001-1"])
def test_posters_and_paper_are_printed(address: str) -> None:
    actions.open_point(people.actor("malee"), name_th="ช่องที่ 1")
    response = at_desk("malee").get(f"/desk/cards/{address}")
    assert response.status_code == 200 and response.content.startswith(b"%PDF-")


def bundle(declared: int = 12) -> CardBundle:
    actor = people.actor("malee")
    on = bangkok_date(timezone.now())
    return actions.begin_bundle(actor, client_id=uuid4(), number="7/2569", declared=declared, collected_on=on)


def typed(**rows: dict[str, str]) -> dict[str, str]:
    """The ten rows of the table as a browser sends them."""
    told: dict[str, str] = {}
    for no in range(10):
        told[f"r{no}-client_id"] = str(uuid4())
        told |= {f"r{no}-{name}": value for name, value in rows.get(f"r{no}", {}).items()}
    return told


def test_a_bundle_begins_with_its_count() -> None:
    client = at_desk("malee")
    told = {"client_id": str(uuid4()), "number": "7/2569", "declared": "๑๒", "collected_on": "2026-01-05"}
    response = client.post("/desk/cards/bundles", told)
    assert response.status_code == 302 and CardBundle.objects.get().declared == 12
    assert client.post("/desk/cards/bundles", told | {"client_id": str(uuid4())}).status_code == 422
    assert client.post("/desk/cards/bundles", {"client_id": str(uuid4()), "declared": "x"}).status_code == 422


def test_rows_that_are_empty_are_none_and_the_others_are_cards() -> None:
    address, client = f"/desk/cards/bundles/{bundle().pk}", at_desk("malee")
    told = typed(r0={"tone": "negative", "line": "แอร์เสีย"}, r3={"tone": "positive", "age_band": "over_60"})
    assert client.post(address, told).status_code == 302
    assert client.post(address, told).status_code == 302, "sent twice is saved once"
    assert sorted(FeedbackCard.objects.values_list("tone", "line")) == [("negative", "แอร์เสีย"), ("positive", "")]
    assert "กรอกแล้ว 2 จาก 12 ใบ" in text(client, address)


def test_a_row_without_an_answer_is_named_and_everything_typed_stays() -> None:
    address, client = f"/desk/cards/bundles/{bundle().pk}", at_desk("malee")
    told = typed(r0={"tone": "positive", "line": "ใบแรก"}, r1={"line": "ลืมเลือก"})
    response = client.post(address, told)
    page = response.content.decode()
    assert response.status_code == 422 and not FeedbackCard.objects.exists()
    assert "ใบแรก" in page and "ลืมเลือก" in page and told["r1-client_id"] in page
    assert page.count("กรุณาเลือกความเห็นของใบนี้") == 1


def test_a_long_text_of_a_paper_is_kept_whole() -> None:
    client_text = "เล่ายาว " * 60
    at_desk("malee").post(f"/desk/cards/bundles/{bundle().pk}", typed(r0={"tone": "mixed", "line": client_text}))
    card = FeedbackCard.objects.get()
    assert card.line == "" and card.more == client_text.strip()


def test_the_bundle_closes_when_all_are_there_or_with_a_reason() -> None:
    client, whole = at_desk("malee"), bundle(2)
    page = text(client, f"/desk/cards/bundles/{whole.pk}")
    assert page.count("-client_id") == 2 * 2, "no more rows than papers are left"
    too_many = typed(r0={"tone": "positive"}, r1={"tone": "positive"}, r2={"tone": "positive"})
    assert client.post(f"/desk/cards/bundles/{whole.pk}", too_many).status_code == 422
    assert client.post(f"/desk/cards/bundles/{whole.pk}/close", {"why_fewer": " "}).status_code == 422
    assert client.post(f"/desk/cards/bundles/{whole.pk}/close", {"why_fewer": "เปียกน้ำ"}).status_code == 302
    assert "เปียกน้ำ" in text(client, "/desk/cards/bundles")
    assert "ปึกนี้ปิดแล้ว" in text(client, f"/desk/cards/bundles/{whole.pk}")


def test_another_office_does_not_see_the_bundle() -> None:
    text(at_desk("anan"), f"/desk/cards/bundles/{bundle().pk}", 404)
