"""sangsuk bench [NAME]: the measurements of bench/, in a home and on a server of their own."""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

OURS = ("SANGSUK_HOME", "DATABASE_URL", "SANGSUK_POOL", "PORT", "SANGSUK_URL")


class Command(BaseCommand):
    help = (
        "Measure: intake, queue, case, track, import, recompute, sweep, reports, papers, counter, redaction, ledger, sealed, "
        "sealing, stories, flagships; all of them when none is named. See bench/README.md"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME")
        parser.add_argument("--cases", type=int, help="how many cases there are (import: rows)")
        parser.add_argument("--json", action="store_true", help="one line of JSON for each figure")
        parser.add_argument("--seconds", type=float, help="how long each load lasts")
        parser.add_argument("--file", help="import: repeat the rows of this file instead of invented ones")
        parser.add_argument("--keep", action="store_true", help="write the figures to bench/results")

    def handle(self, *args: Any, **options: Any) -> None:
        root = settings.BASE.parent.parent
        if not (root / "bench" / "__main__.py").exists():
            raise CommandError("The measurements are part of the source tree: run this where it was cloned to.")
        command = [sys.executable, "-m", "bench", *options["names"]]
        for name in ("cases", "seconds", "file"):
            if options[name] is not None:
                command += [f"--{name}", str(options[name])]
        command += [f"--{name}" for name in ("json", "keep") if options[name]]
        environ = {name: value for name, value in os.environ.items() if name not in OURS}
        done = subprocess.run(command, cwd=root, env=environ, check=False)
        if done.returncode:
            sys.exit(done.returncode)
