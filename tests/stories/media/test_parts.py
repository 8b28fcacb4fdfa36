"""A file that comes in pieces: through a lost network, a killed server and two connections at once."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import filming
from sangsuk.common.errors import Missing, Refused
from sangsuk.stories.media import keeping, parts

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
DRAFT = uuid4()


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def pieces(data: bytes, size: int = 1000) -> Iterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


def test_a_film_in_pieces_is_the_same_film(tmp_path: Path) -> None:
    whole = filming.film(tmp_path / "a.mp4").read_bytes()
    part = parts.begin(DRAFT, name="a.mp4", length=len(whole), now=NOW)
    assert parts.write(part, 0, pieces(whole[:1500])) == 1500
    assert parts.get(DRAFT, part.id, now=NOW).offset == 1500
    assert parts.write(part, 1500, pieces(whole[1500:])) == len(whole)
    kept = parts.finish(parts.get(DRAFT, part.id, now=NOW), now=NOW)
    assert (kept.kind, kept.name) == ("video", "a.mp4")
    assert keeping.path_of(kept.sha256, "mp4").exists()


def test_finished_twice_is_the_same_answer_and_takes_no_more_room(tmp_path: Path) -> None:
    whole = filming.film(tmp_path / "a.mp4").read_bytes()
    part = parts.begin(DRAFT, name="a.mp4", length=len(whole), now=NOW)
    parts.write(part, 0, [whole])
    first = parts.finish(parts.get(DRAFT, part.id, now=NOW), now=NOW)
    again = parts.get(DRAFT, part.id, now=NOW)
    assert again.is_whole
    assert parts.finish(again, now=NOW) == first
    assert list(parts._folder(DRAFT).glob("*.part")) == []


def test_what_came_before_the_line_broke_stays() -> None:
    part = parts.begin(DRAFT, name="a.mp4", length=5000, now=NOW)

    def broken() -> Iterator[bytes]:
        yield bytes(1000)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        parts.write(part, 0, broken())
    assert parts.get(DRAFT, part.id, now=NOW).offset == 1000


def test_a_piece_for_another_place_is_refused_with_the_right_one() -> None:
    part = parts.begin(DRAFT, name="a.mp4", length=5000, now=NOW)
    parts.write(part, 0, [bytes(1000)])
    for offset in (0, 999, 1001):
        with pytest.raises(parts.WrongPlace) as wrong:
            parts.write(part, offset, [bytes(10)])
        assert wrong.value.offset == 1000


def test_more_than_was_announced_is_refused() -> None:
    part = parts.begin(DRAFT, name="a.mp4", length=100, now=NOW)
    with pytest.raises(Refused):
        parts.write(part, 0, [bytes(101)])
    assert parts.get(DRAFT, part.id, now=NOW).offset == 0


def test_two_connections_at_once_do_not_mix_their_bytes() -> None:
    """The phone changed from the house's network to the operator's: the old connection still drips."""
    whole = os.urandom(200_000)
    part = parts.begin(DRAFT, name="a.mp4", length=len(whole), now=NOW)

    def send() -> None:
        for _ in range(200):
            at = parts.get(DRAFT, part.id, now=NOW).offset
            if at == len(whole):
                return
            try:
                parts.write(part, at, pieces(whole[at : at + 20_000]))
            except parts.WrongPlace:
                time.sleep(0.001)

    both = [threading.Thread(target=send) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert hashlib.sha256(parts._path(part, "part").read_bytes()).digest() == hashlib.sha256(whole).digest()


def test_a_killed_server_loses_nothing_that_it_had_answered_for(settings: Any, tmp_path: Path) -> None:
    """Really killed, in the middle of writing; the one that starts after it goes on."""
    whole = os.urandom(800_000)
    (tmp_path / "whole").write_bytes(whole)
    part = parts.begin(DRAFT, name="a.mp4", length=len(whole), now=NOW)
    script = f"""
