"""sangsuk worker: what happens in the background."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from sangsuk.config import cli, database, health, processes

GRACE_SECONDS = 8


class Command(BaseCommand):
    help = "Send what is due and do the other background work, until told to stop."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        processes.end_with_parent()
        if health.missing_migrations():
            raise CommandError(cli.NOT_PREPARED)
        connection.close()
        connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
        with app.replace_connector(connector):
            asyncio.run(_work())


async def _work() -> None:
    """The row carries the duty and a job is only a nudge, so no finished job is worth keeping."""
    async with app.open_async():
        await app.run_worker_async(
            concurrency=2,
            delete_jobs="always",
            listen_notify=not database.behind_pgbouncer(),
            shutdown_graceful_timeout=GRACE_SECONDS,
        )
