"""sangsuk load: reference data, and an operator's own boundaries and villages."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sangsuk.config import reference
from sangsuk.config.progress import telling


class Command(BaseCommand):
    help = "Load the reference data (nothing named), or boundaries or villages from a file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", choices=["boundaries", "villages"])
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        what, file = options["what"], options["file"]
        if what is None:
            reference.load()
            return
        if file is None:
            raise CommandError(f"Which file? sangsuk load {what} FILE")
        if not file.is_file():
            raise CommandError(f"There is no file {file}")
        from sangsuk.places import actions as places

        with telling(f"Loading {what}"):
            answer = {"boundaries": places.load_boundaries, "villages": places.load_villages}[what](file)
        self.stdout.write(str(answer))
