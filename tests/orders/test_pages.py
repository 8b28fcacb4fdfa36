"""Pages of orders and news: who may, who may not, what is refused comes back with what was typed, and what a list costs."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

import ordering
from factories import MONDAY
from ordering import GIVEN, NEWS, issued
from people import STAFF, actor, user
from sangsuk.orders import actions, receipts
from sangsuk.orders.models import News, NewsPicture, Order, OrderFile, Reading, Receipt
from sangsuk.orders.news import actions as news_actions

pytestmark = pytest.mark.usefixtures("world")
ORDER_FORM = {
    "kind": "order", "title": GIVEN["title"], "body": GIVEN["body"], "levels": ["district"], "roles": ["officer"], "asks": "acknowledge",
    "due_days": "5", "provinces": ["50"], "districts": "เมืองนครราชสีมา\n9001", "flagship": "f2564_04",
}  # fmt: skip
NEWS_FORM = {"title": NEWS["title"], "lead": NEWS["lead"], "body": NEWS["body"], "tags": "#ทุกข์น้อยลงสุขมากขึ้น f2564_06"}


@pytest.fixture(autouse=True)
def disk(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def door(who: Any) -> Client:
    client = Client()
    client.force_login(user(who) if isinstance(who, str) else who)
    return client


def chief() -> Client:
    return door(ordering.somebody("thawin", "DOPA", "chief"))


def text(response: Any) -> str:
    return str(response.content.decode())


def status(who: Any, path: str) -> int:
    """Read to its end: a file that is given out closes itself then."""
    response = (who if isinstance(who, Client) else door(who)).get(path)
    if response.streaming:
        b"".join(response.streaming_content)
    return int(response.status_code)


def statuses(path: str) -> dict[str, int]:
    return {who: door(who).get(path).status_code for who in STAFF}


READERS = {"malee", "suda", "anan", "prasit", "orn", "nok", "kanya", "preecha", "dao"}


def test_who_opens_what() -> None:
    order = issued(roles=["officer"])
    assert {w for w, s in statuses("/desk/orders").items() if s == 200} == READERS
    assert {w for w, s in statuses(f"/desk/orders/{order.pk}").items() if s == 200} == READERS - {"anan", "orn"}
    assert statuses(f"/desk/orders/{order.pk}")["anan"] == 404
    assert statuses(f"/desk/orders/{order.pk}")["chaba"] == 403
    assert {w for w, s in statuses(f"/desk/orders/{order.pk}/standing").items() if s == 200} == {
        "prasit",
        "kanya",
        "nok",
        "dao",
    }
    assert statuses(f"/desk/orders/{order.pk}/standing")["malee"] == 403
    assert {w for w, s in statuses("/desk/orders/new").items() if s == 200} == {"prasit", "orn", "nok", "dao"}
    assert {w for w, s in statuses("/desk/orders/late").items() if s == 200} == {"prasit", "orn", "nok", "dao", "kanya"}
    assert {w for w, s in statuses("/desk/news").items() if s == 200} == {
        "malee",
        "suda",
        "anan",
        "prasit",
        "orn",
        "nok",
        "dao",
    }
    assert Client().get("/desk/orders").status_code == 302


def test_from_the_form_to_the_number() -> None:
    client = door("dao")
    bad = client.post("/desk/orders/new", ORDER_FORM | {"districts": "เมืองลับแล"})
    assert bad.status_code == 422 and "ไม่พบอำเภอ" in text(bad) and GIVEN["title"] in text(bad)
    many = client.post("/desk/orders/new", ORDER_FORM | {"districts": "เฉลิมพระเกียรติ"})
    assert many.status_code == 422 and "หลายแห่ง" in text(many)
    client.post("/desk/orders/new", ORDER_FORM)
    order = Order.objects.get()
    assert order.areas == ["50", "3001", "9001"]
    page = client.get(f"/desk/orders/{order.pk}/edit")
    assert page.status_code == 200 and "3001" in text(page)
    sent = client.post(f"/desk/orders/{order.pk}/moves/send", {"send-version": order.version})
    assert sent.status_code == 302
    stale = chief().post(f"/desk/orders/{order.pk}/moves/sign", {"sign-version": 1})
    assert stale.status_code == 409
    signer = chief()
    assert "ลงนามและออกเลข" in text(signer.get(f"/desk/orders/{order.pk}"))
    signer.post(f"/desk/orders/{order.pk}/moves/sign", {"sign-version": 2})
    order.refresh_from_db()
    assert order.number == "1/2569" and Receipt.objects.filter(order=order).count() == 27
    assert client.get(f"/desk/orders/{order.pk}/edit").status_code == 403
    paper = client.get(f"/desk/orders/{order.pk}/paper.pdf")
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert client.post(f"/desk/orders/{order.pk}/moves/correct").status_code == 422
    cancel = signer.post(f"/desk/orders/{order.pk}/moves/cancel", {"cancel-why": ""})
    assert cancel.status_code == 422 and "กรุณากรอกช่องนี้" in text(cancel)


def test_what_is_missing_is_said_when_it_is_sent() -> None:
    order = ordering.draft(due_days=None)
    sent = door("dao").post(f"/desk/orders/{order.pk}/moves/send")
    assert sent.status_code == 422 and "กรุณากำหนดวันรับทราบ" in text(sent)


def test_opening_is_written_down_and_the_chief_acknowledges() -> None:
    user("suda"), user("malee")
    order = issued(roles=["officer"])
    malee, suda = door("malee"), door("suda")
    assert f"<b>{GIVEN['title']}</b>" in text(malee.get("/desk/orders"))
    assert "รับทราบแทนหน่วยงาน</button>" not in text(malee.get(f"/desk/orders/{order.pk}"))
    assert Reading.objects.get(user=user("malee")).opened_at == MONDAY
    assert malee.post(f"/desk/orders/{order.pk}/acknowledge").status_code == 403
    assert "รับทราบแทนหน่วยงาน</button>" in text(suda.get(f"/desk/orders/{order.pk}"))
    for _ in range(2):
        assert suda.post(f"/desk/orders/{order.pk}/acknowledge").status_code == 302
    assert Receipt.objects.get().acked_name == STAFF["suda"].name
    assert door("anan").post(f"/desk/orders/{order.pk}/acknowledge").status_code == 404
    page = text(door("dao").get(f"/desk/orders/{order.pk}/standing?province=50"))
    assert STAFF["suda"].name in page and "2/2" in page


def test_a_report_with_a_paper_is_read_by_those_above_only() -> None:
    user("suda"), user("malee")
    order = issued(asks="report", report_on=MONDAY.date() + timedelta(days=20), areas=["5001", "5002"])
    receipts.acknowledge(order, by=actor("suda"), now=MONDAY)
    malee = door("malee")
    bad = malee.post(f"/desk/orders/{order.pk}/report", {"text": "โทร 081-555-0199 ถามได้ทุกวันทำการ"})
    assert bad.status_code == 422 and "081-555-0199" in text(bad)
    pdf = SimpleUploadedFile(
        "ผล.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", content_type="application/pdf"
    )
    sent = malee.post(f"/desk/orders/{order.pk}/report", {"text": "เปิดโต๊ะรับเรื่องครบทุกตำบลแล้ว", "files": pdf})
    assert sent.status_code == 302
    row = OrderFile.objects.get()
    got = {
        who: status(who, f"/desk/orders/{order.pk}/files/{row.pk}")
        for who in ("malee", "anan", "prasit", "dao", "nok", "orn")
    }
    assert got == {"malee": 200, "anan": 404, "prasit": 200, "dao": 200, "nok": 200, "orn": 404}
    assert "เปิดโต๊ะรับเรื่องครบทุกตำบลแล้ว" in text(door("dao").get(f"/desk/orders/{order.pk}/standing?province=50"))


def test_files_of_a_draft_come_and_go_and_stay_when_issued() -> None:
    order, client = ordering.draft(), door("dao")
    assert client.post(f"/desk/orders/{order.pk}/attach").status_code == 422
    pdf = SimpleUploadedFile(
        "แนบ.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", content_type="application/pdf"
    )
    assert client.post(f"/desk/orders/{order.pk}/attach", {"files": pdf}).status_code == 302
    row = OrderFile.objects.get()
    assert status(client, f"/desk/orders/{order.pk}/files/{row.pk}") == 200
    order.refresh_from_db()
    order = actions.move(order, "send", by=actor("dao"), now=MONDAY)
    assert client.post(f"/desk/orders/{order.pk}/files/{row.pk}/remove").status_code == 403
    order = actions.move(order, "take_back", by=actor("dao"), now=MONDAY)
    assert client.post(f"/desk/orders/{order.pk}/files/{row.pk}/remove").status_code == 302


def test_the_issuer_reminds_and_takes_the_table_away() -> None:
    user("suda")
    order = issued(areas=["5001", "5002"])
    client = door("dao")
    said = client.post(f"/desk/orders/{order.pk}/remind", follow=True)
    assert "ส่งข้อความเตือน 2 หน่วยงานแล้ว" in text(said)
    assert "เตือนได้อีกครั้งพรุ่งนี้" in text(client.post(f"/desk/orders/{order.pk}/remind", follow=True))
    assert door("malee").post(f"/desk/orders/{order.pk}/remind").status_code == 403
    rows = b"".join(client.get(f"/desk/orders/{order.pk}/acknowledged.csv").streaming_content).decode().splitlines()
    assert len(rows) == 3 and rows[1].startswith("5001,")
    book = load_workbook(BytesIO(b"".join(client.get(f"/desk/orders/{order.pk}/acknowledged.xlsx").streaming_content)))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == ["5001", "5002"]
    assert client.get(f"/desk/orders/{order.pk}/acknowledged.pdf").status_code == 404


@pytest.mark.parametrize("shelf", ["drafts", "issued"])
def test_a_list_costs_the_same_for_two_and_many(
    shelf: str, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    client = door("dao")
    costs = []
    for many in (2, 12):
        for _ in range(many):
            ordering.draft() if shelf == "drafts" else issued()
        client.get(f"/desk/orders?shelf={shelf}")
        with django_assert_max_num_queries(20) as counted:
            client.get(f"/desk/orders?shelf={shelf}")
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_projects_of_news_are_ticked_and_read_by_their_names() -> None:
    client = door("dao")
    client.post("/desk/news/new", NEWS_FORM | {"tags": "#ทุกข์น้อยลงสุขมากขึ้น", "projects": ["f2564_06"]})
    news = News.objects.get()
    assert news.tags == ["ทุกข์น้อยลงสุขมากขึ้น", "f2564_06"]
    shown, form = text(client.get(f"/desk/news/{news.pk}")), text(client.get(f"/desk/news/{news.pk}/edit"))
    assert "#ทุกข์น้อยลงสุขมากขึ้น · อำเภอวิถีใหม่" in shown
    assert "f2564_06" not in shown
    assert 'value="ทุกข์น้อยลงสุขมากขึ้น"' in form
    assert len(re.findall(r'value="f2564_\d+"[^>]* checked', form)) == 1


def test_news_from_the_form_to_the_public() -> None:
    client = door("dao")
    client.post("/desk/news/new", NEWS_FORM)
    news = News.objects.get()
    picture = _photograph()
    without = client.post(f"/desk/news/{news.pk}/pictures", {"picture": picture, "alt": ""})
    assert without.status_code == 422
    added = client.post(f"/desk/news/{news.pk}/pictures", {"picture": _photograph(), "alt": "โต๊ะรับเรื่องหน้าที่ว่าการอำเภอ"})
    assert added.status_code == 302
    row, everybody = NewsPicture.objects.get(), Client()
    assert everybody.get(f"/news/pictures/{row.pk}").status_code == 404
    client.post(f"/desk/news/{news.pk}/moves/send")
    assert client.post(f"/desk/news/{news.pk}/moves/approve").status_code == 403
    said = chief().post(f"/desk/news/{news.pk}/moves/approve", follow=True)
    assert "ครั้งที่ 1/2569" in text(said)
    page = everybody.get("/news/DOPA/2569/1")
    assert page.status_code == 200 and NEWS["title"] in text(page) and 'property="og:image"' in text(page)
    assert "<li>ไม่ต้องบอกชื่อก็ได้</li>" in text(page)
    assert status(everybody, f"/news/pictures/{row.pk}") == status(everybody, f"/news/pictures/{row.pk}?small") == 200
    assert NEWS["title"] in text(everybody.get("/news")) and NEWS["title"] not in text(everybody.get("/news?year=2568"))
    for form in ("rss", "atom"):
        feed = everybody.get(f"/news/feed.{form}?office=DOPA")
        assert "/news/DOPA/2569/1" in text(feed) and NEWS["lead"] in text(feed)
    assert "/news/DOPA/2569/1" in text(everybody.get("/sitemap.xml"))


def _photograph() -> SimpleUploadedFile:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (640, 480), "#cfe3ee").save(out, "JPEG")
    return SimpleUploadedFile("ภาพ.jpg", out.getvalue(), content_type="image/jpeg")


def test_withdrawn_it_says_why_and_no_more_of_what_it_said() -> None:
    news = news_actions.begin(NEWS, by=actor("dao"), now=MONDAY)
    news_actions.move(news, "send", by=actor("dao"), now=MONDAY)
    news_actions.move(news, "approve", by=ordering.chief_of_dopa(), now=MONDAY)
    news_actions.move(news, "withdraw", by=actor("dao"), data={"why": "งานเลื่อนออกไป"}, now=MONDAY)
    page = Client().get("/news/DOPA/2569/1")
    assert page.status_code == 410 and "งานเลื่อนออกไป" in text(page) and NEWS["lead"] not in text(page)
    assert NEWS["title"] not in text(Client().get("/news")) and NEWS["title"] not in text(
        Client().get("/news/feed.rss")
    )


@pytest.mark.parametrize(
    "path", ["/news/DOPA/2569/9", "/news/XXXX/2569/1", "/news/pictures/999", "/news/DOPA/1/1"]
)  # fmt: skip
def test_what_there_is_not(path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("query", ["?year=abc", "?year=99999", "?office=%00", "?tag=" + "x" * 500, "?after=x"])
def test_strange_questions_are_answered(query: str) -> None:
    assert Client().get(f"/news{query}").status_code in (200, 422)


def test_the_ladder_is_a_table_at_the_desk() -> None:
    page = door("preecha").get("/desk/rules/order_reminders")
    assert page.status_code == 200 and "หน่วยงานนั้นและหน่วยงานเหนือ" in text(page)
