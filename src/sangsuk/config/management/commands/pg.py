"""sangsuk pg: a program of PostgreSQL, connected to our database."""

import os
import subprocess
from argparse import REMAINDER
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sangsuk.config import engine

VARIABLES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}


class Command(BaseCommand):
    help = "Run psql, pg_dump, pg_restore, pg_basebackup or pgbench on our database: sangsuk pg pg_dump -Fc -f FILE"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("program")
        parser.add_argument("arguments", nargs=REMAINDER)

    def handle(self, *args: Any, **options: Any) -> None:
        program = engine.installed() / options["program"]
        if program.parent != engine.installed() or not program.is_file():
            names = ", ".join(sorted(path.name for path in engine.installed().iterdir()))
            raise CommandError(f"There is no {options['program']}. There are: {names}")
        database = settings.DATABASES["default"]
        environment = {name: str(database[key]) for key, name in VARIABLES.items() if database[key]}
        environment |= {
            f"PG{key.upper()}": str(value) for key, value in database["OPTIONS"].items() if key[:3] == "ssl"
        }
        done = subprocess.run([program, *options["arguments"]], env={**os.environ, **environment}, check=False)
        if done.returncode:
            raise SystemExit(done.returncode)
