"""sangsuk words: the sentences of the house and their English."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sangsuk.config import words


class Command(BaseCommand):
    help = "Collect the sentences of every room into its locale/en, and list those that have no English yet."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rooms", nargs="*", help="only these; default: all")
        parser.add_argument("--compile", action="store_true", help="only make the .mo files that are not fresh")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            self.stdout.write(f"{words.compile_all()} catalogs compiled")
            return
        troubles = words.update(options["rooms"])
        words.compile_all()
        for trouble in troubles:
            self.stdout.write(trouble)
        self.stdout.write(f"{len(troubles)} sentences to look at" if troubles else "Every sentence has its English")
