"""Children that are kept running, and that do not outlive us."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

PARENT = "SANGSUK_PARENT"
GRACE_SECONDS = 12
_PR_SET_PDEATHSIG = 1


def end_with_parent(expected: int | None = None) -> None:
    """Ask the kernel for SIGTERM when our parent dies, however it dies. Without a named parent nothing happens."""
    parent = expected or int(os.environ.get(PARENT, "0"))
    if not parent or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it died before we could ask
        raise SystemExit(128 + signal.SIGTERM)


@dataclass
class Child:
    """One command of ours that should always be running."""

    name: str
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = 0.0
    deaths: int = 0

    def start(self) -> None:
        environment = {
            **os.environ,
            **self.environment,
            PARENT: str(os.getpid()),
            "SANGSUK_PROCESS": f"sangsuk {self.name}",
        }
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sangsuk.config.cli", self.name],
            env=environment,
            stdin=subprocess.DEVNULL,
            process_group=0,  # Ctrl-C reaches us alone; we stop the children in order
        )

    def look(self, now: float) -> str:
        """Start it again when it died; returns what there is to say about it."""
        if self.process is None:
            if now >= self.started + self.wait:
                self.start()
            return ""
        code = self.process.poll()
        if code is None:
            if now - self.started > 30:
                self.wait = self.deaths = 0
            return ""
        self._end_group()
        self.process = None
        self.deaths += 1
        self.wait = min(10.0, self.wait * 2 + 0.2)
        self.started = now
        return f"{self.name} ended ({_reason(code)}); starting it again"

    def ask_to_stop(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def stop(self) -> None:
        """Politely, then for good."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._end_group()
        self.process = None

    def _end_group(self) -> None:
        """Whatever the child had started itself and left behind."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return


def _reason(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
