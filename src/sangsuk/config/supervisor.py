"""`sangsuk run`: everything in one terminal, from an empty folder to a page that answers."""

import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings
from django.db import connection

from . import embedded, prepare
from .processes import Child

READY_SECONDS = 90
MOST_EARLY_DEATHS = 3
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Failed(Exception):
    """It cannot run; the message says why."""


def run(*, port: int) -> None:
    for number in STOPS:  # SIGINT too: a shell ignores it for `run &`
        signal.signal(number, _as_ctrl_c)
    refuse_taken_port(port)
    prepare.everything()
    connection.close()
    children = [Child("serve", {"PORT": str(port)}), Child("worker")]
    server = _own_server()
    try:
        for child in children:
            child.start()
        welcome = prepare.welcome(port)
        _until_ready(port, children)
        _say(welcome)
        while True:
            _look_after(children, server)
            time.sleep(0.3)
    except KeyboardInterrupt:
        _say("\nStopping …")
    finally:
        for number in STOPS:  # a second Ctrl-C must not leave half of it running
            signal.signal(number, signal.SIG_IGN)
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.stop()


def refuse_taken_port(port: int) -> None:
    """Several web processes share a port on purpose, so the kernel would let a stranger of ours share it too."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Failed(
                f"Port {port} cannot be used ({error.strerror}). Choose another: PORT={port + 1} make run"
            ) from None


def _own_server() -> embedded.Cluster | None:
    """The embedded server, when that is what we use; then we also keep it alive."""
    home = Path(settings.HOME)
    if os.environ.get("DATABASE_URL", "") != embedded.url(home):
        return None
    return embedded.Cluster(home)


def _look_after(children: list[Child], server: embedded.Cluster | None) -> None:
    if server is not None and not server.alive():
        _say("PostgreSQL ended; starting it again")
        server.ensure()
    for child in children:
        trouble = child.look(time.monotonic())
        if trouble:
            _say(trouble)


def _until_ready(port: int, children: list[Child]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(port):
        _look_after(children, None)
        if time.monotonic() > deadline or any(child.deaths >= MOST_EARLY_DEATHS for child in children):
            raise Failed("The web server does not come up. What it said stands above.")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _as_ctrl_c(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _say(text: str) -> None:
    print(text, file=sys.stdout, flush=True)
