# ruff: noqa: N999 - the command's name is the word people type
"""sangsuk import cases FILE --format traffy: the matters of another register, with their past."""

import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from sangsuk.config import importing, web
from sangsuk.config.bar import Bar

SOME_REJECTED, UNUSABLE = 3, 2


class Command(BaseCommand):
    help = "Import cases from a CSV file (.csv or .csv.gz). Run it again to go on or to add what is new: docs/import.md"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["cases"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=["traffy"], required=True)
        parser.add_argument("--rejects", type=Path, help="where rejected rows go (default: FILE.rejects.csv, here)")
        parser.add_argument("--limit", type=_positive, help="read this many rows only")
        parser.add_argument("--processes", type=_positive, default=web.processes(), help="default: one per core")

    def handle(self, *args: Any, **options: Any) -> None:
        rejects = options["rejects"] or Path(f"{options['file'].name}.rejects.csv")
        bar = Bar("Importing", sys.stderr)
        database = connection.settings_dict
        try:
            total = importing.run(
                options["file"], rejects=rejects, limit=options["limit"], processes=options["processes"], bar=bar,
                database={"NAME": database["NAME"]},
            )  # fmt: skip
        except importing.Unusable as trouble:
            raise CommandError(str(trouble), returncode=UNUSABLE) from None
        except importing.Interrupted as trouble:
            raise CommandError(str(trouble)) from None
        self._say(total, bar.finish(), rejects)

    def _say(self, total: importing.Sum, seconds: float, rejects: Path) -> None:
        rate = total.rows / seconds if seconds else 0
        self.stdout.write(
            f"{total.rows:,} rows in {seconds:.1f} s ({rate:,.0f}/s): "
            f"{total.taken:,} taken in, {total.there:,} there already, {total.rejected:,} rejected."
        )
        if total.taken:
            importing.afterwards()
        if total.rejected:
            self.stdout.write(f"The rejected rows and why: {rejects}")
        if total.trouble:
            raise CommandError(total.trouble, returncode=UNUSABLE)
        if total.rejected:
            sys.exit(SOME_REJECTED)


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError("a whole number from 1")
    return int(text)
