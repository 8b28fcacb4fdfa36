"""A load generator: requests over kept-open connections, and how long each answer took.

One thread, epoll and raw bytes: some 20 microseconds of processor for a request, so that on a machine it shares with
the server and PostgreSQL it takes next to nothing of what it measures (`python -m bench.load` measures itself).
"""

import selectors
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlencode

from .figures import percentile

TIMEOUT_SECONDS = 30


@dataclass
class Answers:
    """Milliseconds of every answer that counted, sorted; how many had which status; the time it took altogether."""

    milliseconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0
    bytes: int = 0

    @property
    def per_second(self) -> float:
        return len(self.milliseconds) / self.seconds if self.seconds else 0.0

    def at(self, share: float) -> float:
        return percentile(self.milliseconds, share)


class Connection:
    """One kept-open connection with one request under way."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), TIMEOUT_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes) -> None:
        self.received = bytearray()
        self.whole = -1
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> bool:
        """Whether the answer is complete now."""
        got = self.socket.recv(1 << 18)
        if not got:
            raise ConnectionError("the server closed the connection in the middle of an answer")
        self.received += got
        if self.whole < 0:
            head = self.received.find(b"\r\n\r\n")
            if head < 0:
                return False
            self.whole = _length(bytes(self.received[:head]), head + 4)
        if self.whole == _CHUNKED:
            return self.received.endswith(b"0\r\n\r\n")
        return len(self.received) >= self.whole

    @property
    def status(self) -> int:
        return int(self.received[9:12])

    def closes(self) -> bool:
        head = bytes(self.received[: self.received.find(b"\r\n\r\n")]).lower()
        return b"connection: close" in head


_CHUNKED = 1 << 62


def _length(head: bytes, body_at: int) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return body_at + int(line[15:])
        if line.startswith(b"transfer-encoding:") and b"chunked" in line:
            return _CHUNKED
    return body_at


def drive(port: int, requests: Iterator[bytes], *, connections: int, seconds: float, warm: float = 1.0) -> Answers:
    """Keep this many connections busy for so long. Answers of the first `warm` seconds do not count."""
    answers = Answers()
    selector = selectors.EpollSelector()
    busy = [Connection(port) for _ in range(connections)]
    for connection in busy:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(next(requests))
    begin = time.perf_counter() + warm
    end = begin + seconds
    under_way = connections
    while under_way:
        ready = selector.select(TIMEOUT_SECONDS)
        if not ready:
            raise TimeoutError(f"no answer for {TIMEOUT_SECONDS} s")
        for key, _ in ready:
            connection: Connection = key.data
            if not connection.read():
                continue
            now = time.perf_counter()
            if connection.began >= begin and now <= end:
                answers.milliseconds.append((now - connection.began) * 1000)
                answers.statuses[connection.status] = answers.statuses.get(connection.status, 0) + 1
                answers.bytes += len(connection.received)
            if now >= end:
                under_way -= 1
                selector.unregister(connection.socket)
                continue
            if connection.closes():
                selector.unregister(connection.socket)
                connection.socket.close()
                connection.open()
                selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(next(requests))
    answers.seconds = seconds
    answers.milliseconds.sort()
    selector.close()
    for connection in busy:
        connection.socket.close()
    return answers


Journey = Iterator[tuple[str, bytes]]
"""What one person asks, one after the other: the name of each step and its request."""


def walk(port: int, journeys: Iterator[Journey], *, connections: int) -> dict[str, Answers]:
    """Every journey to its end, so many of them side by side; the answers by the names of the steps."""
    found: dict[str, Answers] = {}
    selector = selectors.EpollSelector()
    begin, under_way = time.perf_counter(), 0
    for journey in islice(journeys, connections):
        connection = Connection(port)
        selector.register(connection.socket, selectors.EVENT_READ, _Walk(connection, journey))
        under_way += 1
    for key in list(selector.get_map().values()):
        key.data.step()
    while under_way:
        ready = selector.select(TIMEOUT_SECONDS)
        if not ready:
            raise TimeoutError(f"no answer for {TIMEOUT_SECONDS} s")
        for key, _ in ready:
            one: _Walk = key.data
            if not one.connection.read():
                continue
            one.note(found.setdefault(one.name, Answers()))
            selector.unregister(one.connection.socket)
            while not one.step():
                journey = next(journeys, None)
                if journey is None:
                    under_way -= 1
                    one.connection.socket.close()
                    break
                one.journey = journey
            else:
                selector.register(one.connection.socket, selectors.EVENT_READ, one)
    for answers in found.values():
        answers.seconds = time.perf_counter() - begin
        answers.milliseconds.sort()
    selector.close()
    return found


@dataclass
class _Walk:
    connection: Connection
    journey: Journey
    name: str = ""

    def step(self) -> bool:
        """Whether there was another one."""
        said = next(self.journey, None)
        if said is None:
            return False
        if self.name and self.connection.closes():
            self.connection.socket.close()
            self.connection.open()
        self.name, request = said
        self.connection.send(request)
        return True

    def note(self, answers: Answers) -> None:
        answers.milliseconds.append((time.perf_counter() - self.connection.began) * 1000)
        status = self.connection.status
        answers.statuses[status] = answers.statuses.get(status, 0) + 1
        answers.bytes += len(self.connection.received)


def get(path: str, *, cookie: str = "", accept: str = "text/html") -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", f"Accept: {accept}", "Accept-Encoding: gzip"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return "\r\n".join([*lines, "", ""]).encode()


def post(path: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def form(path: str, fields: Mapping[str, str], *, cookie: str) -> bytes:
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Accept: text/html\r\nCookie: {cookie}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _echo(server: socket.socket) -> None:
    """A server that does nothing: what is left is the generator."""
    with server.accept()[0] as peer:
        while peer.recv(1 << 16):
            peer.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")


if __name__ == "__main__":
    import threading
    from itertools import repeat

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_echo, args=[listening], daemon=True).start()
        used = time.process_time()
        measured = drive(listening.getsockname()[1], repeat(get("/")), connections=1, seconds=2)
        used = time.process_time() - used
        print(f"{measured.per_second:,.0f} requests/s, {used / 3 / measured.per_second * 1e6:.0f} microseconds each")