import os, time
os.environ["DJANGO_SETTINGS_MODULE"] = "sangsuk.config.settings"
import django; django.setup()
from datetime import datetime, UTC
from uuid import UUID
from django.conf import settings
settings.MEDIA_ROOT = {str(settings.MEDIA_ROOT)!r}
from sangsuk.stories.media import parts
part = parts.get(UUID({str(DRAFT)!r}), UUID({str(part.id)!r}), now=datetime({NOW.year}, {NOW.month}, {NOW.day}, tzinfo=UTC))
whole, at = open({str(tmp_path / "whole")!r}, "rb").read(), part.offset
while at < len(whole):
    def slowly():
        for begin in range(at, min(at + 200_000, len(whole)), 5000):
            yield whole[begin:begin + 5000]
            time.sleep(0.002)
    at = parts.write(part, at, slowly())
    print(at, flush=True)
"""
    answered = 0
    for _ in range(30):
        before = parts.get(DRAFT, part.id, now=NOW).offset
        assert before >= answered
        server = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert server.stdout is not None
        line = server.stdout.readline()
        answered = int(line or before)
        time.sleep(0.05)
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        server.stdout.close()
        if parts.get(DRAFT, part.id, now=NOW).is_whole or answered == len(whole):
            break
    else:
        pytest.fail("it never came to an end")
    assert parts._path(part, "part").read_bytes() == whole


def test_what_cannot_be_taken_is_thrown_away_when_it_is_whole() -> None:
    part = parts.begin(DRAFT, name="a.mp4", length=8, now=NOW)
    parts.write(part, 0, [b"nonsense"])
    with pytest.raises(Refused) as refused:
        parts.finish(parts.get(DRAFT, part.id, now=NOW), now=NOW)
    assert "a.mp4" in str(refused.value)
    with pytest.raises(Missing):
        parts.get(DRAFT, part.id, now=NOW)


def test_half_a_file_is_not_taken() -> None:
    part = parts.begin(DRAFT, name="a.mp4", length=8, now=NOW)
    with pytest.raises(Refused, match="ไม่ครบ"):
        parts.finish(part, now=NOW)


def test_a_part_belongs_to_its_draft_and_ends_after_two_days() -> None:
    part = parts.begin(DRAFT, name="a.mp4", length=8, now=NOW)
    for draft, part_id, now in (
        (uuid4(), part.id, NOW), (DRAFT, uuid4(), NOW), (DRAFT, part.id, NOW + timedelta(days=2)),
    ):  # fmt: skip
        with pytest.raises(Missing):
            parts.get(draft, part_id, now=now)
    assert parts.get(DRAFT, part.id, now=NOW + timedelta(days=1, hours=23)).ends_at == NOW + timedelta(days=2)


@pytest.mark.parametrize("length", [0, -1, 60_000_001])
def test_a_file_that_could_never_be_taken_is_not_begun(length: int) -> None:
    with pytest.raises(Refused):
        parts.begin(DRAFT, name="a.mp4", length=length, now=NOW)


def test_a_draft_may_begin_so_many_and_no_more() -> None:
    draft = uuid4()
    for _ in range(16):
        parts.begin(draft, name="a.mp4", length=8, now=NOW)
    with pytest.raises(Refused, match="8 ไฟล์"):
        parts.begin(draft, name="a.mp4", length=8, now=NOW)


def test_with_little_room_on_the_disk_nothing_large_is_begun(monkeypatch: Any) -> None:
    monkeypatch.setattr(parts, "FREE_BYTES", 10**18)
    with pytest.raises(Refused) as refused:
        parts.begin(DRAFT, name="a.mp4", length=8, now=NOW)
    assert refused.value.code == "no_room"


def test_what_waits_can_be_gone_on_with_and_is_swept_when_nobody_does() -> None:
    draft = uuid4()
    part = parts.begin(draft, name="a.mp4", length=8, now=NOW)
    parts.write(part, 0, [b"1234"])
    assert [(p.name, p.offset) for p in parts.waiting(draft, now=NOW)] == [("a.mp4", 4)]
    later = datetime.now(UTC)
    assert parts.sweep(later) == 0
    assert parts.sweep(later + timedelta(days=2, minutes=1)) >= 2
    assert parts.waiting(draft, now=NOW) == ()
    assert not parts._folder(draft).exists()


def test_a_name_that_would_fool_a_reader_is_made_plain() -> None:
    part = parts.begin(DRAFT, name="../../etc/\u202epasswd.mp4", length=8, now=NOW)
    assert parts.get(DRAFT, part.id, now=NOW).name == "passwd.mp4"
