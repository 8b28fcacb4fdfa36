"""sangsuk verify: has anybody changed what happened? Every event, every case, the public log, and the heads you kept outside."""

import json
import time
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from sangsuk.cases import auditing, proving
from sangsuk.config.management.commands.check import one_moment
from sangsuk.config.progress import telling
from sangsuk.ledger import log, log_checking

MOST_LINES = 50


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
        seen, began = proving.Seen(), time.perf_counter()
        with telling("Verifying"), one_moment(), override("en"):
            found = faults(seen, published)
            first = list(islice(found, MOST_LINES))
            more = sum(1 for _more in found)
        seconds = time.perf_counter() - began
        for line in first:
            self.stdout.write(line)
        if more:
            self.stdout.write(f"and {more:,} more")
        if first:
            raise CommandError(f"{len(first) + more:,} things are not as they were written.")
        last = log.last()
        self.stdout.write(
            f"{seen.cases:,} cases, {seen.events:,} events in {seconds:,.1f} s: all as they were written. "
            + (f"The public log reaches to {last.day}." if last else "No day has been closed into the public log yet.")
        )
        if seen.adopted:
            self.stdout.write(
                f"{seen.adopted:,} of the events are older than the record and were taken in as they stood."
            )


def faults(seen: proving.Seen, published: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Everything that is wrong, as sentences."""
    yield from (str(fault) for fault in proving.faults(seen))
    yield from (str(fault) for fault in proving.against_the_log())
    yield from (f"{gap.number}: {gap.what}" for gap in auditing.register_gaps())
    yield from log_checking.faults(published)


def read_heads(path: Path) -> dict[str, Any]:
    """The heads of a file, by day."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {head["date"]: head for head in told["heads"]}
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise CommandError(f"{path}: {trouble}") from None
