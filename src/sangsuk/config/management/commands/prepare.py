"""sangsuk prepare: what `run` does before it serves."""

from typing import Any

from django.core.management.base import BaseCommand

from sangsuk.config import prepare


class Command(BaseCommand):
    help = "Make whatever is missing: tables, reference data, words, static files; in a trial the demo world too."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        prepare.everything()
