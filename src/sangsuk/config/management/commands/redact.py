"""sangsuk redact again: titles, search index and sketches of all cases by the rules of redaction of today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sangsuk.cases import rereading
from sangsuk.cases.models import Case
from sangsuk.config.progress import telling


class Command(BaseCommand):
    help = "Make anew what is kept redacted, after an update whose notes say so. Work goes on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("again", choices=["again"])
        parser.add_argument("--after", type=int, default=0, help="go on behind this case, as an ended run has said")
        parser.add_argument("--batch", type=int, default=rereading.BATCH, help="cases in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        total = Case.objects.filter(pk__gt=options["after"]).count()
        last = options["after"]
        with telling("Reading the cases again") as progress:
            done = rereading.read_again(after=last, batch=options["batch"], told=lambda many: progress(many, total))
        read, changed, last = done
        self.stdout.write(f"{read:,} cases read, {changed:,} came out differently; the last was {last}.")
