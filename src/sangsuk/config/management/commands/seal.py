"""sangsuk seal: cases that came before there were seals, and that the rule of today would seal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sangsuk.cases.sealed import again, watch
from sangsuk.offices import queries as offices
from sangsuk.thai.dates import bangkok_date


class Command(BaseCommand):
    help = (
        "Find the cases that came before there were seals and would be sealed today; seal them. Work goes on meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, told in (("look", "list them: number and offices, no words"), ("again", "seal them, one by one")):
            one = verbs.add_parser(verb, help=told)
            one.add_argument("--after", type=int, default=0, help="begin behind the case with this key")
            one.add_argument("--batch", type=int, default=again.BATCH, help="cases read at once")

    def handle(self, *args: Any, **options: Any) -> None:
        now, seals = timezone.now(), options["verb"] == "again"
        found = left = 0
        for late in again.look(bangkok_date(now), after=options["after"], batch=options["batch"]):
            found += 1
            why = watch.seal_late(late.pk, now) if seals else ""
            left += bool(why)
            self.stdout.write(f"{_line(late)}{f'  NOT SEALED: {why}' if why else ''}")
        self.stdout.write(f"{found - left:,} cases are sealed now." if seals else f"{found:,} cases would be sealed.")
        if left:
            raise CommandError(f"{left:,} cases could not be sealed. Nothing of them was changed.")


def _line(late: again.Late) -> str:
    accused = ", ".join(f"{code} {_name(code)}" for code in late.accused) or "nobody"
    people = f" and {late.people} of their people" if late.people else ""
    return f"{late.pk:>9}  {late.number}  {late.status}  {late.secrecy}  at {late.office}  accuses {accused}{people}"


def _name(code: str) -> str:
    card = offices.known().get(code)
    return card.name_th if card else ""
