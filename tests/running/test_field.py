"""A phone with a bad line against the real server: connections are cut in the middle, the server is killed, and it sends on.

What was acknowledged is there, once; what was not is there once as soon as it is.
"""

import http.client
import json
import os
import random
import re
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection

from people import user
from sangsuk.cases.models import Attachment, Case, CaseEvent, Visit, VisitPhoto, VisitReport
from visiting import body as told_on_monday
from visiting import ordered, picture, report_id, sha256

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NOW = datetime.now(UTC).replace(microsecond=0).isoformat()
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER with zero seconds: closing sends a reset, as a tunnel does."""


def body(**changes: Any) -> bytes:
    """The server goes by the clock on the wall."""
    return told_on_monday(visited_from=NOW, visited_to=NOW, **changes)


class Server:
    """`sangsuk serve` on the database of this test."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        there = connection.get_connection_params()
        params = {k: str(v) for k, v in there.items() if k in ("host", "port", "user", "password") and v}
        url = "postgresql:///?" + urlencode({**params, "dbname": connection.settings_dict["NAME"]})
        self.environ = os.environ | {"DATABASE_URL": url, "SANGSUK_MODE": "test", "PYTHONWARNINGS": "ignore"}
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "sangsuk.config.cli", "serve", "--port", str(self.port)]
        until = time.monotonic() + 60
        while time.monotonic() < until:
            self.process = subprocess.Popen(command, env=self.environ, start_new_session=True)
            while self.process.poll() is None and time.monotonic() < until:
                with socket.socket() as probe:
                    probe.settimeout(1)
                    if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                        return
                time.sleep(0.05)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        os.killpg(self.process.pid, 9)
        self.process.wait()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    try:
        yield server
    finally:
        server.kill()


class Phone:
    """Signed in, and speaking HTTP by hand, so that it can stop in the middle of a word."""

    def __init__(self, server: Server, who: str) -> None:
        self.server, self.cookies = server, SimpleCookie()
        user(who)
        page = self.ask("GET", "/desk/sign-in")[1]
        found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found
        form = {"csrfmiddlewaretoken": found[1].decode(), "email": user(who).email, "password": "correct horse 9"}
        kind = "application/x-www-form-urlencoded"
        assert self.ask("POST", "/desk/sign-in", urlencode(form).encode(), kind=kind)[0] == 302
        self.token = json.loads(self.ask("GET", "/desk/field/bundle")[1])["csrf"]

    def head(self, method: str, path: str, sent: bytes, kind: str) -> bytes:
        lines = [
            f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.server.port}", f"Content-Length: {len(sent)}",
            f"Content-Type: {kind}", f"X-CSRFToken: {getattr(self, 'token', '')}", "Connection: close",
            "Cookie: " + "; ".join(f"{name}={m.value}" for name, m in self.cookies.items()),
        ]  # fmt: skip
        return "\r\n".join(lines).encode() + b"\r\n\r\n"

    def ask(self, method: str, path: str, sent: bytes = b"", *, kind: str = "application/json") -> tuple[int, bytes]:
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=20) as line:
            line.sendall(self.head(method, path, sent, kind) + sent)
            answer = http.client.HTTPResponse(line)
            answer.begin()
            for header, value in answer.getheaders():
                if header.lower() == "set-cookie":
                    self.cookies.load(value)
            return answer.status, answer.read()

    def cut(self, path: str, sent: bytes, *, after: int, wait: float = 0.0) -> None:
        """Send so many bytes of the body, wait, and reset the line without reading an answer."""
        line = socket.create_connection(("127.0.0.1", self.server.port), timeout=20)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        line.sendall(self.head("PUT", path, sent, "application/json") + sent[:after])
        time.sleep(wait)
        line.close()

    def until_told(self, path: str, sent: bytes) -> dict[str, Any]:
        """As the page does: again and again, until there is an answer of ours."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                status, told = self.ask("PUT", path, sent)
                if status == 200:
                    return dict(json.loads(told))
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(0.05)
        raise AssertionError("never acknowledged")


def address(visit: Visit, n: int = 1, photo: bytes = b"") -> str:
    at = f"/desk/field/{visit.public_id}/reports/{report_id(n)}"
    return f"{at}/photos/{sha256(photo)}" if photo else at


def test_cut_at_any_byte_nothing_is_half_and_nothing_is_double(server: Server) -> None:
    visit, photo = ordered(), picture(size=(900, 700))
    phone, chance = Phone(server, "malee"), random.Random(8)
    for _ in range(12):
        phone.cut(address(visit, photo=photo), photo, after=chance.randrange(len(photo)))
    time.sleep(0.5)
    assert not VisitPhoto.objects.exists()
    for _ in range(6):  # all of it was sent, the answer never came
        phone.cut(address(visit, photo=photo), photo, after=len(photo), wait=chance.uniform(0, 0.2))
    phone.until_told(address(visit, photo=photo), photo)
    assert VisitPhoto.objects.count() == 1

    sent = body(photos=[sha256(photo)])
    for _ in range(12):
        phone.cut(address(visit), sent, after=chance.randrange(len(sent)))
    time.sleep(0.5)
    assert not VisitReport.objects.exists()
    for _ in range(6):
        phone.cut(address(visit), sent, after=len(sent), wait=chance.uniform(0, 0.1))
    told = phone.until_told(address(visit), sent)
    assert (told["sha256"], told["addition"]) == (sha256(sent), False)
    assert VisitReport.objects.count() == CaseEvent.objects.filter(move="report_visit").count() == 1
    assert Attachment.objects.filter(case=visit.case_id).count() == 1
    assert Case.objects.get(pk=visit.case_id).duties == {}


def test_two_phones_and_a_double_tap_at_the_same_moment(server: Server) -> None:
    visit = ordered()
    phones = {1: Phone(server, "malee"), 2: Phone(server, "suda"), 3: Phone(server, "malee")}
    together = threading.Barrier(12)
    answers: list[tuple[int, str]] = []

    def press(n: int) -> None:
        together.wait(20)
        told = phones[n].until_told(address(visit, n), body(follow_up=f"เครื่องที่ {n}"))
        answers.append((n, json.dumps(told, sort_keys=True)))

    threads = [threading.Thread(target=press, args=[n]) for n in [1, 2, 3] * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == 12 and len(set(answers)) == 3
    assert VisitReport.objects.count() == CaseEvent.objects.filter(move="report_visit").count() == 3
    assert VisitReport.objects.filter(addition=False).count() == 1


def test_killed_at_any_moment_what_was_acknowledged_is_there(server: Server) -> None:
    visit = ordered()
    phone, chance = Phone(server, "malee"), random.Random(16)
    told: dict[int, str] = {}
    over = threading.Event()

    def send_on() -> None:
        n = 0
        while not over.is_set():
            n += 1
            told[n] = phone.until_told(address(visit, n), body(follow_up=f"ครั้งที่ {n}"))["sha256"]

    sender = threading.Thread(target=send_on)
    sender.start()
    for _ in range(3):
        before = len(told)
        while len(told) < before + 2:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.1))
        server.kill()
        acknowledged = dict(told)
        kept = {str(r.client_id): bytes(r.digest).hex() for r in VisitReport.objects.all()}
        assert {str(report_id(n)): digest for n, digest in acknowledged.items()}.items() <= kept.items()
        server.start()
    over.set()
    sender.join(60)
    assert VisitReport.objects.count() == CaseEvent.objects.filter(move="report_visit").count() == len(told)
    assert VisitReport.objects.filter(addition=False).count() == 1
