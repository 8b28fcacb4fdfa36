"""What `postmaster.pid`, the note that a running PostgreSQL keeps in its data folder, says, and whether it is true."""

import os
import subprocess
from pathlib import Path

STATUS_LINE = 7
NOTE = "postmaster.pid"


def pid(data: Path) -> int | None:
    """The number in the note, be its owner alive or not."""
    try:
        return int(_lines(data)[0])
    except ValueError:
        return None


def is_running(data: Path, pid: int) -> bool:
    """Is this process the server of `data`? A number alone may have been given to another program since."""
    try:
        said = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(data) in said


def is_ready(data: Path, pid: int | None = None) -> bool:
    """Does it accept connections? A server that was killed has left "ready" behind, hence `pid`."""
    lines = _lines(data)
    ours = pid is None or lines[0] == str(pid)
    return ours and len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready"


def forget_reused_pid(data: Path) -> None:
    """A killed server's number may belong to another program by now, and PostgreSQL would take it for a server.

    Only the number is changed, into one that nobody has: the lines after it tell PostgreSQL which sessions to look for.
    """
    old = pid(data)
    if old is None or not Path(f"/proc/{old}").exists():
        return
    nobody = subprocess.Popen(["/bin/true"])
    nobody.wait()
    note = data / NOTE
    note.write_bytes(note.read_bytes().replace(str(old).encode(), str(nobody.pid).encode(), 1))


def _lines(data: Path) -> list[str]:
    try:
        return (data / NOTE).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return [""]
