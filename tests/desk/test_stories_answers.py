"""The office answers, promises and proves at its desk; praise, certificates, the yearly list, what looks arranged."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

import storytelling as telling
from answering import DID, TEXT, WHAT, WHO, bad, finished, pledge
from factories import MONDAY
from people import CITIZEN, STAFF, actor, user
from sangsuk import thai
from sangsuk.stories import actions as stories
from sangsuk.stories.answers import rails
from sangsuk.stories.models import Certificate, Pledge, PledgeFile, Praised, RingFlag, StoryAnswer
from sangsuk.stories.recognition import asking
from sangsuk.thai.dates import bangkok_date, fiscal_year_be
from typefaces import needs_thai_font

pytestmark = pytest.mark.usefixtures("world")
HOME = "/desk/stories/answers"


def desk(who: str) -> Client:
    client = Client()
    client.force_login(user(who))
    return client


def picture(name: str = "จอคิว.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#0b5d66").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def given_out(client: Client, address: str) -> int:
    response = client.get(address)
    if response.status_code == 200:
        assert response.getvalue()
    return response.status_code


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_answer_promise_and_proof_at_the_desk(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    story, malee = bad(), desk("malee")
    here = f"{HOME}/{story.code}"
    assert story.title_shown in text_of(malee, HOME)
    thin = malee.post(
        f"{here}/answer", {"answer-text": "รับทราบแล้ว จะนำไปปรับปรุงต่อไปครับ", "answer-signed_as": WHO, "answer-last": 0}
    )
    assert thin.status_code == 422
    assert "จะนำไปปรับปรุงต่อไปครับ" in thin.content.decode()
    assert (
        malee.post(f"{here}/answer", {"answer-text": TEXT, "answer-signed_as": WHO, "answer-last": 0}).status_code
        == 302
    )
    assert (
        malee.post(f"{here}/answer", {"answer-text": TEXT, "answer-signed_as": WHO, "answer-last": 0}).status_code
        == 409
    )
    data = {
        "promise-what": WHAT,
        "promise-owner_role": WHO,
        "promise-owner": actor("malee").user_id,
        "promise-due_on": "2027-06-30",
    }
    assert malee.post(f"{here}/promise", data | {"promise-due_on": "2020-01-01"}).status_code == 422
    assert malee.post(f"{here}/promise", data).status_code == 302
    assert WHAT in text_of(malee, "/desk/stories/pledges")
    assert "p1-finish-did" in text_of(malee, f"{here}?do=1-finish")
    move = {"p1-finish-version": 1, "p1-finish-did": DID, "p1-finish-open_to_all": "on"}
    assert malee.post(f"{here}/pledges/1/finish", move).status_code == 422
    assert malee.post(f"{here}/pledges/1/finish", move | {"p1-finish-files": [picture()]}).status_code == 302
    assert Pledge.objects.get().status == "done"
    proof = PledgeFile.objects.get()
    assert given_out(malee, f"{here}/files/{proof.pk}") == 200
    assert desk("anan").get(f"{here}/files/{proof.pk}").status_code == 404
    public = text_of(Client(), f"/stories/{story.code}")
    assert all(one in public for one in (TEXT, WHAT, DID, WHO, f"/stories/{story.code}/proofs/{proof.pk}"))
    assert STAFF["malee"].name not in public
    assert given_out(Client(), f"/stories/{story.code}/proofs/{proof.pk}") == 200
    stories.move(story, "take_down", by=actor("nok"), data={"why": "มีผู้แจ้งว่าเป็นเรื่องของคนอื่น"})
    assert Client().get(f"/stories/{story.code}/proofs/{proof.pk}").status_code == 404
    assert malee.get(here).status_code == 404


@pytest.mark.parametrize("who", sorted(STAFF))
def test_who_opens_the_list_and_the_story(who: str) -> None:
    story = bad()
    found = desk(who)
    opens = {"malee": 200, "suda": 200, "prasit": 200, "nok": 200, "dao": 200, "kanya": 200, "anan": 404, "orn": 404}
    assert found.get(f"{HOME}/{story.code}").status_code == opens.get(who, 403)
    assert found.get(HOME).status_code == (403 if who not in opens else 200)
    send = found.post(f"{HOME}/{story.code}/answer", {"answer-text": TEXT, "answer-signed_as": WHO, "answer-last": 0})
    assert send.status_code == (302 if who in ("malee", "suda") else 404 if who in ("anan", "orn") else 403)
    assert StoryAnswer.objects.exists() is (who in ("malee", "suda"))


def test_a_story_that_has_not_passed_is_not_there_even_for_moderators() -> None:
    assert desk("dao").get(f"{HOME}/{telling.story().code}").status_code == 404


def test_the_pages_read_in_english_too() -> None:
    finished(pledge())
    client = desk("suda")
    client.cookies["lang"] = "en"
    for address in (
        HOME,
        "/desk/stories/pledges",
        "/desk/stories/recognition",
        "/desk/stories/recognition/mine",
        "/desk/stories",
    ):
        assert client.get(address, headers={"accept-language": "en"}).status_code == 200


def test_the_yearly_list_reads_in_english_and_its_papers_stay_thai() -> None:
    story, client = telling.published(), desk("suda")
    client.post(
        f"{HOME}/{story.code}/praise",
        {"praise-name": "ทีมทะเบียน", "praise-position": "งานทะเบียน", "praise-kind": "team"},
    )
    year = fiscal_year_be(bangkok_date(story.received_at))
    address = f"/desk/stories/recognition/year?year={year}"
    client.cookies["lang"] = "en"
    page = text_of(client, address)
    assert "Mueang Chiang Mai District Office" in page and "this is no ranking" in page
    assert thai.date_in(story.received_at, "en", "day") in page and "เรียงตามตัวอักษร" not in page
    rows = list(openpyxl.load_workbook(io.BytesIO(client.get(f"{address}&as=xlsx").content)).active.values)
    assert rows[1][0].startswith("ที่ว่าการอำเภอเมืองเชียงใหม่") and rows[2][0].startswith("เรียงตามตัวอักษร")
    assert rows[5][4] == thai.thai_date(story.received_at, "day")


@needs_thai_font
def test_praise_consent_certificate_and_the_yearly_list(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    story, suda = telling.published(spoken_of="พี่กตัญญู ฝ่ายทะเบียน"), desk("suda")
    here = f"{HOME}/{story.code}"
    assert "พี่กตัญญู" in text_of(suda, here)
    praise = {"praise-name": "นางสาวกตัญญู ผู้ใหญ่ดี", "praise-position": "เจ้าพนักงานปกครอง", "praise-kind": "person"}
    assert suda.post(f"{here}/praise", praise | {"praise-name": ""}).status_code == 422
    assert suda.post(f"{here}/praise", praise).status_code == 302
    public = text_of(Client(), f"/stories/{story.code}")
    assert "เจ้าพนักงานปกครอง" in public
    assert "กตัญญู" not in public
    pk = Praised.objects.get().pk
    one = f"/desk/stories/recognition/{pk}"
    assert "นางสาวกตัญญู" in text_of(suda, "/desk/stories/recognition")
    why = "ดูแลผู้สูงอายุที่มาทำบัตรประจำตัวประชาชนจนแล้วเสร็จ"
    assert suda.post(f"{one}/certificate", {"why": why}).status_code == 422
    paper = {"paper-given_on": "2020-11-16"}
    assert suda.post(f"{one}/allow", paper).status_code == 422
    assert suda.post(f"{one}/allow", paper | {"paper-paper": picture("ยินยอม.jpg")}).status_code == 302
    assert "นางสาวกตัญญู" in text_of(Client(), f"/stories/{story.code}")
    assert suda.post(f"{one}/certificate", {"why": why, "draft": "1"}).content.startswith(b"%PDF")
    assert suda.post(f"{one}/certificate", {"why": why}).status_code == 302
    made = Certificate.objects.get()
    assert suda.post(f"/desk/stories/recognition/certificates/{made.code}").content.startswith(b"%PDF")
    assert "นางสาวกตัญญู" in text_of(Client(), f"/certificates/{made.code}")
    for how in ("", "&as=xlsx", "&as=pdf"):
        assert suda.get(f"/desk/stories/recognition/year?office=5001&year=2570{how}").status_code == 200
        assert desk("malee").get(f"/desk/stories/recognition/year?office=5001&year=2570{how}").status_code == 403
    assert suda.post(f"{one}/take-back").status_code == 302
    assert "กตัญญู" not in text_of(Client(), f"/stories/{story.code}") + text_of(Client(), f"/certificates/{made.code}")
    assert (
        suda.post(
            f"/desk/stories/recognition/certificates/{made.code}/revoke", {"revoke-why": "ออกให้ผิดคน จึงเพิกถอน"}
        ).status_code
        == 302
    )
    assert "เพิกถอนแล้ว" in text_of(Client(), f"/certificates/{made.code}")


def test_an_official_lets_herself_be_named_from_her_own_page() -> None:
    story, malee = telling.published(), desk("malee")
    data = {"praise-user": actor("malee").user_id, "praise-position": "ปลัดอำเภอ", "praise-kind": "person"}
    assert malee.post(f"{HOME}/{story.code}/praise", data).status_code == 302
    pk = Praised.objects.get().pk
    assert "ปลัดอำเภอ" in text_of(malee, "/desk/stories/recognition/mine")
    assert desk("suda").post(f"/desk/stories/recognition/{pk}/allow", {"way": "own_account"}).status_code == 403
    assert malee.post(f"/desk/stories/recognition/{pk}/allow", {"way": "own_account"}).status_code == 302
    assert STAFF["malee"].name in text_of(Client(), f"/stories/{story.code}")


@pytest.mark.parametrize(
    ("who", "status"), [("suda", 403), ("malee", 403), ("prasit", 200), ("dao", 200), ("kanya", 403), ("anan", 403)]
)
def test_rings_are_asked_of_the_province_and_the_department(who: str, status: int) -> None:
    for n in range(1, 4):
        telling.published(n)
    asking.look(MONDAY)
    flag = RingFlag.objects.filter(kind="same_contact").get()
    client = desk(who)
    assert client.get("/desk/stories/recognition/rings").status_code == status
    data = {f"r{flag.pk}-state": "fine", f"r{flag.pk}-why": ""}
    address = f"/desk/stories/recognition/rings/{flag.pk}"
    assert client.post(address, data).status_code == (422 if status == 200 else 403)
    done = client.post(address, data | {f"r{flag.pk}-why": "เป็นคนในครอบครัวเดียวกัน ไปคนละวัน"})
    assert done.status_code == (302 if status == 200 else 403)


def test_no_public_page_orders_people() -> None:
    """Whoever is praised stands on the page of the story that praises her, and on no list with others."""
    for n in (1, 2):
        telling.published(n)
    for address in ("/stories", "/stories/feed.json", "/stories/open-data.json", "/api/v1/openapi.json"):
        body = text_of(Client(), address).lower()
        assert not any(word in body for word in ("praised", "recognition", "ranking", "ผู้ได้รับคำชม", "อันดับ")), address


def test_who_has_the_case_in_hand_finds_its_story_and_the_office_of_the_story_does_not() -> None:
    story = bad()
    data = {"description": rails.prefill(story).description, "identity": "none"}
    apart = rails.become_case(story, accuses=True, by=CITIZEN, now=MONDAY, **data).case
    owner = next(who for who in STAFF if rails.story_for_owner(apart, actor(who)))
    assert story.title_shown in text_of(desk(owner), f"/desk/stories/of-case/{apart.number}")
    assert desk("suda").get(f"/desk/stories/of-case/{apart.number}").status_code == 404
    second = bad(2)
    own = rails.become_case(second, accuses=False, by=CITIZEN, now=MONDAY, **data).case
    assert second.title_shown not in text_of(desk("suda"), f"/desk/stories/of-case/{own.number}")
