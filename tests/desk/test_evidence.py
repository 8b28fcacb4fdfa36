"""Files as evidence: the fingerprint, who received and opened them, whether they are still the same."""

from typing import Any

from factories import case, moved
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases.files import accept, path_of
from sangsuk.cases.models import Attachment, Case, Custody

from .reading import body, photo, text


def with_photo() -> tuple[Case, Attachment]:
    told = case(1, files=(accept(photo()),))
    return told, Attachment.objects.get(case=told)


def deeds(file: Attachment) -> list[str]:
    return list(Custody.objects.filter(attachment=file).order_by("id").values_list("deed", flat=True))


def read(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_case_shows_the_short_fingerprint_and_the_way_to_the_chain(at: Any) -> None:
    told, file = with_photo()
    page = body(at("malee").get(f"/desk/cases/{told.number}"))
    assert f">{file.sha256[:8]}<" in page
    assert f"/desk/cases/{told.number}/evidence" in page
    chain = at("malee").get(f"/desk/cases/{told.number}/evidence")
    assert file.sha256 in body(chain)
    assert "รับไฟล์ไว้ · ผู้ร้อง" in text(chain)


def test_who_opens_a_file_stands_in_its_chain_but_a_thumbnail_is_no_opening(at: Any) -> None:
    told, file = with_photo()
    address = f"/desk/cases/{told.number}/files/{file.pk}"
    assert read(at("malee").get(f"{address}?small"))
    assert deeds(file) == ["received"]
    assert read(at("malee").get(address)) == path_of(file.sha256, file.kind).read_bytes()
    assert deeds(file) == ["received", "opened"]
    assert "เปิดดู · มาลี รักงาน" in text(at("malee").get(f"/desk/cases/{told.number}/evidence"))


def test_a_file_that_is_still_the_same_is_said_to_be(at: Any) -> None:
    told, file = with_photo()
    answer = at("malee").post(f"/desk/cases/{told.number}/evidence/{file.pk}/verify", follow=True)
    assert "ยังเหมือนวันที่รับไว้ทุกประการ" in text(answer)
    assert deeds(file) == ["received", "verified"]
    assert "อย่าใช้เป็นหลักฐาน" not in text(answer)


def test_damage_is_said_loudly_until_it_is_whole_again(at: Any) -> None:
    told, file = with_photo()
    path = path_of(file.sha256, file.kind)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    address = f"/desk/cases/{told.number}/evidence/{file.pk}/verify"
    answer = at("malee").post(address, follow=True)
    assert 'role="alert"' in body(answer) and "อย่าใช้เป็นหลักฐาน" in text(answer)
    assert deeds(file)[-1] == "damaged"
    path.write_bytes(whole)
    assert "อย่าใช้เป็นหลักฐาน" not in text(at("malee").post(address, follow=True))


def test_an_agency_sees_the_chain_only_of_files_that_it_sees(at: Any) -> None:
    malee, wichai = actor("malee"), actor("wichai")
    told = moved(case(1, files=(accept(photo()),)), ("accept", malee), ("hand_to_agency", malee))
    told = cases.attach(told, (accept(photo("ผล.jpg", "red")),), by=wichai, version=told.version)
    seen = body(at("wichai").get(f"/desk/cases/{told.number}/evidence"))
    shown = {file.pk for file in Attachment.objects.all() if f'id="file-{file.pk}"' in seen}
    page = body(at("wichai").get(f"/desk/cases/{told.number}"))
    assert shown == {file.pk for file in Attachment.objects.all() if f"/files/{file.pk}" in page}
    assert shown


def test_outside_ones_scope_there_is_no_chain(at: Any) -> None:
    told, file = with_photo()
    assert at("anan").get(f"/desk/cases/{told.number}/evidence").status_code == 404
    assert at("anan").post(f"/desk/cases/{told.number}/evidence/{file.pk}/verify").status_code == 404
    assert at("malee").post(f"/desk/cases/{told.number}/evidence/{file.pk + 1}/verify").status_code == 404
    assert deeds(file) == ["received"]


def test_the_chain_costs_the_same_for_two_files_and_for_eight(
    at: Any, remembering: None, django_assert_num_queries: Any
) -> None:
    few = case(1, files=tuple(accept(photo(colour=c)) for c in ("red", "blue")))
    many = case(2, files=tuple(accept(photo(colour=c)) for c in ("red", "blue", "green", "pink", "gold")))
    client = at("malee")
    client.get(f"/desk/cases/{few.number}/evidence")
    for told in (few, many):
        with django_assert_num_queries(8):
            client.get(f"/desk/cases/{told.number}/evidence")


def test_the_complainant_is_never_named_in_a_chain(at: Any) -> None:
    told, _file = with_photo()
    cases.move(told, "add", by=CITIZEN, data={"text": "น้ำสูงขึ้น"})
    assert "สมชาย" not in text(at("malee").get(f"/desk/cases/{told.number}/evidence"))
