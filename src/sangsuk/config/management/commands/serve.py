"""sangsuk serve: the web server alone."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sangsuk.config import supervisor, web


class Command(BaseCommand):
    help = "Serve the pages and the API. Tables and static files must be there: see `run`, `migrate`, `collectstatic`."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT, help="default: PORT, or 8000")
        parser.add_argument("--address", default="127.0.0.1", help="0.0.0.0 to be reached from other machines")
        parser.add_argument("--processes", type=int, default=web.processes(), help="default: one per core, up to 4")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            supervisor.refuse_taken_port(options["port"])
        except supervisor.Failed as trouble:
            raise CommandError(str(trouble)) from None
        web.serve(address=options["address"], port=options["port"], processes=options["processes"])
