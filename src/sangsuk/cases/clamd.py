"""Asks a ClamAV daemon about bytes: the INSTREAM command of clamd's protocol, and nothing else of it.

Source: clamd(8), "zINSTREAM\\0", then chunks of <length of 4 bytes, network order><data>, ended by a length of nought;
the answer is "stream: OK", "stream: NAME FOUND" or "... ERROR". A few lines of our own, because the packages for it
have not been kept up for years.
"""

import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass

CHUNK, SECONDS, MOST_ANSWER = 64 * 1024, 30.0, 4096


class NoScanner(Exception):
    """Nobody can say now whether the bytes are harmless: no answer, a broken one, or the scanner's own trouble."""


@dataclass(frozen=True)
class Verdict:
    """`found` is the scanner's name for what it found, "" for clean bytes."""

    found: str


def scan(address: str, data: Iterable[bytes], *, seconds: float = SECONDS) -> Verdict:
    """`address`: "host:port" or the path of a socket. Raises: NoScanner."""
    try:
        with _connected(address, seconds) as connection:
            connection.sendall(b"zINSTREAM\0")
            for chunk in data:
                for at in range(0, len(chunk), CHUNK):
                    piece = chunk[at : at + CHUNK]
                    connection.sendall(struct.pack("!I", len(piece)) + piece)
            connection.sendall(struct.pack("!I", 0))
            answer = _answer(connection)
    except (OSError, ValueError) as trouble:
        raise NoScanner(type(trouble).__name__) from trouble
    return _verdict(answer)


def _connected(address: str, seconds: float) -> socket.socket:
    if "/" in address:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(seconds)
        try:
            connection.connect(address.removeprefix("unix:"))
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]") or "127.0.0.1", int(port)), timeout=seconds)


def _answer(connection: socket.socket) -> str:
    got = b""
    while not got.endswith(b"\0") and len(got) < MOST_ANSWER:
        piece = connection.recv(MOST_ANSWER)
        if not piece:
            break
        got += piece
    return got.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(answer: str) -> Verdict:
    if answer == "stream: OK":
        return Verdict("")
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return Verdict(answer[len("stream: ") : -len(" FOUND")][:200] or "?")
    raise NoScanner(answer[:100] or "no answer")
