"""The standard of service through the pages: from begin to certificate; forms at the desk; what each sees."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessing import account, acting, begun, confirmed, filled, final, form, handed_in, photo, planned, seen
from sangsuk.common import remember
from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.papers import certificates as papers
from sangsuk.standards import certificates, marking, surveying
from sangsuk.standards.models import Answer, Assessment, Criterion, Evidence, Form, OfficeCertificate, SurveyAnswer
from sangsuk.standards.surveying import New
from sangsuk.standards.words import ITEMS
from typefaces import needs_thai_font
from visiting import picture

from .conftest import NOW


def at_desk(who: str) -> Client:
    client = Client()
    client.force_login(account(who))
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def press(client: Client, address: str, status: int = 302, **data: Any) -> str:
    response = client.post(address, data)
    assert response.status_code == status, (address, response.status_code, response.content.decode()[:3000])
    return str(response.get("Location", "")) or response.content.decode()


def upload(colour: str = "teal") -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{colour}.jpg", picture(colour), content_type="image/jpeg")


def best(one: Criterion) -> Any:
    return {"count": [str(at) for at in range(len(one.parts))], "choice": str(len(one.parts) - 1), "yes_no": "1"}[
        one.kind
    ]


def fill(client: Client, one: Assessment, *, files: str = "teal", **changes: Any) -> None:
    """Every section as a phone sends it."""
    for part in marking.sheet(one).parts:
        data: dict[str, Any] = {"mark": marking.mark(part)}
        for line in part.lines:
            criterion = line.criterion
            code = criterion.code.replace("-", "_")
            data[f"v{criterion.pk}"] = changes.get(code, best(criterion))
            data[f"n{criterion.pk}"] = "ไปดูแล้วไม่พบตามที่กรอก" if code in changes else ""
            if criterion.evidence:
                data[f"f{criterion.pk}"] = upload(files)
        press(client, f"/desk/standards/{one.pk}/sections/{part.section.no}", **data)


def pages_of(given: OfficeCertificate) -> list[bytes]:
    told = {name: tuple(v) if isinstance(v, list) else v for name, v in given.paper.items()}
    return papers.pictures(papers.Certificate(**told), ppi=30)


@needs_thai_font
def test_from_begin_to_certificate_through_the_pages() -> None:
    for who in ("malee", "suda", "prasit", "anan", "wanee", "boon"):
        account(who)
    remember.forget_all()
    malee, suda, prasit, anan, wanee = (at_desk(who) for who in ("malee", "suda", "prasit", "anan", "wanee"))
    assert "เริ่มประเมิน" in text(malee, "/desk/standards")
    page = press(malee, "/desk/standards/begin", form=form().pk)
    one = Assessment.objects.get()
    assert page == f"/desk/standards/{one.pk}"
    assert "ยังขาด 12 ข้อ" in text(malee, page)
    fill(malee, one)
    assert "ครบแล้ว" in text(malee, page) and "ตอบแล้ว 12 จาก 12 ข้อ" in text(malee, "/desk/standards")
    press(malee, f"{page}/moves/offer")
    press(malee, f"{page}/moves/hand_in", status=403)
    press(suda, f"{page}/moves/hand_in")
    assert "จังหวัดต้องทำ 1 รายการ" in text(prasit, "/desk/standards")
    press(prasit, f"{page}/moves/take_up")
    people = [account("prasit").pk, account("anan").pk]
    bad = press(prasit, f"{page}/moves/plan", 422, **{"plan-visit_on": "16/11/2569", "plan-visitors": people[:1]})
    assert "อย่างน้อย 2 คน" in bad
    press(prasit, f"{page}/moves/plan", **{"plan-visit_on": "16/11/2569", "plan-visitors": people})
    assert "ได้รับมอบหมายไปตรวจเยี่ยม" in text(anan, "/desk/standards")
    fill(anan, one, files="olive", public_zone=["0", "1"], hours="1")
    press(anan, f"{page}/moves/report")
    press(prasit, f"{page}/moves/confirm", status=403)
    assert "ไปดูแล้วไม่พบตามที่กรอก" not in text(malee, page), "not before it is confirmed"
    press(wanee, f"{page}/moves/confirm")
    assert "ไปดูแล้วไม่พบตามที่กรอก" in text(malee, page)
    assert "ทักท้วงผล" in text(suda, page)
    press(suda, f"{page}/moves/accept")
    assert "91.67 จาก 100" in text(malee, page)
    press(prasit, f"{page}/certificate", status=403)
    press(wanee, f"{page}/certificate")
    given = OfficeCertificate.objects.get()
    assert (given.number, given.office_id, given.band) == ("1/2569", "5001", "service-90")
    paper = malee.get(f"{page}/certificate.pdf")
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert len(pages_of(given)) == 1, "the signature stands on the same sheet"
    stranger = Client()
    verified = text(stranger, f"/standards/certificates/{given.code.lower()}")
    assert "ออกให้จริง" in verified and "ที่ว่าการอำเภอเมืองเชียงใหม่" in verified and "91.67" in verified
    assert "ดีเด่น" in text(stranger, "/standards/office/5001") and "มีเกียรติบัตร" in text(stranger, "/standards/in/50")
    press(wanee, f"{page}/certificate/revoke", **{"revoke-why": "พบว่ารูปหลักฐานเป็นของอำเภออื่น"})
    assert "ถูกเพิกถอน" in text(stranger, f"/standards/certificates/{given.code}")
    assert "มีเกียรติบัตร" not in text(stranger, "/standards/in/50")
    assert malee.get(f"{page}/certificate.pdf").status_code == 422


def test_half_a_section_is_kept_and_a_bad_file_loses_nothing() -> None:
    one, malee = begun(), at_desk("malee")
    part = marking.sheet(one).parts[0]
    zone, staff = part.lines[0].criterion.pk, part.lines[1].criterion.pk
    address = f"/desk/standards/{one.pk}/sections/1"
    bad = press(
        malee, address, 422, mark=marking.mark(part), **{
            f"v{zone}": ["0", "2"], f"n{staff}": "ห้องเก็บของยังไม่ได้ดู", f"f{zone}": [SimpleUploadedFile("a.txt", b"hello"), upload()],
        },
    )  # fmt: skip
    assert "ไม่ใช่รูปถ่าย" in bad and "คำตอบบันทึกแล้ว" in bad and "ห้องเก็บของยังไม่ได้ดู" in bad
    assert Answer.objects.get(criterion=zone).value == [0, 2] and Evidence.objects.count() == 1
    mark = re.search(r'name="mark" value="(\w+)"', bad)
    assert mark
    press(malee, address, mark=mark[1], remove=Evidence.objects.get().pk, **{f"v{zone}": ["none"]})
    assert Answer.objects.get(criterion=zone).value == [] and not Evidence.objects.exists()


def test_who_was_slower_sees_it_and_keeps_what_was_typed() -> None:
    one, malee, suda = begun(), at_desk("malee"), at_desk("suda")
    part = marking.sheet(one).parts[0]
    zone, address, mark = part.lines[0].criterion.pk, f"/desk/standards/{one.pk}/sections/1", marking.mark(part)
    press(malee, address, mark=mark, **{f"v{zone}": ["0"]})
    assert "ตัวหนังสือของสุดา" in press(suda, address, 409, mark=mark, **{f"v{zone}": ["1"], f"n{zone}": "ตัวหนังสือของสุดา"})
    assert Answer.objects.get(criterion=zone).value == [0]


def test_an_objection_and_its_decision_through_the_pages() -> None:
    one = confirmed(seen(planned(visit_on=NOW.date()), public_zone=[0, 1], now=NOW), now=NOW)
    suda, boon, page = at_desk("suda"), at_desk("boon"), f"/desk/standards/{one.pk}"
    zone = Criterion.objects.get(section__form=one.form, code="public-zone").pk
    assert "ข้อทักท้วง" in text(suda, f"{page}/object")
    assert "อย่างน้อยหนึ่งข้อ" in press(suda, f"{page}/object", 422)
    press(suda, f"{page}/object", **{f"o{zone}": "วันนั้นห้องน้ำปิดซ่อม ขณะนี้ใช้ได้แล้ว", f"f{zone}": upload("navy")})
    assert "วันนั้นห้องน้ำปิดซ่อม" in text(boon, f"{page}/decide")
    assert "เหตุผล" in press(boon, f"{page}/decide", 422, **{f"v{zone}": ["0", "1", "2"], f"n{zone}": ""})
    press(boon, f"{page}/decide", **{f"v{zone}": ["0", "1", "2"], f"n{zone}": "ดูรูปที่ส่งเพิ่มแล้ว ห้องน้ำใช้ได้"})
    one.refresh_from_db()
    assert (one.status, str(one.final)) == ("final", "97.22")
    text(suda, f"{page}/object", 403)


def test_files_are_for_those_who_see_the_assessment_and_of_the_visit_only_when_it_is_told() -> None:
    one = planned(handed_in(filled(now=NOW), now=NOW), now=NOW)
    mine = Evidence.objects.filter(assessment=one).first()
    assert mine is not None
    response = at_desk("malee").get(f"/desk/standards/{one.pk}/files/{mine.pk}")
    assert response.status_code == 200 and response["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue()
    text(at_desk("orn"), f"/desk/standards/{one.pk}/files/{mine.pk}", 404)
    shown = Evidence.objects.create(
        assessment=one, criterion_id=mine.criterion_id, stage="visit", sha256=photo("olive").sha256, kind="photo", size=1,
        name="a.jpg", added_at=NOW, added_by=account("anan"),
    )  # fmt: skip
    text(at_desk("malee"), f"/desk/standards/{one.pk}/files/{shown.pk}", 403)
    response = at_desk("anan").get(f"/desk/standards/{one.pk}/files/{shown.pk}")
    assert response.status_code == 200 and response.getvalue()


def test_the_list_costs_the_same_for_two_and_for_fifty(django_assert_num_queries: Any) -> None:
    whole = form()
    made = {"form": whole, "form_code": whole.code, "about": "service", "begun_at": NOW, "status": "handed_in"}
    codes = [code for code, card in offices.directory().items() if card.kind == "district"][:50]
    prasit = at_desk("nok")
    text(prasit, "/desk/standards")
    for many in (2, 25):
        Assessment.objects.all().delete()
        Assessment.objects.bulk_create(
            Assessment(office_id=code, province_code=code[:2], year_be=2570, due_on=NOW.date(), **made)
            for code in codes[:many]
        )
        text(prasit, "/desk/standards")  # what is remembered is remembered
        with django_assert_num_queries(QUERIES):
            text(prasit, "/desk/standards")
    Assessment.objects.all().delete()
    Assessment.objects.bulk_create(
        Assessment(office_id=code, province_code=code[:2], year_be=2570, **made) for code in codes
    )
    first = text(prasit, "/desk/standards")
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older
    second = text(prasit, older[1].replace("&amp;", "&"))
    seen = [set(re.findall(r'row__link" href="/desk/standards/(\d+)"', page)) for page in (first, second)]
    assert (len(seen[0]), len(seen[1]), len(seen[0] & seen[1])) == (25, 25, 0)


QUERIES = 5
FACTS = {
    "code": "smile-office", "year_be": "2571", "about": "service", "title_th": "แบบยิ้มของอำเภอ", "title_en": "Smiles", "valid_from": "1/10/2570",
    "source": "หนังสือกรมที่ 1/2570",
}  # fmt: skip
LINE = {
    "code": "smile", "no": "1", "text_th": "มีรอยยิ้มที่ช่องบริการ", "kind": "count", "parts": "ช่องหนึ่ง | first\nช่องสอง", "points": "0 2 ๔",
    "basis": "inferred", "source": "หนังสือกรมที่ 1/2570",
}  # fmt: skip


def test_a_form_is_made_released_by_another_changed_as_a_new_version_and_copied() -> None:
    dao, nok = at_desk("dao"), at_desk("nok")
    page = press(dao, "/desk/standards/forms/new", **FACTS)
    assert "ตัวอักษรอังกฤษ" in press(dao, "/desk/standards/forms/new", 422, **FACTS | {"code": "Smile!"})
    press(dao, f"{page}/section", no="1", title_th="รอยยิ้ม")
    assert "ต้องมีคะแนน 3 ค่า" in press(dao, f"{page}/section/1/criterion", 422, **LINE | {"points": "0 2"})
    press(dao, f"{page}/section/1/criterion", **LINE)
    one = Criterion.objects.get(code="smile")
    assert ([str(p) for p in one.points], str(one.most), one.parts[0]) == (
        ["0.00", "2.00", "4.00"],
        "4.00",
        {"th": "ช่องหนึ่ง", "en": "first"},
    )
    press(dao, f"{page}/section/1/criterion/smile", **LINE | {"points": "0 1 3"})
    press(dao, f"{page}/release", 403)
    press(nok, f"{page}/release")
    press(dao, f"{page}/section/1/criterion/smile", 422, **LINE)
    version = press(dao, f"{page}/version")
    press(dao, f"{version}/section/1/criterion/smile", **LINE | {"points": "0 5 9"})
    assert str(Criterion.objects.get(section__form__version=1, code="smile").most) == "3.00"
    press(nok, f"{version}/release")
    assert list(Form.objects.filter(code="smile-office").order_by("version").values_list("state", flat=True)) == [
        "replaced",
        "released",
    ]
    copied = press(dao, f"{version}/copy", year_be="2572")
    new = Form.objects.get(year_be=2572)
    assert (copied, new.state, new.valid_from.isoformat()) == (
        f"/desk/standards/forms/{new.key}",
        "draft",
        "2028-10-01",
    )
    assert "มีแบบรหัสนี้" in press(dao, f"{version}/copy", 422, year_be="2572")


def test_a_form_goes_out_as_csv_and_comes_back_the_same() -> None:
    dao = at_desk("dao")
    data = dao.get(f"/desk/standards/forms/{form('access-office').key}/form.csv").content
    changed = data.decode().replace("access-office,2570", "access-office,2573").encode()
    page = press(dao, "/desk/standards/forms/import", file=SimpleUploadedFile("form.csv", changed))
    again = dao.get(f"{page}/form.csv").content
    assert again == changed
    bad = changed.decode().replace("0.00|1.00|2.00", "0|x|2").encode()
    assert "บรรทัดที่" in press(dao, "/desk/standards/forms/import", 422, file=SimpleUploadedFile("form.csv", bad))
    assert "ไม่มีคอลัมน์" in press(
        dao, "/desk/standards/forms/import", 422, file=SimpleUploadedFile("form.csv", b"a,b\n1,2\n")
    )


@pytest.mark.parametrize("who", ["malee", "prasit", "anan", "orn"])
def test_forms_are_made_by_the_department_only(who: str) -> None:
    for address in (
        "/desk/standards/forms",
        "/desk/standards/forms/new",
        f"/desk/standards/forms/{form().key}/form.csv",
    ):
        text(at_desk(who), address, 403)


def test_the_office_sees_its_survey_and_its_words_and_nobody_elses() -> None:
    for n in range(12):
        items = dict.fromkeys(ITEMS, 4)
        surveying.send(
            New(uuid4(), "5001", "registration", items, told=f"คุณสมชาย ใจดี โทร 081 555 0101 ข้อ {n}"), now=NOW
        )
    assert SurveyAnswer.objects.count() == 12
    page = text(at_desk("malee"), "/desk/standards/survey")
    assert "80.0 จาก 100" in page and "จาก 10 คำตอบ" in page, "in whole bundles"
    assert "ข้อ 11" in page and "ใจดี" not in page and "0101" not in page
    above = text(at_desk("prasit"), "/desk/standards/survey?office=5001")
    assert "80.0 จาก 100" in above and "ข้อ 11" not in above
    text(at_desk("orn"), "/desk/standards/survey?office=5001", 404)
    text(at_desk("malee"), "/desk/standards/survey?office=5002", 404)


@needs_thai_font
def test_the_poster_leads_to_the_survey_of_the_office() -> None:
    response = at_desk("malee").get("/desk/standards/survey/poster.pdf?size=a6")
    assert response.status_code == 200 and response.content.startswith(b"%PDF")
    text(at_desk("prasit"), "/desk/standards/survey/poster.pdf", 404)


def test_the_country_reads_how_far_each_province_is() -> None:
    final()
    page = text(at_desk("nok"), "/desk/standards/coverage")
    assert "เริ่มแล้ว 1 จาก 878 อำเภอ ผลเป็นที่สุด 1" in page
    province = text(at_desk("prasit"), "/desk/standards/coverage")
    assert "เริ่มแล้ว 1 จาก 25 อำเภอ" in province and "ที่ว่าการอำเภอแม่ริม" in province
    assert "ที่ว่าการอำเภอแม่ริม" in text(at_desk("nok"), "/desk/standards/coverage?province=50")
    text(at_desk("malee"), "/desk/standards/coverage", 404)


def test_nobody_certifies_below_the_band_or_twice() -> None:
    one = final(public_zone=[], staff_zone=[], important_zone=[], lighting=[])
    with pytest.raises(Refused, match="ยังไม่ถึงระดับ"):
        certificates.issue(one, by=acting("wanee"), now=NOW)
