"""The page behind the link of a body without an account."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from factories import DATA, submitted
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import outside, workflow
from sangsuk.cases.models import Attachment, Case, CaseEvent

pytestmark = pytest.mark.django_db
ASKED = DATA["hand_to_agency"] | {"agency": "outside", "body": "สหกรณ์ไฟฟ้าบ้านสันทราย", "body_email": ""}


@pytest.fixture
def link(world) -> str:
    now, malee = timezone.now() - timedelta(minutes=9), actor("malee")
    told = submitted(now=now).case
    told = cases.move(told, "accept", by=malee, now=now)
    told = cases.move(told, "hand_to_agency", by=malee, data=ASKED, now=now)
    return "/" + outside.link(told, next(iter(told.duties)), now=now).split("/", 3)[3]


def test_it_says_what_is_asked_and_names_nobody(link, client: Client):
    page = client.get(link)
    text = page.content.decode()
    assert page.status_code == 200
    assert "สหกรณ์ไฟฟ้าบ้านสันทราย" in text
    assert DATA["hand_to_agency"]["instruction"] in text
    assert "สมชาย" not in text
    assert "081" not in text
    assert page["Cache-Control"] == "no-store"
    assert "noindex" in page["X-Robots-Tag"]


def test_a_report_with_a_paper_comes_into_the_case_once(link, client: Client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    paper = SimpleUploadedFile("รายงาน.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    told = {"move": "report", "report-result": "เปลี่ยนสายไฟแล้ว ใช้ได้ทุกหลัง", "report-photos": paper}
    answer = client.post(link, told)
    assert answer.status_code == 200
    assert Case.objects.get().status == workflow.RESULT_REPORTED
    assert CaseEvent.objects.filter(move="report", channel="link").count() == 1
    assert Attachment.objects.count() == 1
    again = client.post(link, told | {"report-photos": ""})
    assert again.status_code in (200, 403)
    assert CaseEvent.objects.filter(move="report").count() == 1


def test_what_was_typed_is_still_there_when_it_is_refused(link, client: Client):
    page = client.post(link, {"move": "report", "report-result": "สั้น"})
    assert page.status_code == 422
    assert "สั้น" in page.content.decode()
    empty = client.post(link, {"move": "report", "report-result": ""}).content.decode()
    assert "กรุณากรอกช่องนี้" in empty and "ฟิลด์" not in empty
    assert Case.objects.get().version == 3


@pytest.mark.parametrize("spoil", ["x", "answer/abc", "answer/%00"])
def test_a_wrong_link_is_not_found(link, client: Client, spoil):
    wrong = link + "x" if spoil == "x" else f"/{spoil}"
    assert client.get(wrong).status_code == 404


def test_a_move_that_was_not_offered_does_nothing(link, client: Client):
    assert client.post(link, {"move": "close"}).status_code == 200
    assert Case.objects.get().version == 3
