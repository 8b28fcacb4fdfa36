"""The examples of the page and of docs/api.md are true: each is run as it stands, in order."""

import re
import shlex
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import people
import storytelling as telling
from sangsuk.accounts import actions as accounts
from sangsuk.api.examples import EXAMPLES
from sangsuk.cases import closing_days
from sangsuk.cases.models import Attachment, Case
from sangsuk.ledger.models import LogHead
from sangsuk.stories.models import FeedbackCard

from .calling import Caller, told
from .test_tracking import photo

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
FILES = {
    "@road.jpg": photo,
    "@order.pdf": lambda: SimpleUploadedFile("order.pdf", b"%PDF-1.4\n%%EOF", "application/pdf"),
}


def run(command: str, names: dict[str, str]) -> Any:
    """As much of curl as the examples use."""
    for name, value in names.items():
        command = command.replace(f"${name}", value)
    words = iter(shlex.split(command.replace("\\\n", " ")))
    assert next(words) == "curl"
    path, headers, body, form = "", {}, None, {}
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(words)
        elif word == "-F":
            name, _, value = next(words).partition("=")
            form[name] = FILES[value]() if value in FILES else value
        elif word == "--data-urlencode":
            name, _, value = next(words).partition("=")
            path += f"?{name}={quote(value)}"
        elif word == "-o":
            next(words)
        elif word != "-G":
            path = word.removeprefix(SITE)
    client = Client(raise_request_exception=False)
    if form:
        return client.post(path, form, headers=headers)
    if body is not None:
        return client.post(path, body, content_type=headers.pop("Content-Type"), headers=headers)
    answer = client.get(path, headers=headers)
    if answer.streaming:
        assert b"".join(answer.streaming_content)  # read to its end, it is closed
    return answer


def token(who: str) -> str:
    return accounts.issue_token(people.user(who), label="", now=timezone.now())


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_of_the_page_works(name: str, api: Caller) -> None:
    mine = api.post("/cases", told()).json()
    case = Case.objects.get()
    api.form(f"/cases/{mine['number']}/files", {"file": photo()}, X_Case_Key=mine["key"])
    if name == "move_case":
        Case.objects.update(status="received")
    command = EXAMPLES[name].format(site=SITE).replace("/files/1 ", f"/files/{Attachment.objects.get().pk} ")
    closing_days.close_days(timezone.now() + timedelta(days=1))
    names = {"DAY": LogHead.objects.get().day.isoformat(), "CODE": telling.published().code}
    answer = run(command, names | {"NUMBER": mine["number"], "KEY": mine["key"], "TOKEN": token("malee"), "SITE": SITE})
    assert answer.status_code in (200, 201), answer.content
    assert case.number == mine["number"]


def commands(text: str) -> Iterator[str]:
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        yield from re.findall(r"^curl (?:.*\\\n)*(?:[^'\n]|'[^']*')*", block, re.MULTILINE)


def test_the_worked_example_of_the_manual_works_from_end_to_end() -> None:
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    names = {"SITE": SITE, "TOKEN": token("malee")}
    done = []
    for command in commands(text):
        answer = run(command, names)
        assert answer.status_code in (200, 201), (command, answer.content)
        done.append(command)
        if "key" in answer.json():
            names |= {"NUMBER": answer.json()["number"], "KEY": answer.json()["key"]}
    assert len(done) == 9
    assert FeedbackCard.objects.get().channel == "api"
    assert Case.objects.get().status == "assigned"
