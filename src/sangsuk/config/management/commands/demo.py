"""sangsuk demo: the demo world, into a database without cases."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sangsuk.cases.models import Case
from sangsuk.config.demo import making
from sangsuk.config.demo.staff import HEADLINERS, PASSWORD


class Command(BaseCommand):
    help = "Make two hundred invented matters with their people. Does nothing where there are matters already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=making.SEED, help="another seed is another world")

    def handle(self, *args: Any, **options: Any) -> None:
        if Case.objects.exists():
            self.stdout.write("There are matters already; nothing was made.")
            return
        made = making.make(seed=options["seed"])
        self.stdout.write(f"{made} invented matters. Everybody signs in with the password {PASSWORD}:")
        for post in HEADLINERS:
            self.stdout.write(f"  {post.email:<40} {post.role:<10} {post.office}")
