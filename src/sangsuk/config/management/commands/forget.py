"""sangsuk forget: forget what is due now; `forget again`: after a backup was restored, forget once more what was forgotten."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sangsuk.cases import sweeping
from sangsuk.privacy.retention import engine, tombstones


class Command(BaseCommand):
    help = (
        "Forget whatever the rules of keeping say is due. `forget again` repeats every forgetting that the file of tombstones "
        "in the home remembers: say it after restoring a backup, before anybody is let in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", choices=["due", "again"], default="due")
        parser.add_argument("--step", type=int, default=engine.STEP, help="how many things in one transaction")
        parser.add_argument("--seconds", type=float, default=3600, help="stop after about so long")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "due":
            gone = engine.tick(seconds=options["seconds"], step=options["step"])
            self.stdout.write(f"{gone:,} things forgotten.")
            return
        if not tombstones.path().exists():
            self.stdout.write(f"There is no {tombstones.path()}: nothing was ever forgotten by this home.")
            return
        for target, many in sorted(engine.again().items()):
            self.stdout.write(f"{target}: {many:,}")
        files = sweeping.forget_unused()
        self.stdout.write(f"Forgotten again; {files:,} files that belong to nothing are gone.")
