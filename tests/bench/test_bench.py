"""The measurements run, say what they must, and touch nobody's world; their yardsticks measure right."""

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path

import pytest
from bench.figures import Figure, percentile
from django.conf import settings

from bench import load, words
from typefaces import needs_thai_font

ROOT = Path(__file__).parents[2]


BUILD = "import sys, pathlib; from bench import house\nwith house.opened(pathlib.Path(sys.argv[1])): pass"
Run = Callable[..., list[dict[str, float]]]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Measures in a house of its own, each time a copy of the one that is built here."""
    empty = Path(tempfile.mkdtemp(prefix="sangsuk-empty-"))
    empty.chmod(0o711)  # whoever runs the server may pass through
    environ = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"PYTHONWARNINGS": "ignore"}

    def called(*words: str, **more: str) -> str:
        command, environment = [sys.executable, *words], environ | more
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=240
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def measured(*words: str) -> list[dict[str, float]]:
        told = called("-m", "sangsuk.config.cli", "bench", *words, "--json", SANGSUK_BENCH_EMPTY=str(empty))
        return [json.loads(line) for line in told.splitlines()]

    try:
        called("-c", BUILD, str(empty))
        yield measured
    finally:
        shutil.rmtree(empty)


@pytest.mark.slow
def test_intake_is_measured_at_three_numbers_of_connections_beside_its_floor(run: Run) -> None:
    home = set(Path(settings.HOME).iterdir())
    figures = run("intake", "--cases", "60", "--seconds", "2")
    assert [f["name"] for f in figures] == ["intake.1", "intake.4", "intake.16"]
    for figure in figures:
        assert figure["cases"] == 60
        assert 0 < figure["p50_ms"] <= figure["p95_ms"] <= figure["p99_ms"]
        assert figure["ratio"] == pytest.approx(figure["value"] / figure["floor"], rel=0.01, abs=0.001)
    assert 0 < min(figure["ratio"] for figure in figures) < 1  # in two seconds one of them may be luck
    assert set(Path(settings.HOME).iterdir()) == home


@pytest.mark.slow
def test_pages_are_measured_at_two_sizes(run: Run) -> None:
    figures = run("queue", "track", "--cases", "400", "--seconds", "0.5")
    sizes = {(f["name"], f["cases"]) for f in figures}
    assert {("queue", 40), ("queue", 400), ("track", 40), ("track", 400), ("queue.growth", 400)} <= sizes


@pytest.mark.slow
def test_import_is_measured(run: Run) -> None:
    figures = {f["name"]: f for f in run("import", "--cases", "1500")}
    assert {"import", "import.memory", "import.again", "import.start", "import.cores"} <= figures.keys()
    assert (
        0
        < figures["import.python"]["value"]
        < 1e6 / figures["import.at_most"]["value"] * figures["import.cores"]["floor"]
    )
    assert figures["import"]["unit"] == "rows/s"


@pytest.mark.slow
def test_the_deadline_sweep_is_measured_and_leaves_rows_that_their_events_rebuild(run: Run) -> None:
    figures = {f["name"]: f["value"] for f in run("sweep", "--cases", "2000")}
    assert {"sweep", "sweep.idle", "sweep.tick"} <= figures.keys()
    assert figures["sweep.due"] > 0
    assert figures["sweep.moved"] >= figures["sweep.due"]
    assert figures["sweep.differences"] == 0


@pytest.mark.slow
def test_a_new_day_off_moves_every_open_case_and_that_is_measured(run: Run) -> None:
    figures = {f["name"]: f for f in run("recompute", "--cases", "2000")}
    assert figures["recompute.moved"]["value"] == 2000
    assert figures["recompute.differences"]["value"] == 0
    assert figures["recompute"]["floor"] > 0


def test_an_unknown_measurement_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "nothing"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no such measurement: nothing" in done.stderr


def test_a_percentile_is_the_nearest_rank() -> None:
    values = [float(n) for n in range(1, 101)]
    assert [percentile(values, share) for share in (0.5, 0.95, 0.99, 1.0)] == [50, 95, 99, 100]
    assert percentile([7.0], 0.5) == 7


def test_a_figure_leaves_out_what_does_not_apply() -> None:
    assert json.loads(Figure("import", 1.23456, "rows/s", cases=9).as_json()) == {
        "name": "import", "value": 1.235, "unit": "rows/s", "cases": 9,
    }  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ],
)
def test_the_load_generator_waits_for_the_whole_answer(answer: bytes) -> None:
    slow = 0.02

    def serve(listening: socket.socket) -> None:
        peer = listening.accept()[0]
        with peer:
            while peer.recv(1 << 16):
                peer.sendall(answer[:30])
                time.sleep(slow)
                peer.sendall(answer[30:])

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=serve, args=[listening])
        server.start()
        got = load.drive(listening.getsockname()[1], repeat(load.get("/")), connections=1, seconds=0.5, warm=0.1)
        server.join(5)
    assert set(got.statuses) == {201}
    assert got.at(0.5) >= slow * 1000
    assert got.bytes == len(got.milliseconds) * len(answer)


def test_every_journey_is_walked_to_its_end_step_by_step_and_side_by_side() -> None:
    asked: list[bytes] = []

    def serve(peer: socket.socket) -> None:
        with peer:
            while words := peer.recv(1 << 16):
                asked.append(words.split()[1])
                peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    def accept(listening: socket.socket) -> None:
        for _connection in range(2):
            threading.Thread(target=serve, args=[listening.accept()[0]], daemon=True).start()

    def journey(n: int) -> load.Journey:
        yield "open", load.get(f"/{n}")
        yield "save", load.form(f"/{n}/save", {"number": "๑"}, cookie="a=b")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, args=[listening], daemon=True).start()
        found = load.walk(listening.getsockname()[1], (journey(n) for n in range(5)), connections=2)
    assert {step: len(answers.milliseconds) for step, answers in found.items()} == {"open": 5, "save": 5}
    assert all(set(answers.statuses) == {200} for answers in found.values())
    for n in range(5):
        assert asked.index(b"/%d" % n) < asked.index(b"/%d/save" % n)


def test_invented_complaints_are_the_same_for_the_same_seed_and_fit_a_script() -> None:
    told = [[words.story(random.Random(5)) for _ in range(3)] for _ in range(2)]
    assert told[0] == told[1]
    chance = random.Random(1)
    for _ in range(2000):
        text = words.story(chance)[1] + words.wish(chance) + words.note(chance)
        assert ":" not in text  # a variable of pgbench
        assert ";" not in text  # the end of a statement


@pytest.mark.slow
@needs_thai_font
def test_letters_are_measured_beside_a_bare_compile_of_the_same_text(run: Run) -> None:
    figures = run("papers", "--cases", "10")
    assert [f["name"] for f in figures] == ["papers.page", "papers.first", "papers.picture", "papers.register"]
    assert figures[0]["ratio"] == pytest.approx(figures[0]["value"] / figures[0]["floor"], rel=0.01, abs=0.001)


@pytest.mark.slow
@pytest.mark.skipif(
    not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))) and not os.environ.get("CI"),
    reason="no Chromium",
)
def test_a_question_at_the_counter_is_reckoned_for_each_service_beside_its_words_alone(run: Run) -> None:
    figures = {f["name"]: f for f in run("counter", "--cases", "20")}
    for mission in ("information", "advice", "one_stop", "referral", "suggestion"):
        whole, keys = figures[f"counter.{mission}"], figures[f"counter.{mission}.keys"]
        assert whole["floor"] < whole["value"] < 60
        assert keys["floor"] < keys["value"]


@pytest.mark.slow
def test_sealing_is_measured_and_a_killed_rotation_is_taken_up_where_it_was(run: Run) -> None:
    figures = {f["name"]: f for f in run("sealing", "--cases", "600")}
    assert figures["sealing.intake"]["queries"] <= 6
    assert figures["sealing.intake"]["floor"] > 0
    assert {"sealing.value", "sealing.count", "sealing.count.same", "sealing.rotate.memory"} <= figures.keys()
    assert figures["sealing.rotate.left"]["value"] >= 0
    assert figures["sealing.rotate.old"]["value"] == figures["sealing.rotate.unreadable"]["value"] == 0
