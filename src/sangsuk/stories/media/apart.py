"""Starts the program that opens strangers' files: another process, bounded in memory, time and disk, with nothing of ours.

It gets no environment, no database and no other file than the one it is asked about; when it dies, the file is refused
and the house goes on. At most `AT_ONCE` of them run in each process of the web server.
"""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

WORKER = Path(__file__).with_name("worker.py")
MEMORY_BYTES, CPU_SECONDS, WALL_SECONDS, AT_ONCE = 1_500_000_000, 30, 60, 2
"""Measured: 60 MB carried over takes about a second and 100 MB; one picture of a film in 4K some 400 MB more."""

_running = threading.Semaphore(AT_ONCE)


@dataclass(frozen=True)
class Found:
    """What the program said: `trouble` is "" when the new file lies where it was asked to lie."""

    trouble: str = ""
    kind: str = ""
    form: str = ""
    seconds: float = 0.0
    width: int | None = None
    height: int | None = None


def opened(
    source: Path, demuxer: str, *, out: Path, poster: Path, audio_seconds: int, video_seconds: int,
    memory_bytes: int = MEMORY_BYTES, cpu_seconds: int = CPU_SECONDS, wall_seconds: float = WALL_SECONDS,
) -> Found:  # fmt: skip
    """Never raises for what is in the file."""
    asked = {
        "source": str(source), "demuxer": demuxer, "out": str(out), "poster": str(poster),
        "audio_seconds": audio_seconds, "video_seconds": video_seconds, "memory_bytes": memory_bytes,
        "cpu_seconds": cpu_seconds, "file_bytes": 2 * source.stat().st_size + 10_000_000,
    }  # fmt: skip
    with _running:
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(WORKER)], input=json.dumps(asked).encode(), capture_output=True, check=False,
                timeout=wall_seconds, env={"LC_ALL": "C.UTF-8"}, cwd=out.parent, start_new_session=True, close_fds=True,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Found("too_heavy")
    return _read(done.returncode, done.stdout)


def _read(returncode: int, said: bytes) -> Found:
    """Ended by the kernel (a signal, so below zero): it asked for more than it may. What it says is read as a stranger's too."""
    if returncode < 0:
        return Found("too_heavy")
    try:
        told = json.loads(said)
        if told.get("trouble"):
            return Found(str(told["trouble"]))
        return Found("", told["kind"], told["form"], float(told["seconds"]), told.get("width"), told.get("height"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Found("broken")
