"""sangsuk verify: has anybody changed what happened? Every event, every case, the public log, and the heads you kept outside."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from sangsuk.cases import verifying
from sangsuk.config.progress import telling
from sangsuk.ledger import log


class Command(BaseCommand):
    help = (
        "Prove that no event of any case was edited, removed, put in, moved or back-dated since it was written, that no "
        "case is gone, and that the public log is what was signed and published. Says what is broken, a sentence each; "
        "the exit code is 0 only when nothing is. The database alone cannot know what was published: give --heads."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--heads", type=Path, help="heads that somebody kept: the JSON of /record/heads.json")

    def handle(self, *args: Any, **options: Any) -> None:
        published = read_heads(options["heads"]) if options["heads"] else {}
        with telling("Verifying"), override("en"):
            done = verifying.verify(published)
        for line in done.said:
            self.stdout.write(line)
        if done.found:
            raise CommandError(f"{done.found:,} things are not as they were written.")
        last = log.last()
        self.stdout.write(
            f"{done.cases:,} cases, {done.events:,} events in {done.seconds:,.1f} s: all as they were written. "
            + (f"The public log reaches to {last.day}." if last else "No day has been closed into the public log yet.")
        )
        if done.adopted:
            self.stdout.write(
                f"{done.adopted:,} of the events are older than the record and were taken in as they stood."
            )


def read_heads(path: Path) -> dict[str, Any]:
    """The heads of a file, by day."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {head["date"]: head for head in told["heads"]}
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise CommandError(f"{path}: {trouble}") from None
