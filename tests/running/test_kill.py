"""Kill -9 the web or the worker at any moment: what was acknowledged is there, once, and is told once."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection

from databases import copied

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SENDERS, KILLS = 4, 5
STORY = "ไฟฟ้าดับทั้งหมู่บ้านตั้งแต่เมื่อคืน โทรแจ้งแล้วยังไม่มีใครมา"


class Product:
    """`sangsuk serve` and `sangsuk worker` on a database of their own, each started again when it was killed."""

    def __init__(self, url: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environ = os.environ | {"DATABASE_URL": url, "SANGSUK_MODE": "test", "PYTHONWARNINGS": "ignore"}
        self.running = {name: self.start(name) for name in ("serve", "worker")}

    def start(self, name: str) -> subprocess.Popen[bytes]:
        extra = ["--port", str(self.port)] if name == "serve" else []
        command = [sys.executable, "-m", "sangsuk.config.cli", name, *extra]
        return subprocess.Popen(command, env=self.environ, start_new_session=True)

    def kill(self, name: str) -> None:
        """The whole group at once, as a power cut would."""
        os.killpg(self.running[name].pid, signal.SIGKILL)
        self.running[name].wait()

    def kill_and_start(self, name: str) -> None:
        self.kill(name)
        while True:  # the kernel may need a moment to give the port back
            self.running[name] = self.start(name)
            time.sleep(1.0)
            if self.running[name].poll() is None:
                return

    def stop(self) -> None:
        for name in self.running:
            self.kill(name)

    def submit(self, client_id: UUID) -> dict[str, str] | None:
        """What a phone with bad signal does; None when no answer came."""
        body = {
            "client_id": str(client_id), "mission": "grievance", "description": STORY, "identity": "named",
            "place": {"district": "5001"}, "reporter": {"name": "สมชาย", "phone": "0815550101"},
        }  # fmt: skip
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v1/cases",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return dict(json.load(answer))
        except (urllib.error.URLError, http.client.HTTPException, OSError, json.JSONDecodeError):
            return None


@pytest.fixture
def product() -> Iterator[Product]:
    with copied(connection, "kill") as url:
        product = Product(url)
        try:
            yield product
        finally:
            product.stop()


def send(product: Product, client_id: UUID) -> tuple[str, str]:
    """Until it is acknowledged, as a patient phone does."""
    deadline = time.monotonic() + 60
    while (answer := product.submit(client_id)) is None:
        assert time.monotonic() < deadline, "the product did not come back"
        time.sleep(0.05)
    return answer["number"], answer["key"]


def send_until(over: threading.Event, product: Product, told: dict[UUID, tuple[str, str]]) -> None:
    while not over.is_set():
        client_id = uuid4()
        told[client_id] = send(product, client_id)


def test_nothing_that_was_acknowledged_is_lost_doubled_or_told_twice(product):
    told: dict[UUID, tuple[str, str]] = {}
    over = threading.Event()
    senders = [threading.Thread(target=send_until, args=(over, product, told)) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    chance = random.Random(2564)
    acknowledged = []
    for _ in range(KILLS):
        while len(told) <= sum(acknowledged[-1:]):  # each kill falls into running work
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.4))
        acknowledged.append(len(told))
        product.kill_and_start(chance.choice(["serve", "serve", "worker"]))
    over.set()
    for sender in senders:
        sender.join()

    count = len(told)
    assert count > KILLS
    assert told == {client_id: send(product, client_id) for client_id in told}
    with psycopg.connect(product.environ["DATABASE_URL"], autocommit=True) as server:
        wait_until_all_are_sent(server)
        asked = "select count(*), count(distinct client_id), count(distinct number) from cases_case"
        assert ask(server, asked) == (count, count, count)
        assert ask(server, "select last from cases_register") == (count,)
        asked = "select count(*), count(distinct about), count(sent_at) from notifications_message"
        assert ask(server, asked) == (count, count, count)
        assert ask(server, "select count(*) from cases_caseevent where seq = 1") == (count,)
        numbers = {row[0] for row in server.execute("select number from cases_case")}
    assert numbers == {number for number, _ in told.values()}


def wait_until_all_are_sent(server: psycopg.Connection[tuple[int, ...]]) -> None:
    deadline = time.monotonic() + 40
    while ask(server, "select count(*) from notifications_message where sent_at is null") != (0,):
        assert time.monotonic() < deadline, "messages were not sent"
        time.sleep(0.3)


def ask(server: psycopg.Connection[tuple[int, ...]], question: str) -> tuple[int, ...]:
    row = server.execute(question).fetchone()
    assert row is not None
    return row
