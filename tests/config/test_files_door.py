"""Papers go out through a door of their own: a signed link that ends, no cookie, no page, only to be saved."""

import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import submitted
from people import user
from sangsuk.cases import files
from sangsuk.cases.models import Attachment
from sangsuk.common import filelinks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "remembering")]
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def asked(client: Client, url: str, method: str = "GET") -> Any:
    """The answer, read to its end and let go."""
    answer = client.generic(method, url)
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return answer


@pytest.fixture
def paper() -> Attachment:
    submitted(files=(files.accept_with_papers(SimpleUploadedFile("หลักฐาน.pdf", PAPER)),))
    return Attachment.objects.get()


def test_the_desk_hands_out_a_link_and_the_link_the_paper(paper: Attachment) -> None:
    client = Client()
    client.force_login(user("malee"))
    answer = client.get(f"/desk/cases/{paper.case.number}/files/{paper.pk}")
    assert answer.status_code == 302 and answer["Location"].startswith("/f/save/")
    given = asked(Client(), answer["Location"])
    assert given.body == PAPER
    assert given["Content-Disposition"].startswith("attachment;")
    assert given["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("name", ["Content-Security-Policy", "Cross-Origin-Resource-Policy", "X-Content-Type-Options"])
def test_the_door_is_strict_and_sets_no_cookie(paper: Attachment, name: str) -> None:
    client = Client()
    client.force_login(user("malee"))
    for url, status in ((filelinks.link(paper), 200), ("/f/save/none", 404), ("/f/", 404), ("/f/view/x", 404)):
        answer = asked(client, url)
        assert answer.status_code == status
        assert not answer.cookies and "Set-Cookie" not in answer.headers
        assert {"sandbox", "same-origin", "nosniff"} & set(answer[name].replace(";", " ").split())
        assert "no-store" in answer["Cache-Control"] and answer["X-Frame-Options"] == "DENY"
        assert "Cookie" not in answer.get("Vary", "")


def test_a_link_ends_after_minutes_and_says_so(paper: Attachment, monkeypatch: pytest.MonkeyPatch) -> None:
    url, begun = filelinks.link(paper), time.time()
    lasts = filelinks.LASTS.total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: begun + lasts - 2)
    assert asked(Client(), url).status_code == 200
    monkeypatch.setattr("django.core.signing.time.time", lambda: begun + lasts + 2)
    answer = asked(Client(), url)
    assert answer.status_code == 410 and "หมดเวลา" in answer.content.decode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(at=st.integers(0, 400), sign=st.sampled_from("ABCxyz019-_:."))
def test_no_changed_link_opens_anything(paper: Attachment, at: int, sign: str) -> None:
    token = filelinks.link(paper).rpartition("/")[2]
    at %= len(token)
    changed = token[:at] + sign + token[at + 1 :]
    if changed != token:
        with pytest.raises((filelinks.NoLink, filelinks.LinkEnded)):
            filelinks.opened("save", changed)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_invented_link_opens_anything(token: str) -> None:
    with pytest.raises(filelinks.NoLink):
        filelinks.opened("save", token)


def test_a_link_is_for_one_purpose(paper: Attachment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filelinks, "PURPOSES", frozenset({"save", "other"}))
    token = filelinks.link(paper).rpartition("/")[2]
    with pytest.raises(filelinks.NoLink):
        filelinks.opened("other", token)


def test_only_reading_is_answered(paper: Attachment) -> None:
    assert asked(Client(), filelinks.link(paper), "POST").status_code == 405
    assert asked(Client(), filelinks.link(paper), "HEAD").status_code == 200


def test_with_a_host_of_its_own_the_door_is_there_only_and_that_host_has_no_other(
    paper: Attachment, settings: Any
) -> None:
    settings.FILES_URL, settings.ALLOWED_HOSTS = "https://files.example", ["testserver", "files.example"]
    url = filelinks.link(paper)
    assert url.startswith("https://files.example/f/save/")
    path = url.removeprefix("https://files.example")
    assert asked(Client(), path).status_code == 404
    assert asked(Client(headers={"host": "files.example"}), path).status_code == 200
    for other in ("/", "/desk/", "/healthz", "/static/css/tokens.css", "/api/v1/statuses"):
        answer = asked(Client(headers={"host": "files.example"}), other)
        assert answer.status_code == 404 and not answer.cookies
