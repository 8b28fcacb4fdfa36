"""With a scanner a file is shown to nobody before it was found clean; a dead scanner keeps it, an infected one is never shown."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from clamd import EICAR, Clamd
from factories import MONDAY, case, submitted
from people import actor, user
from sangsuk.cases import actions as cases
from sangsuk.cases import clamd, custody, files, forgetting, queries, scanning
from sangsuk.cases.files import StoredFile
from sangsuk.cases.models import Attachment, FileScan
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "remembering")]
SOON = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def paper(words: bytes = b"") -> StoredFile:
    data = b"%PDF-1.4\n% " + words + b"\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return files.accept_with_papers(SimpleUploadedFile("หลักฐาน.pdf", data))


def photograph() -> StoredFile:
    from io import BytesIO

    out = BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "PNG")
    return files.accept(SimpleUploadedFile("รูป.png", out.getvalue()))


def with_file(file: StoredFile) -> Attachment:
    submitted(files=(file,))
    return Attachment.objects.get()


def held_on_desk(file: Attachment) -> str:
    return str(queries.desk_case(file.case.number, actor("malee"), now=MONDAY).files[0].held)


@pytest.mark.parametrize("make", [paper, photograph])
def test_a_file_waits_and_is_shown_when_it_was_found_clean(scanner: Clamd, make: Any) -> None:
    file = with_file(make())
    assert "กำลังตรวจหาไวรัส" in held_on_desk(file)
    with pytest.raises(Refused, match="กำลังตรวจ"):
        scanning.path_to(file)
    assert scanning.scan_due(MONDAY) == 1
    assert held_on_desk(file) == ""
    assert scanning.path_to(file).read_bytes() in scanner.scanned


def test_an_infected_file_is_put_apart_and_her_case_is_not_harmed(scanner: Clamd) -> None:
    file = with_file(paper(EICAR))
    scanning.scan_due(MONDAY)
    row = FileScan.objects.get()
    assert (row.state, row.found) == ("infected", "Eicar-Test-Signature")
    assert "พบไวรัส" in held_on_desk(file)
    with pytest.raises(Missing, match="พบไวรัส"):
        scanning.path_to(file)
    assert not files.path_of(file.sha256, file.kind).exists()
    moved = cases.move(file.case, "accept", by=actor("malee"), now=MONDAY)
    assert moved.status != "received"
    assert custody.verify(file, by=actor("malee"), now=MONDAY), "it is still what was received, kept apart"


def test_what_was_kept_apart_goes_with_the_case_it_hung_on(scanner: Clamd) -> None:
    file = with_file(paper(EICAR))
    scanning.scan_due(MONDAY)
    lies = scanning.apart(files.path_of(file.sha256, file.kind))
    scanning.sweep(MONDAY + timedelta(days=2))
    assert lies.exists(), "as long as somebody has it"
    forgetting.PARTS["files"]([file.case_id], by=Actor.system(), reason="files", now=MONDAY)
    scanning.sweep(MONDAY + timedelta(days=2))
    assert not lies.exists() and not FileScan.objects.exists()


def test_it_stays_apart_without_a_scanner_and_when_it_is_sent_again(scanner: Clamd, settings: Any) -> None:
    file = with_file(paper(EICAR))
    scanning.scan_due(MONDAY)
    paper(EICAR)
    settings.CLAMAV = ""
    with pytest.raises(Missing, match="พบไวรัส"):
        scanning.path_to(file)


def test_a_killed_scanner_keeps_files_waiting_and_they_are_shown_when_it_is_back(
    scanner: Clamd, client: Client
) -> None:
    file = with_file(paper())
    scanner.kill()
    for minute in range(3):
        assert scanning.scan_due(MONDAY + minute * SOON) == 0
    row = FileScan.objects.get()
    assert (row.state, row.trouble) == ("waiting", "ConnectionRefusedError") and row.tries >= 2
    with pytest.raises(Refused, match="กำลังตรวจ"):
        scanning.path_to(file)
    told = scanning.waiting(MONDAY + timedelta(minutes=5))
    assert told.late and told.many == 1
    FileScan.objects.update(first_seen_at=timezone.now() - timedelta(minutes=5))
    assert "แจ้งผู้ดูแลระบบ" in held_on_desk(file)
    answer = client.get("/readyz")
    assert answer.status_code == 200 and b"virus scanner: ConnectionRefusedError, 1 files wait" in answer.content
    again = Clamd(scanner.port)
    assert scanning.scan_due(MONDAY + timedelta(hours=1)) == 1
    again.kill()
    assert scanning.path_to(file).exists()


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK?\0", b"\xff\xfe\0", b"OK\0"]
)
def test_an_answer_that_is_not_clearly_clean_is_none(scanner: Clamd, answer: bytes) -> None:
    scanner.answer = answer
    file = with_file(paper())
    assert scanning.scan_due(MONDAY) == 0
    assert FileScan.objects.get().state == "waiting"
    with pytest.raises(Refused):
        scanning.path_to(file)


def test_a_scanner_that_says_nothing_is_not_waited_for_long() -> None:
    scanner = Clamd()
    scanner.silent = True
    with pytest.raises(clamd.NoScanner):
        clamd.scan(scanner.address, [b"x" * 200_000], seconds=0.5)
    scanner.kill()


def test_large_bytes_go_in_chunks_and_arrive_whole() -> None:
    scanner = Clamd()
    data = bytes(range(256)) * 2_000
    assert clamd.scan(scanner.address, [data[:100_000], data[100_000:]]).found == ""
    assert scanner.scanned == [data]
    scanner.kill()


def test_two_ticks_do_not_scan_the_same_file_twice(scanner: Clamd) -> None:
    with_file(paper())
    scanning.scan_due(MONDAY)
    scanning.scan_due(MONDAY)
    assert len(scanner.scanned) == 1


def test_without_a_scanner_nothing_waits_and_nothing_is_asked(django_assert_num_queries: Any) -> None:
    file = with_file(paper())
    with django_assert_num_queries(0):
        assert scanning.path_to(file).exists()
        assert scanning.scan_due(MONDAY) == 0
        assert not scanning.waiting(MONDAY).late


def test_the_page_says_in_words_what_the_file_waits_for(scanner: Clamd) -> None:
    file = with_file(paper())
    client = Client()
    client.force_login(user("malee"))
    page = client.get(f"/desk/cases/{file.case.number}").content.decode()
    assert "กำลังตรวจหาไวรัสในไฟล์นี้" in page and f"/files/{file.pk}" not in page
    assert client.get(f"/desk/cases/{file.case.number}/files/{file.pk}").status_code == 422
    assert case(2).number  # another complaint comes in meanwhile
