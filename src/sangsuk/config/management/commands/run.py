"""sangsuk run: the whole product in one terminal."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sangsuk.config import supervisor


class Command(BaseCommand):
    help = "Prepare whatever is missing, then serve pages and work in the background until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT, help="default: PORT, or 8000")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            supervisor.run(port=options["port"])
        except supervisor.Failed as trouble:
            raise CommandError(str(trouble)) from None
