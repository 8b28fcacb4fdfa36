"""sangsuk words: the sentences of the house and their English."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from sangsuk.config import words


class Command(BaseCommand):
    help = "Collect the sentences of every room into its locale/en, and list those that have no English yet."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rooms", nargs="*", help="only these; default: all")
        parser.add_argument("--compile", action="store_true", help="only compile what there is")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            words.compile_all(settings.HOME)
            return
        troubles = words.update(options["rooms"]) + words.conflicts()
        words.compile_all(settings.HOME)
        for trouble in troubles:
            self.stdout.write(trouble)
        self.stdout.write(f"{len(troubles)} sentences to look at" if troubles else "Every sentence has its English")
